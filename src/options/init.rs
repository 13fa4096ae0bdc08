//! The option `init`: a way to start, means by hand, or known groups.

use super::Value;
use crate::error::{Error, Result};
use crate::models::ModelRow;
use crate::options::MAX_K;
use crate::start::{WAYS, Way};

/// Where the components start.
#[derive(Clone)]
pub enum Init {
    /// By one of the [`WAYS`].
    Way(&'static Way),
    /// By hand.
    Given {
        /// K*D.
        means: Vec<f64>,
        /// K, not negative, not all 0 (they are divided by their sum); equal when absent.
        weights: Option<Vec<f64>>,
        /// K*D*D, or compact by kind (K, K*D, or D*D numbers); the data's own when absent.
        covariances: Option<Vec<f64>>,
    },
    /// At the answer for known groups: the parameters that maximise the likelihood of the complete data.
    Labels(Vec<u8>),
}

/// `value` as a start of `model`; `init` takes what the model's row says.
pub(super) fn read(model: &ModelRow, value: &Value) -> Result<Init> {
    let Value::Object(entries) = value else {
        let ways: Vec<&str> = WAYS.iter().map(|way| way.choice.key).collect();
        return match value {
            Value::Text(_) => Ok(Init::Way(&WAYS[value.which("init", &ways)?])),
            other => Err(Error::option(format!(
                "init is {}: it must be the name of a start, such as \"k-means++\", or an object with means",
                other.describe()
            ))),
        };
    };
    if let [(key, labels)] = &entries[..]
        && key == "labels"
    {
        return read_labels(labels);
    }
    let mut given: [Option<Vec<f64>>; 3] = [None, None, None];
    for (key, value) in entries {
        let Some(i) = model.init.iter().position(|name| name == key) else {
            return Err(Error::option(format!(
                "init.{key} is not an option of {}: init takes {}",
                model.name,
                model.init.join(", ")
            )));
        };
        given[i] = Some(value.numbers(&format!("init.{key}"))?);
    }
    let [means, weights, covariances] = given;
    let means = means.ok_or_else(|| Error::option("init.means is missing: give K rows of D numbers"))?;
    Ok(Init::Given { means, weights, covariances })
}

/// The group of every point, alone in its object.
fn read_labels(value: &Value) -> Result<Init> {
    let numbers = value.numbers("init.labels")?;
    match numbers.iter().find(|x| x.fract() != 0.0 || !(0.0..MAX_K as f64).contains(*x)) {
        None => Ok(Init::Labels(numbers.iter().map(|x| *x as u8).collect())),
        Some(x) => Err(Error::option(format!(
            "init.labels contains {}: every label must be a whole number from 0 to 255",
            crate::text::plain(*x)
        ))),
    }
}

impl Init {
    /// How many clusters it speaks of, where it does, in D dimensions.
    pub(super) fn clusters(&self, d: usize) -> Option<usize> {
        let k = match self {
            Self::Way(_) => return None,
            Self::Given { means, .. } => means.len().checked_div(d)?,
            Self::Labels(labels) => usize::from(*labels.iter().max()?) + 1,
        };
        (1..=MAX_K).contains(&k).then_some(k)
    }
}
