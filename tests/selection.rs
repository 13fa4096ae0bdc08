//! Do the criteria of model selection say what other programs say, and choose the K they should?
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::cases::{Shape, config, rows};
use common::files::{case, flat, labels, points, whole};
use common::{Agreement, deviation};
use mixtape::link::Link;
use mixtape::model::gaussian::Kind;
use mixtape::options::{Family, Init, Options};
use mixtape::points::Points;
use mixtape::run::Run;
use mixtape::select::gap::{gap, log_dispersion, reference};
use mixtape::select::held_out::{FOLDS, fold, mean_log_likelihood, sizes};
use mixtape::select::silhouette::{MAX_POINTS, mean_silhouette, silhouette};
use mixtape::select::{Part, Plan, Score, Sweep, Table, aic, bic, icl};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::Arc;

const TOLERANCE: f64 = 1e-9;

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

fn number(value: &Value) -> [f64; 1] {
    [value.as_f64().expect("a number")]
}

fn given(means: Vec<f64>) -> Init {
    Init::Given { means, weights: None, covariances: None }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// EM for exactly so many iterations, from equal weights and the data's own covariance.
fn mixture(points: &Arc<Points>, row: &Value, means: Vec<f64>, added: f64, iterations: usize) -> Run {
    let options = Options {
        k: whole(&row["k"]),
        init: given(means),
        covariance: kind(row["covariance"].as_str().expect("a kind")),
        variance_floor: 0.0,
        regularization: added,
        tolerance: 0.0,
        ..Options::default()
    };
    let mut run = Run::new(Family::GaussianMixture, points.clone(), &options).expect("a good case");
    for _ in 0..iterations {
        run.iterate().expect("no covariance is singular here");
    }
    run
}

fn tables_agree(id: &str) {
    let json = case(id);
    let points = points(&json["dataset"]);
    let n = points.n();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| points.column(0)[a].total_cmp(&points.column(0)[b]));
    let mut agree = Agreement::new(id, TOLERANCE);
    let mut best = (f64::INFINITY, 0, "");
    for row in list(&json["table"]) {
        let k = whole(&row["k"]);
        let at = format!("K = {k}, {}", row["covariance"]);
        let means = (0..k).flat_map(|i| points.row(order[(2 * i + 1) * n / (2 * k)])).collect();
        let run = mixture(&points, row, means, 1e-6, 300);
        let p = run.model().parameters().expect("a density");
        assert_eq!(p, whole(&row["n_parameters"]), "{id}, {at}");
        let l = run.log_likelihood();
        agree.near(format!("{at}, L"), &[l], &number(&row["loglik"]));
        agree.near(format!("{at}, BIC"), &[bic(l, p, n)], &number(&row["bic"]));
        agree.near(format!("{at}, AIC"), &[aic(l, p)], &number(&row["aic"]));
        agree.near(format!("{at}, the score's cost"), &[-Score::new(run.model(), &points).cost], &[l]);
        if bic(l, p, n) < best.0 {
            best = (bic(l, p, n), k, row["covariance"].as_str().expect("a kind"));
        }
    }
    assert_eq!(
        (best.1, best.2),
        (whole(&json["best_bic"]["k"]), json["best_bic"]["covariance"].as_str().expect("one"))
    );
    agree.report();
}

#[test]
fn information_criteria_of_old_faithful() {
    tables_agree("selection_faithful");
}

#[test]
fn information_criteria_of_three_gaussians() {
    tables_agree("selection_three_gaussians");
}

