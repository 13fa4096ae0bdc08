//! The room of pictures: a photograph, how it is cut up, and everything that is shown of it.
//!
//! A link is `room=picture&p=china&k=8&features=place&w=0.5&t=12`: defaults are left out, and any text decodes. A
//! person's own photograph is no part of it.

use super::coding::{Price, entropy_coded, error, table, whole_bits};
use super::paint::{grey, paint};
use super::superpixels::Superpixels;
use super::{Image, Space, points};
use crate::catalog::{Choice, Knob, find};
use crate::error::{Error, Result};
use crate::link::{MAX_T, pairs, read_seed, shorten};
use crate::options::{Family, Init, Options};
use crate::run::Run;
use crate::start::{WAYS, Way};
use crate::tape::Tape;
use crate::text::{count, fixed, number, parse, plain};
use serde::Serialize;
use std::sync::Arc;

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
                let wrong = || Error::option([key, " is \"", text, "\": it must be a number"].concat());
                self.values[i] = KNOBS[i].check(parse(text).ok_or_else(wrong)?)?;
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

enum Walk {
    Means(Box<Tape>),
    Superpixels(Superpixels),
}

/// A photograph and its segmentation.
pub struct Picture {
    settings: Settings,
    image: Image,
    walk: Walk,
}

/// A colour of the palette.
#[derive(Clone, Debug, Serialize)]
pub struct Swatch {
    /// `#rrggbb`.
    pub hex: String,
    /// Its share of the pixels, written.
    pub share: String,
    /// The same, 0 to 1.
    pub part: f64,
}

/// Everything that is shown beside the pictures.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct View {
    /// The canonical link.
    pub link: String,
    /// Half-steps done.
    pub t: usize,
    /// Half-steps there are.
    pub recorded: usize,
    /// Nothing more happens.
    pub converged: bool,
    /// What was done last, in a sentence.
    pub sentence: String,
    /// J, written.
    pub cost: String,
    /// The colours, the most frequent first; none for superpixels, of which there are too many.
    pub palette: Vec<Swatch>,
    /// The price at each K; none for superpixels.
    pub prices: Vec<Price>,
    /// The price of this very picture with a code that knows how frequent each colour is, in bits per pixel.
    pub coded: String,
    /// How far its colours are from the photograph's: root mean squared, in levels of 256.
    pub error: String,
    /// The price in whole bits, in a sentence.
    pub whole: String,
    /// How many regions there are.
    pub regions: usize,
}

impl Picture {
    /// The segmentation that `settings` say, at its half-step.
    ///
    /// # Errors
    /// When K is more than the pixels.
    pub fn new(image: Image, settings: Settings) -> Result<Self> {
        let walk = Self::walk(&image, &settings)?;
        let mut picture = Self { settings, image, walk };
        picture.go(picture.settings.t)?;
        Ok(picture)
    }

    fn walk(image: &Image, settings: &Settings) -> Result<Walk> {
        let [_, _, n, m] = settings.values;
        if settings.features == "superpixels" {
            return Ok(Walk::Superpixels(Superpixels::new(image, settings.space(), n as usize, m)));
        }
        let points = points(image, settings.space(), settings.place());
        let options = settings.options();
        Ok(Walk::Means(Box::new(Tape::new(Run::new(Family::KMeans, Arc::new(points), &options)?))))
    }

    /// Change one key: another segmentation, from its start.
    ///
    /// # Errors
    /// As [`Settings::set`]; nothing is then changed.
    pub fn set(&mut self, key: &str, text: &str) -> Result<()> {
        let mut settings = self.settings.clone();
        settings.set(key, text)?;
        settings.t = 0;
        self.walk = Self::walk(&self.image, &settings)?;
        self.settings = settings;
        Ok(())
    }

    /// One half-step; `false` when there is nothing more to do.
    ///
    /// # Errors
    /// None that K-means knows.
    pub fn step(&mut self) -> Result<bool> {
        let more = self.t() < MAX_T
            && match &mut self.walk {
                Walk::Means(tape) => tape.step()?,
                Walk::Superpixels(walk) => walk.step(),
            };
        self.settings.t = self.t();
        Ok(more)
    }

    /// To half-step `t`, or as far as it goes.
    ///
    /// # Errors
    /// As [`Picture::step`].
    pub fn go(&mut self, t: usize) -> Result<()> {
        match &mut self.walk {
            Walk::Means(tape) => tape.seek(t),
            Walk::Superpixels(walk) => walk.seek(t),
        }
        while self.t() < t && self.step()? {}
        self.settings.t = self.t();
        Ok(())
    }

    /// Half-steps done.
    pub fn t(&self) -> usize {
        match &self.walk {
            Walk::Means(tape) => tape.t(),
            Walk::Superpixels(walk) => walk.t(),
        }
    }

    /// Whether nothing more happens.
    pub fn converged(&self) -> bool {
        match &self.walk {
            Walk::Means(tape) => tape.converged(),
            Walk::Superpixels(walk) => walk.converged(),
        }
    }

    /// J after the half-step just done.
    pub fn cost(&self) -> Option<f64> {
        match &self.walk {
            Walk::Means(tape) => tape.report().map(|report| report.objective),
            Walk::Superpixels(walk) => walk.cost_at(walk.t()),
        }
    }

