//! What does a failed call leave behind? The object as it was before the call.
#![cfg(not(target_arch = "wasm32"))]

use mixtape::error::{Code, Result};
use mixtape::options::{Family, Init, Options};
use mixtape::points::Points;
use mixtape::room;
use mixtape::run::{Report, Run};
use mixtape::start::WAYS;
use mixtape::tape::Tape;
use proptest::prelude::*;
use std::sync::Arc;

/// All that can be asked of a run.
fn told(run: &Run) -> String {
    let model = run.model();
    let shapes: Vec<_> = (0..model.k()).filter_map(|k| model.covariance(k)).collect();
    let state = (run.half_steps(), run.converged(), run.free_energy(), run.objective(), run.entropy_term());
    let theta = (model.means(), model.weights(), shapes, run.log_likelihood());
    let r = (run.labels(), run.responsibilities().expect("few points"), run.counts(), run.shares());
    format!("{state:?} {theta:?} {r:?}")
}

/// Of five points two coincide: the variance of their component becomes 0.
fn collapsing(family: Family, rows: &[f64], means: Vec<f64>) -> Run {
    let init = Init::Given { means, weights: None, covariances: None };
    let options = Options { init, variance_floor: 0.0, tolerance: 0.0, ..Options::default() };
    let points = Points::from_rows(rows, 1).expect("numbers");
    Run::new(family, Arc::new(points), &options).expect("a start")
}

fn unchanged(run: &mut Run, call: impl FnOnce(&mut Run) -> Result<Option<Report>>) {
    let before = told(run);
    if let Err(error) = call(run) {
        assert_eq!(error.code, Code::SingularCovariance);
        assert_eq!(told(run), before);
    }
}

#[test]
fn an_iteration_that_fails_in_its_second_half_takes_back_the_first() {
    // Where the variance is 0 at once, and where it becomes 0 only after some iterations.
    for means in [vec![0.0, 6.0], vec![-40.0, 6.0], vec![0.0, 40.0]] {
        let mut run = collapsing(Family::GaussianMixture, &[0.0, 0.0, 5.0, 6.0, 7.0], means);
        let failed = (0..200).any(|_| {
            let before = told(&run);
            let failed = run.iterate().is_err();
            assert!(!failed || told(&run) == before);
            failed
        });
        assert!(failed);
    }
}

#[test]
fn a_run_that_fails_takes_back_all_its_iterations() {
    let mut run = collapsing(Family::GaussianMixture, &[0.0, 0.0, 5.0, 6.0, 7.0], vec![0.0, 6.0]);
    let before = told(&run);
    assert_eq!(run.run(200).expect_err("a collapse").code, Code::SingularCovariance);
    assert_eq!(told(&run), before);
    // What can be done is done as ever.
    run.step().expect("an assignment");
    assert_eq!(run.half_steps(), 1);
}

#[test]
fn a_tape_keeps_what_it_has_when_a_refit_fails() {
    let mut tape = Tape::new(collapsing(Family::GaussianMixture, &[0.0, 0.0, 5.0, 6.0, 7.0], vec![0.0, 6.0]));
    let last = (0..200).find(|_| tape.step().is_err()).expect("a collapse");
    let (before, digest) = (told(tape.run()), tape.digest());
    tape.step().expect_err("still");
    assert_eq!((tape.t(), tape.recorded()), (last, last));
    assert_eq!((told(tape.run()), tape.digest()), (before, digest));
}

proptest! {
    #[test]
    fn no_failed_call_of_any_length_changes_anything(
        rows in proptest::collection::vec((0..4_i32).prop_map(f64::from), 4..10),
        calls in proptest::collection::vec(0..8_usize, 1..12),
        student in any::<bool>(),
    ) {
        prop_assume!(rows.iter().any(|x| *x != rows[0]));
        let family = if student { Family::StudentMixture } else { Family::GaussianMixture };
        let mut run = collapsing(family, &rows, vec![0.0, 3.0]);
        for call in calls {
            unchanged(&mut run, |run| match call {
                0 | 1 => run.step().map(Some),
                2 | 3 => run.iterate().map(Some),
                most => run.run(most),
            });
        }
    }
}

fn start(n: usize, d: usize, k: usize, init: &str) -> Result<Run> {
    let way = WAYS.iter().find(|way| way.choice.key == init).expect("a start");
    let options = Options { k, init: Init::Way(way), ..Options::default() };
    Run::new(Family::KMeans, Arc::new(Points::from_rows(&vec![1.0; n * d], d)?), &options)
}

#[test]
fn what_would_need_too_much_memory_is_refused_before_it_is_taken() {
    for (n, d, k, init, word) in
        [(256, 40_000, 256, "same", "MB of memory"), (4, 20_000, 2, "principal-axis", "d is 20000")]
    {
        let error = start(n, d, k, init).err().expect("too much");
        assert_eq!(error.code, Code::TooLarge);
        assert!(error.message.contains(word), "{}", error.message);
    }
    assert!(start(4, 20_000, 2, "k-means++").is_ok());
    assert!(room::ask(room::MOST_BYTES + 1, "this").is_err());
}
