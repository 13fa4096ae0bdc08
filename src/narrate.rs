//! A half-step in a sentence: what was held fixed, what was optimised, what changed, by how much the objective
//! moved.

use crate::WHOLE;
use crate::config::Configuration;
use crate::options::Family;
use crate::run::{Half, Report};
use crate::tape::Tape;
use crate::text::{count, number};

/// The words for the present half-step.
pub struct Words {
    /// What was done, to read aloud.
    pub sentence: String,
    /// The same in as few words as a screen reader should speak.
    pub announce: String,
    /// The symbols held fixed in this half-step.
    pub held: &'static str,
    /// The symbols optimised in it.
    pub optimised: &'static str,
}

/// How objectives are written.
pub fn objective(x: f64) -> String {
    number(x, 5)
}

/// The words for where `tape` stands.
pub fn words(config: &Configuration, tape: &Tape) -> Words {
    let family = config.model.family;
    let parameters = parameters(config);
    let Some(report) = tape.report() else {
        let sentence = start(config, tape);
        return Words { announce: sentence.clone(), sentence, held: "", optimised: "" };
    };
    if let Some(words) = by_hand(config, tape) {
        return words;
    }
    let [assign, refit] = config.halves();
    let (name, did, short, held, optimised) = match report.half {
        Half::Assign => (assign, assigned(config, tape, report), changes(report), parameters, "r"),
        Half::Refit => {
            // Every point that pulls looks for its centre anew.
            let held = if family == Family::OnlineKMeans { "" } else { "r" };
            (refit, refitted(config, tape), moves(config, tape), held, parameters)
        }
    };
    let how = movement(config, tape);
    let end = if report.converged { ending(tape, report) } else { "" };
    Words {
        sentence: format!("{name}: {did} {how}{end}"),
        announce: format!("{name} {}: {short} {how}{end}", tape.t()),
        held,
        optimised,
    }
}

/// After a refit, where a hand has moved means and no assignment has answered yet.
fn by_hand(config: &Configuration, tape: &Tape) -> Option<Words> {
    let moved = tape.edits().iter().filter(|e| 2 * e.iteration == tape.t()).map(|e| (e.k + 1).to_string());
    let moved: Vec<String> = moved.collect();
    if moved.is_empty() || tape.t() == 0 {
        return None;
    }
    let mixture = config.model.family.is_mixture();
    let what = match (mixture, moved.len()) {
        (true, 1) => "mean",
        (true, _) => "means",
        (false, 1) => "centre",
        (false, _) => "centres",
    };
    let name = if mixture { "the bound" } else { config.model.objective };
    let sentence = format!(
        "By hand: {what} {} moved; {name} is now {}. Half a step assigns the points anew.",
        moved.join(", "),
        objective(tape.objective_at(tape.t()))
    );
    Some(Words { announce: sentence.clone(), sentence, held: "", optimised: "" })
}

fn parameters(config: &Configuration) -> &'static str {
    // An identity covariance is not fitted.
    let fixed = config.setting("cov").as_deref() == Some("identity");
    if fixed { "\u{3c0}, \u{3bc}" } else { config.model.symbols }
}

fn start(config: &Configuration, tape: &Tape) -> String {
    let by_hand = tape.edits().iter().any(|e| e.iteration == 0);
    let way = if by_hand { "placed by hand" } else { config.way.choice.title };
    let what = if config.model.family.is_mixture() { "means" } else { "centres" };
    format!("Start: {} {what} ({way}). No point has been assigned yet.", config.k)
}

fn assigned(config: &Configuration, tape: &Tape, report: &Report) -> String {
    let n = count(tape.run().points().n());
    let changed = report.changed.unwrap_or(0);
    let hard = tape.run().model().temperature() == 0.0;
    match config.model.family {
        Family::OnlineKMeans if WHOLE && report.converged => {
            "with the centres m held fixed, no assignment changed, nor has any since all points went by.".into()
        }
        _ if hard && report.converged => "with the centres m held fixed, no assignment changed.".into(),
        _ if hard && tape.t() == 1 => {
            format!("with the centres m held fixed, each of the {n} points joins its nearest centre.")
        }
        _ if hard => {
            let verb = if changed == 1 { "moves" } else { "move" };
            format!("with the centres m held fixed, {} of the {n} points {verb} to a nearer centre.", count(changed))
        }
        Family::SoftKMeans => format!(
            "with the centres m held fixed, each point is shared out: r = softmax(\u{2212}\u{3b2}\u{2016}m \u{2212} x\u{2016}\u{b2}), \u{3b2} = 1/(2\u{3c3}\u{b2}) with \u{3c3}\u{b2} = {}.",
            number(0.5 * tape.run().model().temperature(), 3)
        ),
        Family::GaussianMixture if config.setting("cov").as_deref() == Some("identity") => format!(
            "with {} held fixed, responsibilities become r = p(z | x), those of soft K-means with \u{3b2} = 1/(2\u{3c3}\u{b2}) = {} where \u{3c0} is equal.",
            parameters(config),
            number(0.5 / tape.run().model().covariance(0).map_or(1.0, |sigma| sigma[0]), 3)
        ),
        _ => format!("with {} held fixed, responsibilities become r = p(z | x).", parameters(config)),
    }
}

