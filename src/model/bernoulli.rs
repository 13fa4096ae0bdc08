//! Mixtures of Bernoulli distributions over binary vectors.
//!
//! `E_k(x) = -ln pi_k - sum_d [x_d ln mu_kd + (1 - x_d) ln(1 - mu_kd)]`, T = 1. Refit:
//! `mu_kd = (sum_n r_nk x_nd + a) / (N_k + 2 a)`, `pi_k = N_k / N`; a > 0 is a Beta(a + 1, a + 1) prior, whose
//! `-a sum_kd [ln mu_kd + ln(1 - mu_kd)]` joins F. Bishop (2006), section 9.3.3.

use super::formula::{Formula, MEAN, mixture};
use super::{Event, Model, cost, refit_weights, surprise};
use crate::error::Result;
use crate::moments::{Moments, Order};
use crate::points::{Block, Points};

/// K vectors of D probabilities.
#[derive(Clone, Debug)]
pub struct Bernoulli {
    weights: Vec<f64>,
    learned: bool,
    mu: Vec<f64>,
    pseudo_count: f64,
    /// `-ln mu` and `-ln(1 - mu)`: K*D each.
    cost_of_one: Vec<f64>,
    cost_of_zero: Vec<f64>,
}

impl Bernoulli {
    /// `weights`: K; `mu`: K*D, each in 0..=1; `pseudo_count`: a.
    pub fn new(weights: Vec<f64>, learned: bool, mu: Vec<f64>, pseudo_count: f64) -> Self {
        let mut model = Self { weights, learned, mu, pseudo_count, cost_of_one: Vec::new(), cost_of_zero: Vec::new() };
        model.update_costs();
        model
    }

    fn update_costs(&mut self) {
        self.cost_of_one = self.mu.iter().map(|&p| cost(p)).collect();
        self.cost_of_zero = self.mu.iter().map(|&p| cost(1.0 - p)).collect();
    }
}

impl Model for Bernoulli {
    fn k(&self) -> usize {
        self.weights.len()
    }

    fn temperature(&self) -> f64 {
        1.0
    }

    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        let d = self.d();
        for (k, row) in e.chunks_exact_mut(block.len).enumerate() {
            row.fill(surprise(self.weights[k]));
            for j in 0..d {
                let (one, zero) = (self.cost_of_one[k * d + j], self.cost_of_zero[k * d + j]);
                for (out, &x) in row.iter_mut().zip(block.column(j)) {
                    *out += if x > 0.5 { one } else { zero };
                }
            }
        }
    }

    fn order(&self) -> Order {
        Order::Mean
    }

    fn refit(&mut self, moments: &Moments, _points: &Points, _labels: &[u8]) -> Result<Vec<Event>> {
        let d = self.d();
        let events = refit_weights(&mut self.weights, self.learned, moments);
        let a = self.pseudo_count;
        for k in 0..self.k() {
            let n = moments.count[k];
            if n + 2.0 * a <= 0.0 {
                continue;
            }
            for j in 0..d {
                let ones = (moments.first[k * d + j] + n * moments.about[k * d + j]).max(0.0).min(n);
                self.mu[k * d + j] = (ones + a) / (n + 2.0 * a);
            }
        }
        self.update_costs();
        Ok(events)
    }

    fn expected_energies(&self, moments: &Moments) -> Option<Vec<f64>> {
        let d = self.d();
        let shares = (0..self.k())
            .map(|k| {
                let n = moments.count[k];
                if n == 0.0 {
                    return 0.0;
                }
                let pixels: f64 = (0..d)
                    .map(|j| {
                        let i = k * d + j;
                        let ones = (moments.first[i] + n * moments.about[i]).max(0.0).min(n);
                        // 0 ln 0 = 0: rounding must not charge a pixel that no point has.
                        let charge = |amount: f64, p: f64, cost: f64| if p > 0.0 { amount * cost } else { 0.0 };
                        charge(ones, self.mu[i], self.cost_of_one[i])
                            + charge(n - ones, 1.0 - self.mu[i], self.cost_of_zero[i])
                    })
                    .sum();
                n * surprise(self.weights[k]) + pixels
            })
            .collect();
        Some(shares)
    }

    fn prior(&self) -> f64 {
        if self.pseudo_count == 0.0 {
            return 0.0;
        }
        self.pseudo_count * self.cost_of_one.iter().chain(&self.cost_of_zero).sum::<f64>()
    }

    /// K D probabilities, and the mixing coefficients.
    fn parameters(&self) -> Option<usize> {
        Some(self.mu.len() + super::free_weights(self.k(), self.learned))
    }

    fn discrete(&self) -> bool {
        true
    }

    fn formula(&self) -> Formula {
        let smooth = "μ_k = \\frac{∑_n r_k^{(n)} x^{(n)} + a}{N_k + 2 a}";
        Formula {
            measure: "p(x^{(n)} | μ_k)",
            density: "p(x | μ_k) = ∏_d μ_{k,d}^{x_d} (1 − μ_{k,d})^{1 − x_d}",
            refit: mixture(&[if self.pseudo_count == 0.0 { MEAN } else { smooth }], self.learned),
        }
    }

    fn means(&self) -> &[f64] {
        &self.mu
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        let d = self.d();
        for (mu, x) in self.mu[k * d..(k + 1) * d].iter_mut().zip(x) {
            *mu = if *x > 1.0 { 1.0 } else { x.max(0.0) };
        }
        self.update_costs();
    }

    fn weights(&self) -> Option<&[f64]> {
        Some(&self.weights)
    }
}
