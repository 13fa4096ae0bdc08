//! The equations beside a point and a centre are those of the model, and the numbers below them come out of them.

mod common;

use common::naive::{Rule, Theta};
use mixtape::deck::Deck;
use mixtape::inspect::Inspection;
use mixtape::model::gaussian::Kind;
use mixtape::text::read;

/// A link, the rule that the oracle goes by, and what is to be read.
struct Case {
    link: &'static str,
    rule: Rule,
    measure: &'static str,
    assign: &'static str,
    density: &'static str,
    refit: &'static [&'static str],
}

const CENTRES: Rule = Rule::Centres { temperature: 0.0 };
const GAUSSIAN: Rule =
    Rule::Gaussian { kind: Kind::Full, learned: true, floor: 1e-6, added: 0.0, prior: 0.0, eps: 1.0 };
const NEAREST: &str = "k\u{302}^{(n)} = argmin_j ‖m_j − x^{(n)}‖^2";
const AVERAGE: &str = "m_k = \\frac{∑_n r_k^{(n)} x^{(n)}}{∑_n r_k^{(n)}}";
const MEAN: &str = "μ_k = \\frac{∑_n r_k^{(n)} x^{(n)}}{∑_n r_k^{(n)}}";
const SHARES: &str = "π_k = \\frac{N_k}{N}";
const COUNTS: &str = "N_k = ∑_n r_k^{(n)}";

