//! The table of bits and errors at every K: K-means to its end, K after K, in slices.

use super::coding::{KS, entropy_coded, error};
use super::settings::Settings;
use super::{Image, points};
use crate::error::Result;
use crate::options::{Family, Options};
use crate::points::Points;
use crate::run::Run;
use crate::text::{fixed, number};
use serde::Serialize;
use std::sync::Arc;

/// What K colours come to.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// K.
    pub k: usize,
    /// Bits per pixel with an entropy code, palette included.
    pub coded: String,
    /// Root mean squared error of a channel, in levels of 256.
    pub error: String,
    /// J.
    pub cost: String,
}

/// K-means at every K of the table, with one start.
pub struct Prices {
    image: Image,
    settings: Settings,
    points: Arc<Points>,
    queue: Vec<usize>,
    run: Option<Run>,
    /// What is done, by K.
    pub found: Vec<Found>,
}

impl Prices {
    /// Nothing done yet; the K of `settings` is not used.
    pub fn new(image: Image, settings: Settings) -> Self {
        let points = Arc::new(points(&image, settings.space(), settings.place()));
        let queue = KS.iter().rev().copied().filter(|k| *k <= points.n()).collect();
        Self { image, settings, points, queue, run: None, found: Vec::new() }
    }

    /// One iteration; `false` when the table is whole.
    ///
    /// # Errors
    /// As [`Run::new`].
    pub fn slice(&mut self) -> Result<bool> {
        let Some(run) = &mut self.run else {
            let Some(k) = self.queue.pop() else { return Ok(false) };
            let options = Options { k, ..self.settings.options() };
            self.run = Some(Run::new(Family::KMeans, self.points.clone(), &options)?);
            return Ok(true);
        };
        run.iterate()?;
        if run.converged() {
            self.found.push(found(run, &self.image, &self.settings));
            self.run = None;
        }
        Ok(true)
    }
}

fn found(run: &Run, image: &Image, settings: &Settings) -> Found {
    let (k, d) = (run.model().k(), run.model().d());
    let colour = |mean: &[f64]| settings.space().colour([mean[0], mean[1], mean[2]]);
    let palette: Vec<[u8; 3]> = run.model().means().chunks_exact(d).map(colour).collect();
    let painted = run.labels().iter().map(|label| palette[usize::from(*label)]);
    let counts: Vec<usize> = run.counts().iter().map(|count| *count as usize).collect();
    Found {
        k,
        coded: fixed(entropy_coded(&counts), 2),
        error: fixed(error(&image.pixels, painted), 1),
        cost: number(run.objective(), 5),
    }
}