#[test]
fn equal_weights_are_no_parameters() {
    let points = Arc::new(Points::from_rows(&rows(Shape::Clustered, 60, 3, 1).concat(), 3).expect("good data"));
    let parameters = |family, learn_weights, covariance| {
        let options = Options { k: 4, learn_weights, covariance, ..Options::default() };
        Run::new(family, points.clone(), &options).expect("a run").model().parameters()
    };
    assert_eq!(parameters(Family::GaussianMixture, true, Kind::Full), Some(3 + 12 + 24));
    assert_eq!(parameters(Family::GaussianMixture, false, Kind::Full), Some(12 + 24));
    assert_eq!(parameters(Family::GaussianMixture, false, Kind::Tied), Some(12 + 6));
    assert_eq!(parameters(Family::KMeans, true, Kind::Full), None);
    let bits = Arc::new(Points::from_rows(&rows(Shape::Binary, 60, 5, 1).concat(), 5).expect("good data"));
    let options = Options { k: 3, ..Options::default() };
    let bernoulli = |learn_weights| {
        Run::new(Family::BernoulliMixture, bits.clone(), &Options { learn_weights, ..options.clone() })
            .expect("a run")
            .model()
            .parameters()
    };
    assert_eq!((bernoulli(true), bernoulli(false)), (Some(15 + 2), Some(15)));
    let counts = |family| Run::new(family, bits.clone(), &options).expect("a run").model().parameters();
    assert_eq!(counts(Family::MultinomialMixture), Some(3 * 4 + 2));
    assert_eq!(counts(Family::PoissonMixture), Some(15 + 2));
    assert_eq!(parameters(Family::StudentMixture, true, Kind::Full), Some(3 + 12 + 24));
}

// ---- Silhouettes

#[test]
fn silhouettes_of_iris() {
    let json = case("silhouette_iris");
    let points = points(&json["dataset"]);
    let mut agree = Agreement::new("silhouette_iris", TOLERANCE);
    for row in list(&json["table"]) {
        let k = whole(&row["k"]);
        let options = Options { k, init: given(flat(&row["init_means"])), ..Options::default() };
        let mut run = Run::new(Family::KMeans, points.clone(), &options).expect("a good case");
        run.run(300).expect("K-means does not fail");
        assert_eq!(run.labels(), labels(&row["labels"]), "K = {k}");
        let scores = silhouette(&points, run.labels()).expect("two clusters");
        let mean = mean_silhouette(&points, run.labels()).expect("two clusters");
        agree.near(format!("K = {k}, J"), &[run.objective()], &number(&row["inertia"]));
        agree.near(format!("K = {k}, the mean"), &[mean], &number(&row["silhouette_mean"]));
        agree.near(format!("K = {k}, the first five"), &scores[..5], &flat(&row["silhouette_first5"]));
    }
    agree.report();
}

/// The definition, read off.
fn naive_silhouette(rows: &[Vec<f64>], labels: &[u8]) -> Vec<f64> {
    let apart = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt();
    let mean_to = |i: usize, cluster: u8| {
        let others: Vec<f64> =
            (0..rows.len()).filter(|&m| m != i && labels[m] == cluster).map(|m| apart(&rows[i], &rows[m])).collect();
        (!others.is_empty()).then(|| others.iter().sum::<f64>() / others.len() as f64)
    };
    (0..rows.len())
        .map(|i| {
            let Some(a) = mean_to(i, labels[i]) else { return 0.0 };
            let b = (0..=255).filter(|c| *c != labels[i]).filter_map(|c| mean_to(i, c)).fold(f64::INFINITY, f64::min);
            if a.max(b) > 0.0 { (b - a) / a.max(b) } else { 0.0 }
        })
        .collect()
}

