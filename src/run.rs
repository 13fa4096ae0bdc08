//! A run: one model on one data set, walked a half-step at a time.

mod others;

use crate::build;
use crate::energy::{self, Assignment};
use crate::error::Result;
use crate::model::{Event, Model};
use crate::moments::{Moments, Order};
use crate::options::{Family, Options};
use crate::points::Points;
use std::sync::Arc;

/// One half of an iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Assignment, or E-step: the argmin over r.
    Assign,
    /// Refitting, or M-step: the argmin over theta.
    Refit,
}

impl Half {
    /// `"assign"` or `"refit"`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Assign => "assign",
            Self::Refit => "refit",
        }
    }
}

/// What a half-step did.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The half-step just done.
    pub half: Half,
    /// Whole iterations done.
    pub iteration: usize,
    /// F after it, prior included: what can never rise.
    pub free_energy: f64,
    /// `T sum r ln r` after it, the entropy's part of F.
    pub entropy_term: f64,
    /// The objective after it (see [`Run::objective`]).
    pub objective: f64,
    /// Whether the run has converged.
    pub converged: bool,
    /// Of an assignment: how many labels changed (all N in the first).
    pub changed: Option<usize>,
    /// What a reader should know.
    pub events: Vec<Event>,
}

/// The state `(r, theta)` of alternating minimisation, and what is needed to go on.
///
/// r is not stored: it is the assignment under the parameters it was made from.
#[derive(Clone)]
pub struct Run {
    family: Family,
    points: Arc<Points>,
    model: Box<dyn Model>,
    tolerance: f64,
    /// The parameters r came from; none before the first assignment, when r is uniform.
    assigned: Option<Box<dyn Model>>,
    labels: Vec<u8>,
    moments: Moments,
    /// `T sum r ln r`.
    entropy: f64,
    free_energy: f64,
    /// F after the assignment before.
    last: Option<f64>,
    half_steps: usize,
    converged: bool,
    /// Converged at T = 0: the last assignment changed no label, and theta was already the argmin for these r.
    settled: bool,
    /// How many assignments in a row have changed nothing.
    quiet: usize,
    /// A mean was moved by hand since the last assignment.
    touched: bool,
}

impl Run {
    /// A run of `family` at its start.
    ///
    /// # Errors
    /// As [`build::model`].
    pub fn new(family: Family, points: Arc<Points>, options: &Options) -> Result<Self> {
        let model = build::model(family, &points, options)?;
        let moments = Moments::new(anchor(&*model), model.k(), model.order());
        let mut run = Self {
            family,
            labels: vec![0; points.n()],
            points,
            model,
            tolerance: options.tolerance,
            assigned: None,
            moments,
            entropy: 0.0,
            free_energy: f64::NAN,
            last: None,
            half_steps: 0,
            converged: false,
            settled: false,
            quiet: 0,
            touched: false,
        };
        run.spread_evenly();
        Ok(run)
    }

    /// Before the first assignment every r is 1/K.
    fn spread_evenly(&mut self) {
        let (n, k) = (self.points.n(), self.model.k());
        for block in self.points.blocks() {
            self.moments.add_soft(&block, &vec![1.0 / k as f64; k * block.len]);
        }
        self.entropy = -self.model.temperature() * n as f64 * libm::log(k as f64);
        self.free_energy = self.measure();
    }

    fn measure(&self) -> f64 {
        self.shares().iter().sum::<f64>() + self.entropy + self.model.prior()
    }

    /// The next half-step.
    ///
    /// # Errors
    /// `singular-covariance` from a refit; the run is then as it was.
    pub fn step(&mut self) -> Result<Report> {
        match self.phase() {
            Half::Assign => Ok(self.assign()),
            Half::Refit => self.refit(),
        }
    }

