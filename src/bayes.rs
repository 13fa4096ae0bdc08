//! Two kinds of people in a group, by Bayes' rule in one dimension:
//!
//! ```text
//! P(y | x) = P(x | y) P(y) / P(x),   P(x) = P(x | 0) P(0) + P(x | 1) P(1)
//! ```
//!
//! P(x | y) is a Gaussian with mean `m_y` and standard deviation `s_y`, P(1) is the prior. One decides for the more
//! probable kind; what the other would have had of the joint density there is the probability of an error.

mod link;
mod picture;

pub use picture::{Band, Curve, Handle, Line, Plot, Region, Term, View};

use crate::catalog::Knob;
use crate::error::{Error, Result};
use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// The two groups and the question, all lengths in centimetres.
#[derive(Clone, Debug, PartialEq)]
pub struct Bayes {
    /// The height asked about.
    pub x: f64,
    /// P(y = 1).
    pub prior: f64,
    /// `m_0`, `m_1`.
    pub means: [f64; 2],
    /// `s_0`, `s_1`, positive.
    pub stds: [f64; 2],
}

/// What is on the axis.
pub const RANGE: [f64; 2] = [135.0, 210.0];

const fn knob(key: &'static str, title: &'static str, range: [f64; 3], default: f64) -> Knob {
    let [min, max, step] = range;
    Knob { key, title, blurb: "", min, max, step, default, log: false, whole: false }
}

/// Everything that can be moved, in the order of links.
pub static KNOBS: [Knob; 6] = [
    knob("x", "The height asked about (cm)", [RANGE[0], RANGE[1], 0.5], 172.0),
    knob("prior", "Prior P(y = 1)", [0.0, 1.0, 0.01], 0.4),
    knob("m0", "Mean of group 0 (cm)", [140.0, 205.0, 0.5], 166.0),
    knob("s0", "Width of group 0 (cm)", [2.0, 20.0, 0.1], 7.0),
    knob("m1", "Mean of group 1 (cm)", [140.0, 205.0, 0.5], 179.0),
    knob("s1", "Width of group 1 (cm)", [2.0, 20.0, 0.1], 7.0),
];

impl Default for Bayes {
    fn default() -> Self {
        let [x, prior, m0, s0, m1, s1] = KNOBS.each_ref().map(|knob| knob.default);
        Self { x, prior, means: [m0, m1], stds: [s0, s1] }
    }
}

impl Bayes {
    /// The value of every knob, in their order.
    pub fn values(&self) -> [f64; 6] {
        [self.x, self.prior, self.means[0], self.stds[0], self.means[1], self.stds[1]]
    }

    fn slot(&mut self, key: &str) -> Option<&mut f64> {
        Some(match key {
            "x" => &mut self.x,
            "prior" => &mut self.prior,
            "m0" => &mut self.means[0],
            "s0" => &mut self.stds[0],
            "m1" => &mut self.means[1],
            "s1" => &mut self.stds[1],
            _ => return None,
        })
    }

    /// Change one knob to what a text says.
    ///
    /// # Errors
    /// `invalid-option` for an unknown key or a value out of range; nothing is then changed.
    pub fn set(&mut self, key: &str, text: &str) -> Result<()> {
        let known = KNOBS.iter().find(|knob| knob.key == key).zip(self.slot(key));
        let Some((knob, slot)) = known else {
            return Err(Error::option(["\"", key, "\" is not a key of this room"].concat()));
        };
        *slot = knob.parse(text)?;
        Ok(())
    }

    /// Put one knob at the step nearest to `value`.
    fn put(&mut self, key: &str, value: f64) {
        let known = KNOBS.iter().find(|knob| knob.key == key).zip(self.slot(key));
        if let (Some((knob, slot)), true) = (known, value.is_finite()) {
            *slot = knob.nearest(value);
        }
    }

    /// Move one knob by so many of its steps.
    pub fn nudge(&mut self, key: &str, steps: f64) {
        let at = KNOBS.iter().position(|knob| knob.key == key);
        if let Some(i) = at {
            self.put(key, self.values()[i] + steps * KNOBS[i].step);
        }
    }

    /// `p(x | y) = exp(-(x - m)^2 / 2 s^2) / (s sqrt(2 pi))`, per centimetre.
    pub fn density(&self, y: usize, x: f64) -> f64 {
        let z = (x - self.means[y]) / self.stds[y];
        libm::exp(-0.5 * z * z) / (self.stds[y] * (2.0 * PI).sqrt())
    }

