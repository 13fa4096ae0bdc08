//! A canvas: positions in, colours in, pixels out.

use super::disc::{Shape, Stamps};
use super::field::Field;
use super::ground::Ground;
use super::palette::{Lab, Theme, split};
use super::place::Places;
use super::sweep::sweep;
use super::tone::{LANES, Tone, composite_row};
use crate::order::nth;

/// What a picture's points look like beyond their colours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Style {
    /// Radius in CSS pixels; by default it follows from the number of points and the size of the canvas.
    pub radius: Option<f32>,
    /// The index of a point to ring.
    pub highlight: Option<usize>,
}

/// RGBA pixels, and what is kept from one picture to the next.
///
/// Of colours, one row band at a time is in memory as sums; the band above leaves its lowest rows to the one below.
#[derive(Default)]
pub struct Canvas {
    w: usize,
    h: usize,
    dpr: f32,
    pixels: Vec<u8>,
    xs: Vec<f32>,
    ys: Vec<f32>,
    places: Places,
    stamps: Option<Stamps>,
    /// The tone map of these places with these stamps: it depends on nothing else, so it does not flicker.
    tone: Option<Tone>,
    sums: Vec<[f32; 4]>,
}

impl Canvas {
    /// No pixels yet.
    pub fn new() -> Self {
        Self { dpr: 1.0, ..Self::default() }
    }

    /// Makes it `w` x `h` device pixels, `dpr` of them to a CSS pixel.
    pub fn resize(&mut self, w: usize, h: usize, dpr: f32) {
        (self.w, self.h) = (w, h);
        self.dpr = if dpr.is_finite() { dpr.clamp(0.25, 8.0) } else { 1.0 };
        self.pixels.clear();
        self.pixels.resize(4 * w * h, 255);
        self.sort();
    }

    /// Width in device pixels.
    pub fn width(&self) -> usize {
        self.w
    }

    /// Height in device pixels.
    pub fn height(&self) -> usize {
        self.h
    }

    /// The picture: R, G, B, A bytes, row by row from the top left.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Where the points are. They move rarely, so they are sorted here, once.
    pub fn place(&mut self, xs: &[f32], ys: &[f32]) {
        let n = xs.len().min(ys.len());
        self.xs.clear();
        self.xs.extend_from_slice(&xs[..n]);
        self.ys.clear();
        self.ys.extend_from_slice(&ys[..n]);
        self.sort();
    }

    fn sort(&mut self) {
        self.places.sort(&self.xs, &self.ys, self.w, self.h);
        self.tone = None;
    }

    /// The radius of a point in CSS pixels that suits so many points on so large a canvas.
    pub fn default_radius(&self) -> f32 {
        let area = (self.w * self.h) as f32 / (self.dpr * self.dpr);
        let scale = (area / 480_000.0).sqrt();
        let spacing = scale / (self.xs.len().max(1) as f32).sqrt();
        // Discs shrink with the spacing to 1 px at 28 000 points, and from 100 000 on further, into clouds.
        (170.0 * spacing).max((316.0 * spacing).min(1.0)).min(4.0 * scale.clamp(0.75, 1.5))
    }

    /// Draws the points, one colour each in the order they were placed, over a field or none.
    pub fn draw(&mut self, theme: Theme, colours: &[Lab], field: Option<&Field>, style: &Style) {
        if self.w == 0 || self.h == 0 {
            return;
        }
        let shape = self.shape(theme, style);
        let stamps = match self.stamps.take() {
            Some(stamps) if stamps.shape() == shape => stamps,
            _ => {
                self.tone = None;
                Stamps::new(shape)
            }
        };
        let tone = self.tone.unwrap_or_else(|| self.measure(&stamps));

        let mut ground = Ground::new(field, [self.w, self.h], theme, 0.5 * self.dpr.max(1.0));
        let mut under = vec![ground.paper(); self.w.next_multiple_of(LANES)];
        if ground.is_plain() {
            self.pixels.as_chunks_mut().0.fill(ground.paper().map(|v| v as u8));
        }
        let (wide, pixels) = (4 * self.w, &mut self.pixels);
        let colours = (colours, theme.lift());
        sweep(&self.places, &stamps, [self.w, self.h], &mut self.sums, colours, &mut |y, sums| {
            if !ground.is_plain() {
                ground.row(y, &mut under);
            }
            composite_row(sums, &under, tone, ground.is_plain(), &mut pixels[y * wide..(y + 1) * wide]);
        });
        self.stamps = Some(stamps);
        self.tone = Some(tone);
        if let Some(i) = style.highlight {
            self.ring(i, shape.radius, split(theme.ink()), split(theme.paper()));
        }
    }

    fn shape(&self, theme: Theme, style: &Style) -> Shape {
        let bold = theme == Theme::Projector;
        let radius = style.radius.filter(|r| r.is_finite()).unwrap_or_else(|| self.default_radius());
        let radius = (radius * self.dpr * if bold { 1.15 } else { 1.0 }).clamp(0.25, 40.0);
        let rim = if self.xs.len() <= 2000 && radius >= 2.0 { (0.3 * radius).min(self.dpr) } else { 0.0 };
        Shape { radius, rim, dark: if bold { 0.34 } else { 0.22 } }
    }

    /// The tone map that suits the weights of these places: nine covered pixels of ten are at most
    /// at 1 - exp(-2) of the way to opaque, so that the tenth still shows where it is densest.
    fn measure(&mut self, stamps: &Stamps) -> Tone {
        let mut weights: Vec<f32> = Vec::new();
        sweep(&self.places, stamps, [self.w, self.h], &mut self.sums, (&[], 0.0), &mut |y, sums| {
            // Every third pixel, in three rows every one: plenty, and cheap at a million.
            weights.extend(sums[y % 3..].iter().step_by(3).map(|s| s[3]).filter(|&w| w > 0.02));
        });
        let n = self.places.order.len().max(1) as f32;
        // A single point is nearly opaque among hundreds, faint among a million.
        let faint = (0.75 * (1000.0 / n).sqrt().sqrt()).clamp(0.12, 0.75);
        if weights.is_empty() {
            return Tone { faint, rate: 2.0 };
        }
        let rank = weights.len() * 9 / 10;
        let crowd = nth(&weights, rank);
        Tone { faint, rate: 2.0 / crowd.max(0.25) }
    }

    /// A ring of ink with a halo of paper around point `i`.
    fn ring(&mut self, i: usize, radius: f32, ink: [u8; 3], paper: [u8; 3]) {
        let (Some(&x), Some(&y)) = (self.xs.get(i), self.ys.get(i)) else { return };
        let (middle, half) = (radius + 3.0 * self.dpr, 0.9 * self.dpr);
        let reach = middle + 2.0 * half + 1.0;
        let span = |v: f32, size: usize| {
            let clip = |v: f32| v.max(0.0).min(size as f32) as usize;
            clip(v - reach)..clip(v + reach + 1.0)
        };
        for row in span(y, self.h) {
            for column in span(x, self.w) {
                let (dx, dy) = (column as f32 + 0.5 - x, row as f32 + 0.5 - y);
                let off = ((dx * dx + dy * dy).sqrt() - middle).abs();
                let pixel = &mut self.pixels[4 * (row * self.w + column)..][..3];
                for (colour, width) in [(paper, 2.0 * half), (ink, half)] {
                    let cover = (width + 0.5 - off).clamp(0.0, 1.0);
                    for (v, c) in pixel.iter_mut().zip(colour) {
                        *v = (f32::from(*v) + (f32::from(c) - f32::from(*v)) * cover + 0.5) as u8;
                    }
                }
            }
        }
    }
}
