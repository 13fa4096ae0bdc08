//! Gradient ascent on the mean log-likelihood: is the step the gradient, and does a step too long stay a number?
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::needless_range_loop)] // indices, as in the formulas

mod common;

use common::cases::{KINDS, Shape, rows};
use common::deviation;
use common::naive::{Theta, mahalanobis, solve};
use mixtape::deck::Deck;
use mixtape::linalg::cholesky;
use mixtape::model::gaussian::Kind;
use mixtape::options::{Family, Init, Options};
use mixtape::points::Points;
use mixtape::run::Run;
use std::sync::Arc;

fn points(rows: &[Vec<f64>]) -> Arc<Points> {
    Arc::new(Points::from_rows(&rows.concat(), rows[0].len()).expect("good data"))
}

/// A run that has left its start by an iteration of EM, so that nothing of theta is special.
fn run(rows: &[Vec<f64>], kind: Kind, learned: bool, prior: f64, eta: f64) -> Run {
    let d = rows[0].len();
    let start = |step_size, init| {
        let options = Options {
            k: 3,
            covariance: kind,
            learn_weights: learned,
            prior,
            step_size,
            init,
            tolerance: 0.0,
            ..Options::default()
        };
        Run::new(Family::GaussianMixture, points(rows), &options).expect("good options")
    };
    let means = [0, 50, 99].iter().flat_map(|&i| rows[i].clone()).collect();
    let mut em = start(None, Init::Given { means, weights: None, covariances: None });
    em.iterate().expect("the floor holds");
    let theta = Theta::of(em.model());
    assert_eq!(theta.d(), d);
    start(
        Some(eta),
        Init::Given {
            means: theta.means.concat(),
            weights: learned.then_some(theta.pi),
            covariances: Some(theta.shapes.concat()),
        },
    )
}

/// What may take any value: logits, means, and per distinct shape L below the diagonal with logarithms on it.
fn free(kind: Kind, learned: bool, theta: &Theta) -> Vec<f64> {
    let d = theta.d();
    let mut out = Vec::new();
    if learned {
        out.extend(theta.pi.iter().map(|pi| libm::log(*pi)));
    }
    out.extend(theta.means.concat());
    let distinct = if kind == Kind::Tied { 1 } else { theta.k() };
    for shape in &theta.shapes[..distinct] {
        let l = cholesky(shape, d, 0.0).expect("positive definite");
        match kind {
            Kind::Identity => {}
            Kind::Spherical => out.push(libm::log(l[0])),
            Kind::Diagonal => out.extend((0..d).map(|j| libm::log(l[j * d + j]))),
            Kind::Full | Kind::Tied => {
                for i in 0..d {
                    out.extend_from_slice(&l[i * d..i * d + i]);
                    out.push(libm::log(l[i * d + i]));
                }
            }
        }
    }
    out
}

/// The parameters of so many free numbers; what is not free is as in `like`.
fn bound(kind: Kind, learned: bool, like: &Theta, free: &[f64]) -> Theta {
    let (k, d) = (like.k(), like.d());
    let mut theta = like.clone();
    let mut next = free.iter().copied();
    let mut take = || next.next().expect("as many numbers as parameters");
    if learned {
        let raised: Vec<f64> = (0..k).map(|_| libm::exp(take())).collect();
        theta.pi = raised.iter().map(|x| x / raised.iter().sum::<f64>()).collect();
    }
    for m in theta.means.iter_mut().flatten() {
        *m = take();
    }
    let distinct = if kind == Kind::Tied { 1 } else { k };
    for c in 0..distinct {
        let mut l = vec![0.0; d * d];
        match kind {
            Kind::Identity => continue,
            Kind::Spherical => {
                let s = libm::exp(take());
                (0..d).for_each(|j| l[j * d + j] = s);
            }
            Kind::Diagonal => (0..d).for_each(|j| l[j * d + j] = libm::exp(take())),
            Kind::Full | Kind::Tied => {
                for i in 0..d {
                    (0..i).for_each(|j| l[i * d + j] = take());
                    l[i * d + i] = libm::exp(take());
                }
            }
        }
        theta.shapes[c] = (0..d * d).map(|i| (0..d).map(|m| l[i / d * d + m] * l[i % d * d + m]).sum()).collect();
    }
    if kind == Kind::Tied {
        theta.shapes = vec![theta.shapes[0].clone(); k];
    }
    theta
}

/// `sum_n ln sum_k pi_k N(x_n; mu_k, Sigma_k)`, and r.
fn likelihood(theta: &Theta, rows: &[Vec<f64>]) -> (f64, Vec<Vec<f64>>) {
    let ln_2pi = libm::log(2.0 * std::f64::consts::PI);
    let mut total = 0.0;
    let r = rows
        .iter()
        .map(|x| {
            let terms: Vec<f64> = (0..theta.k())
                .map(|k| {
                    let diff: Vec<f64> = x.iter().zip(&theta.means[k]).map(|(x, m)| x - m).collect();
                    let (q, log_det) = mahalanobis(&theta.shapes[k], &diff);
                    libm::log(theta.pi[k]) - 0.5 * (q + log_det + x.len() as f64 * ln_2pi)
                })
                .collect();
            let most = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let sum: f64 = terms.iter().map(|t| libm::exp(t - most)).sum();
            total += most + libm::log(sum);
            terms.iter().map(|t| libm::exp(t - most) / sum).collect()
        })
        .collect();
    (total, r)
}

