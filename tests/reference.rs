//! Does every half-step give the numbers that another program, in extended precision, gives?
//! Every case of tests/reference, every iteration, to 1e-9 relative, labels exactly.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::Agreement;
use common::files::{case, case_ids, flat, labels, points, whole};
use mixtape::energy;
use mixtape::model::Model;
use mixtape::model::gaussian::{Conditioning, Gaussian, Kind, Use};
use mixtape::options::{Family, Init, Options};
use mixtape::points::Points;
use mixtape::run::{Half, Run};
use serde_json::Value;
use std::sync::Arc;

const TOLERANCE: f64 = 1e-9;

/// Options of a case that neither floors nor stops early.
fn plain(k: usize, init: Init) -> Options {
    Options { k, init, variance_floor: 0.0, tolerance: 0.0, ..Options::default() }
}

fn given(means: Vec<f64>) -> Init {
    Init::Given { means, weights: None, covariances: None }
}

fn step(run: &mut Run, half: Half) -> mixtape::run::Report {
    let report = run.step().expect("no covariance is singular here");
    assert_eq!(report.half, half);
    report
}

fn iterations(json: &Value) -> impl Iterator<Item = (String, &Value)> {
    let list = json["iterations"].as_array().expect("iterations");
    list.iter().map(|it| (format!("iteration {}", it["iter"]), it))
}

fn number(value: &Value) -> [f64; 1] {
    [value.as_f64().expect("a number")]
}

/// The first five rows of r.
fn first5(run: &Run) -> Vec<f64> {
    let mut r = run.responsibilities().expect("few points");
    r.truncate(5 * run.model().k());
    r
}

// ---- K-means

fn kmeans(id: &str) {
    let json = case(id);
    let options = plain(whole(&json["k"]), given(flat(&json["init"]["means"])));
    let mut run = Run::new(Family::KMeans, points(&json["dataset"]), &options).expect("a good case");
    assert_eq!(run.points().n(), whole(&json["n"]));
    let mut agree = Agreement::new(id, TOLERANCE);
    for (at, it) in iterations(&json) {
        let report = step(&mut run, Half::Assign);
        assert_eq!(report.changed, Some(whole(&it["changed"])), "{id}, {at}");
        agree.near(format!("{at}, J after the assignment"), &[report.objective], &number(&it["j_after_assignment"]));
        if run.half_steps() == 1 {
            assert_eq!(run.labels(), labels(&json["labels_first_iteration"]), "{id}, labels of the first iteration");
        }
        let report = step(&mut run, Half::Refit);
        agree.near(format!("{at}, J after the refit"), &[report.objective], &number(&it["j_after_refit"]));
        assert_eq!(run.counts(), flat(&it["counts"]), "{id}, {at}, counts");
        agree.near(format!("{at}, means"), run.model().means(), &flat(&it["means"]));
    }
    let last = &json["final"];
    assert_eq!(run.converged(), last["converged"].as_bool().expect("yes or no"), "{id}");
    assert_eq!(run.iteration(), whole(&last["iterations"]), "{id}");
    assert_eq!(run.labels(), labels(&last["labels"]), "{id}, final labels");
    assert_eq!(run.counts(), flat(&last["counts"]), "{id}, final counts");
    agree.near("final J", &[run.objective()], &number(&last["inertia"]));
    agree.near("final means", run.model().means(), &flat(&last["means"]));
    agree.report();
}

// ---- Soft K-means

fn soft(id: &str) {
    let json = case(id);
    let stiffness = json["beta"].as_f64().expect("beta");
    let options = Options { stiffness, ..plain(whole(&json["k"]), given(flat(&json["init"]["means"]))) };
    let mut run = Run::new(Family::SoftKMeans, points(&json["dataset"]), &options).expect("a good case");
    let mut agree = Agreement::new(id, TOLERANCE);
    for (at, it) in iterations(&json) {
        let report = step(&mut run, Half::Assign);
        agree.near(format!("{at}, free energy"), &[report.objective], &number(&it["free_energy"]));
        let j: f64 = run.shares().iter().sum();
        agree.near(format!("{at}, J"), &[j], &number(&it["j"]));
        agree.near(format!("{at}, J as F less entropy"), &[run.objective() - run.entropy_term()], &number(&it["j"]));
        agree.near(format!("{at}, N_k"), run.counts(), &flat(&it["nk"]));
        agree.near(format!("{at}, r"), &first5(&run), &flat(&it["r_first5"]));
        step(&mut run, Half::Refit);
        let j: f64 = run.shares().iter().sum();
        agree.near(format!("{at}, J after the refit"), &[j], &number(&it["j_after_refit"]));
        agree.near(format!("{at}, means"), run.model().means(), &flat(&it["means"]));
    }
    agree.near("final means", run.model().means(), &flat(&json["final"]["means"]));
    agree.report();
}

