//! The catalogue of scenes.

use crate::bayes::Bayes;
use crate::link::Link;
use crate::machine::Room;
use crate::scenes::CHAPTERS;
use crate::wasm::convert::plain;
use wasm_bindgen::prelude::*;

/// The chapters of the lecture with their scenes.
#[wasm_bindgen]
pub fn lecture() -> Result<JsValue, JsValue> {
    plain(&CHAPTERS.to_vec())
}

/// The canonical form of a link to the playground or to a room, as those write it themselves.
#[wasm_bindgen]
pub fn canonical(link: &str) -> String {
    if link.contains("room=bayes") {
        return Bayes::decode(link).0.encode();
    }
    if link.contains("room=machine") {
        return Room::decode(link).0.encode();
    }
    if link.contains("room=") { link.to_owned() } else { Link::decode(link).0.encode() }
}
