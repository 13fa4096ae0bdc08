//! What is estimated from the points: with z by counting, without z by EM.

use super::Machine;
use crate::model::Model;
use crate::moments::{Moments, Order};
use crate::points::Points;

/// pi, mu and Sigma of K components of the plane; NaN where nothing can be said of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    /// pi: K.
    pub weights: Vec<f64>,
    /// mu: K x 2.
    pub means: Vec<f64>,
    /// Sigma: K x 2 x 2.
    pub covariances: Vec<f64>,
}

/// Parameters, and how far from the truth they are.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// The estimate.
    pub parameters: Parameters,
    /// The largest error of a pi, the root mean square of `|mu - true|`, the same of Sigma's Frobenius norm.
    pub errors: [f64; 3],
}

impl Machine {
    /// The truth.
    pub fn parameters(&self) -> Parameters {
        Parameters { weights: self.weights(), means: self.means(), covariances: self.covariances() }
    }
}

/// The maximum of the likelihood of the complete data (x, z): in every class its share of the points, their mean, and
/// their covariance `(1/N_k) sum (x - mu_k)(x - mu_k)^T`.
pub fn complete(points: &Points, labels: &[u8], k: usize) -> Parameters {
    let mut moments = Moments::new(points.means().repeat(k), k, Order::Full);
    // Twice: the second time about the means themselves, where no digits are lost.
    for _ in 0..2 {
        moments = Moments::new(moments.centres(), k, Order::Full);
        for block in points.blocks() {
            moments.add_hard(&block, &labels[block.start..block.start + block.len]);
        }
    }
    let mut out = Parameters { weights: Vec::new(), means: Vec::new(), covariances: Vec::new() };
    for c in 0..k {
        let n = moments.count[c];
        out.weights.push(n / points.n() as f64);
        let mean = moments.mean(c).unwrap_or_else(|| vec![f64::NAN; 2]);
        out.covariances.extend(moments.scatter(c, &mean).into_iter().map(|s| s / n));
        out.means.extend(mean);
    }
    out
}

/// What a fitted mixture says, its components in the order that brings the means closest to the true ones.
pub fn matched(model: &dyn Model, truth: &Parameters) -> Parameters {
    let k = truth.weights.len();
    let cost = |of: usize, to: usize| squared(&model.means()[2 * of..2 * of + 2], &truth.means[2 * to..2 * to + 2]);
    let mut best = (f64::INFINITY, Vec::new());
    permute(&mut Vec::new(), k, &mut |order| {
        let total: f64 = order.iter().enumerate().map(|(to, of)| cost(*of, to)).sum();
        if total < best.0 {
            best = (total, order.to_vec());
        }
    });
    let order = best.1;
    Parameters {
        weights: order.iter().map(|&c| model.weights().map_or(f64::NAN, |w| w[c])).collect(),
        means: order.iter().flat_map(|&c| model.means()[2 * c..2 * c + 2].to_vec()).collect(),
        covariances: order.iter().flat_map(|&c| model.covariance(c).unwrap_or(&[f64::NAN; 4]).to_vec()).collect(),
    }
}

/// Shows every order of 0..k that begins with `begun` to `see`.
fn permute(begun: &mut Vec<usize>, k: usize, see: &mut impl FnMut(&[usize])) {
    if begun.len() == k {
        see(begun);
        return;
    }
    for next in 0..k {
        if !begun.contains(&next) {
            begun.push(next);
            permute(begun, k, see);
            begun.pop();
        }
    }
}

fn squared(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

impl Estimate {
    /// `parameters` beside the truth; components without an estimate are left out of the errors.
    pub fn of(parameters: Parameters, truth: &Parameters) -> Self {
        let known: Vec<usize> = (0..truth.weights.len()).filter(|&k| !parameters.means[2 * k].is_nan()).collect();
        let root_mean = |width: usize, a: &[f64], b: &[f64]| {
            let part = |k: &usize| squared(&a[k * width..(k + 1) * width], &b[k * width..(k + 1) * width]);
            (known.iter().map(part).sum::<f64>() / known.len().max(1) as f64).sqrt()
        };
        let pairs = parameters.weights.iter().zip(&truth.weights);
        let errors = [
            pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max),
            root_mean(2, &parameters.means, &truth.means),
            root_mean(4, &parameters.covariances, &truth.covariances),
        ];
        Self { parameters, errors }
    }
}
