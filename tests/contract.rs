//! What must every model keep, whatever it computes? Names and orders do not matter, the plane has no favourite place or
//! direction, the simplest cases are closed forms, and degenerate data are told, not suffered.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::cases::{KINDS, Shape, rows};
use common::deviation;
use mixtape::energy;
use mixtape::error::Code;
use mixtape::linalg::{cholesky, covariance};
use mixtape::model::Model;
use mixtape::model::gaussian::{Conditioning, Gaussian, Kind, Use};
use mixtape::model::kmeans::EmptyCluster;
use mixtape::model::online::Rate;
use mixtape::options::{Distance, Family, Init, Options};
use mixtape::points::Points;
use mixtape::run::Run;
use mixtape::start::WAYS;
use std::sync::Arc;

const TOLERANCE: f64 = 1e-9;

/// Every model under its options, but for K and the start.
fn models() -> Vec<(String, Family, Options)> {
    let plain = || Options { tolerance: 0.0, ..Options::default() };
    let mut out = Vec::new();
    for distance in [Distance::Euclidean, Distance::Mahalanobis, Distance::MahalanobisPooled, Distance::MahalanobisDet]
    {
        out.push((format!("K-means, {distance:?}"), Family::KMeans, Options { distance, ..plain() }));
    }
    out.push(("K-medoids".into(), Family::KMedoids, plain()));
    out.push(("soft K-means".into(), Family::SoftKMeans, Options { stiffness: 0.4, ..plain() }));
    for (covariance, learn_weights) in KINDS.into_iter().flat_map(|kind| [(kind, true), (kind, false)]) {
        let options = Options { covariance, learn_weights, ..plain() };
        out.push((format!("{covariance:?}, learned: {learn_weights}"), Family::GaussianMixture, options.clone()));
        let prior = Options { prior: 0.7, ..options.clone() };
        out.push((format!("{covariance:?}, learned: {learn_weights}, prior"), Family::GaussianMixture, prior));
        let ascent = Options { step_size: Some(0.1), ..options };
        out.push((format!("{covariance:?}, learned: {learn_weights}, ascent"), Family::GaussianMixture, ascent));
    }
    for (learn_weights, pseudo_count) in [(true, 0.0), (false, 0.5)] {
        let options = Options { learn_weights, pseudo_count, ..plain() };
        out.push((format!("Bernoulli, a = {pseudo_count}"), Family::BernoulliMixture, options.clone()));
        out.push((format!("multinomial, a = {pseudo_count}"), Family::MultinomialMixture, options));
    }
    for (learn_weights, dof) in [(true, 4.0), (false, 1.0)] {
        let options = Options { learn_weights, dof, ..plain() };
        out.push((format!("Poisson, learned: {learn_weights}"), Family::PoissonMixture, options.clone()));
        out.push((format!("Student, nu = {dof}"), Family::StudentMixture, options));
    }
    out
}

fn data(family: Family) -> Vec<Vec<f64>> {
    match family {
        Family::BernoulliMixture => rows(Shape::Binary, 130, 5, 3),
        Family::MultinomialMixture | Family::PoissonMixture => rows(Shape::Counts, 130, 5, 3),
        _ => rows(Shape::Clustered, 130, 2, 3),
    }
}

fn points(rows: &[Vec<f64>]) -> Arc<Points> {
    Arc::new(Points::from_rows(&rows.concat(), rows[0].len()).expect("good data"))
}

fn given(means: &[Vec<f64>]) -> Init {
    Init::Given { means: means.concat(), weights: None, covariances: None }
}

/// Three starting means for `rows`; probabilities for a Bernoulli mixture.
fn start(family: Family, rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    // Binary points may be equal: the start keeps their components apart.
    let inside = |k: usize, x: f64| match family {
        Family::BernoulliMixture => 0.2 + 0.05 * k as f64 + 0.5 * x,
        Family::MultinomialMixture | Family::PoissonMixture => x + 0.1,
        _ => x,
    };
    [0, 50, 99].iter().enumerate().map(|(k, &i)| rows[i].iter().map(|&x| inside(k, x)).collect()).collect()
}

fn new_run(family: Family, rows: &[Vec<f64>], means: &[Vec<f64>], options: &Options) -> Run {
    let options = Options { k: means.len(), init: given(means), ..options.clone() };
    Run::new(family, points(rows), &options).expect("good options")
}

