//! The catalogue of scenes.

use crate::scenes::CHAPTERS;
use crate::wasm::convert::plain;
use wasm_bindgen::prelude::*;

/// The chapters of the lecture with their scenes.
#[wasm_bindgen]
pub fn lecture() -> Result<JsValue, JsValue> {
    plain(&CHAPTERS.to_vec())
}
