//! What a run says of points that it was not made from, and the responsibilities of a whole set of points.

use super::Run;
use crate::energy;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::points::Points;
use crate::room;

impl Run {
    /// Labels of other points under the current parameters.
    ///
    /// # Errors
    /// `invalid-data` as [`Points::from_rows`].
    pub fn predict(&self, rows: &[f64]) -> Result<Vec<u8>> {
        Ok(energy::labels(&*self.model, &Points::from_rows(rows, self.points.d())?))
    }

    /// `r` of other points under the current parameters: N*K, row-major.
    ///
    /// # Errors
    /// `invalid-data` as [`Points::from_rows`]; `too-large` as [`Run::responsibilities`].
    pub fn predict_probabilities(&self, rows: &[f64]) -> Result<Vec<f64>> {
        let points = Points::from_rows(rows, self.points.d())?;
        check(points.n(), self.model.k())?;
        Ok(shares(&*self.model, &points))
    }

    /// `log p(x)` of other points under the current parameters (mixtures): N.
    ///
    /// # Errors
    /// `invalid-data` as [`Points::from_rows`].
    pub fn score_samples(&self, rows: &[f64]) -> Result<Vec<f64>> {
        let points = Points::from_rows(rows, self.points.d())?;
        let mut out = Vec::with_capacity(points.n());
        energy::posterior(&*self.model, &points, |_, _, surprise| out.extend(surprise.iter().map(|f| -f)));
        Ok(out)
    }
}

/// Whether N*K responsibilities can be held.
pub(super) fn check(n: usize, k: usize) -> Result<()> {
    // A page counts to 2^32 in a usize.
    if n as u64 * k as u64 > 1 << 27 {
        return Err(Error::too_large(format!(
            "{n} x {k} responsibilities would take more than a gigabyte: ask for labels instead"
        )));
    }
    room::ask_for::<f64>(n * k, "responsibilities")
}

/// r under `model`: N*K, row-major.
pub(super) fn shares(model: &dyn Model, points: &Points) -> Vec<f64> {
    let k = model.k();
    let mut out = vec![0.0; points.n() * k];
    energy::responsibilities(model, points, |block, r| {
        for i in 0..block.len {
            for c in 0..k {
                out[(block.start + i) * k + c] = r[c * block.len + i];
            }
        }
    });
    out
}
