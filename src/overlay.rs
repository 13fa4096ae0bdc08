//! What the page lays over the picture and writes beside it: centres, ellipses, trails, axes, words.

use crate::catalog::Choice;
use crate::config::{Configuration, Data};
use crate::draw::{hex, ink_on};
use crate::faces::has_faces;
use crate::link::Link;
use crate::narrate::{self, words};
use crate::plane::{Axis, Plane};
use crate::run::Half;
use crate::tape::Tape;
use crate::text::{count, number, probability};
use crate::view::DOCKS;
use serde::Serialize;

/// Spokes for more points than this would be a blot.
const MAX_SPOKES: usize = 2000;
/// Glyphs there are to tell clusters apart by shape.
const SHAPES: usize = 12;

/// Everything of one moment that is not pixels of points.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scene {
    /// Half-steps done.
    pub t: usize,
    /// Half-steps on the tape.
    pub recorded: usize,
    /// Whole iterations done.
    pub iteration: usize,
    /// The half-step that comes next.
    pub phase: &'static str,
    /// Whether the run has converged here.
    pub converged: bool,
    /// The half-step just done, or `"start"`.
    pub half: &'static str,
    /// What the two half-steps are called.
    pub names: Names,
    /// The symbols held fixed in the half-step just done.
    pub held: &'static str,
    /// The symbols optimised in it.
    pub optimised: &'static str,
    /// Whether they were: a refit that is no argmin only moves them.
    pub exact: bool,
    /// The objective now.
    pub objective: Objective,
    /// Of an assignment: how many labels changed.
    pub changed: Option<usize>,
    /// The half-step in words.
    pub sentence: String,
    /// What else a reader should know.
    pub events: Vec<String>,
    /// The short form for a live region.
    pub announce: String,
    /// One per component.
    pub clusters: Vec<Cluster>,
    /// x, y, k of every point that a spoke is drawn from.
    pub spokes: Vec<f64>,
    /// The axes.
    pub axes: Option<Axes>,
    /// D = 1: curves over the points.
    pub curves: Vec<Curve>,
    /// D = 1: the outline of a histogram.
    pub histogram: String,
    /// Lines of equal density.
    pub contours: Vec<String>,
    /// The layers that are on.
    pub layers: Vec<&'static str>,
    /// Why points cannot be drawn now; empty when they can.
    pub can_draw: String,
    /// Data, N, D.
    pub caption: String,
    /// Who is to be named for the data.
    pub credit: String,
    /// What is wrong, when there is no run to show.
    pub problem: String,
    /// What the dock shows.
    pub dock: &'static str,
    /// The scene of the lecture that this belongs to; empty when to none.
    pub scene: String,
}

/// What the half-steps are called.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Names {
    /// "Assignment" or "E-step".
    pub assign: &'static str,
    /// "Refitting" or "M-step".
    pub refit: &'static str,
}

/// The objective as shown.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Objective {
    /// "J", "F" or "log p(D)".
    pub name: &'static str,
    /// The number, written.
    pub text: String,
    /// The number.
    pub value: f64,
}

/// The two axes.
#[derive(Clone, Debug, Serialize)]
pub struct Axes {
    /// Below.
    pub x: Axis,
    /// At the left; none when D = 1.
    pub y: Option<Axis>,
}

/// One component.
#[derive(Clone, Debug, Serialize)]
pub struct Cluster {
    /// Its index.
    pub k: usize,
    /// Its name: its number counted from 1.
    pub name: String,
    /// Its colour.
    pub colour: String,
    /// The colour of text on it.
    pub ink: &'static str,
    /// Which glyph.
    pub shape: usize,
    /// Its mean, CSS pixels.
    pub x: f64,
    /// Its mean, CSS pixels.
    pub y: f64,
    /// Its mean in the data's own units.
    pub coordinates: String,
    /// `N_k`.
    pub count: f64,
    /// `N_k`, written.
    #[serde(rename = "countText")]
    pub count_text: String,
    /// `pi_k`, of mixtures.
    pub weight: Option<f64>,
    /// `pi_k`, written.
    #[serde(rename = "weightText")]
    pub weight_text: String,
    /// Its part of J; of K-means.
    pub share: Option<f64>,
    /// Its part of J, written.
    #[serde(rename = "shareText")]
    pub share_text: String,
    /// At 1, 2 and 3 standard deviations.
    pub ellipses: Vec<Ellipse>,
    /// x, y of its mean after every iteration so far.
    pub trail: Vec<f64>,
}

