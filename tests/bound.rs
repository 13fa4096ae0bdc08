//! Are Q, entropy, bound and gap what their definitions say, at every half-step, and do they add up?
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::cases::{Case, cases, config};
use common::naive::{Rule, Theta};
use mixtape::bound::bound;
use mixtape::options::Family;
use mixtape::run::Run;
use mixtape::tape::Tape;
use proptest::prelude::*;

/// Q, H, L, KL, log p(D) by their definitions: every sum spelt out.
fn naive(rule: Rule, theta: &Theta, rows: &[Vec<f64>], r: &[Vec<f64>]) -> [f64; 5] {
    let (mut q, mut entropy, mut gap, mut evidence) = (0.0, 0.0, 0.0, 0.0);
    for (n, x) in rows.iter().enumerate() {
        let joint: Vec<f64> = (0..theta.k()).map(|k| -rule.energy(theta, k, x)).collect();
        let top = joint.iter().fold(f64::NEG_INFINITY, |a, b| a.max(*b));
        let log_sum = top + libm::log(joint.iter().map(|j| libm::exp(j - top)).sum());
        evidence += log_sum;
        for (k, &r) in r[n].iter().enumerate().filter(|(_, r)| **r > 0.0) {
            q += r * joint[k];
            entropy -= r * libm::log(r);
            gap += r * (libm::log(r) - (joint[k] - log_sum));
        }
    }
    [q, entropy, q + entropy, gap, evidence]
}

fn walk(case: &Case) -> Result<(), TestCaseError> {
    let rows = case.rows();
    let Ok(run) = Run::new(case.family, case.points(), &case.options()) else { return Ok(()) };
    let mut tape = Tape::new(run);
    for _ in 0..8 {
        let run = tape.run();
        let (rule, theta) = (case.rule(), case.rule().theta(run.model()));
        // A component that died, or a probability at its end, makes 0 times infinity of the plain sums.
        let inside = theta.pi.iter().all(|pi| *pi > 1e-9)
            && (case.family != Family::PoissonMixture || theta.means.iter().flatten().all(|rate| *rate > 0.0))
            && (case.family != Family::BernoulliMixture
                || theta.means.iter().flatten().all(|mu| *mu > 0.0 && *mu < 1.0));
        if !inside {
            return Ok(());
        }
        let r: Vec<Vec<f64>> =
            run.responsibilities().expect("few points").chunks_exact(case.k).map(<[f64]>::to_vec).collect();
        let expected = naive(rule, &theta, &rows, &r);
        let found = bound(&tape).expect("a mixture");
        let size = run.shares().iter().map(|x| x.abs()).sum::<f64>() + expected[1] + rows.len() as f64;
        let slack = (1e-9 + theta.lost_digits()) * size;
        for (term, expected) in found.terms.iter().zip(expected) {
            prop_assert!(
                (term.value - expected).abs() <= slack,
                "{case:?} t {}: {} is {}, not {expected}",
                tape.t(),
                term.key,
                term.value
            );
        }
        let value = |i: usize| found.terms[i].value;
        prop_assert!((value(0) + value(1) - value(2)).abs() <= slack);
        prop_assert!((value(2) + value(3) - value(4)).abs() <= slack);
        prop_assert!(value(3) >= 0.0 && value(1) >= 0.0);
        match tape.step() {
            Ok(true) => {}
            _ => return Ok(()),
        }
    }
    // Looking back tells the same as having been there.
    let all = bound(&tape).expect("a mixture");
    let last = tape.recorded();
    for t in (0..=last).rev() {
        tape.seek(t);
        let then = bound(&tape).expect("a mixture");
        prop_assert_eq!(then.terms[2].value.to_bits(), all.bound[t].to_bits());
        prop_assert_eq!(then.terms[4].value.to_bits(), all.evidence[t].to_bits());
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn the_terms_are_their_definitions_in_gaussian_mixtures(case in cases(Family::GaussianMixture)) { walk(&case)?; }

    #[test]
    fn the_terms_are_their_definitions_in_poisson_mixtures(case in cases(Family::PoissonMixture)) { walk(&case)?; }

    #[test]
    fn the_terms_are_their_definitions_in_student_mixtures(case in cases(Family::StudentMixture)) { walk(&case)?; }

    #[test]
    fn the_terms_are_their_definitions_in_bernoulli_mixtures(case in cases(Family::BernoulliMixture)) { walk(&case)?; }
}

#[test]
fn kmeans_has_no_bound() {
    let case = mixtape::link::Link::decode("d=faithful&m=kmeans").0.config;
    let data = case.data().expect("data");
    let error = bound(&case.tape(&data, 1).expect("a run")).expect_err("no likelihood");
    assert!(error.message.contains("mixture"), "{error}");
}
