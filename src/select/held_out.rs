//! Points not fitted to: the honest judges of a density.
//!
//! A generator can draw more points, so its models are fitted to all the data and judged on a fresh large set.
//! Shipped data are cut into [`FOLDS`] parts at random, and each part is judged by a fit to the others.
//!
//! Against N, training and held-out log-likelihood per point approach one limit, from above and from below. What held-out
//! points lose to that limit is the *estimation error*: more points cure it. What the limit itself lacks of the
//! log-likelihood under the true density is the *modelling error*: only another model cures that.

use crate::config::{Configuration, Data};
use crate::energy;
use crate::model::Model;
use crate::model::gaussian::{Conditioning, Gaussian, Kind, Use};
use crate::points::Points;
use crate::rng::Rng;
use std::sync::Arc;

/// Parts that data are cut into when there is no more where they came from.
pub const FOLDS: usize = 5;
/// Fresh points that judge.
pub const FRESH: usize = 10_000;
/// The largest training set of a lesson.
pub const LARGEST: usize = 12_800;
/// Training sets of one size whose log-likelihoods are averaged, where there are points enough.
pub const REPEATS: usize = 8;
/// The random numbers of splits.
const SPLIT: u64 = 0x5b11_0000;

/// `ln p(x)` per point.
pub fn mean_log_likelihood(model: &dyn Model, points: &Points) -> f64 {
    -energy::minimum(model, points) / points.n() as f64
}

/// The points with these indices.
pub fn subset(points: &Points, indices: &[usize]) -> Arc<Points> {
    let columns = (0..points.d()).flat_map(|j| indices.iter().map(move |&i| points.column(j)[i])).collect();
    Arc::new(Points::from_columns(columns, points.d()))
}

/// Indices to fit to and indices to judge: part `f` of [`FOLDS`] of a random order.
pub fn fold(n: usize, f: usize) -> (Vec<usize>, Vec<usize>) {
    let order = Rng::new(0, SPLIT).shuffled(n);
    let (from, to) = (f * n / FOLDS, (f + 1) * n / FOLDS);
    ([&order[..from], &order[to..]].concat(), order[from..to].to_vec())
}

/// More points from where the data come from.
pub struct Fresh {
    /// [`FRESH`] points that judge.
    pub judges: Arc<Points>,
    /// [`LARGEST`] points to learn from.
    pub pool: Points,
    /// The judges' log-likelihood per point under the true density, where it is known.
    pub truth: Option<f64>,
}

impl Fresh {
    /// From the generator of `config`, as its model would see them; none of shipped data, or when points were
    /// drawn, moved or taken away by hand.
    pub fn new(config: &Configuration, data: &Data) -> Option<Self> {
        let knob = config.source.knobs.iter().position(|knob| knob.key == "n")?;
        let known = data.base.points.n();
        let mut values = config.knobs.clone();
        values[knob] = (known + FRESH + LARGEST) as f64;
        if !config.hand.is_empty() || config.source.knobs[knob].check(values[knob]).is_err() {
            return None;
        }
        // More points keep those there were: the ones after them are new.
        let more = config.source.dataset(&values, config.data_seed).ok()?.points;
        let part = |from: usize, count: usize| {
            let column = |j: usize| {
                let (mean, std) = (data.units.means[j], data.units.stds[j]);
                more.column(j)[from..from + count].iter().map(move |x| (x - mean) / std).collect::<Vec<_>>()
            };
            Points::from_columns((0..more.d()).flat_map(column).collect(), more.d())
        };
        let judges = part(known, FRESH);
        let truth = truth(config, data).map(|truth| mean_log_likelihood(&truth, &judges));
        Some(Self { judges: Arc::new(judges), pool: part(known + FRESH, LARGEST), truth })
    }
}

/// The density that the data come from, in the coordinates of the model.
fn truth(config: &Configuration, data: &Data) -> Option<Gaussian> {
    let density = config.source.density(&config.knobs, config.data_seed)?;
    let stds = &data.units.stds;
    let d = stds.len();
    let means = density.means.chunks_exact(d).flat_map(|m| data.to_model(m)).collect();
    let covariances =
        density.covariances.iter().enumerate().map(|(i, s)| s / (stds[i / d % d] * stds[i % d])).collect();
    let conditioning = Conditioning { floor: 0.0, added: 0.0, noise: 0.0 };
    Gaussian::new(Kind::Full, Use::Mixture { learned: true }, conditioning, density.weights, means, covariances).ok()
}

/// Sizes of training sets: doubling from about `least` to `most`.
pub fn sizes(least: usize, most: usize) -> Vec<usize> {
    let mut out = vec![most];
    while out[out.len() - 1] >= 2 * least {
        out.push(out[out.len() - 1] / 2);
    }
    out.reverse();
    out
}

/// Training points and judges of the `repeat`-th lesson with `n` points; none when there are no more points.
pub fn lesson(points: &Points, fresh: Option<&Fresh>, n: usize, repeat: usize) -> Option<(Arc<Points>, Arc<Points>)> {
    if let Some(fresh) = fresh {
        let to = (repeat + 1) * n;
        let own: Vec<usize> = (to - n..to).collect();
        return (to <= fresh.pool.n()).then(|| (subset(&fresh.pool, &own), fresh.judges.clone()));
    }
    let order = Rng::new(0, SPLIT + 1 + repeat as u64).shuffled(points.n());
    let judges = points.n() / FOLDS;
    Some((subset(points, order.get(judges..judges + n)?), subset(points, &order[..judges])))
}
