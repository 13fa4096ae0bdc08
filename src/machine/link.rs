//! The room's link: `room=machine&n=50&p1=0.6`, with the keys of the data source. Any text at all decodes.

use super::{EACH, KNOBS, Machine};
use crate::config::Configuration;
use crate::error::{Error, Result};
use crate::link::{Link, pairs, read_seed, shorten};
use crate::text::plain;
use std::fmt::Write;

/// More points than this the room does not draw: three panels and a fit of them have to keep up with a hand.
pub const MAX_N: usize = 20_000;

/// The machine, how many points are drawn, and how they are looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Room {
    /// What is drawn from.
    pub machine: Machine,
    /// Points drawn; none in a new room that says so.
    pub drawn: Option<usize>,
    /// The seed of EM's start.
    pub start: u64,
    /// The point taken apart.
    pub at: Option<usize>,
    /// Whether p(x) is drawn over the incomplete data.
    pub contours: bool,
}

impl Room {
    /// N, how many points are drawn.
    pub fn n(&self) -> usize {
        self.drawn.unwrap_or(KNOBS[0].default as usize)
    }

    /// Draw so many.
    pub fn draw(&mut self, n: usize) {
        let n = n.min(MAX_N);
        self.drawn = Some(n).filter(|n| *n != KNOBS[0].default as usize);
        self.at = self.at.filter(|at| *at < n);
    }

    /// The point taken apart, where it is there.
    pub fn picked(&self) -> Option<usize> {
        self.at.filter(|at| *at < self.n())
    }

    /// Read one key.
    pub(super) fn read(&mut self, key: &str, text: &str) -> Result<()> {
        let whole = |most: usize, what: &str| {
            text.parse::<usize>().ok().filter(|n| *n <= most).ok_or_else(|| {
                let most = most.to_string();
                Error::option([key, " is \"", text, "\": it must be ", what, " to ", &most].concat())
            })
        };
        match key {
            "n" => self.drawn = Some(whole(MAX_N, "a whole number from 0")?).filter(|n| *n != 500),
            "at" => self.at = Some(whole(MAX_N, "the number of a point, from 1")?).and_then(|n| n.checked_sub(1)),
            "seed" => self.machine.seed = read_seed(key, text)?,
            "s" => self.start = read_seed(key, text)?,
            "contours" => self.contours = whole(1, "0 or 1: from 0")? == 1,
            _ => {
                let Some(i) = KNOBS.iter().position(|knob| knob.key == key) else {
                    return Err(Error::option(["\"", key, "\" is not a key of this room"].concat()));
                };
                self.machine.values[i] = KNOBS[i].parse(text)?;
            }
        }
        Ok(())
    }

    /// What `text` says, and sentences about what was not understood.
    pub fn decode(text: &str) -> (Self, Vec<String>) {
        let mut room = Self::default();
        let mut notes = Vec::new();
        match pairs(text) {
            Err(note) => notes.push(note),
            Ok(pairs) => {
                for (key, value) in pairs.iter().filter(|(key, _)| key != "room" && key != "v") {
                    if let Err(error) = room.read(&shorten(key), &shorten(value)) {
                        notes.push(["A part of the link was not understood: ", &error.message, "."].concat());
                    }
                }
            }
        }
        // Components beyond K say nothing.
        let used = 2 + EACH * room.machine.k();
        for (value, knob) in room.machine.values.iter_mut().zip(&KNOBS).skip(used) {
            *value = knob.default;
        }
        room.at = room.picked();
        (room, notes)
    }

    /// `prefix` and every knob of the machine but n that is not at its default.
    fn knobs(&self, prefix: &str) -> String {
        let mut out = String::new();
        for (value, knob) in self.machine.values.iter().zip(&KNOBS).skip(1).take(1 + EACH * self.machine.k()) {
            if *value != knob.default {
                let _ = write!(out, "&{prefix}{}={}", knob.key, plain(*value));
            }
        }
        if self.machine.seed != 0 {
            let _ = write!(out, "&{prefix}seed={}", self.machine.seed);
        }
        out
    }

    /// The canonical text.
    pub fn encode(&self) -> String {
        let mut out = String::from("room=machine");
        if let Some(n) = self.drawn {
            let _ = write!(out, "&n={n}");
        }
        out += &self.knobs("");
        if self.start != 0 {
            let _ = write!(out, "&s={}", self.start);
        }
        if let Some(at) = self.picked() {
            let _ = write!(out, "&at={}", at + 1);
        }
        if self.contours {
            out += "&contours=1";
        }
        out
    }

    /// The playground on exactly these points, z hidden, with a mixture at a random start; none without enough points.
    pub fn refit(&self) -> Option<String> {
        let k = self.machine.k();
        if self.n() < 2 * k {
            return None;
        }
        let n = self.drawn.map_or(String::new(), |n| ["&d.n=", &n.to_string()].concat());
        let k = ["&m=gmm&k=", &k.to_string()].concat();
        let s = ["&start=forgy&s=", &self.start.to_string()].concat();
        let text = ["d=machine", &n, &self.knobs("d."), &k, &s].concat();
        Some(Link::decode(&text).0.encode())
    }

    /// The run that [`Room::refit`] leads to.
    pub(super) fn configuration(&self) -> Option<Configuration> {
        Some(Link::decode(&self.refit()?).0.config)
    }
}
