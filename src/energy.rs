//! The half that all models share: assignment, free energy, log-likelihood.
//!
//! `F(r, theta) = sum_n sum_k r_nk E_k(x_n; theta) + T sum_n sum_k r_nk ln r_nk`
//!
//! An assignment is the argmin over r at fixed theta: `r_nk` proportional to `exp(-E_k / T)`, or one-hot at the
//! least energy when T = 0 (ties to the lowest index). Its minimum is `-T sum_n ln sum_k exp(-E_k(x_n) / T)`,
//! which for T = 1 is minus the log-likelihood (Neal and Hinton 1998; Bishop 2006, section 9.4).

use crate::math::{dot, exp, sum};
use crate::model::Model;
use crate::moments::Moments;
use crate::points::{BLOCK, Block, Points};

/// Blocks whose moments are summed before they join the total: every sum has the same fixed tree, however
/// many workers share the points.
const BLOCKS_PER_SHARD: usize = 64;

/// An exponent whose exponential is 0.
const NEVER: f64 = -1e3;

/// What one assignment found.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// `min_r F(r, theta)`.
    pub free_energy: f64,
    /// `T sum r ln r` of the new responsibilities.
    pub entropy: f64,
    /// The moments under the new responsibilities.
    pub moments: Moments,
    /// How many labels are not what they were.
    pub changed: usize,
}

/// Assignment step: `r = argmin_r F(r, theta)`, with its labels (argmax of r, ties to the lowest index) and
/// moments about `about` (K*D).
///
/// `labels`: N, the last ones on entry, the new ones on return.
pub fn assign(model: &dyn Model, points: &Points, labels: &mut [u8], about: &[f64]) -> Assignment {
    let k = model.k();
    let mut total = Moments::new(about.to_vec(), k, model.order());
    let mut shard = total.clone();
    let mut work = Work::new(k);
    let (mut free_energy, mut entropy, mut changed) = (0.0, 0.0, 0);
    for (i, block) in points.blocks().enumerate() {
        let old = &mut labels[block.start..block.start + block.len];
        free_energy += work.respond(model, &block);
        entropy += work.entropy;
        changed += old.iter().zip(&work.labels).filter(|(a, b)| a != b).count();
        old.copy_from_slice(&work.labels[..block.len]);
        if work.hard {
            shard.add_hard(&block, old);
        } else {
            shard.add_soft(&block, &work.r[..k * block.len]);
        }
        if (i + 1).is_multiple_of(BLOCKS_PER_SHARD) {
            total.add(&shard);
            shard.clear();
        }
    }
    total.add(&shard);
    Assignment { free_energy, entropy, moments: total, changed }
}