/// One for each model, and for what a setting makes of it.
const CASES: [Case; 17] = [
    Case {
        link: "k=3", rule: CENTRES, measure: "‖m_k − x^{(n)}‖^2", assign: NEAREST, density: "", refit: &[AVERAGE]
    },
    Case {
        link: "k=2&dist=mahalanobis-det",
        rule: Rule::Mahalanobis { pooled: false, volume: true, floor: 1e-6 },
        measure: "(x^{(n)} − m_k)^T Σ_k^{−1} (x^{(n)} − m_k) + ln|Σ_k|",
        assign: "k\u{302}^{(n)} = argmin_j (x^{(n)} − m_j)^T Σ_j^{−1} (x^{(n)} − m_j) + ln|Σ_j|",
        density: "",
        refit: &[AVERAGE, "Σ_k = \\frac{∑_n r_k^{(n)} (x^{(n)} − m_k)(x^{(n)} − m_k)^T}{∑_n r_k^{(n)}}"],
    },
    Case {
        link: "m=soft&k=2&beta=2",
        rule: Rule::Centres { temperature: 0.5 },
        measure: "‖m_k − x^{(n)}‖^2",
        assign: "r_k^{(n)} = \\frac{exp(−β‖m_k − x^{(n)}‖^2)}{∑_j exp(−β‖m_j − x^{(n)}‖^2)}",
        density: "",
        refit: &[AVERAGE],
    },
    Case {
        link: "m=gmm&k=2",
        rule: GAUSSIAN,
        measure: "𝒩(x^{(n)} | μ_k, Σ_k)",
        assign: "r_k^{(n)} = \\frac{π_k 𝒩(x^{(n)} | μ_k, Σ_k)}{∑_j π_j 𝒩(x^{(n)} | μ_j, Σ_j)}",
        density: "𝒩 = (2π)^{−D/2} |Σ_k|^{−1/2} exp(−\\frac{1}{2} q_k)\nq_k = (x − μ_k)^T Σ_k^{−1} (x − μ_k)",
        refit: &[MEAN, "Σ_k = \\frac{1}{N_k} ∑_n r_k^{(n)} (x^{(n)} − μ_k)(x^{(n)} − μ_k)^T", SHARES, COUNTS],
    },
    Case {
        link: "m=gmm&k=2&cov=identity&w=equal",
        rule: Rule::Gaussian { kind: Kind::Identity, learned: false, floor: 1e-6, added: 0.0, prior: 0.0, eps: 1.0 },
        measure: "𝒩(x^{(n)} | μ_k, I)",
        assign: "r_k^{(n)} = \\frac{π_k 𝒩(x^{(n)} | μ_k, I)}{∑_j π_j 𝒩(x^{(n)} | μ_j, I)}",
        density: "𝒩 = (2π)^{−D/2} exp(−\\frac{1}{2} ‖x − μ_k‖^2)",
        refit: &[MEAN, COUNTS],
    },
    Case {
        link: "m=gmm&k=2&cov=spherical",
        rule: Rule::Gaussian { kind: Kind::Spherical, learned: true, floor: 1e-6, added: 0.0, prior: 0.0, eps: 1.0 },
        measure: "𝒩(x^{(n)} | μ_k, σ_k^2 I)",
        assign: "r_k^{(n)} = \\frac{π_k 𝒩(x^{(n)} | μ_k, σ_k^2 I)}{∑_j π_j 𝒩(x^{(n)} | μ_j, σ_j^2 I)}",
        density: "𝒩 = (2π σ_k^2)^{−D/2} exp(−\\frac{1}{2} ‖x − μ_k‖^2 / σ_k^2)",
        refit: &[MEAN, "σ_k^2 = \\frac{1}{D N_k} ∑_n r_k^{(n)} ‖x^{(n)} − μ_k‖^2", SHARES, COUNTS],
    },
    Case {
        link: "m=gmm&k=2&cov=diagonal&reg=0.1&floor=0",
        rule: Rule::Gaussian { kind: Kind::Diagonal, learned: true, floor: 0.0, added: 0.1, prior: 0.0, eps: 1.0 },
        measure: "𝒩(x^{(n)} | μ_k, diag σ_k^2)",
        assign: "r_k^{(n)} = \\frac{π_k 𝒩(x^{(n)} | μ_k, diag σ_k^2)}{∑_j π_j 𝒩(x^{(n)} | μ_j, diag σ_j^2)}",
        density: "𝒩 = ∏_d (2π σ_{k,d}^2)^{−1/2} exp(−\\frac{1}{2} (x_d − μ_{k,d})^2 / σ_{k,d}^2)",
        refit: &[
            MEAN,
            "σ_{k,d}^2 = \\frac{1}{N_k} ∑_n r_k^{(n)} (x_d^{(n)} − μ_{k,d})^2",
            "Σ_k ← Σ_k + ε I",
            SHARES,
            COUNTS,
        ],
    },
    Case {
        link: "m=gmm&k=2&cov=tied&prior=1",
        rule: Rule::Gaussian { kind: Kind::Tied, learned: true, floor: 1e-6, added: 0.0, prior: 1.0, eps: 1.0 },
        measure: "𝒩(x^{(n)} | μ_k, Σ)",
        assign: "r_k^{(n)} = \\frac{π_k 𝒩(x^{(n)} | μ_k, Σ)}{∑_j π_j 𝒩(x^{(n)} | μ_j, Σ)}",
        density: "𝒩 = (2π)^{−D/2} |Σ|^{−1/2} exp(−\\frac{1}{2} q_k)\nq_k = (x − μ_k)^T Σ^{−1} (x − μ_k)",
        refit: &[
            MEAN,
            "Σ = \\frac{1}{c + N} (S_0 + ∑_n ∑_j r_j^{(n)} (x^{(n)} − μ_j)(x^{(n)} − μ_j)^T)",
            SHARES,
            COUNTS,
        ],
    },
    Case {
        link: "d=digits&m=bernoulli&k=2",
        rule: Rule::Bernoulli { learned: true, a: 0.0 },
        measure: "p(x^{(n)} | μ_k)",
        assign: "r_k^{(n)} = \\frac{π_k p(x^{(n)} | μ_k)}{∑_j π_j p(x^{(n)} | μ_j)}",
        density: "p(x | μ_k) = ∏_d μ_{k,d}^{x_d} (1 − μ_{k,d})^{1 − x_d}",
        refit: &[MEAN, SHARES, COUNTS],
    },
    Case {
        link: "d=digits&m=bernoulli&k=2&a=1",
        rule: Rule::Bernoulli { learned: true, a: 1.0 },
        measure: "p(x^{(n)} | μ_k)",
        assign: "r_k^{(n)} = \\frac{π_k p(x^{(n)} | μ_k)}{∑_j π_j p(x^{(n)} | μ_j)}",
        density: "p(x | μ_k) = ∏_d μ_{k,d}^{x_d} (1 − μ_{k,d})^{1 − x_d}",
        refit: &["μ_k = \\frac{∑_n r_k^{(n)} x^{(n)} + a}{N_k + 2 a}", SHARES, COUNTS],
    },
    Case {
        link: "d=austen&m=multinomial&k=2&a=0.5",
        rule: Rule::Multinomial { learned: true, a: 0.5 },
        measure: "p(x^{(n)} | μ_k)",
        assign: "r_k^{(n)} = \\frac{π_k p(x^{(n)} | μ_k)}{∑_j π_j p(x^{(n)} | μ_j)}",
        density: "p(x | μ_k) = \\frac{(∑_d x_d)!}{∏_d x_d!} ∏_d μ_{k,d}^{x_d}",
        refit: &["μ_{k,d} = \\frac{∑_n r_k^{(n)} x_d^{(n)} + a}{∑_e ∑_n r_k^{(n)} x_e^{(n)} + D a}", SHARES, COUNTS],
    },
    Case {
        link: "d=counts&m=poisson&k=2",
        rule: Rule::Poisson { learned: true },
        measure: "p(x^{(n)} | λ_k)",
        assign: "r_k^{(n)} = \\frac{π_k p(x^{(n)} | λ_k)}{∑_j π_j p(x^{(n)} | λ_j)}",
        density: "p(x | λ_k) = ∏_d \\frac{λ_{k,d}^{x_d} e^{−λ_{k,d}}}{x_d!}",
        refit: &["λ_k = \\frac{∑_n r_k^{(n)} x^{(n)}}{∑_n r_k^{(n)}}", SHARES, COUNTS],
    },
    Case {
        link: "d=outliers&m=student&k=2&nu=3",
        rule: Rule::Student { learned: true, floor: 1e-6, nu: 3.0 },
        measure: "t_ν(x^{(n)} | μ_k, Σ_k)",
        assign: "r_k^{(n)} = \\frac{π_k t_ν(x^{(n)} | μ_k, Σ_k)}{∑_j π_j t_ν(x^{(n)} | μ_j, Σ_j)}",
        density: "t_ν = c_k (1 + q_k/ν)^{−(ν + D)/2}\nc_k = \\frac{Γ((ν + D)/2)}{Γ(ν/2) (ν π)^{D/2} |Σ_k|^{1/2}}\nq_k = (x − μ_k)^T Σ_k^{−1} (x − μ_k)",
        refit: &[
            "μ_k = \\frac{∑_n r_k^{(n)} u_k^{(n)} x^{(n)}}{∑_n r_k^{(n)} u_k^{(n)}}",
            "Σ_k = \\frac{1}{N_k} ∑_n r_k^{(n)} u_k^{(n)} (x^{(n)} − μ_k)(x^{(n)} − μ_k)^T",
            "u_k^{(n)} = \\frac{ν + D}{ν + (x^{(n)} − μ_k)^T Σ_k^{−1} (x^{(n)} − μ_k)}",
            SHARES,
            COUNTS,
        ],
    },
    Case {
        link: "m=kmedoids&k=3",
        rule: Rule::Medoids,
        measure: "‖m_k − x^{(n)}‖",
        assign: "k\u{302}^{(n)} = argmin_j ‖m_j − x^{(n)}‖",
        density: "",
        refit: &["m_k = argmin_{m ∈ C_k} ∑_n r_k^{(n)} ‖m − x^{(n)}‖", "C_k = \\{x^{(n)} : r_k^{(n)} = 1\\}"],
    },
    Case {
        link: "m=kmedians&k=3",
        rule: Rule::Medians,
        measure: "∑_d |x_d^{(n)} − m_{k,d}|",
        assign: "k\u{302}^{(n)} = argmin_j ∑_d |x_d^{(n)} − m_{j,d}|",
        density: "",
        refit: &["m_{k,d} = median \\{x_d^{(n)} : r_k^{(n)} = 1\\}"],
    },
    Case {
        link: "d=faithful&z=0&m=exponential&k=2",
        rule: Rule::Exponential { learned: true },
        measure: "p(x^{(n)} | λ_k)",
        assign: "r_k^{(n)} = \\frac{π_k p(x^{(n)} | λ_k)}{∑_j π_j p(x^{(n)} | λ_j)}",
        density: "p(x | λ_k) = ∏_d λ_{k,d} e^{−λ_{k,d} x_d}",
        refit: &["λ_k = \\frac{N_k}{∑_n r_k^{(n)} x^{(n)}}", SHARES, COUNTS],
    },
    Case {
        link: "m=online&k=2&batch=1",
        rule: CENTRES,
        measure: "‖m_k − x^{(n)}‖^2",
        assign: NEAREST,
        density: "",
        refit: &["m_k ← m_k + η (x − m_k)", "η = \\frac{1}{c_k}"],
    },
];

