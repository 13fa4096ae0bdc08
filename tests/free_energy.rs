//! Does F ever rise? No half-step of any model, start, option or data may raise it, because every half-step is an
//! exact argmin; so it is also checked that nothing near the answer of a half-step is better.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::cases::{Case, every_model};
use common::naive::{Rule, Theta};
use mixtape::error::Code;
use mixtape::model::gaussian::Kind;
use mixtape::options::Family;
use mixtape::rng::Rng;
use mixtape::run::{Half, Run};

/// How far F may rise, relative to the size of what is summed.
const TOLERANCE: f64 = 1e-9;

/// The size that rounding in F is relative to: the parts of F, which may cancel in their sum; one nat (T) a point,
/// for so the sums inside a logarithm are rounded; and the spacing of doubles at the data's magnitude, for no centre
/// can be held closer to its points (it is all that is left of J when every point has a centre of its own).
fn size(case: &Case, run: &Run, rows: &[Vec<f64>]) -> f64 {
    let parts: f64 = run.shares().iter().map(|x| x.abs()).sum();
    let spacing = f64::EPSILON * rows.iter().flatten().fold(0.0_f64, |m, x| m.max(x.abs()));
    // A volume may cancel a distance as a normalisation does.
    let nats =
        if matches!(case.rule(), Rule::Mahalanobis { volume: true, .. }) { 1.0 } else { case.rule().temperature() };
    let point = nats + case.d as f64 * spacing * spacing;
    parts + run.entropy_term().abs() + run.model().prior().abs() + case.n as f64 * point
}

fn finite(values: &[f64]) -> bool {
    values.iter().all(|x| x.is_finite())
}

