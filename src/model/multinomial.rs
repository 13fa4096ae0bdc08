//! Mixtures of multinomial distributions over vectors of counts: documents as bags of words.
//!
//! `E_k(x) = -ln pi_k - ln [L! / (x_1! ... x_D!)] - sum_d x_d ln mu_kd` with `L = sum_d x_d`, T = 1; every `mu_k`
//! sums to 1. The coefficient is the same for all k and moves no responsibility; with it F after an assignment is minus the
//! log-likelihood. Refit: `mu_kd = (sum_n r_nk x_nd + a) / (sum_d' sum_n r_nk x_nd' + D a)`, `pi_k = N_k / N`; a > 0 is
//! a Dirichlet(a + 1) prior, whose `-a sum_kd ln mu_kd` joins F. Nigam and others (2000).

use super::formula::{Formula, mixture};
use super::{Event, IMPOSSIBLE, Model, cost, refit_weights, surprise};
use crate::error::Result;
use crate::math::ln_factorial;
use crate::moments::{Moments, Order};
use crate::points::{BLOCK, Block, Points};

/// K distributions over D things that are counted.
#[derive(Clone, Debug)]
pub struct Multinomial {
    weights: Vec<f64>,
    learned: bool,
    /// How many things an average point counts: means are drawn among the points.
    length: f64,
    /// `length mu`: K*D.
    means: Vec<f64>,
    pseudo_count: f64,
    /// `-ln mu`: K*D.
    costs: Vec<f64>,
}

impl Multinomial {
    /// `weights`: K; `means`: K*D, not negative, of which each row is divided by its sum (a row of zeros is even);
    /// `pseudo_count`: a; `points`: only their average length is kept.
    pub fn new(weights: Vec<f64>, learned: bool, means: Vec<f64>, pseudo_count: f64, points: &Points) -> Self {
        let total: f64 = points.means().iter().sum();
        let length = if total > 0.0 { total } else { 1.0 };
        let d = points.d();
        let mut model = Self { weights, learned, length, means: vec![0.0; means.len()], pseudo_count, costs: means };
        for k in 0..model.k() {
            let row = model.costs[k * d..(k + 1) * d].to_vec();
            model.set_mu(k, &row);
        }
        model
    }

    /// `mu_k` proportional to `amounts` (D, not negative).
    fn set_mu(&mut self, k: usize, amounts: &[f64]) {
        let d = amounts.len();
        let total: f64 = amounts.iter().sum();
        for (j, amount) in amounts.iter().enumerate() {
            let mu = if total > 0.0 { amount / total } else { 1.0 / d as f64 };
            self.means[k * d + j] = self.length * mu;
            self.costs[k * d + j] = cost(mu);
        }
    }
}

impl Model for Multinomial {
    fn k(&self) -> usize {
        self.weights.len()
    }

    fn temperature(&self) -> f64 {
        1.0
    }

    /// Counts that are not whole have the coefficient of the gamma function, those below 0 cost as much as what cannot be.
    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        let (d, len) = (self.d(), block.len);
        let (mut length, mut coefficient) = ([0.0; BLOCK], [0.0; BLOCK]);
        for j in 0..d {
            for ((l, c), &x) in length.iter_mut().zip(&mut coefficient).zip(block.column(j)) {
                *l += x.max(0.0);
                *c += ln_factorial(x.max(0.0)) + if x < 0.0 { IMPOSSIBLE } else { 0.0 };
            }
        }
        for (c, l) in coefficient.iter_mut().zip(&length[..len]) {
            *c -= ln_factorial(*l);
        }
        for (k, row) in e.chunks_exact_mut(len).enumerate() {
            row.fill(surprise(self.weights[k]));
            for j in 0..d {
                let cost = self.costs[k * d + j];
                for (out, &x) in row.iter_mut().zip(block.column(j)) {
                    *out += x.max(0.0) * cost;
                }
            }
            for (out, c) in row.iter_mut().zip(&coefficient) {
                *out += c;
            }
        }
    }

    fn order(&self) -> Order {
        Order::Mean
    }

    fn refit(&mut self, moments: &Moments, _points: &Points, _labels: &[u8]) -> Result<Vec<Event>> {
        let d = self.d();
        let events = refit_weights(&mut self.weights, self.learned, moments);
        for k in 0..self.k() {
            let n = moments.count[k];
            let amount = |j: usize| (moments.first[k * d + j] + n * moments.about[k * d + j]).max(0.0);
            let amounts: Vec<f64> = (0..d).map(|j| amount(j) + self.pseudo_count).collect();
            // A component that has counted nothing stays.
            if amounts.iter().sum::<f64>() > 0.0 {
                self.set_mu(k, &amounts);
            }
        }
        Ok(events)
    }

    fn prior(&self) -> f64 {
        if self.pseudo_count == 0.0 { 0.0 } else { self.pseudo_count * self.costs.iter().sum::<f64>() }
    }

    /// K (D - 1): every distribution sums to 1; and the mixing coefficients.
    fn parameters(&self) -> Option<usize> {
        Some(self.means.len() - self.k() + super::free_weights(self.k(), self.learned))
    }

    fn discrete(&self) -> bool {
        true
    }

    fn formula(&self) -> Formula {
        let mu = if self.pseudo_count == 0.0 {
            "μ_{k,d} = \\frac{∑_n r_k^{(n)} x_d^{(n)}}{∑_e ∑_n r_k^{(n)} x_e^{(n)}}"
        } else {
            "μ_{k,d} = \\frac{∑_n r_k^{(n)} x_d^{(n)} + a}{∑_e ∑_n r_k^{(n)} x_e^{(n)} + D a}"
        };
        Formula {
            measure: "p(x^{(n)} | μ_k)",
            density: "p(x | μ_k) = \\frac{(∑_d x_d)!}{∏_d x_d!} ∏_d μ_{k,d}^{x_d}",
            refit: mixture(&[mu], self.learned),
        }
    }

    /// The counts that each component expects of a point of average length: `mu_k` times that length.
    fn means(&self) -> &[f64] {
        &self.means
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        let amounts: Vec<f64> = x.iter().map(|x| x.max(0.0)).collect();
        self.set_mu(k, &amounts);
    }

    fn weights(&self) -> Option<&[f64]> {
        Some(&self.weights)
    }
}
