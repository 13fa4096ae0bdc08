//! A run's recording: every half-step, seekable, and forked where a hand touches it.
//!
//! State = f(start, edits, t). Only the parameters of every iteration are kept; the responsibilities of a
//! half-step are one assignment away. Half-step t has theta of iteration floor(t / 2) and, from t = 1 on, the
//! r that was assigned under theta of iteration floor((t - 1) / 2).

use crate::energy;
use crate::error::Result;
use crate::model::{Event, Model};
use crate::run::{Half, Past, Report, Run};

/// A mean put somewhere by hand: a part of the configuration, not a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The iteration whose parameters are changed (0 = the start).
    pub iteration: usize,
    /// Which component.
    pub k: usize,
    /// Where to: D numbers.
    pub mean: Vec<f64>,
}

/// What is remembered of a half-step.
#[derive(Clone, Debug)]
struct Record {
    report: Report,
    past: Past,
}

/// A recording of a [`Run`], at some half-step of it.
pub struct Tape {
    run: Run,
    /// Parameters after iteration i, edits included.
    thetas: Vec<Box<dyn Model>>,
    /// Half-steps 1..; the state at t = 0 is the start.
    records: Vec<Record>,
    edits: Vec<Edit>,
    /// Edits still to come, the next one last: each is made as the run comes there.
    ahead: Vec<Edit>,
    start_free_energy: f64,
    start_objective: f64,
}

impl Tape {
    /// A tape of `run`, which is at its start.
    pub fn new(run: Run) -> Self {
        Self {
            thetas: vec![run.model().boxed()],
            records: Vec::new(),
            edits: Vec::new(),
            ahead: Vec::new(),
            start_free_energy: run.free_energy(),
            start_objective: run.objective(),
            run,
        }
    }

    /// The state now.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Half-steps done at the present position.
    pub fn t(&self) -> usize {
        self.run.half_steps()
    }

    /// Half-steps on the tape.
    pub fn recorded(&self) -> usize {
        self.records.len()
    }

    /// The edits so far, in the order of their iterations.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether the run has converged at the present position.
    pub fn converged(&self) -> bool {
        self.run.converged()
    }

    /// The half-step that led here; none at the start.
    pub fn report(&self) -> Option<&Report> {
        self.t().checked_sub(1).map(|i| &self.records[i].report)
    }

    /// The report of half-step `t` (from 1).
    pub fn report_at(&self, t: usize) -> Option<&Report> {
        self.records.get(t.checked_sub(1)?).map(|r| &r.report)
    }

    /// F after half-step `t`; at 0 that of the start, where r is uniform.
    pub fn free_energy_at(&self, t: usize) -> f64 {
        self.report_at(t).map_or(self.start_free_energy, |r| r.free_energy)
    }

    /// The objective after half-step `t`.
    pub fn objective_at(&self, t: usize) -> f64 {
        self.report_at(t).map_or(self.start_objective, |r| r.objective)
    }

    /// `-sum r ln r` after half-step `t`, in nats; of a mixture.
    pub fn entropy_at(&self, t: usize) -> f64 {
        let start = || self.run.points().n() as f64 * libm::log(self.run.model().k() as f64);
        self.report_at(t).map_or_else(start, |r| -r.entropy_term)
    }

    /// `log p(D)` at the parameters of half-step `t`; of a mixture. Right after an assignment the objective is it.
    pub fn log_likelihood_at(&self, t: usize) -> f64 {
        // What is not recorded is rounded as the report of the assignment would be, which depends on the prior.
        let model = &*self.thetas[t / 2];
        let measured = || model.prior() - (energy::minimum(model, self.run.points()) + model.prior());
        self.report_at(if t % 2 == 1 { t } else { t + 1 }).map_or_else(measured, |report| report.objective)
    }

    /// The means after iteration `i`: K*D.
    pub fn means_at(&self, i: usize) -> &[f64] {
        self.thetas[i].means()
    }

