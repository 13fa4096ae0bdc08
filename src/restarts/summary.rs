//! What many starts found: their optima, a histogram, and words.

use super::{Outcome, Restarts};
use crate::chart::{Mark, Scale};
use crate::narrate::objective;
use crate::order::ascending;
use crate::text::{count, fixed, number};
use serde::Serialize;

/// More optima than this are not all shown.
const SHOWN: usize = 12;
/// About how many bars a histogram has.
const BARS: f64 = 32.0;

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
    /// The best where it is in it, else the optimum that most of them ended in: an index into the optima.
    pub optimum: usize,
    /// Whether the best is in it.
    pub best: bool,
    /// The part of its height that found the best itself.
    pub best_height: f64,
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
    /// Those to show, the best first: all, or the best and the most frequent one of every bar where there are many.
    pub shown: Vec<usize>,
    /// The histogram, from the low end to the high end.
    pub bars: Vec<Bar>,
    /// Round values along its axis.
    pub ticks: Vec<Mark>,
    /// Round counts up its other axis, of the tallest bar.
    pub counts: Vec<Mark>,
    /// What was found, in a sentence.
    pub sentence: String,
}

/// Where one run ends among the many.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Its optimum, an index into those of the summary; none when no start has ended there.
    pub optimum: Option<usize>,
    /// 0..=1 along the axis of the histogram; none when it lies outside.
    pub at: Option<f64>,
    /// What is to be said of it.
    pub sentence: String,
}

impl Restarts {
    /// What is known so far.
    pub fn summary(&self) -> Summary {
        let done = self.done();
        let part = |count: usize| count as f64 / done as f64;
        // The lowest seed of each group speaks for it.
        let groups: Vec<(Outcome, usize)> = self
            .walk
            .groups()
            .iter()
            .filter_map(|group| Some((self.walk.outcomes[*group.iter().min()?], group.len())))
            .collect();
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
        let (scale, width) = self.scale();
        let bars = bars(&optima, scale, width, self.link.config.model.objective);
        let tallest = bars.iter().map(|bar| bar.count).max().unwrap_or(1);
        Summary {
            done,
            planned: self.walk.planned,
            failed: self.walk.failed,
            unfinished: self.walk.outcomes.iter().filter(|o| !o.converged).count(),
            name: self.link.config.model.objective,
            rising: self.walk.rising(),
            ticks: scale.ticks(6.0),
            counts: whole_ticks(tallest),
            sentence: self.sentence(&optima),
            shown: shown(&optima, &bars),
            optima,
            bars,
        }
    }

    /// Where another run, whose objective at its end is `end`, stands among those walked so far.
    pub fn place(&self, end: f64) -> Place {
        let name = self.link.config.model.objective;
        let ended = |group: &Vec<usize>| group.iter().any(|&i| self.walk.same(self.walk.outcomes[i].objective, end));
        let groups = self.walk.groups();
        let optimum = groups.iter().position(ended);
        let at = Some(self.scale().0.place(end)).filter(|at| (0.0..=1.0).contains(at));
        let sentence = match optimum {
            _ if groups.is_empty() => String::new(),
            Some(0) if groups.len() == 1 => "The start you see is one of them.".into(),
            Some(0) => "The start you see is one that finds it.".into(),
            Some(i) => format!(
                "The start you see ends at {name} = {}, as {} of them do.",
                objective(end),
                percent(groups[i].len() as f64 / self.done() as f64)
            ),
            None => format!("The start you see ends where none of them did, at {name} = {}.", objective(end)),
        };
        Place { optimum, at, sentence }
    }

    /// The axis of the histogram, and the width of its bars, of which it holds whole ones.
    fn scale(&self) -> (Scale, f64) {
        let range = Scale::around(self.walk.outcomes.iter().map(|o| o.objective));
        let width = range.step(BARS);
        let edge = |objective: f64| libm::floor(objective / width);
        (Scale { low: edge(range.low) * width, high: (edge(range.high) + 1.0) * width }, width)
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
        if self.walk.failed > 0 {
            let starts = if self.walk.failed == 1 { "start" } else { "starts" };
            out += &[" ", &count(self.walk.failed), " ", starts, " met a singular covariance."].concat();
        }
        out
    }
}

/// "63%"; small shares keep a digit that says something.
pub(crate) fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    let places = i32::from(percent > 0.0 && percent < 9.95 && (percent - libm::rint(percent)).abs() > 1e-9);
    [&fixed(percent, places), "%"].concat()
}

/// "0.12 above the best"; nothing for the best itself.
fn worse(objective: f64, best: f64) -> String {
    let off = objective - best;
    if off == 0.0 {
        return String::new();
    }
    let side = if off > 0.0 { "above" } else { "below" };
    format!("{} {side} the best", number(off.abs(), 3))
}

/// Bars of one round width over the objectives; an optimum is whole in one bar.
fn bars(optima: &[Optimum], scale: Scale, width: f64, name: &str) -> Vec<Bar> {
    let index = |objective: f64| libm::floor(objective / width);
    let mut bars: Vec<Bar> = Vec::new();
    let order = ascending(&optima.iter().map(|o| o.objective).collect::<Vec<_>>());
    let mut edge = f64::NAN;
    for i in order {
        let Optimum { objective, count, .. } = optima[i];
        let low = index(objective) * width;
        if low != edge {
            edge = low;
            let (from, to) = (scale.place(low), scale.place(low + width));
            bars.push(Bar {
                from,
                to,
                count: 0,
                height: 0.0,
                optimum: i,
                best: false,
                best_height: 0.0,
                label: String::new(),
            });
        }
        let Some(bar) = bars.last_mut() else { continue };
        bar.count += count;
        bar.best |= i == 0;
        if count > optima[bar.optimum].count && !bar.best || i == 0 {
            bar.optimum = i;
        }
    }
    let tallest = bars.iter().map(|bar| bar.count).max().unwrap_or(1);
    for bar in &mut bars {
        bar.height = bar.count as f64 / tallest as f64;
        bar.best_height = if bar.best { optima[0].count as f64 / tallest as f64 } else { 0.0 };
        let most = &optima[bar.optimum];
        let starts = if bar.count == 1 { "start" } else { "starts" };
        let near = if most.count == bar.count { "at" } else { "near" };
        let best = if bar.best { ", the best" } else { "" };
        bar.label = format!("{} {starts} {near} {name} = {}{best}", crate::text::count(bar.count), most.text);
    }
    bars
}

/// The best, and beyond [`SHOWN`] optima only the most frequent one of every bar.
fn shown(optima: &[Optimum], bars: &[Bar]) -> Vec<usize> {
    let spoken = |i: usize| i == 0 || optima.len() <= SHOWN || bars.iter().any(|bar| bar.optimum == i);
    (0..optima.len()).filter(|&i| spoken(i)).take(SHOWN).collect()
}

/// Whole counts up to `most`.
fn whole_ticks(most: usize) -> Vec<Mark> {
    let scale = Scale { low: 0.0, high: most.max(1) as f64 };
    scale.multiples(scale.step(4.0).max(1.0)).map(|(value, text)| Mark { at: scale.place(value), text }).collect()
}
