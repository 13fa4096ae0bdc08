//! Numbers as places on a chart: ranges, round ticks with their texts, and values as parts of the way along an axis.

use crate::text::{magnitude, number, power};
use serde::Serialize;

/// A round value of an axis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// Its place: 0 at the low end of the axis, 1 at the high end.
    pub at: f64,
    /// What to write there.
    pub text: String,
}

/// An axis from `low` to `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The value at 0.
    pub low: f64,
    /// The value at 1.
    pub high: f64,
}

/// A range below this part of the largest value is rounding, and no range.
const FLAT: f64 = 1e-9;
/// Less than this is nothing, as it is where numbers are written.
const TINY: f64 = 1e-280;
/// No axis has room for more ticks.
const MOST: i32 = 64;

/// The least round number (1, 2 or 5 times a power of ten) that is not below `rough`.
pub(crate) fn round_step(rough: f64) -> f64 {
    let rough = rough.max(1e-300);
    let decade = power(magnitude(rough));
    let steps = [1.0, 2.0, 5.0, 10.0].map(|m| m * decade);
    // Near the largest number there may be no rounder one.
    steps.into_iter().find(|s| *s >= rough && s.is_finite()).unwrap_or(decade)
}

impl Scale {
    /// The axis that just holds `values` (those that are numbers); never empty, even when all values are one.
    pub fn around(values: impl IntoIterator<Item = f64>) -> Self {
        let finite = values.into_iter().filter(|v| v.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), v| (lo.min(v), hi.max(v)));
        if low > high {
            return Self { low: 0.0, high: 1.0 };
        }
        let found = Self { low, high };
        if !found.is_flat() {
            return found;
        }
        let tenth = 0.1 * low.abs().max(high.abs());
        let room = if tenth > TINY { tenth } else { 1.0 };
        Self { low: (low - room).max(-f64::MAX), high: (high + room).min(f64::MAX) }
    }

    /// Half its length: the whole may be more than the largest number.
    fn half(self) -> f64 {
        0.5 * self.high - 0.5 * self.low
    }

    /// Whether nothing can be told apart along it; so also when its ends are no numbers or in the wrong order.
    fn is_flat(self) -> bool {
        let size = self.low.abs().max(self.high.abs());
        self.low.is_nan() || self.high.is_nan() || self.half() <= 0.5 * (FLAT * size).max(TINY)
    }

    /// The same with `part` of its length more at both ends.
    #[must_use]
    pub fn wider(self, part: f64) -> Self {
        let room = part * 2.0 * self.half();
        Self { low: (self.low - room).max(-f64::MAX), high: (self.high + room).min(f64::MAX) }
    }

    /// How far along the axis `value` lies: 0 at the low end, 1 at the high end.
    pub fn place(self, value: f64) -> f64 {
        (0.5 * value - 0.5 * self.low) / self.half()
    }

    /// A round step (1, 2 or 5 times a power of ten) that cuts the axis into at most `parts`.
    pub fn step(self, parts: f64) -> f64 {
        round_step(2.0 * (self.half() / parts))
    }

    /// The multiples of `step` along the axis, with as many digits as tell them apart; none on an axis that is flat.
    ///
    /// They are counted, not added up: however small the step, there is a last one.
    pub(crate) fn multiples(self, step: f64) -> impl Iterator<Item = (f64, String)> {
        let first = libm::ceil(self.low / step - FLAT);
        let digits = move |value: f64| 1 + (magnitude(value.abs().max(step)) - magnitude(step)).clamp(0, 12);
        (0..if self.is_flat() { 0 } else { MOST })
            .map(move |i| (first + f64::from(i)) * step)
            .take_while(move |value| *value - self.high <= FLAT * step)
            .map(move |value| (value, number(value, digits(value))))
    }

    /// Round values along the axis, at most about `parts` of them.
    pub fn ticks(self, parts: f64) -> Vec<Mark> {
        self.multiples(self.step(parts)).map(|(value, text)| Mark { at: self.place(value), text }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_in_order() {
        let texts = |low, high, parts| -> Vec<String> {
            Scale { low, high }.ticks(parts).into_iter().map(|mark| mark.text).collect()
        };
        assert_eq!(texts(0.0, 10.0, 5.0), ["0", "2", "4", "6", "8", "10"]);
        assert_eq!(texts(1.42, 1.58, 4.0), ["1.45", "1.50", "1.55"]);
        assert_eq!(
            texts(-1300.0, -900.0, 4.0),
            ["\u{2212}1300", "\u{2212}1200", "\u{2212}1100", "\u{2212}1000", "\u{2212}900"]
        );
    }

    #[test]
    fn an_axis_is_never_empty() {
        for values in [vec![], vec![f64::NAN], vec![3.0], vec![0.0, 0.0], vec![1e-300], vec![-2.0, f64::INFINITY]] {
            let scale = Scale::around(values);
            assert!(scale.low < scale.high);
            assert!(!scale.ticks(4.0).is_empty());
        }
    }
}
