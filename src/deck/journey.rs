//! The way to the half-step of a link: half-step by half-step, so that whoever waits can be told how far it is, and can
//! ask for something else.

use super::{Before, Deck, told};
use crate::error::{Error, Result};
use crate::hand::ByHand;
use crate::link::Link;
use crate::tape::Tape;
use crate::text::count;
use std::mem::replace;

/// A run on its way to `link.t`.
pub(super) struct Journey {
    /// The half-step up to which there is something to record.
    until: usize,
    /// What becomes of the deck where the run breaks off.
    broken: Broken,
}

enum Broken {
    /// A link was opened: it is shown without what hands did. Where that breaks off, too, the first link is shown
    /// without a run, for the first reason.
    Opened(Option<Box<(Link, Error)>>),
    /// A key was changed: what there was before comes back.
    Changed(Box<Before>),
    /// The run was to go on: it stays where it is.
    Went,
}

impl Deck {
    /// Another link, at its half-step.
    pub fn open(&mut self, text: &str) {
        self.head_for(text);
        // Of a link that was opened nothing is wrong that is not said on the deck.
        while self.advance().unwrap_or(false) {}
    }

    /// Another link, on its way to its half-step: [`Deck::advance`] goes there.
    pub fn head_for(&mut self, text: &str) {
        let (link, notes) = Link::decode(text);
        self.notes = notes;
        if let Err(error) = self.load(link.clone(), Broken::Opened(None)) {
            self.rescue(link, error);
        }
    }

    /// Change one key of the link, or one layer (`layer.trails`), and be at its half-step.
    ///
    /// # Errors
    /// As [`Deck::turn`] and [`Deck::advance`]; nothing is then changed.
    pub fn set(&mut self, key: &str, value: &str) -> Result<()> {
        self.turn(key, value)?;
        while self.advance()? {}
        Ok(())
    }

    /// One half-step on the way; `false` where there is nothing more to go.
    ///
    /// # Errors
    /// Why the run cannot be made after a key was changed; what there was before is then back.
    pub fn advance(&mut self) -> Result<bool> {
        let (Some(journey), Some(tape)) = (&self.journey, &mut self.tape) else {
            self.journey = None;
            return Ok(false);
        };
        // An edit may have moved a mean of the iteration that is shown.
        self.field_of = None;
        let stepped = if tape.t() < journey.until { tape.step() } else { Ok(false) };
        match stepped.map_err(told::told) {
            Ok(true) => Ok(true),
            Ok(false) => {
                tape.seek(self.link.t);
                self.journey = None;
                Ok(false)
            }
            Err(error) => self.break_off(error),
        }
    }

    /// The half-step that the deck is on its way to; none where it stands.
    pub fn goal(&self) -> Option<usize> {
        self.journey.as_ref().map(|_| self.link.t)
    }

    /// How far it is on the way, in a sentence; none where it stands.
    pub(super) fn progress(&self) -> Option<String> {
        let (journey, tape) = self.journey.as_ref().zip(self.tape.as_ref())?;
        Some(["Half-step ", &count(tape.t()), " of ", &count(journey.until), "."].concat())
    }

    /// On to half-step `t`, as [`Deck::advance`] does.
    pub fn reach(&mut self, t: usize) {
        let Some(tape) = &mut self.tape else { return };
        let nearer = t < replace(&mut self.link.t, t);
        match &mut self.journey {
            Some(journey) if nearer => journey.until = t.max(tape.planned()),
            Some(journey) => journey.until = journey.until.max(t),
            None if t <= tape.recorded() => tape.seek(t),
            None => self.journey = Some(Journey { until: t, broken: Broken::Went }),
        }
    }

    /// What is recorded on the way is to reach half-step `t`, though the way ends before.
    pub fn record(&mut self, t: usize) {
        if let Some(journey) = &mut self.journey {
            journey.until = journey.until.max(t);
        }
    }

    /// The run of `link` at its start, and on its way; nothing is changed on an error.
    fn load(&mut self, link: Link, broken: Broken) -> Result<()> {
        let data = link.config.data()?;
        let tape = link.config.start(&data).map_err(told::told)?;
        let until = link.t.max(tape.planned());
        self.put(link, data, Some(tape), String::new());
        self.journey = Some(Journey { until, broken });
        Ok(())
    }

    /// The run of `link`, of which one key was changed, on its way.
    pub(super) fn reload(&mut self, link: Link) -> Result<()> {
        let data = link.config.data()?;
        let tape = link.config.start(&data).map_err(told::told);
        // Where there was no run before there need be none after: what is missing is shown, not thrown.
        let (tape, problem) = match tape {
            Err(error) if self.tape.is_none() => (None, error.message),
            tape => (Some(tape?), String::new()),
        };
        let until = link.t.max(tape.as_ref().map_or(0, Tape::planned));
        let under_way = self.journey.take();
        let mut before = Box::new(self.put(link, data, tape, problem));
        before.journey = under_way;
        // Of several changes in a row the last that came to its end is what there was before.
        if let Some(Journey { broken: Broken::Changed(earlier), .. }) = before.journey {
            before = earlier;
        }
        self.journey = self.tape.is_some().then_some(Journey { until, broken: Broken::Changed(before) });
        Ok(())
    }

    /// What is shown of `link`, whose run cannot be made.
    fn rescue(&mut self, link: Link, error: Error) {
        // The data and the model without what hands did may still work.
        let mut plain = link.clone();
        plain.config.hand = ByHand::default();
        plain.config.edits = Vec::new();
        let data = link.config.data();
        let drew_everything_away = data.as_ref().is_ok_and(|data| data.points.is_none());
        let with_hands = !drew_everything_away && link.encode() != plain.encode();
        let first = Broken::Opened(Some(Box::new((link.clone(), error.clone()))));
        if with_hands && self.load(plain.clone(), first).is_ok() {
            self.notes.push(format!("What was done by hand does not fit this run and was left out: {}", error.message));
        } else if let Ok(data) = data {
            self.put(link, data, None, error.message);
        } else if let Ok(data) = plain.config.data() {
            self.put(plain, data, None, error.message);
        } else {
            self.notes.push(error.message);
        }
    }

    fn break_off(&mut self, error: Error) -> Result<bool> {
        match self.journey.take().map(|journey| journey.broken) {
            Some(Broken::Opened(None)) => self.rescue(self.link.clone(), error),
            Some(Broken::Opened(Some(first))) => {
                let (link, error) = *first;
                self.notes.pop();
                if let Ok(data) = link.config.data() {
                    self.put(link, data, None, error.message);
                }
            }
            Some(Broken::Changed(before)) if before.tape.is_some() => {
                self.put_back(*before);
                return Err(error);
            }
            Some(Broken::Changed(_)) => {
                (self.tape, self.problem) = (None, error.message);
                self.look();
            }
            Some(Broken::Went) | None => {}
        }
        Ok(self.journey.is_some())
    }
}