    /// One half-step forward; `false` (and nothing done) once converged.
    ///
    /// # Errors
    /// `singular-covariance` from a refit; the tape is then as it was.
    pub fn step(&mut self) -> Result<bool> {
        if self.converged() {
            return Ok(false);
        }
        let t = self.t();
        if t < self.records.len() {
            self.seek(t + 1);
            return Ok(true);
        }
        let report = self.run.step()?;
        if report.half == Half::Refit {
            self.thetas.push(self.run.model().boxed());
        }
        self.records.push(Record { report, past: self.run.past() });
        self.make_due()?;
        Ok(true)
    }

    /// To half-step `t`, or to the last recorded one: the state is bit for bit what stepping there gave.
    pub fn seek(&mut self, t: usize) {
        let t = t.min(self.records.len());
        if t == self.t() {
            return;
        }
        let model = &self.thetas[t / 2];
        match t.checked_sub(1) {
            None => self.run.restore(0, &**model, None, Past::default()),
            Some(i) => self.run.restore(t, &**model, Some(&*self.thetas[i / 2]), self.records[i].past),
        }
    }

    /// Put mean `k` at `mean` (D numbers): a fork. What was recorded after this iteration's parameters is dropped;
    /// right after an assignment, the assignment is made again with the moved mean.
    ///
    /// # Errors
    /// As [`Tape::step`].
    pub fn edit(&mut self, k: usize, mean: &[f64]) -> Result<()> {
        self.ahead.clear();
        self.put(k, mean)
    }

    fn put(&mut self, k: usize, mean: &[f64]) -> Result<()> {
        let assigned = self.run.phase() == Half::Refit;
        let iteration = self.run.iteration();
        self.seek(2 * iteration);
        self.thetas.truncate(iteration + 1);
        self.records.truncate(2 * iteration);
        self.edits.retain(|e| e.iteration < iteration || (e.iteration == iteration && e.k != k));
        self.edits.push(Edit { iteration, k, mean: mean.to_vec() });
        self.thetas[iteration].set_mean(k, mean);
        self.run.set_mean(k, mean);
        let (free_energy, objective) = (self.run.free_energy(), self.run.objective());
        if let Some(record) = self.records.last_mut() {
            record.past = self.run.past();
            record.report = Report { free_energy, objective, converged: false, ..record.report.clone() };
        } else {
            (self.start_free_energy, self.start_objective) = (free_energy, objective);
        }
        if assigned {
            self.step()?;
        }
        Ok(())
    }

    /// From the start on, do again what `edits` say as the run comes to them, as a link does.
    ///
    /// # Errors
    /// As [`Tape::step`].
    pub fn plan(&mut self, mut edits: Vec<Edit>) -> Result<()> {
        self.seek(0);
        edits.reverse();
        self.ahead = edits;
        self.make_due()
    }

    fn make_due(&mut self) -> Result<()> {
        let t = self.t();
        while let Some(edit) = self.ahead.pop_if(|edit| 2 * edit.iteration == t) {
            self.put(edit.k, &edit.mean)?;
        }
        Ok(())
    }

    /// The half-step at which everything planned is done.
    pub fn planned(&self) -> usize {
        self.ahead.first().map_or(0, |edit| 2 * edit.iteration)
    }

    /// To half-step `t` or where the run converges before; what is planned beyond is done, too.
    ///
    /// # Errors
    /// As [`Tape::step`].
    pub fn go(&mut self, t: usize) -> Result<()> {
        let until = t.max(self.planned());
        while self.t() < until && self.step()? {}
        self.seek(t);
        Ok(())
    }

    /// Events of the half-step that led here.
    pub fn events(&self) -> &[Event] {
        self.report().map_or(&[], |r| &r.events)
    }

    /// FNV-1a over the bits of t, theta, the labels and F: equal digests mean equal states.
    pub fn digest(&self) -> u64 {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut eat = |bytes: &[u8]| {
            for &b in bytes {
                hash = (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        eat(&(self.t() as u64).to_le_bytes());
        let model = self.run.model();
        let shapes = (0..model.k()).filter_map(|k| model.covariance(k)).flatten();
        for x in model.means().iter().chain(model.weights().unwrap_or(&[])).chain(shapes) {
            eat(&x.to_bits().to_le_bytes());
        }
        eat(self.run.labels());
        eat(&self.run.free_energy().to_bits().to_le_bytes());
        hash
    }
}
