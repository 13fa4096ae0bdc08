//! The controls of the room, with their present values.

use super::Space;
use super::settings::{FEATURES, KNOBS, PHOTOS, SPACES, Settings};
use crate::controls::{Control, named, number, seed};
use crate::start::WAYS;

/// Everything that can be chosen and turned; `own` says whether there is a photograph of one's own.
pub fn controls(settings: &Settings, own: bool) -> Vec<Control> {
    let choice = |key, title, blurb, group, value: &str| Control::new(key, title, blurb, group, "choice", value.into());
    let knob = |i: usize| number(&KNOBS[i], KNOBS[i].key, "model", settings.values[i]);
    let blurb = "What is segmented.";
    let mut out = vec![
        choice("p", "Photograph", blurb, "data", settings.photo)
            .choosing(PHOTOS.iter().filter(|photo| own || photo.key != "own").map(named)),
        choice("features", "Features", "What a pixel is to K-means.", "model", settings.features)
            .choosing(FEATURES.iter().map(named)),
    ];
    let superpixels = settings.features == "superpixels";
    if superpixels {
        out.extend([knob(2), knob(3)]);
    } else {
        out.push(knob(0));
        if settings.features == "place" {
            out.push(knob(1));
        }
    }
    let space = if settings.space() == Space::Oklab { "oklab" } else { "rgb" };
    let blurb = "How a colour is three numbers, between which distances are measured.";
    out.push(choice("space", "Colours as", blurb, "model", space).choosing(SPACES.iter().map(named)));
    if !superpixels {
        let way = settings.way.choice;
        out.push(
            choice("start", "Start", way.blurb, "start", way.key).choosing(WAYS.iter().map(|way| named(&way.choice))),
        );
        out.push(seed("s", "Seed", "The same seed gives the same start, bit for bit.", "start", settings.seed));
    }
    out
}
