//! Mixtures of Student's t distributions: Gaussians with tails that forgive outliers.
//!
//! `E_k(x) = -ln pi_k - ln T(x; mu_k, Sigma_k, nu)`, T = 1, where with `q = (x - mu)^T Sigma^-1 (x - mu)`
//! `ln T = lnG((nu + D) / 2) - lnG(nu / 2) - (D / 2) ln(nu pi) - (1 / 2) ln |Sigma| - ((nu + D) / 2) ln(1 + q / nu)`
//! and G is the gamma function; nu, the degrees of freedom, is given. A t is a Gaussian of unknown scale; the refit is
//! EM over that scale too, one step of it: `u_nk = (nu + D) / (nu + q_nk)`, the weight that makes far points count
//! less, then `mu_k = sum_n r_nk u_nk x_n / sum_n r_nk u_nk`,
//! `Sigma_k = sum_n r_nk u_nk (x_n - mu_k)(x_n - mu_k)^T / N_k`. That is no exact argmin, yet F cannot rise.
//! Bishop (2006), section 2.3.7; Peel and McLachlan (2000).

use super::gaussian::Gaussian;
use super::{Event, Model, refit_weights, surprise};
use crate::energy;
use crate::error::Result;
use crate::moments::{Moments, Order};
use crate::points::{BLOCK, Block, Points};

/// K t distributions in D dimensions.
#[derive(Clone, Debug)]
pub struct Student {
    /// Its means, scale matrices and the distances q; its weights are not used.
    shape: Gaussian,
    weights: Vec<f64>,
    learned: bool,
    dof: f64,
}

impl Student {
    /// `shape`: Mahalanobis distances without volume, of any kind of matrix; `weights`: K; `dof`: nu > 0.
    pub fn new(shape: Gaussian, weights: Vec<f64>, learned: bool, dof: f64) -> Self {
        Self { shape, weights, learned, dof }
    }

    /// The energy at q = 0.
    fn shift(&self, k: usize) -> f64 {
        let (nu, d) = (self.dof, self.d() as f64);
        let normaliser = libm::lgamma(0.5 * nu) - libm::lgamma(0.5 * (nu + d));
        let volume = 0.5 * d * libm::log(nu * std::f64::consts::PI) + 0.5 * self.shape.log_det(k);
        surprise(self.weights[k]) + normaliser + volume
    }

    /// The moments under `r_nk u_nk`.
    fn weighted(&self, points: &Points, about: Vec<f64>) -> Moments {
        let (k, nu, d) = (self.k(), self.dof, self.d() as f64);
        let mut moments = Moments::new(about, k, self.shape.order());
        let mut q = vec![0.0; k * BLOCK];
        energy::responsibilities(self, points, |block, r| {
            let q = &mut q[..k * block.len];
            self.shape.energies(block, q);
            for (q, r) in q.iter_mut().zip(r) {
                *q = r * (nu + d) / (nu + *q);
            }
            moments.add_soft(block, q);
        });
        moments
    }
}

impl Model for Student {
    fn k(&self) -> usize {
        self.weights.len()
    }

    fn temperature(&self) -> f64 {
        1.0
    }

    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        self.shape.energies(block, e);
        let half = 0.5 * (self.dof + self.d() as f64);
        let inverse = 1.0 / self.dof;
        for (k, row) in e.chunks_exact_mut(block.len).enumerate() {
            let shift = self.shift(k);
            for x in row {
                *x = shift + half * libm::log1p(*x * inverse);
            }
        }
    }

    fn order(&self) -> Order {
        Order::Mean
    }

    fn refit(&mut self, moments: &Moments, points: &Points, _labels: &[u8]) -> Result<Vec<Event>> {
        let mut weighted = self.weighted(points, self.means().to_vec());
        if weighted.cancels() {
            weighted = self.weighted(points, weighted.centres());
        }
        let mut weights = self.weights.clone();
        let mut events = refit_weights(&mut weights, self.learned, moments);
        events.extend(self.shape.estimate(&weighted, &moments.count)?);
        self.weights = weights;
        Ok(events)
    }

    fn exact(&self) -> bool {
        false
    }

    /// Means, scale matrices and mixing coefficients; nu is given.
    fn parameters(&self) -> Option<usize> {
        Some(self.shape.free_shapes() + super::free_weights(self.k(), self.learned))
    }

    fn means(&self) -> &[f64] {
        self.shape.means()
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        self.shape.set_mean(k, x);
    }

    fn weights(&self) -> Option<&[f64]> {
        Some(&self.weights)
    }

    fn covariance(&self, k: usize) -> Option<&[f64]> {
        self.shape.covariance(k)
    }
}
