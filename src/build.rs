//! From points and options to a model at its start.

use crate::WHOLE;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::model::bernoulli::Bernoulli;
use crate::model::gaussian::{Conditioning, Gaussian, Kind, Use, project};
use crate::model::kmeans::{EmptyCluster, KMeans};
use crate::model::medoids::Medoids;
use crate::model::multinomial::Multinomial;
use crate::model::online::Online;
use crate::model::poisson::Poisson;
use crate::model::student::Student;
use crate::moments::{Moments, Order};
use crate::options::{Distance, Family, Init, MAX_K, Options};
use crate::points::{MAX_MAGNITUDE, MIN_SPREAD, Points};
use crate::rng::Rng;
use crate::room;
use crate::text::plain;

/// The largest D of a model with covariances.
pub const MAX_COVARIANCE_D: usize = 64;

/// The largest D of a start along the principal axis, which takes a time of D^3.
pub const MAX_AXIS_D: usize = 256;

/// Below this fraction of the data's mean variance a variance is rounding noise.
const NOISE: f64 = 1e-15;

/// Mahalanobis distances need invertible covariances whatever happens; this floor (a fraction of the data's
/// mean variance) is theirs.
const DISTANCE_FLOOR: f64 = 1e-6;

/// The random numbers of starts have a stream of their own.
const START_STREAM: u64 = 1;

/// So has the order in which points come to online K-means.
const ORDER_STREAM: u64 = 3;

/// A model of `family` on `points`, at the start that `options` say.
///
/// # Errors
/// `invalid-option` when K or a given start does not fit the points, `invalid-data` when the points do not suit
/// the model, `too-large` for covariances beyond D = 64 and for more than [`room::MOST_BYTES`], `singular-covariance` when the data's own covariance
/// is singular and nothing holds it.
pub fn model(family: Family, points: &Points, options: &Options) -> Result<Box<dyn Model>> {
    let k = options.k;
    if !(1..=MAX_K).contains(&k) {
        return Err(Error::option(format!("k is {k}: it must be a whole number from 1 to {MAX_K}")));
    }
    if k > points.n() {
        return Err(Error::option(format!(
            "k is {k}, but there are only {} points: k must be at most the number of points",
            points.n()
        )));
    }
    if WHOLE {
        room::ask(room::of_run(family, points.n(), points.d(), k), "this run")?;
    }
    check_spread(points)?;
    let means = start_means(family, points, options)?;
    let model: Box<dyn Model> = match family {
        Family::KMeans if options.distance == Distance::Euclidean => {
            Box::new(KMeans::new(means, k, 0.0, options.empty_cluster))
        }
        Family::KMeans => {
            let kind = if options.distance == Distance::MahalanobisPooled { Kind::Tied } else { Kind::Full };
            let purpose =
                if options.distance == Distance::MahalanobisDet { Use::DistanceAndVolume } else { Use::Distance };
            let conditioning = conditioning(points, DISTANCE_FLOOR, 0.0)?;
            let covariances = Gaussian::start_covariance(kind, points).repeat(k);
            Box::new(Gaussian::new(kind, purpose, conditioning, vec![1.0 / k as f64; k], means, covariances)?)
        }
        Family::SoftKMeans => Box::new(KMeans::new(means, k, 1.0 / options.stiffness, EmptyCluster::Keep)),
        Family::GaussianMixture => {
            let kind = options.covariance;
            let conditioning = conditioning(points, options.variance_floor, options.regularization)?;
            let covariances = start_covariances(kind, points, options)?;
            let purpose = Use::Mixture { learned: options.learn_weights };
            let model = Gaussian::new(kind, purpose, conditioning, start_weights(options)?, means, covariances)?;
            let mut model = model.with_prior(options.prior, points);
            if let (Init::Labels(labels), Some(eta)) = (&options.init, options.step_size) {
                complete(&mut model, points, labels)?;
                return Ok(Box::new(model.by_gradient(eta)));
            }
            Box::new(match options.step_size {
                Some(eta) if WHOLE => model.by_gradient(eta),
                _ => model,
            })
        }
        Family::KMedoids if WHOLE => Box::new(Medoids::new(&means, k, points)?),
        Family::OnlineKMeans if WHOLE => {
            // The answer for known groups is where its centres already are.
            let order = Rng::new(options.seed, ORDER_STREAM).shuffled(points.n());
            return Ok(Box::new(Online::new(means, k, &order, options.batch, options.rate)));
        }
        Family::MultinomialMixture if WHOLE => {
            check_counts(points)?;
            let weights = start_weights(options)?;
            Box::new(Multinomial::new(weights, options.learn_weights, means, options.pseudo_count, points))
        }
        Family::PoissonMixture if WHOLE => {
            check_counts(points)?;
            Box::new(Poisson::new(start_weights(options)?, options.learn_weights, means))
        }
        Family::StudentMixture if WHOLE => {
            let conditioning = conditioning(points, options.variance_floor, 0.0)?;
            let scales = start_covariances(Kind::Full, points, options)?;
            let shape = Gaussian::new(Kind::Full, Use::Distance, conditioning, start_weights(options)?, means, scales)?;
            let mut model = Student::new(shape, options.learn_weights, options.dof);
            if let Init::Labels(labels) = &options.init {
                model.complete(points, labels)?;
            }
            return Ok(Box::new(model));
        }
        Family::BernoulliMixture if WHOLE => {
            check_binary(points)?;
            Box::new(Bernoulli::new(start_weights(options)?, options.learn_weights, means, options.pseudo_count))
        }
        _ => {
            return Err(Error::data(
                "This model has not been fetched: is the network there? Choose it again when it is.",
            ));
        }
    };
    let mut model = model;
    if let Init::Labels(labels) = &options.init {
        complete(&mut *model, points, labels)?;
    }
    Ok(model)
}

