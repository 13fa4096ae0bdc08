//! The criteria as charts: places, texts and words; whoever draws them only has to scale.

use super::{Lesson, Part, Row, Sweep, Table, Verdict};
use crate::catalog::Choice;
use crate::chart::{Mark, Scale};
use crate::text::{count, number};
use serde::Serialize;

/// What can be looked at.
pub static VIEWS: [Choice; 6] = [
    Choice {
        key: "information",
        title: "BIC, AIC, ICL",
        blurb: "Minus twice the log-likelihood, and a price for every parameter: the least is chosen.",
    },
    Choice { key: "held-out", title: "Held out", blurb: "The log-likelihood of points that were not fitted to." },
    Choice { key: "lessons", title: "More points", blurb: "Held-out points against the number of training points." },
    Choice { key: "elbow", title: "Elbow", blurb: "The objective, which always gets better with K." },
    Choice { key: "silhouette", title: "Silhouette", blurb: "How much nearer points are to their own cluster." },
    Choice { key: "gap", title: "Gap", blurb: "How much tighter the clusters are than those of data without any." },
];

/// A dot of a line.
#[derive(Clone, Debug, Serialize)]
pub struct Dot {
    /// 0..=1 from the left.
    pub x: f64,
    /// 0..=1 from the foot.
    pub y: f64,
    /// Where its error bar begins and ends, where it has one.
    pub error: Option<[f64; 2]>,
    /// K, or the number of training points.
    pub at: usize,
    /// The seed of the fit, of a dot that stands for one K.
    pub seed: u64,
    /// What it says, for those who hear it.
    pub label: String,
}

/// A line of a chart.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// A stable key.
    pub key: &'static str,
    /// Its name.
    pub title: &'static str,
    /// From the left to the right.
    pub dots: Vec<Dot>,
    /// The dot its criterion chooses, an index.
    pub chosen: Option<usize>,
}

/// A distance between two heights that has a name.
#[derive(Clone, Debug, Serialize)]
pub struct Span {
    /// A stable key.
    pub key: &'static str,
    /// 0..=1 from the left.
    pub x: f64,
    /// 0..=1 from the foot: its two ends.
    pub from: f64,
    /// The other one.
    pub to: f64,
    /// Its name.
    pub title: &'static str,
    /// How long it is.
    pub text: String,
}

/// A height that has a name.
#[derive(Clone, Debug, Serialize)]
pub struct Level {
    /// A stable key.
    pub key: &'static str,
    /// 0..=1 from the foot.
    pub y: f64,
    /// Its name.
    pub title: &'static str,
}

/// A criterion, or several of one kind, drawn.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Chart {
    /// A key of [`VIEWS`].
    pub key: &'static str,
    /// What is measured to the right.
    pub across: &'static str,
    /// What is measured upwards.
    pub upwards: &'static str,
    /// The lines.
    pub lines: Vec<Line>,
    /// Heights that have names.
    pub levels: Vec<Level>,
    /// Distances that have names.
    pub spans: Vec<Span>,
    /// The axis to the right.
    pub xs: Vec<Mark>,
    /// The axis upwards.
    pub ys: Vec<Mark>,
    /// The chosen K with their reasons.
    pub sentences: Vec<String>,
}

/// One line of a chart against K: its key and title, its values and their errors.
struct Source {
    key: &'static str,
    title: &'static str,
    value: fn(&Row) -> Option<f64>,
    error: fn(&Row) -> Option<f64>,
}

const fn source(key: &'static str, title: &'static str, value: fn(&Row) -> Option<f64>) -> Source {
    Source { key, title, value, error: |_| None }
}

/// The views that `sweep`'s model has.
pub fn views(sweep: &Sweep) -> Vec<&'static Choice> {
    let has = |key: &str| match key {
        "information" | "held-out" => sweep.has(Part::HeldOut),
        "lessons" => sweep.has(Part::Lessons),
        "gap" => sweep.has(Part::Gap),
        _ => true,
    };
    VIEWS.iter().filter(|view| has(view.key)).collect()
}

