//! Mixtures of multivariate Student t distributions: Gaussians with tails heavy enough for outliers.
//!
//! `E_k(x) = -ln pi_k - ln t_nu(x; mu_k, Sigma_k)`, T = 1, with
//! `ln t = ln Gamma((nu + D)/2) - ln Gamma(nu/2) - (D ln(nu pi) + ln |Sigma_k| + (nu + D) ln(1 + q/nu)) / 2` and
//! `q = (x - mu_k)^T Sigma_k^-1 (x - mu_k)`. nu is given; `Sigma_k` is a scale, and the covariance
//! `nu / (nu - 2) Sigma_k` where nu > 2.
//!
//! A t is a Gaussian of random scale, and the refit is the EM step for it (Peel and `McLachlan` 2000): with
//! `u_nk = (nu + D) / (nu + q_nk)` at the parameters that came in, so that far points count less,
//! `mu_k = sum_n r_nk u_nk x_n / sum_n r_nk u_nk`, `Sigma_k = sum_n r_nk u_nk (x_n - mu_k)(x_n - mu_k)^T / N_k`.
//! It is not the argmin over theta but that of a bound which touches F where it stands: `ln(1 + q/nu)` is concave in
//! q, and lies below its tangent. F cannot rise, and does not fall only where theta is at rest.

use super::formula::{Formula, mixture};
use super::gaussian::{Gaussian, LN_2PI};
use super::{Event, Model, refit_weights, surprise};
use crate::energy;
use crate::error::Result;
use crate::math::ln_gamma;
use crate::moments::{Moments, Order};
use crate::points::{BLOCK, Block, Points};

/// Steps towards the best fit of known groups: far more than the few that it takes.
const STEPS: usize = 100;

/// K Student t distributions in D dimensions.
#[derive(Clone, Debug)]
pub struct Student {
    /// pi, mu and Sigma, with the factors and the floor of Sigma.
    shape: Gaussian,
    learned: bool,
    nu: f64,
    /// What of `-ln t` is the same for all points and components.
    constant: f64,
}

impl Student {
    /// With the weights, means and (full) scales of `shape`, and `nu` > 0 degrees of freedom.
    pub fn new(shape: Gaussian, learned: bool, nu: f64) -> Self {
        let d = shape.d() as f64;
        let ln_pi = LN_2PI - std::f64::consts::LN_2;
        let constant = ln_gamma(0.5 * nu) - ln_gamma(0.5 * (nu + d)) + 0.5 * d * (libm::log(nu) + ln_pi);
        Self { shape, learned, nu, constant }
    }

