//! Pictures as data: every pixel is a point. K-means on colour, or on colour and place, and superpixels.
//!
//! K-means is the crate's own, half-step by half-step: `x(n)` is the colour of pixel n (3 numbers), and with place
//! also `w (col + 0.5) / width` and `w (row + 0.5) / height`. The course's segmentation by colour and grid location;
//! Bishop (2006), section 9.1.1.

pub mod coding;
pub mod connect;
pub mod paint;
pub mod panel;
pub mod price;
pub mod room;
pub mod settings;
pub mod superpixels;

use crate::draw::{Lab, srgb8_to_lab};
use crate::error::{Error, Result};
use crate::points::Points;

/// The most pixels of a picture.
pub const MAX_PIXELS: usize = 320 * 320;

/// Width x height pixels of 8-bit sRGB, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Of every pixel.
    pub pixels: Vec<[u8; 3]>,
}

impl Image {
    /// From RGBA bytes, whose transparency is left out.
    ///
    /// # Errors
    /// `invalid-data` when the size is not that of the bytes, or nothing; `too-large` past [`MAX_PIXELS`].
    pub fn from_rgba(width: usize, height: usize, rgba: &[u8]) -> Result<Self> {
        if width.checked_mul(height).is_none_or(|n| n > MAX_PIXELS) {
            return Err(Error::too_large(format!(
                "the picture has {width} x {height} pixels: make it smaller, at most {MAX_PIXELS} pixels"
            )));
        }
        if width == 0 || height == 0 || rgba.len() != 4 * width * height {
            return Err(Error::data("the picture is empty, or its size is not that of its bytes"));
        }
        let pixels = rgba.chunks_exact(4).map(|p| [p[0], p[1], p[2]]).collect();
        Ok(Self { width, height, pixels })
    }
}

/// How a colour becomes three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// sRGB values divided by 255.
    Rgb,
    /// `OKLab`: distances are nearer to what eyes see.
    Oklab,
}

impl Space {
    /// The colour of a pixel.
    pub fn coordinates(self, rgb: [u8; 3]) -> [f64; 3] {
        match self {
            Self::Rgb => rgb.map(|v| f64::from(v) / 255.0),
            Self::Oklab => {
                let Lab { l, a, b } = srgb8_to_lab(rgb);
                [l, a, b].map(f64::from)
            }
        }
    }

    /// And back, rounded.
    pub fn colour(self, x: [f64; 3]) -> [u8; 3] {
        match self {
            // Casting saturates.
            Self::Rgb => x.map(|v| libm::round(255.0 * v) as u8),
            Self::Oklab => crate::draw::lab_to_srgb8(Lab { l: x[0] as f32, a: x[1] as f32, b: x[2] as f32 }),
        }
    }
}

/// The pixels as points: their colours, and their places times `weight` where there is one.
pub fn points(image: &Image, space: Space, weight: Option<f64>) -> Points {
    let (w, h) = (image.width as f64, image.height as f64);
    let d = if weight.is_some() { 5 } else { 3 };
    let mut rows = Vec::with_capacity(d * image.pixels.len());
    for (i, rgb) in image.pixels.iter().enumerate() {
        rows.extend(space.coordinates(*rgb));
        if let Some(weight) = weight {
            let (col, row) = (i % image.width, i / image.width);
            rows.extend([weight * ((col as f64 + 0.5) / w), weight * ((row as f64 + 0.5) / h)]);
        }
    }
    Points::known(&rows, d)
}