/// A number as the card writes it, to the digits that are shown.
fn is_written(text: &str, value: f64, what: &str) {
    let plain = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|d| d == c).map_or(c, |i| char::from(b'0' + i as u8));
    let text = text.replace(" × 10", "e").replace(['−', '⁻'], "-").replace(',', "");
    let text = text.chars().map(plain).collect::<String>();
    let shown = match text.strip_prefix("e^(") {
        Some(power) => libm::exp(read(power.trim_end_matches(')')).unwrap()),
        None => read(&text).unwrap_or_else(|| panic!("{what}: {text} is no number")),
    };
    assert!((shown - value).abs() <= 6e-3 * value.abs() + 1e-300, "{what}: {text} is not {value}");
}

fn theta(rule: Rule, deck: &Deck) -> Theta {
    rule.theta(deck.tape().unwrap().run().model())
}

fn rows(deck: &Deck) -> Vec<Vec<f64>> {
    let points = deck.tape().unwrap().run().points();
    (0..points.n()).map(|n| points.row(n)).collect()
}

/// The numbers beside a point follow from the documented equation of its model.
fn numbers_follow(case: &Case, theta: &Theta, x: &[f64], seen: &Inspection) {
    let r = &case.rule.assign(theta, &[x.to_vec()])[0];
    let t = case.rule.temperature();
    for (k, row) in seen.rows.iter().enumerate() {
        let what = format!("{}, component {k}", case.link);
        let energy = case.rule.energy(theta, k, x);
        assert!((row.r - r[k]).abs() < 1e-9, "{what}: r is {} and not {}", row.r, r[k]);
        if t == 0.0 {
            is_written(&row.energy, energy, &what);
        } else if case.density.is_empty() {
            is_written(&row.exponent, -energy / t, &what);
            is_written(&row.product, libm::exp(-energy / t), &what);
        } else {
            let product = libm::exp(-energy);
            // Where p is beyond the smallest number the card writes it as a power of e.
            if product > 1e-280 {
                is_written(&row.product, product, &what);
                is_written(&row.density, product / theta.pi[k], &what);
            }
        }
    }
}

