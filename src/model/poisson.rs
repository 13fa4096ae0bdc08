//! Mixtures of Poisson distributions over counts, independent in every coordinate.
//!
//! `E_k(x) = -ln pi_k + sum_d (lambda_kd - x_d ln lambda_kd + ln x_d!)`, T = 1. Refit:
//! `lambda_kd = sum_n r_nk x_nd / N_k`, `pi_k = N_k / N`. No probability exceeds 1, so nothing can collapse and no
//! prior is needed: a rate may become 0, for a component that has only seen zeros.

use super::formula::{Formula, mixture};
use super::{Event, IMPOSSIBLE, Model, cost, refit_weights, surprise};
use crate::error::Result;
use crate::math::ln_factorial;
use crate::moments::{Moments, Order};
use crate::points::{BLOCK, Block, Points};

/// Beyond this many dimensions covariances, which are for pictures only, are not kept.
const MAX_SHAPE_D: usize = 8;

/// K vectors of D rates.
#[derive(Clone, Debug)]
pub struct Poisson {
    weights: Vec<f64>,
    learned: bool,
    rates: Vec<f64>,
    /// `-ln lambda`: K*D.
    costs: Vec<f64>,
    /// `diag(lambda_k)`: K*D*D.
    covariances: Vec<f64>,
}

impl Poisson {
    /// `weights`: K; `rates`: K*D, not negative.
    pub fn new(weights: Vec<f64>, learned: bool, rates: Vec<f64>) -> Self {
        let mut model = Self { weights, learned, rates, costs: Vec::new(), covariances: Vec::new() };
        model.update();
        model
    }

    fn update(&mut self) {
        self.costs = self.rates.iter().map(|&rate| cost(rate)).collect();
        let d = self.d();
        if d <= MAX_SHAPE_D {
            self.covariances = vec![0.0; self.k() * d * d];
            for (i, rate) in self.rates.iter().enumerate() {
                self.covariances[i * d + i % d] = *rate;
            }
        }
    }
}

impl Model for Poisson {
    fn k(&self) -> usize {
        self.weights.len()
    }

    fn temperature(&self) -> f64 {
        1.0
    }

    /// Between whole numbers the factorial is the gamma function's, which is what fields show; below 0 the
    /// energy is that of 0, and from half a step on as much more as what cannot be costs.
    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        let (d, len) = (self.d(), block.len);
        let mut factorials = [0.0; BLOCK];
        for j in 0..d {
            for (f, &x) in factorials.iter_mut().zip(block.column(j)) {
                *f += ln_factorial(x.max(0.0)) + if x < -0.5 { IMPOSSIBLE } else { 0.0 };
            }
        }
        for (k, row) in e.chunks_exact_mut(len).enumerate() {
            let rates = &self.rates[k * d..(k + 1) * d];
            row.fill(surprise(self.weights[k]) + rates.iter().sum::<f64>());
            for j in 0..d {
                let cost = self.costs[k * d + j];
                for (out, &x) in row.iter_mut().zip(block.column(j)) {
                    *out += x.max(0.0) * cost;
                }
            }
            for (out, f) in row.iter_mut().zip(&factorials) {
                *out += f;
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
            if let Some(mean) = moments.mean(k) {
                self.set_rates(k, &mean, d);
            }
        }
        self.update();
        Ok(events)
    }

    /// K D rates, and the mixing coefficients.
    fn parameters(&self) -> Option<usize> {
        Some(self.rates.len() + super::free_weights(self.k(), self.learned))
    }

    fn formula(&self) -> Formula {
        Formula {
            measure: "p(x^{(n)} | λ_k)",
            density: "p(x | λ_k) = ∏_d \\frac{λ_{k,d}^{x_d} e^{−λ_{k,d}}}{x_d!}",
            refit: mixture(&["λ_k = \\frac{∑_n r_k^{(n)} x^{(n)}}{∑_n r_k^{(n)}}"], self.learned),
        }
    }

    fn means(&self) -> &[f64] {
        &self.rates
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        self.set_rates(k, x, x.len());
        self.update();
    }

    fn weights(&self) -> Option<&[f64]> {
        Some(&self.weights)
    }

    fn discrete(&self) -> bool {
        true
    }

    /// A Poisson variance is its rate.
    fn covariance(&self, k: usize) -> Option<&[f64]> {
        let size = self.d() * self.d();
        self.covariances.get(k * size..(k + 1) * size)
    }
}

impl Poisson {
    fn set_rates(&mut self, k: usize, rates: &[f64], d: usize) {
        for (rate, x) in self.rates[k * d..(k + 1) * d].iter_mut().zip(rates) {
            *rate = x.max(0.0);
        }
    }
}
