//! Does the fast code do what the textbook says? Columns, blocks, moments and whiteners against plain loops over rows.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::cases::{Case, KINDS, Shape, every_model};
use common::deviation;
use common::naive::{Rule, Theta, relocate};
use mixtape::options::{Distance, Family};
use mixtape::run::{Half, Run};
use mixtape::start::WAYS;

const TOLERANCE: f64 = 1e-9;

/// The textbook's half-step for a case.
fn refit(case: &Case, theta: &Theta, rows: &[Vec<f64>], r: &[Vec<f64>]) -> Theta {
    let mut next = case.rule().refit(theta, rows, r);
    if case.family == Family::KMeans && case.distance == Distance::Euclidean && case.farthest {
        relocate(&mut next, rows, r);
    }
    next
}

fn responsibilities(run: &Run) -> Vec<Vec<f64>> {
    let r = run.responsibilities().expect("few points");
    r.chunks_exact(run.model().k()).map(<[f64]>::to_vec).collect()
}

fn assert_same_theta(case: &Case, ours: &Theta, theirs: &Theta, tolerance: f64) {
    assert!(deviation(&ours.pi, &theirs.pi) <= tolerance, "{case:?}: weights {:?}, not {:?}", ours.pi, theirs.pi);
    let (a, b) = (ours.means.concat(), theirs.means.concat());
    assert!(deviation(&a, &b) <= tolerance, "{case:?}: means {a:?}, not {b:?}");
    for (k, (a, b)) in ours.shapes.iter().zip(&theirs.shapes).enumerate() {
        assert!(deviation(a, b) <= tolerance, "{case:?}: covariance {k} is {a:?}, not {b:?}");
    }
}

/// Every half-step of the run from where the run stands: data of any shape, ties included.
fn in_step(case: &Case) {
    let rows = case.rows();
    let Ok(mut run) = Run::new(case.family, case.points(), &case.options()) else { return };
    for _ in 0..8 {
        let theta = case.rule().theta(run.model());
        let before = responsibilities(&run);
        let Ok(report) = run.step() else { return };
        if report.half == Half::Assign {
            assert_same_r(case, &theta, &rows, &responsibilities(&run));
        } else if !run.converged() {
            // A Student refit weighs points by the shape that came in, with the digits that it has.
            let lost = if case.family == Family::StudentMixture { theta.lost_digits() } else { 0.0 };
            let expected = refit(case, &theta, &rows, &before);
            assert_same_theta(case, &case.rule().theta(run.model()), &expected, TOLERANCE + lost);
        }
    }
}

/// Near a tie a rounding of the energies decides: r may then differ by what a rounding does.
fn assert_same_r(case: &Case, theta: &Theta, rows: &[Vec<f64>], ours: &[Vec<f64>]) {
    let (rule, t) = (case.rule(), case.rule().temperature());
    let rounding = 16.0 * case.d as f64 * f64::EPSILON + theta.lost_digits();
    for ((x, ours), theirs) in rows.iter().zip(ours).zip(rule.assign(theta, rows)) {
        let energy =
            |r: &[f64]| -> f64 { (0..case.k).filter(|&k| r[k] > 0.0).map(|k| r[k] * rule.energy(theta, k, x)).sum() };
        let (e, best) = (energy(ours), energy(&theirs));
        if t == 0.0 {
            assert!(e - best <= rounding * best.abs(), "{case:?}: {x:?} went to {ours:?}, not {theirs:?}");
        } else {
            let off = deviation(ours, &theirs);
            let tolerance = TOLERANCE + rounding * best.abs() / t;
            assert!(off <= tolerance, "{case:?}: r of {x:?} is {ours:?}, not {theirs:?}");
        }
    }
}

/// Both from the same start, each on its own for five iterations: data without ties.
fn side_by_side(case: &Case) {
    let rows = case.rows();
    let Ok(mut run) = Run::new(case.family, case.points(), &case.options()) else { return };
    let mut theta = case.rule().theta(run.model());
    for _ in 0..5 {
        let r = case.rule().assign(&theta, &rows);
        run.step().expect("an assignment cannot fail");
        let ours = run.responsibilities().expect("few points");
        assert!(deviation(&ours, &r.concat()) <= TOLERANCE, "{case:?}: r {ours:?}");
        if run.step().is_err() {
            return;
        }
        theta = refit(case, &theta, &rows, &r);
        assert_same_theta(case, &case.rule().theta(run.model()), &theta, TOLERANCE);
        let f = case.rule().free_energy(&theta, &rows, &r);
        let size = f.abs() + case.n as f64 * case.rule().temperature();
        assert!((run.free_energy() - f).abs() <= TOLERANCE * size, "{case:?}: F {}, not {f}", run.free_energy());
    }
}

