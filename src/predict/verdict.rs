//! The truth, how far the answer is from it, and what to draw and say of both.

use super::words::{capital, distance, place, symbol};
use super::{Question, Stand};
use crate::deck::Deck;
use crate::energy;
use crate::error::{Error, Result};
use crate::inspect;
use crate::model::Model;
use crate::options::Family;
use crate::points::Points;
use crate::restarts::percent;
use crate::run::Run;
use crate::text::{fixed, probability};
use serde::Serialize;

/// What a learner says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// Of `centre`: a pixel of the stage.
    Place(f64, f64),
    /// Of `cluster`: which, from 0.
    Cluster(usize),
    /// Of `r`: 0..=1.
    Share(f64),
    /// Of `optimum`: whether it is reached, and a guess of the final objective.
    Reaches(bool, Option<f64>),
}

impl Answer {
    /// The answer that `numbers` are to a question `what`: `[x, y]`, `[k]`, `[r]`, `[1 or 0]` or `[1 or 0, guess]`.
    ///
    /// # Errors
    /// `invalid-option`, saying what is expected.
    pub fn read(what: &str, numbers: &[f64]) -> Result<Self> {
        let finite = numbers.iter().all(|x| x.is_finite());
        match (what, numbers) {
            ("centre", &[x, y]) if finite => Ok(Self::Place(x, y)),
            ("cluster", &[k]) if finite && k >= 0.0 && k.fract() == 0.0 => Ok(Self::Cluster(k as usize)),
            ("r", &[r]) if (0.0..=1.0).contains(&r) => Ok(Self::Share(r)),
            ("optimum", &[yes]) if finite => Ok(Self::Reaches(yes != 0.0, None)),
            ("optimum", &[yes, guess]) if finite => Ok(Self::Reaches(yes != 0.0, Some(guess))),
            _ => Err(Error::option(format!(
                "this is no answer to \"{what}\": centre takes x and y, cluster its index, r a number from 0 to 1, optimum 1 or 0 and perhaps a guess"
            ))),
        }
    }
}

/// An error that nobody can see, as a part of the spread.
const ON_THE_SPOT: f64 = 1e-6;

/// Something to draw on the stage; CSS pixels.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// `"ghost"`: the answer, at `to`; `"ring"`: the point, at `to`; `"error"`, `"true"`, `"false"`: lines from `from` to `to`.
    pub kind: &'static str,
    /// The component it belongs to.
    pub k: Option<usize>,
    /// Where a line begins.
    pub from: [f64; 2],
    /// Where it ends.
    pub to: [f64; 2],
    /// What is written beside it.
    pub text: String,
}

/// An answer beside the truth.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// The half-step at which the truth is seen.
    pub until: usize,
    /// Whether the answer counts as right: the score is 0.5 or more; of `optimum` whether yes or no was right.
    pub right: bool,
    /// 0..=1, see the table of [`crate::predict`].
    pub score: f64,
    /// The error e of that table; of `centre` as a part of the spread.
    pub error: f64,
    /// The verdict in a few words.
    pub headline: String,
    /// The truth beside the answer.
    pub sentence: String,
    /// What was answered, in a word or two.
    pub answer: String,
    /// What is true.
    pub truth: String,
    /// What to draw.
    pub marks: Vec<Mark>,
}

impl Verdict {
    pub(super) fn of(until: usize, score: f64, error: f64) -> Self {
        Self {
            until,
            right: score >= 0.5,
            score,
            error,
            headline: String::new(),
            sentence: String::new(),
            answer: String::new(),
            truth: String::new(),
            marks: Vec::new(),
        }
    }
}