/// The run after five and a half iterations.
fn walked(family: Family, rows: &[Vec<f64>], means: &[Vec<f64>], options: &Options) -> Run {
    let mut run = new_run(family, rows, means, options);
    for _ in 0..11 {
        run.step().expect("the floor holds");
    }
    run
}

fn mean(run: &Run, k: usize) -> &[f64] {
    let d = run.model().d();
    &run.model().means()[k * d..(k + 1) * d]
}

#[track_caller]
fn near(what: &str, ours: &[f64], theirs: &[f64]) {
    let off = deviation(ours, theirs);
    assert!(off <= TOLERANCE, "{what}: off by {off:e}: {ours:?}, {theirs:?}");
}

#[test]
fn the_names_of_components_do_not_matter() {
    for (name, family, options) in models() {
        let rows = data(family);
        let means = start(family, &rows);
        let other: Vec<Vec<f64>> = [2, 0, 1].iter().map(|&k| means[k].clone()).collect();
        let (a, b) = (walked(family, &rows, &means, &options), walked(family, &rows, &other, &options));
        near(&name, &[a.objective()], &[b.objective()]);
        for (k, &there) in [1, 2, 0].iter().enumerate() {
            near(&name, mean(&a, k), mean(&b, there));
            near(&name, &[a.counts()[k]], &[b.counts()[there]]);
            if let (Some(x), Some(y)) = (a.model().weights(), b.model().weights()) {
                near(&name, &[x[k]], &[y[there]]);
            }
            if let (Some(x), Some(y)) = (a.model().covariance(k), b.model().covariance(there)) {
                near(&name, x, y);
            }
        }
        let renamed: Vec<u8> = a.labels().iter().map(|&k| [1, 2, 0][usize::from(k)]).collect();
        assert_eq!(renamed, b.labels(), "{name}");
    }
}

#[test]
fn the_order_of_points_does_not_matter() {
    for (name, family, options) in models() {
        let rows = data(family);
        let means = start(family, &rows);
        let reversed: Vec<Vec<f64>> = rows.iter().rev().cloned().collect();
        let (a, b) = (walked(family, &rows, &means, &options), walked(family, &reversed, &means, &options));
        near(&name, &[a.objective()], &[b.objective()]);
        near(&name, a.model().means(), b.model().means());
        let labels: Vec<u8> = b.labels().iter().rev().copied().collect();
        assert_eq!(a.labels(), labels, "{name}");
    }
}

/// Moves every point and every start by `how`; the means must move with them and nothing else may change.
fn commutes(how: impl Fn(&[f64]) -> Vec<f64>, concerned: impl Fn(Family, &Options) -> bool) {
    let mut seen = 0;
    for (name, family, options) in models() {
        if !concerned(family, &options) {
            continue;
        }
        seen += 1;
        let rows = data(family);
        let means = start(family, &rows);
        let moved = |rows: &[Vec<f64>]| rows.iter().map(|x| how(x)).collect::<Vec<_>>();
        let a = walked(family, &rows, &means, &options);
        let b = walked(family, &moved(&rows), &moved(&means), &options);
        near(&name, &[a.objective()], &[b.objective()]);
        assert_eq!(a.labels(), b.labels(), "{name}");
        for k in 0..3 {
            near(&name, &how(mean(&a, k)), mean(&b, k));
        }
    }
    assert!(seen > 3, "the contract concerned {seen} models only");
}

/// Whether points are places, not counts or bits.
fn in_space(family: Family) -> bool {
    family != Family::BernoulliMixture && !family.is_of_counts()
}

#[test]
fn translation_commutes_with_fitting() {
    commutes(|x| vec![x[0] + 37.5, x[1] - 1000.25], |family, _| in_space(family));
}

#[test]
fn rotation_commutes_with_fitting_unless_axes_are_special() {
    let (s, c) = (0.6, 0.8);
    commutes(
        |x| vec![c * x[0] - s * x[1], s * x[0] + c * x[1]],
        // A Cholesky factor has its own axes: a step along its gradient turns with them.
        |family, options| in_space(family) && options.covariance != Kind::Diagonal && options.step_size.is_none(),
    );
}

