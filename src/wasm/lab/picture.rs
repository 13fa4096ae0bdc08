//! The room of pictures: a photograph and a link, to the segmentation.

use crate::image::Image;
use crate::image::panel::controls;
use crate::image::price::Prices as Table;
use crate::image::room::Picture as Core;
use crate::image::settings::{PHOTOS, Settings};
use crate::wasm::convert::{plain, random_seed};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A photograph (RGBA) and its segmentation.
#[wasm_bindgen]
pub struct Picture(Core);

/// What a link says: itself in its canonical form, the key of the photograph, and what was not understood.
#[wasm_bindgen(js_name = pictureSettings)]
pub fn picture_settings(link: &str) -> Result<JsValue, JsValue> {
    #[derive(Serialize)]
    struct Said {
        link: String,
        p: &'static str,
        notes: Vec<String>,
    }
    let (s, notes) = Settings::decode(link);
    plain(&Said { link: s.encode(), p: s.photo, notes })
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

    /// A new seed of the start, from the platform's random numbers.
    pub fn again(&mut self) -> Result<(), JsValue> {
        let seed = random_seed()? as u64 % 1_000_000;
        Ok(self.0.set("s", &seed.to_string())?)
    }

    /// One half-step; `false` when there is nothing more to do.
    pub fn step(&mut self) -> Result<bool, JsValue> {
        Ok(self.0.step()?)
    }

    /// To half-step `t`, or as far as it goes.
    pub fn go(&mut self, t: usize) -> Result<(), JsValue> {
        Ok(self.0.go(t)?)
    }

    /// Whether nothing more happens.
    #[wasm_bindgen(getter)]
    pub fn over(&self) -> bool {
        self.0.over()
    }

    /// The segmentation, RGBA, every pixel `scale` times in each direction.
    pub fn pixels(&self, scale: usize) -> Vec<u8> {
        self.0.pixels(scale)
    }

    /// What is shown beside it.
    pub fn view(&self) -> Result<JsValue, JsValue> {
        plain(&self.0.view())
    }

    /// What can be chosen and turned; `own` says whether there is a photograph of one's own.
    pub fn controls(&self, own: bool) -> Result<JsValue, JsValue> {
        plain(&controls(self.0.settings(), own))
    }

    /// Whose photograph it is.
    pub fn credit(&self) -> String {
        let own = self.0.settings().photo;
        PHOTOS.iter().find(|photo| photo.key == own).map_or(String::new(), |photo| photo.blurb.into())
    }
}

/// Bits and errors at every K, worked out in slices.
#[wasm_bindgen]
pub struct Prices(Table);

#[wasm_bindgen]
impl Prices {
    /// Nothing done yet.
    #[wasm_bindgen(constructor)]
    pub fn new(width: usize, height: usize, rgba: &[u8], link: &str) -> Result<Self, JsValue> {
        Ok(Self(Table::new(Image::from_rgba(width, height, rgba)?, Settings::decode(link).0)))
    }

    /// Some milliseconds of work; `false` when there is nothing more to do.
    pub fn slice(&mut self) -> Result<bool, JsValue> {
        Ok(self.0.slice()?)
    }

    /// What is known so far.
    pub fn found(&self) -> Result<JsValue, JsValue> {
        plain(&self.0.found)
    }
}
