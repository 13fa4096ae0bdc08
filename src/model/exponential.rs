//! Mixtures of exponential distributions over waiting times, independent in every coordinate.
//!
//! `E_k(x) = -ln pi_k + sum_d (lambda_kd x_d - ln lambda_kd)`, T = 1. Refit:
//! `lambda_kd = N_k / sum_n r_nk x_nd`, `pi_k = N_k / N`. A component is kept as its means `m = 1 / lambda`, which are
//! places among the data. They stay between the least and the largest time, so nothing can collapse and no prior is
//! needed.

use super::formula::{Formula, mixture};
use super::{Event, IMPOSSIBLE, Model, refit_weights, surprise};
use crate::error::Result;
use crate::moments::{Moments, Order};
use crate::points::{Block, LEAST_POSITIVE, Points};

/// Beyond this many dimensions covariances, which are for pictures only, are not kept.
const MAX_SHAPE_D: usize = 8;

/// K vectors of D mean times.
#[derive(Clone, Debug)]
pub struct Exponential {
    weights: Vec<f64>,
    learned: bool,
    means: Vec<f64>,
    /// `diag(m_k^2)`: K*D*D.
    covariances: Vec<f64>,
}

impl Exponential {
    /// `weights`: K; `means`: K*D, at least [`LEAST_POSITIVE`].
    pub fn new(weights: Vec<f64>, learned: bool, means: Vec<f64>) -> Self {
        let mut model = Self { weights, learned, means, covariances: Vec::new() };
        model.update();
        model
    }

    fn update(&mut self) {
        let d = self.d();
        if d <= MAX_SHAPE_D {
            self.covariances = vec![0.0; self.k() * d * d];
            for (i, mean) in self.means.iter().enumerate() {
                self.covariances[i * d + i % d] = mean * mean;
            }
        }
    }

    fn put(&mut self, k: usize, means: &[f64]) {
        let d = self.d();
        for (mean, x) in self.means[k * d..(k + 1) * d].iter_mut().zip(means) {
            *mean = x.max(LEAST_POSITIVE);
        }
    }
}

impl Model for Exponential {
    fn k(&self) -> usize {
        self.weights.len()
    }

    fn temperature(&self) -> f64 {
        1.0
    }

    /// Below 0, which fields show, the energy is that of 0 and what cannot be costs.
    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        let d = self.d();
        for (k, row) in e.chunks_exact_mut(block.len).enumerate() {
            let means = &self.means[k * d..(k + 1) * d];
            row.fill(surprise(self.weights[k]) + means.iter().map(|m| libm::log(*m)).sum::<f64>());
            for (j, m) in means.iter().enumerate() {
                for (out, &x) in row.iter_mut().zip(block.column(j)) {
                    *out += x.max(0.0) / m + if x < 0.0 { IMPOSSIBLE } else { 0.0 };
                }
            }
        }
    }

    fn order(&self) -> Order {
        Order::Mean
    }

    fn refit(&mut self, moments: &Moments, _points: &Points, _labels: &[u8]) -> Result<Vec<Event>> {
        let events = refit_weights(&mut self.weights, self.learned, moments);
        for k in 0..self.k() {
            if let Some(mean) = moments.mean(k) {
                self.put(k, &mean);
            }
        }
        self.update();
        Ok(events)
    }

    /// K D rates, and the mixing coefficients.
    fn parameters(&self) -> Option<usize> {
        Some(self.means.len() + super::free_weights(self.k(), self.learned))
    }

    fn formula(&self) -> Formula {
        Formula {
            measure: "p(x^{(n)} | λ_k)",
            density: "p(x | λ_k) = ∏_d λ_{k,d} e^{−λ_{k,d} x_d}",
            refit: mixture(&["λ_k = \\frac{N_k}{∑_n r_k^{(n)} x^{(n)}}"], self.learned),
        }
    }

    fn means(&self) -> &[f64] {
        &self.means
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        self.put(k, x);
        self.update();
    }

    fn weights(&self) -> Option<&[f64]> {
        Some(&self.weights)
    }

    /// The standard deviation of a waiting time is its mean.
    fn covariance(&self, k: usize) -> Option<&[f64]> {
        let size = self.d() * self.d();
        self.covariances.get(k * size..(k + 1) * size)
    }
}