    /// P(y).
    pub fn prior_of(&self, y: usize) -> f64 {
        if y == 1 { self.prior } else { 1.0 - self.prior }
    }

    /// `p(x, y) = p(x | y) P(y)`.
    pub fn joint(&self, y: usize, x: f64) -> f64 {
        self.density(y, x) * self.prior_of(y)
    }

    /// `ln p(x, 1) - ln p(x, 0)`: infinite where a prior is 0.
    pub fn log_odds(&self, x: f64) -> f64 {
        let ln = |p: f64| if p > 0.0 { libm::log(p) } else { f64::NEG_INFINITY };
        let part = |y: usize| {
            let z = (x - self.means[y]) / self.stds[y];
            ln(self.prior_of(y)) - libm::log(self.stds[y]) - 0.5 * z * z
        };
        part(1) - part(0)
    }

    /// P(y | x), exact also where both densities vanish.
    pub fn posterior(&self, y: usize, x: f64) -> f64 {
        let odds = self.log_odds(x);
        1.0 / (1.0 + libm::exp(if y == 1 { -odds } else { odds }))
    }

    /// Where the joint densities cross, ascending: the roots of the log-odds, a quadratic in x. Two, one or none.
    pub fn decisions(&self) -> Vec<f64> {
        if self.prior <= 0.0 || self.prior >= 1.0 {
            return Vec::new();
        }
        // About the middle of the means, so that nothing cancels: a t^2 + b t + c = 0 for x = middle + t.
        let middle = 0.5 * (self.means[0] + self.means[1]);
        let precision = self.stds.map(|s| 1.0 / (s * s));
        let a = 0.5 * (precision[0] - precision[1]);
        let b = (self.means[1] - middle) * precision[1] - (self.means[0] - middle) * precision[0];
        let c = self.log_odds(middle);
        let mut roots = if a == 0.0 {
            if b == 0.0 { Vec::new() } else { vec![-c / b] }
        } else {
            let square = b * b - 4.0 * a * c;
            if square <= 0.0 {
                return Vec::new();
            }
            let q = -0.5 * (b + if b < 0.0 { -square.sqrt() } else { square.sqrt() });
            vec![q / a, c / q]
        };
        roots.retain(|t| t.is_finite());
        if roots.len() == 2 && roots[0] > roots[1] {
            roots.swap(0, 1);
        }
        roots.into_iter().map(|t| middle + t).collect()
    }

    /// The line cut at the decision points, and the kind that is the more probable in each part.
    pub fn regions(&self) -> Vec<Region> {
        let mut ends = self.decisions();
        ends.push(f64::INFINITY);
        let mut from = f64::NEG_INFINITY;
        ends.into_iter()
            .map(|to| {
                let inside = match (from.is_finite(), to.is_finite()) {
                    (true, true) => 0.5 * (from + to),
                    (true, false) => from + 1.0 + self.stds[0],
                    (false, true) => to - 1.0 - self.stds[0],
                    (false, false) => 0.5 * (self.means[0] + self.means[1]),
                };
                let region = Region { from, to, y: usize::from(self.log_odds(inside) > 0.0) };
                from = to;
                region
            })
            .collect()
    }

    /// P(x < t | y).
    fn below(&self, y: usize, t: f64) -> f64 {
        0.5 * libm::erfc((self.means[y] - t) / self.stds[y] * FRAC_1_SQRT_2)
    }

    /// P(from < x < to | y), from the nearer tail.
    fn between(&self, y: usize, from: f64, to: f64) -> f64 {
        if from > self.means[y] {
            let above = |t: f64| 0.5 * libm::erfc((t - self.means[y]) / self.stds[y] * FRAC_1_SQRT_2);
            return above(from) - above(to);
        }
        self.below(y, to) - self.below(y, from)
    }

    /// The probability of being of kind y and taken for the other: y = 0, y = 1. Their sum is P(error).
    pub fn errors(&self) -> [f64; 2] {
        let mut errors = [0.0; 2];
        for region in self.regions() {
            let other = 1 - region.y;
            errors[other] += self.prior_of(other) * self.between(other, region.from, region.to);
        }
        errors
    }
}
