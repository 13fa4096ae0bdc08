//! Questions about a run and their truth, for the lab's worker.

use crate::deck::Deck;
use crate::link::Link;
use crate::predict::{self, Answer, Contest as Core};
use crate::wasm::convert::plain;
use wasm_bindgen::prelude::*;

/// A link, its run and its stage: what can be asked there, and what is true. Coordinates are CSS pixels.
#[wasm_bindgen]
pub struct Predict(Deck);

#[wasm_bindgen]
impl Predict {
    /// The run of `link` on a stage of `width` x `height`, on its way to its half-step.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str, width: f64, height: f64) -> Self {
        let mut deck = Deck::at_start(link);
        deck.resize(width, height, 1.0);
        Self(deck)
    }

    /// One half-step on the way; `false` when there is nothing more to go.
    pub fn advance(&mut self) -> Result<bool, JsValue> {
        Ok(self.0.advance()?)
    }

    /// The stage has another size.
    pub fn resize(&mut self, width: f64, height: f64) {
        self.0.resize(width, height, 1.0);
    }

    /// What can be asked here, the next half-step's question first.
    pub fn questions(&self) -> Result<JsValue, JsValue> {
        plain(&predict::questions(&self.0)?)
    }

    /// One question.
    pub fn question(&self, what: &str, k: Option<usize>, n: Option<usize>) -> Result<JsValue, JsValue> {
        plain(&predict::question(&self.0, what, k, n)?)
    }

    /// A place in the data's own units.
    pub fn place(&self, x: f64, y: f64) -> Result<String, JsValue> {
        Ok(predict::place(&self.0, x, y)?)
    }

    /// Where a place of this stage comes to lie on another one of `width` x `height`.
    pub fn carry(&self, x: f64, y: f64, width: f64, height: f64) -> Vec<f64> {
        let (x, y) = self.0.carried(x, y, width, height);
        vec![x, y]
    }

    /// What is true of a question asked here, and how near an answer is to it.
    pub fn reveal(&self, what: &str, k: Option<usize>, n: Option<usize>, answer: &[f64]) -> Result<JsValue, JsValue> {
        let question = predict::question(&self.0, what, k, n)?;
        plain(&predict::reveal(&self.0, &question, Answer::read(what, answer)?)?)
    }
}

/// A run against many starts, walked in slices.
#[wasm_bindgen]
pub struct Contest(Core);

#[wasm_bindgen]
impl Contest {
    /// The run of `link`.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Result<Self, JsValue> {
        Ok(Self(Core::new(&Link::decode(link).0)?))
    }

    /// A few milliseconds of work; `false` when there is nothing more to do.
    pub fn slice(&mut self) -> Result<bool, JsValue> {
        Ok(self.0.slice()?)
    }

    /// Starts walked to their end, of how many.
    pub fn progress(&self) -> Vec<usize> {
        vec![self.0.done(), predict::STARTS]
    }

    /// What is true, and how near an answer is to it.
    pub fn reveal(&self, answer: &[f64]) -> Result<JsValue, JsValue> {
        plain(&self.0.verdict(Answer::read("optimum", answer)?)?)
    }
}
