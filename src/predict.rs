//! Predict, then reveal: questions about what a run does next, and how far an answer was from it.
//!
//! Who says first what they expect sees better what happens. A question is asked of a [`Deck`] at the half-step
//! where it stands; the truth is what a copy of its run does, so the deck itself does not move. An answer has a
//! score in 0..=1, and counts as right from 0.5 on (of `optimum`: when yes or no is right):
//!
//! | question | error e | score |
//! |---|---|---|
//! | `centre`: where will mean k go? | distance in the plane of the stage | `max(0, 1 - e / c)`, `c = min(S / 4, max(moved, S / 20))` |
//! | `cluster`: which cluster takes point n? | 0 when it is that cluster, else 1 | `1 - e` |
//! | `r`: what is `r_nk`? | `abs(answer - r_nk)` | `max(0, 1 - 4 e)` |
//! | `optimum`: does this start reach the best optimum? | 0 when it is as said, else 1 | `1 - e`; see [`Contest`] for a guess |
//!
//! `moved` is how far the mean truly goes and `S` the spread of the data, `sqrt(sum_n |x_n - x|^2 / N)` about their
//! mean x, both in the model's space as the stage's plane shows it: who says that a mean stays where it was scores 0
//! when it moves by a twentieth of the spread or more.

mod ask;
mod choose;
mod contest;
mod verdict;
mod words;

pub use contest::{Contest, STARTS};
pub use verdict::{Answer, Mark, Verdict, reveal};

use crate::catalog::{Choice, find};
use crate::config::Data;
use crate::deck::Deck;
use crate::error::{Error, Result};
use crate::link::{Link, MAX_T};
use crate::plane::Plane;
use crate::run::{Half, Run};
use crate::tape::Tape;
use crate::text::count;
use serde::Serialize;

/// What can be asked.
pub static WHATS: [Choice; 4] = [
    Choice { key: "centre", title: "Centre", blurb: "Where will this centre go?" },
    Choice { key: "cluster", title: "Cluster", blurb: "Which cluster takes this point?" },
    Choice { key: "r", title: "Share", blurb: "How much of this point will a cluster be responsible for?" },
    Choice { key: "optimum", title: "Optimum", blurb: "Will this start reach the best optimum?" },
];

/// One of two ends, or one cluster of several.
#[derive(Clone, Debug, Serialize)]
pub struct Pick {
    /// What an answer says for it.
    pub value: usize,
    /// In words.
    pub text: String,
}

/// A question.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// A key of [`WHATS`].
    pub what: &'static str,
    /// Which component, where one is asked about.
    pub k: Option<usize>,
    /// Which point, where one is asked about.
    pub n: Option<usize>,
    /// The half-step at which it is asked.
    pub t: usize,
    /// The half-step at which the truth is seen; none when that is the end of the run.
    pub until: Option<usize>,
    /// Its kind in a word.
    pub name: &'static str,
    /// The question.
    pub title: String,
    /// What comes next, and what to do.
    pub prompt: String,
    /// Where the marker begins, or the point that is ringed; CSS pixels.
    pub x: f64,
    /// The same, downwards.
    pub y: f64,
    /// What can be picked; of `r` with two clusters what is at the two ends of the slider.
    pub picks: Vec<Pick>,
}

/// The run of a deck, and where it is shown.
#[derive(Clone, Copy)]
struct Stand<'a> {
    link: &'a Link,
    data: &'a Data,
    plane: &'a Plane,
    tape: &'a Tape,
}

impl<'a> Stand<'a> {
    fn of(deck: &'a Deck) -> Result<Self> {
        let (link, data, plane, tape) = deck.parts()?;
        Ok(Self { link, data, plane, tape })
    }

