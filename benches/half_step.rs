//! One iteration of every model, over sizes; the result is checked before it is timed.

use divan::{Bencher, black_box};
use mixtape::link::Link;
use mixtape::tape::Tape;

fn main() {
    divan::main();
}

const MODELS: [&str; 5] = ["m=kmeans", "m=soft&beta=4", "m=gmm&cov=spherical", "m=gmm&cov=full", "m=gmm&cov=tied"];

fn tape(model: &str, n: usize) -> Tape {
    let (link, notes) = Link::decode(&format!("d=blobs&d.n={n}&d.c=8&{model}&k=8&start=forgy"));
    assert!(notes.is_empty(), "{notes:?}");
    let tape = link.config.tape(&link.config.data().expect("data"), 2).expect("a run");
    assert!(tape.free_energy_at(2) < tape.free_energy_at(1));
    tape
}

#[divan::bench(args = MODELS, consts = [1_000, 10_000, 100_000])]
fn iteration<const N: usize>(bencher: Bencher, model: &str) {
    let mut run = tape(model, N).run().clone();
    bencher.bench_local(move || black_box(run.iterate().expect("a refit")));
}
