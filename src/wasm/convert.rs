//! What both sides of the bindings share: errors, plain objects, random numbers.

use crate::error::Error;
use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// An `Error` with its `code`.
impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let out = js_sys::Error::new(&error.message);
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&out, &"code".into(), &error.code.key().into());
        out.into()
    }
}

/// Any small structure as a plain object.
pub(super) fn plain<T: Serialize>(value: &T) -> std::result::Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

/// A new seed from the platform's random numbers: 0..2^53.
#[wasm_bindgen(js_name = randomSeed)]
pub fn random_seed() -> Result<f64, JsValue> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|e| JsValue::from(js_sys::Error::new(&e.to_string())))?;
    Ok((u64::from_le_bytes(bytes) >> 11) as f64)
}
