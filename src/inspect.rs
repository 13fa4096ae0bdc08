//! One point, place or centre taken apart: the numbers that go into the course's formula.

use crate::config::{Configuration, Data};
use crate::error::Result;
use crate::math::exp;
use crate::model::Model;
use crate::options::Family;
use crate::overlay::coordinates;
use crate::plane::Plane;
use crate::points::Points;
use crate::run::Half;
use crate::tape::Tape;
use crate::text::{count, number, probability};
use serde::Serialize;

/// What is known of a point, a place or a centre.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Inspection {
    /// `"point"`, `"place"` or `"centre"`.
    pub kind: &'static str,
    /// Which point or centre, from 0.
    pub index: usize,
    /// Where, CSS pixels.
    pub x: f64,
    /// Where, CSS pixels.
    pub y: f64,
    /// "Point 17".
    pub title: String,
    /// In the data's own units.
    pub coordinates: String,
    /// What is measured, in symbols ([`crate::model::formula`]).
    pub measure: &'static str,
    /// The density of a component; empty where the model has none.
    pub density: &'static str,
    /// The assignment.
    pub assignment: String,
    /// The refit.
    pub refit: Vec<&'static str>,
    /// One row per component.
    pub rows: Vec<Row>,
    /// The sum that the rows are divided by.
    pub normaliser: String,
    /// The component with the largest r.
    pub label: usize,
    /// The rows in words.
    pub sentence: String,
}

/// What one component says of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Which component.
    pub k: usize,
    /// K-means: the squared distance, or what it is measured by. Mixtures: `-ln(pi_k p(x | k))`.
    pub energy: String,
    /// Soft K-means: `-beta |m_k - x|^2`.
    pub exponent: String,
    /// Mixtures: `pi_k`.
    pub weight: String,
    /// Mixtures: `p(x | k)`.
    pub density: String,
    /// What is normalised: `pi_k p(x | k)`, or `exp(-beta |m_k - x|^2)`.
    pub product: String,
    /// The responsibility.
    pub r: f64,
    /// The responsibility, written.
    pub r_text: String,
}

/// Place `x` of the model's space under `model`.
pub(crate) fn rows(family: Family, model: &dyn Model, x: &[f64]) -> Result<(Vec<Row>, String, usize)> {
    let points = Points::from_rows(x, x.len())?;
    let k = model.k();
    let mut energies = vec![0.0; k];
    let mut r = vec![0.0; k];
    for block in points.blocks() {
        model.energies(&block, &mut energies);
    }
    crate::energy::responsibilities(model, &points, |_, row| r.copy_from_slice(row));
    let label = (1..k).fold(0, |best, c| if energies[c] < energies[best] { c } else { best });
    let t = model.temperature();
    // Far from every centre all the terms vanish; they are then written as powers of e of their exponents.
    let term = |e: f64| {
        let value = libm::exp(-e / t);
        if value > 0.0 { number(value, 3) } else { ["e^(", &number(-e / t, 4), ")"].concat() }
    };
    let total = energies[label]
        - t * libm::log(energies.iter().map(|e| exp((energies[label] - e) / t.max(1e-300))).sum::<f64>());
    let rows = (0..k)
        .map(|c| {
            let e = energies[c];
            let pi = model.weights().map(|w| w[c]);
            Row {
                k: c,
                energy: number(e, 4),
                exponent: if family == Family::SoftKMeans { number(-e / t, 4) } else { String::new() },
                weight: pi.map_or(String::new(), probability),
                density: pi.filter(|pi| *pi > 0.0).map_or(String::new(), |pi| term(e + libm::log(pi))),
                product: if t > 0.0 { term(e) } else { String::new() },
                r: r[c],
                r_text: probability(r[c]),
            }
        })
        .collect();
    Ok((rows, if t > 0.0 { term(total) } else { String::new() }, label))
}

