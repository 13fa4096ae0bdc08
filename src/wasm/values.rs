//! JavaScript values as options, points and numbers.

use crate::error::{Error, Result};
use crate::options::Value;
use js_sys::{Array, Float64Array, Object};
use wasm_bindgen::{JsCast, JsValue};

/// Nested deeper than this nothing is an option.
const MAX_DEPTH: usize = 6;

/// Numbers from a typed array or an array.
pub(super) fn numbers(value: &JsValue, what: &str) -> Result<Vec<f64>> {
    if let Some(array) = value.dyn_ref::<Float64Array>() {
        return Ok(array.to_vec());
    }
    let wrong = || Error::data(format!("{what} must be a Float64Array, or an array of numbers"));
    if !Array::is_array(value) && !value.is_instance_of::<js_sys::Float32Array>() {
        return Err(wrong());
    }
    Array::from(value).iter().map(|x| x.as_f64().ok_or_else(wrong)).collect()
}

/// A whole number of at least 1, for `d`.
pub(super) fn dimension(d: f64) -> Result<usize> {
    if d.fract() == 0.0 && (1.0..=1e9).contains(&d) {
        return Ok(d as usize);
    }
    let d = crate::text::plain(d);
    Err(Error::data(format!("d is {d}: it must be a whole number of at least 1, the coordinates of a point")))
}

/// The entries of an options object; none for `undefined` and `null`.
pub(super) fn entries(options: &JsValue) -> Result<Vec<(String, Value)>> {
    if options.is_undefined() || options.is_null() {
        return Ok(Vec::new());
    }
    match value(options, 0) {
        Value::Object(entries) => Ok(entries),
        _ => Err(Error::option("options must be a plain object, such as { k: 3 }")),
    }
}

fn value(js: &JsValue, depth: usize) -> Value {
    if let Some(x) = js.as_f64() {
        return Value::Number(x);
    }
    if let Some(text) = js.as_string() {
        return Value::Text(text);
    }
    if let Some(array) = js.dyn_ref::<Float64Array>() {
        return Value::List(array.to_vec().into_iter().map(Value::Number).collect());
    }
    if depth < MAX_DEPTH {
        let typed = js.is_instance_of::<js_sys::Float32Array>();
        if Array::is_array(js) || typed {
            return Value::List(Array::from(js).iter().map(|x| value(&x, depth + 1)).collect());
        }
        if js.is_object() && !js.is_function() {
            let pairs = Object::entries(js.unchecked_ref());
            return Value::Object(
                pairs
                    .iter()
                    .map(|pair| {
                        let pair: Array = pair.unchecked_into();
                        (pair.get(0).as_string().unwrap_or_default(), value(&pair.get(1), depth + 1))
                    })
                    .collect(),
            );
        }
    }
    Value::Other(match js {
        js if js.is_undefined() => "undefined",
        js if js.is_null() => "null",
        js if js.as_bool().is_some() => "a boolean",
        js if js.is_function() => "a function",
        _ => "neither a number nor a text",
    })
}
