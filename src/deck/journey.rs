//! The way to the half-step of a link: half-step by half-step, so that whoever waits can be told how far it is, and can
//! ask for something else.

use super::{Deck, told};
use crate::error::{Error, Result};
use crate::hand::ByHand;
use crate::link::Link;
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
    /// A key was changed: the link before comes back.
    Changed(Box<Link>),
    /// The run starts or goes on: it stays where it is.
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
        while self.advance().or_else(|error| self.set_back(error))? {}
        Ok(())
    }

    /// Goes all the way back to what there was before `error`.
    fn set_back(&mut self, error: Error) -> Result<bool> {
        while self.advance().unwrap_or(false) {}
        Err(error)
    }

    /// One half-step on the way; `false` where there is nothing more to go.
    ///
    /// # Errors
    /// Why the run cannot be made after a key was changed; the deck is then on its way back to what there was before.
    pub fn advance(&mut self) -> Result<bool> {
        let Some((journey, tape)) = self.journey.as_ref().zip(self.tape.as_mut()) else { return Ok(false) };
        // An edit may have moved a mean of the iteration that is shown.
        self.field_of = None;
        let stepped = if tape.t() < journey.until { tape.step() } else { Ok(false) };
        match stepped.map_err(told::told) {
            Ok(false) => {
                tape.seek(self.link.t);
                self.journey = None;
                Ok(false)
            }
            Err(error) => self.break_off(error),
            more => more,
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
        self.journey = (until > 0).then_some(Journey { until, broken });
        Ok(())
    }

    /// The run of `link`, in the place of the one that is there.
    pub(super) fn start(&mut self, link: Link) -> Result<()> {
        self.load(link, Broken::Went)
    }

    /// What there is of `link` without a run, for a reason.
    pub(super) fn bare(&mut self, link: Link, reason: Error) -> Result<()> {
        let data = link.config.data()?;
        self.put(link, data, None, reason.message);
        Ok(())
    }

    /// The run of `link`, of which one key was changed, on its way.
    pub(super) fn reload(&mut self, link: Link) -> Result<()> {
        // Where there was no run before there need be none after: what is missing is shown, not thrown.
        let Some(t) = self.t() else {
            return self.load(link.clone(), Broken::Opened(None)).or_else(|error| self.bare(link, error));
        };
        let before = match &self.journey {
            // Of several changes in a row the last that came to its end is what there was before.
            Some(Journey { broken: Broken::Changed(earlier), .. }) => earlier.clone(),
            _ => Box::new(Link { t, ..self.link.clone() }),
        };
        self.load(link, Broken::Changed(before))
    }

    /// What is shown of `link`, whose run cannot be made.
    fn rescue(&mut self, link: Link, error: Error) {
        // The data and the model without what does not fit may still work. Points by hand that fit the data stay: a
        // hand that takes too many away sees what is left of them, and so does whoever opens the link.
        let mut plain = link.clone();
        plain.config.edits = Vec::new();
        if link.config.data().is_err() {
            plain.config.hand = ByHand::default();
        }
        let with_hands = link.encode() != plain.encode();
        let first = Broken::Opened(Some(Box::new((link.clone(), error.clone()))));
        let why = error.message.clone();
        if with_hands && self.load(plain.clone(), first).is_ok() {
            self.notes.push(format!("What was done by hand does not fit this run and was left out: {why}"));
        } else if self.bare(link, error.clone()).or_else(|_| self.bare(plain, error)).is_err() {
            self.notes.push(why);
        }
    }

    fn break_off(&mut self, error: Error) -> Result<bool> {
        match self.journey.take().map(|journey| journey.broken) {
            Some(Broken::Opened(None)) => self.rescue(self.link.clone(), error),
            Some(Broken::Opened(Some(first))) => {
                self.notes.pop();
                let (link, error) = *first;
                self.bare(link, error)?;
            }
            Some(Broken::Changed(before)) => {
                self.load(*before, Broken::Opened(None))?;
                return Err(error);
            }
            Some(Broken::Went) | None => {}
        }
        Ok(self.journey.is_some())
    }
}