/// Point `n`, under the parameters its responsibilities came from.
///
/// # Errors
/// Not for points of a run.
pub fn point(config: &Configuration, data: &Data, plane: &Plane, tape: &Tape, n: usize) -> Result<Inspection> {
    let run = tape.run();
    let x = run.points().row(n);
    let (xs, ys) = plane.pixels(run.points());
    let mut out = place(data, tape, run.assigned().unwrap_or(run.model()), &x)?;
    (out.kind, out.index, out.x, out.y) = ("point", n, xs[n], ys[n]);
    out.title = ["Point ", &count(n + 1)].concat();
    if let (Some(truth), true) = (data.truth(), config.hand.is_empty()) {
        out.title = [&out.title, " (truly ", &truth.names[usize::from(truth.labels[n])], ")"].concat();
    }
    if run.assigned().is_none() {
        out.sentence = ["Not assigned yet. ", &out.sentence].concat();
    }
    if tape.report().is_some_and(|report| report.half == Half::Refit) {
        let [assign, refit] = config.halves();
        out.sentence = [&out.sentence, " So it was at the last ", assign, "; the ", refit, " came after it."].concat();
    }
    Ok(out)
}

/// Place `x` of the model's space, under `model`.
fn place(data: &Data, tape: &Tape, model: &dyn Model, x: &[f64]) -> Result<Inspection> {
    let family = tape.run().family();
    let (rows, normaliser, label) = rows(family, model, x)?;
    let best = &rows[label];
    let name = count(label + 1);
    let sentence = match family {
        _ if model.temperature() == 0.0 => {
            let what = match model.covariance(0) {
                None => family.row().measure,
                Some(_) if model.exact() => "Mahalanobis distance and ln|\u{3a3}|",
                Some(_) => "Mahalanobis distance",
            };
            ["Centre ", &name, " is the nearest: ", what, " ", &best.energy, "."].concat()
        }
        Family::SoftKMeans if rows.len() > 1 && rows.iter().all(|row| row.r >= best.r) => {
            ["All centres have the same share, ", &best.r_text, "."].concat()
        }
        Family::SoftKMeans => ["Centre ", &name, " has the largest share, ", &best.r_text, "."].concat(),
        _ => ["Component ", &name, " is the most probable, ", &best.r_text, "."].concat(),
    };
    let formula = model.formula();
    Ok(Inspection {
        kind: "place",
        index: 0,
        x: 0.0,
        y: 0.0,
        title: "Here".into(),
        coordinates: coordinates(data, x),
        assignment: formula.assignment(model.temperature()),
        measure: formula.measure,
        density: formula.density,
        refit: formula.refit,
        rows,
        normaliser,
        label,
        sentence,
    })
}

/// The place under pixel `(x, y)`, under the present parameters.
///
/// # Errors
/// `invalid-data` for a place beyond all numbers.
pub fn here(data: &Data, plane: &Plane, tape: &Tape, x: f64, y: f64) -> Result<Inspection> {
    let at = plane.lift(x, y);
    let mut out = place(data, tape, tape.run().model(), &at)?;
    (out.x, out.y) = (x, y);
    Ok(out)
}

/// Centre `k`: the place it stands at.
///
/// # Errors
/// Not for a component of the run.
pub fn centre(data: &Data, plane: &Plane, tape: &Tape, k: usize) -> Result<Inspection> {
    let run = tape.run();
    let d = run.points().d();
    let mean = &run.model().means()[k * d..(k + 1) * d];
    let mut out = place(data, tape, run.model(), mean)?;
    let (x, y) = plane.project(mean);
    (out.kind, out.index, out.x, out.y) = ("centre", k, x, y);
    let mixture = run.family().is_mixture();
    out.title = [if mixture { "Component " } else { "Centre " }, &count(k + 1)].concat();
    let n = run.counts()[k];
    let of = count(run.points().n());
    out.sentence = match run.model().weights() {
        _ if tape.t() == 0 => "No point has been assigned yet.".into(),
        Some(w) => {
            ["Responsible for ", &number(n, 4), " of ", &of, " points; \u{3c0} = ", &probability(w[k]), "."].concat()
        }
        None => {
            let whole = run.model().temperature() == 0.0;
            let n = if whole { count(n as usize) } else { number(n, 4) };
            ["It has ", &n, " of ", &of, " points."].concat()
        }
    };
    Ok(out)
}