/// What is true of `question`, asked where `deck` stands, and how near `answer` is to it. The deck does not move.
///
/// # Errors
/// `invalid-option` when the answer is one to another kind of question, or the deck stands elsewhere; also from the
/// half-steps ahead. `optimum` takes many runs: see [`super::Contest`].
pub fn reveal(deck: &Deck, question: &Question, answer: Answer) -> Result<Verdict> {
    let stand = Stand::of(deck)?;
    if stand.tape.t() != question.t {
        return Err(Error::option(format!(
            "the question was asked at half-step {}: go back there, or ask anew",
            question.t
        )));
    }
    let ahead = stand.ahead(question.until.unwrap_or(question.t) - question.t)?;
    match (question.what, question.k, question.n, answer) {
        ("centre", Some(k), _, Answer::Place(x, y)) => Ok(centre(&stand, &ahead, k, [x, y])),
        ("cluster", _, Some(n), Answer::Cluster(said)) => cluster(&stand, &ahead, n, said),
        ("r", Some(k), Some(n), Answer::Share(said)) => share(&stand, &ahead, n, k, said),
        _ => Err(Error::option(format!("this is no answer to \"{}\"", question.what))),
    }
}

fn centre(stand: &Stand<'_>, ahead: &Run, k: usize, at: [f64; 2]) -> Verdict {
    let d = ahead.points().d();
    let mean = |run: &Run| run.model().means()[k * d..(k + 1) * d].to_vec();
    let (old, new): (Vec<f64>, Vec<f64>) = (mean(stand.run()), mean(ahead));
    // What the stage does not show of the answer is as it truly is.
    let said = stand.plane.lift_from(&new, at[0], at[1]);
    let error = stand.plane.way(&said, &new).1;
    let moved = stand.plane.way(&old, &new).1;
    let spread = stand.plane.spread(ahead.points());
    let scale = (0.25 * spread).min(moved.max(0.05 * spread));
    let score = if error <= 0.0 { 1.0 } else { (1.0 - error / scale).max(0.0) };
    let part = if spread > 0.0 { error / spread } else { 0.0 };
    let noun = stand.noun();
    let (x, y) = stand.plane.project(&new);
    let truth = place(stand, &new);
    let how = if moved == 0.0 {
        let why = if ahead.converged() { "The run has converged: " } else { "" };
        format!("{why}{noun} {} stays where it is.", k + 1)
    } else {
        let to = if truth.is_empty() { String::new() } else { [" goes to ", &truth, ": it"].concat() };
        let (by, _) = distance(stand, &old, &new, ["left", "right", "down", "up"]);
        format!("{noun} {}{to} moves {by}.", k + 1)
    };
    let (off, directed) = distance(stand, &new, &said, ["left of", "right of", "below", "above"]);
    let from = if directed { "" } else { " from" };
    Verdict {
        headline: format!("Off by {} of the spread", percent(part)),
        sentence: if part < ON_THE_SPOT {
            ["Your marker is on the spot. ", &capital(&how)].concat()
        } else {
            format!("Your marker is {off}{from} the truth. {}", capital(&how))
        },
        answer: place(stand, &said),
        truth,
        marks: vec![
            Mark { kind: "error", k: None, from: at, to: [x, y], text: percent(part) },
            Mark { kind: "ghost", k: Some(k), from: at, to: at, text: String::new() },
        ],
        ..Verdict::of(ahead.half_steps(), score, part)
    }
}

/// What the two clusters say of the point: "squared distance 0.37 to centre 2, 1.75 to centre 1".
fn compared(stand: &Stand<'_>, model: &dyn Model, n: usize, ks: &[usize]) -> Result<String> {
    let family = stand.run().family();
    let (rows, _, _) = inspect::rows(family, model, &stand.run().points().row(n))?;
    let mut parts = Vec::new();
    let what = match family {
        Family::KMeans if model.covariance(0).is_some() && model.exact() => "Mahalanobis distance with ln|\u{3a3}|",
        Family::KMeans if model.covariance(0).is_some() => "Mahalanobis distance",
        _ => family.row().measure,
    };
    for (i, &k) in ks.iter().enumerate() {
        parts.push(if stand.soft() {
            format!("{} = {}", symbol(k), rows[k].r_text)
        } else {
            let what = if i == 0 { [what, " "].concat() } else { String::new() };
            format!("{what}{} to centre {}", rows[k].energy, k + 1)
        });
    }
    Ok(parts.join(", "))
}