// ---- Gaussian mixtures

fn kind(name: &str) -> Kind {
    match name {
        "identity" => Kind::Identity,
        "spherical" => Kind::Spherical,
        "diag" => Kind::Diagonal,
        "tied" => Kind::Tied,
        "full" => Kind::Full,
        other => panic!("no covariance is called {other}"),
    }
}

/// The compact covariances of a file as K whole matrices.
fn expand(kind: Kind, compact: &Value, k: usize, d: usize) -> Vec<f64> {
    let diagonal = |v: &[f64]| -> Vec<f64> {
        (0..d * d).map(|i| if i / d == i % d { v[(i / d) % v.len()] } else { 0.0 }).collect()
    };
    match kind {
        Kind::Identity => diagonal(&[1.0]).repeat(k),
        Kind::Spherical => flat(compact).iter().flat_map(|v| diagonal(&[*v])).collect(),
        Kind::Diagonal => flat(compact).chunks_exact(d).flat_map(diagonal).collect(),
        Kind::Tied => flat(compact).repeat(k),
        Kind::Full => flat(compact),
    }
}

fn covariances(model: &dyn Model) -> Vec<f64> {
    (0..model.k()).flat_map(|k| model.covariance(k).expect("a mixture has shapes").to_vec()).collect()
}

fn theta_agrees(agree: &mut Agreement, at: &str, kind: Kind, model: &dyn Model, it: &Value) {
    agree.near(format!("{at}, weights"), model.weights().expect("a mixture"), &flat(&it["weights"]));
    agree.near(format!("{at}, means"), model.means(), &flat(&it["means"]));
    let theirs = expand(kind, &it["covariances"], model.k(), model.d());
    agree.near(format!("{at}, covariances"), &covariances(model), &theirs);
}

fn gmm(id: &str) {
    let json = case(id);
    let (k, kind) = (whole(&json["k"]), kind(json["covariance"].as_str().expect("a kind")));
    let init = &json["init"];
    let init = Init::Given {
        means: flat(&init["means"]),
        weights: Some(flat(&init["weights"])),
        covariances: (kind != Kind::Identity).then(|| flat(&init["covariances"])),
    };
    let regularization = json["reg_covar"].as_f64().expect("reg_covar");
    let options = Options { covariance: kind, regularization, ..plain(k, init) };
    let data = points(&json["dataset"]);
    let mut run = Run::new(Family::GaussianMixture, data.clone(), &options).expect("a good case");
    let mut agree = Agreement::new(id, TOLERANCE);
    for (at, it) in iterations(&json) {
        agree.near(format!("{at}, log p(D) at theta"), &[run.log_likelihood()], &number(&it["loglik"]));
        let report = step(&mut run, Half::Assign);
        agree.near(format!("{at}, bound after the assignment"), &[report.objective], &number(&it["loglik"]));
        step(&mut run, Half::Refit);
        theta_agrees(&mut agree, &at, kind, run.model(), it);
    }
    let last = &json["final"];
    agree.near("final log p(D)", &[run.log_likelihood()], &number(&last["loglik"]));
    theta_agrees(&mut agree, "final", kind, run.model(), last);
    assert_eq!(run.predict(&data.to_rows()).expect("the same points"), labels(&last["labels"]), "{id}, final labels");
    let mut ahead = run.clone();
    step(&mut ahead, Half::Assign);
    assert_eq!(ahead.labels(), labels(&last["labels"]), "{id}, final labels");
    agree.near("final r", &first5(&ahead), &flat(&last["responsibilities_first5"]));

    let limit = &json["limit"];
    while run.iteration() < whole(&limit["iterations"]) {
        run.iterate().expect("no covariance is singular here");
    }
    agree.near("log p(D) in the limit", &[run.log_likelihood()], &number(&limit["loglik"]));
    theta_agrees(&mut agree, "limit", kind, run.model(), limit);
    agree.report();
}

