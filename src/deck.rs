//! The deck: a link, the run it means, and the picture of it. All that the page asks, it asks here.

mod beside;
mod hands;
mod journey;
mod looks;
mod picture;
mod told;

use crate::config::Data;
use crate::controls::{Control, controls};
use crate::draw::{Canvas, Field, Lab, Shade, Theme};
use crate::error::Result;
use crate::link::{Link, MAX_T};
use crate::plane::Plane;
use crate::run::Half;
use crate::tape::Tape;
use crate::view::LAYERS;
use journey::Journey;

/// A link, its run, its picture.
pub struct Deck {
    link: Link,
    notes: Vec<String>,
    data: Data,
    /// The run; none when the data and the model do not go together, which `problem` then says.
    tape: Option<Tape>,
    problem: String,
    plane: Plane,
    canvas: Canvas,
    size: [f64; 2],
    theme: Theme,
    /// The way to the half-step of the link; none where the run stands there.
    journey: Option<Journey>,
    field: Option<Field>,
    /// What the field shows, the iteration and the shade: kept until it would show something else.
    field_of: Option<(usize, Option<Shade>)>,
    colours: Vec<Lab>,
}

impl Deck {
    /// The deck that `link` describes, at its half-step. Never fails: what does not work is said beside what does.
    ///
    /// # Panics
    /// Never: the default configuration has data.
    pub fn new(link: &str) -> Self {
        let mut deck = Self::at_start(link);
        while deck.advance().unwrap_or(false) {}
        deck
    }

    /// The deck that `link` describes, on its way to its half-step: [`Deck::advance`] goes there.
    ///
    /// # Panics
    /// Never, as [`Deck::new`].
    pub fn at_start(link: &str) -> Self {
        let default = Link::default();
        let Ok(data) = default.config.data() else { unreachable!("the default configuration has data") };
        let plane = Plane::new(&data, default.view.axes(data.columns().len()));
        let mut deck = Self {
            link: default,
            notes: Vec::new(),
            data,
            tape: None,
            problem: String::new(),
            plane,
            canvas: Canvas::new(),
            size: [640.0, 400.0],
            theme: Theme::Light,
            journey: None,
            field: None,
            field_of: None,
            colours: Vec::new(),
        };
        deck.canvas.resize(640, 400, 1.0);
        deck.head_for(link);
        deck
    }

    fn put(&mut self, link: Link, data: Data, tape: Option<Tape>, problem: String) {
        self.link = link;
        self.data = data;
        self.tape = tape;
        self.problem = problem;
        self.journey = None;
        self.look();
    }

    /// Lay out the stage.
    fn look(&mut self) {
        self.plane = Plane::new(&self.data, self.link.view.axes(self.data.columns().len()));
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
        link.t = self.t().unwrap_or(link.t);
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

    /// Change one key of the link, or one layer (`layer.trails`). A run made anew is on its way: [`Deck::advance`] goes
    /// there.
    ///
    /// # Errors
    /// What is wrong with the value, or why the run cannot be made with it; nothing is then changed.
    pub fn turn(&mut self, key: &str, value: &str) -> Result<()> {
        let mut link = self.link.clone();
        link.t = self.t().unwrap_or(0);
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
        self.reload(link)
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
        Ok(())
    }

    /// Where the run stands, or is on its way to; none without a run.
    fn t(&self) -> Option<usize> {
        self.goal().or_else(|| self.tape.as_ref().map(Tape::t))
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
        self.journey = None;
        match &mut self.tape {
            Some(tape) if tape.t() < MAX_T => tape.step().map_err(told::told),
            _ => Ok(false),
        }
    }

    /// To half-step `t`, as far as it is recorded; whatever way the run was on ends here.
    pub fn seek(&mut self, t: usize) {
        self.journey = None;
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