#[test]
fn the_same_seed_gives_the_same_bits() {
    for (name, family, options) in models() {
        let rows = data(family);
        for way in &WAYS {
            let options = Options { k: 3, init: Init::Way(way), seed: 11, ..options.clone() };
            let [a, b] = [0, 1].map(|_| {
                let mut run = Run::new(family, points(&rows), &options).expect("good options");
                run.run(7).expect("the floor holds");
                state(&run)
            });
            assert_eq!(a, b, "{name}, {}", way.choice.key);
        }
    }
}

#[test]
fn ties_go_to_the_lowest_index() {
    for (name, family, options) in models() {
        let rows = data(family);
        let one = start(family, &rows)[0].clone();
        let mut run = new_run(family, &rows, &[one.clone(), one.clone(), one], &options);
        run.step().expect("an assignment cannot fail");
        assert!(run.labels().iter().all(|&k| k == 0), "{name}: {:?}", run.labels());
    }
    // Between two centres: to the first, whichever side that one is on.
    let rows = vec![vec![-1.0], vec![0.0], vec![1.0]];
    for (first, labels) in [(-1.0, [0, 0, 1]), (1.0, [1, 0, 0])] {
        for family in [Family::KMeans, Family::SoftKMeans, Family::GaussianMixture, Family::KMedoids] {
            let mut run = new_run(family, &rows, &[vec![first], vec![-first]], &Options::default());
            run.step().expect("an assignment cannot fail");
            assert_eq!(run.labels(), labels, "{family:?}");
        }
    }
}

#[test]
fn one_component_is_a_closed_form() {
    for (name, family, options) in models() {
        // A medoid is a point, a prior moves the answer, an ascent takes its time, and so does a Student t.
        if matches!(family, Family::KMedoids | Family::StudentMixture)
            || options.prior > 0.0
            || options.step_size.is_some()
        {
            continue;
        }
        let rows = data(family);
        let points = points(&rows);
        let (n, d) = (rows.len() as f64, rows[0].len());
        let mut run = new_run(family, &rows, &start(family, &rows)[..1], &options);
        run.iterate().expect("the floor holds");
        run.step().expect("an assignment cannot fail");
        let centre = points.means();
        let a = options.pseudo_count;
        let (length, d_) = (centre.iter().sum::<f64>(), d as f64);
        let alone = |m: &f64| match family {
            Family::MultinomialMixture => length * (n * m + a) / (n * length + d_ * a),
            Family::PoissonMixture => *m,
            _ => (n * m + a) / (n + 2.0 * a),
        };
        let expected: Vec<f64> = centre.iter().map(alone).collect();
        near(&name, run.model().means(), &expected);
        assert!(run.labels().iter().all(|&k| k == 0));
        let sigma = covariance(&points, &centre);
        let variances: Vec<f64> = (0..d).map(|j| sigma[j * d + j]).collect();
        let trace: f64 = variances.iter().sum();
        let ln_2pi = libm::log(2.0 * std::f64::consts::PI);
        let gaussian = |log_det: f64, q: f64| -0.5 * n * (d as f64 * ln_2pi + log_det + q);
        let l = cholesky(&sigma, d, 0.0);
        let log_det = |l: Vec<f64>| 2.0 * (0..d).map(|j| libm::log(l[j * d + j])).sum::<f64>();
        let value = match (family, options.covariance) {
            (Family::KMeans, _) if options.distance == Distance::MahalanobisDet => {
                n * (d as f64 + log_det(l.expect("not singular")))
            }
            (Family::KMeans, _) if options.distance != Distance::Euclidean => n * d as f64,
            (Family::KMeans | Family::SoftKMeans | Family::KMedoids | Family::OnlineKMeans, _) => n * trace,
            (Family::BernoulliMixture, _) => {
                let part = |m: &f64, p: f64| if p > 0.0 { n * m * libm::log(p) } else { 0.0 };
                centre.iter().zip(&expected).map(|(m, p)| part(m, *p) + part(&(1.0 - m), 1.0 - p)).sum()
            }
            (Family::MultinomialMixture | Family::PoissonMixture, _) => {
                let factorials: f64 = rows.iter().flatten().map(|x| libm::lgamma(x + 1.0)).sum();
                let lengths: f64 = rows.iter().map(|x| libm::lgamma(x.iter().sum::<f64>() + 1.0)).sum();
                let seen = |p: &dyn Fn(f64) -> f64| -> f64 {
                    let logs = centre.iter().zip(&expected).filter(|(m, _)| **m > 0.0);
                    logs.map(|(m, e)| n * m * libm::log(p(*e))).sum()
                };
                match family {
                    Family::PoissonMixture => seen(&|e| e) - n * length - factorials,
                    _ => seen(&|e| e / length) + lengths - factorials,
                }
            }
            (_, Kind::Identity) => gaussian(0.0, trace),
            (_, Kind::Spherical) => gaussian(d as f64 * libm::log(trace / d as f64), d as f64),
            (_, Kind::Diagonal) => gaussian(variances.iter().map(|v| libm::log(*v)).sum(), d as f64),
            (_, Kind::Full | Kind::Tied) => gaussian(log_det(l.expect("not singular")), d as f64),
        };
        near(&name, &[run.objective()], &[value]);
    }
}

