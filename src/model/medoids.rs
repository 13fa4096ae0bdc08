//! K-medoids: every centre is a data point.
//!
//! `E_k(x) = |x - m_k|`, the Euclidean distance not squared, T = 0, so that F is
//! `J = sum_n sum_k r_nk |x_n - m_k|`: the dissimilarity V of Bishop (2006), section 9.1, in place of the squared
//! distance. Refit: of each cluster's own points the one with the least sum of distances to the others, ties to
//! the lowest index, found in `N_k^2 / 2` distances. Both half-steps are argmins, centres being data points, so J
//! never rises; a centre put anywhere else goes to the nearest data point at once.

use super::formula::Formula;
use super::{Event, Model, empty_events};
use crate::error::{Error, Result};
use crate::moments::{Moments, Order};
use crate::points::{Block, Points};
use std::sync::Arc;

/// The largest N: its square is as many distances as a refit may have to take.
pub const MAX_N: usize = 10_000;

/// K data points in D dimensions.
#[derive(Clone, Debug)]
pub struct Medoids {
    k: usize,
    means: Vec<f64>,
    /// The points that a centre may be.
    candidates: Arc<Points>,
}

impl Medoids {
    /// `means`: K*D, each of which goes to the nearest of `points`.
    ///
    /// # Errors
    /// `too-large` past [`MAX_N`] points.
    pub fn new(means: &[f64], k: usize, points: &Points) -> Result<Self> {
        let n = points.n();
        if n > MAX_N {
            return Err(Error::too_large(format!(
                "K-medoids compares all points of a cluster with each other: {n} points are too many, {MAX_N} the most. Use fewer points, or K-means"
            )));
        }
        let d = points.d();
        let mut model = Self { k, means: means.to_vec(), candidates: Arc::new(points.clone()) };
        for (k, mean) in means.chunks_exact(d).enumerate() {
            model.set_mean(k, mean);
        }
        Ok(model)
    }
}

/// `|x_i - m|` for every i, the points given as columns.
fn distances(columns: &[&[f64]], m: &[f64], out: &mut [f64]) {
    out.fill(0.0);
    for (column, m) in columns.iter().zip(m) {
        for (out, x) in out.iter_mut().zip(*column) {
            let diff = x - m;
            *out += diff * diff;
        }
    }
    for x in out {
        *x = x.sqrt();
    }
}

/// The lowest index of the least value.
fn least(values: &[f64]) -> usize {
    (1..values.len()).fold(0, |best, i| if values[i] < values[best] { i } else { best })
}

/// The one of `members` (indices of points, ascending, at least one) with the least sum of distances to the others.
fn medoid(points: &Points, members: &[usize]) -> usize {
    let columns: Vec<Vec<f64>> =
        (0..points.d()).map(|j| members.iter().map(|&i| points.column(j)[i]).collect()).collect();
    let mut sums = vec![0.0; members.len()];
    let mut row = vec![0.0; members.len()];
    let mut x = vec![0.0; points.d()];
    for i in 1..members.len() {
        for (x, column) in x.iter_mut().zip(&columns) {
            *x = column[i];
        }
        let before: Vec<&[f64]> = columns.iter().map(|c| &c[..i]).collect();
        // Every distance is taken once and counts for both of its ends.
        let row = &mut row[..i];
        distances(&before, &x, row);
        for (sum, distance) in sums.iter_mut().zip(&*row) {
            *sum += distance;
        }
        sums[i] = row.iter().sum();
    }
    members[least(&sums)]
}

impl Model for Medoids {
    fn k(&self) -> usize {
        self.k
    }

    fn temperature(&self) -> f64 {
        0.0
    }

    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        let d = self.d();
        let columns: Vec<&[f64]> = (0..d).map(|j| block.column(j)).collect();
        for (mean, row) in self.means.chunks_exact(d).zip(e.chunks_exact_mut(block.len)) {
            distances(&columns, mean, row);
        }
    }

    fn order(&self) -> Order {
        Order::Trace
    }

    fn refit(&mut self, moments: &Moments, points: &Points, labels: &[u8]) -> Result<Vec<Event>> {
        let d = self.d();
        for k in 0..self.k {
            let members: Vec<usize> = (0..points.n()).filter(|&i| usize::from(labels[i]) == k).collect();
            if !members.is_empty() {
                self.means[k * d..(k + 1) * d].copy_from_slice(&points.row(medoid(points, &members)));
            }
        }
        Ok(empty_events(moments, "centre"))
    }

    fn formula(&self) -> Formula {
        let refit = vec!["m_k = argmin_{m ∈ C_k} ∑_n r_k^{(n)} ‖m − x^{(n)}‖", "C_k = \\{x^{(n)} : r_k^{(n)} = 1\\}"];
        Formula { measure: "‖m_k − x^{(n)}‖", density: "", refit }
    }

    fn means(&self) -> &[f64] {
        &self.means
    }

    /// At the data point nearest to `x`.
    fn set_mean(&mut self, k: usize, x: &[f64]) {
        let (points, d) = (&self.candidates, self.d());
        let mut away = vec![0.0; points.n()];
        let columns: Vec<&[f64]> = (0..d).map(|j| points.column(j)).collect();
        distances(&columns, x, &mut away);
        let nearest = points.row(least(&away));
        self.means[k * d..(k + 1) * d].copy_from_slice(&nearest);
    }
}
