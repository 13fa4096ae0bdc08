//! Each kind of question where a run stands, in words; or why it cannot be asked there.

use super::words::symbol;
use super::{Pick, Question, STARTS, Stand, choose};
use crate::error::{Error, Result};
use crate::run::Half;

pub(super) fn nothing_next() -> Error {
    Error::option("The run has converged: no half-step is left to predict. Go back, or choose a new start.")
}

pub(super) fn centre(stand: &Stand<'_>, k: Option<usize>, blank: Question) -> Result<Question> {
    if stand.over() {
        return Err(nothing_next());
    }
    let ahead = stand.ahead(stand.until_refit())?;
    let k = match k {
        Some(k) if stand.taken(k) => {
            return Err(Error::option(format!("{} {} is moved by hand there", stand.noun(), k + 1)));
        }
        Some(k) => k,
        None => choose::mover(stand, &ahead)?,
    };
    let d = ahead.points().d();
    let (x, y) = stand.plane.project(&stand.run().model().means()[k * d..(k + 1) * d]);
    let noun = stand.noun();
    let [assign, refit] = stand.link.config.halves();
    let steps = match stand.run().phase() {
        Half::Assign => [assign, " and ", refit, " come next"],
        Half::Refit => [refit, " comes next", "", ""],
    };
    Ok(Question {
        k: Some(k),
        until: Some(ahead.half_steps()),
        title: format!("Where will {noun} {} go?", k + 1),
        prompt: format!("{}: put the marker where {noun} {} will be.", steps.concat(), k + 1),
        x,
        y,
        ..blank
    })
}

#[allow(clippy::needless_pass_by_value, reason = "the question is made of it")]
pub(super) fn cluster(stand: &Stand<'_>, n: Option<usize>, blank: Question) -> Result<Question> {
    if stand.run().phase() == Half::Refit {
        let refit = stand.link.config.halves()[1];
        return Err(Error::option(format!("{refit} comes next, and moves no point to another cluster.")));
    }
    if stand.over() {
        return Err(nothing_next());
    }
    let n = n.map_or_else(|| choose::contested(stand), Ok)?;
    let (x, y) = stand.point(n);
    let [assign, _] = stand.link.config.halves();
    let most = if stand.soft() { "most of this point" } else { "this point" };
    Ok(Question {
        n: Some(n),
        until: Some(stand.tape.t() + 1),
        title: format!("Which cluster takes {most}?"),
        prompt: format!("{assign} comes next: pick a cluster for the ringed point."),
        x,
        y,
        picks: (0..stand.run().model().k()).map(|k| Pick { value: k, text: format!("Cluster {}", k + 1) }).collect(),
        ..blank
    })
}

#[allow(clippy::needless_pass_by_value, reason = "the question is made of it")]
pub(super) fn share(stand: &Stand<'_>, k: Option<usize>, n: Option<usize>, blank: Question) -> Result<Question> {
    if !stand.soft() {
        return Err(Error::option("Every point belongs to one cluster here: a share is 0 or 1. Choose a soft model."));
    }
    let later = stand.run().phase() == Half::Assign;
    if later && stand.over() {
        return Err(nothing_next());
    }
    let (n, k) = choose::shared(stand, k, n)?;
    let (x, y) = stand.point(n);
    let number = k + 1;
    let [assign, _] = stand.link.config.halves();
    let when = if later { "comes next" } else { "is done" };
    let two = stand.run().model().k() == 2;
    let end = |k: usize| Pick { value: k, text: format!("Cluster {}", k + 1) };
    Ok(Question {
        k: Some(k),
        n: Some(n),
        until: Some(stand.tape.t() + usize::from(later)),
        title: format!("What is {} of this point?", symbol(k)),
        prompt: format!("{assign} {when}: set cluster {number}\u{2019}s part of the ringed point, to within 0.125."),
        x,
        y,
        picks: if two { vec![end(1 - k), end(k)] } else { Vec::new() },
        ..blank
    })
}

#[allow(clippy::needless_pass_by_value, reason = "the question is made of it")]
pub(super) fn optimum(stand: &Stand<'_>, blank: Question) -> Question {
    let name = stand.link.config.model.objective;
    let better = if stand.run().family().is_mixture() { "highest" } else { "lowest" };
    Question {
        title: "Will this start reach the best optimum?".into(),
        prompt: format!("The {better} {name} that {STARTS} starts reach."),
        picks: vec![Pick { value: 1, text: "Yes".into() }, Pick { value: 0, text: "No".into() }],
        ..blank
    }
}
