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

impl Scale {
    /// The axis that just holds `values` (those that are numbers); never empty, even when all values are one.
    pub fn around(values: impl IntoIterator<Item = f64>) -> Self {
        let finite = values.into_iter().filter(|v| v.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), v| (lo.min(v), hi.max(v)));
        if low > high {
            return Self { low: 0.0, high: 1.0 };
        }
        let size = low.abs().max(high.abs());
        if high - low > 1e-9 * size {
            return Self { low, high };
        }
        let room = if size > 0.0 { 0.1 * size } else { 1.0 };
        Self { low: low - room, high: high + room }
    }

    /// The same with `part` of its length more at both ends.
    #[must_use]
    pub fn wider(self, part: f64) -> Self {
        let room = part * (self.high - self.low);
        Self { low: self.low - room, high: self.high + room }
    }

    /// How far along the axis `value` lies: 0 at the low end, 1 at the high end.
    pub fn place(self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// A round step (1, 2 or 5 times a power of ten) that cuts the axis into at most `parts`.
    pub fn step(self, parts: f64) -> f64 {
        let rough = ((self.high - self.low) / parts).max(1e-280);
        let decade = power(magnitude(rough));
        [1.0, 2.0, 5.0, 10.0].map(|m| m * decade).into_iter().find(|s| *s >= rough).unwrap_or(10.0 * decade)
    }

    /// Round values along the axis, at most about `parts` of them.
    pub fn ticks(self, parts: f64) -> Vec<Mark> {
        let step = self.step(parts);
        let first = libm::ceil(self.low / step - 1e-9);
        let digits = |value: f64| 1 + (magnitude(value.abs().max(step)) - magnitude(step)).clamp(0, 12);
        (0..64)
            .map(|i| (first + f64::from(i)) * step)
            .take_while(|value| *value <= self.high + 1e-9 * step)
            .map(|value| Mark { at: self.place(value), text: number(value, digits(value)) })
            .collect()
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