// ---- Bernoulli mixtures

fn bernoulli(id: &str) {
    let json = case(id);
    let k = whole(&json["k"]);
    let init = &json["init"];
    let init = Init::Given { means: flat(&init["mu"]), weights: Some(flat(&init["weights"])), covariances: None };
    let pseudo_count = json["pseudo_count"].as_f64().expect("a");
    let options = Options { pseudo_count, ..plain(k, init) };
    let data = points(&json["dataset"]);
    assert_eq!((data.n(), data.d()), (whole(&json["n"]), whole(&json["d"])), "{id}");
    let mut run = Run::new(Family::BernoulliMixture, data.clone(), &options).expect("a good case");
    let mut agree = Agreement::new(id, TOLERANCE);
    let mut with_mu = 0;
    for (at, it) in iterations(&json) {
        agree.near(format!("{at}, log p(D) at theta"), &[run.log_likelihood()], &number(&it["loglik"]));
        let report = step(&mut run, Half::Assign);
        agree.near(format!("{at}, bound"), &[report.objective], &number(&it["loglik"]));
        agree.near(format!("{at}, penalised"), &[-report.free_energy], &number(&it["penalised"]));
        step(&mut run, Half::Refit);
        agree.near(format!("{at}, weights"), run.model().weights().expect("a mixture"), &flat(&it["weights"]));
        if !it["mu"].is_null() {
            with_mu += 1;
            agree.near(format!("{at}, mu"), run.model().means(), &flat(&it["mu"]));
        }
    }
    assert_eq!(with_mu, json["keep_mu"].as_array().expect("a list").len(), "{id}: which iterations have mu");
    let last = &json["final"];
    agree.near("final log p(D)", &[run.log_likelihood()], &number(&last["loglik"]));
    agree.near("final weights", run.model().weights().expect("a mixture"), &flat(&last["weights"]));
    agree.near("final mu", run.model().means(), &flat(&last["mu"]));
    let report = step(&mut run, Half::Assign);
    agree.near("final penalised", &[-report.free_energy], &number(&last["penalised"]));
    assert_eq!(run.labels(), labels(&last["labels"]), "{id}, final labels");
    agree.near("final r", &first5(&run), &flat(&last["responsibilities_first5"]));
    agree.report();
}

// ---- One assignment by Mahalanobis distance

fn squared_distances(model: &dyn Model, points: &Points, first: usize) -> Vec<f64> {
    let k = model.k();
    let block = points.blocks().next().expect("there are points");
    let mut e = vec![0.0; k * block.len];
    model.energies(&block, &mut e);
    (0..first).flat_map(|i| (0..k).map(|c| e[c * block.len + i]).collect::<Vec<_>>()).collect()
}

fn mahalanobis(id: &str) {
    let json = case(id);
    let data = points(&json["dataset"]);
    let k = whole(&json["k"]);
    let unheld = Conditioning { floor: 0.0, added: 0.0, noise: 0.0 };
    let model = |kind, covariances| {
        Gaussian::new(kind, Use::Distance, unheld, vec![1.0 / k as f64; k], flat(&json["means"]), covariances)
            .expect("no covariance is singular here")
    };
    let shaped = model(Kind::Full, flat(&json["covariances"]));
    let mut agree = Agreement::new(id, TOLERANCE);
    let theirs = flat(&json["squared_distances_first5"]);
    agree.near("squared distances", &squared_distances(&shaped, &data, 5), &theirs);
    let ours = energy::labels(&shaped, &data);
    assert_eq!(ours, labels(&json["labels"]), "{id}, labels");
    let counts: Vec<f64> = (0..k).map(|c| ours.iter().filter(|&&l| usize::from(l) == c).count() as f64).collect();
    assert_eq!(counts, flat(&json["counts"]), "{id}, counts");
    let round = model(Kind::Identity, expand(Kind::Identity, &Value::Null, k, 2));
    assert_eq!(energy::labels(&round, &data), labels(&json["euclidean_labels"]), "{id}, Euclidean labels");
    agree.report();
}

