//! Does this start reach the best optimum? Only many starts can tell.
//!
//! The best is the best end that [`STARTS`] starts find (or this one, when it ends better than all of them). The
//! score is 1 or 0; with a guess g of the final objective F, the mean of that and `max(0, 1 - |g - F| / c)`, where
//! `c = max(|F_1 - F|, |F| / 100)` and `F_1` is the objective after the first assignment.

use super::verdict::{Answer, Verdict};
use crate::error::{Error, Result};
use crate::link::{Link, MAX_T};
use crate::narrate::objective;
use crate::restarts::Restarts;
use crate::tape::Tape;
use crate::text::number;

/// How many starts say which optimum is the best.
pub const STARTS: usize = 50;

/// A run against many others of its configuration.
pub struct Contest {
    tape: Tape,
    restarts: Restarts,
}

impl Contest {
    /// The run of `link` against [`STARTS`] others.
    ///
    /// # Errors
    /// As [`Restarts::new`].
    pub fn new(link: &Link) -> Result<Self> {
        let config = &link.config;
        Ok(Self { restarts: Restarts::new(link, STARTS)?, tape: config.start(&config.data()?)? })
    }

    /// A few milliseconds of work; `false` when there is nothing more to do.
    ///
    /// # Errors
    /// From the run.
    pub fn slice(&mut self) -> Result<bool> {
        Ok(self.restarts.slice() || (self.tape.t() < MAX_T && self.tape.step()?))
    }

    /// Starts walked to their end.
    pub fn done(&self) -> usize {
        self.restarts.done()
    }

    /// What is true, and how near `answer` is to it.
    ///
    /// # Errors
    /// `invalid-option` when it is the answer to another question, or before every start is done.
    pub fn verdict(&self, answer: Answer) -> Result<Verdict> {
        let Answer::Reaches(said, guess) = answer else {
            return Err(Error::option("this is no answer to \"optimum\""));
        };
        let summary = self.restarts.summary();
        let Some(best) = summary.optima.first().filter(|_| summary.done == summary.planned) else {
            return Err(Error::option("no start has come to its end: there is no optimum to compare with"));
        };
        let tape = &self.tape;
        let end = tape.run().objective();
        let place = self.restarts.place(end);
        let better = if summary.rising { end > best.objective } else { end < best.objective };
        let beats = place.optimum.is_none() && better;
        let reaches = place.optimum == Some(0) || beats;
        let right = said == reaches;
        let mut score = f64::from(u8::from(right));
        let name = summary.name;
        let word = |yes: bool| if yes { "yes" } else { "no" }.to_string();
        let mut sentence = format!("You said {}. {} {}", word(said), summary.sentence, place.sentence);
        if beats {
            sentence.push_str(" That is better than all of them.");
        }
        if let Some(guess) = guess {
            let scale = (tape.objective_at(1) - end).abs().max(0.01 * end.abs());
            let off = (guess - end).abs();
            score = 0.5 * (score + if off <= 0.0 { 1.0 } else { (1.0 - off / scale).max(0.0) });
            sentence += &[" You guessed ", name, " = ", &objective(guess), ": off by ", &number(off, 3), "."].concat();
        }
        Ok(Verdict {
            right,
            headline: [if right { "Right" } else { "No" }, ": it ", if reaches { "reaches it" } else { "does not" }]
                .concat(),
            sentence,
            answer: word(said),
            truth: word(reaches),
            ..Verdict::of(tape.t(), score, f64::from(u8::from(!right)))
        })
    }
}