    fn assign(&mut self) -> Report {
        let first = self.assigned.is_none();
        let n = self.points.n();
        let changed = self.make_assignment();
        let changed = if first { n } else { changed };
        let free_energy = self.free_energy;
        let hard = self.model.temperature() == 0.0;
        let still = match self.last {
            _ if hard => !first && !self.touched && changed == 0,
            Some(last) if !self.touched => {
                let fall = last - free_energy;
                let rounding = 4.0 * f64::EPSILON * free_energy.abs();
                fall.abs() <= self.tolerance * n as f64 + rounding || (fall <= 0.0 && self.model.exact())
            }
            _ => false,
        };
        self.quiet = if still { self.quiet + 1 } else { 0 };
        let enough = self.quiet >= self.model.patience();
        self.settled = hard && enough;
        self.converged |= enough;
        self.last = Some(free_energy);
        self.touched = false;
        self.half_steps += 1;
        self.report(Half::Assign, Some(changed), Vec::new())
    }

    /// `r = argmin`, from the parameters as they are; how many labels changed.
    fn make_assignment(&mut self) -> usize {
        let Assignment { free_energy, entropy, moments, changed } =
            energy::assign(&*self.model, &self.points, &mut self.labels, &anchor(&*self.model));
        self.entropy = entropy;
        self.moments = moments;
        self.free_energy = free_energy + self.model.prior();
        self.assigned = Some(self.model.clone());
        changed
    }

    fn refit(&mut self) -> Result<Report> {
        let mut events = Vec::new();
        if !self.settled {
            let moments = self.accurate_moments();
            events = self.model.refit(&moments, &self.points, &self.labels)?;
            self.moments = moments;
            self.free_energy = self.measure();
        }
        self.half_steps += 1;
        Ok(self.report(Half::Refit, None, events))
    }

    /// The moments of r, taken again about the new means where those about the old ones have cancelled.
    fn accurate_moments(&self) -> Moments {
        match &self.assigned {
            Some(assigned) if self.moments.cancels() => {
                let mut labels = self.labels.clone();
                energy::assign(&**assigned, &self.points, &mut labels, &self.moments.centres()).moments
            }
            _ => self.moments.clone(),
        }
    }

    fn report(&self, half: Half, changed: Option<usize>, events: Vec<Event>) -> Report {
        Report {
            half,
            iteration: self.iteration(),
            free_energy: self.free_energy,
            entropy_term: self.entropy,
            objective: self.objective(),
            converged: self.converged,
            changed,
            events,
        }
    }

    /// To the end of a refit: one assignment and one refit, or the refit alone when it is its turn.
    ///
    /// # Errors
    /// As [`Run::step`].
    pub fn iterate(&mut self) -> Result<Report> {
        self.whole(Self::iteration_from_here)
    }

    /// Iterations until converged, or until `max_iterations` more are done; the last report, if there was a step.
    ///
    /// # Errors
    /// As [`Run::step`]: the iterations before the one that fails are taken back too.
    pub fn run(&mut self, max_iterations: usize) -> Result<Option<Report>> {
        self.whole(|run| {
            let mut last = None;
            for _ in 0..max_iterations {
                if run.converged {
                    break;
                }
                last = Some(run.iteration_from_here()?);
            }
            Ok(last)
        })
    }

    fn iteration_from_here(&mut self) -> Result<Report> {
        let report = self.step()?;
        if report.half == Half::Assign { self.step() } else { Ok(report) }
    }

