//! The rooms: a link and what was done, to everything that is shown.

use crate::bayes::Bayes as Core;
use crate::wasm::convert::plain;
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
