//! Every criterion against K = 1, 2, ..., in slices, the part that is looked at first.

use super::fit::BestOf;
use super::gap::{gap, log_dispersion, reference};
use super::held_out::{FOLDS, Fresh, REPEATS, fold, lesson, mean_log_likelihood, sizes, subset};
use super::silhouette::mean_silhouette;
use super::verdict::verdicts;
use super::{Lesson, Row, Score, Table, aic, bic, icl};
use crate::config::{Configuration, Data};
use crate::error::{Error, Result};
use crate::model::Model;
use crate::models::{ModelRow, Values};
use crate::options::{Family, MAX_K, Options};
use crate::points::Points;
use std::sync::Arc;

/// How much work a sweep is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// K = 1 to this.
    pub k_max: usize,
    /// Starts for every K; the best is kept.
    pub starts: usize,
    /// B, the reference sets of the gap statistic.
    pub references: usize,
    /// Starts for the gap, on the data and on every reference set, and in every lesson.
    pub fewer_starts: usize,
}

impl Plan {
    /// As much work as `n` points allow within about the same time.
    pub fn sized(n: usize) -> Self {
        let Self { k_max, starts, references, fewer_starts } = Self::default();
        let share = |most: usize, least: usize| (most * 2000 / n.max(1)).clamp(least, most);
        Self { k_max, starts: share(starts, 2), references: share(references, 5), fewer_starts: share(fewer_starts, 1) }
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self { k_max: 8, starts: 10, references: 20, fewer_starts: 3 }
    }
}

/// What can be worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The fits, and all that follows from them: BIC, AIC, ICL, elbow, silhouette.
    Fits,
    /// The gap statistic.
    Gap,
    /// Held-out log-likelihood against K.
    HeldOut,
    /// Held-out log-likelihood against N.
    Lessons,
}

/// One best-of-several that is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Fit {
        k: usize,
    },
    /// For the gap the data are clustered with no more effort than a reference set.
    Data {
        k: usize,
    },
    Reference {
        k: usize,
        b: usize,
    },
    Fold {
        k: usize,
        f: usize,
    },
    Lesson {
        n: usize,
        repeat: usize,
    },
}

impl Task {
    fn part(self) -> Part {
        match self {
            Self::Fit { .. } => Part::Fits,
            Self::Data { .. } | Self::Reference { .. } => Part::Gap,
            Self::Fold { .. } => Part::HeldOut,
            Self::Lesson { .. } => Part::Lessons,
        }
    }
}

/// A sweep over K, worked on in slices.
pub struct Sweep {
    family: Family,
    objective: &'static str,
    points: Arc<Points>,
    options: Options,
    plan: Plan,
    fresh: Option<Fresh>,
    tasks: Vec<Task>,
    planned: Vec<Task>,
    at_work: Option<(Task, BestOf)>,
    judges: Option<Arc<Points>>,
    rows: Vec<Row>,
    /// `ln W` of the data for every K; not a number until it is known.
    dispersion: Vec<f64>,
    /// `ln W` of the reference sets, for every K.
    references: Vec<Vec<f64>>,
    /// Log-likelihoods of folds: sums over points fitted to and not, and how many of each; for every K.
    folds: Vec<[f64; 4]>,
    lessons: Vec<Lesson>,
    /// Sum over the repeats of the lesson at work, and how many they are.
    repeats: (Lesson, usize),
}

impl Sweep {
    /// A sweep of `config`'s model over its data. Seeds count up from 0; centres moved by hand are left out.
    ///
    /// # Errors
    /// `invalid-option` for a plan without starts or with K past 256, and whatever the configuration says of its data.
    pub fn new(config: &Configuration, plan: Plan) -> Result<Self> {
        check(plan)?;
        let config = config.before_luck();
        let data: Data = config.data()?;
        config.start(&data)?;
        let Some(points) = data.points.clone() else { unreachable!("a tape has points") };
        let options = config.options()?;
        let fresh = if config.model.family.is_mixture() { Fresh::new(&config, &data) } else { None };
        Self::with(config.model, points, options, fresh, plan)
    }

    /// A sweep of a model over points of which nothing else is known; `options.k` is only the K of the lessons.
    ///
    /// # Errors
    /// As [`Sweep::new`].
    pub fn over(model: &ModelRow, points: Arc<Points>, options: Options, plan: Plan) -> Result<Self> {
        check(plan)?;
        Self::with(model, points, options, None, plan)
    }

