//! A configuration: everything that determines a run (data, model, start, seed, edits) and nothing else.

use crate::data::{Column, Dataset, SOURCES, Source, Standardisation, Truth};
use crate::error::{Error, Result};
use crate::hand::{ByHand, Frame};
use crate::models::{self, MODELS, ModelRow, Values};
use crate::options::{Init, MAX_K, Options, Value};
use crate::points::Points;
use crate::run::Run;
use crate::start::{TRUTH, WAYS, Way};
use crate::tape::{Edit, Tape};
use std::sync::Arc;

/// Data, model, start, seed and edits. Each part is valid by itself; whether they fit together is found out by
/// [`Configuration::data`] and [`Configuration::tape`].
#[derive(Clone)]
pub struct Configuration {
    /// Where the points come from.
    pub source: &'static Source,
    /// Its knobs, in order.
    pub knobs: Vec<f64>,
    /// The seed of a generator.
    pub data_seed: u64,
    /// Points by hand.
    pub hand: ByHand,
    /// Whether columns are standardised; the source's own habit when nothing is said.
    pub standardise: Option<bool>,
    /// The model.
    pub model: &'static ModelRow,
    /// K.
    pub k: usize,
    /// How to start.
    pub way: &'static Way,
    /// The seed of the start.
    pub seed: u64,
    /// Settings that are not at their default, of any model: key and text, both checked.
    pub settings: Vec<(&'static str, String)>,
    /// Means moved by hand, in the data's own units, ordered by iteration.
    pub edits: Vec<Edit>,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            source: &SOURCES[0],
            knobs: SOURCES[0].defaults(),
            data_seed: 0,
            hand: ByHand::default(),
            standardise: None,
            model: &MODELS[0],
            k: DEFAULT_K,
            way: &WAYS[0],
            seed: 0,
            settings: Vec::new(),
            edits: Vec::new(),
        }
    }
}

/// K when nothing is said.
pub const DEFAULT_K: usize = 2;

/// The points of a configuration as its model sees them, and what is known of them.
pub struct Data {
    /// As shipped or generated, before hands and standardising.
    pub base: Dataset,
    /// Where points can be put by hand.
    pub frame: Frame,
    /// What the model sees; none when every point has been taken away.
    pub points: Option<Arc<Points>>,
    /// The points of the data set read in the same way, whatever hands have done to them: what a stage is laid out for.
    pub untouched: Arc<Points>,
    /// How to come back to the data's own units.
    pub units: Standardisation,
    /// Whether the points are standardised.
    pub standardised: bool,
    /// Whether the model sees of counts only what is there: 1 where the count is above 0.
    pub presence: bool,
}

impl Data {
    /// A place of the model's space in the data's own units.
    pub fn to_units(&self, x: &[f64]) -> Vec<f64> {
        x.iter().enumerate().map(|(j, x)| x * self.units.stds[j] + self.units.means[j]).collect()
    }

    /// A place in the data's own units as the model sees it.
    pub fn to_model(&self, x: &[f64]) -> Vec<f64> {
        x.iter().enumerate().map(|(j, x)| (x - self.units.means[j]) / self.units.stds[j]).collect()
    }

    /// What the coordinates measure.
    pub fn columns(&self) -> &[Column] {
        &self.base.columns
    }

    /// The true groups, where they are known of the points of the data set.
    pub fn truth(&self) -> Option<&Truth> {
        self.base.truth.as_ref()
    }
}

impl Configuration {
    /// Whether columns are standardised.
    pub fn standardised(&self) -> bool {
        self.standardise.unwrap_or(self.source.standardise)
    }

    /// The text of the model's setting `key`, its default included; none where the model has no such setting, though
    /// another had.
    pub fn setting(&self, key: &str) -> Option<String> {
        let option = self.model.options.iter().find(|option| option.key == key)?;
        let set = self.settings.iter().find(|(k, _)| *k == key).map(|(_, text)| text.clone());
        Some(set.unwrap_or_else(|| option.default()))
    }