#[test]
fn as_many_centres_as_points_leave_no_distortion() {
    let rows = rows(Shape::Clustered, 9, 3, 4);
    let mut run = new_run(Family::KMeans, &rows, &rows, &Options::default());
    run.run(10).expect("K-means cannot fail");
    assert!(run.converged());
    assert_eq!(run.objective(), 0.0);
    assert_eq!(run.labels(), (0..9).collect::<Vec<u8>>());
    for way in WAYS.iter().filter(|way| ["forgy", "k-means++", "farthest"].contains(&way.choice.key)) {
        let options = Options { k: 9, init: Init::Way(way), ..Options::default() };
        let mut run = Run::new(Family::KMeans, points(&rows), &options).expect("K = N is allowed");
        assert_eq!(run.step().expect("an assignment cannot fail").objective, 0.0, "{}", way.choice.key);
    }
}

#[test]
fn more_components_than_points_are_refused() {
    for (name, family, options) in models() {
        let rows = &data(family)[..4];
        let error = Run::new(family, points(rows), &Options { k: 5, ..options }).err().expect(&name);
        assert_eq!(error.code, Code::InvalidOption, "{name}");
        assert!(error.message.contains("k is 5") && error.message.contains('4'), "{name}: {error}");
    }
}

#[test]
fn a_centre_without_points_is_told_and_costs_nothing() {
    for empty_cluster in [EmptyCluster::Keep, EmptyCluster::Farthest] {
        let rows = data(Family::KMeans);
        let mut means = start(Family::KMeans, &rows);
        let mut without = new_run(Family::KMeans, &rows, &means, &Options::default());
        means.insert(1, vec![900.0, 900.0]);
        let mut with = new_run(Family::KMeans, &rows, &means, &Options { empty_cluster, ..Options::default() });
        let expected = without.iterate().expect("K-means cannot fail");
        let report = with.iterate().expect("K-means cannot fail");
        near("J", &[report.objective], &[expected.objective]);
        let [event] = &report.events[..] else { panic!("one event, not {:?}", report.events) };
        assert_eq!(event.cluster, Some(1));
        assert!(event.message.contains("centre 2"), "{}", event.message);
        let keep = empty_cluster == EmptyCluster::Keep;
        assert_eq!(event.kind, if keep { "empty" } else { "relocated" });
        assert_eq!(mean(&with, 1) == [900.0, 900.0], keep);
        assert_eq!(rows.iter().any(|x| x == mean(&with, 1)), !keep, "it moves onto a point");
    }
}

#[test]
fn a_component_that_loses_all_points_is_told_and_stays() {
    for (learn_weights, covariance) in [(true, Kind::Full), (false, Kind::Spherical), (true, Kind::Tied)] {
        let rows = data(Family::GaussianMixture);
        let mut means = start(Family::GaussianMixture, &rows);
        means.push(vec![9e5, 9e5]);
        let options = Options { covariance, learn_weights, ..Options::default() };
        let mut run = new_run(Family::GaussianMixture, &rows, &means, &options);
        let report = run.iterate().expect("the floor holds");
        assert!(report.events.iter().any(|e| e.kind == "empty" && e.cluster == Some(3)), "{:?}", report.events);
        assert_eq!(mean(&run, 3), [9e5, 9e5]);
        assert_eq!(run.model().weights().expect("a mixture")[3], if learn_weights { 0.0 } else { 0.25 });
        run.run(20).expect("the floor holds");
        assert!(run.objective().is_finite() && run.log_likelihood().is_finite());
    }
}