// ---- Tables: one row is one run

/// K-means from the stated start, to its end.
fn silhouette_runs(id: &str) {
    let json = case(id);
    let data = points(&json["dataset"]);
    let mut agree = Agreement::new(id, TOLERANCE);
    for row in json["table"].as_array().expect("rows") {
        let options = plain(whole(&row["k"]), given(flat(&row["init_means"])));
        let mut run = Run::new(Family::KMeans, data.clone(), &options).expect("a good case");
        run.run(300).expect("K-means cannot fail");
        assert!(run.converged());
        agree.near(format!("k = {}, J", row["k"]), &[run.objective()], &number(&row["inertia"]));
        assert_eq!(run.labels(), labels(&row["labels"]), "{id}, k = {}", row["k"]);
    }
    agree.report();
}

/// Means at the rows `int((i + 0.5) N / K)` of the data sorted stably by their first column.
fn spread_rows(points: &Arc<Points>, k: usize) -> Vec<f64> {
    let mut order: Vec<usize> = (0..points.n()).collect();
    order.sort_by(|&a, &b| points.column(0)[a].total_cmp(&points.column(0)[b]));
    (0..k).flat_map(|i| points.row(order[(2 * i + 1) * points.n() / (2 * k)])).collect()
}

/// Exactly 300 iterations of EM for every K and kind, then log p(D), BIC and AIC.
fn selection(id: &str) {
    let json = case(id);
    let data = points(&json["dataset"]);
    let (n, d) = (data.n() as f64, data.d());
    let mut agree = Agreement::new(id, TOLERANCE);
    for row in json["table"].as_array().expect("rows") {
        let (k, kind) = (whole(&row["k"]), kind(row["covariance"].as_str().expect("a kind")));
        let options = Options { covariance: kind, regularization: 1e-6, ..plain(k, given(spread_rows(&data, k))) };
        let mut run = Run::new(Family::GaussianMixture, data.clone(), &options).expect("a good case");
        for _ in 0..300 {
            run.iterate().expect("no covariance is singular here");
        }
        let shape = match kind {
            Kind::Identity => 0,
            Kind::Spherical => k,
            Kind::Diagonal => k * d,
            Kind::Tied => d * (d + 1) / 2,
            Kind::Full => k * d * (d + 1) / 2,
        };
        let parameters = k - 1 + k * d + shape;
        assert_eq!(parameters, whole(&row["n_parameters"]));
        let (l, p) = (run.log_likelihood(), parameters as f64);
        let at = format!("k = {k}, {}", row["covariance"]);
        agree.near(format!("{at}, log p(D)"), &[l], &number(&row["loglik"]));
        agree.near(format!("{at}, BIC"), &[-2.0 * l + p * libm::log(n)], &number(&row["bic"]));
        agree.near(format!("{at}, AIC"), &[-2.0 * l + 2.0 * p], &number(&row["aic"]));
    }
    agree.report();
}

/// One test per case, and none forgotten.
macro_rules! cases {
    ($($check:ident: $($id:ident),+;)+) => {
        $($(#[test] fn $id() { $check(stringify!($id)); })+)+

        #[test]
        fn every_case_is_tested() {
            let mut tested = vec![$($(stringify!($id)),+),+];
            tested.sort_unstable();
            assert_eq!(tested, case_ids());
        }
    };
}

cases! {
    kmeans: kmeans_faithful_std_k2, kmeans_faithful_raw_k3, kmeans_iris_k3, kmeans_wine_std_k3,
        segment_coffee_rgb_k4, segment_coffee_rgbxy_k4;
    soft: soft_faithful_std_beta0p5, soft_faithful_std_beta5, soft_iris_beta200;
    gmm: gmm_identity_blobs_k3, gmm_full_faithful_std_k2, gmm_spherical_three_k3, gmm_diag_penguins_k3,
        gmm_tied_iris_k3, gmm_full_three_k3, gmm_1d_galaxies_k4;
    bernoulli: bernoulli_digits234_k3, bernoulli_austen_names_k3, bernoulli_austen_words_k2;
    mahalanobis: mahalanobis_stripes;
    silhouette_runs: silhouette_iris;
    selection: selection_faithful, selection_three_gaussians;
}
