//! The covariances that models with shapes start with, and what holds them.

use super::{MAX_COVARIANCE_D, Setup};
use crate::error::{Error, Result};
use crate::model::gaussian::{Conditioning, Gaussian, Kind, project};
use crate::options::Init;
use crate::points::{MAX_MAGNITUDE, Points};
use crate::text::plain;

/// Below this fraction of the data's mean variance a variance is rounding noise.
const NOISE: f64 = 1e-15;

/// The covariances of `kind` at the start.
///
/// # Errors
/// `too-large` beyond D = [`MAX_COVARIANCE_D`], `invalid-option` for numbers that are no covariances of the kind.
pub(super) fn covariances(kind: Kind, setup: &Setup<'_>) -> Result<Vec<f64>> {
    let &Setup { points, options, .. } = setup;
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

/// What holds covariances: `floor`, a fraction of the data's mean variance, and what is added to every variance.
///
/// # Errors
/// `too-large` beyond D = [`MAX_COVARIANCE_D`].
pub(super) fn conditioning(points: &Points, floor: f64, added: f64) -> Result<Conditioning> {
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