    /// The region of every pixel: its cluster, or its superpixel.
    pub fn regions(&self) -> Vec<u32> {
        match &self.walk {
            Walk::Means(tape) => tape.run().labels().iter().map(|k| u32::from(*k)).collect(),
            Walk::Superpixels(walk) => walk.regions(),
        }
    }

    /// Of every region its number of pixels and its colour: the centre's, or of a superpixel the mean of its pixels.
    fn colours(&self, regions: &[u32]) -> (Vec<usize>, Vec<[u8; 3]>) {
        let space = self.settings.space();
        let k = match &self.walk {
            Walk::Means(tape) => tape.run().model().k(),
            Walk::Superpixels(_) => regions.iter().fold(0, |most, r| most.max(*r as usize + 1)),
        };
        let mut counts = vec![0; k];
        let mut sums = vec![[0.0; 3]; k];
        for (pixel, &region) in self.image.pixels.iter().zip(regions) {
            counts[region as usize] += 1;
            for (sum, x) in sums[region as usize].iter_mut().zip(space.coordinates(*pixel)) {
                *sum += x;
            }
        }
        let colour = |r: usize| match &self.walk {
            Walk::Means(tape) => {
                let d = tape.run().model().d();
                let mean = &tape.run().model().means()[r * d..r * d + 3];
                space.colour([mean[0], mean[1], mean[2]])
            }
            Walk::Superpixels(_) => space.colour(sums[r].map(|x| x / counts[r].max(1) as f64)),
        };
        let colours = (0..k).map(colour).collect();
        (counts, colours)
    }

    /// The segmentation as RGBA: every pixel in its region's colour, `scale` times in each direction; the borders of
    /// superpixels drawn. Before the first assignment the photograph in grey, so that what is coming can be told.
    pub fn pixels(&self, scale: usize) -> Vec<u8> {
        if self.t() == 0 {
            return grey(&self.image, scale);
        }
        let regions = self.regions();
        let (_, colours) = self.colours(&regions);
        paint(&self.image, &regions, &colours, matches!(self.walk, Walk::Superpixels(_)), scale)
    }

    /// What decides this segmentation.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is shown beside the pictures.
    pub fn view(&self) -> View {
        let regions = self.regions();
        let (counts, colours) = self.colours(&regions);
        let n = regions.len();
        let means = matches!(self.walk, Walk::Means(_));
        let order = crate::order::ascending(&counts.iter().map(|c| -(*c as f64)).collect::<Vec<_>>());
        let swatch = |&r: &usize| {
            let part = counts[r] as f64 / n as f64;
            let [red, green, blue] = colours[r];
            let share = [fixed(100.0 * part, 1).as_str(), " %"].concat();
            Swatch { hex: format!("#{red:02x}{green:02x}{blue:02x}"), share, part }
        };
        let shown = means && self.t() > 0;
        View {
            link: self.settings.encode(),
            t: self.t(),
            recorded: match &self.walk {
                Walk::Means(tape) => tape.recorded(),
                Walk::Superpixels(walk) => walk.recorded(),
            },
            converged: self.converged(),
            sentence: self.sentence(&counts),
            cost: self.cost().map_or("\u{2013}".into(), |cost| number(cost, 5)),
            palette: if shown { order.iter().map(swatch).collect() } else { Vec::new() },
            prices: if means { table(self.settings.values[0] as usize, n) } else { Vec::new() },
            coded: if shown { fixed(entropy_coded(&counts), 2) } else { String::new() },
            error: if self.t() > 0 {
                fixed(error(&self.image.pixels, regions.iter().map(|r| colours[*r as usize])), 1)
            } else {
                String::new()
            },
            whole: if means { whole(self.settings.values[0] as usize, n) } else { String::new() },
            regions: counts.len(),
        }
    }

    fn sentence(&self, counts: &[usize]) -> String {
        let (w, h) = (self.image.width, self.image.height);
        let n = count(self.image.pixels.len());
        let t = self.t();
        match &self.walk {
            _ if t == 0 => format!("{w} \u{d7} {h} pixels are {n} points. None is assigned yet: take half a step."),
            Walk::Superpixels(_) if self.converged() => {
                format!(
                    "Done: {} connected superpixels. Bits too small for one have joined a neighbour.",
                    count(counts.len())
                )
            }
            Walk::Superpixels(_) if t % 2 == 1 => {
                "Assignment: each pixel joins the nearest centre in whose window it lies.".into()
            }
            Walk::Superpixels(_) => "Refitting: each centre goes to the mean colour and place of its pixels.".into(),
            Walk::Means(tape) => {
                let changed = tape.report().and_then(|report| report.changed);
                match changed {
                    Some(0) => "Assignment: no pixel changed its cluster. Converged.".into(),
                    Some(changed) => format!("Assignment: {} of {n} pixels join another centre.", count(changed)),
                    None => "Refitting: each centre goes to the mean of its pixels.".into(),
                }
            }
        }
    }
}

/// "Where every pixel is written by itself: 2 bits each, 120,096 in all in place of 1,440,000."
fn whole(k: usize, n: usize) -> String {
    let all = whole_bits(k, n);
    let each = (all - 24 * k) / n;
    let bits = if each == 1 { "bit" } else { "bits" };
    format!(
        "Written pixel by pixel that is {each} whole {bits} each: {} bits with the palette, in place of {}.",
        count(all),
        count(24 * n)
    )
}