/// r as rows, checked: each a distribution, its label the argmax.
fn responsibilities(case: &Case, run: &Run) -> Vec<Vec<f64>> {
    let r: Vec<Vec<f64>> =
        run.responsibilities().expect("few points").chunks_exact(case.k).map(<[f64]>::to_vec).collect();
    for (n, (r, &label)) in r.iter().zip(run.labels()).enumerate() {
        assert!(r.iter().all(|x| (0.0..=1.0).contains(x)), "{case:?}: r of point {n} is {r:?}");
        assert!((r.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{case:?}: r of point {n} is {r:?}");
        if run.half_steps() > 0 {
            let most = r.iter().fold(0.0_f64, |m, x| m.max(*x));
            let first = r.iter().position(|x| *x == most).expect("one is largest");
            assert_eq!(first, usize::from(label), "{case:?}: label of point {n}, r {r:?}");
        }
    }
    r
}

/// All that must hold in the state `(r, theta)` of a run.
fn check_state(case: &Case, run: &Run, rows: &[Vec<f64>]) -> (Vec<Vec<f64>>, Theta) {
    let (rule, theta, r) = (case.rule(), case.rule().theta(run.model()), responsibilities(case, run));
    assert!(finite(&theta.means.concat()) && finite(&theta.shapes.concat()), "{case:?}: {theta:?}");
    assert!((theta.pi.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{case:?}: weights {:?}", theta.pi);
    assert!(run.free_energy().is_finite() && run.objective().is_finite(), "{case:?}");
    assert!(run.entropy_term() <= 0.0, "{case:?}: entropy term {}", run.entropy_term());
    let naive = rule.free_energy(&theta, rows, &r);
    let off = (run.free_energy() - naive).abs();
    let size = size(case, run, rows);
    assert!(
        off <= (TOLERANCE + theta.lost_digits()) * size,
        "{case:?}: F is {}, not {naive}: off by {:e}",
        run.free_energy(),
        off / size
    );
    let walked = mixtape::energy::expected(run.model(), run.assigned(), run.points());
    for (walked, share) in walked.iter().zip(run.shares()) {
        let off = (walked - share).abs();
        assert!(off <= (TOLERANCE + theta.lost_digits()) * size, "{case:?}: {share} from moments, {walked} walked");
    }
    (r, theta)
}

/// Right after an assignment no other r is better.
fn check_assignment(case: &Case, rows: &[Vec<f64>], r: &[Vec<f64>], theta: &Theta, size: f64, rng: &mut Rng) {
    let rule = case.rule();
    let best = rule.free_energy(theta, rows, r);
    let slack = (TOLERANCE + theta.lost_digits()) * size;
    for step in [1e-6, 1e-2, 1.0] {
        let other: Vec<Vec<f64>> =
            r.iter().map(|r| blend(r, &distribution(case.k, rng), step * rng.uniform())).collect();
        let f = rule.free_energy(theta, rows, &other);
        assert!(f >= best - slack, "{case:?}: F is {best}, yet another r has {f}");
    }
}

/// Right after a refit no other theta is better.
fn check_refit(case: &Case, rows: &[Vec<f64>], r: &[Vec<f64>], theta: &Theta, size: f64, rng: &mut Rng) {
    let rule = case.rule();
    let best = rule.free_energy(theta, rows, r);
    let slack = (TOLERANCE + theta.lost_digits()) * size;
    for step in [1e-6, 1e-3, 0.3] {
        // The refit of a Student mixture is the best of a bound on F; only the weights are the best of F itself.
        for part in if matches!(rule, Rule::Student { .. }) { 1..2 } else { 0..3 } {
            let other = perturbed(rule, theta, rows, part, step, rng);
            let f = rule.free_energy(&other, rows, r);
            assert!(f >= best - slack, "{case:?}: F is {best}, yet {other:?} has {f}, not {theta:?}");
        }
    }
}

fn blend(a: &[f64], b: &[f64], step: f64) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a + step * (b - a)).collect()
}

fn distribution(k: usize, rng: &mut Rng) -> Vec<f64> {
    let raw: Vec<f64> = (0..k).map(|_| rng.uniform() + 1e-3).collect();
    let total: f64 = raw.iter().sum();
    raw.iter().map(|x| x / total).collect()
}

/// One part of theta (means, weights, shapes) moved within what the model allows.
fn perturbed(rule: Rule, theta: &Theta, rows: &[Vec<f64>], part: usize, step: f64, rng: &mut Rng) -> Theta {
    let mut other = theta.clone();
    let d = theta.d();
    match (part, rule) {
        (0, Rule::Bernoulli { .. }) => {
            for mean in &mut other.means {
                *mean = mean.iter().map(|mu| mu + step * (0.01 + 0.98 * rng.uniform() - mu)).collect();
            }
        }
        (0, Rule::Multinomial { .. }) => {
            for mean in &mut other.means {
                let total: f64 = mean.iter().sum();
                *mean = blend(mean, &distribution(d, rng).iter().map(|p| total * p).collect::<Vec<_>>(), step);
            }
        }
        (0, Rule::Poisson { .. } | Rule::Exponential { .. }) => {
            for mean in &mut other.means {
                let towards: Vec<f64> = rows[rng.below(rows.len())].iter().map(|x| x + 0.01).collect();
                *mean = blend(mean, &towards, step);
            }
        }
        (0, Rule::Medoids) => {
            for mean in &mut other.means {
                if rng.uniform() < 0.5 {
                    mean.clone_from(&rows[rng.below(rows.len())]);
                }
            }
        }
        (0, _) => {
            for mean in &mut other.means {
                let (x, y) = (&rows[rng.below(rows.len())], &rows[rng.below(rows.len())]);
                *mean = (0..d).map(|j| mean[j] + step * (x[j] - y[j])).collect();
            }
        }
        (1, _) if rule.learns_weights() => {
            other.pi = blend(&theta.pi, &distribution(theta.k(), rng), step);
        }
        (2, Rule::Mahalanobis { floor, .. }) => {
            for shape in &mut other.shapes {
                *shape = blend(shape, &another_shape(Kind::Full, shape, d, floor, rng), step);
            }
        }
        (2, Rule::Gaussian { kind, floor, .. }) if kind != Kind::Identity => {
            // The allowed shapes are convex: every direction from one of them leads towards another one.
            let mut towards = Vec::new();
            for (k, shape) in theta.shapes.iter().enumerate() {
                if k == 0 || kind != Kind::Tied {
                    towards = another_shape(kind, shape, d, floor, rng);
                }
                other.shapes[k] = blend(shape, &towards, step);
            }
        }
        _ => {}
    }
    other
}

/// A random covariance of the kind, of about the size of `shape`, with no eigenvalue below `floor`.
fn another_shape(kind: Kind, shape: &[f64], d: usize, floor: f64, rng: &mut Rng) -> Vec<f64> {
    let b: Vec<f64> = (0..d * d).map(|_| rng.normal()).collect();
    let one = rng.uniform() * shape[0];
    (0..d * d)
        .map(|i| {
            let (row, col) = (i / d, i % d);
            let scale = (shape[row * d + row] * shape[col * d + col]).sqrt() / d as f64;
            let held = if row == col { floor.max(1e-6 * shape[i]) } else { 0.0 };
            held + match kind {
                Kind::Full | Kind::Tied => (0..d).map(|m| b[row * d + m] * b[col * d + m]).sum::<f64>() * scale,
                _ if row != col => 0.0,
                Kind::Diagonal => b[i].abs() * shape[i],
                _ => one,
            }
        })
        .collect()
}

/// Walks a case and checks every half-step.
fn walk(case: &Case) {
    let rows = case.rows();
    let mut rng = Rng::new(case.seed, 79);
    let mut run = match Run::new(case.family, case.points(), &case.options()) {
        Ok(run) => run,
        Err(error) => return may_be_singular(case, &error),
    };
    check_state(case, &run, &rows);
    for t in 0..30 {
        let before = run.free_energy();
        let report = match run.step() {
            Ok(report) => report,
            Err(error) => return may_be_singular(case, &error),
        };
        assert_eq!(report.free_energy.to_bits(), run.free_energy().to_bits());
        let (after, size) = (run.free_energy(), size(case, &run, &rows));
        if run.model().exact() || report.half == Half::Assign {
            let rise = after - before;
            let tolerance =
                TOLERANCE + if case.floor == 0.0 { case.rule().theta(run.model()).lost_digits() } else { 0.0 };
            assert!(rise <= tolerance * size, "{case:?}: half-step {t} raises F by {rise:e}, from {before} to {after}");
        }
        let (r, theta) = check_state(case, &run, &rows);
        match report.half {
            Half::Assign => check_assignment(case, &rows, &r, &theta, size, &mut rng),
            Half::Refit if run.model().exact() => check_refit(case, &rows, &r, &theta, size, &mut rng),
            Half::Refit => {}
        }
        if report.converged && report.half == Half::Refit {
            break;
        }
    }
}

/// Only an unheld covariance may stop a run.
fn may_be_singular(case: &Case, error: &mixtape::error::Error) {
    assert_eq!(error.code, Code::SingularCovariance, "{case:?}: {error}");
    let held = !matches!(case.family, Family::GaussianMixture | Family::StudentMixture);
    assert!(case.floor == 0.0 && !held, "{case:?}: {error}");
}

#[test]
fn never_rises_in_any_model() {
    every_model(300, walk);
}
