//! Every criterion against K, for the lab's worker.

use crate::catalog::Choice;
use crate::link::Link;
use crate::select::chart::{Chart, views};
use crate::select::{Part, Plan, Sweep as Core};
use crate::wasm::convert::plain;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A sweep over K, worked on in slices.
#[wasm_bindgen]
pub struct Sweep {
    core: Core,
    objective: &'static str,
    parts: Vec<Part>,
}

/// What is known so far.
#[derive(Serialize)]
struct Report {
    views: Vec<&'static Choice>,
    charts: Vec<Chart>,
    /// 0..=1.
    progress: f64,
}

#[wasm_bindgen]
impl Sweep {
    /// The configuration of `link`; with `lessons` held-out likelihood against N, otherwise everything against K.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str, lessons: bool) -> Result<Self, JsValue> {
        let config = Link::decode(link).0.config;
        let n = config.data()?.points.map_or(0, |points| points.n());
        let mut core = Core::new(&config, Plan::sized(n))?;
        let parts = if lessons { vec![Part::Lessons] } else { vec![Part::Fits, Part::HeldOut, Part::Gap] };
        core.only(&parts);
        Ok(Self { core, objective: config.model.objective, parts })
    }

    /// A few milliseconds of work; `false` when there is nothing more to do.
    pub fn slice(&mut self) -> bool {
        self.core.slice()
    }

    /// What is known so far, as charts.
    pub fn report(&self) -> Result<JsValue, JsValue> {
        let views = views(&self.core);
        let charts = self.core.table().charts(&views, self.objective);
        let done: f64 = self.parts.iter().map(|part| self.core.progress(*part)).sum();
        plain(&Report { views, charts, progress: done / self.parts.len() as f64 })
    }
}