    fn with(row: &ModelRow, points: Arc<Points>, options: Options, fresh: Option<Fresh>, plan: Plan) -> Result<Self> {
        let k_max = plan.k_max.min(points.n());
        let family = row.family;
        let density = family.is_mixture();
        let model = crate::build::model(family, &points, &options)?;
        let mut tasks: Vec<Task> = (1..=k_max).map(|k| Task::Fit { k }).collect();
        if takes_any_numbers(family) {
            for k in 1..=k_max {
                tasks.push(Task::Data { k });
                tasks.extend((0..plan.references).map(|b| Task::Reference { k, b }));
            }
        }
        if density && fresh.is_none() && points.n() >= 2 * FOLDS {
            tasks.extend((1..=k_max).flat_map(|k| (0..FOLDS).map(move |f| Task::Fold { k, f })));
        }
        if density {
            // A few points for every parameter: with fewer a mixture only learns them by heart.
            let least = 4 * model.parameters().unwrap_or(options.k * points.d());
            let most = fresh.as_ref().map_or(points.n() - points.n() / FOLDS, |fresh| fresh.pool.n());
            let several = |n: usize| {
                (0..REPEATS.min(if fresh.is_some() { most / n } else { REPEATS }))
                    .map(move |repeat| Task::Lesson { n, repeat })
            };
            if points.n() >= 2 * FOLDS {
                tasks.extend(sizes(least.max(options.k), most).into_iter().flat_map(several));
            }
        }
        // The next task is the last of the list.
        tasks.reverse();
        Ok(Self {
            family,
            objective: row.objective,
            points,
            options,
            plan,
            fresh,
            planned: tasks.clone(),
            tasks,
            at_work: None,
            judges: None,
            rows: (1..=k_max).map(|k| Row { k, ..Row::default() }).collect(),
            dispersion: vec![f64::NAN; k_max],
            references: vec![Vec::new(); k_max],
            folds: vec![[0.0; 4]; k_max],
            lessons: Vec::new(),
            repeats: (Lesson { n: 0, training: 0.0, held_out: 0.0 }, 0),
        })
    }

    /// Work on `part` before the others.
    pub fn prefer(&mut self, part: Part) {
        let (first, rest): (Vec<Task>, Vec<Task>) = self.tasks.iter().partition(|task| task.part() == part);
        self.tasks = rest;
        self.tasks.extend(first);
    }

    /// How much of `part` is done, 0..=1; 1 also where the model has no such part.
    pub fn progress(&self, part: Part) -> f64 {
        let count = |tasks: &[Task]| tasks.iter().filter(|task| task.part() == part).count() as f64;
        let (planned, at_work) = (count(&self.planned), self.at_work.as_ref().is_some_and(|w| w.0.part() == part));
        if planned == 0.0 { 1.0 } else { 1.0 - (count(&self.tasks) + f64::from(u8::from(at_work))) / planned }
    }

    /// Whether the model has `part` at all.
    pub fn has(&self, part: Part) -> bool {
        let judged = part == Part::HeldOut && self.fresh.is_some();
        judged || self.planned.iter().any(|task| task.part() == part)
    }

    /// Only these parts, in this order.
    pub fn only(&mut self, parts: &[Part]) {
        self.tasks.retain(|task| parts.contains(&task.part()));
        parts.iter().rev().for_each(|part| self.prefer(*part));
    }

    /// A few milliseconds of work; `false` when there is nothing more to do.
    pub fn slice(&mut self) -> bool {
        let Some((task, mut work)) = self.at_work.take() else {
            let Some(task) = self.tasks.pop() else { return false };
            self.at_work = self.begin(task).map(|work| (task, work));
            return true;
        };
        if work.slice() {
            self.at_work = Some((task, work));
        } else if let Some((run, seed)) = work.best() {
            self.end(task, run.model(), seed, run.points());
        }
        true
    }

    /// All at once.
    pub fn finish(&mut self) -> Table {
        while self.slice() {}
        self.table()
    }