    /// Set `key` of the current model.
    ///
    /// # Errors
    /// `invalid-option` when the text is not allowed, or the model has no such setting.
    pub fn set_setting(&mut self, key: &str, text: &str) -> Result<()> {
        let (key, canonical) = Self::read_setting(key, text)?;
        self.settings.retain(|(k, _)| *k != key);
        if models::option(key).is_none_or(|option| canonical != option.default()) {
            self.settings.push((key, canonical));
        }
        Ok(())
    }

    /// The setting `key` of any model, and `text` as links write it.
    ///
    /// # Errors
    /// As [`Configuration::set_setting`].
    pub fn read_setting(key: &str, text: &str) -> Result<(&'static str, String)> {
        let Some(option) = models::option(key) else {
            return Err(Error::option(format!("{key} is not a setting of any model")));
        };
        Ok((
            option.key,
            match option.read(text)? {
                Value::Number(x) => crate::text::plain(x),
                _ => text.to_string(),
            },
        ))
    }

    /// Whether the model sees of counts only that they are above 0.
    fn reads_presence(&self, base: &Dataset) -> bool {
        base.counts.is_some() && !self.standardised() && self.model.values == Values::Binary
    }

    /// Whether the run needs a model that is not a part of what the page loads first.
    pub fn is_rare(&self) -> bool {
        self.source.is_rare()
            || self.model.is_rare()
            || self.by_gradient()
            || self.setting("prior").is_some_and(|p| p != "0")
    }

    /// The points.
    ///
    /// # Errors
    /// As [`Source::dataset`].
    pub fn data(&self) -> Result<Data> {
        let base = self.source.dataset(&self.knobs, self.data_seed)?;
        let d = base.points.d();
        let frame = Frame::around(&base.points);
        let neutral = Standardisation { means: vec![0.0; d], stds: vec![1.0; d] };
        let edited = if self.hand.is_empty() {
            Some(base.points.clone())
        } else {
            self.hand.check(base.points.n(), d)?;
            let mut rows = self.hand.rows(&base.points, &frame);
            if base.counts.is_some() {
                // What is put among counts is one.
                for x in &mut rows {
                    *x = x.round().max(0.0);
                }
            }
            if rows.is_empty() { None } else { Some(Points::from_rows(&rows, d)?) }
        };
        let standardised = self.standardised();
        let (points, units) = match edited {
            // Of counts a Bernoulli mixture reads what is there and what is not.
            Some(points) if self.reads_presence(&base) => (Some(as_read(&points, &neutral, true)), neutral),
            Some(points) if standardised => {
                let (points, units) = Dataset { points, ..base.clone() }.standardised();
                (Some(points), units)
            }
            other => (other, neutral),
        };
        let presence = self.reads_presence(&base);
        let points = points.map(Arc::new);
        let untouched = match &points {
            Some(points) if self.hand.is_empty() => points.clone(),
            _ => Arc::new(as_read(&base.points, &units, presence)),
        };
        Ok(Data { base, frame, points, untouched, units, standardised, presence })
    }

    /// What the two half-steps are called.
    pub fn halves(&self) -> [&'static str; 2] {
        let [assign, refit] = self.model.halves;
        [assign, if self.by_gradient() { "Gradient step" } else { refit }]
    }

    /// Whether the refit is a step of gradient ascent.
    pub fn by_gradient(&self) -> bool {
        self.setting("by").as_deref() == Some("gradient")
    }

