//! Many starts of one configuration: where does alternating minimisation end, and how often?
//!
//! Every half-step lowers F, so a run ends in *an* optimum; which one, its start decides. Restarts walk the seeds
//! 0, 1, 2, ... each to the end, and count. The best of many is still only the best that was found.

use crate::chart::{Mark, Scale};
use crate::error::{Error, Result};
use crate::link::{Link, MAX_T};
use crate::narrate::objective;
use crate::options::Options;
use crate::order::ascending;
use crate::points::Points;
use crate::run::Run;
use crate::text::{count, fixed};
use serde::Serialize;
use std::sync::Arc;

/// The most starts of one walk.
pub const MAX_STARTS: usize = 10_000;
/// Point-to-centre distances (times D) of one slice of work: a few milliseconds.
const SLICE: usize = 1_000_000;
/// Two objectives this near in relative terms are one optimum, reached by sums in another order.
const SAME: f64 = 1e-9;
/// Soft assignments only creep towards their optimum and stop when an iteration gains less than the tolerance per
/// point; ends within this many such gains of each other count as one optimum.
const CREEP: f64 = 50.0;
/// About how many bars a histogram has.
const BARS: f64 = 32.0;

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

/// Outcomes that are the same optimum.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Optimum {
    /// The objective of its representative.
    pub objective: f64,
    /// The same as the page writes it.
    pub text: String,
    /// How many starts ended here.
    pub count: usize,
    /// As a part of all, and in words: "63%".
    pub share: f64,
    /// The share as text.
    pub share_text: String,
    /// The lowest seed that leads here: its representative.
    pub seed: u64,
    /// The representative's half-steps.
    pub half_steps: usize,
    /// The link to the representative at its end.
    pub link: String,
    /// How much worse than the best, in words; empty for the best.
    pub worse: String,
}

/// A bar of the histogram.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bar {
    /// From where, 0..=1 along the axis.
    pub from: f64,
    /// To where.
    pub to: f64,
    /// How many starts ended in it.
    pub count: usize,
    /// Its height, 0..=1: the tallest has 1.
    pub height: f64,
    /// The optimum that most of them ended in: an index into the optima.
    pub optimum: usize,
    /// Whether the best is in it.
    pub best: bool,
    /// What it says, for those who hear it.
    pub label: String,
}

/// What is known so far.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Starts walked to the end.
    pub done: usize,
    /// Starts asked for.
    pub planned: usize,
    /// Starts that met a singular covariance.
    pub failed: usize,
    /// Starts that had not converged at the last half-step a link may have.
    pub unfinished: usize,
    /// What the objective is called.
    pub name: &'static str,
    /// Whether a larger objective is better.
    pub rising: bool,
    /// The optima, the best first.
    pub optima: Vec<Optimum>,
    /// The histogram, from the low end to the high end.
    pub bars: Vec<Bar>,
    /// Round values along its axis.
    pub ticks: Vec<Mark>,
    /// Round counts up its other axis, of the tallest bar.
    pub counts: Vec<Mark>,
    /// What was found, in a sentence.
    pub sentence: String,
}

/// Many starts, walked in slices.
pub struct Restarts {
    link: Link,
    points: Arc<Points>,
    options: Options,
    planned: usize,
    next: u64,
    run: Option<Run>,
    outcomes: Vec<Outcome>,
    failed: usize,
}

