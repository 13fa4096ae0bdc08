//! The room of pictures: a photograph and a link, to the segmentation.

use crate::image::Image;
use crate::image::room::{FEATURES, KNOBS, PHOTOS, Picture as Core, SPACES, Settings};
use crate::start::WAYS;
use crate::wasm::convert::plain;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A photograph (RGBA) and its segmentation.
#[wasm_bindgen]
pub struct Picture(Core);

/// What the room offers.
#[derive(Serialize)]
struct Offer {
    photos: Vec<crate::catalog::Choice>,
    features: Vec<crate::catalog::Choice>,
    spaces: Vec<crate::catalog::Choice>,
    starts: Vec<crate::catalog::Choice>,
    knobs: Vec<crate::catalog::Knob>,
}

/// What can be chosen and turned in the room.
#[wasm_bindgen(js_name = pictureOffer)]
pub fn picture_offer() -> Result<JsValue, JsValue> {
    plain(&Offer {
        photos: PHOTOS.to_vec(),
        features: FEATURES.to_vec(),
        spaces: SPACES.to_vec(),
        starts: WAYS.iter().map(|way| way.choice).collect(),
        knobs: KNOBS.to_vec(),
    })
}

/// What a link says: every key with its value, the key of the photograph, and what was not understood.
#[wasm_bindgen(js_name = pictureSettings)]
pub fn picture_settings(link: &str) -> Result<JsValue, JsValue> {
    #[derive(Serialize)]
    struct Said {
        link: String,
        p: &'static str,
        features: &'static str,
        space: &'static str,
        start: &'static str,
        s: u64,
        values: [f64; 4],
        notes: Vec<String>,
    }
    let (s, notes) = Settings::decode(link);
    let said = Said {
        link: s.encode(),
        p: s.photo,
        features: s.features,
        space: s.space,
        start: s.way.choice.key,
        s: s.seed,
        values: s.values,
        notes,
    };
    plain(&said)
}

#[wasm_bindgen]
impl Picture {
    /// The segmentation of a link at its half-step.
    #[wasm_bindgen(constructor)]
    pub fn new(width: usize, height: usize, rgba: &[u8], link: &str) -> Result<Self, JsValue> {
        Ok(Self(Core::new(Image::from_rgba(width, height, rgba)?, Settings::decode(link).0)?))
    }

    /// Change one key; nothing is changed when it throws.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), JsValue> {
        Ok(self.0.set(key, value)?)
    }

    /// One half-step; `false` when there is nothing more to do.
    pub fn step(&mut self) -> Result<bool, JsValue> {
        Ok(self.0.step()?)
    }

    /// To half-step `t`, or as far as it goes.
    pub fn go(&mut self, t: usize) -> Result<(), JsValue> {
        Ok(self.0.go(t)?)
    }

    /// The segmentation, RGBA.
    pub fn pixels(&self) -> Vec<u8> {
        self.0.pixels()
    }

    /// What is shown beside it.
    pub fn view(&self) -> Result<JsValue, JsValue> {
        plain(&self.0.view())
    }
}