/// `ln W` by the sums over pairs of its definition: `W = sum_k (1 / 2 n_k) sum of squared distances within k`.
fn naive_log_dispersion(rows: &[Vec<f64>], labels: &[u8]) -> f64 {
    let mut w = 0.0;
    for cluster in 0..=255 {
        let own: Vec<&Vec<f64>> = rows.iter().zip(labels).filter(|(_, l)| **l == cluster).map(|(x, _)| x).collect();
        let pairs = own.iter().flat_map(|a| own.iter().map(move |b| (a, b)));
        let squares: f64 = pairs.map(|(a, b)| a.iter().zip(*b).map(|(x, y)| (x - y) * (x - y)).sum::<f64>()).sum();
        w += if own.is_empty() { 0.0 } else { squares / (2.0 * own.len() as f64) };
    }
    libm::log(w)
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn silhouettes_and_dispersions_are_their_definitions(
        shape in prop::sample::select(vec![Shape::Uniform, Shape::Clustered, Shape::Duplicates, Shape::Grid, Shape::Tiny]),
        n in 1..60_usize,
        d in 1..5_usize,
        k in 1..7_u8,
        seed in 0..1000_u64,
    ) {
        let rows = rows(shape, n, d, seed);
        let points = Points::from_rows(&rows.concat(), d).expect("good data");
        let labels: Vec<u8> = (0..n).map(|i| ((i * 7 + seed as usize) % usize::from(k) * 3) as u8).collect();
        let used = (0..=255_u8).filter(|c| labels.contains(c)).count();
        match silhouette(&points, &labels) {
            None => prop_assert!(used < 2),
            Some(ours) => {
                prop_assert!(used >= 2);
                let theirs = naive_silhouette(&rows, &labels);
                prop_assert!(ours.iter().all(|s| (-1.0..=1.0).contains(s)));
                prop_assert!(deviation(&ours, &theirs) < TOLERANCE, "{ours:?} {theirs:?}");
            }
        }
        let (ours, theirs) = (log_dispersion(&points, &labels), naive_log_dispersion(&rows, &labels));
        prop_assert!(ours == theirs || (ours - theirs).abs() < TOLERANCE || theirs < -60.0, "{ours} {theirs}");
    }

    #[test]
    fn folds_judge_every_point_once(n in 10..200_usize) {
        let mut judged = vec![0; n];
        for f in 0..FOLDS {
            let (own, judges) = fold(n, f);
            prop_assert_eq!(own.len() + judges.len(), n);
            prop_assert!(judges.iter().all(|i| !own.contains(i)));
            for i in judges {
                judged[i] += 1;
            }
        }
        prop_assert!(judged.iter().all(|times| *times == 1));
    }

    #[test]
    fn reference_sets_fill_the_box(n in 50..200_usize, d in 1..4_usize, seed in 0..100_u64, b in 0..5_usize) {
        let points = Points::from_rows(&rows(Shape::Clustered, n, d, seed).concat(), d).expect("good data");
        let set = reference(&points, b);
        prop_assert_eq!((set.n(), set.d()), (n, d));
        for j in 0..d {
            let ((low, high), (from, to)) = (points.range(j), set.range(j));
            prop_assert!(low <= from && to <= high && to - from > 0.7 * (high - low));
            let mean = set.column(j).iter().sum::<f64>() / n as f64;
            prop_assert!(((mean - low) / (high - low) - 0.5).abs() < 0.25, "a uniform set has its mean in the middle");
        }
        prop_assert!(reference(&points, b + 1) != set);
    }
}

#[test]
fn a_sample_of_many_points_says_nearly_the_same() {
    let d = 2;
    let all = rows(Shape::Clustered, 3 * MAX_POINTS, d, 4).concat();
    let points = Arc::new(Points::from_rows(&all, d).expect("good data"));
    let mut run = Run::new(Family::KMeans, points.clone(), &Options { k: 3, ..Options::default() }).expect("a run");
    run.run(100).expect("K-means does not fail");
    let scores = silhouette(&points, run.labels()).expect("three clusters");
    let exact = scores.iter().sum::<f64>() / scores.len() as f64;
    let sampled = mean_silhouette(&points, run.labels()).expect("three clusters");
    assert!(exact != sampled && (exact - sampled).abs() < 0.02, "{exact} {sampled}");
}

// ---- Another program