/// Every bit of what a run shows.
fn state(run: &Run) -> Vec<u64> {
    let model = run.model();
    let mut out: Vec<f64> = model.means().to_vec();
    out.extend(model.weights().unwrap_or_default());
    out.extend((0..model.k()).filter_map(|k| model.covariance(k)).flatten());
    out.extend(run.counts());
    out.extend(run.shares());
    out.extend(run.responsibilities().expect("few points"));
    out.extend(run.labels().iter().map(|&k| f64::from(k)));
    out.extend([run.objective(), run.free_energy(), run.entropy_term(), run.half_steps() as f64]);
    out.push(f64::from(u8::from(run.converged())));
    out.iter().map(|x| x.to_bits()).collect()
}

const UNHELD: Options = Options { k: 2, variance_floor: 0.0, ..DEFAULT };
const DEFAULT: Options = Options {
    k: 2,
    init: Init::Way(&WAYS[0]),
    seed: 0,
    empty_cluster: EmptyCluster::Keep,
    distance: Distance::Euclidean,
    stiffness: 1.0,
    covariance: Kind::Full,
    learn_weights: true,
    variance_floor: 1e-6,
    regularization: 0.0,
    pseudo_count: 0.0,
    tolerance: 1e-6,
    batch: 10,
    rate: Rate::Count,
    step_size: None,
    prior: 0.0,
    identity_scale: 1.0,
    dof: 4.0,
};

/// Two round components on a line of points, the second one's shape lost first.
fn on_a_line(options: &Options) -> Run {
    let rows: Vec<Vec<f64>> = (0..40).map(|i| vec![f64::from(i), 2.0 * f64::from(i) + 0.25]).collect();
    let init = Init::Given {
        means: vec![5.0, 10.0, 30.0, 60.0],
        weights: None,
        covariances: Some([50.0, 0.0, 0.0, 50.0].repeat(2)),
    };
    Run::new(Family::GaussianMixture, points(&rows), &Options { init, ..options.clone() }).expect("round at first")
}

#[test]
fn a_lost_covariance_is_an_error_that_changes_nothing() {
    for covariance in [Kind::Full, Kind::Tied] {
        let mut run = on_a_line(&Options { covariance, ..UNHELD });
        run.step().expect("an assignment cannot fail");
        let before = state(&run);
        for _ in 0..2 {
            let error = run.step().expect_err("points on a line have no area");
            assert_eq!(error.code, Code::SingularCovariance);
            let name = if covariance == Kind::Tied { "all components share" } else { "component 1" };
            assert!(error.message.contains(name) && error.message.contains("varianceFloor"), "{error}");
            assert_eq!(state(&run), before, "the run is as it was");
        }
    }
    let rows: Vec<Vec<f64>> = (0..40).map(|i| vec![f64::from(i), 3.0]).collect();
    for covariance in [Kind::Full, Kind::Tied, Kind::Diagonal] {
        let error = Run::new(Family::GaussianMixture, points(&rows), &Options { covariance, ..UNHELD });
        assert_eq!(error.err().expect("the data's own covariance is singular").code, Code::SingularCovariance);
    }
    let same = vec![vec![0.1, 0.7]; 30];
    for covariance in [Kind::Full, Kind::Tied, Kind::Diagonal, Kind::Spherical] {
        let error = Run::new(Family::GaussianMixture, points(&same), &Options { covariance, ..UNHELD });
        assert_eq!(error.err().expect("one point has no spread").code, Code::SingularCovariance);
    }
}

#[test]
fn the_floor_holds_what_would_be_lost_and_says_so() {
    for covariance in [Kind::Full, Kind::Tied] {
        let mut run = on_a_line(&Options { covariance, ..DEFAULT });
        let report = run.iterate().expect("the floor holds");
        let told: Vec<_> = report.events.iter().map(|e| (e.kind, e.cluster)).collect();
        match covariance {
            Kind::Tied => assert_eq!(told, [("floor", None)]),
            _ => assert_eq!(told, [("floor", Some(0)), ("floor", Some(1))]),
        }
        assert!(run.run(50).is_ok() && run.objective().is_finite());
    }
    // Regularisation holds too, without an event: it is always there.
    let mut run = on_a_line(&Options { regularization: 1e-3, ..UNHELD });
    assert_eq!(run.iterate().expect("the regularisation holds").events, []);
}