/// Whether the values of each column are all the same, or far enough apart.
fn check_spread(points: &Points) -> Result<()> {
    for j in 0..points.d() {
        let (low, high) = points.range(j);
        if low < high && high - low < MIN_SPREAD {
            return Err(Error::data(format!(
                "the values of coordinate {} differ by at most {}, and their squares are too small for any number: \
                 they must differ by 1e-140 or more, or not at all. Give them in a smaller unit",
                j + 1,
                plain(high - low)
            )));
        }
    }
    Ok(())
}

/// The refit for one-hot responsibilities that are known: the maximum of the likelihood of the complete data.
fn complete(model: &mut dyn Model, points: &Points, labels: &[u8]) -> Result<()> {
    // As in a run: where there are no second moments to keep accurate, what is never seen must be exactly 0.
    let about = if model.order() == Order::Mean { vec![0.0; model.means().len()] } else { model.means().to_vec() };
    let mut moments = Moments::new(about, model.k(), model.order());
    for block in points.blocks() {
        moments.add_hard(&block, &labels[block.start..block.start + block.len]);
    }
    model.refit(&moments, points, labels)?;
    Ok(())
}

/// The mean of every group.
fn means_of_groups(points: &Points, k: usize, labels: &[u8]) -> Result<Vec<f64>> {
    let (n, d) = (points.n(), points.d());
    if labels.len() != n || labels.iter().any(|&label| usize::from(label) >= k) {
        return Err(Error::option(format!(
            "init.labels must be one number below k = {k} for each of the {n} points, and has {} entries",
            labels.len()
        )));
    }
    let members = |c: usize| (0..n).filter(move |&i| usize::from(labels[i]) == c);
    let mut means = Vec::with_capacity(k * d);
    for c in 0..k {
        let count = members(c).count();
        let Some(first) = members(c).next() else {
            return Err(Error::option(format!("init.labels leaves group {} of k = {k} without a point", c + 1)));
        };
        for j in 0..d {
            let column = points.column(j);
            means.push(column[first] + members(c).map(|i| column[i] - column[first]).sum::<f64>() / count as f64);
        }
    }
    Ok(means)
}

fn start_means(family: Family, points: &Points, options: &Options) -> Result<Vec<f64>> {
    let (k, d) = (options.k, points.d());
    match &options.init {
        Init::Way(way) => {
            if WHOLE && way.choice.key == "principal-axis" && d > MAX_AXIS_D {
                return Err(Error::too_large(format!(
                    "d is {d}: the principal axis is found up to d = {MAX_AXIS_D}. Use fewer columns, or another init"
                )));
            }
            let mut means = (way.pick)(points, k, &mut Rng::new(options.seed, START_STREAM));
            // A probability that starts at 0 or 1, or a rate at 0, can never leave it: start inside.
            for mu in &mut means {
                *mu = match family {
                    Family::BernoulliMixture => 0.25 + 0.5 * *mu,
                    Family::MultinomialMixture => *mu + 1.0,
                    Family::PoissonMixture => mu.max(0.5),
                    _ => break,
                };
            }
            Ok(means)
        }
        Init::Labels(labels) => means_of_groups(points, k, labels),
        Init::Given { means, .. } => {
            if means.len() != k * d {
                return Err(Error::option(format!(
                    "init.means has {} numbers: k = {k} means of d = {d} coordinates are {}",
                    means.len(),
                    k * d
                )));
            }
            let range = match family {
                Family::BernoulliMixture => 0.0..=1.0,
                Family::MultinomialMixture | Family::PoissonMixture => 0.0..=MAX_COUNT,
                _ => -MAX_MAGNITUDE..=MAX_MAGNITUDE,
            };
            match means.iter().find(|x| !range.contains(*x)) {
                None => Ok(means.clone()),
                Some(x) => Err(Error::option(format!(
                    "init.means contains {}: every entry must be from {} to {}",
                    plain(*x),
                    plain(*range.start()),
                    plain(*range.end())
                ))),
            }
        }
    }
}

fn start_weights(options: &Options) -> Result<Vec<f64>> {
    let k = options.k;
    let Init::Given { weights: Some(weights), .. } = &options.init else {
        return Ok(vec![1.0 / k as f64; k]);
    };
    let total: f64 = weights.iter().sum();
    let fits = weights.len() == k && weights.iter().all(|w| *w >= 0.0) && total > 0.0 && total.is_finite();
    if !fits {
        return Err(Error::option(format!(
            "init.weights must be k = {k} numbers of at least 0 that do not sum to 0 (they are divided by their sum)"
        )));
    }
    if (total - 1.0).abs() <= 1e-12 {
        return Ok(weights.clone());
    }
    Ok(weights.iter().map(|w| w / total).collect())
}