#[test]
fn numpy_and_scikit_learn_agree() {
    let text = include_str!("peers/selection.json");
    let json: Value = serde_json::from_str(text).expect("the peer wrote JSON");
    let d = whole(&json["d"]);
    let load = |value: &Value| Arc::new(Points::from_rows(&flat(value), d).expect("good data"));
    let points = load(&json["points"]);
    let references: Vec<Arc<Points>> = list(&json["references"]).iter().map(load).collect();
    let mut agree = Agreement::new("scikit-learn", TOLERANCE);
    for row in list(&json["kmeans"]) {
        let k = whole(&row["k"]);
        // From the first K points, as the peer does.
        let fit = |points: &Arc<Points>| {
            let init = given((0..k).flat_map(|i| points.row(i)).collect());
            let mut run =
                Run::new(Family::KMeans, points.clone(), &Options { k, init, ..Options::default() }).expect("a run");
            run.run(1000).expect("K-means does not fail");
            run
        };
        let run = fit(&points);
        assert_eq!(run.labels(), labels(&row["labels"]), "K = {k}");
        let log_w = log_dispersion(&points, run.labels());
        agree.near(format!("K = {k}, W"), &[log_w], &[libm::log(row["inertia"].as_f64().expect("W"))]);
        let sets: Vec<f64> = references.iter().map(|set| log_dispersion(set, fit(set).labels())).collect();
        let (gap, error) = gap(log_w, &sets).expect("finite");
        agree.near(format!("K = {k}, gap"), &[gap], &number(&row["gap"]));
        agree.near(format!("K = {k}, s"), &[error], &number(&row["s"]));
        if k > 1 {
            let scores = silhouette(&points, run.labels()).expect("two clusters");
            agree.near(format!("K = {k}, silhouettes"), &scores, &flat(&row["silhouettes"]));
            let mean = mean_silhouette(&points, run.labels()).expect("two clusters");
            agree.near(format!("K = {k}, the mean"), &[mean], &number(&row["silhouette_mean"]));
        }
    }
    let cut = d * whole(&json["training_points"]);
    let all = flat(&json["points"]);
    let own = Arc::new(Points::from_rows(&all[..cut], d).expect("good data"));
    let judges = Points::from_rows(&all[cut..], d).expect("good data");
    for row in list(&json["mixtures"]) {
        let at = format!("K = {}, {}", row["k"], row["covariance"]);
        let means = all[..whole(&row["k"]) * d].to_vec();
        let run = mixture(&own, row, means, 0.0, whole(&json["iterations"]));
        let score = Score::new(run.model(), &own);
        let p = run.model().parameters().expect("a density");
        let bic = bic(-score.cost, p, own.n());
        agree.near(format!("{at}, training"), &[mean_log_likelihood(run.model(), &own)], &number(&row["training"]));
        agree.near(format!("{at}, held out"), &[mean_log_likelihood(run.model(), &judges)], &number(&row["held_out"]));
        agree.near(format!("{at}, BIC"), &[bic], &number(&row["bic"]));
        agree.near(format!("{at}, AIC"), &[aic(-score.cost, p)], &number(&row["aic"]));
        agree.near(format!("{at}, ICL"), &[icl(bic, score.entropy)], &number(&row["icl"]));
        assert!((score.entropy - row["entropy"].as_f64().expect("H")).abs() < 1e-9, "{at}, entropy");
    }
    agree.report();
}

// ---- The sweep

fn sweep(link: &str, plan: Plan) -> Table {
    let (link, notes) = Link::decode(link);
    assert!(notes.is_empty(), "{notes:?}");
    Sweep::new(&link.config, plan).expect("a sweep").finish()
}

fn chosen(table: &Table, criterion: &str) -> Option<usize> {
    table.verdicts.iter().find(|v| v.criterion == criterion).map(|v| v.k)
}