#[test]
fn a_component_that_collapses_onto_a_point_stops_at_the_floor() {
    let mut rows = rows(Shape::Uniform, 60, 2, 6);
    rows.push(vec![40.0, 40.0]);
    let points = points(&rows);
    let means = points.means();
    let sigma = covariance(&points, &means);
    let floor = 1e-6 * (sigma[0] + sigma[3]) / 2.0;
    for covariance in [Kind::Full, Kind::Diagonal, Kind::Spherical] {
        let start = [vec![0.5, 0.5], vec![40.0, 40.0]];
        let mut run = new_run(Family::GaussianMixture, &rows, &start, &Options { covariance, ..DEFAULT });
        let mut events = Vec::new();
        let mut before = run.free_energy();
        for _ in 0..60 {
            let report = run.step().expect("the floor holds");
            assert!(report.free_energy <= before + 1e-9 * before.abs(), "{covariance:?}");
            before = report.free_energy;
            events = if report.events.is_empty() { events } else { report.events };
        }
        assert_eq!(events.iter().map(|e| (e.kind, e.cluster)).collect::<Vec<_>>(), [("floor", Some(1))]);
        near("the covariance at the floor", run.model().covariance(1).expect("a shape"), &[floor, 0.0, 0.0, floor]);
        near("the mean on the point", mean(&run, 1), &[40.0, 40.0]);

        let mut unheld = new_run(Family::GaussianMixture, &rows, &start, &Options { covariance, ..UNHELD });
        let error = unheld.run(60).expect_err("nothing holds it");
        assert_eq!(error.code, Code::SingularCovariance);
        assert!(error.message.contains("component 2"), "{error}");
    }
}

/// `E_k` of every point, row-major.
fn energies(model: &dyn Model, points: &Points) -> Vec<f64> {
    let k = model.k();
    let mut out = vec![0.0; points.n() * k];
    for block in points.blocks() {
        let mut e = vec![0.0; k * block.len];
        model.energies(&block, &mut e);
        for i in 0..block.len {
            for c in 0..k {
                out[(block.start + i) * k + c] = e[c * block.len + i];
            }
        }
    }
    out
}

fn distance(means: &[Vec<f64>], covariances: Vec<f64>) -> Gaussian {
    let k = means.len();
    let unheld = Conditioning { floor: 0.0, added: 0.0, noise: 0.0 };
    Gaussian::new(Kind::Full, Use::Distance, unheld, vec![1.0 / k as f64; k], means.concat(), covariances)
        .expect("not singular")
}

#[test]
fn mahalanobis_distance_is_what_it_is_called() {
    let rows = data(Family::KMeans);
    let means = start(Family::KMeans, &rows);
    let points = points(&rows);
    let euclid = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
    // Round shapes: the Euclidean distance.
    let ours = energies(&distance(&means, [1.0, 0.0, 0.0, 1.0].repeat(3)), &points);
    let theirs: Vec<f64> = rows.iter().flat_map(|x| means.iter().map(|m| euclid(x, m)).collect::<Vec<_>>()).collect();
    near("identity", &ours, &theirs);
    // An axis-parallel shape: each difference in units of its deviation.
    let ours = energies(&distance(&means, [4.0, 0.0, 0.0, 0.25].repeat(3)), &points);
    let scaled = |x: &[f64]| vec![x[0] / 2.0, x[1] / 0.5];
    let theirs: Vec<f64> =
        rows.iter().flat_map(|x| means.iter().map(|m| euclid(&scaled(x), &scaled(m))).collect::<Vec<_>>()).collect();
    near("axis-parallel", &ours, &theirs);
    // Any linear map of points, means and shapes leaves it as it is.
    let shape = [2.0, 0.7, 0.7, 0.5];
    let map = |x: &[f64]| vec![1.5 * x[0] - 0.5 * x[1], 0.25 * x[0] + 3.0 * x[1]];
    let a = [1.5, -0.5, 0.25, 3.0];
    let mapped: Vec<f64> =
        (0..4).map(|i| (0..4).map(|m| a[i / 2 * 2 + m / 2] * shape[m] * a[i % 2 * 2 + m % 2]).sum()).collect();
    let moved: Vec<Vec<f64>> = rows.iter().map(|x| map(x)).collect();
    let moved_means: Vec<Vec<f64>> = means.iter().map(|m| map(m)).collect();
    let ours = energies(&distance(&moved_means, mapped.repeat(3)), &self::points(&moved));
    near("linear map", &ours, &energies(&distance(&means, shape.repeat(3)), &points));
    // About their own mean, in their own shape, N points are N D away in all.
    let centre = points.means();
    let own = distance(std::slice::from_ref(&centre), covariance(&points, &centre));
    near("own shape", &[energies(&own, &points).iter().sum()], &[2.0 * points.n() as f64]);
}

