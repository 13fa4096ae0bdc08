//! Bayes' rule in one dimension: sums, crossings, the probability of an error, and the room's links.

#![allow(clippy::disallowed_methods, reason = "the oracle is the standard library")]

use mixtape::bayes::Bayes;
use proptest::prelude::*;

fn any_bayes() -> impl Strategy<Value = Bayes> {
    let mean = || 140.0..205.0_f64;
    let std = || 2.0..20.0_f64;
    (135.0..210.0_f64, 0.01..0.99_f64, mean(), mean(), std(), std(), any::<bool>()).prop_map(
        |(x, prior, m0, m1, s0, s1, same)| Bayes { x, prior, means: [m0, m1], stds: [s0, if same { s0 } else { s1 }] },
    )
}

/// The density as a textbook writes it, by the standard library.
fn naive(m: f64, s: f64, x: f64) -> f64 {
    (-(x - m).powi(2) / (2.0 * s * s)).exp() / (2.0 * std::f64::consts::PI * s * s).sqrt()
}

proptest! {
    #[test]
    fn posteriors_sum_to_one_and_are_bayes_rule(b in any_bayes()) {
        let [p0, p1] = [0, 1].map(|y| b.posterior(y, b.x));
        prop_assert!((p0 + p1 - 1.0).abs() <= 4e-16);
        let [j0, j1] = [(0, 1.0 - b.prior), (1, b.prior)].map(|(y, p)| p * naive(b.means[y], b.stds[y], b.x));
        if j0 + j1 > 1e-290 {
            prop_assert!((p1 - j1 / (j0 + j1)).abs() < 1e-11, "{p1} {}", j1 / (j0 + j1));
            prop_assert!((b.joint(0, b.x) - j0).abs() <= 1e-12 * j0);
        }
    }

    #[test]
    fn at_decision_points_the_joint_densities_are_equal(b in any_bayes()) {
        let decisions = b.decisions();
        prop_assert!(decisions.is_sorted());
        for x in &decisions {
            // Far away both vanish: the logarithms are compared, relative to their size.
            let size = b.stds.iter().zip(b.means).map(|(s, m)| ((x - m) / s).powi(2)).fold(1.0, f64::max);
            prop_assert!(b.log_odds(*x).abs() < 1e-9 * size, "{x}: {}", b.log_odds(*x));
        }
        // Between them the same kind leads everywhere, and it changes at each.
        let regions = b.regions();
        prop_assert_eq!(regions.len(), decisions.len() + 1);
        for pair in regions.windows(2) {
            prop_assert!(pair[0].y != pair[1].y && pair[0].to == pair[1].from);
        }
        for i in 0..=400 {
            let x = 100.0 + 0.4 * f64::from(i);
            let region = regions.iter().find(|r| r.from <= x && x <= r.to).unwrap();
            let odds = b.log_odds(x);
            prop_assert!(odds.abs() < 1e-6 || (odds > 0.0) == (region.y == 1), "{x}: {odds}, {region:?}");
        }
    }

    #[test]
    fn the_error_is_the_integral_of_the_smaller_joint(b in any_bayes()) {
        // The trapezoidal rule on a range beyond which nothing is left.
        let (n, low, high) = (200_000, 140.0 - 12.0 * 20.0, 205.0 + 12.0 * 20.0);
        let h = (high - low) / f64::from(n);
        let smaller = |x: f64| {
            let joint = |y: usize, p: f64| p * naive(b.means[y], b.stds[y], x);
            joint(0, 1.0 - b.prior).min(joint(1, b.prior))
        };
        let integral: f64 = (0..n).map(|i| h * smaller(low + h * (f64::from(i) + 0.5))).sum();
        let [e0, e1] = b.errors();
        prop_assert!((e0 + e1 - integral).abs() < 1e-7, "{} {integral}", e0 + e1);
        prop_assert!(e0 >= 0.0 && e1 >= 0.0 && e0 + e1 <= b.prior.min(1.0 - b.prior) + 1e-12);
    }

    #[test]
    fn links_come_back(b in any_bayes()) {
        let (read, notes) = Bayes::decode(&b.encode());
        prop_assert_eq!(notes, Vec::<String>::new());
        prop_assert_eq!(read, b);
    }

    #[test]
    fn any_text_decodes(text in "\\PC{0,60}", key in "(x|prior|m0|s0|m1|s1|room)", value in "[-0-9.e%]{0,8}") {
        for link in [text.clone(), format!("{key}={value}"), format!("room=bayes&{key}={text}")] {
            let (b, _) = Bayes::decode(&link);
            let (again, notes) = Bayes::decode(&b.encode());
            prop_assert_eq!((again, notes.len()), (b, 0));
        }
    }

    #[test]
    fn hands_leave_short_links(mut b in any_bayes(), at in -200.0..2000.0_f64, steps in -30..30_i32) {
        for key in ["x", "m0", "s0", "m1", "s1", "prior"] {
            b.drag(key, at, [900.0, 600.0]);
            b.nudge(key, f64::from(steps));
        }
        prop_assert!(b.encode().len() <= "room=bayes&x=123.5&prior=0.45&m0=166.5&s0=12.5&m1=123.5&s1=12.5".len(), "{}", b.encode());
        prop_assert_eq!(Bayes::decode(&b.encode()), (b, vec![]));
    }
}

#[test]
fn what_is_wrong_is_said_and_replaced() {
    assert_eq!(Bayes::default().encode(), "room=bayes");
    for (link, word) in [("x=900", "x"), ("s0=0", "s0"), ("prior=nan", "prior"), ("m9=3", "m9"), ("prior=1.5", "prior")]
    {
        let (b, notes) = Bayes::decode(link);
        assert_eq!(b, Bayes::default(), "{link}");
        assert!(notes.len() == 1 && notes[0].contains(word), "{link}: {notes:?}");
    }
}

#[test]
fn none_one_or_two_decision_points() {
    let of = |prior: f64, means: [f64; 2], stds: [f64; 2]| Bayes { x: 170.0, prior, means, stds }.decisions();
    assert_eq!(of(0.5, [160.0, 180.0], [7.0, 7.0]), [170.0]);
    assert_eq!(of(0.5, [170.0, 170.0], [5.0, 10.0]).len(), 2);
    assert_eq!(of(0.1, [170.0, 170.0], [10.0, 10.0]), [0.0; 0]);
    assert_eq!(of(0.05, [170.0, 170.0], [8.0, 10.0]).len(), 2);
    assert_eq!(of(0.05, [170.0, 170.0], [10.0, 8.0]), [0.0; 0]);
    assert_eq!(of(0.0, [160.0, 180.0], [7.0, 7.0]), [0.0; 0]);
    // Nearly equal widths: one point between the means, the other far away.
    let points = of(0.5, [160.0, 180.0], [7.0, 7.000_000_1]);
    assert!(points.len() == 2 && points.iter().any(|x| (x - 170.0).abs() < 1e-3), "{points:?}");
}

#[test]
fn the_formula_has_the_numbers() {
    let view = Bayes::default().view(900.0, 600.0);
    let text = |terms: &[mixtape::bayes::Term]| terms.iter().map(|t| t.text.clone()).collect::<Vec<_>>().join(" ");
    // p(172 | 0) = N(172; 166, 7^2) and p(172 | 1) = N(172; 179, 7^2).
    assert_eq!(text(&view.numerator), "0.0346 × 0.40");
    assert_eq!(text(&view.denominator), "0.0346 × 0.40 + 0.0395 × 0.60");
    assert_eq!((view.asked.as_str(), view.result.as_str()), ("P(y = 1 | x = 172)", "0.369"));
}
