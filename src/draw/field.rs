//! What colours the ground: the assignment run on pixels, at low resolution, drawn at the canvas's own.

use super::palette::Lab;

/// Pixels a field has at most: about 3 ms of assignment, and no eye sees the difference.
const MAX_PIXELS: f32 = 120_000.0;
/// Energies a field of cells keeps at most; cells have straight edges, which a coarse grid draws just as well.
const MAX_ENERGIES: f32 = 2_000_000.0;

/// A tint for the ground, on a grid whose corners are the corners of the canvas.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// Columns, at least 2.
    pub w: usize,
    /// Rows, at least 2.
    pub h: usize,
    /// `[l*s, a*s, b*s, s]` of every grid point, row by row: an `OKLab` colour times its strength s in 0..1.
    pub colour: Vec<[f32; 4]>,
    /// Hard cells, when the field is one of those; `colour` then holds one entry per cluster.
    pub(super) cells: Option<Cells>,
}

/// Labels and energies above the least, so that edges can be found between grid points.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    pub(super) label: Vec<u16>,
    /// `k * pixels + pixel`.
    pub(super) energy: Vec<f32>,
    /// Whether the square right of and below a grid point is inside one cell, and so are its neighbours.
    pub(super) plain: Vec<bool>,
}

impl Field {
    /// A field of any premultiplied tints; it shows when there is one for each of `w` x `h` grid points.
    pub fn new(w: usize, h: usize, colour: Vec<[f32; 4]>) -> Self {
        Self { w, h, colour, cells: None }
    }

    /// Whether there is something to draw at every grid point.
    pub(super) fn is_whole(&self) -> bool {
        let points = self.cells.as_ref().map_or(self.colour.len(), |c| c.label.len());
        self.w >= 2 && self.h >= 2 && points == self.w.saturating_mul(self.h) && !self.colour.is_empty()
    }
}

/// How a field shows an assignment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shade {
    /// The mixed colour, equally strong everywhere: where are the boundaries, and how soft.
    Posterior {
        /// Strength of the tint, see [`super::Theme::tint`].
        strength: f32,
    },
    /// The mixed colour, as strong as `p / (p + p0)`: where does the model expect points.
    Density {
        /// Strength where the density is high.
        strength: f32,
        /// ln p0: where the tint has half its strength. A good one is log p(D) / N - 1, a little below the mean
        /// log density of the data: the tint then ends where the points end.
        ln_p0: f64,
    },
    /// One colour per cell of least energy, with sharp edges and a thin line between.
    Cells {
        /// Strength of the tint.
        strength: f32,
    },
}

/// Makes a field of blocks of grid points, as the assignment gives them.
pub struct FieldBuilder {
    field: Field,
    colours: Vec<Lab>,
    shade: Shade,
    scale: [f32; 2],
}

impl FieldBuilder {
    /// A field for a canvas of `width` x `height` device pixels and one colour per cluster.
    pub fn new(width: usize, height: usize, colours: &[Lab], shade: Shade) -> Self {
        let (cw, ch) = (width.max(1) as f32, height.max(1) as f32);
        let hard = matches!(shade, Shade::Cells { .. });
        let most = if hard { MAX_PIXELS.min(MAX_ENERGIES / colours.len().max(1) as f32) } else { MAX_PIXELS };
        let shrink = (most / (cw * ch)).sqrt().min(1.0);
        let (w, h) = (((cw * shrink) as usize).max(2), ((ch * shrink) as usize).max(2));
        let (entries, cells) = match shade {
            Shade::Cells { strength } => {
                let cells = Cells {
                    label: vec![0; w * h],
                    energy: vec![0.0; colours.len() * w * h],
                    plain: vec![false; w * h],
                };
                (colours.iter().map(|&c| premultiply(c, strength)).collect(), Some(cells))
            }
            _ => (vec![[0.0; 4]; w * h], None),
        };
        let scale = [cw / (w - 1) as f32, ch / (h - 1) as f32];
        Self { field: Field { w, h, colour: entries, cells }, colours: colours.to_vec(), shade, scale }
    }

