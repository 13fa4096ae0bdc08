//! Points put, moved and taken away by hand, on top of a data set.
//!
//! Places are kept on a grid of 65,536 steps over twice the data set's own box, so that a link carries them in
//! two bytes a coordinate and opening it gives the same bits.

use crate::error::{Error, Result};
use crate::points::Points;

/// The most points that may be added or moved: a link must stay a link.
pub const MAX_BY_HAND: usize = 2000;

const STEPS: f64 = 65_535.0;

/// The region in which points can be put: the data's own box, half as wide again on every side.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    low: Vec<f64>,
    width: Vec<f64>,
}

impl Frame {
    /// Around `points`.
    pub fn around(points: &Points) -> Self {
        let (mut low, mut width) = (Vec::new(), Vec::new());
        for j in 0..points.d() {
            let (lo, hi) = points.range(j);
            let span = if hi > lo { hi - lo } else { 1.0 };
            low.push(lo - 0.5 * span);
            width.push(2.0 * span);
        }
        Self { low, width }
    }

    /// The grid step nearest to `x`, one per coordinate.
    pub fn snap(&self, x: &[f64]) -> Vec<u16> {
        x.iter()
            .enumerate()
            .map(|(j, x)| ((x - self.low[j]) / self.width[j] * STEPS).clamp(0.0, STEPS).round() as u16)
            .collect()
    }

    fn place(&self, grid: &[u16]) -> impl Iterator<Item = f64> {
        grid.iter().enumerate().map(|(j, &g)| self.low[j] + self.width[j] * (f64::from(g) / STEPS))
    }
}

/// What hands have done to a data set. The points are then the ones kept, in their order, and those added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByHand {
    /// Every point of the data set is gone.
    pub cleared: bool,
    /// Indices taken away, ascending.
    pub removed: Vec<usize>,
    /// Indices moved, ascending, and where to.
    pub moved: Vec<(usize, Vec<u16>)>,
    /// Places of added points, D numbers each.
    pub added: Vec<u16>,
}

/// Where a point of the edited data comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Point n of the data set.
    Shipped(usize),
    /// The i-th added one.
    Added(usize),
}

impl ByHand {
    /// Whether nothing was done.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether these are edits of a data set of `n` points with `d` coordinates.
    ///
    /// # Errors
    /// `invalid-option` when they are of another.
    pub fn check(&self, n: usize, d: usize) -> Result<()> {
        let fits = self.added.len().is_multiple_of(d)
            && self.moved.iter().all(|(i, place)| *i < n && place.len() == d)
            && self.added.len() / d + self.moved.len() <= MAX_BY_HAND;
        if fits {
            return Ok(());
        }
        Err(Error::option(format!("the points drawn or moved by hand do not belong to these data, which have d = {d}")))
    }

    /// Where the points of the edited data come from, in order; the data set has `n` points of `d` coordinates.
    pub fn origins(&self, n: usize, d: usize) -> Vec<Origin> {
        let kept = (0..if self.cleared { 0 } else { n }).filter(|i| self.removed.binary_search(i).is_err());
        kept.map(Origin::Shipped).chain((0..self.added.len() / d).map(Origin::Added)).collect()
    }

    /// The edited points, row-major; perhaps none.
    pub fn rows(&self, base: &Points, frame: &Frame) -> Vec<f64> {
        let d = base.d();
        let mut rows = Vec::new();
        for origin in self.origins(base.n(), d) {
            match origin {
                Origin::Added(i) => rows.extend(frame.place(&self.added[i * d..(i + 1) * d])),
                Origin::Shipped(n) => match self.moved.binary_search_by_key(&n, |m| m.0) {
                    Ok(i) => rows.extend(frame.place(&self.moved[i].1)),
                    Err(_) => rows.extend(base.row(n)),
                },
            }
        }
        rows
    }

    /// Add points of `d` coordinates at `places`.
    ///
    /// # Errors
    /// `too-large` past [`MAX_BY_HAND`].
    pub fn add(&mut self, places: &[u16], d: usize) -> Result<()> {
        self.room(places.len() / d, d)?;
        self.added.extend(places);
        Ok(())
    }

