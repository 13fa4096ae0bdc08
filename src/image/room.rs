//! The room of pictures: a photograph, how it is cut up, and everything that is shown of it.

use super::coding::{Price, entropy_coded, error, table, whole_bits};
use super::paint::{grey, paint};
use super::settings::Settings;
use super::superpixels::Superpixels;
use super::{Image, points};
use crate::error::Result;
use crate::link::MAX_T;
use crate::options::Family;
use crate::run::Run;
use crate::tape::Tape;
use crate::text::{count, fixed, number};
use serde::Serialize;
use std::sync::Arc;

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
    /// Why nothing more happens: "converged", or "stopped" after so many iterations; empty while there is more.
    pub end: &'static str,
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
    pub fn over(&self) -> bool {
        !self.end().is_empty()
    }

    fn end(&self) -> &'static str {
        match &self.walk {
            Walk::Means(tape) if tape.converged() => "converged",
            Walk::Superpixels(walk) if walk.converged() => "converged",
            Walk::Superpixels(walk) if walk.over() => "stopped",
            _ => "",
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
            end: self.end(),
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
            Walk::Superpixels(walk) if walk.over() => {
                format!(
                    "After {} iterations: {} connected superpixels. Bits too small for one have joined a neighbour.{}",
                    t / 2,
                    count(counts.len()),
                    risen(walk)
                )
            }
            Walk::Superpixels(walk) if t % 2 == 1 => {
                ["Assignment: each pixel joins the nearest centre in whose window it lies.", &risen(walk)].concat()
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

/// Why J has risen in the half-step just done, if it has.
fn risen(walk: &Superpixels) -> String {
    let cost = |t: usize| walk.cost_at(t);
    match (cost(walk.t().saturating_sub(1)), cost(walk.t())) {
        (Some(before), Some(now)) if now > before => {
            let by = number(now - before, 3);
            [" J rises by ", &by, ": a pixel that is left outside its centre's window joins a farther one."].concat()
        }
        _ => String::new(),
    }
}
