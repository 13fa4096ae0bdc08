//! How many clusters? Criteria that weigh a fit against its freedom, each a function of K.
//!
//! With L the log-likelihood at the fit, p its free parameters ([`crate::model::Model::parameters`]), N the points and
//! `H = -sum_nk r_nk ln r_nk` the entropy of the responsibilities:
//!
//! | criterion | what it is | chosen |
//! |---|---|---|
//! | AIC | `-2 L + 2 p` (Akaike 1974) | least |
//! | BIC | `-2 L + p ln N` (Schwarz 1978) | least |
//! | ICL | `BIC + 2 H`: blurred borders cost too (Biernacki, Celeux and Govaert 2000) | least |
//! | elbow | J, F or -L against K | the farthest below its chord |
//! | silhouette | [`silhouette`] | largest mean |
//! | gap | [`gap`] | one-standard-error rule |
//! | held-out | [`held_out`]: log-likelihood per point of points not fitted to | largest |
//!
//! AIC, BIC, ICL and held-out likelihood are for densities; the others for every model of points with numbers.

pub mod chart;
pub mod fit;
pub mod gap;
pub mod held_out;
pub mod silhouette;
mod sweep;
mod verdict;

pub use sweep::{Part, Plan, Sweep};

use crate::energy;
use crate::model::Model;
use crate::points::Points;
use serde::Serialize;

/// `-2 L + p ln N`: smaller is better.
pub fn bic(log_likelihood: f64, parameters: usize, n: usize) -> f64 {
    -2.0 * log_likelihood + parameters as f64 * libm::log(n as f64)
}

/// `-2 L + 2 p`: smaller is better.
pub fn aic(log_likelihood: f64, parameters: usize) -> f64 {
    -2.0 * log_likelihood + 2.0 * parameters as f64
}

/// `BIC + 2 H`: smaller is better. `entropy` is H, not below 0.
pub fn icl(bic: f64, entropy: f64) -> f64 {
    bic + 2.0 * entropy
}

/// What a fit says of points: theirs is the assignment under its parameters.
#[derive(Clone, Debug)]
pub struct Score {
    /// `min_r F`: J, F of soft K-means, or `-L`.
    pub cost: f64,
    /// H of the responsibilities; 0 for hard ones.
    pub entropy: f64,
    /// `argmax_k r_nk`.
    pub labels: Vec<u8>,
}

impl Score {
    /// The score of `points` under `model`.
    pub fn new(model: &dyn Model, points: &Points) -> Self {
        let mut labels = vec![0; points.n()];
        let found = energy::assign(model, points, &mut labels, model.means());
        let t = model.temperature();
        Self { cost: found.free_energy, entropy: if t > 0.0 { -found.entropy / t } else { 0.0 }, labels }
    }
}

/// What is known of one K; criteria that the model does not have, or that are not there yet, are none.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// K.
    pub k: usize,
    /// The seed of the best start.
    pub seed: u64,
    /// `min_r F` of the best start: J, F or `-L`.
    pub cost: Option<f64>,
    /// L.
    pub log_likelihood: Option<f64>,
    /// p.
    pub parameters: Option<usize>,
    /// BIC.
    pub bic: Option<f64>,
    /// AIC.
    pub aic: Option<f64>,
    /// ICL.
    pub icl: Option<f64>,
    /// The mean silhouette.
    pub silhouette: Option<f64>,
    /// The gap.
    pub gap: Option<f64>,
    /// Its standard error s.
    pub gap_error: Option<f64>,
    /// Log-likelihood per point of the points fitted to.
    pub training: Option<f64>,
    /// Log-likelihood per point of points not fitted to.
    pub held_out: Option<f64>,
}

/// What a number of training points bought at the configuration's K: log-likelihoods per point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Lesson {
    /// Training points.
    pub n: usize,
    /// Of the training points.
    pub training: f64,
    /// Of points not fitted to.
    pub held_out: f64,
}

/// Which K a criterion chooses, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// `aic`, `bic`, `icl`, `elbow`, `silhouette`, `gap`, `held-out`.
    pub criterion: &'static str,
    /// The chosen K.
    pub k: usize,
    /// A sentence.
    pub sentence: String,
}

/// Everything known so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Table {
    /// N.
    pub n: usize,
    /// One for each K from 1.
    pub rows: Vec<Row>,
    /// One for each criterion that can already choose.
    pub verdicts: Vec<Verdict>,
    /// Training sets of growing size.
    pub lessons: Vec<Lesson>,
    /// K of the lessons.
    pub lessons_k: usize,
    /// Log-likelihood per point of the same held-out points under the density they come from, where it is known.
    pub truth: Option<f64>,
}