    /// Half-steps that are all done, or none of them.
    fn whole<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let before = self.clone();
        work(self).inspect_err(|_| *self = before)
    }

    /// The half-step that comes next.
    pub fn phase(&self) -> Half {
        if self.half_steps.is_multiple_of(2) { Half::Assign } else { Half::Refit }
    }

    /// Half-steps done.
    pub fn half_steps(&self) -> usize {
        self.half_steps
    }

    /// Whole iterations done.
    pub fn iteration(&self) -> usize {
        self.half_steps / 2
    }

    /// K-means: an assignment has changed nothing (online: those of a whole pass over the points). Others: the objective has changed by less than the tolerance
    /// per point from one assignment to the next.
    pub fn converged(&self) -> bool {
        self.converged
    }

    /// F at `(r, theta)`, prior included.
    pub fn free_energy(&self) -> f64 {
        self.free_energy
    }

    /// At `(r, theta)`: J for K-means, the free energy for soft K-means, the lower bound on `log p(D)` for mixtures.
    pub fn objective(&self) -> f64 {
        if self.family.is_mixture() { self.model.prior() - self.free_energy } else { self.free_energy }
    }

    /// `log p(D)` at the current parameters (mixtures): `sum_n ln sum_k pi_k p(x_n; theta_k)`.
    pub fn log_likelihood(&self) -> f64 {
        -energy::minimum(&*self.model, &self.points)
    }

    /// Each cluster's part of the objective: `sum_n r_nk E_k(x_n)`.
    pub fn shares(&self) -> Vec<f64> {
        let walk = || energy::expected(&*self.model, self.assigned(), &self.points);
        self.model.expected_energies(&self.moments).unwrap_or_else(walk)
    }

    /// `N_k = sum_n r_nk`.
    pub fn counts(&self) -> &[f64] {
        &self.moments.count
    }

    /// `T sum r ln r`, the entropy term of F (not above 0).
    pub fn entropy_term(&self) -> f64 {
        self.entropy
    }

    /// Which model this is.
    pub fn family(&self) -> Family {
        self.family
    }

    /// The data.
    pub fn points(&self) -> &Arc<Points> {
        &self.points
    }

    /// The parameters.
    pub fn model(&self) -> &dyn Model {
        &*self.model
    }

    /// The parameters r came from, once something has been assigned.
    pub fn assigned(&self) -> Option<&dyn Model> {
        self.assigned.as_deref()
    }

    /// `argmax_k r_nk`, ties to the lowest index, as of the last assignment; 0 before the first.
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }

    /// r, N*K row-major, as of the last assignment; 1/K before the first.
    ///
    /// # Errors
    /// `too-large` past 2^27 numbers.
    pub fn responsibilities(&self) -> Result<Vec<f64>> {
        let (n, k) = (self.points.n(), self.model.k());
        others::check(n, k)?;
        let Some(assigned) = self.assigned() else { return Ok(vec![1.0 / k as f64; n * k]) };
        Ok(others::shares(assigned, &self.points))
    }

    /// Put the mean of component `k` at `x` by hand, where an assignment comes next.
    pub(crate) fn set_mean(&mut self, k: usize, x: &[f64]) {
        debug_assert_eq!(self.phase(), Half::Assign);
        self.model.set_mean(k, x);
        self.converged = false;
        self.settled = false;
        self.touched = true;
        self.free_energy = self.measure();
    }

    /// The run as it was at half-step `t`: theta is `model`, r the assignment under `assigned`, `before` the F
    /// after the last assignment but for the one at `t` itself, `converged` as it was reported.
    pub(crate) fn restore(&mut self, t: usize, model: &dyn Model, assigned: Option<&dyn Model>, past: Past) {
        self.half_steps = t;
        self.settled = past.settled;
        self.quiet = past.quiet;
        self.converged = past.converged;
        self.touched = past.touched;
        self.last = past.last;
        self.labels.fill(0);
        self.assigned = None;
        if let Some(assigned) = assigned {
            self.model = assigned.boxed();
            self.make_assignment();
            let refitted = t.is_multiple_of(2) && !self.settled;
            if refitted {
                self.moments = self.accurate_moments();
            }
            self.model = model.boxed();
            if refitted {
                self.free_energy = self.measure();
            }
        } else {
            self.model = model.boxed();
            self.moments = Moments::new(anchor(model), model.k(), model.order());
            self.spread_evenly();
        }
    }
}

/// What a recorded half-step knew of the past, for [`Run::restore`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Past {
    pub(crate) last: Option<f64>,
    pub(crate) converged: bool,
    pub(crate) settled: bool,
    pub(crate) quiet: usize,
    pub(crate) touched: bool,
}

impl Run {
    pub(crate) fn past(&self) -> Past {
        let Self { last, converged, settled, quiet, touched, .. } = *self;
        Past { last, converged, settled, quiet, touched }
    }
}

/// Where moments are taken about: the means as they are; 0 where there are no second moments to keep accurate.
fn anchor(model: &dyn Model) -> Vec<f64> {
    if model.order() == Order::Mean { vec![0.0; model.means().len()] } else { model.means().to_vec() }
}
