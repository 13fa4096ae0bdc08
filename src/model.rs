//! What a model must say for itself: its energies, its moments, its refit. All else is in [`crate::energy`].

pub mod bernoulli;
pub mod exponential;
pub mod formula;
pub mod gaussian;
pub mod kmeans;
pub mod medians;
pub mod medoids;
pub mod multinomial;
pub mod online;
pub mod poisson;
pub mod student;

use crate::error::Result;
use crate::moments::{Moments, Order};
use crate::points::{Block, Points};
use formula::Formula;

/// Something that happened in a half-step and that a reader should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// `"empty"`, `"relocated"`, `"floor"`, `"diverged"`.
    pub kind: &'static str,
    /// The cluster it happened to, counted from 0.
    pub cluster: Option<usize>,
    /// A sentence; it counts clusters from 1, as the page does.
    pub message: String,
}

/// A model theta of K components in D dimensions, fitted by alternating minimisation of the free energy.
///
/// Models know nothing of each other, of data sets, random numbers, history or drawing.
pub trait Model: CloneModel + Send + Sync {
    /// K.
    fn k(&self) -> usize;

    /// D.
    fn d(&self) -> usize {
        self.means().len() / self.k()
    }

    /// T of the free energy: 0 for hard assignments, 1 for a mixture.
    fn temperature(&self) -> f64;

    /// `e[k * len + i] = E_k(x_i; theta)` for the block's points. Never NaN; may be infinite, but not for every k.
    fn energies(&self, block: &Block<'_>, e: &mut [f64]);

    /// The moments that [`Model::refit`] needs.
    fn order(&self) -> Order;

    /// Refit: `theta = argmin_theta F(r, theta)` from the moments of r (about whatever point).
    ///
    /// A cluster with no points stays where it is, which is one of its minimisers.
    ///
    /// # Errors
    /// `singular-covariance`, naming the component; the model is then as it was.
    fn refit(&mut self, moments: &Moments, points: &Points, labels: &[u8]) -> Result<Vec<Event>>;

    /// `sum_n r_nk E_k(x_n; theta)` for every k, from the moments of r: each cluster's part of F, without entropy.
    /// None where the moments do not say it: the points are then walked ([`crate::energy::expected`]).
    fn expected_energies(&self, _moments: &Moments) -> Option<Vec<f64>> {
        None
    }

    /// Minus the log of the prior of theta, a part of F that no r can change.
    fn prior(&self) -> f64 {
        0.0
    }

    /// How many numbers a fit is free to choose, where the model is a density: what AIC and BIC charge for.
    fn parameters(&self) -> Option<usize> {
        None
    }

    /// Whether the refit is the exact argmin, or as good as it: F cannot rise, and stays as it is only at rest.
    fn exact(&self) -> bool {
        true
    }

    /// How many assignments in a row must change nothing before the run has converged: more than 1 where a refit
    /// looks at a part of the points only, `usize::MAX` where theta is stuck and not at rest.
    fn patience(&self) -> usize {
        1
    }

    /// The model in symbols.
    fn formula(&self) -> Formula;

    /// Means (or centres, or for Bernoulli the probabilities mu): K*D, row-major.
    fn means(&self) -> &[f64];

    /// Put the mean of component `k` at `x` (D numbers), by hand.
    fn set_mean(&mut self, k: usize, x: &[f64]);

    /// Mixing coefficients pi: K numbers, or none for K-means.
    fn weights(&self) -> Option<&[f64]> {
        None
    }

    /// Whether p(x | k) is a mass function: of whole numbers x, with nothing between them.
    fn discrete(&self) -> bool {
        false
    }

    /// Covariance of component `k`, D*D, where the model has a shape.
    fn covariance(&self, _k: usize) -> Option<&[f64]> {
        None
    }
}

/// Cloning behind `dyn`, for every model at once.
pub trait CloneModel {
    /// A copy.
    fn boxed(&self) -> Box<dyn Model>;
}

impl<M: Model + Clone + 'static> CloneModel for M {
    fn boxed(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn Model> {
    fn clone(&self) -> Self {
        (**self).boxed()
    }
}

/// The mixing coefficients sum to 1: K - 1 of them are free where they are learned, none where they stay equal.
pub(crate) fn free_weights(k: usize, learned: bool) -> usize {
    if learned { k - 1 } else { 0 }
}

/// `pi_k = N_k / N` when they are learned; the event of every component that has lost all its points.
pub(crate) fn refit_weights(weights: &mut [f64], learned: bool, moments: &Moments) -> Vec<Event> {
    let total: f64 = moments.count.iter().sum();
    if learned {
        for (pi, n) in weights.iter_mut().zip(&moments.count) {
            *pi = n / total;
        }
    }
    empty_events(moments, "component")
}

pub(crate) fn empty_events(moments: &Moments, word: &str) -> Vec<Event> {
    (0..moments.k())
        .filter(|&k| moments.count[k] == 0.0)
        .map(|k| Event {
            kind: "empty",
            cluster: Some(k),
            message: format!("No point belongs to {word} {}: it stays where it is.", k + 1),
        })
        .collect()
}

/// What an impossible observation costs, in nats: enough that its responsibility is 0, and finite, so that a point
/// which every component rules out still compares them.
pub(crate) const IMPOSSIBLE: f64 = 1e6;

/// `-ln p`, or [`IMPOSSIBLE`] for p = 0.
pub(crate) fn cost(p: f64) -> f64 {
    if p > 0.0 { -libm::log(p) } else { IMPOSSIBLE }
}

/// `-ln pi`, infinite for a component that has died.
pub(crate) fn surprise(pi: f64) -> f64 {
    if pi > 0.0 { -libm::log(pi) } else { f64::INFINITY }
}
