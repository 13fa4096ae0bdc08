//! The lower bound on `log p(D)`, taken apart at every half-step.
//!
//! `log p(D) = L(r, theta) + KL(r || p(z | x))` with `L = Q + H`, where
//! `Q = sum_n sum_k r_nk ln[pi_k p(x_n; theta_k)]` is the expected complete-data log-likelihood and
//! `H = -sum_n sum_k r_nk ln r_nk` the entropy of the responsibilities, all in nats. The E-step makes KL zero, the
//! M-step raises Q. Bishop (2006), section 9.4. All of it is on the tape already: L is the objective, and `log p(D)`
//! of a refitted theta is the L of the assignment after it.

use crate::error::{Error, Result};
use crate::tape::Tape;
use crate::text::fixed;
use serde::Serialize;

/// The bound of every half-step so far, and the terms of the present one.
#[derive(Clone, Debug, Serialize)]
pub struct Bound {
    /// Q, H, L, KL, `log p(D)`: the third is the sum of the first two, the last of the third and fourth.
    pub terms: Vec<Term>,
    /// L after half-step 0, 1, ….
    pub bound: Vec<f64>,
    /// `log p(D)` at the parameters of half-step 0, 1, ….
    pub evidence: Vec<f64>,
    /// What this half-step did to them.
    pub sentence: String,
}

/// One of the terms.
#[derive(Clone, Debug, Serialize)]
pub struct Term {
    /// `"q"`, `"entropy"`, `"bound"`, `"gap"`, `"evidence"`.
    pub key: &'static str,
    /// Its symbol.
    pub symbol: &'static str,
    /// What it is.
    pub name: &'static str,
    /// In nats.
    pub value: f64,
    /// The same, written.
    pub text: String,
    /// By how much the half-step changed it, written with its sign; empty at the start.
    pub change: String,
}

const NAMES: [(&str, &str, &str); 5] = [
    ("q", "Q", "expected complete-data log-likelihood"),
    ("entropy", "H", "entropy of the responsibilities"),
    ("bound", "L", "lower bound"),
    ("gap", "KL", "gap to the log-likelihood"),
    ("evidence", "log p(D)", "log-likelihood"),
];

/// The bound as the tape stands.
///
/// # Errors
/// `invalid-option` for a model without a likelihood.
pub fn bound(tape: &Tape) -> Result<Bound> {
    if !tape.run().family().is_mixture() {
        return Err(Error::option("Only a mixture has a lower bound on log p(D): choose one as the model."));
    }
    let t = tape.t();
    let last = tape.recorded();
    let bound: Vec<f64> = (0..=last).map(|t| tape.objective_at(t)).collect();
    let evidence: Vec<f64> = (0..=last).map(|t| tape.log_likelihood_at(t)).collect();
    let now = values(tape, t);
    let places = if now[4].abs() < 1e5 { 3 } else { 1 };
    let before = t.checked_sub(1).map(|t| values(tape, t));
    let terms = NAMES
        .iter()
        .enumerate()
        .map(|(i, (key, symbol, name))| Term {
            key,
            symbol,
            name,
            value: now[i],
            text: minus(&fixed(now[i], places)),
            change: before.map_or(String::new(), |before| signed(now[i] - before[i], places)),
        })
        .collect();
    Ok(Bound { terms, bound, evidence, sentence: sentence(tape, now, before) })
}

/// Q, H, L, KL, `log p(D)` after half-step `t`.
fn values(tape: &Tape, t: usize) -> [f64; 5] {
    let (entropy, bound, evidence) = (tape.entropy_at(t), tape.objective_at(t), tape.log_likelihood_at(t));
    // No divergence is negative; what rounding leaves of one is none.
    let gap = if t % 2 == 1 { 0.0 } else { (evidence - bound).max(0.0) };
    [bound - entropy, entropy, bound, gap, evidence]
}

fn minus(text: &str) -> String {
    text.replace('-', "\u{2212}")
}

fn signed(x: f64, places: i32) -> String {
    let text = fixed(x.abs(), places);
    match x {
        _ if text.bytes().all(|b| matches!(b, b'0' | b'.')) => "0".into(),
        x if x < 0.0 => ["\u{2212}", &text].concat(),
        _ => ["+", &text].concat(),
    }
}

fn sentence(tape: &Tape, now: [f64; 5], before: Option<[f64; 5]>) -> String {
    let places = if now[4].abs() < 1e5 { 3 } else { 1 };
    let size = |x: f64| fixed(x.abs(), places);
    let Some(before) = before else {
        return format!("At the start every r is 1/K: the bound lies {} below log p(D).", size(now[3]));
    };
    let (lift, gain) = (now[2] - before[2], now[4] - before[4]);
    if tape.t() % 2 == 1 {
        return format!(
            "The E-step makes r the posterior p(z | x): the bound rises by {} and touches log p(D), which stays, for \
             no parameter has changed.",
            size(lift)
        );
    }
    let model = tape.run().model();
    if lift < 0.0 && signed(lift, places) != "0" && model.exact() && model.prior() != 0.0 {
        return format!(
            "The M-step raises the bound and the log prior together: the bound alone falls by {}.",
            size(lift)
        );
    }
    if lift < 0.0 && signed(lift, places) != "0" {
        return format!("This step is no exact M-step: the bound falls by {}.", size(lift));
    }
    if signed(gain, places) == "0" {
        return "The M-step finds no better parameters: this is where EM ends.".into();
    }
    if !model.exact() {
        return format!(
            "This step is no exact M-step: it raises the bound by {} all the same, and log p(D) by {}.",
            size(lift),
            size(gain)
        );
    }
    format!(
        "The M-step raises Q, and the bound with it, by {}. log p(D) rises by {}: at least as much, for a gap of {} opens \
         between them.",
        size(lift),
        size(gain),
        size(now[3])
    )
}
