//! The variants of the models: what each is for, as a property that the plain model does not have.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::cases::{KINDS, Shape, rows};
use common::deviation;
use mixtape::deck::Deck;
use mixtape::error::Code;
use mixtape::linalg::covariance;
use mixtape::link::Link;
use mixtape::model::gaussian::Kind;
use mixtape::model::medoids::MAX_N;
use mixtape::model::online::Rate;
use mixtape::options::{Distance, Family, Init, Options, Value};
use mixtape::points::Points;
use mixtape::run::{Half, Run};
use mixtape::start::WAYS;
use std::sync::Arc;

fn points(rows: &[Vec<f64>]) -> Arc<Points> {
    Arc::new(Points::from_rows(&rows.concat(), rows[0].len()).expect("good data"))
}

fn given(means: &[Vec<f64>]) -> Init {
    Init::Given { means: means.concat(), weights: None, covariances: None }
}

/// The standardised points of a link.
fn data(link: &str) -> Arc<Points> {
    Link::decode(link).0.config.data().expect("data").points.expect("points")
}

fn walk(link: &str, half_steps: usize) -> Deck {
    let mut deck = Deck::new(link);
    assert_eq!(deck.notes(), &[] as &[String], "{link}");
    for _ in 0..half_steps {
        if !deck.step().expect(link) {
            break;
        }
    }
    deck
}

fn is_a_point(rows: &[Vec<f64>], x: &[f64]) -> bool {
    rows.iter().any(|row| row == x)
}

// ---- K-medoids

#[test]
fn medoids_are_points_from_the_start_and_wherever_a_hand_puts_them() {
    let rows = rows(Shape::Clustered, 80, 2, 3);
    for way in &WAYS {
        let options = Options { k: 4, init: Init::Way(way), seed: 2, ..Options::default() };
        let mut run = Run::new(Family::KMedoids, points(&rows), &options).expect("good options");
        for _ in 0..9 {
            assert!(run.model().means().chunks_exact(2).all(|m| is_a_point(&rows, m)), "{}", way.choice.key);
            run.step().expect("K-medoids cannot fail");
        }
    }
    let mut deck = walk("m=kmedoids&k=3", 3);
    deck.resize(640.0, 400.0, 1.0);
    deck.drag(1, 300.0, 111.0).expect("a centre");
    let run = deck.tape().expect("a run").run();
    let points = run.points().clone();
    let rows: Vec<Vec<f64>> = (0..points.n()).map(|i| points.row(i)).collect();
    assert!(is_a_point(&rows, &run.model().means()[2..4]));
    let digest = deck.tape().expect("a run").digest();
    assert_eq!(Deck::new(&deck.link()).tape().expect("a run").digest(), digest, "a link says the same");
}

#[test]
fn an_outlier_draws_a_mean_and_not_a_medoid() {
    let mut rows: Vec<Vec<f64>> = (0..20).map(|i| vec![0.1 * f64::from(i), 0.0]).collect();
    rows.push(vec![1000.0, 0.0]);
    let one = |family| {
        let options = Options { k: 1, init: given(&rows[..1]), ..Options::default() };
        let mut run = Run::new(family, points(&rows), &options).expect("good options");
        run.run(10).expect("neither can fail");
        assert!(run.converged());
        run.model().means()[0]
    };
    assert!(one(Family::KMeans) > 40.0);
    assert_eq!(one(Family::KMedoids), 1.0);
}

#[test]
fn medoids_of_too_many_points_are_refused() {
    let many = Arc::new(Points::from_rows(&vec![1.0; MAX_N + 1], 1).expect("good data"));
    let error = Run::new(Family::KMedoids, many, &Options::default()).err().expect("too many");
    assert_eq!(error.code, Code::TooLarge);
    assert!(error.message.contains("10001") && error.message.contains("10000"), "{error}");
    let deck = Deck::new("d=blobs&d.n=20000&m=kmedoids");
    assert!(deck.tape().is_none() && deck.scene().problem.contains("20000"));
}

// ---- Online K-means

