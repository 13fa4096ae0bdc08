//! Does a run work in any unit? From 1e-140 to 1e60 it does; what lies closer together is refused in words.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::cases::config;
use mixtape::error::{Code, Error};
use mixtape::options::{Family, Options, Value};
use mixtape::points::{MIN_SPREAD, Points};
use mixtape::run::Run;
use proptest::prelude::*;
use std::sync::Arc;

/// Models that read any numbers, with every kind of covariance.
const MODELS: [(Family, &str, &str); 11] = [
    (Family::KMeans, "distance", "euclidean"),
    (Family::KMeans, "distance", "mahalanobis"),
    (Family::KMeans, "distance", "mahalanobis-pooled"),
    (Family::KMeans, "distance", "mahalanobis-det"),
    (Family::SoftKMeans, "init", "forgy"),
    (Family::KMedoids, "init", "forgy"),
    (Family::GaussianMixture, "covariance", "full"),
    (Family::GaussianMixture, "covariance", "spherical"),
    (Family::GaussianMixture, "covariance", "diagonal"),
    (Family::GaussianMixture, "covariance", "tied"),
    (Family::StudentMixture, "init", "forgy"),
];

/// Ten iterations, whose objectives have to be numbers.
fn walk((family, key, text): (Family, &str, &str), rows: &[f64], d: usize, k: usize, held: bool) -> Result<(), Error> {
    let mut entries =
        vec![("k".to_string(), Value::Number(k as f64)), (key.to_string(), Value::Text(text.to_string()))];
    if !matches!(family, Family::KMeans | Family::KMedoids) {
        entries.push(("tolerance".to_string(), Value::Number(0.0)));
    }
    if !held && matches!(family, Family::GaussianMixture | Family::StudentMixture) {
        entries.push(("varianceFloor".to_string(), Value::Number(0.0)));
    }
    let points = Arc::new(Points::from_rows(rows, d)?);
    let mut run = Run::new(family, points, &Options::read(family, &entries, d)?)?;
    assert!(run.objective().is_finite(), "{} at the start", run.objective());
    for _ in 0..20 {
        let report = run.step()?;
        assert!(report.objective.is_finite(), "{} after half-step {}", report.objective, run.half_steps());
    }
    assert!(run.responsibilities()?.iter().all(|r| (0.0..=1.0).contains(r)));
    Ok(())
}

#[test]
fn two_points_too_close_for_their_squares_are_refused_by_column() {
    for (rows, d, column) in
        [(vec![1e-154, 3e-154], 1, "coordinate 1"), (vec![0.0, 5e-324, 1.0, 0.0], 2, "coordinate 2")]
    {
        let error =
            walk((Family::GaussianMixture, "covariance", "spherical"), &rows, d, 2, true).expect_err("too close");
        assert_eq!(error.code, Code::InvalidData, "{error}");
        assert!(error.message.contains(column) && error.message.contains("1e-140"), "{error}");
    }
}

/// A power of ten, as it is read: the same on every machine.
fn ten_to(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().unwrap()
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn a_run_is_finite_in_every_unit_or_its_unit_is_refused(
        model in prop::sample::select(MODELS.to_vec()),
        (d, rows) in (1..4_usize).prop_flat_map(|d| (Just(d), prop::collection::vec(-1.0..1.0_f64, 2 * d..12 * d))),
        exponents in prop::collection::vec(-323..60_i32, 3),
        constant in prop::collection::vec(any::<bool>(), 3),
        k in 1..3_usize,
        held in any::<bool>(),
    ) {
        let rows = &rows[..rows.len() / d * d];
        let scaled: Vec<f64> = rows
            .iter()
            .enumerate()
            .map(|(i, x)| if constant[i % d] { rows[i % d] } else { *x } * ten_to(exponents[i % d]))
            .collect();
        let spread = |j: usize| {
            let column = scaled.iter().skip(j).step_by(d);
            column.clone().copied().fold(f64::MIN, f64::max) - column.copied().fold(f64::MAX, f64::min)
        };
        let close = (0..d).any(|j| spread(j) > 0.0 && spread(j) < MIN_SPREAD);
        match walk(model, &scaled, d, k, held) {
            Ok(()) => prop_assert!(!close, "{scaled:?} was taken"),
            Err(error) if !held && !close => prop_assert_eq!(error.code, Code::SingularCovariance, "{:?}", scaled),
            Err(error) => prop_assert!(close && error.code == Code::InvalidData, "{error} for {scaled:?}"),
        }
    }
}
