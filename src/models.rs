//! The catalogue of models: what the page offers, what each of them takes, and how it is built.

pub mod table;
pub mod values;

pub use table::{Family, MODELS};
pub use values::Values;

use crate::WHOLE;
use crate::build::{Build, Setup};
use crate::catalog::Choice;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::options::row::OptionRow;
use crate::options::table::COMMON;

/// A row of the catalogue of models.
pub struct ModelRow {
    /// Key, title, blurb.
    pub choice: Choice,
    /// What the crate calls it.
    pub family: Family,
    /// The name of its class in the package.
    pub name: &'static str,
    /// What the course calls its two half-steps.
    pub halves: [&'static str; 2],
    /// The name of its objective.
    pub objective: &'static str,
    /// The symbols of its parameters.
    pub symbols: &'static str,
    /// What a refit does, in words; `{}` stands for the symbols.
    pub refitted: &'static str,
    /// What tells a near centre from a far one; empty for mixtures.
    pub measure: &'static str,
    /// The values it takes.
    pub values: Values,
    /// Puts a coordinate of a mean where it is free to move: a probability that starts at 0 can never leave it.
    pub inside: fn(f64) -> f64,
    /// Whether the objective is a bound on a log-likelihood, so that it rises as F falls.
    pub is_mixture: bool,
    /// Whether its components have a density in space, of which lines and shades can be drawn.
    pub has_density: bool,
    /// What a start by hand may say.
    pub init: &'static [&'static str],
    /// Its options, those that need another one after it.
    pub options: &'static [&'static OptionRow],
    /// The layers shown when nothing is said.
    pub layers: &'static [&'static str],
    /// How it is built.
    pub build: Build,
}

/// The families and their rows, each written once.
macro_rules! models {
    ($($family:ident { $($row:tt)* })*) => {
        /// The models of the public interface, by the names of their classes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Family {
            $(#[doc = concat!("`", stringify!($family), "`.")] $family,)*
        }

        /// All the models, the default first.
        pub static MODELS: [super::ModelRow; [$(Family::$family),*].len()] =
            [$(super::ModelRow { family: Family::$family, name: stringify!($family), $($row)* }),*];
    };
}
use models;

/// How a model is built, where the whole crate is there; the first load leaves out those that few links ask for.
const fn rare(build: Build) -> Build {
    if WHOLE { build } else { absent }
}

fn absent(_: &Setup<'_>) -> Result<Box<dyn Model>> {
    Err(Error::data("This model has not been fetched: is the network there? Choose it again when it is."))
}

impl ModelRow {
    /// Whether what the page loads first cannot build it.
    pub fn is_rare(&self) -> bool {
        !WHOLE && std::ptr::fn_addr_eq(self.build, absent as Build)
    }

    /// All its options, those of every model first.
    pub fn rows(&self) -> impl Iterator<Item = &'static OptionRow> {
        COMMON.iter().chain(self.options).copied()
    }
}

impl Family {
    /// Its row.
    pub fn row(self) -> &'static ModelRow {
        &MODELS[self as usize]
    }

    /// The public name of the class.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The names of its options.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        self.row().rows().map(|row| row.name)
    }

    /// Whether it reads whole numbers that count something.
    pub fn is_of_counts(self) -> bool {
        self.row().values == Values::Counts
    }

    /// Whether its components have a density in space, of which lines and shades can be drawn.
    pub fn has_density(self) -> bool {
        self.row().has_density
    }

    /// Whether the objective is a bound on a log-likelihood, so that it rises as F falls.
    pub fn is_mixture(self) -> bool {
        self.row().is_mixture
    }
}

/// The option with `key` in links, of any model, that is not an option of all.
pub fn option(key: &str) -> Option<&'static OptionRow> {
    MODELS.iter().flat_map(|model| model.options).copied().find(|row| row.key == key)
}