#[test]
fn a_centre_is_the_mean_of_what_it_has_seen() {
    let rows = rows(Shape::Clustered, 60, 3, 5);
    let options = Options { k: 1, init: given(&rows[..1]), batch: 60, ..Options::default() };
    let mut run = Run::new(Family::OnlineKMeans, points(&rows), &options).expect("good options");
    run.iterate().expect("it cannot fail");
    let mean: Vec<f64> = (0..3).map(|j| (rows[0][j] + rows.iter().map(|x| x[j]).sum::<f64>()) / 61.0).collect();
    assert!(deviation(run.model().means(), &mean) < 1e-13);
}

#[test]
fn one_point_a_step_moves_one_centre_towards_it() {
    let rows = rows(Shape::Clustered, 60, 2, 5);
    for (rate, first) in [(Rate::Count, 0.5), (Rate::Constant(0.3), 0.3)] {
        let options = Options { k: 3, init: given(&rows[..3]), batch: 1, rate, ..Options::default() };
        let mut run = Run::new(Family::OnlineKMeans, points(&rows), &options).expect("good options");
        let before = run.model().means().to_vec();
        run.iterate().expect("it cannot fail");
        let after = run.model().means();
        let moved: Vec<usize> = (0..3).filter(|k| before[2 * k..2 * k + 2] != after[2 * k..2 * k + 2]).collect();
        // The first point may be a centre itself, and then none moves.
        for k in moved {
            let (m, to) = (&before[2 * k..2 * k + 2], &after[2 * k..2 * k + 2]);
            let x: Vec<f64> = m.iter().zip(to).map(|(m, to)| m + (to - m) / first).collect();
            let (_, off) = rows.iter().fold((0, f64::INFINITY), |best, row| (0, deviation(&x, row).min(best.1)));
            assert!(off < 1e-12, "centre {k} went {first} of the way to a point");
        }
    }
}

#[test]
fn online_stops_only_after_a_quiet_pass() {
    let mut stopped = 0;
    for (seed, batch) in (0..6).flat_map(|s| [(s, 7), (s, 40), (s, 500)]) {
        let options = Options { k: 2, seed, batch, ..Options::default() };
        let data = data("d=faithful");
        let mut run = Run::new(Family::OnlineKMeans, data.clone(), &options).expect("good options");
        let pass = data.n().div_ceil(batch);
        let mut changes = Vec::new();
        let mut reports = 0;
        while !run.converged() && reports < 2000 {
            let report = run.step().expect("it cannot fail");
            reports += 1;
            if report.half == Half::Assign {
                changes.push(report.changed.expect("of an assignment"));
            }
        }
        if run.converged() {
            stopped += 1;
            let quiet = changes.iter().rev().take_while(|c| **c == 0).count();
            assert_eq!(quiet, pass, "seed {seed}, {batch} points a step: {changes:?}");
            let means = run.model().means().to_vec();
            run.step().expect("it cannot fail");
            assert_eq!(run.model().means(), means, "what has converged stays");
        }
    }
    assert!(stopped >= 12, "{stopped} of 18 runs stopped");
}

// ---- Mahalanobis distances

#[test]
fn the_plain_distance_may_rise_and_the_one_with_volume_never_does() {
    let rises = |dist: &str| {
        let mut sentences = Vec::new();
        for seed in 0..8 {
            let mut deck = Deck::new(&format!("m=kmeans&k=3&dist={dist}&s={seed}"));
            let mut before = f64::INFINITY;
            while deck.step().expect("the floor holds") {
                let tape = deck.tape().expect("a run");
                let now = tape.objective_at(tape.t());
                if now > before + 1e-9 * before.abs() {
                    sentences.push(deck.scene().sentence);
                }
                before = now;
            }
        }
        sentences
    };
    let plain = rises("mahalanobis");
    assert!(!plain.is_empty() && plain.iter().all(|s| s.contains("rises by") && s.contains("no exact minimum")));
    assert_eq!(rises("mahalanobis-det"), Vec::<String>::new());
}

#[test]
fn the_plain_distance_cannot_tell_its_answers_apart() {
    let data = data("d=unequal");
    let end = |distance| {
        let options = Options { k: 2, distance, ..Options::default() };
        let mut run = Run::new(Family::KMeans, data.clone(), &options).expect("good options");
        run.run(200).expect("the floor holds");
        assert!(run.converged());
        run.objective()
    };
    // The sum of a cluster's distances in its own spread is N_k D, whatever the cluster.
    let n = data.n() as f64 * data.d() as f64;
    assert!((end(Distance::Mahalanobis) - n).abs() < 1e-6 * n);
    assert!((end(Distance::MahalanobisDet) - n).abs() > 1.0);
}

