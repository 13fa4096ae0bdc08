//! What hands do to the machine: weights that keep their sum, means and axes that are dragged, points that are drawn.

use super::picture::plane;
use super::{EACH, KNOBS, MAX_K, Room};
use crate::error::{Error, Result};

/// What an axis's handle stands at, in standard deviations.
pub(super) const REACH: f64 = 2.0;

impl Room {
    fn knob(&mut self, i: usize, value: f64) {
        if value.is_finite() {
            self.machine.values[i] = KNOBS[i].nearest(value);
        }
    }

    /// Change one thing: `k`, `n`, `seed`, `s`, `contours`, `at` or a weight such as `p2`.
    ///
    /// # Errors
    /// `invalid-option`, naming the key and what is allowed; nothing is then changed.
    pub fn set(&mut self, key: &str, text: &str) -> Result<()> {
        let before = self.machine.weights();
        let (mut read, _) = Self::decode(&[&self.encode(), "&", key, "=", text].concat());
        let mut check = self.clone();
        check.read(key, text)?;
        if key == "k" {
            let k = read.machine.k();
            let (kept, new) = (before.len().min(k), k.saturating_sub(before.len()));
            let left = 1.0 - new as f64 / k as f64;
            let total: f64 = before[..kept].iter().sum();
            let mut wanted: Vec<f64> = before[..kept].iter().map(|w| left * w / total).collect();
            wanted.resize(k, 1.0 / k as f64);
            if k != before.len() {
                read.weigh(&wanted, None);
            }
        } else if let Some(c) =
            key.strip_prefix('p').and_then(|c| c.parse::<usize>().ok()).and_then(|c| c.checked_sub(1))
        {
            if c >= before.len() {
                return Err(Error::option("there is no such component"));
            }
            let own = check.machine.component(c)[0].min(1.0 - 0.01 * (before.len() - 1) as f64);
            let rest = 1.0 - before[c];
            let share = |w: f64| if rest > 0.0 { (1.0 - own) * w / rest } else { 0.0 };
            let mut wanted: Vec<f64> = before.iter().map(|w| share(*w)).collect();
            wanted[c] = if before.len() == 1 { 1.0 } else { own };
            read.weigh(&wanted, Some(c));
        }
        read.draw(read.n());
        *self = read;
        Ok(())
    }

    /// Weights as whole hundredths with the sum 1, none below 0.01, by largest remainders; that of `kept` as it is.
    fn weigh(&mut self, wanted: &[f64], kept: Option<usize>) {
        let most = 101 - wanted.len();
        let own = kept.map_or(0, |k| ((100.0 * wanted[k] + 0.5) as usize).clamp(1, most) - 1);
        let spare = 100 - wanted.len() - own;
        let over = |k: usize, w: f64| if kept == Some(k) { 0.0 } else { (100.0 * w - 1.0).max(1e-6) };
        let over: Vec<f64> = wanted.iter().enumerate().map(|(k, w)| over(k, *w)).collect();
        let total: f64 = over.iter().sum::<f64>().max(1e-9);
        let exact: Vec<f64> = over.iter().map(|w| w / total * spare as f64).collect();
        let mut parts: Vec<usize> = exact.iter().map(|w| (w + 1e-9) as usize).collect();
        while parts.iter().sum::<usize>() < spare {
            let lacks = |k: &usize| if kept == Some(*k) { -1e9 } else { exact[*k] - parts[*k] as f64 };
            let Some(most) = (0..parts.len()).reduce(|a, b| if lacks(&b) > lacks(&a) { b } else { a }) else { break };
            parts[most] += 1;
        }
        if let Some(k) = kept {
            parts[k] = own + spare * usize::from(wanted.len() == 1);
        }
        for (k, part) in parts.iter().enumerate() {
            self.machine.values[2 + EACH * k] = (part + 1) as f64 / 100.0;
        }
    }

    /// Which component a handle is of: `m2`, `a2`, `b2`.
    fn held(&self, key: &str) -> Option<(char, usize)> {
        let kind = key.chars().next().filter(|c| matches!(c, 'm' | 'a' | 'b'))?;
        let k = key[1..].parse::<usize>().ok()?.checked_sub(1).filter(|k| *k < self.machine.k().min(MAX_K))?;
        Some((kind, k))
    }

    /// Handle `key` to pixel (x, y) of a panel of `size`: a mean (`m1`), or the end of a half axis (`a1`, `b1`).
    pub fn drag(&mut self, key: &str, x: f64, y: f64, size: [f64; 2]) {
        let Some((kind, k)) = self.held(key) else { return };
        let to = plane(size).lift(x, y);
        let i = 2 + EACH * k;
        if kind == 'm' {
            self.knob(i + 1, to[0]);
            self.knob(i + 2, to[1]);
            return;
        }
        let of = self.machine.component(k);
        let (dx, dy) = (to[0] - of[1], to[1] - of[2]);
        let turn = libm::atan2(dy, dx).to_degrees() - if kind == 'a' { 0.0 } else { 90.0 };
        self.knob(i + if kind == 'a' { 3 } else { 4 }, (dx * dx + dy * dy).sqrt() / REACH);
        self.turn(k, turn);
    }

    fn turn(&mut self, k: usize, degrees: f64) {
        let half = libm::fmod(libm::fmod(degrees, 180.0) + 180.0, 180.0);
        // 180 degrees is 0 again.
        let whole = libm::floor(half + 0.5);
        self.knob(2 + EACH * k + 5, if whole >= 180.0 { 0.0 } else { half });
    }

    /// Handle `key` by steps: a mean to the right and up, an axis turned (`dx`) and made longer (`dy`).
    pub fn nudge(&mut self, key: &str, dx: f64, dy: f64) {
        let Some((kind, k)) = self.held(key) else { return };
        let i = 2 + EACH * k;
        let step = |at: usize, by: f64| self.machine.values[at] + by * KNOBS[at].step;
        if kind == 'm' {
            let (x, y) = (step(i + 1, dx), step(i + 2, dy));
            self.knob(i + 1, x);
            self.knob(i + 2, y);
            return;
        }
        let axis = i + if kind == 'a' { 3 } else { 4 };
        let (length, turn) = (step(axis, dy), step(i + 5, dx));
        if dy != 0.0 {
            self.knob(axis, length);
        }
        if dx != 0.0 {
            self.turn(k, turn);
        }
    }

    /// Take the point nearest to a pixel apart, or none when none is near.
    pub fn pick(&mut self, x: f64, y: f64, size: [f64; 2]) {
        const NEAR: f64 = 14.0;
        self.at = None;
        if self.n() == 0 {
            return;
        }
        let points = self.machine.draw(self.n()).points;
        let (xs, ys) = plane(size).pixels(&points);
        let mut best = NEAR * NEAR;
        for (i, (px, py)) in xs.iter().zip(&ys).enumerate() {
            let far = (px - x) * (px - x) + (py - y) * (py - y);
            if far < best {
                (best, self.at) = (far, Some(i));
            }
        }
    }
}
