//! Many starts of one configuration: where does alternating minimisation end, and how often?
//!
//! Every half-step lowers F, so a run ends in *an* optimum; which one, its start decides. Restarts walk the seeds
//! 0, 1, 2, ... each to the end, and count. The best of many is still only the best that was found.

mod summary;
mod walk;

pub(crate) use summary::percent;
pub use summary::{Bar, Optimum, Place, Summary};
pub use walk::Walk;

use crate::error::Result;
use crate::link::Link;

/// The most starts of one walk.
pub const MAX_STARTS: usize = 10_000;
/// Two objectives this near in relative terms are one optimum, reached by sums in another order.
const SAME: f64 = 1e-9;
/// Soft assignments only creep towards their optimum and stop when an iteration gains less than the tolerance per
/// point; ends within this many such gains of each other count as one optimum.
const CREEP: f64 = 50.0;

/// How one start ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The seed of the start.
    pub seed: u64,
    /// The objective at the end (see [`crate::run::Run::objective`]).
    pub objective: f64,
    /// Half-steps to the end: `t` of its link.
    pub half_steps: usize,
    /// Whether it converged; otherwise it was stopped at [`crate::link::MAX_T`] half-steps.
    pub converged: bool,
}

/// Many starts of a link's configuration.
pub struct Restarts {
    link: Link,
    walk: Walk,
}

impl Restarts {
    /// `planned` starts of `link`'s configuration, seeds 0, 1, ...; centres moved by hand belong to one start
    /// and are left out, as are true labels.
    ///
    /// # Errors
    /// `invalid-option` past [`MAX_STARTS`], and whatever the configuration says of its data and its first start.
    pub fn new(link: &Link, planned: usize) -> Result<Self> {
        let mut link = link.clone();
        link.config = link.config.before_luck();
        let data = link.config.data()?;
        link.config.start(&data)?;
        let Some(points) = data.points else { unreachable!("a tape has points") };
        let options = link.config.options()?;
        let walk = Walk::new(link.config.model.family, points, options, planned)?;
        Ok(Self { link, walk })
    }

    /// A few milliseconds of work; `false` when there is nothing more to do.
    pub fn slice(&mut self) -> bool {
        self.walk.slice()
    }

    /// Starts walked to the end.
    pub fn done(&self) -> usize {
        self.walk.done()
    }

    /// How each start ended, in the order of the seeds; those that met a singular covariance are left out.
    pub fn outcomes(&self) -> &[Outcome] {
        self.walk.outcomes()
    }

    /// The link to the start with `seed` after `t` half-steps.
    pub fn link(&self, seed: u64, t: usize) -> String {
        let mut link = self.link.clone();
        link.config.seed = seed;
        link.t = t;
        link.encode()
    }
}