/// An ellipse about a mean.
#[derive(Clone, Debug, Serialize)]
pub struct Ellipse {
    /// Half axis, CSS pixels.
    pub rx: f64,
    /// Half axis, CSS pixels.
    pub ry: f64,
    /// Of the first half axis, degrees.
    pub angle: f64,
}

/// A curve of one dimension.
#[derive(Clone, Debug, Serialize)]
pub struct Curve {
    /// The component, or -1 for the mixture.
    pub k: i32,
    /// An SVG path.
    pub d: String,
}

/// The scene without a run: why there is none.
pub fn without_run(link: &Link, data: &Data, plane: &Plane, problem: &str) -> Scene {
    let (x, y) = plane.axes();
    Scene {
        axes: Some(Axes { x, y }),
        caption: caption(&link.config, data),
        can_draw: can_draw(data),
        phase: Half::Assign.key(),
        half: "start",
        names: names(&link.config),
        objective: Objective { name: link.config.model.objective, text: number(f64::NAN, 3), value: f64::NAN },
        sentence: problem.to_string(),
        announce: problem.to_string(),
        problem: problem.to_string(),
        layers: layers(link),
        credit: link.config.source.credit.to_string(),
        dock: DOCKS[0].key,
        scene: link.view.scene.clone(),
        ..Scene::default()
    }
}

fn can_draw(data: &Data) -> String {
    if data.columns().len() <= 2 { String::new() } else { "Points can be drawn in one or two dimensions only.".into() }
}

fn caption(config: &Configuration, data: &Data) -> String {
    let n = data.points.as_ref().map_or(0, |p| p.n());
    let edited = if config.hand.is_empty() { "" } else { ", edited" };
    let standardised = if data.standardised { " \u{b7} standardised" } else { "" };
    let d = data.columns().len();
    format!("{}{edited} \u{b7} N = {} \u{b7} D = {d}{standardised}", config.source.choice.title, count(n))
}

fn names(config: &Configuration) -> Names {
    let [assign, refit] = config.halves();
    Names { assign, refit }
}

/// The layers that are on and mean something for this model.
pub fn layers(link: &Link) -> Vec<&'static str> {
    let habits = link.config.model.layers;
    crate::view::LAYERS.iter().map(|c| c.key).filter(|key| link.view.shows(key, habits)).collect()
}

/// What the dock can show of this run.
pub fn docks(link: &Link, data: &Data) -> impl Iterator<Item = &'static Choice> {
    let (family, faces) = (link.config.model.family, has_faces(data));
    DOCKS.iter().filter(move |dock| match dock.key {
        "bound" => family.is_mixture(),
        "components" => faces,
        _ => true,
    })
}

/// What the objective is after the half-step just done: a refit lifts the bound, and log p(D) may be above it.
fn named(config: &Configuration, tape: &Tape) -> &'static str {
    let refitted = tape.report().is_some_and(|report| report.half == Half::Refit);
    if refitted && config.model.family.is_mixture() { "bound" } else { config.model.objective }
}

