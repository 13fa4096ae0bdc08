//! Rows of catalogues: what a picker, a slider, a link and a check need to know of a choice or a number.
//!
//! Keys are public (they live in links and options); positions are not.

use crate::error::{Error, Result};
use crate::text::{plain, read};
use serde::Serialize;

/// One choice of a catalogue: a model, a data set, a start, a covariance kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The stable key.
    pub key: &'static str,
    /// The name a reader knows it by.
    pub title: &'static str,
    /// One sentence: what it is and when to choose it.
    pub blurb: &'static str,
}

/// One number of a configuration, with everything a slider and a check need.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Knob {
    /// The stable key.
    pub key: &'static str,
    /// The label on the page.
    pub title: &'static str,
    /// One sentence: what turning it does.
    pub blurb: &'static str,
    /// The smallest value allowed.
    pub min: f64,
    /// The largest value allowed.
    pub max: f64,
    /// The step of a slider; 1 for whole numbers.
    pub step: f64,
    /// The value when nothing is said.
    pub default: f64,
    /// Whether a slider moves in the logarithm.
    pub log: bool,
    /// Whether only whole numbers make sense.
    pub whole: bool,
}

impl Knob {
    /// `value` if it is allowed.
    ///
    /// # Errors
    /// `invalid-option`, naming the key and the range.
    pub fn check(&self, value: f64) -> Result<f64> {
        let fits = value.is_finite() && value >= self.min && value <= self.max;
        if !fits || (self.whole && value.fract() != 0.0) {
            let kind = if self.whole { "a whole number" } else { "a number" };
            return Err(Error::option(format!(
                "{} is {}: it must be {kind} from {} to {}",
                self.key,
                plain(value),
                plain(self.min),
                plain(self.max)
            )));
        }
        Ok(value)
    }

    /// `text` as an allowed number.
    ///
    /// # Errors
    /// `invalid-option`, naming the key and the range.
    pub fn parse(&self, text: &str) -> Result<f64> {
        let number = read(text.trim()).ok_or_else(|| {
            let (min, max) = (plain(self.min), plain(self.max));
            Error::option(format!("{} is \"{text}\": it must be a number from {min} to {max}", self.key))
        })?;
        self.check(number)
    }

    /// The value a hand means: in range and a whole number of steps, so that links stay short.
    pub fn nearest(&self, value: f64) -> f64 {
        let steps = libm::floor(value / self.step + 0.5);
        let text = crate::text::fixed(steps * self.step, 4);
        crate::text::parse(&text).unwrap_or(self.default).clamp(self.min, self.max)
    }
}

/// The choice with `key` among `rows`.
///
/// # Errors
/// `invalid-option`, naming what was being chosen and all the keys there are.
pub fn find<'a, T>(rows: &'a [T], choice: impl Fn(&T) -> Choice, what: &str, key: &str) -> Result<&'a T> {
    rows.iter().find(|row| choice(row).key == key).ok_or_else(|| {
        let keys: Vec<String> = rows.iter().map(|row| format!("\"{}\"", choice(row).key)).collect();
        Error::option(format!("{what} is \"{key}\": it must be one of {}", keys.join(", ")))
    })
}
