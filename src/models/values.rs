//! What values a model takes, and whether points are such.

use crate::error::{Error, Result};
use crate::points::{LEAST_POSITIVE, MAX_MAGNITUDE, Points};
use crate::text::plain;

/// The values that a model takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Any numbers.
    Any,
    /// 0 and 1.
    Binary,
    /// Whole numbers of at least 0.
    Counts,
    /// Numbers greater than 0.
    Positive,
}

/// Whole numbers up to here are exact.
const MAX_COUNT: f64 = 9_007_199_254_740_992.0;

impl Values {
    fn allow(self, x: f64) -> bool {
        match self {
            Self::Any => true,
            Self::Binary => x == 0.0 || x == 1.0,
            Self::Counts => x.fract() == 0.0 && (0.0..=MAX_COUNT).contains(&x),
            Self::Positive => x >= LEAST_POSITIVE,
        }
    }

    /// What is wrong with a value that is not allowed, and what to do.
    fn advice(self) -> &'static str {
        match self {
            Self::Any => "this model takes every number",
            Self::Binary => "a Bernoulli mixture takes 0 and 1 only; choose a threshold first",
            Self::Counts => "this mixture takes counts, whole numbers of at least 0, not standardised",
            Self::Positive => "this mixture takes numbers greater than 0 (at least 1e-100), not standardised",
        }
    }

    /// The least and the largest that a mean given by hand may be.
    pub fn range(self) -> [f64; 2] {
        match self {
            Self::Any => [-MAX_MAGNITUDE, MAX_MAGNITUDE],
            Self::Binary => [0.0, 1.0],
            Self::Counts => [0.0, MAX_COUNT],
            Self::Positive => [LEAST_POSITIVE, MAX_MAGNITUDE],
        }
    }

    /// Whether all coordinates are allowed.
    ///
    /// # Errors
    /// `invalid-data`, naming the first that is not.
    pub fn check(self, points: &Points) -> Result<()> {
        for j in 0..points.d() {
            if let Some(i) = points.column(j).iter().position(|&x| !self.allow(x)) {
                return Err(Error::data(format!(
                    "coordinate {} of point {} is {}: {}",
                    j + 1,
                    i + 1,
                    plain(points.column(j)[i]),
                    self.advice()
                )));
            }
        }
        Ok(())
    }
}
