//! The room in words and geometry: the wheel, the last draw, the point taken apart, the table of estimates.

use super::estimate::{Estimate, Parameters, complete, matched};
use super::hands::REACH;
use super::picture::plane;
use super::{EACH, Room};
use crate::curves::contours;
use crate::data::uniform_of;
use crate::draw::{hex, ink_on};
use crate::error::Result;
use crate::inspect::{self, rows};
use crate::math::sin_cos_turns;
use crate::model::gaussian::Gaussian;
use crate::options::Family;
use crate::overlay::{Axes, Ellipse};
use crate::run::Run;
use crate::text::{count, fixed, number};
use serde::Serialize;

/// One component of the machine.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Its index.
    pub k: usize,
    /// Counted from 1.
    pub name: String,
    /// Its colour.
    pub colour: String,
    /// The colour of text on it.
    pub ink: &'static str,
    /// Its glyph.
    pub shape: usize,
    /// Its mean, CSS pixels.
    pub x: f64,
    /// Its mean, CSS pixels.
    pub y: f64,
    /// mu, a, b and t in words.
    pub words: String,
    /// The ends of the half axes, CSS pixels.
    pub ends: [[f64; 2]; 2],
    /// The lengths of the half axes and the angle, in words, for those who do not see them.
    pub axes: [String; 2],
    /// At 1 and 2 standard deviations.
    pub ellipses: Vec<Ellipse>,
    /// pi.
    pub weight: f64,
    /// pi, written.
    #[serde(rename = "weightText")]
    pub weight_text: String,
    /// Where its segment of the wheel begins, 0..1.
    pub from: f64,
    /// How many points it has made.
    pub made: String,
}

/// The last point: how it was drawn.
#[derive(Clone, Debug, Serialize)]
pub struct Draw {
    /// The random number.
    pub u: f64,
    /// Where it fell.
    pub k: usize,
    /// The point, CSS pixels.
    pub x: f64,
    /// The point, CSS pixels.
    pub y: f64,
    /// "u = 0.734 falls into 0.5 … 0.8, so z = 2."
    pub first: String,
    /// "x = (0.51, 0.47) from `N(mu_2, Sigma_2)`."
    pub then: String,
}

/// The point taken apart under the true machine.
#[derive(Clone, Debug, Serialize)]
pub struct Apart {
    /// Which, from 0.
    pub index: usize,
    /// "Point 17, drawn from component 2".
    pub title: String,
    /// (x1, x2).
    pub coordinates: String,
    /// One row per component.
    pub rows: Vec<inspect::Row>,
    /// What they are divided by.
    pub normaliser: String,
    /// In words.
    pub sentence: String,
}

/// The room as shown, but for the pixels.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// The canonical link.
    pub link: String,
    /// The playground on these points; empty without enough of them.
    pub refit: String,
    /// N.
    pub n: usize,
    /// N, written.
    #[serde(rename = "nText")]
    pub n_text: String,
    /// K.
    pub k: usize,
    /// Whether p(x) is drawn.
    pub contours: bool,
    /// Its lines.
    pub lines: Vec<String>,
    /// The axes of a panel.
    pub axes: Axes,
    /// One per component.
    pub parts: Vec<Part>,
    /// The last draw.
    pub last: Option<Draw>,
    /// The point taken apart.
    pub apart: Option<Apart>,
}

/// One line of the table: a parameter of a component, true and estimated.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The component.
    pub k: usize,
    /// `"pi"`, `"mu"`, `"Sigma"`.
    pub of: &'static str,
    /// True; from the complete data; by EM.
    pub cells: [String; 3],
}

/// The table of estimates.
#[derive(Clone, Debug, Serialize)]
pub struct Estimates {
    /// All of them.
    pub rows: Vec<Row>,
    /// Errors of pi, mu and Sigma: from the complete data, by EM.
    pub errors: [[String; 2]; 3],
    /// The same as numbers.
    pub values: [[f64; 2]; 3],
    /// What there is to say of it.
    pub sentence: String,
}

fn pair(x: &[f64]) -> String {
    ["(", &fixed(x[0], 2), ", ", &fixed(x[1], 2), ")"].concat()
}