/// The gradient of the mean log-likelihood (and prior) by the derivatives of a Gaussian, point after point.
fn gradient(kind: Kind, learned: bool, prior: f64, theta: &Theta, rows: &[Vec<f64>]) -> Vec<f64> {
    let (k, d, n) = (theta.k(), theta.d(), rows.len() as f64);
    let (_, r) = likelihood(theta, rows);
    let mut out = Vec::new();
    if learned {
        out.extend((0..k).map(|c| r.iter().map(|r| r[c] - theta.pi[c]).sum::<f64>() / n));
    }
    for c in 0..k {
        let mut slope = vec![0.0; d];
        for (x, r) in rows.iter().zip(&r) {
            let diff: Vec<f64> = x.iter().zip(&theta.means[c]).map(|(x, m)| x - m).collect();
            for (out, y) in slope.iter_mut().zip(solve(&theta.shapes[c], &diff)) {
                *out += r[c] * y / n;
            }
        }
        out.extend(slope);
    }
    // Of every distinct shape: H = d/dSigma = sum r (y y^T - Sigma^-1) / 2 with y = Sigma^-1 (x - mu), then 2 H L.
    let mut slopes: Vec<Vec<f64>> = Vec::new();
    let scale = scale_of_prior(rows, k);
    for c in 0..k {
        let sigma = &theta.shapes[c];
        let unit = |j: usize| (0..d).map(|i| f64::from(u8::from(i == j))).collect::<Vec<f64>>();
        let inverse: Vec<Vec<f64>> = (0..d).map(|j| solve(sigma, &unit(j))).collect();
        let mut h = vec![0.0; d * d];
        for (x, r) in rows.iter().zip(&r) {
            let diff: Vec<f64> = x.iter().zip(&theta.means[c]).map(|(x, m)| x - m).collect();
            let y = solve(sigma, &diff);
            for i in 0..d * d {
                h[i] += 0.5 * r[c] * (y[i / d] * y[i % d] - inverse[i / d][i % d]) / n;
            }
        }
        if prior > 0.0 && (kind != Kind::Tied || c == 0) {
            let count = (2 * d + 3) as f64;
            for i in 0..d * d {
                let between: f64 = (0..d * d).map(|m| inverse[i / d][m / d] * scale[m] * inverse[m % d][i % d]).sum();
                h[i] += 0.5 * prior * (between - count * inverse[i / d][i % d]) / n;
            }
        }
        let l = cholesky(sigma, d, 0.0).expect("positive definite");
        let slope = |i: usize, j: usize| 2.0 * (0..d).map(|m| h[i * d + m] * l[m * d + j]).sum::<f64>();
        let logs: Vec<f64> = (0..d).map(|j| slope(j, j) * l[j * d + j]).collect();
        slopes.push(match kind {
            Kind::Identity => Vec::new(),
            Kind::Spherical => vec![logs.iter().sum()],
            Kind::Diagonal => logs,
            Kind::Full | Kind::Tied => {
                (0..d).flat_map(|i| (0..i).map(|j| slope(i, j)).chain([logs[i]]).collect::<Vec<_>>()).collect()
            }
        });
    }
    if kind == Kind::Tied {
        out.extend((0..slopes[0].len()).map(|i| slopes.iter().map(|s| s[i]).sum::<f64>()));
    } else {
        out.extend(slopes.concat());
    }
    out
}

/// The data's covariance over `K^(2/D)`.
fn scale_of_prior(rows: &[Vec<f64>], k: usize) -> Vec<f64> {
    let (n, d) = (rows.len() as f64, rows[0].len());
    let mean: Vec<f64> = (0..d).map(|j| rows.iter().map(|x| x[j]).sum::<f64>() / n).collect();
    (0..d * d)
        .map(|i| rows.iter().map(|x| (x[i / d] - mean[i / d]) * (x[i % d] - mean[i % d])).sum::<f64>() / n)
        .map(|c| c / libm::pow(k as f64, 2.0 / d as f64))
        .collect()
}

fn every_kind(mut see: impl FnMut(Kind, bool, f64)) {
    for kind in KINDS {
        for (learned, prior) in [(true, 0.0), (false, 0.0), (true, 0.6)] {
            see(kind, learned, prior);
        }
    }
}