    fn room(&self, more: usize, d: usize) -> Result<()> {
        if self.added.len() / d + self.moved.len() + more > MAX_BY_HAND {
            return Err(Error::too_large(format!(
                "at most {MAX_BY_HAND} points can be drawn or moved by hand, so that a link can carry them: choose a generator for more"
            )));
        }
        Ok(())
    }

    /// Move the point that comes from `origin`.
    ///
    /// # Errors
    /// `too-large` past [`MAX_BY_HAND`].
    pub fn shift(&mut self, origin: Origin, place: Vec<u16>) -> Result<()> {
        let d = place.len();
        match origin {
            Origin::Added(i) => self.added[i * d..(i + 1) * d].copy_from_slice(&place),
            Origin::Shipped(n) => match self.moved.binary_search_by_key(&n, |m| m.0) {
                Ok(i) => self.moved[i].1 = place,
                Err(i) => {
                    self.room(1, d)?;
                    self.moved.insert(i, (n, place));
                }
            },
        }
        Ok(())
    }

    /// Take away the points that come from `origins`, each of `d` coordinates.
    pub fn remove(&mut self, origins: &[Origin], d: usize) {
        let mut kept = vec![true; self.added.len() / d];
        for origin in origins {
            match *origin {
                Origin::Added(i) => kept[i] = false,
                Origin::Shipped(n) => {
                    self.moved.retain(|m| m.0 != n);
                    if let Err(i) = self.removed.binary_search(&n) {
                        self.removed.insert(i, n);
                    }
                }
            }
        }
        let mut i = 0;
        self.added.retain(|_| {
            i += 1;
            kept[(i - 1) / d]
        });
    }

    /// Take away every point.
    pub fn clear(&mut self) {
        *self = Self { cleared: true, ..Self::default() };
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// 16-bit numbers as base64url text, big-endian, without padding.
pub fn pack(numbers: impl IntoIterator<Item = u16>) -> String {
    let bytes: Vec<u8> = numbers.into_iter().flat_map(u16::to_be_bytes).collect();
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |w, &b| (w << 8) | u32::from(b)) << (8 * (3 - chunk.len()));
        for i in 0..=chunk.len() {
            text.push(char::from(DIGITS[(word >> (18 - 6 * i)) as usize & 63]));
        }
    }
    text
}

/// The numbers of [`pack`]; `None` where the text is none of its.
pub fn unpack(text: &str) -> Option<Vec<u16>> {
    let mut bytes = Vec::new();
    for chunk in text.as_bytes().chunks(4) {
        let mut word = 0_u32;
        for &c in chunk {
            word = (word << 6) | DIGITS.iter().position(|&d| d == c)? as u32;
        }
        word <<= 6 * (4 - chunk.len());
        bytes.extend_from_slice(&word.to_be_bytes()[1..chunk.len()]);
    }
    let (pairs, rest) = bytes.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|&b| u16::from_be_bytes(b)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_goes_there_and_back() {
        for n in 0..9_u16 {
            let numbers: Vec<u16> = (0..n).map(|i| i.wrapping_mul(9973)).collect();
            assert_eq!(unpack(&pack(numbers.iter().copied())), Some(numbers));
        }
        assert_eq!(unpack("A*"), None);
        assert_eq!(unpack("A"), Some(vec![]));
        assert_eq!(unpack("AA"), None);
    }

    #[test]
    fn hands_add_move_and_remove() {
        let base = Points::from_rows(&[0.0, 0.0, 1.0, 1.0, 2.0, 4.0], 2).unwrap();
        let frame = Frame::around(&base);
        let mut hand = ByHand::default();
        assert_eq!(hand.rows(&base, &frame), base.to_rows());
        hand.add(&frame.snap(&[0.5, 2.0]), 2).unwrap();
        hand.shift(Origin::Shipped(1), frame.snap(&[1.5, 3.0])).unwrap();
        hand.remove(&[Origin::Shipped(0)], 2);
        let rows = hand.rows(&base, &frame);
        assert_eq!(rows.len(), 6);
        for (got, want) in rows.iter().zip([1.5, 3.0, 2.0, 4.0, 0.5, 2.0]) {
            assert!((got - want).abs() < 1e-3);
        }
        hand.remove(&[Origin::Added(0), Origin::Shipped(2), Origin::Shipped(1)], 2);
        assert!(hand.rows(&base, &frame).is_empty());
    }
}