impl Restarts {
    /// `planned` starts of `link`'s configuration, seeds 0, 1, ...; centres moved by hand belong to one start
    /// and are left out.
    ///
    /// # Errors
    /// `invalid-option` past [`MAX_STARTS`], and whatever the configuration says of its data and its first start.
    pub fn new(link: &Link, planned: usize) -> Result<Self> {
        if !(1..=MAX_STARTS).contains(&planned) {
            return Err(Error::option(format!("{planned} starts: ask for 1 to {MAX_STARTS}")));
        }
        let mut link = link.clone();
        link.config.edits.clear();
        link.config.seed = 0;
        let data = link.config.data()?;
        link.config.tape(&data, 0)?;
        let Some(points) = data.points else { unreachable!("a tape has points") };
        let options = link.config.options(points.d())?;
        let outcomes = Vec::with_capacity(planned);
        Ok(Self { link, points, options, planned, next: 0, run: None, outcomes, failed: 0 })
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

    /// Which objectives, from the lowest up, begin a new optimum: those a gap away from the one before.
    fn groups(&self) -> Vec<Vec<usize>> {
        let objectives: Vec<f64> = self.outcomes.iter().map(|o| o.objective).collect();
        let hard = self.link.config.model.family == crate::options::Family::KMeans;
        let creep = if hard { 0.0 } else { CREEP * self.options.tolerance * self.points.n() as f64 };
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut before = f64::NEG_INFINITY;
        for i in ascending(&objectives) {
            let here = objectives[i];
            let same = here - before <= creep.max(SAME * here.abs().max(before.abs()));
            match groups.last_mut().filter(|_| same) {
                Some(group) => group.push(i),
                None => groups.push(vec![i]),
            }
            before = here;
        }
        groups
    }

    /// What is known so far.
    pub fn summary(&self) -> Summary {
        let done = self.done();
        let part = |count: usize| count as f64 / done as f64;
        // The lowest seed of each group speaks for it.
        let mut groups: Vec<(Outcome, usize)> =
            self.groups().iter().filter_map(|group| Some((self.outcomes[*group.iter().min()?], group.len()))).collect();
        if self.rising() {
            groups.reverse();
        }
        let best = groups.first().map_or(0.0, |(first, _)| first.objective);
        let optima: Vec<Optimum> = groups
            .iter()
            .map(|&(first, count)| Optimum {
                objective: first.objective,
                text: objective(first.objective),
                count,
                share: part(count),
                share_text: percent(part(count)),
                seed: first.seed,
                half_steps: first.half_steps,
                link: self.link(first.seed, first.half_steps),
                worse: worse(first.objective, best),
            })
            .collect();
        let (bars, scale) = bars(&optima, self.link.config.model.objective);
        let tallest = bars.iter().map(|bar| bar.count).max().unwrap_or(1);
        Summary {
            done,
            planned: self.planned,
            failed: self.failed,
            unfinished: self.outcomes.iter().filter(|o| !o.converged).count(),
            name: self.link.config.model.objective,
            rising: self.rising(),
            ticks: scale.ticks(6.0),
            counts: whole_ticks(tallest),
            sentence: self.sentence(&optima),
            optima,
            bars,
        }
    }

    fn sentence(&self, optima: &[Optimum]) -> String {
        let name = self.link.config.model.objective;
        let starts = count(self.done());
        let mut out = match optima {
            [] => return "No start has reached an end yet.".into(),
            [only] if self.done() > 1 => format!("All {starts} starts end in one optimum, {name} = {}.", only.text),
            [only] => format!("The first start ends at {name} = {}.", only.text),
            [best, rest @ ..] => format!(
                "{} of {starts} starts found the best optimum, {name} = {}; the others ended in {} {}.",
                best.share_text,
                best.text,
                count(rest.len()),
                if rest.len() == 1 { "other" } else { "others" }
            ),
        };
        if self.failed > 0 {
            let starts = if self.failed == 1 { "start" } else { "starts" };
            out += &[" ", &count(self.failed), " ", starts, " met a singular covariance."].concat();
        }
        out
    }
}

/// "63%"; small shares keep a digit that says something.
fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    let places = i32::from(percent > 0.0 && percent < 9.95 && (percent - libm::rint(percent)).abs() > 1e-9);
    [&fixed(percent, places), "%"].concat()
}

/// "12% above the best"; nothing for the best itself.
fn worse(objective: f64, best: f64) -> String {
    let off = objective - best;
    if off == 0.0 {
        return String::new();
    }
    let side = if off > 0.0 { "above" } else { "below" };
    format!("{} {side} the best", crate::text::number(off.abs(), 3))
}

/// Bars of one round width over the objectives; an optimum is whole in one bar.
fn bars(optima: &[Optimum], name: &str) -> (Vec<Bar>, Scale) {
    let range = Scale::around(optima.iter().map(|o| o.objective));
    let width = range.step(BARS);
    let index = |objective: f64| libm::floor(objective / width);
    let (first, last) = (index(range.low), index(range.high) + 1.0);
    let scale = Scale { low: first * width, high: last * width };
    let mut bars: Vec<Bar> = Vec::new();
    let order = ascending(&optima.iter().map(|o| o.objective).collect::<Vec<_>>());
    let mut edge = f64::NAN;
    for i in order {
        let Optimum { objective, count, .. } = optima[i];
        let low = index(objective) * width;
        if low != edge {
            edge = low;
            let (from, to) = (scale.place(low), scale.place(low + width));
            bars.push(Bar { from, to, count: 0, height: 0.0, optimum: i, best: false, label: String::new() });
        }
        let Some(bar) = bars.last_mut() else { continue };
        bar.count += count;
        bar.best |= i == 0;
        if count > optima[bar.optimum].count {
            bar.optimum = i;
        }
    }
    let tallest = bars.iter().map(|bar| bar.count).max().unwrap_or(1);
    for bar in &mut bars {
        bar.height = bar.count as f64 / tallest as f64;
        let most = &optima[bar.optimum];
        let starts = if bar.count == 1 { "start" } else { "starts" };
        let near = if most.count == bar.count { "at" } else { "near" };
        let best = if bar.best { ", the best" } else { "" };
        bar.label = format!("{} {starts} {near} {name} = {}{best}", crate::text::count(bar.count), most.text);
    }
    (bars, scale)
}

/// Whole counts up to `most`.
fn whole_ticks(most: usize) -> Vec<Mark> {
    let scale = Scale { low: 0.0, high: most.max(1) as f64 };
    let step = scale.step(4.0).max(1.0);
    (0..=(scale.high / step) as usize)
        .map(|i| Mark { at: scale.place(i as f64 * step), text: count((i as f64 * step) as usize) })
        .collect()
}