impl Table {
    /// All that is known, drawn: one chart for each of `views`.
    pub fn charts(&self, views: &[&'static Choice], objective: &'static str) -> Vec<Chart> {
        views.iter().map(|view| self.chart(view.key, objective)).collect()
    }

    fn chart(&self, view: &'static str, objective: &'static str) -> Chart {
        let (upwards, sources): (_, Vec<Source>) = match view {
            "information" => {
                let sources = vec![
                    source("bic", "BIC", |r| r.bic),
                    source("icl", "ICL", |r| r.icl),
                    source("aic", "AIC", |r| r.aic),
                ];
                ("less is better", sources)
            }
            "held-out" => {
                let training = source("training", "training", |r| r.training);
                ("log-likelihood per point", vec![training, source("held-out", "held out", |r| r.held_out)])
            }
            "elbow" if objective.starts_with("log") => (objective, vec![source("elbow", "", |r| r.cost.map(|c| -c))]),
            "elbow" => (objective, vec![source("elbow", "", |r| r.cost)]),
            "silhouette" => ("mean silhouette", vec![source("silhouette", "", |r| r.silhouette)]),
            "gap" => ("gap", vec![Source { error: |r| r.gap_error, ..source("gap", "", |r| r.gap) }]),
            _ => return self.lessons(),
        };
        let ends = |row: &Row, s: &Source| {
            let (value, error) = ((s.value)(row).unwrap_or(f64::NAN), (s.error)(row).unwrap_or(0.0));
            [value - error, value + error]
        };
        let scale = Scale::around(self.rows.iter().flat_map(|row| sources.iter().flat_map(move |s| ends(row, s))));
        let scale = scale.wider(0.07);
        let across = Scale { low: 0.5, high: self.rows.len() as f64 + 0.5 };
        let verdict = |key: &str| self.verdicts.iter().find(|v| v.criterion == key);
        let line = |s: &Source| {
            let dot = |row: &Row| {
                let value = (s.value)(row)?;
                let error = (s.error)(row).map(|e| [scale.place(value - e), scale.place(value + e)]);
                let name = if s.title.is_empty() { upwards } else { s.title };
                let label = format!("K = {}: {name} {}", row.k, number(value, 5));
                Some(Dot {
                    x: across.place(row.k as f64),
                    y: scale.place(value),
                    error,
                    at: row.k,
                    seed: row.seed,
                    label,
                })
            };
            let dots: Vec<Dot> = self.rows.iter().filter_map(dot).collect();
            let chosen = verdict(s.key).and_then(|v| dots.iter().position(|dot| dot.at == v.k));
            Line { key: s.key, title: s.title, dots, chosen }
        };
        let known = |v: f64| scale.place(v);
        let levels = if view == "held-out" { self.truth.map(known) } else { None };
        Chart {
            key: view,
            across: "K",
            upwards,
            levels: levels.map(|y| Level { key: "truth", y, title: "true density" }).into_iter().collect(),
            spans: Vec::new(),
            xs: self.rows.iter().map(|row| Mark { at: across.place(row.k as f64), text: count(row.k) }).collect(),
            ys: scale.ticks(5.0),
            sentences: sources
                .iter()
                .filter_map(|s| verdict(s.key))
                .map(|Verdict { sentence, .. }| sentence.clone())
                .collect(),
            lines: sources.iter().map(line).collect(),
        }
    }

    /// Training and held-out log-likelihood against the number of training points, and the two errors.
    fn lessons(&self) -> Chart {
        let lessons = &self.lessons;
        let heights = lessons.iter().flat_map(|l| [l.training, l.held_out]).chain(self.truth);
        let scale = Scale::around(heights).wider(0.07);
        let log = |n: usize| libm::log(n as f64);
        let across = Scale::around(lessons.iter().map(|l| log(l.n))).wider(0.06);
        let line = |key, title: &'static str, value: fn(&Lesson) -> f64| {
            let dot = |l: &Lesson| {
                let label = format!("N = {}: {title} {}", count(l.n), number(value(l), 4));
                Dot { x: across.place(log(l.n)), y: scale.place(value(l)), error: None, at: l.n, seed: 0, label }
            };
            Line { key, title, dots: lessons.iter().map(dot).collect(), chosen: None }
        };
        let (mut spans, mut sentences, mut levels) = (Vec::new(), Vec::new(), Vec::new());
        if let [first, .., last] = lessons[..] {
            let limit = f64::midpoint(last.training, last.held_out);
            let (estimation, left) = (limit - first.held_out, limit - last.held_out);
            levels.push(Level { key: "limit", y: scale.place(limit), title: "limit" });
            spans.push(Span {
                key: "estimation",
                x: across.place(log(first.n)),
                from: scale.place(first.held_out),
                to: scale.place(limit),
                title: "estimation error",
                text: number(estimation, 2),
            });
            sentences.push(format!(
                "More points cure the estimation error, what held-out points lose to the limit: {} nats per point at N = {}, {} at N = {}.",
                number(estimation, 2),
                count(first.n),
                if left < 0.005 { "hardly any".into() } else { number(left, 2) },
                count(last.n)
            ));
            sentences.push(if let Some(truth) = self.truth {
                let modelling = (truth - limit).max(0.0);
                levels.push(Level { key: "truth", y: scale.place(truth), title: "true density" });
                spans.push(Span {
                    key: "modelling",
                    x: across.place(log(last.n)),
                    from: scale.place(limit),
                    to: scale.place(truth),
                    title: "modelling error",
                    text: number(modelling, 2),
                });
                let what = if modelling < 0.005 { "Hardly any modelling error is left" } else { "Only another model cures the modelling error" };
                format!("{what}: at K = {} the limit lies {} below the density that the points come from.", self.lessons_k, number(modelling, 2))
            } else {
                "How far that limit lies below the true density, the modelling error, nobody knows here: the density that these points come from is not known.".into()
            });
        }
        let ns: Vec<Mark> = lessons.iter().map(|l| Mark { at: across.place(log(l.n)), text: count(l.n) }).collect();
        Chart {
            key: "lessons",
            across: "training points N",
            upwards: "log-likelihood per point",
            lines: vec![line("training", "training", |l| l.training), line("held-out", "held out", |l| l.held_out)],
            levels,
            spans,
            xs: ns,
            ys: scale.ticks(5.0),
            sentences,
        }
    }
}