    /// How many grid points there are.
    pub fn len(&self) -> usize {
        self.field.w * self.field.h
    }

    /// Never: a grid has at least four points.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Where grid point `i` is on the canvas, in device pixels.
    pub fn position(&self, i: usize) -> (f32, f32) {
        ((i % self.field.w) as f32 * self.scale[0], (i / self.field.w) as f32 * self.scale[1])
    }

    /// Grid points `start..start + len`: `values[k * len + i]` is the responsibility of cluster k for grid point
    /// `start + i`, or its energy when the field is of cells.
    pub fn push_block(&mut self, start: usize, len: usize, values: &[f64]) {
        match self.shade {
            Shade::Posterior { strength } | Shade::Density { strength, .. } => {
                self.mix(start, len, values);
                self.scale_by(start, len, |_| strength);
            }
            Shade::Cells { .. } => self.compare(start, len, values),
        }
    }

    /// The same with the log density of each grid point, which shades a [`Shade::Density`] field.
    pub fn push_density(&mut self, start: usize, len: usize, r: &[f64], ln_p: &[f64]) {
        let Shade::Density { strength, ln_p0 } = self.shade else { return self.push_block(start, len, r) };
        self.mix(start, len, r);
        self.scale_by(start, len, |i| {
            let share = 1.0 / (1.0 + libm::exp((ln_p0 - ln_p[i]).clamp(-60.0, 60.0)));
            // Below a thousandth it is invisible, and smaller still it would be slow.
            if share > 1e-3 { strength * share as f32 } else { 0.0 }
        });
    }

    /// The mixed colour, sum of `r_k` times colour k.
    fn mix(&mut self, start: usize, len: usize, r: &[f64]) {
        let out = &mut self.field.colour[start..start + len];
        out.fill([0.0, 0.0, 0.0, 1.0]);
        for (r, c) in r.chunks_exact(len.max(1)).zip(&self.colours) {
            for (out, &r) in out.iter_mut().zip(r) {
                let r = if r > 1e-9 { r as f32 } else { 0.0 };
                out[0] += r * c.l;
                out[1] += r * c.a;
                out[2] += r * c.b;
            }
        }
    }

    fn scale_by(&mut self, start: usize, len: usize, strength: impl Fn(usize) -> f32) {
        for (i, c) in self.field.colour[start..start + len].iter_mut().enumerate() {
            let s = strength(i);
            *c = c.map(|v| v * s);
        }
    }

    /// The label of least energy, and every energy above it.
    fn compare(&mut self, start: usize, len: usize, energy: &[f64]) {
        let pixels = self.len();
        let Some(cells) = &mut self.field.cells else { return };
        for i in 0..len {
            let (mut label, mut least) = (0, f64::INFINITY);
            for k in 0..self.colours.len() {
                if energy[k * len + i] < least {
                    (label, least) = (k, energy[k * len + i]);
                }
            }
            cells.label[start + i] = label as u16;
            for k in 0..self.colours.len() {
                let above = energy[k * len + i] - least;
                cells.energy[k * pixels + start + i] = if above < 1e15 { above as f32 } else { 1e15 };
            }
        }
    }

    /// The field.
    pub fn finish(mut self) -> Field {
        let (w, h) = (self.field.w, self.field.h);
        if let Some(cells) = &mut self.field.cells {
            for y in 0..h - 1 {
                for x in 0..w - 1 {
                    let label = cells.label[y * w + x];
                    let same = neighbours(w, h, x, y).all(|p| cells.label[p] == label);
                    cells.plain[y * w + x] = same;
                }
            }
        }
        self.field
    }
}

fn premultiply(c: Lab, s: f32) -> [f32; 4] {
    [c.l * s, c.a * s, c.b * s, s]
}

/// The grid points of a square and of the squares around it.
pub(super) fn neighbours(w: usize, h: usize, x: usize, y: usize) -> impl Iterator<Item = usize> {
    let columns = x.saturating_sub(1)..(x + 3).min(w);
    (y.saturating_sub(1)..(y + 3).min(h)).flat_map(move |y| columns.clone().map(move |x| y * w + x))
}
