//! Where two runs disagree, and what their settings have to do with each other.

use crate::config::Configuration;
use crate::energy;
use crate::models::Values;
use crate::options::Family;
use crate::options::row::{OptionKind, OptionRow};
use crate::run::Run;
use crate::tape::Tape;
use crate::text::{count, number};
use serde::Serialize;
use std::fmt::Write;

/// Responsibilities are compared while there are no more than these.
const MOST: usize = 1 << 21;

/// Two runs on the same points, compared where they stand.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// What each side is called: its model, and the settings that tell it from the other.
    pub names: [String; 2],
    /// How many points have another label on the other side; none before both have assigned.
    pub differ: Option<usize>,
    /// N.
    pub n: usize,
    /// "12 of 272 points disagree".
    pub verdict: String,
    /// What else there is to say of the two together.
    pub words: String,
    /// Whether the two objectives are one quantity, to be shown on one scale.
    pub same: bool,
    /// Whether a side is now worse than it was after its first assignment.
    pub worse: [bool; 2],
    /// Whether a half-step is one of both sides.
    pub locked: bool,
}

/// The points with another label on the other side: labels are matched by the index k, for the start is shared.
/// Nothing before both runs have assigned.
pub fn disagreeing(a: &Run, b: &Run) -> Option<Vec<usize>> {
    if a.assigned().is_none() || b.assigned().is_none() || a.labels().len() != b.labels().len() {
        return None;
    }
    Some((0..a.labels().len()).filter(|&n| a.labels()[n] != b.labels()[n]).collect())
}

/// `1/N sum_n 1/2 sum_k |r_nk - r'_nk|`, from 0 to 1: how much of a point, on average, the two give to different
/// clusters. For two K-means it is the share of points that disagree. None before both have assigned, and for more
/// numbers than are worth the wait.
pub fn distance(a: &Run, b: &Run) -> Option<f64> {
    let (n, k) = (a.points().n(), a.model().k());
    let (first, second) = (a.assigned()?, b.assigned()?);
    if n * k > MOST || b.points().n() != n || second.k() != k {
        return None;
    }
    let mut kept = Vec::with_capacity(n * k);
    energy::responsibilities(first, a.points(), |_, r| kept.extend_from_slice(r));
    let (mut at, mut sum) = (0, 0.0);
    energy::responsibilities(second, b.points(), |_, r| {
        let apart: f64 = r.iter().zip(&kept[at..]).map(|(x, y)| (x - y).abs()).sum();
        sum += apart;
        at += r.len();
    });
    Some(sum / (2.0 * n as f64))
}

/// The two runs compared; a side without a run is named and no more.
pub fn compare(configs: [&Configuration; 2], tapes: [Option<&Tape>; 2]) -> Comparison {
    let names = [name(configs[0], configs[1]), name(configs[1], configs[0])];
    let same = same_objective(configs[0], configs[1]);
    let [Some(a), Some(b)] = tapes else {
        return Comparison { names, same, verdict: "One side has no run.".into(), ..Comparison::default() };
    };
    let n = a.run().points().n();
    let differ = disagreeing(a.run(), b.run()).map(|d| d.len());
    let verdict = match differ {
        None => "Nothing is assigned yet".into(),
        Some(0) => format!("All {} points agree", count(n)),
        Some(d) => format!("{} of {} points disagree", count(d), count(n)),
    };
    let worse = [worsened(a), worsened(b)];
    let mut words = Vec::new();
    let soft = |tape: &Tape| tape.run().model().temperature() > 0.0;
    if let Some(apart) = distance(a.run(), b.run()).filter(|_| soft(a) || soft(b)) {
        words.push(if apart < 1e-12 {
            "Both sides share every point out alike.".into()
        } else {
            format!("On average the two sides give {} % of a point to different clusters.", number(100.0 * apart, 2))
        });
    }
    words.extend((0..2).filter(|&side| worse[side]).map(|side| {
        format!(
            "{} is worse now than after its first half-step: {} has gone the wrong way.",
            names[side], configs[side].model.objective
        )
    }));
    words.push(stiffness([a.run(), b.run()]));
    let words = words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    Comparison { names, differ, n, verdict, words, same, worse, locked: true }
}

/// "Gaussian mixture, spherical": the model, the first setting of a soft one, and what else is not as usual or not
/// as on the other side. Of two mixtures of a kind, and beside K-means, "EM, diagonal": how it is fitted, and what
/// tells it from the other.
fn name(config: &Configuration, other: &Configuration) -> String {
    let model = config.model.choice.title;
    let mut out = String::new();
    let same_model = config.model.choice.key == other.model.choice.key;
    let differs = |o: &&OptionRow| config.setting(o.key) != other.setting(o.key);
    let em = config.model.family == Family::GaussianMixture && !other.model.family.is_mixture();
    let short = em || same_model && config.model.family.is_mixture() && config.model.options.iter().any(differs);
    if short {
        out.push_str(if config.by_gradient() { "Gradient ascent" } else { "EM" });
    }
    for (i, option) in config.model.options.iter().enumerate() {
        let value = config.setting(option.key).unwrap_or_default();
        let first = i == 0 && matches!(config.model.family, Family::SoftKMeans | Family::GaussianMixture);
        let tells = same_model && other.setting(option.key).as_ref() != Some(&value);
        // The step tells gradient ascent from gradient ascent, and says nothing of EM.
        let step = option.key == "eta";
        let said = if step { config.by_gradient() } else { first || tells || value != option.default() };
        if !said || (short && (option.key == "by" || !(em || tells || step))) {
            continue;
        }
        if !out.is_empty() {
            out.push_str(", ");
        }
        match option.kind {
            OptionKind::Number(_) => {
                // The symbol, where the title begins or ends with one.
                let mut words = option.title.split(' ');
                let ends = [words.next(), words.next_back().filter(|_| !option.title.contains(" of "))];
                let symbol = ends.into_iter().flatten().find(|s| s.chars().count() == 1).unwrap_or(option.title);
                let _ = write!(out, "{symbol} = {value}");
            }
            OptionKind::Choice { choices, .. } => {
                let title = choices.iter().find(|c| c.key == value).map_or("", |c| c.title);
                // Distances are named after people.
                out.push_str(&if option.key == "dist" { title.into() } else { title.to_ascii_lowercase() });
            }
            OptionKind::Start => {}
        }
    }
    match out.is_empty() {
        true => model.into(),
        false if short => out,
        false => format!("{model}, {out}"),
    }
}

