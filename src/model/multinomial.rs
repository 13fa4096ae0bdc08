//! Mixtures of multinomial distributions over vectors of counts, such as the words of documents.
//!
//! `E_k(x) = -ln pi_k - ln[(sum_d x_d)! / prod_d x_d!] - sum_d x_d ln mu_kd`, T = 1, the `mu_k` on the simplex. Refit:
//! `mu_kd = (sum_n r_nk x_nd + a) / (sum_n r_nk sum_d' x_nd' + D a)`, `pi_k = N_k / N`; a > 0 is a symmetric
//! Dirichlet(a + 1) prior on every `mu_k`, whose `-a sum_kd ln mu_kd` joins F. Bishop (2006), section 2.2 for the
//! distribution; the EM is as for Bernoullis, section 9.3.3.

use super::{Event, Model, cost, refit_weights, surprise};
use crate::error::Result;
use crate::math::ln_factorial;
use crate::moments::{Moments, Order};
use crate::points::{BLOCK, Block, Points};

/// K distributions over D things.
#[derive(Clone, Debug)]
pub struct Multinomial {
    weights: Vec<f64>,
    learned: bool,
    mu: Vec<f64>,
    pseudo_count: f64,
    /// `-ln mu`: K*D.
    costs: Vec<f64>,
}

impl Multinomial {
    /// `weights`: K; `mu`: K*D, no entry below 0, each row divided by its sum; `pseudo_count`: a.
    pub fn new(weights: Vec<f64>, learned: bool, mu: Vec<f64>, pseudo_count: f64) -> Self {
        let mut model = Self { weights, learned, mu, pseudo_count, costs: Vec::new() };
        for k in 0..model.k() {
            model.normalise(k);
        }
        model.update_costs();
        model
    }

    fn normalise(&mut self, k: usize) {
        let d = self.d();
        let row = &mut self.mu[k * d..(k + 1) * d];
        let total: f64 = row.iter().sum();
        for mu in row {
            *mu = if total > 0.0 { *mu / total } else { 1.0 / d as f64 };
        }
    }

    fn update_costs(&mut self) {
        self.costs = self.mu.iter().map(|&p| cost(p)).collect();
    }
}

impl Model for Multinomial {
    fn k(&self) -> usize {
        self.weights.len()
    }

    fn temperature(&self) -> f64 {
        1.0
    }

    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        let (d, len) = (self.d(), block.len);
        // The ways to order the counts: the same for every component.
        let (mut total, mut orders) = ([0.0; BLOCK], [0.0; BLOCK]);
        for j in 0..d {
            for ((total, orders), &x) in total.iter_mut().zip(&mut orders).zip(block.column(j)) {
                *total += x;
                *orders += ln_factorial(x);
            }
        }
        for (orders, total) in orders.iter_mut().zip(&total) {
            *orders -= ln_factorial(*total);
        }
        for (k, row) in e.chunks_exact_mut(len).enumerate() {
            let own = surprise(self.weights[k]);
            for (out, orders) in row.iter_mut().zip(&orders) {
                *out = own + orders;
            }
            for j in 0..d {
                let cost = self.costs[k * d + j];
                for (out, &x) in row.iter_mut().zip(block.column(j)) {
                    *out += x * cost;
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
            let count = |j: usize| {
                let i = k * d + j;
                (moments.first[i] + moments.count[k] * moments.about[i]).max(0.0)
            };
            let total = (0..d).map(count).sum::<f64>() + d as f64 * a;
            // A component without a single word keeps its distribution: any would do.
            if total > 0.0 {
                for j in 0..d {
                    self.mu[k * d + j] = (count(j) + a) / total;
                }
            }
        }
        self.update_costs();
        Ok(events)
    }

    fn prior(&self) -> f64 {
        if self.pseudo_count == 0.0 { 0.0 } else { self.pseudo_count * self.costs.iter().sum::<f64>() }
    }

    /// K (D - 1): every distribution sums to 1; and the mixing coefficients.
    fn parameters(&self) -> Option<usize> {
        Some(self.mu.len() - self.k() + super::free_weights(self.k(), self.learned))
    }

    fn means(&self) -> &[f64] {
        &self.mu
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        let d = self.d();
        for (mu, x) in self.mu[k * d..(k + 1) * d].iter_mut().zip(x) {
            *mu = x.max(0.0);
        }
        self.normalise(k);
        self.update_costs();
    }

    fn weights(&self) -> Option<&[f64]> {
        Some(&self.weights)
    }
}