fn start_covariances(kind: Kind, points: &Points, options: &Options) -> Result<Vec<f64>> {
    let (k, d) = (options.k, points.d());
    if d > MAX_COVARIANCE_D {
        return Err(too_wide(d));
    }
    let eps = if kind == Kind::Identity { options.identity_scale } else { 1.0 };
    let Init::Given { covariances: Some(given), .. } = &options.init else {
        let mut own = Gaussian::start_covariance(kind, points).repeat(k);
        for x in &mut own {
            *x *= eps;
        }
        return Ok(own);
    };
    if let Some(x) = given.iter().find(|x| x.abs() > MAX_MAGNITUDE * MAX_MAGNITUDE) {
        let x = plain(*x);
        return Err(Error::option(format!("init.covariances contains {x}: every entry must be at most 1e120 in size")));
    }
    let diagonal = |variances: &[f64]| {
        let mut s = vec![0.0; d * d];
        for (j, v) in variances.iter().enumerate() {
            s[j * d + j] = *v;
        }
        s
    };
    let expanded: Vec<f64> = match (kind, given.len()) {
        (_, len) if len == k * d * d => given.clone(),
        (Kind::Spherical, len) if len == k => given.iter().flat_map(|v| diagonal(&vec![*v; d])).collect(),
        (Kind::Diagonal, len) if len == k * d => given.chunks_exact(d).flat_map(diagonal).collect(),
        (Kind::Tied, len) if len == d * d => given.repeat(k),
        (_, len) => {
            return Err(Error::option(format!(
                "init.covariances has {len} numbers: give k d d = {} (or the compact form of its kind: k for spherical, k d for diagonal, d d for tied)",
                k * d * d
            )));
        }
    };
    for (c, s) in expanded.chunks_exact(d * d).enumerate() {
        let scale = (0..d).map(|j| s[j * d + j].abs()).fold(0.0, f64::max);
        let mut of_kind = s.to_vec();
        project(kind, &mut of_kind, d);
        for x in &mut of_kind {
            *x *= eps;
        }
        let symmetric = (0..d).all(|i| (0..i).all(|j| (s[i * d + j] - s[j * d + i]).abs() <= 1e-9 * scale));
        let fits = s.iter().zip(&of_kind).all(|(a, b)| (a - b).abs() <= 1e-9 * scale);
        let shared = kind != Kind::Tied || s == &expanded[..d * d];
        if !symmetric || !fits || !shared || (0..d).any(|j| s[j * d + j] <= 0.0) {
            return Err(Error::option(format!(
                "init.covariances of component {} is not a symmetric matrix with positive variances of the kind asked for",
                c + 1
            )));
        }
    }
    Ok(expanded)
}

fn too_wide(d: usize) -> Error {
    Error::too_large(format!(
        "d is {d}: covariances are kept up to d = {MAX_COVARIANCE_D}. Use fewer columns, or KMeans with the Euclidean distance"
    ))
}

fn conditioning(points: &Points, floor: f64, added: f64) -> Result<Conditioning> {
    let d = points.d();
    if d > MAX_COVARIANCE_D {
        return Err(too_wide(d));
    }
    let means = points.means();
    let total: f64 = (0..d)
        .map(|j| points.column(j).iter().map(|x| (x - means[j]) * (x - means[j])).sum::<f64>() / points.n() as f64)
        .sum();
    let variance = total / d as f64;
    // Points that all coincide have no scale of their own.
    let scale = if variance > 0.0 { variance } else { 1.0 };
    let floor = (floor * scale).min(MAX_MAGNITUDE * MAX_MAGNITUDE);
    Ok(Conditioning { floor, added, noise: NOISE * variance })
}

/// Whole numbers up to here are exact.
const MAX_COUNT: f64 = 9_007_199_254_740_992.0;

fn check_counts(points: &Points) -> Result<()> {
    for j in 0..points.d() {
        if let Some(i) = points.column(j).iter().position(|&x| x.fract() != 0.0 || !(0.0..=MAX_COUNT).contains(&x)) {
            return Err(Error::data(format!(
                "coordinate {} of point {} is {}: this mixture takes counts, whole numbers of at least 0, not standardised",
                j + 1,
                i + 1,
                plain(points.column(j)[i])
            )));
        }
    }
    Ok(())
}

fn check_binary(points: &Points) -> Result<()> {
    for j in 0..points.d() {
        if let Some(i) = points.column(j).iter().position(|&x| x != 0.0 && x != 1.0) {
            return Err(Error::data(format!(
                "coordinate {} of point {} is {}: a Bernoulli mixture takes 0 and 1 only; choose a threshold first",
                j + 1,
                i + 1,
                plain(points.column(j)[i])
            )));
        }
    }
    Ok(())
}