    /// Moments under `w_nk = r_nk u_nk`; `walk` shows the responsibilities of every block.
    fn weigh(&self, about: Vec<f64>, walk: impl Fn(&mut dyn FnMut(&Block<'_>, &[f64]))) -> Moments {
        let (k, d) = (self.k(), self.d());
        let mut moments = Moments::new(about, k, Order::Full);
        let (mut diff, mut w) = (vec![0.0; d * BLOCK], vec![0.0; k * BLOCK]);
        walk(&mut |block, r| {
            let w = &mut w[..k * block.len];
            for (c, row) in w.chunks_exact_mut(block.len).enumerate() {
                self.shape.mahalanobis(c, block, &mut diff, row);
            }
            for (w, r) in w.iter_mut().zip(r) {
                *w = r * ((self.nu + d as f64) / (self.nu + *w));
            }
            moments.add_soft(block, w);
        });
        moments
    }

    /// One step of EM for the responsibilities that `walk` shows, whose sums are `moments.count`.
    fn step(&mut self, moments: &Moments, walk: impl Fn(&mut dyn FnMut(&Block<'_>, &[f64]))) -> Result<Vec<Event>> {
        let d = self.d();
        let mut weighted = self.weigh(self.shape.means.clone(), &walk);
        if weighted.cancels() {
            weighted = self.weigh(weighted.centres(), &walk);
        }
        let mut next = self.shape.clone();
        let mut events = refit_weights(&mut next.weights, self.learned, moments);
        let mut scales = next.covariances.clone();
        for (k, scale) in scales.chunks_exact_mut(d * d).enumerate() {
            let Some(mean) = weighted.mean(k) else { continue };
            for (out, s) in scale.iter_mut().zip(weighted.scatter(k, &mean)) {
                *out = s / moments.count[k];
            }
            next.means[k * d..(k + 1) * d].copy_from_slice(&mean);
        }
        events.extend(next.set_covariances(scales)?);
        self.shape = next;
        Ok(events)
    }

    /// The best fit of groups that are known, `labels` saying whose every point is.
    ///
    /// # Errors
    /// `singular-covariance`, as a refit.
    pub fn complete(&mut self, points: &Points, labels: &[u8]) -> Result<()> {
        let mut moments = Moments::new(self.shape.means.clone(), self.k(), self.order());
        for block in points.blocks() {
            moments.add_hard(&block, &labels[block.start..block.start + block.len]);
        }
        let k = self.k();
        for _ in 0..STEPS {
            self.step(&moments, |see| {
                for block in points.blocks() {
                    let mut r = vec![0.0; k * block.len];
                    for (i, &label) in labels[block.start..block.start + block.len].iter().enumerate() {
                        r[usize::from(label) * block.len + i] = 1.0;
                    }
                    see(&block, &r);
                }
            })?;
        }
        Ok(())
    }
}

impl Model for Student {
    fn k(&self) -> usize {
        self.shape.k()
    }

    fn temperature(&self) -> f64 {
        1.0
    }

    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        let d = self.d();
        let mut diff = vec![0.0; d * BLOCK];
        let half = 0.5 * (self.nu + d as f64);
        for (k, row) in e.chunks_exact_mut(block.len).enumerate() {
            self.shape.mahalanobis(k, block, &mut diff, row);
            let shift = surprise(self.shape.weights[k]) + self.constant + 0.5 * self.shape.log_dets[k];
            for x in row.iter_mut() {
                *x = shift + half * libm::log(1.0 + *x / self.nu);
            }
        }
    }

    fn order(&self) -> Order {
        Order::Mean
    }

    /// The responsibilities are those under the parameters as they are: a refit comes right after its assignment.
    fn refit(&mut self, moments: &Moments, points: &Points, _labels: &[u8]) -> Result<Vec<Event>> {
        let assigned = self.clone();
        self.step(moments, |see| energy::responsibilities(&assigned, points, |block, r| see(block, r)))
    }

    /// Means, scale matrices and mixing coefficients; nu is given.
    fn parameters(&self) -> Option<usize> {
        Some(self.shape.free_shapes() + super::free_weights(self.k(), self.learned))
    }

    fn formula(&self) -> Formula {
        let components = [
            "μ_k = \\frac{∑_n r_k^{(n)} u_k^{(n)} x^{(n)}}{∑_n r_k^{(n)} u_k^{(n)}}",
            "Σ_k = \\frac{1}{N_k} ∑_n r_k^{(n)} u_k^{(n)} (x^{(n)} − μ_k)(x^{(n)} − μ_k)^T",
            "u_k^{(n)} = \\frac{ν + D}{ν + (x^{(n)} − μ_k)^T Σ_k^{−1} (x^{(n)} − μ_k)}",
        ];
        Formula {
            measure: "t_ν(x^{(n)} | μ_k, Σ_k)",
            density: "t_ν = c_k (1 + q_k/ν)^{−(ν + D)/2}\nc_k = \\frac{Γ((ν + D)/2)}{Γ(ν/2) (ν π)^{D/2} |Σ_k|^{1/2}}\nq_k = (x − μ_k)^T Σ_k^{−1} (x − μ_k)",
            refit: mixture(&components, self.learned),
        }
    }

    fn means(&self) -> &[f64] {
        &self.shape.means
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        self.shape.set_mean(k, x);
    }

    fn weights(&self) -> Option<&[f64]> {
        Some(&self.shape.weights)
    }

    /// The scale `Sigma_k`.
    fn covariance(&self, k: usize) -> Option<&[f64]> {
        self.shape.covariance(k)
    }
}
