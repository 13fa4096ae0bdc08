//! What a deck says of the run beside it.

use crate::wasm::convert::plain;
use crate::wasm::deck::Deck;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Deck {
    /// On its way to half-step `t`, or there where that is recorded.
    pub fn reach(&mut self, t: usize) {
        self.0.reach(t);
    }

    /// The way is to record half-step `t`, though it ends before.
    pub fn record(&mut self, t: usize) {
        self.0.record(t);
    }

    /// The link of the run beside this one, at half-step `t`; empty when there is none.
    #[wasm_bindgen(js_name = twinLink)]
    pub fn twin_link(&self, t: usize) -> String {
        self.0.twin_link(t)
    }

    /// Where the opened link has the run beside this one.
    #[wasm_bindgen(js_name = twinT)]
    pub fn twin_t(&self) -> usize {
        self.0.twin_t()
    }

    /// The canonical link to this run and the one beside it.
    #[wasm_bindgen(js_name = linkBeside)]
    pub fn link_beside(&self, other: &Self) -> String {
        self.0.link_beside(&other.0)
    }

    /// The same with the sides exchanged.
    #[wasm_bindgen(js_name = linkSwapped)]
    pub fn link_swapped(&self, other: &Self) -> String {
        self.0.link_swapped(&other.0)
    }

    /// What hands did to the run beside this one becomes a part of this link.
    pub fn adopt(&mut self, other: &Self) {
        self.0.adopt(&other.0);
    }

    /// The two runs compared where they stand.
    pub fn compare(&self, other: &Self) -> Result<JsValue, JsValue> {
        plain(&self.0.compare(&other.0))
    }

    /// x, y on this stage of every point that has another label in `other`.
    pub fn disagreeing(&self, other: &Self) -> Vec<f64> {
        self.0.disagreeing(&other.0)
    }

    /// Whether half-steps are of both sides.
    #[wasm_bindgen(getter)]
    pub fn locked(&self) -> bool {
        self.0.locked()
    }
}
