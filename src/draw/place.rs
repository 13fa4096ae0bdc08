//! Where the points are, sorted so that drawing them walks through memory instead of jumping.

/// Rows of a band.
pub(super) const BAND: usize = 32;
/// Columns of a tile: a tile's sums fit in the first-level cache.
const TILE: usize = 64;
/// Points this far outside can still reach in.
const MARGIN: f32 = 64.0;

/// Points sorted by band, then by tile, then by index.
#[derive(Default)]
pub(super) struct Places {
    /// Positions, sorted.
    pub(super) at: Vec<[f32; 2]>,
    /// The caller's index of each.
    pub(super) order: Vec<u32>,
    /// First point of every band, and the end.
    bands: Vec<usize>,
}

impl Places {
    /// Points that are not numbers or far outside `w` x `h` are left out.
    pub(super) fn sort(&mut self, xs: &[f32], ys: &[f32], w: usize, h: usize) {
        let (tiles, bands) = (w / TILE + 1, h.div_ceil(BAND));
        let tile = |x: f32, y: f32| -> Option<usize> {
            let inside = x >= -MARGIN && y >= -MARGIN && x <= w as f32 + MARGIN && y <= h as f32 + MARGIN;
            let row = (y as usize).min(h - 1);
            let column = (x as usize).min(w - 1);
            inside.then_some(row / BAND * tiles + column / TILE)
        };
        let mut next = vec![0; tiles * bands + 1];
        if w == 0 || h == 0 {
            next.fill(0);
        } else {
            for t in xs.iter().zip(ys).filter_map(|(&x, &y)| tile(x, y)) {
                next[t + 1] += 1;
            }
            for t in 0..tiles * bands {
                next[t + 1] += next[t];
            }
        }
        self.bands = (0..=bands).map(|b| next[b * tiles]).collect();
        let total = *next.last().unwrap_or(&0);
        self.at.clear();
        self.at.resize(total, [0.0; 2]);
        self.order.clear();
        self.order.resize(total, 0);
        if total == 0 {
            return;
        }
        for (i, (&x, &y)) in xs.iter().zip(ys).enumerate() {
            if let Some(t) = tile(x, y) {
                self.at[next[t]] = [x, y];
                self.order[next[t]] = i as u32;
                next[t] += 1;
            }
        }
    }

    /// The range of sorted points whose centre is in band `b`; empty past the last.
    pub(super) fn band(&self, b: usize) -> std::ops::Range<usize> {
        match self.bands.get(b..b + 2) {
            Some(ends) => ends[0]..ends[1],
            None => 0..0,
        }
    }
}