/// Shows the responsibilities of every block to `see`: `r[k * len + i]` for point i of the block.
pub fn responsibilities(model: &dyn Model, points: &Points, mut see: impl FnMut(&Block<'_>, &[f64])) {
    let mut work = Work::new(model.k());
    for block in points.blocks() {
        work.respond(model, &block);
        work.make_one_hot(model.k(), block.len);
        see(&block, &work.r[..model.k() * block.len]);
    }
}

/// Shows each block's responsibilities, and each point's share of `min_r F` (for T = 1 that is `-ln p(x)`).
pub fn posterior(model: &dyn Model, points: &Points, mut see: impl FnMut(&Block<'_>, &[f64], &[f64])) {
    let mut work = Work::new(model.k());
    let t = model.temperature();
    let mut free_energy = [0.0; BLOCK];
    for block in points.blocks() {
        work.respond(model, &block);
        work.make_one_hot(model.k(), block.len);
        for (i, out) in free_energy.iter_mut().enumerate() {
            *out = work.least[i] - if t == 0.0 { 0.0 } else { t * libm::log(work.total[i]) };
        }
        see(&block, &work.r[..model.k() * block.len], &free_energy[..block.len]);
    }
}

/// `sum_n r_nk E_k(x_n; theta)` for every k, point by point: r is the assignment under `assigned`, or 1/K where
/// nothing is assigned yet; theta is `model`.
pub fn expected(model: &dyn Model, assigned: Option<&dyn Model>, points: &Points) -> Vec<f64> {
    let k = model.k();
    let mut total = vec![0.0; k];
    let mut energies = vec![0.0; k * BLOCK];
    let mut add = |block: &Block<'_>, r: &[f64]| {
        let e = &mut energies[..k * block.len];
        model.energies(block, e);
        for (e, r) in e.iter_mut().zip(r) {
            // An infinite energy that nobody takes part in costs nothing.
            *e = if *r > 0.0 { r * *e } else { 0.0 };
        }
        for (total, e) in total.iter_mut().zip(e.chunks_exact(block.len)) {
            *total += sum(e);
        }
    };
    match assigned {
        Some(assigned) => responsibilities(assigned, points, add),
        None => points.blocks().for_each(|block| add(&block, &vec![1.0 / k as f64; k * block.len])),
    }
    total
}

/// `min_r F(r, theta)` alone: for T = 1 minus `log p(D)` at theta.
pub fn minimum(model: &dyn Model, points: &Points) -> f64 {
    let mut work = Work::new(model.k());
    points.blocks().map(|block| work.respond(model, &block)).sum()
}

/// `argmax_k r_nk` of every point, ties to the lowest index.
pub fn labels(model: &dyn Model, points: &Points) -> Vec<u8> {
    let mut work = Work::new(model.k());
    let mut out = Vec::with_capacity(points.n());
    for block in points.blocks() {
        work.respond(model, &block);
        out.extend_from_slice(&work.labels[..block.len]);
    }
    out
}

/// Buffers for one block, all of which fit in the first-level cache for the K of a lecture.
struct Work {
    /// Energies, then responsibilities: K rows of the block's length.
    r: Vec<f64>,
    labels: [u8; BLOCK],
    /// `min_k E_k` of every point.
    least: [f64; BLOCK],
    /// `sum_k exp((min E - E_k) / T)`; of a soft assignment.
    total: [f64; BLOCK],
    /// `T sum r ln r` over the block.
    entropy: f64,
    hard: bool,
}

impl Work {
    fn new(k: usize) -> Self {
        Self {
            r: vec![0.0; k * BLOCK],
            labels: [0; BLOCK],
            least: [0.0; BLOCK],
            total: [0.0; BLOCK],
            entropy: 0.0,
            hard: false,
        }
    }

    /// Energies to responsibilities and labels, in place; returns the block's share of `min_r F`.
    /// At T = 0 the labels are the whole answer: `r` is left alone.
    fn respond(&mut self, model: &dyn Model, block: &Block<'_>) -> f64 {
        let (k, len, t) = (model.k(), block.len, model.temperature());
        model.energies(block, &mut self.r[..k * len]);
        self.hard = t == 0.0;
        self.entropy = 0.0;
        let e = &mut self.r[..k * len];
        let mut least = [f64::INFINITY; BLOCK];
        // Labels are counted in f64, lane for lane with the energies: the comparison then vectorises.
        let mut label = [0.0; BLOCK];
        for (c, row) in e.chunks_exact(len).enumerate() {
            let c = c as f64;
            for ((e, least), label) in row.iter().zip(&mut least).zip(&mut label) {
                let nearer = e < least;
                *least = if nearer { *e } else { *least };
                *label = if nearer { c } else { *label };
            }
        }
        self.least = least;
        let mut free_energy = sum(&least[..len]);
        if !self.hard {
            let stiffness = 1.0 / t;
            let mut total = [0.0; BLOCK];
            let mut weighted = [0.0; BLOCK];
            for row in e.chunks_exact_mut(len) {
                for i in 0..len {
                    // ln r but for the normalisation: bounded, so that an infinite energy times r = 0 is 0.
                    let x = ((least[i] - row[i]) * stiffness).max(NEVER);
                    row[i] = exp(x);
                    total[i] += row[i];
                    weighted[i] += row[i] * x;
                }
            }
            // Every total is in 1..=K, so the product of a block's 64 is at most 256^64 = 2^512: one logarithm will do.
            let product: f64 = total[..len].iter().product();
            let normalisation = t * libm::log(product);
            free_energy -= normalisation;
            self.total = total;
            for x in &mut total[..len] {
                *x = 1.0 / *x;
            }
            // No term is positive, so nothing cancels, whatever the size of the energies.
            self.entropy = t * dot(&weighted[..len], &total[..len]) - normalisation;
            // Energies a rounding apart have equal r: the label is the argmax of r.
            let mut most = [0.0; BLOCK];
            for (c, row) in e.chunks_exact_mut(len).enumerate() {
                let c = c as f64;
                for (((r, total), most), label) in row.iter_mut().zip(&total).zip(&mut most).zip(&mut label) {
                    *r *= total;
                    let more = *r > *most;
                    *most = if more { *r } else { *most };
                    *label = if more { c } else { *label };
                }
            }
        }
        for (out, c) in self.labels.iter_mut().zip(label) {
            *out = c as u8;
        }
        free_energy
    }

    /// Write the labels of a hard assignment as rows of responsibilities.
    fn make_one_hot(&mut self, k: usize, len: usize) {
        if self.hard {
            self.r[..k * len].fill(0.0);
            for (i, &label) in self.labels[..len].iter().enumerate() {
                self.r[usize::from(label) * len + i] = 1.0;
            }
        }
    }
}