    fn run(&self) -> &'a Run {
        self.tape.run()
    }

    /// Half-steps to the end of the refit that comes next.
    fn until_refit(&self) -> usize {
        if self.run().phase() == Half::Assign { 2 } else { 1 }
    }

    /// The run so many half-steps later, or where it has converged before.
    fn ahead(&self, half_steps: usize) -> Result<Run> {
        let mut run = self.run().clone();
        for _ in 0..half_steps {
            if run.converged() || run.half_steps() >= MAX_T {
                break;
            }
            run.step()?;
        }
        Ok(run)
    }

    fn over(&self) -> bool {
        self.tape.converged() || self.tape.t() >= MAX_T
    }

    fn soft(&self) -> bool {
        self.run().model().temperature() > 0.0
    }

    /// Whether mean `k` is put somewhere by hand as soon as the next refit is done.
    fn taken(&self, k: usize) -> bool {
        let iteration = self.run().iteration() + 1;
        self.tape.edits().iter().any(|e| e.iteration == iteration && e.k == k)
    }

    /// "centre" or "mean".
    fn noun(&self) -> &'static str {
        if self.run().family().is_mixture() { "mean" } else { "centre" }
    }

    fn point(&self, n: usize) -> (f64, f64) {
        let (xs, ys) = self.plane.pixels(self.run().points());
        (xs[n], ys[n])
    }
}

/// What can be asked where `deck` stands: one question of each kind, the one about the very next half-step first.
/// Which mean and which point is asked about follows from the run alone.
///
/// # Errors
/// When there is no run, or nothing is left to predict: `invalid-option` says what to do.
pub fn questions(deck: &Deck) -> Result<Vec<Question>> {
    let stand = Stand::of(deck)?;
    let several = stand.run().model().k() > 1;
    let assign_next = stand.run().phase() == Half::Assign;
    let mut whats = Vec::new();
    if several && assign_next && !stand.over() {
        whats.push("cluster");
    }
    let seen = !assign_next && stand.tape.t() > 0;
    if several && stand.soft() && (seen || !stand.over()) {
        // By turns the first to be asked.
        let first = assign_next && stand.run().iteration().is_multiple_of(2);
        whats.insert(if first { 0 } else { whats.len() }, "r");
    }
    if !stand.over() {
        whats.insert(if assign_next { whats.len() } else { 0 }, "centre");
    }
    if several && stand.tape.t() == 0 {
        whats.push("optimum");
    }
    // A refit that fails is nobody's question.
    let mut wrong = ask::nothing_next();
    let mut out = Vec::new();
    for what in whats {
        match question(deck, what, None, None) {
            Ok(question) => out.push(question),
            Err(error) => wrong = error,
        }
    }
    if out.is_empty() { Err(wrong) } else { Ok(out) }
}

/// The question `what` about component `k` and point `n`, or about those that are the most instructive.
///
/// # Errors
/// `invalid-option` where it cannot be asked here, saying why; also from the half-steps ahead.
pub fn question(deck: &Deck, what: &str, k: Option<usize>, n: Option<usize>) -> Result<Question> {
    let stand = Stand::of(deck)?;
    let choice = find(&WHATS, |c| *c, "what", what)?;
    check(&stand, k, n)?;
    let several = stand.run().model().k() > 1;
    if !several && choice.key != "centre" {
        return Err(Error::option("With one cluster there is nothing to choose: set K to 2 or more."));
    }
    let blank = Question {
        what: choice.key,
        k: None,
        n: None,
        t: stand.tape.t(),
        until: None,
        name: choice.title,
        title: choice.blurb.into(),
        prompt: String::new(),
        x: 0.0,
        y: 0.0,
        picks: Vec::new(),
    };
    match choice.key {
        "centre" => ask::centre(&stand, k, blank),
        "cluster" => ask::cluster(&stand, n, blank),
        "r" => ask::share(&stand, k, n, blank),
        _ => Ok(ask::optimum(&stand, blank)),
    }
}

fn check(stand: &Stand<'_>, k: Option<usize>, n: Option<usize>) -> Result<()> {
    if let Some(k) = k.filter(|k| *k >= stand.run().model().k()) {
        return Err(Error::option(format!("there is no cluster {}", count(k + 1))));
    }
    if let Some(n) = n.filter(|n| *n >= stand.run().points().n()) {
        return Err(Error::option(format!("there is no point {}", count(n + 1))));
    }
    Ok(())
}

/// Where a marker at a pixel stands, in the data's own units; empty when they are too many to be read.
///
/// # Errors
/// When there is no run.
pub fn place(deck: &Deck, x: f64, y: f64) -> Result<String> {
    let stand = Stand::of(deck)?;
    Ok(words::place(&stand, &stand.plane.lift(x, y)))
}