fn refitted(config: &Configuration, tape: &Tape) -> String {
    let shift = moves(config, tape);
    match config.model.family {
        Family::KMeans => {
            format!("with the assignments r held fixed, each centre goes to the mean of its points; {shift}")
        }
        Family::KMedoids if WHOLE => format!(
            "with the assignments r held fixed, each centre goes to the one of its points with the least sum of distances to the others; {shift}"
        ),
        Family::OnlineKMeans if WHOLE => {
            let batch = config.setting("batch").unwrap_or_default();
            let what = if batch == "1" {
                "the next point pulls".into()
            } else {
                format!("the next {batch} points pull, one by one,")
            };
            format!("{what} the nearest centre a little nearer; {shift}")
        }
        Family::GaussianMixture if WHOLE && tape.events().iter().any(|e| e.kind == "diverged") => {
            "the step would leave all numbers and is not taken: the ascent has diverged.".into()
        }
        Family::GaussianMixture if WHOLE && config.by_gradient() => {
            format!("{} take one step uphill on the mean log-likelihood per point; {shift}", parameters(config))
        }
        Family::SoftKMeans => {
            format!("with r held fixed, each centre goes to the mean of all points weighted by r; {shift}")
        }
        Family::StudentMixture if WHOLE => format!(
            "with r held fixed, {} are fitted to the points each component is responsible for, far ones counting less; {shift}",
            parameters(config)
        ),
        _ => format!(
            "with r held fixed, {} are fitted to the points each component is responsible for; {shift}",
            parameters(config)
        ),
    }
}

fn changes(report: &Report) -> String {
    match report.changed {
        Some(0) => "no label changed.".into(),
        Some(1) => "1 label changed.".into(),
        Some(n) => format!("{} labels changed.", count(n)),
        None => String::new(),
    }
}

/// Which mean moved most in the refit that led here, and how far.
fn moves(config: &Configuration, tape: &Tape) -> String {
    let i = tape.run().iteration();
    let d = tape.run().points().d();
    let (before, after) = (tape.means_at(i - 1), tape.means_at(i));
    let distance = |k: usize| {
        let range = k * d..(k + 1) * d;
        before[range.clone()].iter().zip(&after[range]).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
    };
    let (k, most) =
        (0..config.k).map(|k| (k, distance(k))).fold((0, 0.0), |best, x| if x.1 > best.1 { x } else { best });
    let what = if config.model.family.is_mixture() { "mean" } else { "centre" };
    // Less is rounding.
    let size = after.iter().fold(0.0, |size: f64, x| size.max(x.abs()));
    if most <= 1e-12 * size {
        format!("no {what} moves.")
    } else {
        format!("{what} {} moves most, by {}.", k + 1, number(most, 3))
    }
}

/// "J falls by 51.2 to 403."
fn movement(config: &Configuration, tape: &Tape) -> String {
    let (t, name) = (tape.t(), config.model.objective);
    let now = tape.objective_at(t);
    let name = if config.model.family.is_mixture() { "The bound" } else { name };
    if t == 1 {
        let name = if config.model.family.is_mixture() { config.model.objective } else { name };
        return format!("{name} is {}.", objective(now));
    }
    let by = now - tape.objective_at(t - 1);
    // Right after an E-step the bound is log p(D) itself.
    let name = if t % 2 == 1 && config.model.family.is_mixture() { "The bound, now log p(D) itself," } else { name };
    let negligible = by.abs() <= 1e-12 * now.abs();
    let rise_is_wrong = !config.model.family.is_mixture();
    match by {
        _ if negligible => format!("{name} stays at {}.", objective(now)),
        by if by < 0.0 => {
            format!("{name} falls by {} to {}{}.", number(-by, 3), objective(now), fall(config, tape))
        }
        by if rise_is_wrong => {
            format!("{name} rises by {} to {}: this refit is no exact minimum.", number(by, 3), objective(now))
        }
        by => format!("{name} rises by {} to {}.", number(by, 3), objective(now)),
    }
}

/// Why a bound that should rise has fallen; nothing for objectives that should fall.
fn fall(config: &Configuration, tape: &Tape) -> &'static str {
    match config.model.family.is_mixture() {
        false => "",
        true if WHOLE && config.by_gradient() => ": the step was too long",
        true if tape.free_energy_at(tape.t()) <= tape.free_energy_at(tape.t() - 1) => {
            ": with the prior added it has not fallen"
        }
        true => ": this M-step is no exact maximum",
    }
}

fn ending(tape: &Tape, report: &Report) -> &'static str {
    match (tape.run().family(), report.half) {
        (_, Half::Refit) => "",
        (Family::KMeans, _) if !tape.run().model().exact() => " Converged; this distance promises no minimum of J.",
        (Family::KMeans | Family::KMedoids, _) => " Converged, to at least a local minimum.",
        (Family::OnlineKMeans, _) if WHOLE => " Converged: a whole pass over the data changed no assignment.",
        (Family::SoftKMeans, _) => " Converged: F changed by less than the tolerance.",
        _ if WHOLE && tape.run().model().prior() != 0.0 => {
            " Converged: log p(D) + log p(\u{3b8}) changed by less than the tolerance."
        }
        _ => " Converged: log p(D) changed by less than the tolerance.",
    }
}
