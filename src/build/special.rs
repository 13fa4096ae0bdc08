//! The models that take more than one line to build.

use super::Setup;
use super::shapes::{conditioning, covariances};
use crate::WHOLE;
use crate::error::Result;
use crate::model::Model;
use crate::model::gaussian::{Gaussian, Kind, Use};
use crate::model::kmeans::KMeans;
use crate::model::online::Online;
use crate::model::student::Student;
use crate::options::{Distance, Init};
use crate::rng::Rng;

/// Mahalanobis distances need invertible covariances whatever happens; this floor (a fraction of the data's
/// mean variance) is theirs.
const DISTANCE_FLOOR: f64 = 1e-6;

/// The order in which points come to online K-means has a stream of random numbers of its own.
const ORDER_STREAM: u64 = 3;

/// K-means, with a shape where the distance has one.
///
/// # Errors
/// Those of covariances.
pub fn kmeans(setup: &Setup<'_>) -> Result<Box<dyn Model>> {
    let (options, means) = (setup.options, setup.means.clone());
    let k = options.k;
    let (kind, purpose) = match options.distance {
        Distance::Euclidean => return setup.ready(KMeans::new(means, k, 0.0, options.empty_cluster)),
        Distance::Mahalanobis => (Kind::Full, Use::Distance),
        Distance::MahalanobisPooled => (Kind::Tied, Use::Distance),
        Distance::MahalanobisDet => (Kind::Full, Use::DistanceAndVolume),
    };
    let conditioning = conditioning(setup.points, DISTANCE_FLOOR, 0.0)?;
    let covariances = Gaussian::start_covariance(kind, setup.points).repeat(k);
    setup.ready(Gaussian::new(kind, purpose, conditioning, vec![1.0 / k as f64; k], means, covariances)?)
}

/// A mixture of Gaussians, fitted by EM or by gradient ascent.
///
/// # Errors
/// Those of a start by hand and of covariances.
pub fn gaussian(setup: &Setup<'_>) -> Result<Box<dyn Model>> {
    let options = setup.options;
    let kind = options.covariance;
    let conditioning = conditioning(setup.points, options.variance_floor, options.regularization)?;
    let covariances = covariances(kind, setup)?;
    let purpose = Use::Mixture { learned: options.learn_weights };
    let model = Gaussian::new(kind, purpose, conditioning, setup.weights()?, setup.means.clone(), covariances)?;
    let mut model = model.with_prior(options.prior, setup.points);
    // The answer for known groups is that of EM: one step uphill is not there yet.
    setup.complete(&mut model)?;
    Ok(Box::new(match options.step_size {
        Some(eta) if WHOLE => model.by_gradient(eta),
        _ => model,
    }))
}

/// A mixture of Student t distributions.
///
/// # Errors
/// Those of a start by hand and of covariances.
pub fn student(setup: &Setup<'_>) -> Result<Box<dyn Model>> {
    let options = setup.options;
    let conditioning = conditioning(setup.points, options.variance_floor, 0.0)?;
    let scales = covariances(Kind::Full, setup)?;
    let (weights, means) = (setup.weights()?, setup.means.clone());
    let shape = Gaussian::new(Kind::Full, Use::Distance, conditioning, weights, means, scales)?;
    let mut model = Student::new(shape, options.learn_weights, options.dof);
    if let Init::Labels(labels) = &options.init {
        model.complete(setup.points, labels)?;
    }
    Ok(Box::new(model))
}

/// Online K-means. The answer for known groups is where its centres already are.
///
/// # Errors
/// None.
pub fn online(setup: &Setup<'_>) -> Result<Box<dyn Model>> {
    let options = setup.options;
    let order = Rng::new(options.seed, ORDER_STREAM).shuffled(setup.points.n());
    Ok(Box::new(Online::new(setup.means.clone(), options.k, &order, options.batch, options.rate)))
}
