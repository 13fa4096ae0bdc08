//! What there is to cluster: sets that are shipped, and generators that make as many points as asked.
//!
//! A generator is a function of its knobs and a seed, and the same ones give the same bits everywhere. It draws
//! point after point and keeps a stream of random numbers per purpose: more points keep those there were, and
//! turning a knob moves the points instead of throwing them anew.

mod counts;
mod gaussian;
mod shapes;
pub mod shelf;
mod shipped;
mod sources;
mod words;

pub(crate) use gaussian::{Component, draw as mixture, uniform_of};
pub use sources::SOURCES;

use crate::catalog::{Choice, Knob, find};
use crate::error::{Error, Result};
use crate::models::Values;
use crate::options::Family;
use crate::points::Points;

/// Points for knob values and a seed.
pub type Make = fn(&[f64], u64) -> Dataset;

/// What the first load has in place of what it leaves out: [`Source::dataset`] never calls it.
fn absent(_: &[f64], _: u64) -> Dataset {
    Dataset { points: Points::known(&[0.0], 1), columns: Vec::new(), truth: None, binary: None, counts: None }
}

/// A row of the catalogue of data.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Key, title, and one sentence.
    pub choice: Choice,
    /// What can be turned; empty for shipped data.
    pub knobs: &'static [Knob],
    /// Whether the columns are standardised unless someone says otherwise: yes where their units differ.
    pub standardise: bool,
    /// Who is to be named, and the licence.
    pub credit: &'static str,
    /// The file of the [`shelf`] that has to be there.
    pub needs: Option<&'static str>,
    /// The points for knob values in the order of `knobs`, each in its range, and a seed. See [`Source::dataset`].
    pub make: Make,
}

impl Source {
    /// The default of every knob, in order.
    pub fn defaults(&self) -> Vec<f64> {
        self.knobs.iter().map(|knob| knob.default).collect()
    }

    /// [`Source::make`], after checking every value.
    ///
    /// # Errors
    /// `invalid-option` when the number of values is not the number of knobs, or a value is out of its range;
    /// `invalid-data` when the file that it needs is not on the [`shelf`].
    pub fn dataset(&self, values: &[f64], seed: u64) -> Result<Dataset> {
        if values.len() != self.knobs.len() {
            let (key, knobs) = (self.choice.key, self.knobs.len());
            return Err(Error::option(format!("{} values for \"{key}\": it takes {knobs}", values.len())));
        }
        for (knob, &value) in self.knobs.iter().zip(values) {
            knob.check(value)?;
        }
        if self.is_rare() || self.needs.is_some_and(|name| shelf::get(name).is_none()) {
            let title = self.choice.title;
            return Err(Error::data(format!(
                "The data set {title} has not been loaded yet: wait a moment, or choose another."
            )));
        }
        Ok((self.make)(values, seed))
    }

    /// Whether what the page loads first cannot make it.
    pub fn is_rare(&self) -> bool {
        !crate::WHOLE && std::ptr::fn_addr_eq(self.make, absent as Make)
    }

    /// The density that a generator draws from, where it is a mixture of Gaussians: the truth that a model is after.
    pub fn density(&self, values: &[f64], seed: u64) -> Option<Density> {
        gaussian::density(self.choice.key, values, seed)
    }
}

/// A mixture of C Gaussians in D dimensions, in the units of the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Density {
    /// C, their sum 1.
    pub weights: Vec<f64>,
    /// C*D.
    pub means: Vec<f64>,
    /// C*D*D.
    pub covariances: Vec<f64>,
}

/// The source with `key`.
///
/// # Errors
/// `invalid-option`, naming all the keys there are.
pub fn source(key: &str) -> Result<&'static Source> {
    find(SOURCES, |row| row.choice, "data", key)
}

/// Points, and what is known of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// The points, in the units of `columns`.
    pub points: Points,
    /// What each coordinate measures.
    pub columns: Vec<Column>,
    /// The true groups where they are known. No model sees them.
    pub truth: Option<Truth>,
    /// Width and height when every point is a picture of zeros and ones, row by row.
    pub binary: Option<(usize, usize)>,
    /// What is counted, when every coordinate is a count: a whole number of at least 0.
    pub counts: Option<Counts>,
}

/// What a coordinate counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Anything that happens.
    Events,
    /// How often the word that names the column is in a text.
    Words,
}

/// What a coordinate measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// For people: "Eruption length".
    pub name: String,
    /// "min"; empty where there is none.
    pub unit: String,
}

/// The groups that the points really come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// For every point an index into `names`.
    pub labels: Vec<u8>,
    /// What each group is called.
    pub names: Vec<String>,
}

/// z = (x - mean) / std for each column, with std^2 = (1/N) sum (x - mean)^2.
#[derive(Clone, Debug, PartialEq)]
pub struct Standardisation {
    /// The mean of each column.
    pub means: Vec<f64>,
    /// The standard deviation of each column; 1 for a constant one, which is only centred.
    pub stds: Vec<f64>,
}

impl Dataset {
    /// Whether a model of `family` can read these points, or, of counts, whether they are there at all; not standardised.
    pub fn suits(&self, family: Family) -> bool {
        match family.row().values {
            Values::Any => true,
            Values::Binary | Values::Counts => self.binary.is_some() || self.counts.is_some(),
            Values::Positive => Values::Positive.check(&self.points).is_ok(),
        }
    }

    /// Every column with mean 0 and standard deviation 1, and the means and deviations that were used.
    ///
    /// # Panics
    /// Never: the points are finite, and standardised ones are at most sqrt(N) in size.
    pub fn standardised(&self) -> (Points, Standardisation) {
        let (n, d) = (self.points.n(), self.points.d());
        let mut rows = vec![0.0; n * d];
        let (mut means, mut stds) = (self.points.means(), vec![1.0; d]);
        for j in 0..d {
            let column = self.points.column(j);
            let (lowest, highest) = self.points.range(j);
            if lowest < highest {
                let variance = column.iter().map(|x| (x - means[j]) * (x - means[j])).sum::<f64>() / n as f64;
                // Differences below 1e-162 have squares of 0: such a column is as good as constant.
                stds[j] = if variance > 0.0 { variance.sqrt() } else { 1.0 };
            } else {
                // The mean of equal numbers need not round to the number.
                means[j] = lowest;
            }
            for (i, x) in column.iter().enumerate() {
                rows[i * d + j] = (x - means[j]) / stds[j];
            }
        }
        (Points::known(&rows, d), Standardisation { means, stds })
    }
}