    fn begin(&mut self, task: Task) -> Option<BestOf> {
        let (k, points, starts) = match task {
            Task::Fit { k } => (k, self.points.clone(), self.plan.starts),
            Task::Data { k } => (k, self.points.clone(), self.plan.fewer_starts),
            Task::Reference { k, b } => (k, Arc::new(reference(&self.points, b)), self.plan.fewer_starts),
            Task::Fold { k, f } => {
                let (own, judges) = fold(self.points.n(), f);
                self.judges = Some(subset(&self.points, &judges));
                (k, subset(&self.points, &own), self.plan.starts)
            }
            Task::Lesson { n, repeat } => {
                let (own, judges) = lesson(&self.points, self.fresh.as_ref(), n, repeat)?;
                self.judges = Some(judges);
                (self.options.k, own, self.plan.fewer_starts)
            }
        };
        Some(BestOf::new(self.family, points, Options { k, ..self.options.clone() }, starts))
    }

    fn end(&mut self, task: Task, model: &dyn Model, seed: u64, points: &Points) {
        match task {
            Task::Fit { k } => self.fitted(k, model, seed),
            Task::Data { k } => self.dispersion[k - 1] = dispersion(model, points),
            Task::Reference { k, .. } => {
                let references = &mut self.references[k - 1];
                references.push(dispersion(model, points));
                if references.len() == self.plan.references
                    && let Some((gap, error)) = gap(self.dispersion[k - 1], references)
                {
                    let row = &mut self.rows[k - 1];
                    (row.gap, row.gap_error) = (Some(gap), Some(error));
                }
            }
            Task::Fold { k, .. } => {
                let Some(judges) = self.judges.take() else { return };
                let sums = &mut self.folds[k - 1];
                for (i, points) in [points, &judges].into_iter().enumerate() {
                    sums[i] += mean_log_likelihood(model, points) * points.n() as f64;
                    sums[i + 2] += points.n() as f64;
                }
                // Every point has been a judge once.
                if sums[3] == self.points.n() as f64 {
                    let row = &mut self.rows[k - 1];
                    (row.training, row.held_out) = (Some(sums[0] / sums[2]), Some(sums[1] / sums[3]));
                }
            }
            Task::Lesson { n, .. } => {
                let Some(judges) = self.judges.take() else { return };
                let (training, held_out) = (mean_log_likelihood(model, points), mean_log_likelihood(model, &judges));
                let (lesson, times) = &mut self.repeats;
                if lesson.n != n {
                    (*lesson, *times) = (Lesson { n, training: 0.0, held_out: 0.0 }, 0);
                    self.lessons.push(*lesson);
                }
                lesson.training += training;
                lesson.held_out += held_out;
                *times += 1;
                let times = *times as f64;
                if let Some(last) = self.lessons.last_mut() {
                    *last = Lesson { n, training: lesson.training / times, held_out: lesson.held_out / times };
                }
            }
        }
    }

    fn fitted(&mut self, k: usize, model: &dyn Model, seed: u64) {
        let score = Score::new(model, &self.points);
        let n = self.points.n();
        let row = &mut self.rows[k - 1];
        row.seed = seed;
        row.cost = Some(score.cost);
        row.silhouette = mean_silhouette(&self.points, &score.labels);
        if self.family.is_mixture() {
            row.log_likelihood = Some(-score.cost);
            row.parameters = model.parameters();
        }
        if let (Some(l), Some(p)) = (row.log_likelihood, row.parameters) {
            let bic = bic(l, p, n);
            (row.bic, row.aic, row.icl) = (Some(bic), Some(aic(l, p)), Some(icl(bic, score.entropy)));
        }
        if let Some(fresh) = &self.fresh {
            row.training = Some(-score.cost / n as f64);
            row.held_out = Some(mean_log_likelihood(model, &fresh.judges));
        }
    }

    /// Everything known so far.
    pub fn table(&self) -> Table {
        Table {
            n: self.points.n(),
            rows: self.rows.clone(),
            verdicts: verdicts(&self.rows, self.objective),
            lessons: self.lessons.clone(),
            lessons_k: self.options.k,
            truth: self.fresh.as_ref().and_then(|fresh| fresh.truth),
        }
    }
}

fn check(plan: Plan) -> Result<()> {
    if !(1..=MAX_K).contains(&plan.k_max) || plan.starts == 0 || plan.fewer_starts == 0 || plan.references < 2 {
        return Err(Error::option(format!(
            "a sweep goes from K = 1 to at most {MAX_K}, with at least one start for each and two reference sets"
        )));
    }
    Ok(())
}

fn dispersion(model: &dyn Model, points: &Points) -> f64 {
    log_dispersion(points, &Score::new(model, points).labels)
}

/// Whether every place of the data's box could be a point: reference sets then mean something.
fn takes_any_numbers(family: Family) -> bool {
    !matches!(family.row().values, Values::Binary | Values::Counts)
}
