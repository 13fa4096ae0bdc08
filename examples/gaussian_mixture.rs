//! A mixture of Gaussians on points of one's own, half a step at a time: `cargo run --example gaussian_mixture`.

use mixtape::error::Error;
use mixtape::options::{Family, Options};
use mixtape::points::Points;
use mixtape::run::Run;
use std::sync::Arc;

fn main() -> Result<(), Error> {
    // Six points in two dimensions, row by row.
    let points = Points::from_rows(&[0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 10.0, 10.0, 10.0, 11.0, 11.0, 10.0], 2)?;
    let options = Options { k: 2, seed: 1, ..Options::default() };
    let mut run = Run::new(Family::GaussianMixture, Arc::new(points), &options)?;

    while !run.converged() && run.iteration() < 100 {
        let report = run.step()?;
        println!("{:6} log-likelihood {:.3}", report.half.key(), run.log_likelihood());
    }
    println!("labels {:?}", run.labels());
    println!("a new point belongs to {:?}", run.predict(&[9.0, 9.0])?);
    Ok(())
}

// Prints:
// assign log-likelihood -27.283
// refit  log-likelihood -25.056
// assign log-likelihood -25.056
// refit  log-likelihood -23.763
// assign log-likelihood -23.763
// refit  log-likelihood -17.818
// assign log-likelihood -17.818
// refit  log-likelihood -12.770
// assign log-likelihood -12.770
// refit  log-likelihood -11.299
// assign log-likelihood -11.299
// refit  log-likelihood -11.299
// assign log-likelihood -11.299
// labels [1, 1, 1, 0, 0, 0]
// a new point belongs to [0]