#[test]
fn stiff_soft_kmeans_is_kmeans() {
    let rows = data(Family::KMeans);
    let means = start(Family::KMeans, &rows);
    let hard = walked(Family::KMeans, &rows, &means, &Options::default());
    let stiff = Options { stiffness: 1e6, tolerance: 0.0, ..Options::default() };
    let soft = walked(Family::SoftKMeans, &rows, &means, &stiff);
    assert_eq!(soft.labels(), hard.labels());
    near("means", soft.model().means(), hard.model().means());
    near("J", &[soft.objective()], &[hard.objective()]);
}

#[test]
fn round_components_of_equal_weight_are_soft_kmeans() {
    let rows = data(Family::KMeans);
    let means = start(Family::KMeans, &rows);
    for variance in [0.3, 4.0, 50.0] {
        let stiffness = 1.0 / (2.0 * variance);
        let options = Options { k: 3, stiffness, init: given(&means), ..Options::default() };
        let mut soft = Run::new(Family::SoftKMeans, points(&rows), &options).expect("good options");
        let init = Init::Given { means: means.concat(), weights: None, covariances: Some(vec![variance; 3]) };
        let options = Options { k: 3, covariance: Kind::Spherical, learn_weights: false, init, ..Options::default() };
        let mut mixture = Run::new(Family::GaussianMixture, points(&rows), &options).expect("good options");
        let (a, b) = (soft.iterate().expect("no shape to lose"), mixture.iterate().expect("the floor holds"));
        assert_eq!((a.half, a.iteration), (b.half, b.iteration));
        let r = [&soft, &mixture].map(|run| run.responsibilities().expect("few points"));
        near("r", &r[0], &r[1]);
        near("means", soft.model().means(), mixture.model().means());
    }
}

#[test]
fn a_student_of_many_degrees_is_a_gaussian_and_minds_outliers_less_the_fewer() {
    let mut rows = data(Family::StudentMixture);
    let means = start(Family::StudentMixture, &rows);
    let walked = |family: Family, rows: &[Vec<f64>], k: usize, dof: f64| {
        let mut run = new_run(family, rows, &means[..k], &Options { dof, tolerance: 0.0, ..Options::default() });
        run.run(60).expect("the floor holds");
        run.model().means().to_vec()
    };
    let (gaussian, nearly) =
        (walked(Family::GaussianMixture, &rows, 3, 4.0), walked(Family::StudentMixture, &rows, 3, 1e9));
    assert!(deviation(&nearly, &gaussian) < 1e-6, "{nearly:?}, {gaussian:?}");
    let before = [1.0, 4.0, 100.0].map(|dof| walked(Family::StudentMixture, &rows, 1, dof));
    rows.extend((0..6).map(|i| vec![60.0 + f64::from(i), 60.0]));
    let moved = [1.0, 4.0, 100.0].map(|dof| walked(Family::StudentMixture, &rows, 1, dof));
    let off: Vec<f64> = before.iter().zip(&moved).map(|(a, b)| deviation(a, b)).collect();
    assert!(off[0] < off[1] && off[1] < off[2], "{off:?}");
}

#[test]
fn prediction_of_the_data_is_the_next_assignment() {
    for (name, family, options) in models() {
        let rows = data(family);
        let mut run = new_run(family, &rows, &start(family, &rows), &options);
        run.run(3).expect("the floor holds");
        let predicted = run.predict(&rows.concat()).expect("good data");
        assert_eq!(predicted, energy::labels(run.model(), run.points()), "{name}");
        if !run.converged() {
            run.step().expect("an assignment cannot fail");
            assert_eq!(predicted, run.labels(), "{name}");
        }
        let (bound, likelihood) = (run.objective(), run.log_likelihood());
        if family.is_mixture() {
            near(&name, &[bound], &[likelihood]);
        }
    }
}