// ---- The prior

#[test]
fn a_component_collapses_without_the_prior_and_stands_with_it() {
    let mut rows = rows(Shape::Uniform, 60, 2, 6);
    rows.push(vec![40.0, 40.0]);
    for kind in [Kind::Full, Kind::Diagonal, Kind::Spherical] {
        let run = |prior| {
            let means = given(&[vec![0.5, 0.5], vec![40.0, 40.0]]);
            let options =
                Options { k: 2, init: means, covariance: kind, variance_floor: 0.0, prior, ..Options::default() };
            let mut run = Run::new(Family::GaussianMixture, points(&rows), &options).expect("good options");
            run.run(100).map(|_| run)
        };
        assert_eq!(run(0.0).err().expect("it collapses").code, Code::SingularCovariance, "{kind:?}");
        for strength in [0.01, 0.1, 1.0] {
            let run = run(strength).expect("the prior holds");
            assert!(run.converged());
            // One point and the prior: Sigma = s C / K^(2/D) / (1 + s (2 D + 3)), cut to its kind.
            let c = covariance(run.points(), &run.points().means());
            let share = strength / 2.0 / (run.counts()[1] + 7.0 * strength);
            let mut expected: Vec<f64> = c.iter().map(|c| share * c).collect();
            mixtape::model::gaussian::project(kind, &mut expected, 2);
            let ours = run.model().covariance(1).expect("a shape");
            // The wide component has a little of the point, and the point's component a little of the others.
            assert!(deviation(ours, &expected) < 1e-2, "{kind:?}, {strength}: {ours:?}, not {expected:?}");
        }
    }
    let error = |link: &str| {
        let mut deck = Deck::new(link);
        loop {
            match deck.step() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(error.code),
            }
        }
    };
    let link = "d=blobs&d.n=20&m=gmm&k=4&floor=0&s=1";
    assert_eq!(error(link), Some(Code::SingularCovariance));
    assert_eq!(error(&format!("{link}&prior=0.1")), None);
}

// ---- The ladder from K-means to mixtures

#[test]
fn a_tiny_round_mixture_is_kmeans() {
    let data = data("d=faithful");
    for (k, seed) in [(2, 0), (3, 1), (4, 7)] {
        let options = Options { k, seed, tolerance: 0.0, ..Options::default() };
        let tiny = Options { covariance: Kind::Identity, identity_scale: 1e-6, ..options.clone() };
        let mut hard = Run::new(Family::KMeans, data.clone(), &options).expect("good options");
        let mut soft = Run::new(Family::GaussianMixture, data.clone(), &tiny).expect("good options");
        let mut iterations = 0;
        while !hard.converged() {
            hard.iterate().expect("neither can fail");
            soft.iterate().expect("neither can fail");
            iterations += 1;
            assert_eq!(soft.labels(), hard.labels(), "k = {k}, iteration {iterations}");
            assert!(deviation(soft.model().means(), hard.model().means()) < 1e-9);
        }
        assert!(iterations > 2);
    }
}

#[test]
fn soft_kmeans_is_the_identity_mixture_at_every_step() {
    let data = data("d=faithful");
    for eps in [1e-3, 0.1, 1.0, 20.0] {
        let options = Options { k: 3, seed: 4, tolerance: 0.0, ..Options::default() };
        let soft = Options { stiffness: 1.0 / (2.0 * eps), ..options.clone() };
        let round = Options { covariance: Kind::Identity, identity_scale: eps, learn_weights: false, ..options };
        let mut a = Run::new(Family::SoftKMeans, data.clone(), &soft).expect("good options");
        let mut b = Run::new(Family::GaussianMixture, data.clone(), &round).expect("good options");
        for t in 0..24 {
            a.step().expect("neither can fail");
            b.step().expect("neither can fail");
            let [r, s] = [&a, &b].map(|run| run.responsibilities().expect("few points"));
            assert!(deviation(&r, &s) < 1e-9, "eps = {eps}, half-step {t}");
            // Not relative: broad components all end at the mean of standardised data, 0.
            let off = a.model().means().iter().zip(b.model().means()).map(|(a, b)| (a - b).abs());
            assert!(off.fold(0.0, f64::max) < 1e-9, "eps = {eps}, half-step {t}");
        }
    }
    let sentence = walk("m=gmm&cov=identity&eps=0.25", 1).scene().sentence;
    assert!(sentence.contains("\u{3b2} = 1/(2\u{3c3}\u{b2}) = 2.00"), "{sentence}");
    assert!(walk("m=soft&beta=2", 1).scene().sentence.contains("\u{3c3}\u{b2} = 0.250"));
}

