//! The run beside: the same data, K, start and seed with another model, or with other settings of the same one.
//!
//! A twin is a list of overrides, applied to a copy of the first configuration. What is not overridden is shared, so
//! both runs begin with the same means, bit for bit. A mean moved by hand at the start (iteration 0) is moved on both
//! sides, for the start is one; later, it is moved on its own side only, and both go on from where they are.

mod compare;

pub use compare::{Comparison, compare, disagreeing, distance};

use crate::catalog::{Choice, find};
use crate::config::Configuration;
use crate::error::{Error, Result};
use crate::models::{MODELS, ModelRow};
use crate::start::{STARTS, Way};
use crate::tape::Edit;
use crate::text::{parse, plain};

/// What is different on the second side; keys of links, with `vs.` before them.
#[derive(Clone)]
pub struct Twin {
    /// `vs.m`.
    pub model: &'static ModelRow,
    /// Settings, of any model: key and canonical text. Said again even where it is what the first side has.
    pub settings: Vec<(&'static str, String)>,
    /// `vs.start`, when the second side is to start otherwise.
    pub way: Option<&'static Way>,
    /// `vs.s`.
    pub seed: Option<u64>,
    /// `vs.edit`: means moved by hand on the second side.
    pub edits: Vec<Edit>,
    /// Whether a half-step is one of both sides (`lock=0`: of the side that is chosen).
    pub locked: bool,
    /// `vs.t`: where the second side is, when that is not where the first is.
    pub t: Option<usize>,
}

/// From K-means to full covariances: each rung lets go of one assumption of the rung before.
pub static RUNGS: [Choice; 5] = [
    Choice { key: "kmeans", title: "K-means", blurb: "Every point to its nearest centre." },
    Choice { key: "soft", title: "Soft", blurb: "Soft K-means: shared by stiffness \u{3b2} = 1/(2\u{3c3}\u{b2})." },
    Choice {
        key: "identity",
        title: "\u{3c3}\u{b2}I",
        blurb: "EM; every cluster is a circle of \u{3c3}\u{b2} = 1/(2\u{3b2}), and \u{3c0} is learned.",
    },
    Choice { key: "diagonal", title: "Diagonal", blurb: "EM; every cluster is an ellipse along the axes." },
    Choice { key: "full", title: "Full", blurb: "EM; every cluster is any ellipse." },
];

impl Twin {
    /// What is put beside `config` when nothing is said: EM beside K-means and gradient ascent, K-means beside all else.
    pub fn of(config: &Configuration) -> Self {
        if config.by_gradient() {
            return Self { settings: vec![("by", "em".into())], ..Self::with(config.model) };
        }
        let beside = if config.model.choice.key == "kmeans" { "gmm" } else { "kmeans" };
        Self::with(MODELS.iter().find(|m| m.choice.key == beside).unwrap_or(&MODELS[0]))
    }

    fn with(model: &'static ModelRow) -> Self {
        Self { model, settings: Vec::new(), way: None, seed: None, edits: Vec::new(), locked: true, t: None }
    }

    /// Set the override `key` (without `vs.`) of a model or a setting.
    ///
    /// # Errors
    /// `invalid-option`, naming the key and what is allowed; nothing is then changed.
    pub fn set(&mut self, key: &str, text: &str) -> Result<()> {
        match key {
            "m" => self.model = find(&MODELS, |m| m.choice, "vs.m", text)?,
            "start" => self.way = Some(find(&STARTS, |w| w.choice, "vs.start", text)?),
            "k" | "d" | "z" => {
                return Err(Error::option(format!(
                    "vs.{key} cannot be set: both sides have the same data and the same K"
                )));
            }
            _ => {
                let (key, text) = Configuration::read_setting(key, text)?;
                self.settings.retain(|(k, _)| *k != key);
                self.settings.push((key, text));
            }
        }
        Ok(())
    }

    /// To a rung of the ladder; `sigma^2 I` has the sigma that soft K-means has.
    ///
    /// # Errors
    /// As [`Twin::set`].
    pub fn climb(&mut self, config: &Configuration, text: &str) -> Result<()> {
        let rung = find(&RUNGS, |c: &Choice| *c, "vs.rung", text)?.key;
        if MODELS.iter().any(|m| m.choice.key == rung) {
            return self.set("m", rung);
        }
        let mut twin = self.clone();
        twin.set("m", "gmm")?;
        twin.set("cov", rung)?;
        twin.settings.retain(|(key, _)| *key != "eps");
        if rung == "identity" {
            let own = twin.settings.iter().find(|(key, _)| *key == "beta").map(|(_, text)| text.clone());
            let beta = own.or_else(|| config.setting("beta")).and_then(|text| parse(&text)).unwrap_or(1.0);
            twin.set("eps", &plain(0.5 / beta))?;
        }
        if twin.of_config(config).by_gradient() {
            twin.set("by", "em")?;
        }
        *self = twin;
        Ok(())
    }

    /// The second configuration: `config` with the overrides.
    pub fn of_config(&self, config: &Configuration) -> Configuration {
        let mut other = config.clone();
        // Of the first side only what it says of its own model: the rest is not in its link.
        other.settings.retain(|(key, _)| config.model.options.iter().any(|o| o.key == *key));
        other.model = self.model;
        for (key, text) in &self.settings {
            // Checked when it was set.
            let _ = other.set_setting(key, text);
        }
        other.way = self.way.unwrap_or(config.way);
        other.seed = self.seed.unwrap_or(config.seed);
        let own = |e: &Edit| self.edits.iter().any(|o| o.iteration == e.iteration && o.k == e.k);
        other.edits.retain(|e| e.iteration == 0 && !own(e));
        // Those of iteration 0 first, as they are done.
        let later = self.edits.iter().filter(|e| e.iteration > 0);
        other.edits.extend(self.edits.iter().filter(|e| e.iteration == 0).chain(later).cloned());
        other
    }

    /// The twin that makes `other` of `config`.
    pub fn between(config: &Configuration, other: &Configuration) -> Self {
        let mut twin = Self::with(other.model);
        let shared = twin.of_config(config);
        for option in other.model.options {
            let text = other.setting(option.key).unwrap_or_default();
            if shared.setting(option.key).as_ref() != Some(&text) {
                twin.settings.push((option.key, text));
            }
        }
        twin.way = (other.way.choice.key != config.way.choice.key).then_some(other.way);
        twin.seed = (other.seed != config.seed).then_some(other.seed);
        twin.adopt(config, other);
        twin
    }

    /// The hands' work of `other` that is not shared with `config`.
    pub fn adopt(&mut self, config: &Configuration, other: &Configuration) {
        self.edits = other.edits.iter().filter(|e| e.iteration > 0 || !config.edits.contains(e)).cloned().collect();
    }

    /// The rung of the ladder that the second side stands on; empty when on none.
    pub fn rung(&self, config: &Configuration) -> &'static str {
        let other = self.of_config(config);
        let shaped = other.model.options.iter().any(|o| o.key == "cov");
        let kind = other.setting("cov").filter(|_| shaped).unwrap_or_else(|| other.model.choice.key.into());
        RUNGS.iter().find(|c| c.key == kind).map_or("", |c| c.key)
    }
}