impl Room {
    /// The room with panels of `size` CSS pixels.
    ///
    /// # Errors
    /// Not for machines of knobs in their ranges.
    pub fn view(&self, size: [f64; 2]) -> Result<View> {
        let plane = plane(size);
        let machine = &self.machine;
        let data = (self.n() > 0).then(|| machine.draw(self.n()));
        let labels = data.as_ref().and_then(|d| d.truth.as_ref()).map_or(&[][..], |t| &t.labels[..]);
        let model = machine.model()?;
        let (x, y) = plane.axes();
        let (weights, means, covariances) = (machine.weights(), machine.means(), machine.covariances());
        let mut from = 0.0;
        let parts: Vec<Part> = (0..machine.k())
            .map(|k| {
                let mean = &means[2 * k..2 * k + 2];
                let &[_, _, _, a, b, t] = machine.component(k) else { unreachable!("{EACH} knobs each") };
                let (px, py) = plane.project(mean);
                let (sin, cos) = sin_cos_turns(t / 360.0);
                let end = |dx: f64, dy: f64| -> [f64; 2] {
                    plane.project(&[mean[0] + REACH * dx, mean[1] + REACH * dy]).into()
                };
                let (rx, ry, angle) = plane.ellipse(&covariances[4 * k..4 * k + 4]);
                let axis = |length: f64, t: f64| {
                    ["standard deviation ", &fixed(length, 3), ", turned ", &fixed(t, 0), " degrees"].concat()
                };
                let segment = from;
                from += weights[k];
                Part {
                    k,
                    name: (k + 1).to_string(),
                    colour: hex(k),
                    ink: ink_on(k),
                    shape: k % 12,
                    x: px,
                    y: py,
                    words: ["mean ", &pair(mean)].concat(),
                    ends: [end(a * cos, a * sin), end(-b * sin, b * cos)],
                    axes: [axis(a, t), axis(b, libm::fmod(t + 90.0, 180.0))],
                    ellipses: [1.0, 2.0].map(|s| Ellipse { rx: s * rx, ry: s * ry, angle }).to_vec(),
                    weight: weights[k],
                    weight_text: fixed(weights[k], 2),
                    from: segment,
                    made: count(labels.iter().filter(|z| usize::from(**z) == k).count()),
                }
            })
            .collect();
        let last = data.as_ref().map(|data| {
            let i = data.points.n() - 1;
            let (u, k) = (uniform_of(machine.seed, i), usize::from(labels[i]));
            let at = data.points.row(i);
            let (x, y) = plane.project(&at);
            let (low, high) = (parts[k].from, parts[k].from + parts[k].weight);
            let (name, inside) = (&parts[k].name, [fixed(low, 2), fixed(high, 2)]);
            Draw {
                u,
                k,
                x,
                y,
                first: ["u = ", &fixed(u, 3), " falls between ", &inside[0], " and ", &inside[1], ": z = ", name]
                    .concat(),
                then: ["x = ", &pair(&at), " from N(\u{3bc}", sub(k), ", \u{3a3}", sub(k), ")"].concat(),
            }
        });
        let apart = match (self.picked(), &data) {
            (Some(i), Some(data)) => Some(taken_apart(&model, i, &data.points.row(i), usize::from(labels[i]))?),
            _ => None,
        };
        Ok(View {
            link: self.encode(),
            refit: self.refit().unwrap_or_default(),
            n: self.n(),
            n_text: count(self.n()),
            k: machine.k(),
            contours: self.contours,
            lines: if self.contours { contours(&plane, &model) } else { Vec::new() },
            axes: Axes { x, y },
            parts,
            last,
            apart,
        })
    }

    /// The truth, the maximum of the complete data's likelihood, and EM without z, in that order; none without enough
    /// points. EM runs to convergence from the start that [`Room::refit`] opens.
    ///
    /// # Errors
    /// As a run: a component that collapses.
    pub fn estimates(&self) -> Result<Option<(Parameters, Estimate, Estimate, usize)>> {
        const MOST: usize = 2000;
        let Some(config) = self.configuration() else { return Ok(None) };
        let data = config.data()?;
        let (Some(points), Some(of)) = (&data.points, data.truth()) else { return Ok(None) };
        let truth = self.machine.parameters();
        let counted = Estimate::of(complete(points, &of.labels, self.machine.k()), &truth);
        let mut run = Run::new(Family::GaussianMixture, points.clone(), &config.options()?)?;
        run.run(MOST)?;
        let found = Estimate::of(matched(run.model(), &truth), &truth);
        Ok(Some((truth, counted, found, run.iteration())))
    }

    /// The table of [`Room::estimates`].
    ///
    /// # Errors
    /// As there.
    pub fn table(&self) -> Result<Option<Estimates>> {
        let Some((truth, counted, found, iterations)) = self.estimates()? else { return Ok(None) };
        let all = [&truth, &counted.parameters, &found.parameters];
        let known = |x: f64, places: i32| {
            if x.is_nan() { "\u{2013}".to_string() } else { fixed(x, places).replace('-', "\u{2212}") }
        };
        let cells = |f: &dyn Fn(&Parameters) -> Vec<f64>, places: i32| {
            all.map(|p| f(p).into_iter().map(|x| known(x, places)).collect::<Vec<_>>().join(", "))
        };
        let rows = (0..self.machine.k())
            .flat_map(|k| {
                let covariance = |p: &Parameters| {
                    let s = &p.covariances[4 * k..4 * k + 4];
                    vec![s[0], s[1], s[3]]
                };
                [
                    Row { k, of: "pi", cells: cells(&|p| vec![p.weights[k]], 3) },
                    Row { k, of: "mu", cells: cells(&|p| p.means[2 * k..2 * k + 2].to_vec(), 3) },
                    Row { k, of: "Sigma", cells: cells(&covariance, 4) },
                ]
            })
            .collect();
        let values = [0, 1, 2].map(|i| [counted.errors[i], found.errors[i]]);
        let sentence = [
            "With z, every class by itself: its share, its mean, its covariance. Without z, EM from random points, ",
            &count(iterations),
            " iterations; N = ",
            &count(self.n()),
            ". Both errors shrink like 1/\u{221a}N.",
        ]
        .concat();
        Ok(Some(Estimates { rows, errors: values.map(|v| v.map(|x| number(x, 2))), values, sentence }))
    }
}

/// Point `i` at `at`, drawn from component `z`, under the machine itself.
fn taken_apart(model: &Gaussian, i: usize, at: &[f64], z: usize) -> Result<Apart> {
    let (rows, normaliser, label) = rows(Family::GaussianMixture, model, at)?;
    let (drawn, best, r) = ((z + 1).to_string(), (label + 1).to_string(), rows[label].r_text.clone());
    let sentence = if label == z {
        ["Drawn from component ", &drawn, ", which is also the most probable, ", &r, "."].concat()
    } else {
        ["Drawn from component ", &drawn, "; from x alone, component ", &best, " is more probable, ", &r, "."].concat()
    };
    Ok(Apart {
        index: i,
        title: ["Point ", &count(i + 1)].concat(),
        coordinates: ["x = ", &pair(at)].concat(),
        rows,
        normaliser,
        sentence,
    })
}

fn sub(k: usize) -> &'static str {
    ["₁", "₂", "₃", "₄", "₅", "₆"][k.min(5)]
}
