//! Do multinomial, Poisson and Student t mixtures give, half-step by half-step, what EM with the densities of
//! scipy.stats gives? Cases and their makers: tests/peers.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::Agreement;
use common::files::{flat, labels};
use mixtape::math::ln_gamma;
use mixtape::options::{Family, Init, Options};
use mixtape::points::Points;
use mixtape::run::Run;
use serde_json::Value;
use std::sync::Arc;

const TOLERANCE: f64 = 1e-9;

fn peers() -> Value {
    serde_json::from_str(include_str!("peers/mixtures.json")).expect("JSON")
}

fn rows(value: &Value) -> usize {
    value.as_array().expect("rows").len()
}

fn number(value: &Value) -> [f64; 1] {
    [value.as_f64().expect("a number")]
}

fn compare(case: &Value) {
    let model = case["model"].as_str().expect("a name");
    let family = match model {
        "multinomial" => Family::MultinomialMixture,
        "poisson" => Family::PoissonMixture,
        _ => Family::StudentMixture,
    };
    let (x, means) = (flat(&case["x"]), flat(&case["init"]));
    let d = x.len() / rows(&case["x"]);
    let options = Options {
        k: rows(&case["init"]),
        init: Init::Given { means, weights: None, covariances: None },
        pseudo_count: case["pseudoCount"].as_f64().unwrap_or(0.0),
        dof: case["nu"].as_f64().unwrap_or(4.0),
        variance_floor: 0.0,
        tolerance: 0.0,
        ..Options::default()
    };
    let mut run = Run::new(family, Arc::new(Points::from_rows(&x, d).expect("good data")), &options).expect(model);
    // Means of a multinomial are drawn among the points: mu times their average length.
    let length = if model == "multinomial" { x.iter().sum::<f64>() / rows(&case["x"]) as f64 } else { 1.0 };
    let mut agree = Agreement::new(format!("{model}, k = {}, d = {d}", options.k), TOLERANCE);
    let iterations = case["iterations"].as_array().expect("iterations");
    for (t, it) in iterations.iter().enumerate() {
        let at = format!("iteration {t}");
        agree.near(format!("{at}, log p(D)"), &[run.log_likelihood()], &number(&it["loglik"]));
        let report = run.step().expect("an assignment cannot fail");
        agree.near(format!("{at}, bound"), &[report.objective], &number(&it["loglik"]));
        agree.near(format!("{at}, penalised"), &[-report.free_energy], &number(&it["penalised"]));
        run.step().expect("nothing is singular here");
        agree.near(format!("{at}, weights"), run.model().weights().expect("a mixture"), &flat(&it["weights"]));
        let theirs = ["mu", "rates", "means"].iter().find_map(|key| it.get(key)).expect("means");
        let ours: Vec<f64> = run.model().means().iter().map(|m| m / length).collect();
        agree.near(format!("{at}, {model} means"), &ours, &flat(theirs));
        if let Some(scales) = it.get("scales") {
            let ours: Vec<f64> = (0..options.k).flat_map(|k| run.model().covariance(k).unwrap().to_vec()).collect();
            agree.near(format!("{at}, scales"), &ours, &flat(scales));
        }
    }
    agree.near("final log p(D)", &[run.log_likelihood()], &number(&case["loglik"]));
    run.step().expect("an assignment cannot fail");
    assert_eq!(run.labels(), labels(&case["labels"]), "{model}");
    let mut r = run.responsibilities().expect("few points");
    r.truncate(5 * options.k);
    agree.near("final r", &r, &flat(&case["r"]));
    agree.report();
}

#[test]
fn every_case_of_the_peers() {
    let peers = peers();
    let cases = peers["cases"].as_array().expect("cases");
    let names: Vec<&str> = cases.iter().filter_map(|case| case["model"].as_str()).collect();
    assert_eq!(names, ["multinomial", "multinomial", "poisson", "poisson", "student", "student", "student"]);
    cases.iter().for_each(compare);
}

#[test]
fn gamma_agrees_with_scipy() {
    let peers = peers();
    let ours: Vec<f64> = flat(&peers["gammaln"]["x"]).into_iter().map(ln_gamma).collect();
    Agreement::new("ln Gamma", 1e-14).near("values", &ours, &flat(&peers["gammaln"]["y"]));
}