#[test]
fn three_gaussians_are_three() {
    let plan = Plan { k_max: 5, starts: 5, references: 5, fewer_starts: 1 };
    let table = sweep("d=three&m=gmm&k=3", plan);
    for criterion in ["bic", "icl", "held-out"] {
        assert_eq!(chosen(&table, criterion), Some(3), "{criterion}: {:?}", table.verdicts);
    }
    let truth = table.truth.expect("a generator of Gaussians");
    let three = &table.rows[2];
    let (training, held_out) = (three.training.expect("a fit"), three.held_out.expect("fresh points"));
    assert!(training > truth && held_out < truth && truth - held_out < 0.1, "{training} {truth} {held_out}");
    // More points: training falls, held-out rises, both to the truth, since the model can be true.
    let (first, last) = (table.lessons[0], table.lessons[table.lessons.len() - 1]);
    assert!(first.training > last.training && first.held_out < last.held_out);
    assert!((last.training - truth).abs() < 0.03 && (last.held_out - truth).abs() < 0.01, "{last:?}, truth {truth}");
}

#[test]
fn a_wrong_model_keeps_its_modelling_error() {
    let plan = Plan { k_max: 1, starts: 3, references: 2, fewer_starts: 2 };
    let table = sweep("d=three&m=gmm&k=3&cov=spherical", plan);
    let (truth, last) = (table.truth.expect("known"), table.lessons[table.lessons.len() - 1]);
    let (limit, gap) = (0.5 * (last.training + last.held_out), last.training - last.held_out);
    assert!(truth - limit > 0.1 && gap.abs() < 0.05, "truth {truth}, limit {limit}, gap {gap}");
}

#[test]
fn kmeans_has_the_criteria_of_distances() {
    let plan = Plan { k_max: 8, starts: 5, references: 10, fewer_starts: 2 };
    let table = sweep("d=blobs&d.sep=8&d.c=4&m=kmeans", plan);
    for criterion in ["elbow", "silhouette", "gap"] {
        assert_eq!(chosen(&table, criterion), Some(4), "{criterion}: {:?}", table.verdicts);
    }
    assert!(table.rows.iter().all(|row| row.bic.is_none() && row.held_out.is_none()));
    assert!(table.lessons.is_empty() && chosen(&table, "bic").is_none());
    // With as many reference sets as the page takes.
    let plan = Plan { k_max: 3, ..Plan::default() };
    for seed in 0..5 {
        let table = sweep(&format!("d=uniform&d.seed={seed}&m=kmeans"), plan);
        assert_eq!(chosen(&table, "gap"), Some(1), "data without clusters: {:?}", table.rows);
    }
}

#[test]
fn the_sweep_is_its_parts() {
    let text = "d=faithful&m=gmm&k=2&cov=tied";
    let plan = Plan { k_max: 3, starts: 4, references: 4, fewer_starts: 2 };
    let table = sweep(text, plan);
    let (link, _) = Link::decode(text);
    let points = link.config.data().expect("data").points.expect("points");
    for row in &table.rows {
        let options = |seed| Options { k: row.k, seed, ..link.config.options().expect("options") };
        let fits: Vec<Run> = (0..plan.starts as u64)
            .map(|seed| {
                let mut run = Run::new(Family::GaussianMixture, points.clone(), &options(seed)).expect("a run");
                run.run(500).expect("no covariance is singular here");
                run
            })
            .collect();
        let best = fits.iter().map(Run::free_energy).fold(f64::INFINITY, f64::min);
        assert_eq!(fits[row.seed as usize].free_energy(), best);
        let run = &fits[row.seed as usize];
        assert_eq!(row.log_likelihood, Some(run.log_likelihood()));
        assert_eq!(row.bic, Some(bic(run.log_likelihood(), run.model().parameters().expect("p"), points.n())));
        let held_out = row.held_out.expect("folds");
        assert!(held_out < row.training.expect("folds"));
        let all = run.log_likelihood() / points.n() as f64;
        assert!((held_out - all).abs() < 0.1, "{held_out} {all} {row:?}");
        assert_eq!(row.silhouette.is_none(), row.k == 1);
    }
    assert!(table.truth.is_none());
}

