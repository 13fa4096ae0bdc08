//! JavaScript values as options, points and numbers. They come from the package's own `read.js`, which has copied them:
//! no code of anyone else runs when they are looked at, so nothing here can throw through Rust.

use crate::error::{Error, Result};
use crate::options::Value;
use crate::points::MAX_VALUES;
use crate::room;
use js_sys::{Array, Float64Array, Object};
use wasm_bindgen::{JsCast, JsValue};

/// Numbers that are to become points.
pub(super) fn numbers(array: &Float64Array) -> Result<Vec<f64>> {
    let length = array.length() as usize;
    if length > MAX_VALUES {
        return Err(Error::too_large(format!(
            "points has {length} entries, more than the {MAX_VALUES} this holds: use fewer"
        )));
    }
    // As they come, and in columns.
    room::ask_for::<[f64; 2]>(length, "points")?;
    Ok(array.to_vec())
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
    match value(options)? {
        Value::Object(entries) => Ok(entries),
        _ => Err(Error::option("options must be a plain object, such as { k: 3 }")),
    }
}

fn value(js: &JsValue) -> Result<Value> {
    if let Some(x) = js.as_f64() {
        return Ok(Value::Number(x));
    }
    if let Some(text) = js.as_string() {
        return Ok(Value::Text(text));
    }
    if let Some(array) = js.dyn_ref::<Float64Array>() {
        // As numbers, as values, and as the numbers of the option.
        room::ask_for::<(f64, Value, f64)>(array.length() as usize, "this option")?;
        return Ok(Value::List(array.to_vec().into_iter().map(Value::Number).collect()));
    }
    if let Some(array) = js.dyn_ref::<Array>() {
        return Ok(Value::List(array.iter().map(|x| value(&x)).collect::<Result<_>>()?));
    }
    if js.is_object() {
        let pairs = Object::entries(js.unchecked_ref());
        let entry = |pair: JsValue| {
            let pair: Array = pair.unchecked_into();
            Ok((pair.get(0).as_string().unwrap_or_default(), value(&pair.get(1))?))
        };
        return Ok(Value::Object(pairs.iter().map(entry).collect::<Result<_>>()?));
    }
    Ok(Value::Other(match js {
        js if js.is_undefined() => "undefined",
        js if js.is_null() => "null",
        js if js.as_bool().is_some() => "a boolean",
        js if js.is_function() => "a function",
        _ => "neither a number nor a text",
    }))
}
