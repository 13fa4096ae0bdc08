//! What hands do to a run: drag its centres; draw, move and delete its points.

use super::Deck;
use crate::config::Data;
use crate::error::{Error, Result};
use crate::hand::{ByHand, Origin};
use crate::rng::Rng;
use crate::text::plain;

/// Places across the data's range that a dragged centre can have, so that a link stays short.
const DRAG_STEPS: f64 = 4096.0;

/// The brush scatters by a stream of its own.
const BRUSH_STREAM: u64 = 2;

impl Deck {
    /// Put centre `k` at a pixel: a fork of the run.
    ///
    /// # Errors
    /// `invalid-option` for a centre there is none of; from the assignment that follows.
    pub fn drag(&mut self, k: usize, x: f64, y: f64) -> Result<()> {
        self.journey = None;
        let Some(tape) = &mut self.tape else { return Ok(()) };
        let d = tape.run().points().d();
        if k >= self.link.config.k {
            return Err(Error::option(format!("there is no centre {}", k + 1)));
        }
        let now = tape.run().model().means()[k * d..(k + 1) * d].to_vec();
        let place = self.plane.lift_from(&now, x.max(0.0).min(self.size[0]), y.max(0.0).min(self.size[1]));
        // Rounded in the data's own units, as the link will say it.
        let base = &self.data.base.points;
        let step = |j: usize| {
            let (lo, hi) = base.range(j);
            crate::text::power(crate::text::magnitude(((hi - lo) / DRAG_STEPS).max(1e-12)))
        };
        let own: Vec<f64> = self.data.to_units(&place).iter().enumerate().map(|(j, x)| round_to(*x, step(j))).collect();
        let iteration = tape.run().iteration();
        tape.edit(k, &self.data.to_model(&own))?;
        let edits = &mut self.link.config.edits;
        edits.retain(|e| e.iteration < iteration || (e.iteration == iteration && e.k != k));
        edits.push(crate::tape::Edit { iteration, k, mean: own });
        // The start is one: what was moved on the other side later was moved in another run.
        if let Some(twin) = self.link.twin.as_mut().filter(|_| iteration == 0) {
            twin.edits.clear();
        }
        self.field_of = None;
        Ok(())
    }

    /// Change what hands have done to the points. The run starts again with the means it started from.
    fn by_hand(&mut self, change: impl FnOnce(&mut ByHand, &Data) -> Result<()>) -> Result<()> {
        if self.data.columns().len() > 2 {
            return Err(Error::data("Points can be drawn in one or two dimensions only."));
        }
        let mut link = self.link.clone();
        change(&mut link.config.hand, &self.data)?;
        link.config.edits.retain(|e| e.iteration == 0);
        if let Some(twin) = &mut link.twin {
            twin.edits.retain(|e| e.iteration == 0);
        }
        link.t = 0;
        // Too few points for K, or none at all: shown, with what there is still to draw on.
        self.start(link.clone()).or_else(|error| self.bare(link, error))
    }

    /// The grid place of a pixel.
    fn snap(&self, x: f64, y: f64) -> Vec<u16> {
        self.data.frame.snap(&self.data.to_units(&self.plane.lift(x, y)))
    }

    /// Draw `count` points around a pixel, `spread` pixels wide (one standard deviation).
    ///
    /// # Errors
    /// `too-large` past the points a link can carry; `invalid-data` when D > 2.
    pub fn add_points(&mut self, x: f64, y: f64, count: f64, spread: f64) -> Result<()> {
        let count = if count.is_finite() { count.clamp(1.0, 500.0) as usize } else { 1 };
        let spread = if spread.is_finite() { spread.clamp(0.0, 2000.0) } else { 0.0 };
        // The same stroke at the same place scatters alike: the place is the seed.
        let mut rng = Rng::new(x.to_bits() ^ y.to_bits().rotate_left(32), BRUSH_STREAM);
        let places: Vec<(f64, f64)> = (0..count)
            .map(|i| {
                let scatter = if i == 0 && count == 1 { 0.0 } else { spread };
                (x + scatter * rng.normal(), y + scatter * rng.normal())
            })
            .collect();
        let grid: Vec<u16> = places.iter().flat_map(|(x, y)| self.snap(*x, *y)).collect();
        self.by_hand(|hand, data| hand.add(&grid, data.columns().len()))
    }

    /// Move point `n` to a pixel.
    ///
    /// # Errors
    /// As [`Deck::add_points`]; `invalid-option` when there is no such point.
    pub fn move_point(&mut self, n: f64, x: f64, y: f64) -> Result<()> {
        let place = self.snap(x, y);
        self.by_hand(|hand, data| {
            let origins = hand.origins(data.base.points.n(), data.columns().len());
            let origin = origins.get(n as usize).filter(|_| n >= 0.0);
            let origin = *origin.ok_or_else(|| Error::option(format!("there is no point {}", plain(n + 1.0))))?;
            hand.shift(origin, place)
        })
    }

    /// Delete the points within `radius` pixels.
    ///
    /// # Errors
    /// As [`Deck::add_points`].
    pub fn delete_points(&mut self, x: f64, y: f64, radius: f64) -> Result<()> {
        let Some(points) = &self.data.points else { return Ok(()) };
        let (xs, ys) = self.plane.pixels(points);
        let near = |i: &usize| (xs[*i] - x) * (xs[*i] - x) + (ys[*i] - y) * (ys[*i] - y) <= radius * radius;
        let gone: Vec<usize> = (0..xs.len()).filter(near).collect();
        if gone.is_empty() {
            return Ok(());
        }
        self.by_hand(|hand, data| {
            let d = data.columns().len();
            let origins = hand.origins(data.base.points.n(), d);
            let gone: Vec<Origin> = gone.iter().map(|i| origins[*i]).collect();
            hand.remove(&gone, d);
            Ok(())
        })
    }

    /// Delete every point.
    ///
    /// # Errors
    /// As [`Deck::add_points`].
    pub fn clear_points(&mut self) -> Result<()> {
        self.by_hand(|hand, _| {
            hand.clear();
            Ok(())
        })
    }
}

fn round_to(x: f64, step: f64) -> f64 {
    let steps = (x / step).round();
    // 3 * 0.1 is written 0.30000000000000004, 3 / 10 as a person would write it.
    if step < 1.0 { steps / (1.0 / step).round() } else { steps * step }
}
