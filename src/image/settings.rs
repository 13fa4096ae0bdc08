//! Everything that decides a segmentation, as a link says it.
//!
//! A link is `room=picture&p=china&k=8&features=place&w=0.5&t=12`: defaults are left out, and any text decodes. A
//! person's own photograph is no part of it.

use super::Space;
use crate::catalog::{Choice, Knob, find};
use crate::error::{Error, Result};
use crate::link::{MAX_T, pairs, read_seed, shorten};
use crate::options::{Init, Options};
use crate::start::{WAYS, Way};
use crate::text::plain;

const fn choice(key: &'static str, title: &'static str, blurb: &'static str) -> Choice {
    Choice { key, title, blurb }
}

/// The photographs that come along; `own` is the person's.
pub static PHOTOS: [Choice; 4] = [
    choice("coffee", "Coffee", "Photograph: Rachel Michetti, Pikolo Espresso Bar (CC0)."),
    choice("china", "Temple", "Photograph: danielbuechele (CC BY 2.0), made smaller."),
    choice("astronaut", "Astronaut", "Photograph: Eileen Collins, NASA (public domain)."),
    choice("own", "Your own", "It never leaves this device, and is no part of the link."),
];

/// What a pixel is to K-means.
pub static FEATURES: [Choice; 3] = [
    choice("colour", "Colour", "Where a pixel lies plays no part."),
    choice("place", "Colour and place", "Its place in the grid, times a weight, is a part of it."),
    choice("superpixels", "Superpixels", "Many small connected regions: K-means that looks only nearby."),
];

/// How colours are measured.
pub static SPACES: [Choice; 2] = [
    choice("rgb", "sRGB", "As screens store them."),
    choice("oklab", "OKLab", "Distances are nearer to what eyes see."),
];

const fn knob(key: &'static str, title: &'static str, blurb: &'static str, range: [f64; 4]) -> Knob {
    let [min, max, step, default] = range;
    Knob { key, title, blurb, min, max, step, default, log: false, whole: step >= 1.0 }
}

/// Its numbers.
pub static KNOBS: [Knob; 4] = [
    knob("k", "K", "How many clusters, and so how many colours.", [1.0, 64.0, 1.0, 4.0]),
    knob(
        "w",
        "Weight of place",
        "How much the whole width, or height, counts against the step from no red to full red.",
        [0.0, 5.0, 0.05, 0.5],
    ),
    Knob {
        log: true,
        ..knob(
            "n",
            "Number",
            "About how many: their starts stand in whole rows and columns.",
            [10.0, 2000.0, 1.0, 300.0],
        )
    },
    Knob {
        whole: false,
        ..knob(
            "m",
            "Compactness",
            "How many hundredths of the way from black to white weigh as much as one step of the grid.",
            [1.0, 60.0, 1.0, 10.0],
        )
    },
];

/// Everything that decides a segmentation but the photograph itself.
#[derive(Clone)]
pub struct Settings {
    /// Which photograph.
    pub photo: &'static str,
    /// A key of [`FEATURES`].
    pub features: &'static str,
    /// A key of [`SPACES`]; none = sRGB, but `OKLab` for superpixels.
    pub space: Option<&'static str>,
    /// K, weight, superpixels, compactness.
    pub values: [f64; 4],
    /// How K-means starts.
    pub way: &'static Way,
    /// Its seed.
    pub seed: u64,
    /// Half-steps done.
    pub t: usize,
    /// The scene of the lecture that this belongs to.
    pub scene: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            photo: PHOTOS[0].key,
            features: FEATURES[0].key,
            space: None,
            values: KNOBS.map(|knob| knob.default),
            way: &WAYS[0],
            seed: 0,
            t: 0,
            scene: String::new(),
        }
    }
}

impl Settings {
    /// What `text` says, and sentences about what was not understood.
    pub fn decode(text: &str) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut notes = Vec::new();
        match pairs(text) {
            Err(note) => notes.push(note),
            Ok(pairs) => {
                for (key, value) in pairs.iter().filter(|(key, _)| key != "room" && key != "v") {
                    if let Err(error) = settings.set(&shorten(key), &shorten(value)) {
                        notes.push(["A part of the link was not understood: ", &error.message, "."].concat());
                    }
                }
            }
        }
        (settings, notes)
    }

    /// The canonical text.
    pub fn encode(&self) -> String {
        let mut out = String::from("room=picture");
        let mut put = |key: &str, value: &str, default: &str| {
            if value != default {
                out += &["&", key, "=", value].concat();
            }
        };
        put("p", self.photo, PHOTOS[0].key);
        put("features", self.features, FEATURES[0].key);
        put("space", self.space.unwrap_or(self.habit()), self.habit());
        for (knob, value) in KNOBS.iter().zip(self.values) {
            put(knob.key, &plain(value), &plain(knob.default));
        }
        put("start", self.way.choice.key, WAYS[0].choice.key);
        put("s", &self.seed.to_string(), "0");
        put("t", &self.t.to_string(), "0");
        put("scene", &self.scene, "");
        out
    }

    /// Change one key.
    ///
    /// # Errors
    /// `invalid-option`, naming the key and what is allowed; nothing is then changed.
    pub fn set(&mut self, key: &str, text: &str) -> Result<()> {
        match key {
            "p" => self.photo = find(&PHOTOS, |c| *c, "p", text)?.key,
            "features" => self.features = find(&FEATURES, |c| *c, "features", text)?.key,
            "space" => self.space = Some(find(&SPACES, |c| *c, "space", text)?.key),
            "start" => self.way = find(&WAYS, |way| way.choice, "start", text)?,
            "s" => self.seed = read_seed(key, text)?,
            "t" => {
                let most = MAX_T.to_string();
                let wrong =
                    || Error::option(["t is \"", text, "\": it must be a whole number from 0 to ", &most].concat());
                self.t = text.parse().ok().filter(|t| *t <= MAX_T).ok_or_else(wrong)?;
            }
            "scene" => self.scene = crate::link::read_scene(text)?,
            _ => {
                let Some(i) = KNOBS.iter().position(|knob| knob.key == key) else {
                    return Err(Error::option(["\"", key, "\" is not a key of this room"].concat()));
                };
                self.values[i] = KNOBS[i].parse(text)?;
            }
        }
        Ok(())
    }

    /// The space when nothing is said.
    fn habit(&self) -> &'static str {
        SPACES[usize::from(self.features == "superpixels")].key
    }

    /// The weight of place, where place counts.
    pub fn place(&self) -> Option<f64> {
        (self.features == "place").then_some(self.values[1])
    }

    /// K-means with these settings.
    pub fn options(&self) -> Options {
        Options { k: self.values[0] as usize, init: Init::Way(self.way), seed: self.seed, ..Options::default() }
    }

    /// How colours are measured.
    pub fn space(&self) -> Space {
        if self.space.unwrap_or(self.habit()) == "oklab" { Space::Oklab } else { Space::Rgb }
    }
}
