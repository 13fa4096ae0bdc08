//! Points and fields to RGBA: one software rasteriser, the same pixels on every machine.
//!
//! Every point adds its colour and its weight to the pixels it covers; a tone map then turns the sums into a
//! picture: mean colour = sum of weight times colour / sum of weight, opacity rising with the sum of weight.
//! So 500 points are crisp discs, 1 000 000 are clouds whose density shows, and the order of points is nothing.
//! Colours are mixed in `OKLab` (Ottosson 2020), where half of blue and half of orange looks like half of each.
//! In the path of a pixel there are only + - * / and square roots, hence the same bits everywhere.
//!
//! All coordinates here are device pixels.

mod canvas;
mod disc;
mod field;
mod ground;
mod palette;
mod place;
mod sweep;
mod tone;

pub use canvas::{Canvas, Style};
pub use field::{Field, FieldBuilder, Shade};
pub use palette::{Lab, PALETTE, Theme, UNASSIGNED, cluster, hex, ink_on, lab_to_srgb8, srgb8_to_lab};
