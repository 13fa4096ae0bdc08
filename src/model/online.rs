//! Online K-means: the centres move after every single point.
//!
//! `m_k <- m_k + eta_n (x_n - m_k)` for the centre nearest to `x_n`: stochastic gradient descent of J, Bishop (2006),
//! section 9.1. With `eta = 1 / count`, the number of points that a centre has seen (its start being the first), a
//! centre is the mean of what it has seen (`MacQueen` 1967); with a constant rate it forgets the old ones.
//!
//! Energies, T and J are those of K-means. The refit takes the next few points of a shuffled order, one at a time,
//! so that it is no argmin and J may rise. The run has converged when as many points as there are have gone by and
//! no assignment has changed.

use super::formula::Formula;
use super::kmeans::{EmptyCluster, KMeans};
use super::{Event, Model};
use crate::error::Result;
use crate::moments::{Moments, Order};
use crate::points::{Block, Points};
use std::sync::Arc;

/// How far a centre goes towards a point, as a part of the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rate {
    /// 1 / (how many points it has seen).
    Count,
    /// The same for every point.
    Constant(f64),
}

/// K centres in D dimensions, and how far through the data they are.
#[derive(Clone, Debug)]
pub struct Online {
    centres: KMeans,
    rate: Rate,
    /// Points taken in one refit.
    batch: usize,
    /// The order of the points, the same in every pass.
    order: Arc<[u32]>,
    /// How many points have been taken.
    taken: usize,
    /// How many points each centre has seen, its start included.
    seen: Vec<f64>,
}

impl Online {
    /// `means`: K*D; `order`: the numbers 0..N in the order in which the points come, `batch` of them a refit.
    pub fn new(means: Vec<f64>, k: usize, order: &[usize], batch: usize, rate: Rate) -> Self {
        let centres = KMeans::new(means, k, 0.0, EmptyCluster::Keep);
        let order = order.iter().map(|&i| i as u32).collect();
        Self { centres, rate, batch, order, taken: 0, seen: vec![1.0; k] }
    }
}

/// The centre nearest to `x`, ties to the lowest index.
fn nearest(means: &[f64], x: &[f64]) -> usize {
    let squared = |m: &[f64]| m.iter().zip(x).map(|(m, x)| (x - m) * (x - m)).sum::<f64>();
    let mut best = (0, f64::INFINITY);
    for (k, m) in means.chunks_exact(x.len()).enumerate() {
        let e = squared(m);
        if e < best.1 {
            best = (k, e);
        }
    }
    best.0
}

impl Model for Online {
    fn k(&self) -> usize {
        self.centres.k()
    }

    fn temperature(&self) -> f64 {
        0.0
    }

    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        self.centres.energies(block, e);
    }

    fn order(&self) -> Order {
        Order::Trace
    }

    fn refit(&mut self, _moments: &Moments, points: &Points, _labels: &[u8]) -> Result<Vec<Event>> {
        let (n, d) = (points.n(), points.d());
        let mut means = self.centres.means().to_vec();
        for _ in 0..self.batch {
            let x = points.row(self.order[self.taken % n] as usize);
            self.taken += 1;
            let k = nearest(&means, &x);
            self.seen[k] += 1.0;
            let eta = match self.rate {
                Rate::Count => 1.0 / self.seen[k],
                Rate::Constant(eta) => eta,
            };
            for (m, x) in means[k * d..(k + 1) * d].iter_mut().zip(&x) {
                *m += eta * (x - *m);
            }
        }
        for (k, mean) in means.chunks_exact(d).enumerate() {
            self.centres.set_mean(k, mean);
        }
        Ok(Vec::new())
    }

    fn expected_energies(&self, moments: &Moments) -> Option<Vec<f64>> {
        self.centres.expected_energies(moments)
    }

    fn exact(&self) -> bool {
        false
    }

    /// A whole pass over the data.
    fn patience(&self) -> usize {
        self.order.len().div_ceil(self.batch)
    }

    fn formula(&self) -> Formula {
        let mut refit = vec!["m_k ← m_k + η (x − m_k)"];
        if self.rate == Rate::Count {
            refit.push("η = \\frac{1}{c_k}");
        }
        Formula { refit, ..self.centres.formula() }
    }

    fn means(&self) -> &[f64] {
        self.centres.means()
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        self.centres.set_mean(k, x);
    }
}
