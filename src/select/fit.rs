//! The best of several starts, a slice at a time.

use crate::options::{Family, Options};
use crate::points::Points;
use crate::run::Run;
use std::sync::Arc;

/// Iterations after which a start is taken as it is.
pub const MAX_ITERATIONS: usize = 500;
/// Point-to-component energies (times D) of one slice of work: a few milliseconds.
const SLICE: usize = 1_000_000;

/// Starts with seeds `seed`, `seed + 1`, ... of one model on one set of points: the run with the least F.
pub struct BestOf {
    family: Family,
    points: Arc<Points>,
    options: Options,
    left: usize,
    run: Option<Run>,
    best: Option<(Run, u64)>,
}

impl BestOf {
    /// `starts` starts (at least one), the first with the seed of `options`.
    pub fn new(family: Family, points: Arc<Points>, options: Options, starts: usize) -> Self {
        Self { family, points, options, left: starts, run: None, best: None }
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
        let Some(mut run) = self.run.take() else {
            if self.left == 0 {
                return false;
            }
            // A start that the model refuses (K > N, a singular covariance) is none.
            self.run = Run::new(self.family, self.points.clone(), &self.options).ok();
            if self.run.is_none() {
                self.next();
            }
            return true;
        };
        match run.step() {
            Err(_) => self.next(),
            Ok(report) if report.converged || run.iteration() >= MAX_ITERATIONS => {
                // Soft assignments have a refit to come: the parameters it leaves are the fit.
                let whole = report.half == crate::run::Half::Refit || run.step().is_ok();
                if whole && self.best.as_ref().is_none_or(|(best, _)| run.free_energy() < best.free_energy()) {
                    self.best = Some((run, self.options.seed));
                }
                self.next();
            }
            Ok(_) => self.run = Some(run),
        }
        true
    }

    fn next(&mut self) {
        self.left -= 1;
        self.options.seed += 1;
    }

    /// The best run and its seed; none when no start reached an end.
    pub fn best(&self) -> Option<(&Run, u64)> {
        self.best.as_ref().map(|(run, seed)| (run, *seed))
    }

    /// All at once.
    pub fn finish(mut self) -> Option<(Run, u64)> {
        while self.slice() {}
        self.best
    }
}
