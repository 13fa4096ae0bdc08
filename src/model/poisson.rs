//! Mixtures of Poisson distributions: counts, each coordinate by itself.
//!
//! `E_k(x) = -ln pi_k + sum_d [lambda_kd - x_d ln lambda_kd + ln x_d!]`, T = 1. Refit:
//! `lambda_kd = sum_n r_nk x_nd / N_k`, `pi_k = N_k / N`. The variance of a Poisson is its mean. Between whole numbers
//! `ln x!` is continued by the gamma function, so that a curve and a field can be drawn through them.

use super::{Event, IMPOSSIBLE, Model, cost, refit_weights, surprise};
use crate::error::Result;
use crate::math::ln_factorial;
use crate::moments::{Moments, Order};
use crate::points::{BLOCK, Block, Points};

/// K vectors of D rates.
#[derive(Clone, Debug)]
pub struct Poisson {
    weights: Vec<f64>,
    learned: bool,
    /// lambda: K*D.
    rates: Vec<f64>,
    /// `-ln lambda`: K*D.
    costs: Vec<f64>,
    /// diag(lambda): K*D*D.
    covariances: Vec<f64>,
}

impl Poisson {
    /// `weights`: K; `rates`: K*D, none below 0.
    pub fn new(weights: Vec<f64>, learned: bool, rates: Vec<f64>) -> Self {
        let mut model = Self { weights, learned, rates, costs: Vec::new(), covariances: Vec::new() };
        model.update();
        model
    }

    fn update(&mut self) {
        let d = self.d();
        self.costs = self.rates.iter().map(|&rate| cost(rate)).collect();
        self.covariances = vec![0.0; self.rates.len() * d];
        for (i, rate) in self.rates.iter().enumerate() {
            self.covariances[i * d + i % d] = *rate;
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

    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        let (d, len) = (self.d(), block.len);
        let mut own = [0.0; BLOCK];
        for j in 0..d {
            for (own, &x) in own.iter_mut().zip(block.column(j)) {
                // No count is negative: such a place of the plane is out of reach, the farther the more.
                *own += if x < 0.0 { IMPOSSIBLE * (1.0 - x) } else { ln_factorial(x) };
            }
        }
        for (k, row) in e.chunks_exact_mut(len).enumerate() {
            let total: f64 = self.rates[k * d..(k + 1) * d].iter().sum();
            let shift = surprise(self.weights[k]) + total;
            for (out, own) in row.iter_mut().zip(&own) {
                *out = shift + own;
            }
            for j in 0..d {
                let cost = self.costs[k * d + j];
                for (out, &x) in row.iter_mut().zip(block.column(j)) {
                    *out += x.max(0.0) * cost;
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
        for (k, &n) in moments.count.iter().enumerate().filter(|(_, n)| **n > 0.0) {
            for i in k * d..(k + 1) * d {
                self.rates[i] = (moments.first[i] / n + moments.about[i]).max(0.0);
            }
        }
        self.update();
        Ok(events)
    }

    /// K D rates, and the mixing coefficients.
    fn parameters(&self) -> Option<usize> {
        Some(self.rates.len() + super::free_weights(self.k(), self.learned))
    }

    fn means(&self) -> &[f64] {
        &self.rates
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        let d = self.d();
        for (rate, x) in self.rates[k * d..(k + 1) * d].iter_mut().zip(x) {
            *rate = x.max(0.0);
        }
        self.update();
    }

    fn weights(&self) -> Option<&[f64]> {
        Some(&self.weights)
    }

    fn covariance(&self, k: usize) -> Option<&[f64]> {
        let size = self.d() * self.d();
        Some(&self.covariances[k * size..(k + 1) * size])
    }
}
