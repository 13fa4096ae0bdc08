//! The deck of the page's worker.

use super::convert::{plain, random_seed};
use crate::deck::Deck as Core;
use crate::error::Error;
use js_sys::{Uint8ClampedArray, WebAssembly};
use wasm_bindgen::prelude::*;

/// A link, its run, its picture: everything the playground asks of the crate. Coordinates are CSS pixels.
#[wasm_bindgen]
pub struct Deck(pub(super) Core);

/// The clock of the page, for work in slices: nothing of a run depends on it.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Whether the run of a link needs a model that only the whole crate has.
#[wasm_bindgen]
pub fn lacks(link: &str) -> bool {
    !crate::WHOLE && crate::link::Link::decode(link).0.is_rare()
}

/// The file that the data of a link need and that is not there yet; empty when nothing is missing.
#[wasm_bindgen]
pub fn needs(link: &str) -> String {
    let needs = crate::link::Link::decode(link).0.config.source.needs;
    needs.filter(|name| crate::data::shelf::get(name).is_none()).unwrap_or_default().into()
}

/// Puts a file on the shelf of data; `false` when it cannot be that file.
#[wasm_bindgen]
pub fn shelve(name: &str, bytes: Vec<u8>) -> bool {
    crate::data::shelf::put(name, bytes)
}

