//! A row of the table of options, and what follows from it: how a value is read, checked, and put in its place.

use super::{Init, Options, Value, init};
use crate::catalog::Choice;
use crate::error::{Error, Result};
use crate::models::ModelRow;
use crate::start::WAYS;
use crate::text::{plain, read};

/// One option. Links, the panel, the package's types, the README and the errors all say what stands here.
pub struct OptionRow {
    /// Its name in the package.
    pub name: &'static str,
    /// Its key in links.
    pub key: &'static str,
    /// What the panel calls it.
    pub title: &'static str,
    /// One sentence: what it does.
    pub blurb: &'static str,
    /// What it may be.
    pub kind: OptionKind,
    /// The key and the value of another option, without which this one says nothing. It stands after that one in
    /// every model.
    pub needs: Option<(&'static str, &'static str)>,
}

/// What an option may be.
pub enum OptionKind {
    /// A number.
    Number(Number),
    /// One of several; the first is the default.
    Choice {
        /// The choices.
        choices: &'static [Choice],
        /// Puts the choice of this index in its place.
        put: fn(&mut Options, usize),
    },
    /// Where to start.
    Start,
}

/// A number that is an option.
#[derive(Clone, Copy)]
pub struct Number {
    /// What is allowed, both ends included.
    pub range: [f64; 2],
    /// What a slider offers: the part of the range that shows something.
    pub slider: [f64; 2],
    /// The step of a slider; 1 for whole numbers.
    pub step: f64,
    /// The value when nothing is said.
    pub default: f64,
    /// What it is measured in; empty for a pure number.
    pub unit: &'static str,
    /// Whether a slider moves in the logarithm.
    pub log: bool,
    /// Whether only whole numbers make sense.
    pub whole: bool,
    /// Puts an allowed number in its place.
    pub put: fn(&mut Options, f64),
}

/// At most this is as good as 0 to whoever reads a range.
const NOTHING: f64 = 1e-100;
/// The largest seed is written as what it is.
const MAX_SEED: f64 = super::MAX_SEED as f64;

impl Number {
    /// The range in words: "a whole number from 1 to 256".
    pub fn words(&self) -> String {
        let [least, most] = self.range;
        let kind = if self.whole { "a whole number" } else { "a number" };
        let most = if most == MAX_SEED { "2^53".into() } else { plain(most) };
        match least {
            0.0 if !self.whole => format!("{kind} of at least 0, at most {most}"),
            least if 0.0 < least && least <= NOTHING => format!("{kind} greater than 0, at most {most}"),
            least => format!("{kind} from {} to {most}", plain(least)),
        }
    }

    /// An end of the range where `x` is as good as one: texts of extreme numbers are read to a few units of the last place.
    fn at_end(&self, x: f64) -> f64 {
        self.range.into_iter().find(|end| (x - end).abs() <= 1e-12 * end).unwrap_or(x)
    }

    fn allows(&self, x: f64) -> bool {
        let [least, most] = self.range;
        (least..=most).contains(&x) && (!self.whole || x.fract() == 0.0)
    }
}

impl OptionRow {
    /// The value when nothing is said, as links write it.
    pub fn default(&self) -> String {
        match self.kind {
            OptionKind::Number(number) => plain(number.default),
            OptionKind::Choice { choices, .. } => choices[0].key.into(),
            OptionKind::Start => WAYS[0].choice.key.into(),
        }
    }

    /// `text` of a link as a value that is allowed.
    ///
    /// # Errors
    /// `invalid-option`, naming the key and what is allowed.
    pub fn read(&self, text: &str) -> Result<Value> {
        let value = match (&self.kind, read(text.trim())) {
            (OptionKind::Number(number), Some(x)) => Value::Number(number.at_end(x)),
            _ => Value::Text(text.into()),
        };
        self.put(&mut Options::default(), self.key, &value).map(|()| value)
    }

    /// Puts `value` in its place, if it is allowed; the error calls the option `name`.
    ///
    /// # Errors
    /// `invalid-option`, naming the option and what is allowed.
    pub fn put(&self, options: &mut Options, name: &str, value: &Value) -> Result<()> {
        match &self.kind {
            OptionKind::Number(number) => match value {
                Value::Number(x) if number.allows(*x) => (number.put)(options, *x),
                other => {
                    return Err(Error::option(format!(
                        "{name} is {}: it must be {}",
                        other.describe(),
                        number.words()
                    )));
                }
            },
            OptionKind::Choice { choices, put } => {
                let keys: Vec<&str> = choices.iter().map(|choice| choice.key).collect();
                put(options, value.which(name, &keys)?);
            }
            OptionKind::Start => {}
        }
        Ok(())
    }

    /// Puts `value` in its place in the options of `model`, if it is allowed.
    ///
    /// # Errors
    /// `invalid-option`, naming the option and what is allowed.
    pub(super) fn take(&self, options: &mut Options, model: &ModelRow, value: &Value) -> Result<()> {
        if let OptionKind::Start = self.kind {
            options.init = init::read(model, value)?;
        }
        self.put(options, self.name, value)
    }

    /// Puts the default in its place.
    pub(super) fn put_default(&self, options: &mut Options) {
        match &self.kind {
            OptionKind::Number(number) => (number.put)(options, number.default),
            OptionKind::Choice { put, .. } => put(options, 0),
            OptionKind::Start => options.init = Init::Way(&WAYS[0]),
        }
    }
}
