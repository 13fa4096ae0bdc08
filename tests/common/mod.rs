//! What the tests share: naming a disagreement; [`files`], the reference data; [`cases`], random runs; [`naive`], the
//! textbook.
#![allow(dead_code)] // every test file uses its own part

pub(crate) mod cases;
pub(crate) mod files;
pub(crate) mod naive;

/// Largest absolute difference, relative to the largest entry of `theirs` (to 1 when that is all zeros).
pub(crate) fn deviation(ours: &[f64], theirs: &[f64]) -> f64 {
    assert_eq!(ours.len(), theirs.len(), "arrays of different lengths");
    let scale = theirs.iter().fold(0.0_f64, |m, x| m.max(x.abs()));
    let scale = if scale > 0.0 { scale } else { 1.0 };
    let worst = ours.iter().zip(theirs).fold(0.0_f64, |m, (a, b)| {
        let off = (a - b).abs();
        // A NaN must not hide behind max.
        if off.is_nan() && a.to_bits() != b.to_bits() { f64::INFINITY } else { m.max(off) }
    });
    worst / scale
}

/// A comparison that remembers how far apart the two sides ever were.
pub(crate) struct Agreement {
    title: String,
    tolerance: f64,
    /// The largest deviation so far and where it was.
    pub(crate) worst: (f64, String),
}

impl Agreement {
    pub(crate) fn new(title: impl Into<String>, tolerance: f64) -> Self {
        Self { title: title.into(), tolerance, worst: (0.0, String::new()) }
    }

    /// Panics when `ours` is farther from `theirs` than the tolerance; `what` names the numbers.
    #[track_caller]
    pub(crate) fn near(&mut self, what: impl AsRef<str>, ours: &[f64], theirs: &[f64]) {
        let (title, what) = (&self.title, what.as_ref());
        let off = deviation(ours, theirs);
        assert!(off <= self.tolerance, "{title}, {what}: off by {off:e}\n ours   {ours:?}\n theirs {theirs:?}");
        if off > self.worst.0 {
            self.worst = (off, what.to_string());
        }
    }

    /// Says, to who runs with `--nocapture`, how close it was.
    pub(crate) fn report(&self) {
        println!("{}: largest deviation {:.1e} ({})", self.title, self.worst.0, self.worst.1);
    }
}