#[test]
fn a_step_goes_along_the_finite_differences_of_the_likelihood() {
    let rows = rows(Shape::Clustered, 130, 3, 3);
    every_kind(|kind, learned, prior| {
        let eta = 1e-3;
        let mut run = run(&rows, kind, learned, prior, eta);
        let theta = Theta::of(run.model());
        let before = free(kind, learned, &theta);
        // Logits are known up to a shift: their steps sum to 0 as the slopes do.
        run.iterate().expect("the floor holds");
        let mut after = free(kind, learned, &Theta::of(run.model()));
        if learned {
            let shift = (0..3).map(|k| after[k] - before[k]).sum::<f64>() / 3.0;
            after[..3].iter_mut().for_each(|x| *x -= shift);
        }
        let taken: Vec<f64> = before.iter().zip(&after).map(|(a, b)| (b - a) / eta).collect();
        let goal = |free: &[f64]| {
            let theta = bound(kind, learned, &theta, free);
            let rule = common::naive::Rule::Gaussian { kind, learned, floor: 0.0, added: 0.0, prior, eps: 1.0 };
            (likelihood(&theta, &rows).0 - rule.prior(&theta, &rows)) / rows.len() as f64
        };
        let h = 1e-5;
        let measured: Vec<f64> = (0..before.len())
            .map(|i| {
                let moved = |by: f64| {
                    let mut free = before.clone();
                    free[i] += by;
                    goal(&free)
                };
                (moved(h) - moved(-h)) / (2.0 * h)
            })
            .collect();
        let off = deviation(&taken, &measured);
        assert!(off < 1e-7, "{kind:?}, learned {learned}, prior {prior}: {off:e}: {taken:?}, not {measured:?}");
    });
}

#[test]
fn forty_steps_are_those_of_the_textbook() {
    let rows = rows(Shape::Clustered, 130, 2, 3);
    every_kind(|kind, learned, prior| {
        let eta = 0.1;
        let mut run = run(&rows, kind, learned, prior, eta);
        let mut theta = Theta::of(run.model());
        let mut before = f64::NEG_INFINITY;
        for t in 0..40 {
            let slope = gradient(kind, learned, prior, &theta, &rows);
            let next: Vec<f64> =
                free(kind, learned, &theta).iter().zip(&slope).map(|(x, slope)| x + eta * slope).collect();
            theta = bound(kind, learned, &theta, &next);
            run.iterate().expect("the floor holds");
            let ours = Theta::of(run.model());
            for (ours, theirs) in [
                (ours.pi, theta.pi.clone()),
                (ours.means.concat(), theta.means.concat()),
                (ours.shapes.concat(), theta.shapes.concat()),
            ] {
                let off = deviation(&ours, &theirs);
                assert!(off < 1e-9, "{kind:?}, learned {learned}, step {t}: {off:e}: {ours:?}, not {theirs:?}");
            }
            let likelihood = run.log_likelihood();
            assert!((likelihood - self::likelihood(&theta, &rows).0).abs() < 1e-9 * likelihood.abs());
            if prior == 0.0 {
                assert!(likelihood > before, "{kind:?}: uphill, from {before} to {likelihood}");
            }
            before = likelihood;
        }
    });
}

#[test]
fn a_step_too_long_falls_and_stays_a_number() {
    for kind in KINDS {
        for eta in [1.0, 30.0, 1000.0] {
            let rows = rows(Shape::Clustered, 130, 2, 3);
            let mut run = run(&rows, kind, true, 0.0, eta);
            let mut diverged = false;
            for _ in 0..200 {
                let report = run.step().expect("the floor holds");
                let theta = Theta::of(run.model());
                let numbers = [theta.pi, theta.means.concat(), theta.shapes.concat(), vec![report.objective]].concat();
                assert!(numbers.iter().all(|x| x.is_finite()), "{kind:?}, eta = {eta}: {numbers:?}");
                diverged |= report.events.iter().any(|e| e.kind == "diverged");
                assert!(!(diverged && report.converged), "{kind:?}: what has diverged has not converged");
            }
            assert!(diverged || eta < 1000.0, "{kind:?}, eta = {eta}");
        }
    }
    let mut deck = Deck::new("m=gmm&by=gradient&eta=2");
    deck.step().expect("an assignment cannot fail");
    deck.step().expect("the floor holds");
    let sentence = deck.scene().sentence;
    assert!(sentence.starts_with("Gradient step: ") && sentence.ends_with("the step was too long."), "{sentence}");
}

#[test]
fn the_ascent_ends_where_em_ends() {
    let end = |link: &str| {
        let mut deck = Deck::new(link);
        while deck.step().expect("the floor holds") {}
        let tape = deck.tape().expect("a run");
        assert!(tape.converged());
        tape.objective_at(tape.t())
    };
    for kind in ["full", "identity", "spherical", "diagonal", "tied"] {
        let em = end(&format!("m=gmm&s=1&cov={kind}&tol=0.00000001"));
        let ascent = end(&format!("m=gmm&s=1&cov={kind}&by=gradient&tol=0.00000001"));
        assert!((em - ascent).abs() < 2e-3, "{kind}: EM ends at {em}, the ascent at {ascent}");
    }
}