/// Many points in few dimensions: no cluster so small that its covariance is all rounding.
fn tame(case: &Case) -> Case {
    let shape =
        if matches!(case.shape, Shape::Binary | Shape::Counts | Shape::Waits) { case.shape } else { Shape::Clustered };
    // Centres at one place: which is the nearest is a matter of rounding once one of them has been refitted there.
    let way = if WAYS.get(case.way).is_some_and(|way| way.choice.key == "same") { 0 } else { case.way };
    Case { shape, way, n: 100 + case.n, d: case.d.min(3), k: case.k.min(4), floor: 1e-6, ..case.clone() }
}

/// Without what is a matter of rounding: which of equally far points an empty centre moves onto, and which of
/// equally good points is a medoid.
fn decided(case: &Case) -> Case {
    let case = case.clone();
    match case.family {
        Family::KMeans => Case { farthest: false, ..case },
        Family::KMedoids => Case { n: case.n.max(40), k: case.k.min(3), shape: Shape::Clustered, ..case },
        Family::GaussianMixture if case.seed.is_multiple_of(2) => Case { added: 0.05, ..case },
        _ => case,
    }
}

#[test]
fn every_model_in_step() {
    every_model(200, |case| in_step(&decided(case)));
}

#[test]
fn every_model_side_by_side() {
    every_model(200, |case| side_by_side(&tame(case)));
}

/// The rules that random cases may miss: each is walked at least once, by name.
#[test]
fn every_rule_side_by_side() {
    let base = Case {
        family: Family::KMeans,
        shape: Shape::Clustered,
        n: 150,
        d: 2,
        k: 3,
        seed: 5,
        way: 2,
        farthest: false,
        distance: Distance::Euclidean,
        stiffness: 0.5,
        kind: KINDS[0],
        learned: true,
        floor: 1e-6,
        added: 0.0,
        a: 0.0,
        prior: 0.0,
        eps: 1.0,
        nu: 4.0,
    };
    for distance in [Distance::Euclidean, Distance::Mahalanobis, Distance::MahalanobisPooled, Distance::MahalanobisDet]
    {
        side_by_side(&Case { distance, ..base.clone() });
    }
    side_by_side(&Case { family: Family::SoftKMeans, ..base.clone() });
    for (kind, learned) in KINDS.into_iter().flat_map(|kind| [(kind, true), (kind, false)]) {
        for (added, prior, eps) in [(0.0, 0.0, 1.0), (0.1, 0.0, 1.0), (0.0, 0.8, 2.5)] {
            side_by_side(&Case { family: Family::GaussianMixture, kind, learned, added, prior, eps, ..base.clone() });
        }
    }
    for (learned, a) in [(true, 0.0), (false, 0.0), (true, 0.5), (false, 2.0)] {
        side_by_side(&Case {
            family: Family::BernoulliMixture,
            shape: Shape::Binary,
            d: 6,
            learned,
            a,
            ..base.clone()
        });
    }
}

/// Two centres that start beyond the data get no points: they stay, or they move onto the two farthest points.
#[test]
fn empty_centres_stay_or_move_as_the_textbook_says() {
    use mixtape::model::kmeans::EmptyCluster;
    use mixtape::options::{Init, Options};
    use mixtape::points::Points;
    let rows = common::cases::rows(Shape::Clustered, 120, 2, 9);
    let points = std::sync::Arc::new(Points::from_rows(&rows.concat(), 2).expect("good data"));
    let means = [rows[0].clone(), vec![500.0, 0.0], rows[1].clone(), vec![0.0, -700.0]].concat();
    for (farthest, empty_cluster) in [(false, EmptyCluster::Keep), (true, EmptyCluster::Farthest)] {
        let init = Init::Given { means: means.clone(), weights: None, covariances: None };
        let options = Options { k: 4, init, empty_cluster, ..Options::default() };
        let mut run = Run::new(Family::KMeans, points.clone(), &options).expect("good options");
        let rule = Rule::Centres { temperature: 0.0 };
        let mut theta = Theta::of(run.model());
        for t in 0..5 {
            let r = rule.assign(&theta, &rows);
            let report = run.iterate().expect("K-means cannot fail");
            theta = rule.refit(&theta, &rows, &r);
            if farthest {
                relocate(&mut theta, &rows, &r);
            }
            assert!(deviation(run.model().means(), &theta.means.concat()) < 1e-12, "iteration {t}");
            if t == 0 || !farthest && !report.converged {
                let kind = if farthest { "relocated" } else { "empty" };
                let told: Vec<_> = report.events.iter().map(|e| (e.kind, e.cluster)).collect();
                assert_eq!(told, [(kind, Some(1)), (kind, Some(3))]);
            }
        }
    }
}