#[test]
fn what_is_looked_at_comes_first() {
    let (link, _) = Link::decode("d=three&m=gmm&k=2");
    let plan = Plan { k_max: 2, starts: 1, references: 3, fewer_starts: 1 };
    let mut sweep = Sweep::new(&link.config, plan).expect("a sweep");
    let whole = Sweep::new(&link.config, plan).expect("a sweep").finish();
    assert!([Part::Fits, Part::Gap, Part::HeldOut, Part::Lessons].iter().all(|part| sweep.has(*part)));
    sweep.prefer(Part::Lessons);
    while sweep.progress(Part::Lessons) < 1.0 {
        assert_eq!(sweep.progress(Part::Fits), 0.0);
        assert!(sweep.slice());
    }
    assert_eq!(sweep.table().lessons, whole.lessons);
    sweep.prefer(Part::Gap);
    assert_eq!(sweep.finish(), whole, "the order of work changes nothing");
    assert!(!sweep.slice());
}

#[test]
fn generators_know_their_density() {
    for text in [
        "d=blobs&d.c=4&d.stretch=5&d.uneven=3&d.dim=3",
        "d=three",
        "d=unequal",
        "d=stretched",
        "d=unbalanced&d.ratio=5",
        "d=grid&d.noise=0.2",
    ] {
        let (mut link, notes) = Link::decode(text);
        assert!(notes.is_empty(), "{notes:?}");
        let density = link.config.source.density(&link.config.knobs, 0).expect("a mixture of Gaussians");
        link.config.knobs[0] = 100_000.0;
        let points = link.config.data().expect("data").base.points;
        let d = points.d();
        let mean = |i: usize| density.weights.iter().zip(density.means.chunks(d)).map(|(w, m)| w * m[i]).sum::<f64>();
        for i in 0..d {
            for j in 0..=i {
                let parts = density.weights.iter().zip(density.means.chunks(d)).zip(density.covariances.chunks(d * d));
                let theirs: f64 =
                    parts.map(|((w, m), s)| w * (s[i * d + j] + (m[i] - mean(i)) * (m[j] - mean(j)))).sum();
                let products =
                    points.column(i).iter().zip(points.column(j)).map(|(x, y)| (x - mean(i)) * (y - mean(j)));
                let ours = products.sum::<f64>() / points.n() as f64;
                let scale = points.range(i).1 - points.range(i).0;
                assert!((ours - theirs).abs() < 0.005 * scale * scale, "{text}: {ours} {theirs}");
            }
            let ours = points.column(i).iter().sum::<f64>() / points.n() as f64;
            assert!((ours - mean(i)).abs() < 0.01 * (points.range(i).1 - points.range(i).0), "{text}");
        }
    }
    let (link, _) = Link::decode("d=moons");
    assert!(link.config.source.density(&link.config.knobs, 0).is_none());
}

#[test]
fn sizes_double() {
    assert_eq!(sizes(60, 12_800), [100, 200, 400, 800, 1600, 3200, 6400, 12_800]);
    assert_eq!(sizes(500, 120), [120]);
}

#[test]
fn few_points_and_wrong_plans_are_told() {
    let table = sweep("d=blobs&d.n=10&m=gmm&k=2", Plan { k_max: 20, starts: 1, references: 2, fewer_starts: 1 });
    assert_eq!(table.rows.len(), 10, "K goes up to N");
    let (link, _) = Link::decode("d=iris&m=bernoulli");
    assert!(Sweep::new(&link.config, Plan::default()).is_err());
    let (link, _) = Link::decode("d=iris");
    assert!(Sweep::new(&link.config, Plan { k_max: 0, ..Plan::default() }).is_err());
    let points = link.config.data().expect("data").points.expect("points");
    assert!(mean_silhouette(&points, &vec![0; points.n()]).is_none(), "one cluster has no next");
}
