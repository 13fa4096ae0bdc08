//! The options of the public classes: read once, checked once; behind them nothing is out of range.
//!
//! Each is written down once, as a row of [`table`]; a model's row says which it takes.

pub mod init;
pub mod row;
pub mod table;
pub mod value;

pub use crate::models::Family;
pub use init::Init;
pub use value::Value;

use crate::error::{Error, Result};
use crate::model::gaussian::Kind;
use crate::model::kmeans::EmptyCluster;
use crate::model::online::Rate;
use crate::models::MODELS;
use crate::start::WAYS;
use table::{COMMON, K};

/// How K-means measures distance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Distance {
    /// `|x - m_k|^2`.
    #[default]
    Euclidean,
    /// `(x - m_k)^T Sigma_k^-1 (x - m_k)`, a covariance per cluster.
    Mahalanobis,
    /// The same with one covariance for all clusters.
    MahalanobisPooled,
    /// `(x - m_k)^T Sigma_k^-1 (x - m_k) + ln |Sigma_k|`: the first with the term that makes its refit exact.
    MahalanobisDet,
}

/// Every option of every model, with the defaults of the public interface.
#[derive(Clone)]
pub struct Options {
    /// K, 1..=256.
    pub k: usize,
    /// Where to start.
    pub init: Init,
    /// 0..=2^53; the same seed gives the same bits on every machine.
    pub seed: u64,
    /// K-means: what becomes of a centre without points.
    pub empty_cluster: EmptyCluster,
    /// K-means: how distance is measured.
    pub distance: Distance,
    /// Soft K-means: beta > 0.
    pub stiffness: f64,
    /// Gaussian mixtures: what a covariance may look like.
    pub covariance: Kind,
    /// Mixtures: whether pi is refitted; otherwise it stays equal.
    pub learn_weights: bool,
    /// Gaussian mixtures: the smallest eigenvalue, as a fraction of the data's mean variance.
    pub variance_floor: f64,
    /// Gaussian mixtures: added to every variance in each refit.
    pub regularization: f64,
    /// Bernoulli mixtures: a of `mu = (sum r x + a) / (N_k + 2 a)`. Multinomial mixtures: a added to every count.
    pub pseudo_count: f64,
    /// Stop when the objective changes by less per point; 0 = only when it stops moving.
    pub tolerance: f64,
    /// Online K-means: points in one refit, at least 1.
    pub batch: usize,
    /// Online K-means: how far a centre goes towards a point.
    pub rate: Rate,
    /// Gaussian mixtures: the step of gradient ascent in place of the M-step, > 0.
    pub step_size: Option<f64>,
    /// Gaussian mixtures: strength of the prior of the covariances, >= 0.
    pub prior: f64,
    /// Gaussian mixtures of kind identity: epsilon of `Sigma = epsilon I`, > 0.
    pub identity_scale: f64,
    /// Student mixtures: nu, the degrees of freedom, > 0.
    pub dof: f64,
}

impl Default for Options {
    /// Every option as its row says. What stands here first is nothing at all.
    fn default() -> Self {
        let mut options = Self {
            k: 0,
            init: Init::Way(&WAYS[0]),
            seed: 0,
            empty_cluster: EmptyCluster::Keep,
            distance: Distance::Euclidean,
            stiffness: 0.0,
            covariance: Kind::Full,
            learn_weights: true,
            variance_floor: 0.0,
            regularization: 0.0,
            pseudo_count: 0.0,
            tolerance: 0.0,
            batch: 0,
            rate: Rate::Count,
            step_size: None,
            prior: 0.0,
            identity_scale: 0.0,
            dof: 0.0,
        };
        for row in COMMON.iter().chain(MODELS.iter().flat_map(|model| model.options)) {
            row.put_default(&mut options);
        }
        options
    }
}

/// The largest K.
pub const MAX_K: usize = 256;
/// The largest seed: every whole number up to it is exact in an `f64`.
pub const MAX_SEED: u64 = 1 << 53;

impl Options {
    /// The options of `family` from keys and values; `d` is the number of coordinates of the points.
    ///
    /// # Errors
    /// `invalid-option` for an unknown key, a wrong type or a value out of range, naming the key and the range.
    pub fn read(family: Family, entries: &[(String, Value)], d: usize) -> Result<Self> {
        let model = family.row();
        if let Some((key, _)) = entries.iter().find(|(key, _)| model.rows().all(|row| row.name != key)) {
            let keys: Vec<&str> = family.keys().collect();
            return Err(Error::option(format!(
                "{key} is not an option of {}: it takes {}",
                model.name,
                keys.join(", ")
            )));
        }
        let given = |name: &str| entries.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value);
        let mut options = Self::default();
        for row in model.rows() {
            match given(row.name) {
                Some(value) => row.take(&mut options, model, value)?,
                None => row.put_default(&mut options),
            }
        }
        if given(K.name).is_none() {
            options.k = options
                .init
                .clusters(d)
                .ok_or_else(|| Error::option(format!("k is missing: it must be a whole number from 1 to {MAX_K}")))?;
        }
        Ok(options)
    }
}