#[test]
fn every_model_states_its_own_equations_and_its_numbers_follow() {
    for case in &CASES {
        for t in 0..=2 {
            let deck = Deck::new(&format!("{}&t={t}", case.link));
            assert_eq!(deck.tape().map(mixtape::tape::Tape::t), Some(t), "{}: {:?}", case.link, deck.notes());
            let (before, data) = (Deck::new(case.link), rows(&deck));
            // A refit leaves r as it was: the numbers of t = 2 are those of t = 1.
            let assigned = theta(case.rule, &before);
            for n in [0, data.len() / 2] {
                let seen = deck.inspect_point(n).unwrap();
                assert_eq!(seen.assignment, case.assign, "{} at {t}", case.link);
                assert_eq!((seen.measure, seen.density), (case.measure, case.density));
                numbers_follow(case, &assigned, &data[n], &seen);
            }
            let centre = deck.inspect_centre(1).unwrap();
            assert_eq!(centre.refit, case.refit, "{} at {t}", case.link);
        }
    }
}

#[test]
fn the_refit_that_is_stated_is_the_one_that_is_made() {
    for case in CASES.iter().filter(|case| !case.link.contains("online")) {
        let [start, refitted] = [0, 2].map(|t| Deck::new(&format!("{}&t={t}", case.link)));
        let (theta_0, data) = (theta(case.rule, &start), rows(&start));
        let r = case.rule.assign(&theta_0, &data);
        let (ours, theirs) = (theta(case.rule, &refitted), case.rule.refit(&theta_0, &data, &r));
        let off = common::deviation(&ours.means.concat(), &theirs.means.concat());
        assert!(off < 1e-9, "{}: the means are off by {off:e}", case.link);
    }
}

#[test]
fn gradient_ascent_states_its_step() {
    let climbing = Deck::new("m=gmm&k=2&by=gradient").inspect_centre(0).unwrap();
    assert_eq!(climbing.refit[0], "μ_k ← μ_k + \\frac{η}{N} Σ_k^{−1} ∑_n r_k^{(n)} (x^{(n)} − μ_k)");
}
