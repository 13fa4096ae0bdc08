//! A value as it came from outside, and what can be read of it.

use crate::error::{Error, Result};

/// A value as it came from outside.
#[derive(Clone, Debug)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list or a typed array.
    List(Vec<Value>),
    /// An object: keys and values.
    Object(Vec<(String, Value)>),
    /// Anything else, by the name of its type.
    Other(&'static str),
}

impl Value {
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Number(x) => crate::text::plain(*x),
            Self::Text(s) => format!("\"{s}\""),
            Self::List(items) => format!("a list of {}", items.len()),
            Self::Object(_) => "an object".into(),
            Self::Other(name) => (*name).into(),
        }
    }

    /// The place of this text among `names`.
    pub(super) fn which(&self, key: &str, names: &[&str]) -> Result<usize> {
        let found = names.iter().position(|name| matches!(self, Self::Text(text) if text == name));
        found.ok_or_else(|| {
            let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
            Error::option(format!("{key} is {}: it must be one of {}", self.describe(), names.join(", ")))
        })
    }

    /// All the numbers of a list, or of a list of equally long lists.
    pub(super) fn numbers(&self, key: &str) -> Result<Vec<f64>> {
        let Self::List(items) = self else {
            return Err(Error::option(format!("{key} is {}: it must be an array of numbers", self.describe())));
        };
        let mut out = Vec::with_capacity(items.len());
        let mut width = None;
        for item in items {
            match item {
                Self::Number(x) if x.is_finite() => out.push(*x),
                Self::List(_) => {
                    let inner = item.numbers(key)?;
                    if *width.get_or_insert(inner.len()) != inner.len() {
                        return Err(Error::option(format!("{key} has rows of different lengths: make them equal")));
                    }
                    out.extend(inner);
                }
                other => {
                    return Err(Error::option(format!(
                        "{key} contains {}: every entry must be a finite number",
                        other.describe()
                    )));
                }
            }
        }
        if width.is_some() && items.iter().any(|i| matches!(i, Self::Number(_))) {
            return Err(Error::option(format!("{key} mixes numbers and arrays: use one or the other")));
        }
        Ok(out)
    }
}
