//! The room's link: `room=bayes&x=180&prior=0.5`. Defaults are left out, and any text at all decodes.

use super::{Bayes, KNOBS};
use crate::link::{pairs, shorten};
use crate::text::plain;

impl Bayes {
    /// What `text` says, and sentences about what was not understood.
    pub fn decode(text: &str) -> (Self, Vec<String>) {
        let mut bayes = Self::default();
        let mut notes = Vec::new();
        match pairs(text) {
            Err(note) => notes.push(note),
            Ok(pairs) => {
                for (key, value) in pairs.iter().filter(|(key, _)| key != "room" && key != "v") {
                    if let Err(error) = bayes.set(&shorten(key), &shorten(value)) {
                        notes.push(["A part of the link was not understood: ", &error.message, "."].concat());
                    }
                }
            }
        }
        (bayes, notes)
    }

    /// The canonical text.
    pub fn encode(&self) -> String {
        let mut out = String::from("room=bayes");
        for (knob, value) in KNOBS.iter().zip(self.values()) {
            if value != knob.default {
                out += &["&", knob.key, "=", &plain(value)].concat();
            }
        }
        out
    }
}
