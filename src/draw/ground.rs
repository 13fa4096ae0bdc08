//! Paper under a field: the grid stretched over the canvas, row by row, and the edges of cells found between its points.

use super::field::{Cells, Field, neighbours};
use super::palette::{Lab, Theme, split, srgb8_to_lab};
use super::tone::{LANES, encode};

/// A field on its paper, ready to be stretched over the rows of a canvas: made once per picture.
pub(super) struct Ground<'a> {
    field: Option<&'a Field>,
    /// `[r, g, b, 255]` of every grid point, or of every cluster when the field is of cells.
    colour: Vec<[f32; 4]>,
    paper: [f32; 4],
    ink: [f32; 4],
    /// Half the width of a line between cells.
    line: f32,
    /// For every column of the canvas, the grid column left of it and how far past that it is.
    columns: Vec<(u32, f32)>,
    /// Grid columns per canvas column, and grid rows per canvas row.
    along: f32,
    down: f32,
    /// One row of the grid, between its rows.
    between: Vec<[f32; 4]>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(field: Option<&'a Field>, [w, h]: [usize; 2], theme: Theme, line: f32) -> Self {
        let field = field.filter(|f| f.is_whole());
        let [fw, fh] = field.map_or([2, 2], |f| [f.w, f.h]);
        let (along, down) = ((fw - 1) as f32 / w.max(1) as f32, (fh - 1) as f32 / h.max(1) as f32);
        let opaque = |rgb: u32| {
            let [r, g, b] = split(rgb).map(f32::from);
            [r, g, b, 255.0]
        };
        let under = srgb8_to_lab(split(theme.paper()));
        Self {
            field,
            colour: field.map_or_else(Vec::new, |f| on_paper(&f.colour, under)),
            paper: opaque(theme.paper()),
            ink: opaque(theme.ink()),
            line,
            columns: (0..w).map(|x| place((x as f32 + 0.5) * along, fw)).collect(),
            along,
            down,
            between: vec![[0.0; 4]; fw],
        }
    }

    /// The colour where nothing is.
    pub(super) fn paper(&self) -> [f32; 4] {
        self.paper
    }

    /// Whether the ground is paper and nothing else.
    pub(super) fn is_plain(&self) -> bool {
        self.field.is_none()
    }

    /// The `[r, g, b, 255]` of canvas row `y`; `row` is a whole number of lanes long.
    pub(super) fn row(&mut self, y: usize, row: &mut [[f32; 4]]) {
        debug_assert_eq!(row.len() % LANES, 0);
        let Some(field) = self.field else { return row.fill(self.paper) };
        let (top, t) = place((y as f32 + 0.5) * self.down, field.h);
        let top = top as usize * field.w;
        if let Some(cells) = &field.cells {
            self.cells_row(field, cells, top, t, row);
            return;
        }
        let rows = self.colour[top..].iter().zip(&self.colour[top + field.w..]);
        for (out, (&upper, &lower)) in self.between.iter_mut().zip(rows) {
            *out = lerp(upper, lower, t);
        }
        for (out, &(left, t)) in row.iter_mut().zip(&self.columns) {
            let left = left as usize;
            *out = lerp(self.between[left], self.between[left + 1], t);
        }
    }

    fn cells_row(&self, field: &Field, cells: &Cells, top: usize, t: f32, row: &mut [[f32; 4]]) {
        let mut here = usize::MAX;
        let mut candidates = Vec::with_capacity(16);
        for (out, &(left, s)) in row.iter_mut().zip(&self.columns) {
            let corner = top + left as usize;
            if cells.plain[corner] {
                *out = self.colour[usize::from(cells.label[corner])];
                continue;
            }
            if corner != here {
                here = corner;
                candidates.clear();
                for p in neighbours(field.w, field.h, left as usize, top / field.w) {
                    if !candidates.contains(&cells.label[p]) {
                        candidates.push(cells.label[p]);
                    }
                }
            }
            *out = self.edge(field, cells, corner, [s, t], &candidates);
        }
    }

    /// The colour at a place inside the square right of and below `corner`, near an edge of cells.
    ///
    /// Squared distances differ by a function linear in the place, so that interpolating them between grid points
    /// is exact, and their difference over the length of its gradient is the distance to the edge in pixels.
    fn edge(&self, field: &Field, cells: &Cells, corner: usize, [s, t]: [f32; 2], labels: &[u16]) -> [f32; 4] {
        let pixels = field.w * field.h;
        let plane = |k: u16| {
            let e = &cells.energy[usize::from(k) * pixels + corner..];
            let (a, b, c, d) = (e[0], e[1], e[field.w], e[field.w + 1]);
            let (upper, lower) = (a + (b - a) * s, c + (d - c) * s);
            let across = ((b - a) * (1.0 - t) + (d - c) * t) * self.along;
            (upper + (lower - upper) * t, across, (lower - upper) * self.down)
        };
        let mut best = labels[0];
        let mut least = plane(best);
        for &k in &labels[1..] {
            let e = plane(k);
            if e.0 < least.0 {
                (best, least) = (k, e);
            }
        }
        let (mut other, mut distance) = (best, f32::INFINITY);
        for &k in labels.iter().filter(|&&k| k != best) {
            let e = plane(k);
            let (dx, dy) = (e.1 - least.1, e.2 - least.2);
            let slope = (dx * dx + dy * dy).sqrt();
            if slope > 1e-20 && (e.0 - least.0) / slope < distance {
                (other, distance) = (k, (e.0 - least.0) / slope);
            }
        }
        let colour = |k: u16| self.colour[usize::from(k)];
        let mine = (0.5 + distance).clamp(0.0, 1.0);
        let ink = 0.5 * (self.line + 0.5 - distance).clamp(0.0, 1.0);
        lerp(lerp(colour(other), colour(best), mine), self.ink, ink)
    }
}

/// A place on a grid of `n` points as the point before it and the part past that.
fn place(v: f32, n: usize) -> (u32, f32) {
    let whole = (v as u32).min(n as u32 - 2);
    (whole, v - whole as f32)
}

#[inline]
fn lerp(a: [f32; 4], b: [f32; 4], t: f32) -> [f32; 4] {
    std::array::from_fn(|i| a[i] + (b[i] - a[i]) * t)
}

/// Premultiplied tints over paper, to `[r, g, b, 255]`.
fn on_paper(tints: &[[f32; 4]], paper: Lab) -> Vec<[f32; 4]> {
    let mut out = Vec::with_capacity(tints.len());
    for tints in tints.chunks(LANES) {
        let (mut l, mut a, mut b) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
        for (i, c) in tints.iter().enumerate() {
            let rest = 1.0 - c[3];
            (l[i], a[i], b[i]) = (c[0] + paper.l * rest, c[1] + paper.a * rest, c[2] + paper.b * rest);
        }
        let [red, green, blue] = encode(l, a, b);
        out.extend((0..tints.len()).map(|i| [red[i], green[i], blue[i], 255.0]));
    }
    out
}
