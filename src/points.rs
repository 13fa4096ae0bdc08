//! The data: N points in D dimensions, stored as columns and walked in blocks.

use crate::error::{Error, Result};
use crate::text::plain;

/// Points per block. One block of every column, energy and responsibility stays in the first-level cache,
/// and a product of 64 numbers of at most 256 still fits in an `f64` (see [`crate::energy`]).
pub const BLOCK: usize = 64;

/// The largest magnitude a coordinate may have: squares, sums and products of squares then stay finite.
pub const MAX_MAGNITUDE: f64 = 1e60;

/// The least that the values of a column may differ by, where they differ at all: squares of differences, and small
/// parts of those, then stay far from 0.
pub const MIN_SPREAD: f64 = 1e-140;

/// The least that a time may be where it must be positive: the largest divided by it stays finite, and its logarithm, too.
pub const LEAST_POSITIVE: f64 = 1e-100;

/// The largest N times D: 512 MiB of coordinates.
pub const MAX_VALUES: usize = 1 << 26;

/// `x(n)` in R^D for n = 1..N, column by column: `column(j)[n]` is coordinate j of point n.
///
/// Valid by construction: at least one point, at least one dimension, every value finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    n: usize,
    d: usize,
    values: Vec<f64>,
}

impl Points {
    /// From N*D numbers, row-major (point after point).
    ///
    /// # Errors
    /// `invalid-data` when `rows` is empty, `d` is 0, the length is not a multiple of `d`, or a value is not
    /// finite or larger than [`MAX_MAGNITUDE`]; `too-large` past [`MAX_VALUES`].
    pub fn from_rows(rows: &[f64], d: usize) -> Result<Self> {
        if d == 0 {
            return Err(Error::data("d must be at least 1: it is the number of coordinates of a point"));
        }
        if rows.is_empty() {
            return Err(Error::data("there are no points: give at least one"));
        }
        if !rows.len().is_multiple_of(d) {
            return Err(Error::data(format!(
                "{} numbers do not make whole points of d = {d} coordinates: the length must be a multiple of d",
                rows.len()
            )));
        }
        if rows.len() > MAX_VALUES {
            return Err(Error::too_large(format!(
                "{} numbers are more than the {MAX_VALUES} this holds: use fewer points or columns",
                rows.len()
            )));
        }
        if let Some(i) = rows.iter().position(|x| !x.is_finite() || x.abs() > MAX_MAGNITUDE) {
            return Err(Error::data(format!(
                "coordinate {} of point {} is {}: every value must be finite and at most 1e60 in size",
                i % d + 1,
                i / d + 1,
                plain(rows[i])
            )));
        }
        let n = rows.len() / d;
        let mut values = vec![0.0; rows.len()];
        for (i, row) in rows.chunks_exact(d).enumerate() {
            for (j, &x) in row.iter().enumerate() {
                values[j * n + i] = x;
            }
        }
        Ok(Self { n, d, values })
    }

    /// From numbers that are known to be finite and to make whole points.
    pub(crate) fn known(rows: &[f64], d: usize) -> Self {
        let Ok(points) = Self::from_rows(rows, d) else { unreachable!("numbers known to be finite") };
        points
    }

    /// From D columns one after the other, all finite: places that were computed, not read.
    pub(crate) fn from_columns(values: Vec<f64>, d: usize) -> Self {
        debug_assert!(values.iter().all(|x| x.is_finite()) && values.len() >= d && values.len().is_multiple_of(d));
        Self { n: values.len() / d, d, values }
    }

    /// N, the number of points.
    pub fn n(&self) -> usize {
        self.n
    }

    /// D, the number of coordinates.
    pub fn d(&self) -> usize {
        self.d
    }

    /// Coordinate `j` of every point.
    pub fn column(&self, j: usize) -> &[f64] {
        &self.values[j * self.n..(j + 1) * self.n]
    }

    /// Point `i`, as D numbers.
    pub fn row(&self, i: usize) -> Vec<f64> {
        (0..self.d).map(|j| self.values[j * self.n + i]).collect()
    }

    /// All points, row-major.
    pub fn to_rows(&self) -> Vec<f64> {
        (0..self.n).flat_map(|i| self.row(i)).collect()
    }

    /// The blocks, in order: every one has [`BLOCK`] points but perhaps the last.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        (0..self.n).step_by(BLOCK).map(|start| Block { points: self, start, len: BLOCK.min(self.n - start) })
    }

    /// The mean of every column, summed about its first value: where all values are equal it is exactly theirs.
    pub fn means(&self) -> Vec<f64> {
        let mean = |column: &[f64]| column[0] + column.iter().map(|x| x - column[0]).sum::<f64>() / self.n as f64;
        (0..self.d).map(|j| mean(self.column(j))).collect()
    }

    /// The smallest and the largest value of column `j`.
    pub fn range(&self, j: usize) -> (f64, f64) {
        self.column(j).iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), &x| (lo.min(x), hi.max(x)))
    }
}

/// Up to [`BLOCK`] consecutive points.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    points: &'a Points,
    /// Index of the first point.
    pub start: usize,
    /// How many points.
    pub len: usize,
}

impl<'a> Block<'a> {
    /// D.
    pub fn d(&self) -> usize {
        self.points.d
    }

    /// Coordinate `j` of the block's points.
    pub fn column(&self, j: usize) -> &'a [f64] {
        &self.points.column(j)[self.start..self.start + self.len]
    }
}