// ---- From the true labels

#[test]
fn true_labels_give_the_maximum_of_the_complete_data() {
    let link = Link::decode("d=iris&z=0").0;
    let data = link.config.data().expect("data");
    let truth = data.truth().expect("iris has its species").clone();
    let points = data.points.expect("points");
    let (n, d) = (points.n(), points.d());
    let group = |k: usize| (0..n).filter(|&i| usize::from(truth.labels[i]) == k).collect::<Vec<_>>();
    let mean = |k: usize, j: usize| group(k).iter().map(|&i| points.column(j)[i]).sum::<f64>() / group(k).len() as f64;
    let means: Vec<f64> = (0..3).flat_map(|k| (0..d).map(move |j| (k, j))).map(|(k, j)| mean(k, j)).collect();
    for (family, kind) in
        [(Family::KMeans, Kind::Full), (Family::SoftKMeans, Kind::Full), (Family::OnlineKMeans, Kind::Full)]
            .into_iter()
            .chain(KINDS.map(|kind| (Family::GaussianMixture, kind)))
    {
        for step_size in [None, Some(0.1)] {
            let options = Options {
                k: 3,
                init: Init::Labels(truth.labels.clone()),
                covariance: kind,
                variance_floor: 0.0,
                step_size,
                ..Options::default()
            };
            let run = Run::new(family, points.clone(), &options).expect("good options");
            assert!(deviation(run.model().means(), &means) < 1e-12, "{family:?}");
            let (Some(weights), true) = (run.model().weights(), family.is_mixture()) else { continue };
            assert!(deviation(weights, &[1.0 / 3.0; 3]) < 1e-15);
            for k in 0..3 {
                let own = |k: usize, i: usize| {
                    let (a, b) = (i / d, i % d);
                    let product = |&n: &usize| (points.column(a)[n] - mean(k, a)) * (points.column(b)[n] - mean(k, b));
                    group(k).iter().map(product).sum::<f64>() / group(k).len() as f64
                };
                let mut sigma: Vec<f64> = (0..d * d)
                    .map(|i| if kind == Kind::Tied { (0..3).map(|k| own(k, i)).sum::<f64>() / 3.0 } else { own(k, i) })
                    .collect();
                mixtape::model::gaussian::project(kind, &mut sigma, d);
                assert!(deviation(run.model().covariance(k).expect("a shape"), &sigma) < 1e-12, "{kind:?}");
            }
        }
    }
    let binary = Deck::new("d=digits&m=bernoulli&k=10&start=truth");
    let run = binary.tape().expect("ten digits").run();
    let labels = &Link::decode("d=digits").0.config.data().expect("data").base.truth.expect("digits").labels;
    let pixels = run.points();
    for (k, j) in [(0, 20), (3, 35), (9, 60)] {
        let group: Vec<usize> = (0..pixels.n()).filter(|&i| labels[i] == k).collect();
        let share = group.iter().map(|&i| pixels.column(j)[i]).sum::<f64>() / group.len() as f64;
        assert!((run.model().means()[usize::from(k) * 64 + j] - share).abs() < 1e-12);
    }
}

