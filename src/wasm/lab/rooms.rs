//! The rooms: a link and what was done, to everything that is shown.

use crate::bayes::Bayes as Core;
use crate::draw::{Canvas, Theme};
use crate::machine::Room;
use crate::wasm::convert::{plain, random_seed};
use wasm_bindgen::prelude::*;

/// Two kinds of people in a group. Coordinates are CSS pixels.
#[wasm_bindgen]
pub struct Bayes(Core, Vec<String>);

#[wasm_bindgen]
impl Bayes {
    /// What a link says. Never throws.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Self {
        let (core, notes) = Core::decode(link);
        Self(core, notes)
    }

    /// What of the link was not understood.
    pub fn notes(&self) -> Vec<String> {
        self.1.clone()
    }

    /// Change one key; nothing is changed when it throws.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), JsValue> {
        Ok(self.0.set(key, value)?)
    }

    /// One key by so many steps.
    pub fn nudge(&mut self, key: &str, steps: f64) {
        self.0.nudge(key, steps);
    }

    /// Handle `key` to pixel `x` of a sheet of `width` x `height`.
    pub fn drag(&mut self, key: &str, x: f64, width: f64, height: f64) {
        self.0.drag(key, x, [width, height]);
    }

    /// The room on a sheet of `width` x `height`.
    pub fn view(&self, width: f64, height: f64) -> Result<JsValue, JsValue> {
        plain(&self.0.view(width, height))
    }
}

/// The generative machine of a mixture of Gaussians.
#[wasm_bindgen]
pub struct Machine {
    room: Room,
    notes: Vec<String>,
    canvas: Canvas,
}

#[wasm_bindgen]
impl Machine {
    /// What a link says. Never throws.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Self {
        let (room, notes) = Room::decode(link);
        Self { room, notes, canvas: Canvas::new() }
    }

    /// What of the link was not understood.
    pub fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    /// The canonical link.
    pub fn link(&self) -> String {
        self.room.encode()
    }

    /// Change one key; nothing is changed when it throws.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), JsValue> {
        Ok(self.room.set(key, value)?)
    }

    /// Draw so many more points.
    pub fn more(&mut self, count: usize) {
        self.room.draw(self.room.n().saturating_add(count));
    }

    /// A new seed for key `seed` (the drawing) or `s` (EM's start), from the platform's random numbers.
    pub fn again(&mut self, key: &str) -> Result<(), JsValue> {
        let seed = random_seed()? as u64 % 1_000_000;
        Ok(self.room.set(key, &seed.to_string())?)
    }

    /// A handle to a pixel of a panel.
    pub fn drag(&mut self, key: &str, x: f64, y: f64, width: f64, height: f64) {
        self.room.drag(key, x, y, [width, height]);
    }

    /// A handle by steps.
    pub fn nudge(&mut self, key: &str, dx: f64, dy: f64) {
        self.room.nudge(key, dx, dy);
    }

    /// Take the point nearest to a pixel of a panel apart.
    pub fn pick(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.room.pick(x, y, [width, height]);
    }

    /// The room but for its pixels.
    pub fn view(&self, width: f64, height: f64) -> Result<JsValue, JsValue> {
        plain(&self.room.view([width, height])?)
    }

    /// True, counted and found parameters; `null` without enough points.
    pub fn table(&self) -> Result<JsValue, JsValue> {
        plain(&self.room.table()?)
    }

    /// A panel's picture, RGBA, to be copied before the next one.
    pub fn paint(&mut self, panel: usize, width: f64, height: f64, dpr: f64, ground: &str) -> Vec<u8> {
        self.room.paint(panel, &mut self.canvas, [width, height], dpr, theme(ground));
        self.canvas.pixels().to_vec()
    }

    /// Device pixels.
    #[wasm_bindgen(getter, js_name = pixelWidth)]
    pub fn pixel_width(&self) -> usize {
        self.canvas.width()
    }
}

fn theme(ground: &str) -> Theme {
    match ground {
        "dark" => Theme::Dark,
        "projector" => Theme::Projector,
        _ => Theme::Light,
    }
}

/// A still of the room that `link` leads to, as an SVG text; empty for what is not one of these rooms.
#[wasm_bindgen]
pub fn preview(link: &str, width: f64, height: f64, ground: &str) -> String {
    let theme = theme(ground);
    let colour = |rgb: u32| format!("#{rgb:06x}");
    if link.contains("room=bayes") {
        return Core::decode(link).0.still(width, height, &colour(theme.ink()), &colour(theme.paper()));
    }
    if link.contains("room=machine") {
        return Room::decode(link).0.still(width, height, &colour(theme.paper()));
    }
    String::new()
}