/// Whether both maximise log p(D) of a density, or minimise the same J or F.
fn same_objective(a: &Configuration, b: &Configuration) -> bool {
    let same = |key: &str| a.setting(key) == b.setting(key);
    // Densities of the same points: whichever is higher explains them better.
    let density = |c: &Configuration| c.model.has_density && c.model.values != Values::Counts;
    (density(a) && density(b))
        || a.model.family == b.model.family
            && match a.model.family {
                Family::KMeans => same("dist"),
                Family::SoftKMeans => same("beta"),
                _ => true,
            }
}

/// Whether the run, where it stands, is worse than after its first assignment.
fn worsened(tape: &Tape) -> bool {
    let (first, now) = (tape.free_energy_at(1), tape.free_energy_at(tape.t()));
    tape.t() > 1 && (now > first + 1e-9 * first.abs() || now.is_nan())
}

/// What the energies are to be divided by: `sigma_k^2`, where every cluster is a circle.
enum Width {
    /// K-means: the limit.
    Zero,
    /// Soft K-means: 1/(2 beta).
    Soft(f64),
    /// A mixture of circles.
    Circles(Vec<f64>),
    /// Others.
    None,
}

fn width(run: &Run) -> Width {
    let model = run.model();
    match run.family() {
        Family::KMeans if model.covariance(0).is_none() => Width::Zero,
        Family::SoftKMeans => Width::Soft(0.5 * model.temperature()),
        Family::GaussianMixture => {
            let circles: Option<Vec<f64>> = (0..model.k()).map(|k| circle(model.covariance(k)?, model.d())).collect();
            circles.map_or(Width::None, Width::Circles)
        }
        _ => Width::None,
    }
}

/// `sigma^2` when `sigma` is `sigma^2 I`.
fn circle(sigma: &[f64], d: usize) -> Option<f64> {
    let near = |i: usize, x: f64| (x - if i.is_multiple_of(d + 1) { sigma[0] } else { 0.0 }).abs() <= 1e-9 * sigma[0];
    sigma.iter().enumerate().all(|(i, x)| near(i, *x)).then_some(sigma[0])
}

/// `beta = 1/(2 sigma^2)` with the numbers of this pair, where it means something of both.
fn stiffness(runs: [&Run; 2]) -> String {
    const SHOWN: usize = 4;
    let equal = |v: &[f64]| v.iter().all(|s| (s - v[0]).abs() <= 1e-9 * v[0]);
    let betas = |v: &[f64]| {
        let texts: Vec<String> = v.iter().take(SHOWN).map(|s| number(0.5 / s, 3)).collect();
        texts.join(", ") + if v.len() > SHOWN { ", \u{2026}" } else { "" }
    };
    match [width(runs[0]), width(runs[1])] {
        [Width::Zero, Width::Soft(s)] | [Width::Soft(s), Width::Zero] => format!(
            "K-means is the limit \u{3b2} \u{2192} \u{221e}; here \u{3b2} = 1/(2\u{3c3}\u{b2}) = {}, \u{3c3}\u{b2} = {}.",
            number(0.5 / s, 3),
            number(s, 3)
        ),
        [Width::Zero, Width::Circles(v)] | [Width::Circles(v), Width::Zero] => format!(
            "K-means is the limit \u{3c3}\u{b2} \u{2192} 0 of EM; here \u{3b2} = 1/(2\u{3c3}\u{b2}) = {}.",
            betas(if equal(&v) { &v[..1] } else { &v })
        ),
        [Width::Soft(s), Width::Circles(v)] | [Width::Circles(v), Width::Soft(s)] if equal(&v) => {
            let one = (s - v[0]).abs() <= 1e-9 * s;
            let of = number(0.5 / s, 3);
            if one {
                format!(
                    "\u{3b2} = 1/(2\u{3c3}\u{b2}) = {of} on both sides: with equal mixing coefficients they are one algorithm."
                )
            } else {
                format!(
                    "Soft K-means has \u{3b2} = {of}; EM with \u{3c3}\u{b2} = {} has \u{3b2} = 1/(2\u{3c3}\u{b2}) = {}.",
                    number(v[0], 3),
                    betas(&v[..1])
                )
            }
        }
        [Width::Soft(s), Width::Circles(v)] | [Width::Circles(v), Width::Soft(s)] => format!(
            "Soft K-means has one \u{3b2} = {}; EM has found \u{3b2}\u{2096} = 1/(2\u{3c3}\u{2096}\u{b2}) = {}.",
            number(0.5 / s, 3),
            betas(&v)
        ),
        _ => String::new(),
    }
}
