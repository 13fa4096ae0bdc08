//! Many starts of one configuration: where does alternating minimisation end, and how often?
//!
//! Every half-step lowers F, so a run ends in *an* optimum; which one, its start decides. Restarts walk the seeds
//! 0, 1, 2, ... each to the end, and count. The best of many is still only the best that was found.

mod summary;

pub(crate) use summary::percent;
pub use summary::{Bar, Optimum, Place, Summary};

use crate::error::{Error, Result};
use crate::link::{Link, MAX_T};
use crate::options::Options;
use crate::points::Points;
use crate::run::Run;
use std::sync::Arc;

/// The most starts of one walk.
pub const MAX_STARTS: usize = 10_000;
/// Point-to-centre distances (times D) of one slice of work: a few milliseconds.
const SLICE: usize = 1_000_000;

/// How one start ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The seed of the start.
    pub seed: u64,
    /// The objective at the end (see [`Run::objective`]).
    pub objective: f64,
    /// Half-steps to the end: `t` of its link.
    pub half_steps: usize,
    /// Whether it converged; otherwise it was stopped at [`MAX_T`] half-steps.
    pub converged: bool,
}

/// Many starts, walked in slices.
pub struct Restarts {
    link: Link,
    points: Arc<Points>,
    options: Options,
    hard: bool,
    planned: usize,
    next: u64,
    run: Option<Run>,
    outcomes: Vec<Outcome>,
    failed: usize,
}

impl Restarts {
    /// `planned` starts of `link`'s configuration, seeds 0, 1, ...; centres moved by hand belong to one start
    /// and are left out, as are true labels.
    ///
    /// # Errors
    /// `invalid-option` past [`MAX_STARTS`], and whatever the configuration says of its data and its first start.
    pub fn new(link: &Link, planned: usize) -> Result<Self> {
        if !(1..=MAX_STARTS).contains(&planned) {
            return Err(Error::option(format!("{planned} starts: ask for 1 to {MAX_STARTS}")));
        }
        let mut link = link.clone();
        link.config = link.config.before_luck();
        let data = link.config.data()?;
        let hard = link.config.start(&data)?.run().model().temperature() == 0.0;
        let Some(points) = data.points else { unreachable!("a tape has points") };
        let options = link.config.options()?;
        let outcomes = Vec::with_capacity(planned);
        Ok(Self { link, points, options, hard, planned, next: 0, run: None, outcomes, failed: 0 })
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
            Run::new(self.link.config.model.family, self.points.clone(), &self.options)
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

    /// The link to the start with `seed` after `t` half-steps.
    pub fn link(&self, seed: u64, t: usize) -> String {
        let mut link = self.link.clone();
        link.config.seed = seed;
        link.t = t;
        link.encode()
    }

    fn rising(&self) -> bool {
        self.link.config.model.family.is_mixture()
    }
}
