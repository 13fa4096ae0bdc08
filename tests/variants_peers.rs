//! The variants beside programs that share nothing with them: `tests/peers/variants.py` wrote the numbers.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::Agreement;
use common::files::{flat, whole};
use mixtape::link::Link;
use mixtape::model::gaussian::Kind;
use mixtape::model::online::Rate;
use mixtape::options::{Distance, Family, Init, Options};
use mixtape::points::Points;
use mixtape::run::Run;
use serde_json::Value;
use std::sync::Arc;

fn peers() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers/variants.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("the values are there")).expect("they are JSON")
}

/// Old Faithful, standardised.
fn faithful() -> Arc<Points> {
    Link::default().config.data().expect("data").points.expect("points")
}

fn start(value: &Value) -> Options {
    let init = Init::Given { means: flat(value), weights: None, covariances: None };
    Options { k: flat(value).len() / 2, init, tolerance: 0.0, variance_floor: 0.0, ..Options::default() }
}

fn each(value: &Value) -> impl Iterator<Item = &Value> {
    value["iterations"].as_array().expect("iterations").iter()
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn labels(run: &Run) -> Vec<f64> {
    run.labels().iter().map(|&k| f64::from(k)).collect()
}

fn shapes(run: &Run) -> Vec<f64> {
    (0..run.model().k()).filter_map(|k| run.model().covariance(k)).flatten().copied().collect()
}

#[test]
fn medoids_end_where_the_alternating_algorithm_ends() {
    let peer = &peers()["medoids"];
    let points = faithful();
    let means = peer["start"].as_array().expect("rows").iter().flat_map(|i| points.row(whole(i))).collect();
    let options = Options { k: 4, init: Init::Given { means, weights: None, covariances: None }, ..Options::default() };
    let mut run = Run::new(Family::KMedoids, points, &options).expect("good options");
    run.run(100).expect("K-medoids cannot fail");
    assert!(run.converged());
    let mut same = Agreement::new("K-medoids", 1e-12);
    same.near("medoids", run.model().means(), &flat(&peer["means"]));
    same.near("labels", &labels(&run), &flat(&peer["labels"]));
    same.near("J", &[run.objective()], &[number(&peer["loss"])]);
    same.report();
}

#[test]
fn online_kmeans_walks_as_a_plain_loop_does() {
    for peer in peers()["online"].as_array().expect("two runs") {
        let rate = peer["rate"].as_f64().map_or(Rate::Count, Rate::Constant);
        let (seed, batch) = (whole(&peer["seed"]) as u64, whole(&peer["batch"]));
        let options = Options { seed, batch, rate, ..start(&peer["start"]) };
        let mut run = Run::new(Family::OnlineKMeans, faithful(), &options).expect("good options");
        let mut same = Agreement::new("online K-means", 1e-12);
        run.iterate().expect("it cannot fail");
        for (t, row) in each(peer).enumerate() {
            same.near(format!("means {t}"), run.model().means(), &flat(&row["means"]));
            run.step().expect("it cannot fail");
            same.near(format!("J {t}"), &[run.objective()], &[number(&row["j"])]);
            run.step().expect("it cannot fail");
        }
        same.report();
    }
}

#[test]
fn the_distance_with_volume_agrees() {
    let peer = &peers()["with_volume"];
    let options = Options { distance: Distance::MahalanobisDet, ..start(&peer["start"]) };
    let mut run = Run::new(Family::KMeans, faithful(), &options).expect("good options");
    let mut same = Agreement::new("Mahalanobis with ln|Sigma|", 1e-9);
    for (t, row) in each(peer).enumerate() {
        let report = run.step().expect("an assignment cannot fail");
        same.near(format!("J {t}"), &[report.objective], &[number(&row["j"])]);
        same.near(format!("labels {t}"), &labels(&run), &flat(&row["labels"]));
        run.step().expect("no cluster is lost");
        same.near(format!("means {t}"), run.model().means(), &flat(&row["means"]));
        same.near(format!("covariances {t}"), &shapes(&run), &flat(&row["sigmas"]));
    }
    same.report();
}

#[test]
fn the_ascent_is_that_of_automatic_differentiation() {
    for peer in peers()["ascent"].as_array().expect("five kinds") {
        let covariance = match peer["kind"].as_str() {
            Some("identity") => Kind::Identity,
            Some("spherical") => Kind::Spherical,
            Some("diagonal") => Kind::Diagonal,
            Some("tied") => Kind::Tied,
            _ => Kind::Full,
        };
        let options = Options { covariance, step_size: peer["eta"].as_f64(), ..start(&peer["start"]) };
        let mut run = Run::new(Family::GaussianMixture, faithful(), &options).expect("good options");
        let mut same = Agreement::new(format!("gradient ascent, {covariance:?}"), 1e-9);
        for (t, row) in each(peer).enumerate() {
            run.iterate().expect("nothing collapses");
            same.near(format!("weights {t}"), run.model().weights().expect("a mixture"), &flat(&row["weights"]));
            same.near(format!("means {t}"), run.model().means(), &flat(&row["means"]));
            same.near(format!("covariances {t}"), &shapes(&run), &flat(&row["sigmas"]));
            same.near(format!("log p(D) {t}"), &[run.log_likelihood()], &[number(&row["log_likelihood"])]);
        }
        same.report();
    }
}

#[test]
fn the_prior_is_an_inverse_wishart_density() {
    for peer in peers()["map_em"].as_array().expect("two strengths") {
        let options = Options { prior: number(&peer["strength"]), ..start(&peer["start"]) };
        let mut run = Run::new(Family::GaussianMixture, faithful(), &options).expect("good options");
        let mut same = Agreement::new(format!("MAP-EM of strength {}", options.prior), 1e-9);
        let mut constant = None;
        for (t, row) in each(peer).enumerate() {
            run.iterate().expect("nothing collapses");
            same.near(format!("weights {t}"), run.model().weights().expect("a mixture"), &flat(&row["weights"]));
            same.near(format!("means {t}"), run.model().means(), &flat(&row["means"]));
            same.near(format!("covariances {t}"), &shapes(&run), &flat(&row["sigmas"]));
            same.near(format!("log p(D) {t}"), &[run.log_likelihood()], &[number(&row["log_likelihood"])]);
            // Ours leaves out the density's constant, which is then the same at every step.
            let left_out = number(&row["log_prior"]) + run.model().prior();
            same.near(format!("log prior {t}"), &[left_out], &[*constant.get_or_insert(left_out)]);
        }
        same.report();
    }
}

#[test]
fn a_tiny_round_mixture_ends_as_kmeans_elsewhere() {
    let peer = &peers()["round_limit"];
    let options = Options { covariance: Kind::Identity, identity_scale: 1e-6, ..start(&peer["start"]) };
    let mut run = Run::new(Family::GaussianMixture, faithful(), &options).expect("good options");
    run.run(200).expect("nothing to lose");
    let mut same = Agreement::new("EM with Sigma = 1e-6 I", 1e-9);
    same.near("labels", &labels(&run), &flat(&peer["labels"]));
    same.near("means", run.model().means(), &flat(&peer["means"]));
    same.report();
}
