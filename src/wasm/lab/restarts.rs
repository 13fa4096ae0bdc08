//! Many starts, for the lab's worker.

use crate::link::Link;
use crate::restarts::Restarts as Core;
use crate::wasm::convert::plain;
use crate::wasm::deck::Deck;
use wasm_bindgen::prelude::*;

/// Many starts of one configuration, walked in slices.
#[wasm_bindgen]
pub struct Restarts(Core);

#[wasm_bindgen]
impl Restarts {
    /// `starts` starts of the configuration of `link`.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str, starts: usize) -> Result<Self, JsValue> {
        Ok(Self(Core::new(&Link::decode(link).0, starts)?))
    }

    /// A few milliseconds of work; `false` when there is nothing more to do.
    pub fn slice(&mut self) -> bool {
        self.0.slice()
    }

    /// What is known so far.
    pub fn summary(&self) -> Result<JsValue, JsValue> {
        plain(&self.0.summary())
    }

    /// Where the run of `deck` stands among them: at its end, where it ends.
    pub fn place(&self, deck: &Deck) -> Result<JsValue, JsValue> {
        let (_, _, _, tape) = deck.0.parts()?;
        plain(&self.0.place(tape.run().objective()))
    }
}