fn cluster(stand: &Stand<'_>, ahead: &Run, n: usize, said: usize) -> Result<Verdict> {
    let model = stand.run().model();
    if said >= model.k() {
        return Err(Error::option(format!("there is no cluster {}", said + 1)));
    }
    let true_k = usize::from(ahead.labels()[n]);
    let right = said == true_k;
    let d = model.d();
    let (x, y) = stand.point(n);
    let line = |kind: &'static str, k: usize| {
        let to = stand.plane.project(&model.means()[k * d..(k + 1) * d]);
        Mark { kind, k: Some(k), from: [x, y], to: [to.0, to.1], text: String::new() }
    };
    let mut marks = vec![line("true", true_k)];
    let mut ks = vec![true_k];
    if right {
        // Beside the runner-up: how near it was.
        let mut e = vec![0.0; model.k()];
        for block in Points::from_rows(&stand.run().points().row(n), d)?.blocks() {
            model.energies(&block, &mut e);
        }
        let rest = (0..model.k()).filter(|k| *k != true_k);
        ks.extend(rest.reduce(|best, k| if e[k] < e[best] { k } else { best }));
    } else {
        marks.push(line("false", said));
        ks.push(said);
    }
    marks.push(Mark { kind: "ring", k: Some(true_k), from: [x, y], to: [x, y], text: String::new() });
    let first = stand.run().assigned().is_none();
    let was = usize::from(stand.run().labels()[n]);
    let change = match () {
        () if first => String::new(),
        () if was == true_k => " It stays there.".into(),
        () => format!(" Before, it was cluster {}\u{2019}s.", was + 1),
    };
    let most = if stand.soft() { "has the largest share" } else { "takes it" };
    Ok(Verdict {
        headline: [if right { "Right" } else { "No" }, ": cluster ", &(true_k + 1).to_string()].concat(),
        sentence: format!("Cluster {} {most}: {}.{change}", true_k + 1, compared(stand, model, n, &ks)?),
        answer: format!("cluster {}", said + 1),
        truth: format!("cluster {}", true_k + 1),
        marks,
        ..Verdict::of(ahead.half_steps(), f64::from(u8::from(right)), f64::from(u8::from(!right)))
    })
}

/// `r_nk` of every k, of the responsibilities that `run` has.
pub(super) fn responsibilities(run: &Run, n: usize) -> Result<Vec<f64>> {
    let points = Points::from_rows(&run.points().row(n), run.points().d())?;
    let mut r = vec![1.0 / run.model().k() as f64; run.model().k()];
    if let Some(model) = run.assigned() {
        energy::responsibilities(model, &points, |_, row| r.copy_from_slice(row));
    }
    Ok(r)
}

fn share(stand: &Stand<'_>, ahead: &Run, n: usize, k: usize, said: f64) -> Result<Verdict> {
    let r = responsibilities(ahead, n)?;
    let error = (said - r[k]).abs();
    let (x, y) = stand.point(n);
    let name = symbol(k);
    let all: Vec<String> = if r.len() > 4 {
        Vec::new()
    } else {
        (0..r.len()).map(|c| format!("{} = {}", symbol(c), probability(r[c]))).collect()
    };
    let all = if all.is_empty() { format!("{name} = {}", probability(r[k])) } else { all.join(", ") };
    let mark = |kind, text| Mark { kind, k: Some(k), from: [x, y], to: [x, y], text };
    Ok(Verdict {
        headline: format!("Off by {}", fixed(error, 2)),
        sentence: format!("You said {name} = {}. The truth: {all}.", fixed(said, 2)),
        answer: fixed(said, 2),
        truth: probability(r[k]),
        marks: vec![mark("ring", format!("{name} = {} (you: {})", probability(r[k]), fixed(said, 2)))],
        ..Verdict::of(ahead.half_steps(), (1.0 - 4.0 * error).max(0.0), error)
    })
}
