//! Many runs at once: restarts, and the choice of K. What they take and give in JavaScript.

use super::convert::plain;
use super::values::{dimension, entries, numbers};
use crate::error::{Error, Result};
use crate::models::MODELS;
use crate::options::{Family, Init, Options, Value};
use crate::points::Points;
use crate::restarts::{MAX_STARTS, Walk};
use crate::select::{Part, Plan, Row, Sweep, Verdict};
use crate::text;
use js_sys::Float64Array;
use serde::Serialize;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// Starts when nothing is said.
const STARTS: f64 = 100.0;
/// The most starts and reference sets for one K.
const MAX_EFFORT: usize = 1000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Optimum {
    objective: f64,
    count: usize,
    seed: u64,
    half_steps: usize,
}

#[derive(Serialize)]
struct Restarts {
    optima: Vec<Optimum>,
    failed: usize,
    unfinished: usize,
}

#[derive(Serialize)]
struct ChoiceOfK {
    rows: Vec<Row>,
    verdicts: Vec<Verdict>,
}

/// A whole number from `least` to `most`.
fn whole(x: f64, key: &str, least: usize, most: usize) -> Result<usize> {
    if x.fract() == 0.0 && (least as f64..=most as f64).contains(&x) {
        return Ok(x as usize);
    }
    Err(Error::option(format!("{key} is {}: it must be a whole number from {least} to {most}", text::plain(x))))
}

/// The points and the options, which must leave the start to its seed.
fn read(family: Family, points: &Float64Array, d: f64, given: &[(String, Value)]) -> Result<(Arc<Points>, Options)> {
    let d = dimension(d)?;
    let points = Arc::new(Points::from_rows(&numbers(points)?, d)?);
    let options = Options::read(family, given, d)?;
    if !matches!(options.init, Init::Way(_)) {
        return Err(Error::option(
            "init is given by hand: every start would be the same. Give the name of a start, such as \"k-means++\"",
        ));
    }
    Ok((points, options))
}

pub(super) fn restarts(
    family: Family,
    points: &Float64Array,
    d: f64,
    options: &JsValue,
    starts: Option<f64>,
) -> std::result::Result<JsValue, JsValue> {
    let (points, options) = read(family, points, d, &entries(options)?)?;
    let mut walk = Walk::new(family, points, options, whole(starts.unwrap_or(STARTS), "starts", 1, MAX_STARTS)?)?;
    while walk.slice() {}
    let ends = walk.outcomes();
    // The lowest seed of each group speaks for it.
    let optimum = |group: &Vec<usize>| {
        let first = ends[*group.iter().min()?];
        let (objective, seed, half_steps) = (first.objective, first.seed, first.half_steps);
        Some(Optimum { objective, count: group.len(), seed, half_steps })
    };
    plain(&Restarts {
        optima: walk.groups().iter().filter_map(optimum).collect(),
        failed: walk.failed(),
        unfinished: ends.iter().filter(|end| !end.converged).count(),
    })
}

pub(super) fn choose_k(
    family: Family,
    points: &Float64Array,
    d: f64,
    options: &JsValue,
    plan: &JsValue,
) -> std::result::Result<JsValue, JsValue> {
    let mut given = entries(options)?;
    given.retain(|(key, _)| key != "k");
    given.push(("k".into(), Value::Number(1.0)));
    let (points, options) = read(family, points, d, &given)?;
    let plan = read_plan(entries(plan)?)?;
    let Some(row) = MODELS.iter().find(|row| row.family == family) else { unreachable!("every family has a row") };
    let mut sweep = Sweep::over(row, points, options, plan)?;
    sweep.only(&[Part::Fits, Part::Gap, Part::HeldOut]);
    let table = sweep.finish();
    plain(&ChoiceOfK { rows: table.rows, verdicts: table.verdicts })
}

fn read_plan(given: Vec<(String, Value)>) -> Result<Plan> {
    let mut plan = Plan::default();
    for (key, value) in given {
        let (of, least, most) = match key.as_str() {
            "kMax" => (&mut plan.k_max, 1, crate::options::MAX_K),
            "starts" => (&mut plan.starts, 1, MAX_EFFORT),
            "references" => (&mut plan.references, 2, MAX_EFFORT),
            _ => {
                return Err(Error::option(format!(
                    "{key} is not an option of chooseK: it takes kMax, starts, references"
                )));
            }
        };
        let Value::Number(x) = value else {
            return Err(Error::option(format!("{key} is no number: it must be a whole number from {least} to {most}")));
        };
        *of = whole(x, &key, least, most)?;
    }
    Ok(plan)
}
