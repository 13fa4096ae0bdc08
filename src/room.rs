//! Memory is asked for before any of it is taken: what is too much is refused, where running out would end everything.

use crate::build::MAX_COVARIANCE_D;
use crate::error::{Error, Result};
use crate::options::Family;
use crate::points::BLOCK;
use std::mem::size_of;

/// The most bytes that one call may need: a page has 4 GiB in all, and one vector at most 2 of them.
pub const MOST_BYTES: u64 = 3 << 29;

/// Asked for with everything: room for reports and messages.
const SPARE: u64 = 1 << 16;

/// Whether there is room for `bytes` that `what` need.
///
/// # Errors
/// `too-large` for more than [`MOST_BYTES`], or more than the machine has to give now.
pub fn ask(bytes: u64, what: &str) -> Result<()> {
    let refused = |why: &str| {
        let megabytes = bytes.div_ceil(1_000_000);
        Err(Error::too_large(format!(
            "{what} would need {megabytes} MB of memory, {why}: use fewer points, columns or clusters"
        )))
    };
    if bytes > MOST_BYTES {
        return refused(&format!("and one call may need {} MB", MOST_BYTES / 1_000_000));
    }
    let mut trial = Vec::<u8>::new();
    let there = trial.try_reserve_exact((bytes + SPARE) as usize).is_ok();
    // Memory that nobody looks at is not taken at all: the compiler would say that it is always there.
    std::hint::black_box(&trial);
    if there { Ok(()) } else { refused("which is not there") }
}

/// The same, for `count` items of type `T`.
///
/// # Errors
/// As [`ask`].
pub fn ask_for<T>(count: usize, what: &str) -> Result<()> {
    ask(count as u64 * size_of::<T>() as u64, what)
}

/// What a run needs beside its points, at the most: to start, and for half-steps that can be taken back.
pub fn of_run(family: Family, n: usize, d: usize, k: usize) -> u64 {
    const NUMBER: u64 = size_of::<f64>() as u64;
    let [n, d, k] = [n, d, k].map(|x| x as u64);
    // Distances, orders and labels when a start is picked or an empty centre moves.
    let points = 6 * n;
    // Of a model at most 3 times K*D numbers in 5 copies, of moments 2 times in 6, and what a start was given.
    let means = 32 * k * d;
    let shapes = if d <= MAX_COVARIANCE_D as u64 { 16 * k * d * d } else { 0 };
    let block = BLOCK as u64 * (d + 2 * k);
    // Candidates, and the members of a cluster, are points again.
    let medoids = if family == Family::KMedoids { 2 * n * d } else { 0 };
    NUMBER * (points + means + shapes + block + medoids)
}