#[test]
fn what_true_labels_cannot_do_is_said() {
    for (link, words) in [
        ("d=iris&start=truth&k=2", "3 true groups and K is 2"),
        ("d=faithful&start=truth", "not known"),
        ("d=blobs&d.c=3&k=3&start=truth&add=QABAAMAAwAA", "changed by hand"),
    ] {
        let deck = Deck::new(link);
        let told = [deck.notes().join(" "), deck.scene().problem].concat();
        assert!(told.contains(words), "{link}: {told}");
    }
    let mut deck = Deck::new("d=iris&k=2&m=gmm");
    assert!(deck.set("start", "truth").expect_err("k is 2").message.contains("set K to 3"));
    deck.set("k", "3").expect("three species");
    deck.set("start", "truth").expect("three species");
    assert!(deck.link().contains("start=truth"));
    assert!(deck.scene().sentence.starts_with("Start: 3 means (From the true labels)."));
    let entries = |labels: &[f64]| {
        let labels = Value::List(labels.iter().copied().map(Value::Number).collect());
        vec![("init".to_string(), Value::Object(vec![("labels".to_string(), labels)]))]
    };
    let rows = [0.0, 1.0, 5.0, 6.0];
    let run = |labels: &[f64]| {
        let options = Options::read(Family::KMeans, &entries(labels), 1)?;
        Run::new(Family::KMeans, Arc::new(Points::from_rows(&rows, 1)?), &options)
    };
    assert_eq!(run(&[0.0, 0.0, 1.0, 1.0]).expect("good labels").model().means(), [0.5, 5.5]);
    for (bad, words) in [
        (&[0.0, 0.0, 1.0][..], "4 points"),
        (&[0.0, 0.0, 2.0, 2.0], "without a point"),
        (&[0.0, 0.5, 1.0, 1.0], "whole number"),
        (&[0.0, -1.0, 1.0, 1.0], "whole number"),
    ] {
        let error = run(bad).err().expect("bad labels");
        assert!(error.code == Code::InvalidOption && error.message.contains(words), "{bad:?}: {error}");
    }
}

// ---- All at one place, and as many as there are points

#[test]
fn what_starts_the_same_stays_the_same() {
    for link in [
        "m=soft&k=3",
        "m=gmm&k=3",
        "m=gmm&k=3&cov=spherical&w=equal",
        "m=gmm&k=3&by=gradient",
        "d=digits&m=bernoulli&k=3",
    ] {
        let deck = walk(&format!("{link}&start=same"), 60);
        let run = deck.tape().expect("a run").run();
        assert!(run.converged(), "{link}");
        let d = run.model().d();
        let means: Vec<&[f64]> = run.model().means().chunks_exact(d).collect();
        assert!(means.iter().all(|m| deviation(m, means[0]) < 1e-12), "{link}");
        assert!(run.labels().iter().all(|&k| k == 0), "{link}");
        let r = run.responsibilities().expect("few points");
        assert!(r.iter().all(|r| (r - 1.0 / 3.0).abs() < 1e-9), "{link}");
    }
    // Ties go to the first centre: it has all, the others none.
    let deck = walk("k=3&start=same", 2);
    assert_eq!(deck.tape().expect("a run").run().counts(), [272.0, 0.0, 0.0]);
    assert_eq!(deck.scene().events.len(), 2);
}

#[test]
fn as_many_clusters_as_points_work_and_more_are_told() {
    for model in ["kmeans", "kmedoids", "online", "soft", "gmm&cov=identity"] {
        let deck = walk(&format!("d=blobs&d.n=10&k=10&m={model}"), 20);
        assert!(deck.scene().problem.is_empty(), "{model}");
        let deck = Deck::new(&format!("d=blobs&d.n=10&k=11&m={model}"));
        let problem = deck.scene().problem;
        assert!(deck.tape().is_none() && problem.contains("K is 11") && problem.contains("10 points"), "{problem}");
    }
}

#[test]
fn a_setting_is_offered_where_it_says_something() {
    let offers = |link: &str, key: &str| Deck::new(link).controls().iter().any(|control| control.key == key);
    for (key, idle, busy) in [
        ("eps", "m=gmm", "m=gmm&cov=identity"),
        ("eta", "m=gmm", "m=gmm&by=gradient"),
        ("lr", "m=online", "m=online&rate=constant"),
    ] {
        assert!(!offers(idle, key) && offers(busy, key), "{key}");
        // Kept all the same: a link says it, and it is there when it is needed.
        assert!(Deck::new(&format!("{idle}&{key}=0.5")).link().contains(&format!("{key}=0.5")));
    }
    for (link, key, of) in [("m=gmm", "prior", 0.0), ("m=online", "batch", 10.0)] {
        let control = Deck::new(link).controls().into_iter().find(|control| control.key == key).expect("offered");
        assert_eq!(control.default, Some(of));
    }
}
