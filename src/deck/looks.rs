//! Looking closer: what is laid over the picture, and a point, a place or a centre taken apart.

use super::Deck;
use crate::WHOLE;
use crate::bound::{Bound, bound};
use crate::config::Data;
use crate::error::{Error, Result};
use crate::faces::{Face, faces};
use crate::inspect::{self, Inspection};
use crate::link::Link;
use crate::overlay::{Scene, scene, without_run};
use crate::plane::Plane;
use crate::tape::Tape;

impl Deck {
    /// What the page lays over the picture.
    pub fn scene(&self) -> Scene {
        let Some(tape) = &self.tape else {
            return without_run(&self.link, &self.data, &self.plane, &self.problem);
        };
        let mut scene = scene(&self.link, &self.data, &self.plane, tape);
        if let Some(progress) = self.progress() {
            // Nothing is told of half-steps that are gone before they are read.
            scene.sentence = progress;
            scene.events.clear();
            scene.announce.clear();
        }
        scene
    }

    /// The point nearest to a pixel within `radius` CSS pixels.
    pub fn nearest_point(&self, x: f64, y: f64, radius: f64) -> Option<usize> {
        let (xs, ys) = self.plane.pixels(self.data.points.as_ref()?);
        let squared = |i: usize| (xs[i] - x) * (xs[i] - x) + (ys[i] - y) * (ys[i] - y);
        (0..xs.len()).min_by(|a, b| squared(*a).total_cmp(&squared(*b))).filter(|i| squared(*i) <= radius * radius)
    }

    /// Where a place of this stage comes to lie on one of `width` x `height` CSS pixels.
    pub fn carried(&self, x: f64, y: f64, width: f64, height: f64) -> (f64, f64) {
        let mut other = self.plane.clone();
        other.fit(width, height);
        other.project(&self.plane.lift(x, y))
    }

    /// The lower bound taken apart; none where the dock does not show it.
    pub fn bound(&self) -> Option<Bound> {
        let tape = self.tape.as_ref().filter(|_| WHOLE && self.link.view.dock == "bound")?;
        bound(tape).ok()
    }

    /// What each component looks like; empty where the dock does not show it.
    pub fn faces(&self) -> Vec<Face> {
        match &self.tape {
            Some(tape) if WHOLE && self.link.view.dock == "components" => faces(&self.data, tape.run().model()),
            _ => Vec::new(),
        }
    }

    /// The nearest point within `radius` pixels taken apart, or the place itself.
    ///
    /// # Errors
    /// When there is no run.
    pub fn probe(&self, x: f64, y: f64, radius: f64) -> Result<Inspection> {
        match self.nearest_point(x, y, radius) {
            Some(n) => self.inspect_point(n),
            None => inspect::here(&self.data, &self.plane, self.running()?, x, y),
        }
    }

    /// Point `n` taken apart.
    ///
    /// # Errors
    /// When there is no run or no such point.
    pub fn inspect_point(&self, n: usize) -> Result<Inspection> {
        let tape = self.running()?;
        if n >= tape.run().points().n() {
            return Err(Error::option(format!("there is no point {}", n + 1)));
        }
        inspect::point(&self.link.config, &self.data, &self.plane, tape, n)
    }

    /// Centre `k` taken apart.
    ///
    /// # Errors
    /// When there is no run or no such centre.
    pub fn inspect_centre(&self, k: usize) -> Result<Inspection> {
        let tape = self.running()?;
        if k >= self.link.config.k {
            return Err(Error::option(format!("there is no centre {}", k + 1)));
        }
        inspect::centre(&self.data, &self.plane, tape, k)
    }

    /// The run, and where it is shown.
    pub(crate) fn parts(&self) -> Result<(&Link, &Data, &Plane, &Tape)> {
        Ok((&self.link, &self.data, &self.plane, self.running()?))
    }

    fn running(&self) -> Result<&Tape> {
        self.tape.as_ref().ok_or_else(|| Error::data(self.problem.clone()))
    }
}