    /// The true groups, where the points are the data set's own and there are K of them.
    ///
    /// # Errors
    /// `invalid-option`, saying what to do.
    fn true_labels(&self, data: &Data) -> Result<Vec<u8>> {
        let Some(truth) = data.truth() else {
            return Err(Error::option(
                "The true groups of these data are not known: choose another start, or data whose groups are known.",
            ));
        };
        if !self.hand.is_empty() {
            return Err(Error::option(
                "Points changed by hand have no true groups: choose another start, or take the changes back.",
            ));
        }
        if truth.names.len() != self.k {
            return Err(Error::option(format!(
                "The data have {} true groups and k is {}: set k to {0}, or choose another start.",
                truth.names.len(),
                self.k
            )));
        }
        Ok(truth.labels.clone())
    }

    /// The options of the run, but for true labels: where the start is from them it is the default one here, so that
    /// runs of other K or seed can be made of the same configuration.
    ///
    /// # Errors
    /// `invalid-option`; not for settings that were checked when they were set.
    pub fn options(&self) -> Result<Options> {
        let way = if self.starts_at_truth() { &WAYS[0] } else { self.way };
        let mut options = Options { k: self.k, init: Init::Way(way), seed: self.seed, ..Options::default() };
        for option in self.model.options {
            let text = self.setting(option.key).unwrap_or_default();
            option.put(&mut options, option.key, &option.read(&text)?)?;
        }
        Ok(options)
    }

    /// The same from seed 0 and with nothing that belongs to one start: no centres moved by hand, no true labels.
    pub(crate) fn before_luck(&self) -> Self {
        let way = if self.starts_at_truth() { &WAYS[0] } else { self.way };
        Self { way, seed: 0, edits: Vec::new(), ..self.clone() }
    }

    fn starts_at_truth(&self) -> bool {
        self.way.choice.key == TRUTH.choice.key
    }

    /// The tape of the run on `data` at its start, with the edits still to come.
    ///
    /// # Errors
    /// `invalid-data` when there are no points, an edit of another dimension or component, and whatever the
    /// model says of its data.
    pub fn start(&self, data: &Data) -> Result<Tape> {
        let Some(points) = &data.points else {
            return Err(Error::data("There are no points. Draw some, or choose a data set."));
        };
        let mut options = self.options()?;
        if self.starts_at_truth() {
            options.init = Init::Labels(self.true_labels(data)?);
        }
        let edits = self.edits.iter().map(|edit| {
            if edit.mean.len() != points.d() || edit.k >= self.k {
                return Err(Error::option(format!(
                    "a centre was moved by hand that these data do not have: cluster {} with {} coordinates",
                    edit.k + 1,
                    edit.mean.len()
                )));
            }
            Ok(Edit { mean: data.to_model(&edit.mean), ..edit.clone() })
        });
        let edits: Vec<Edit> = edits.collect::<Result<_>>()?;
        let mut tape = Tape::new(Run::new(self.model.family, points.clone(), &options)?);
        tape.plan(edits)?;
        Ok(tape)
    }

    /// The tape of the run on `data`, at half-step `t` or where it converged before.
    ///
    /// # Errors
    /// As [`Configuration::start`]; also from a refit on the way to `t`.
    pub fn tape(&self, data: &Data, t: usize) -> Result<Tape> {
        let mut tape = self.start(data)?;
        tape.go(t)?;
        Ok(tape)
    }

    /// The largest K that makes sense of a text.
    pub(crate) fn read_k(text: &str) -> Result<usize> {
        text.parse()
            .ok()
            .filter(|k| (1..=MAX_K).contains(k))
            .ok_or_else(|| Error::option(format!("k is \"{text}\": it must be a whole number from 1 to {MAX_K}")))
    }
}

/// `points` in other units, or only whether they are there.
fn as_read(points: &Points, units: &Standardisation, presence: bool) -> Points {
    let d = points.d();
    let read = |j: usize, x: f64| {
        if presence { f64::from(u8::from(x > 0.0)) } else { (x - units.means[j]) / units.stds[j] }
    };
    let columns = (0..d).flat_map(|j| points.column(j).iter().map(move |x| (j, *x))).map(|(j, x)| read(j, x));
    Points::from_columns(columns.collect(), d)
}
