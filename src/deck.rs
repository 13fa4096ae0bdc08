//! The deck: a link, the run it means, and the picture of it. All that the page asks, it asks here.

mod align;
mod beside;
mod hands;
mod looks;
mod picture;
mod told;

use crate::config::Data;
use crate::controls::{Control, controls};
use crate::draw::{Canvas, Field, Lab, Theme};
use crate::error::Result;
use crate::hand::ByHand;
use crate::link::{Link, MAX_T};
use crate::plane::Plane;
use crate::run::Half;
use crate::tape::Tape;
use crate::view::{Axes, LAYERS};

/// The data that a stage was laid out for: its source and knobs, whether standardised or read as there or not, and the axes.
type Shown = (&'static str, Vec<f64>, u64, [bool; 2], Axes);

/// A link, its run, its picture.
pub struct Deck {
    link: Link,
    notes: Vec<String>,
    data: Data,
    /// The run; none when the data and the model do not go together, which `problem` then says.
    tape: Option<Tape>,
    problem: String,
    plane: Plane,
    shown: Shown,
    canvas: Canvas,
    size: [f64; 2],
    theme: Theme,
    field: Option<Field>,
    /// What the field shows: kept until it would show something else.
    field_of: Option<(u64, &'static str, Theme, [f64; 2])>,
    colours: Vec<Lab>,
}

impl Deck {
    /// The deck that `link` describes. Never fails: what does not work is said beside what does.
    ///
    /// # Panics
    /// Never: the default configuration has data.
    pub fn new(link: &str) -> Self {
        let default = Link::default();
        let Ok(data) = default.config.data() else { unreachable!("the default configuration has data") };
        let plane = Plane::new(&data, &data.base.points, Axes::Columns(0, 1));
        let mut deck = Self {
            link: default,
            notes: Vec::new(),
            data,
            tape: None,
            problem: String::new(),
            plane,
            shown: ("", Vec::new(), 0, [false; 2], Axes::Principal),
            canvas: Canvas::new(),
            size: [640.0, 400.0],
            theme: Theme::Light,
            field: None,
            field_of: None,
            colours: Vec::new(),
        };
        deck.canvas.resize(640, 400, 1.0);
        deck.open(link);
        deck
    }

    /// Another link.
    pub fn open(&mut self, text: &str) {
        let (link, notes) = Link::decode(text);
        self.notes = notes;
        let Err(error) = self.load(link.clone()) else { return };
        // The data and the model without what hands did may still work.
        let mut plain = link.clone();
        plain.config.hand = ByHand::default();
        plain.config.edits = Vec::new();
        let drew_everything_away = link.config.data().is_ok_and(|data| data.points.is_none());
        if !drew_everything_away && link.encode() != plain.encode() && self.load(plain.clone()).is_ok() {
            self.notes.push(format!("What was done by hand does not fit this run and was left out: {}", error.message));
        } else if let Ok(data) = link.config.data() {
            self.put(link, data, None, error.message);
        } else if let Ok(data) = plain.config.data() {
            self.put(plain, data, None, error.message);
        } else {
            self.notes.push(error.message);
        }
    }

    /// Make the run of `link` and put it on the deck; nothing is changed on an error.
    fn load(&mut self, link: Link) -> Result<()> {
        let data = link.config.data()?;
        let tape = link.config.tape(&data, link.t).map_err(told::told)?;
        self.put(link, data, Some(tape), String::new());
        Ok(())
    }

    fn put(&mut self, link: Link, data: Data, tape: Option<Tape>, problem: String) {
        self.link = link;
        self.data = data;
        self.tape = tape;
        self.problem = problem;
        self.look();
    }

    /// Lay out the stage. It stays as it is as long as the same data are shown and every point is still on it.
    fn look(&mut self) {
        let config = &self.link.config;
        let axes = self.link.view.axes(self.data.columns().len());
        let seen = [config.standardised(), self.data.presence];
        let shown = (config.source.choice.key, config.knobs.clone(), config.data_seed, seen, axes);
        let points = self.data.points.as_deref().unwrap_or(&self.data.base.points);
        let mut plane = Plane::new(&self.data, points, axes);
        if shown == self.shown {
            let mut same = plane.clone();
            same.keep_extent(&self.plane);
            same.fit(self.size[0], self.size[1]);
            if same.holds(points) {
                plane = same;
            }
        }
        self.plane = plane;
        self.shown = shown;
        self.arrange();
    }

    /// Fit the plane to the stage and place the points.
    fn arrange(&mut self) {
        self.field_of = None;
        let [width, height] = self.size;
        self.plane.fit(width, height);
        let Some(points) = &self.data.points else {
            self.canvas.place(&[], &[]);
            return;
        };
        let (xs, ys) = self.plane.pixels(points);
        let dpr = self.canvas.width() as f64 / width;
        let device = |v: Vec<f64>| v.into_iter().map(|x| (x * dpr) as f32).collect::<Vec<f32>>();
        self.canvas.place(&device(xs), &device(ys));
    }

    /// The canonical link to what is on the deck.
    pub fn link(&self) -> String {
        let mut link = self.link.clone();
        link.t = self.tape.as_ref().map_or(link.t, Tape::t);
        link.encode()
    }

    /// What of the last opened link was not understood.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The panel.
    pub fn controls(&self) -> Vec<Control> {
        controls(&self.link, &self.data)
    }

    /// Change one key of the link, or one layer (`layer.trails`).
    ///
    /// # Errors
    /// What is wrong with the value, or why the run cannot be made with it; nothing is then changed.
    pub fn set(&mut self, key: &str, value: &str) -> Result<()> {
        let mut link = self.link.clone();
        link.t = self.tape.as_ref().map_or(0, Tape::t);
        if let Some(layer) = key.strip_prefix("layer.") {
            return self.set_layer(link, layer, value);
        }
        link.apply(key, value)?;
        // What is beside does not change what is here.
        if matches!(key, "axes" | "dock" | "scene" | "vs" | "lock") || key.starts_with("vs.") {
            if let Some(twin) = link.twin.as_mut().filter(|_| matches!(key, "vs.m" | "vs.rung")) {
                twin.edits.clear();
            }
            self.link = link;
            self.look();
            return Ok(());
        }
        Self::carry_over(&mut link, key);
        match self.load(link.clone()) {
            // Where there was no run before there need be none after: what is missing is shown, not thrown.
            Err(error) if self.tape.is_none() => {
                let data = link.config.data()?;
                self.put(link, data, None, error.message);
                Ok(())
            }
            other => other,
        }
    }

    /// What of the hands' work survives a change of `key`.
    fn carry_over(link: &mut Link, key: &str) {
        let config = &mut link.config;
        match key {
            "d" => {
                config.hand = crate::hand::ByHand::default();
                config.edits.clear();
                config.standardise = None;
                link.view.axes = None;
                // A model that cannot read the new data gives way to the first that can.
                let family = config.model.family;
                if !config.data().is_ok_and(|d| d.base.suits(family)) {
                    config.model = &crate::models::MODELS[0];
                }
                link.t = 0;
            }
            "m" | "z" => {
                config.edits.retain(|e| e.iteration == 0);
                link.t = 0;
            }
            "k" => {
                let k = config.k;
                config.edits.retain(|e| e.iteration == 0 && e.k < k);
                link.t = 0;
            }
            "start" | "s" => {
                config.edits.clear();
                link.t = 0;
            }
            _ if key.starts_with("d.") => {
                config.hand = crate::hand::ByHand::default();
                config.edits.clear();
                link.t = 0;
            }
            _ => {}
        }
        // Another start is one of both sides.
        let fresh = matches!(key, "d" | "k" | "start" | "s" | "z") || key.starts_with("d.");
        if let Some(twin) = link.twin.as_mut().filter(|_| fresh) {
            twin.edits.clear();
        }
    }

    fn set_layer(&mut self, mut link: Link, layer: &str, value: &str) -> Result<()> {
        let layer = crate::catalog::find(&LAYERS, |c| *c, "layer", layer)?.key;
        link.view.switch(layer, value == "1");
        self.link = link;
        self.field_of = None;
        Ok(())
    }

    /// The tape, where there is a run.
    pub fn tape(&self) -> Option<&Tape> {
        self.tape.as_ref()
    }

    /// One half-step; `false` when there is nothing more to do.
    ///
    /// # Errors
    /// `singular-covariance` from a refit.
    pub fn step(&mut self) -> Result<bool> {
        match &mut self.tape {
            Some(tape) if tape.t() < MAX_T => tape.step().map_err(told::told),
            _ => Ok(false),
        }
    }

    /// To half-step `t`, as far as it is recorded.
    pub fn seek(&mut self, t: usize) {
        if let Some(tape) = &mut self.tape {
            tape.seek(t);
        }
    }

    /// The objective after every half-step on the tape; the first, where nothing is assigned, is not a number.
    pub fn curve(&self) -> Vec<f64> {
        let Some(tape) = self.tape() else { return Vec::new() };
        (0..=tape.recorded()).map(|t| if t == 0 { f64::NAN } else { tape.objective_at(t) }).collect()
    }

    /// The half-step that comes next.
    pub fn phase(&self) -> Half {
        self.tape().map_or(Half::Assign, |t| t.run().phase())
    }
}
