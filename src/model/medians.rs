//! K-medians: every centre is the median of its points, coordinate by coordinate.
//!
//! `E_k(x) = sum_d |x_d - m_kd|`, the L1 distance, T = 0, so that F is `J = sum_n sum_k r_nk |x_n - m_k|_1`.
//! Refit: `m_kd` is the median of `x_nd` over the points of cluster k, and between the two middle ones where their
//! number is even. Any place between those two has the same J, which is the least, so J never rises. An outlier
//! counts as one point on its side, however far away it is.

use super::formula::Formula;
use super::{Event, Model, empty_events};
use crate::error::Result;
use crate::moments::{Moments, Order};
use crate::points::{Block, Points};

/// K centres in D dimensions.
#[derive(Clone, Debug)]
pub struct Medians {
    k: usize,
    means: Vec<f64>,
}

impl Medians {
    /// `means`: K*D.
    pub fn new(means: Vec<f64>, k: usize) -> Self {
        Self { k, means }
    }
}

/// The median of at least one value.
fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let n = values.len();
    f64::midpoint(values[(n - 1) / 2], values[n / 2])
}

impl Model for Medians {
    fn k(&self) -> usize {
        self.k
    }

    fn temperature(&self) -> f64 {
        0.0
    }

    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        let d = self.d();
        for (mean, row) in self.means.chunks_exact(d).zip(e.chunks_exact_mut(block.len)) {
            row.fill(0.0);
            for (j, m) in mean.iter().enumerate() {
                for (out, x) in row.iter_mut().zip(block.column(j)) {
                    *out += (x - m).abs();
                }
            }
        }
    }

    fn order(&self) -> Order {
        Order::Mean
    }

    fn refit(&mut self, moments: &Moments, points: &Points, labels: &[u8]) -> Result<Vec<Event>> {
        let d = self.d();
        for k in 0..self.k {
            for j in 0..d {
                let own = points.column(j).iter().zip(labels).filter(|(_, label)| usize::from(**label) == k);
                let mut own: Vec<f64> = own.map(|(x, _)| *x).collect();
                if !own.is_empty() {
                    self.means[k * d + j] = median(&mut own);
                }
            }
        }
        Ok(empty_events(moments, "centre"))
    }

    fn formula(&self) -> Formula {
        Formula {
            measure: "∑_d |x_d^{(n)} − m_{k,d}|",
            density: "",
            refit: vec!["m_{k,d} = median \\{x_d^{(n)} : r_k^{(n)} = 1\\}"],
        }
    }

    fn means(&self) -> &[f64] {
        &self.means
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        let d = self.d();
        self.means[k * d..(k + 1) * d].copy_from_slice(x);
    }
}