/// The scene of the moment at which `tape` stands.
pub fn scene(link: &Link, data: &Data, plane: &Plane, tape: &Tape) -> Scene {
    let config = &link.config;
    let run = tape.run();
    let words = words(config, tape);
    let layers = layers(link);
    let on = |layer: &str| layers.contains(&layer);
    let (x, y) = plane.axes();
    let value = tape.objective_at(tape.t());
    let shown = if tape.t() == 0 { f64::NAN } else { value };
    let n = run.points().n();
    let (curves, histogram) = crate::curves::over_the_line(plane, run.model(), run.points());
    Scene {
        t: tape.t(),
        recorded: tape.recorded(),
        iteration: run.iteration(),
        phase: run.phase().key(),
        converged: tape.converged(),
        half: tape.report().map_or("start", |r| r.half.key()),
        names: names(config),
        held: words.held,
        optimised: words.optimised,
        exact: run.model().exact() || tape.report().is_some_and(|r| r.half == Half::Assign),
        objective: Objective { name: named(config, tape), text: narrate::objective(shown), value: shown },
        changed: tape.report().and_then(|r| r.changed),
        sentence: words.sentence,
        events: tape.events().iter().map(|e| e.message.clone()).collect(),
        announce: words.announce,
        clusters: clusters(data, plane, tape, on("ellipses"), on("trails")),
        spokes: if on("spokes") && n <= MAX_SPOKES && tape.t() > 0 { spokes(plane, tape) } else { Vec::new() },
        axes: Some(Axes { x, y }),
        curves,
        histogram,
        contours: if crate::WHOLE && on("contours") { crate::curves::contours(plane, run.model()) } else { Vec::new() },
        layers,
        can_draw: can_draw(data),
        caption: caption(config, data),
        credit: config.source.credit.to_string(),
        problem: String::new(),
        dock: docks(link, data).find(|dock| dock.key == link.view.dock).unwrap_or(&DOCKS[0]).key,
        scene: link.view.scene.clone(),
    }
}

fn clusters(data: &Data, plane: &Plane, tape: &Tape, ellipses: bool, trails: bool) -> Vec<Cluster> {
    let run = tape.run();
    let model = run.model();
    let d = model.d();
    let hard = !run.family().is_mixture();
    let (shares, total) = (run.shares(), run.shares().iter().sum::<f64>());
    let mean_at = |i: usize, k: usize| plane.project(&tape.means_at(i)[k * d..(k + 1) * d]);
    let assigned = tape.t() > 0;
    (0..model.k())
        .map(|k| {
            let mean = &model.means()[k * d..(k + 1) * d];
            let (x, y) = plane.project(mean);
            let count = run.counts()[k];
            let weight = model.weights().map(|w| w[k]);
            let share =
                (hard && assigned && total > 0.0 && shares.iter().all(|s| *s >= 0.0)).then(|| shares[k] / total);
            let whole = model.temperature() == 0.0;
            Cluster {
                k,
                name: (k + 1).to_string(),
                colour: hex(k),
                ink: ink_on(k),
                shape: k % SHAPES,
                x,
                y,
                coordinates: coordinates(data, mean),
                count,
                count_text: match (assigned, whole) {
                    (false, _) => number(f64::NAN, 3),
                    (true, true) => crate::text::count(count as usize),
                    (true, false) => number(count, 4),
                },
                weight,
                weight_text: weight.map_or(String::new(), probability),
                share,
                share_text: share.map_or(String::new(), |_| number(shares[k], 4)),
                ellipses: if ellipses { sigmas(plane, model.covariance(k)) } else { Vec::new() },
                trail: if trails {
                    (0..=run.iteration()).flat_map(|i| <[f64; 2]>::from(mean_at(i, k))).collect()
                } else {
                    Vec::new()
                },
            }
        })
        .collect()
}

/// "3.52 min, 70.9 min"; of many coordinates the first few.
pub fn coordinates(data: &Data, x: &[f64]) -> String {
    const SHOWN: usize = 4;
    let own = data.to_units(x);
    let mut parts: Vec<String> = own
        .iter()
        .zip(data.columns())
        .take(SHOWN)
        .map(|(x, column)| format!("{} {}", number(*x, 3), column.unit).trim_end().to_string())
        .collect();
    if own.len() > SHOWN {
        parts.push("\u{2026}".into());
    }
    parts.join(", ")
}

fn sigmas(plane: &Plane, covariance: Option<&[f64]>) -> Vec<Ellipse> {
    let Some(sigma) = covariance.filter(|_| !plane.is_line()) else { return Vec::new() };
    let (rx, ry, angle) = plane.ellipse(sigma);
    [1.0, 2.0, 3.0].map(|s| Ellipse { rx: s * rx, ry: s * ry, angle }).to_vec()
}

fn spokes(plane: &Plane, tape: &Tape) -> Vec<f64> {
    let (xs, ys) = plane.pixels(tape.run().points());
    let labels = tape.run().labels();
    xs.iter().zip(&ys).zip(labels).flat_map(|((x, y), k)| [*x, *y, f64::from(*k)]).collect()
}
