//! Starts of one model on one set of points, walked to the end one after the other.

use super::{CREEP, MAX_STARTS, Outcome, SAME};
use crate::error::{Error, Result};
use crate::link::MAX_T;
use crate::options::{Family, Options};
use crate::order::ascending;
use crate::points::Points;
use crate::run::Run;
use std::sync::Arc;

/// Point-to-centre distances (times D) of one slice of work: a few milliseconds.
const SLICE: usize = 1_000_000;

/// Many starts, walked in slices.
pub struct Walk {
    family: Family,
    points: Arc<Points>,
    options: Options,
    hard: bool,
    pub(super) planned: usize,
    next: u64,
    run: Option<Run>,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) failed: usize,
}

impl Walk {
    /// `planned` starts, seeds 0, 1, ...
    ///
    /// # Errors
    /// `invalid-option` past [`MAX_STARTS`], and whatever the model says of its data and its first start.
    pub fn new(family: Family, points: Arc<Points>, options: Options, planned: usize) -> Result<Self> {
        if !(1..=MAX_STARTS).contains(&planned) {
            return Err(Error::option(format!("{planned} starts: ask for 1 to {MAX_STARTS}")));
        }
        let hard = Run::new(family, points.clone(), &options)?.model().temperature() == 0.0;
        let outcomes = Vec::with_capacity(planned);
        Ok(Self { family, points, options, hard, planned, next: 0, run: None, outcomes, failed: 0 })
    }

    /// A few milliseconds of work; `false` when there is nothing more to do.
    pub fn slice(&mut self) -> bool {
        let each = self.points.n() * self.options.k * self.points.d();
        for _ in 0..(SLICE / each).max(1) {
            if !self.half_step() {
                return false;
            }
        }
        true
    }

    fn half_step(&mut self) -> bool {
        if self.done() == self.planned {
            return false;
        }
        let run = if let Some(mut run) = self.run.take() {
            run.step().map(|_| run)
        } else {
            self.options.seed = self.next;
            self.next += 1;
            Run::new(self.family, self.points.clone(), &self.options)
        };
        match run {
            Err(_) => self.failed += 1,
            Ok(run) if run.converged() || run.half_steps() == MAX_T => self.outcomes.push(Outcome {
                seed: self.options.seed,
                objective: run.objective(),
                half_steps: run.half_steps(),
                converged: run.converged(),
            }),
            Ok(run) => self.run = Some(run),
        }
        true
    }

    /// Starts walked to the end.
    pub fn done(&self) -> usize {
        self.outcomes.len() + self.failed
    }

    /// How each start ended, in the order of the seeds; those that met a singular covariance are left out.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// Starts that met a singular covariance.
    pub fn failed(&self) -> usize {
        self.failed
    }

    pub(super) fn rising(&self) -> bool {
        self.family.is_mixture()
    }

    /// Whether two objectives are one optimum.
    pub(super) fn same(&self, a: f64, b: f64) -> bool {
        let creep = if self.hard { 0.0 } else { CREEP * self.options.tolerance * self.points.n() as f64 };
        (a - b).abs() <= creep.max(SAME * a.abs().max(b.abs()))
    }

    /// The outcomes of each optimum, by their indices, the best optimum first: a gap parts it from the next.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let objectives: Vec<f64> = self.outcomes.iter().map(|o| o.objective).collect();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut before = f64::NEG_INFINITY;
        for i in ascending(&objectives) {
            let same = self.same(objectives[i], before);
            match groups.last_mut().filter(|_| same) {
                Some(group) => group.push(i),
                None => groups.push(vec![i]),
            }
            before = objectives[i];
        }
        if self.rising() {
            groups.reverse();
        }
        groups
    }
}
