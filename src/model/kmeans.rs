//! K-means and soft K-means: one model, at two temperatures.
//!
//! `E_k(x) = |x - m_k|^2`, with T = 0 for K-means, so that F is the distortion
//! `J = sum_n sum_k r_nk |x_n - m_k|^2`, and T = 1/beta for soft K-means of stiffness beta, so that
//! `r_nk` is proportional to `exp(-beta |x_n - m_k|^2)`. Refit: `m_k = sum_n r_nk x_n / sum_n r_nk`.
//! Bishop (2006), section 9.1.

use super::formula::{CENTRE, Formula};
use super::{Event, Model, empty_events};
use crate::error::Result;
use crate::moments::{Moments, Order};
use crate::order::ascending;
use crate::points::{Block, Points};

/// What becomes of a centre that no point is assigned to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptyCluster {
    /// It stays where it is.
    #[default]
    Keep,
    /// It moves onto the point that lies farthest from its own centre.
    Farthest,
}

/// K centres in D dimensions.
#[derive(Clone, Debug)]
pub struct KMeans {
    k: usize,
    means: Vec<f64>,
    temperature: f64,
    empty: EmptyCluster,
}

impl KMeans {
    /// `means`: K*D; `temperature`: 0, or 1/beta.
    pub fn new(means: Vec<f64>, k: usize, temperature: f64, empty: EmptyCluster) -> Self {
        Self { k, means, temperature, empty }
    }

    /// Empty centres move onto the farthest points, the lowest index first where points tie. No point is
    /// theirs yet, so J is the same wherever they stand; the next assignment gains.
    fn relocate(&mut self, empty: &[usize], points: &Points, labels: &[u8]) {
        let d = self.d();
        let mut own = vec![0.0; points.n()];
        for j in 0..d {
            for ((sum, x), &k) in own.iter_mut().zip(points.column(j)).zip(labels) {
                let diff = x - self.means[usize::from(k) * d + j];
                *sum += diff * diff;
            }
        }
        for x in &mut own {
            *x = -*x;
        }
        for (&k, &n) in empty.iter().zip(&ascending(&own)) {
            self.means[k * d..(k + 1) * d].copy_from_slice(&points.row(n));
        }
    }
}

impl Model for KMeans {
    fn k(&self) -> usize {
        self.k
    }

    fn temperature(&self) -> f64 {
        self.temperature
    }

    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        let d = self.d();
        for (mean, row) in self.means.chunks_exact(d).zip(e.chunks_exact_mut(block.len)) {
            row.fill(0.0);
            for (j, m) in mean.iter().enumerate() {
                for (out, x) in row.iter_mut().zip(block.column(j)) {
                    let diff = x - m;
                    *out += diff * diff;
                }
            }
        }
    }

    fn order(&self) -> Order {
        Order::Trace
    }

    fn refit(&mut self, moments: &Moments, points: &Points, labels: &[u8]) -> Result<Vec<Event>> {
        self.means = moments.centres();
        let mut events = empty_events(moments, "centre");
        if self.empty == EmptyCluster::Farthest && !events.is_empty() {
            let empty: Vec<usize> = events.iter().filter_map(|e| e.cluster).collect();
            self.relocate(&empty, points, labels);
            for event in &mut events {
                event.kind = "relocated";
                event.message = format!(
                    "No point belonged to centre {}: it moves onto the point farthest from its own centre.",
                    event.cluster.unwrap_or(0) + 1
                );
            }
        }
        Ok(events)
    }

    fn expected_energies(&self, moments: &Moments) -> Option<Vec<f64>> {
        Some(self.means.chunks_exact(self.d()).enumerate().map(|(k, m)| moments.scatter_trace(k, m)).collect())
    }

    fn formula(&self) -> Formula {
        Formula { measure: "‖m_k − x^{(n)}‖^2", density: "", refit: vec![CENTRE] }
    }

    fn means(&self) -> &[f64] {
        &self.means
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        let d = self.d();
        self.means[k * d..(k + 1) * d].copy_from_slice(x);
    }
}
