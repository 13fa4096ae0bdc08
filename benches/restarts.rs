//! A thousand starts on 500 points, and a sweep over K; what they find is checked before they are timed.

use divan::{Bencher, black_box};
use mixtape::link::Link;
use mixtape::restarts::Restarts;
use mixtape::select::{Plan, Sweep, Table};

fn main() {
    divan::main();
}

fn link(text: &str) -> Link {
    let (link, notes) = Link::decode(text);
    assert!(notes.is_empty(), "{notes:?}");
    link
}

fn thousand(link: &Link) -> Restarts {
    let mut restarts = Restarts::new(link, 1000).expect("good starts");
    while restarts.slice() {}
    restarts
}

#[divan::bench(sample_count = 5, args = ["d=blobs&k=3", "d=blobs&d.c=8&k=8&start=random", "d=grid&d.n=500&k=15&start=forgy"])]
fn a_thousand_starts_of_kmeans_on_500_points(bencher: Bencher, text: &str) {
    let link = link(text);
    assert_eq!(thousand(&link).summary().done, 1000);
    bencher.bench_local(|| black_box(thousand(&link).done()));
}

#[divan::bench(sample_count = 2)]
fn every_criterion_of_a_mixture_of_three_gaussians(bencher: Bencher) {
    let link = link("d=three&m=gmm&k=3");
    let sweep = || -> Table { Sweep::new(&link.config, Plan::default()).expect("a sweep").finish() };
    let verdicts = sweep().verdicts;
    assert!(verdicts.iter().any(|v| v.criterion == "bic" && v.k == 3), "{verdicts:?}");
    bencher.bench_local(|| black_box(sweep().rows.len()));
}