#[wasm_bindgen]
impl Deck {
    /// The deck that a link (a URL's fragment without `#`) describes, on its way to its half-step. Never throws.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Self {
        Self(Core::at_start(link))
    }

    /// Another link, on its way to its half-step.
    pub fn open(&mut self, link: &str) {
        self.0.head_for(link);
    }

    /// About `budget` milliseconds of the way to the half-step that is wanted; `false` when there is nothing more to
    /// go. Throws where a changed key makes no run; what there was before is then back.
    pub fn advance(&mut self, budget: f64) -> Result<bool, JsValue> {
        let end = now() + budget;
        while self.0.advance()? {
            if now() >= end {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The half-step that the deck is on its way to; `undefined` where it stands.
    #[wasm_bindgen(getter)]
    pub fn goal(&self) -> Option<usize> {
        self.0.goal()
    }

    /// The canonical link to what is on the deck.
    pub fn link(&self) -> String {
        self.0.link()
    }

    /// What of the last opened link was not understood.
    pub fn notes(&self) -> Vec<String> {
        self.0.notes().to_vec()
    }

    /// The panel, in the order of reading.
    pub fn controls(&self) -> Result<JsValue, JsValue> {
        plain(&self.0.controls())
    }

    /// Change one key of the link; nothing is changed when it throws. A run made anew is on its way.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), JsValue> {
        Ok(self.0.turn(key, value)?)
    }

    /// A new seed for the start, from the platform's random numbers.
    #[wasm_bindgen(js_name = newSeed)]
    pub fn new_seed(&mut self) -> Result<(), JsValue> {
        // Nine digits are plenty, and keep links short.
        let seed = random_seed()? as u64 % 1_000_000_000;
        Ok(self.0.turn("s", &seed.to_string())?)
    }

    /// One half-step; `false` when there is nothing more to do.
    pub fn step(&mut self) -> Result<bool, JsValue> {
        Ok(self.0.step()?)
    }

    /// To half-step `t`, as far as it is recorded; whatever way the run was on ends here.
    pub fn seek(&mut self, t: usize) {
        self.0.seek(t);
    }

    /// Half-steps for about `budget` milliseconds; `true` when there is nothing more to do.
    pub fn run(&mut self, budget: f64) -> Result<bool, JsValue> {
        let end = now() + budget;
        while self.0.step()? {
            if now() >= end {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Half-steps done.
    #[wasm_bindgen(getter)]
    pub fn t(&self) -> usize {
        self.0.tape().map_or(0, crate::tape::Tape::t)
    }

    /// Half-steps on the tape.
    #[wasm_bindgen(getter)]
    pub fn recorded(&self) -> usize {
        self.0.tape().map_or(0, crate::tape::Tape::recorded)
    }

    /// Whether the run has converged here.
    #[wasm_bindgen(getter)]
    pub fn converged(&self) -> bool {
        self.0.tape().is_some_and(crate::tape::Tape::converged)
    }

    /// The half-step that comes next.
    #[wasm_bindgen(getter, unchecked_return_type = "\"assign\" | \"refit\"")]
    pub fn phase(&self) -> String {
        self.0.phase().key().into()
    }

    /// The objective after every half-step on the tape; the first is NaN.
    pub fn curve(&self) -> Vec<f64> {
        self.0.curve()
    }

    /// FNV-1a of the present state, as text: equal digests mean equal states.
    pub fn digest(&self) -> String {
        self.0.tape().map_or(String::new(), |t| format!("{:016x}", t.digest()))
    }

    /// The stage's size, and device pixels per CSS pixel.
    pub fn resize(&mut self, width: f64, height: f64, dpr: f64) {
        self.0.resize(width, height, dpr);
    }

    /// The colours of the ground.
    pub fn theme(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "\"light\" | \"dark\" | \"projector\"")] name: &str,
    ) -> Result<(), JsValue> {
        Ok(self.0.set_theme(name)?)
    }

    /// Draw points and field.
    pub fn draw(&mut self) {
        self.0.draw();
    }

    /// A view of the picture in wasm memory, RGBA, without a copy: make a new one for every frame, for memory may move.
    pub fn pixels(&self) -> Uint8ClampedArray {
        let pixels = self.0.canvas().pixels();
        let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
        Uint8ClampedArray::new_with_byte_offset_and_length(
            &memory.buffer(),
            pixels.as_ptr() as u32,
            pixels.len() as u32,
        )
    }

    /// Device pixels.
    #[wasm_bindgen(getter, js_name = pixelWidth)]
    pub fn pixel_width(&self) -> usize {
        self.0.canvas().width()
    }

    /// Device pixels.
    #[wasm_bindgen(getter, js_name = pixelHeight)]
    pub fn pixel_height(&self) -> usize {
        self.0.canvas().height()
    }

    /// The lower bound taken apart, where the dock shows it.
    pub fn bound(&self) -> Result<JsValue, JsValue> {
        plain(&self.0.bound())
    }

    /// What each component looks like, where the dock shows it.
    pub fn faces(&self) -> Result<JsValue, JsValue> {
        plain(&self.0.faces())
    }

    /// What is laid over the picture and written beside it.
    pub fn scene(&self) -> Result<JsValue, JsValue> {
        plain(&self.0.scene())
    }

    /// Put centre `k` at a place: a fork of the run.
    pub fn drag(&mut self, k: usize, x: f64, y: f64) -> Result<(), JsValue> {
        Ok(self.0.drag(k, x, y)?)
    }

    /// Draw, move or delete points: one call, one step of undo.
    pub fn edit(&mut self, op: &JsValue) -> Result<(), JsValue> {
        let number =
            |key: &str| js_sys::Reflect::get(op, &key.into()).ok().and_then(|v| v.as_f64()).unwrap_or(f64::NAN);
        let name = js_sys::Reflect::get(op, &"op".into()).ok().and_then(|v| v.as_string()).unwrap_or_default();
        let (x, y) = (number("x"), number("y"));
        let done = match name.as_str() {
            "add" => self.0.add_points(x, y, number("count"), number("spread")),
            "move" => self.0.move_point(number("n"), x, y),
            "delete" => self.0.delete_points(x, y, number("radius")),
            "clear" => self.0.clear_points(),
            _ => Err(Error::option("op must be \"add\", \"move\", \"delete\" or \"clear\"")),
        };
        Ok(done?)
    }

    /// The point nearest to a place within `radius`, or -1.
    #[wasm_bindgen(js_name = nearestPoint)]
    pub fn nearest_point(&self, x: f64, y: f64, radius: f64) -> f64 {
        self.0.nearest_point(x, y, radius).map_or(-1.0, |n| n as f64)
    }

    /// The nearest point within `radius` taken apart, or the place itself.
    pub fn probe(&self, x: f64, y: f64, radius: f64) -> Result<JsValue, JsValue> {
        plain(&self.0.probe(x, y, radius)?)
    }

    /// Point `n` taken apart.
    #[wasm_bindgen(js_name = inspectPoint)]
    pub fn inspect_point(&self, n: usize) -> Result<JsValue, JsValue> {
        plain(&self.0.inspect_point(n)?)
    }

    /// Centre `k` taken apart.
    #[wasm_bindgen(js_name = inspectCentre)]
    pub fn inspect_centre(&self, k: usize) -> Result<JsValue, JsValue> {
        plain(&self.0.inspect_centre(k)?)
    }
}
