//! Do many starts give what each gives alone, and is what is said of them true?
#![cfg(not(target_arch = "wasm32"))]

use mixtape::link::Link;
use mixtape::options::MAX_SEED;
use mixtape::restarts::{MAX_STARTS, Restarts, Summary};

fn walk(text: &str, starts: usize) -> Restarts {
    let (link, notes) = Link::decode(text);
    assert!(notes.is_empty(), "{notes:?}");
    let mut restarts = Restarts::new(&link, starts).expect("good starts");
    while restarts.slice() {}
    assert_eq!(restarts.done(), starts);
    restarts
}

const LINKS: [&str; 11] = [
    "d=faithful&m=student&k=2",
    "d=three&m=gmm&k=3&start=truth",
    "d=faithful&m=kmedoids&k=3",
    "d=grid&d.n=300&m=kmeans&k=15&start=forgy",
    "d=blobs&d.c=5&m=kmeans&k=5&start=random&empty=farthest",
    "d=faithful&m=kmeans&k=4&start=partition",
    "d=stretched&m=kmeans&k=3&dist=mahalanobis",
    "d=faithful&m=soft&k=3&beta=4",
    "d=three&m=gmm&k=3&start=random",
    "d=galaxies&m=gmm&k=4",
    "d=digits&m=bernoulli&k=4&a=1",
];

#[test]
fn each_start_is_its_link_bit_for_bit() {
    for text in LINKS {
        let restarts = walk(text, 12);
        assert_eq!(restarts.outcomes().len(), 12, "{text}");
        for outcome in restarts.outcomes() {
            let (link, notes) = Link::decode(&restarts.link(outcome.seed, outcome.half_steps));
            assert!(notes.is_empty(), "{notes:?}");
            let tape = link.config.tape(&link.config.data().expect("data"), link.t).expect("a run");
            assert_eq!(tape.t(), outcome.half_steps, "{text}");
            assert_eq!(tape.converged(), outcome.converged, "{text}");
            assert_eq!(tape.run().objective().to_bits(), outcome.objective.to_bits(), "{text}, seed {}", outcome.seed);
        }
    }
}

#[test]
fn the_summary_counts_every_start_once() {
    for text in LINKS {
        let restarts = walk(text, 40);
        let Summary { done, optima, bars, rising, .. } = restarts.summary();
        assert_eq!(optima.iter().map(|o| o.count).sum::<usize>() + restarts.done() - restarts.outcomes().len(), done);
        assert_eq!(bars.iter().map(|b| b.count).sum::<usize>(), restarts.outcomes().len());
        assert!((optima.iter().map(|o| o.share).sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(optima.windows(2).all(|w| if rising {
            w[0].objective > w[1].objective
        } else {
            w[0].objective < w[1].objective
        }));
        assert!(
            bars.windows(2).all(|w| w[0].to <= w[1].from + 1e-12)
                && bars.iter().all(|b| b.from >= -1e-12 && b.to <= 1.0 + 1e-12)
        );
        assert_eq!(bars.iter().filter(|b| b.best).count(), 1);
        assert!(
            bars.iter()
                .all(|b| b.best_height <= b.height && b.best == (b.optimum == 0) && b.best == (b.best_height > 0.0))
        );
        for (i, optimum) in optima.iter().enumerate() {
            // The representative's objective is the one shown.
            let shown = restarts.outcomes().iter().find(|o| o.seed == optimum.seed).expect("an outcome");
            assert_eq!((shown.objective, shown.half_steps), (optimum.objective, optimum.half_steps));
            assert_eq!(optimum.worse.is_empty(), i == 0);
            let (link, _) = Link::decode(&optimum.link);
            assert_eq!((link.config.seed, link.t), (optimum.seed, optimum.half_steps));
        }
    }
}

#[test]
fn equal_optima_are_one() {
    // Hard optima are partitions of the points: as many, as often, first met by the same seeds.
    let restarts = walk("d=blobs&d.sep=12&m=kmeans&k=3&start=forgy", 200);
    let mut partitions: Vec<(Vec<u8>, usize, u64)> = Vec::new();
    for outcome in restarts.outcomes() {
        let (link, _) = Link::decode(&restarts.link(outcome.seed, outcome.half_steps));
        let tape = link.config.tape(&link.config.data().expect("data"), link.t).expect("a run");
        // Clusters renamed in the order of their first points.
        let mut names: Vec<u8> = Vec::new();
        let labels = tape.run().labels().iter().map(|label| {
            let known = names.iter().position(|name| name == label);
            known.unwrap_or_else(|| {
                names.push(*label);
                names.len() - 1
            }) as u8
        });
        let labels: Vec<u8> = labels.collect();
        match partitions.iter_mut().find(|p| p.0 == labels) {
            Some(partition) => partition.1 += 1,
            None => partitions.push((labels, 1, outcome.seed)),
        }
    }
    let summary = restarts.summary();
    let mut ours: Vec<(usize, u64)> = summary.optima.iter().map(|o| (o.count, o.seed)).collect();
    let mut theirs: Vec<(usize, u64)> = partitions.iter().map(|p| (p.1, p.2)).collect();
    ours.sort_unstable();
    theirs.sort_unstable();
    assert!(ours.len() > 3);
    assert_eq!(ours, theirs);
    assert!(summary.optima[0].share > 0.2 && summary.optima[0].share < 1.0, "{}", summary.sentence);
    assert!(summary.sentence.contains("% of 200 starts found the best optimum, J = "), "{}", summary.sentence);
    // EM only creeps to its optimum, and still one optimum is one.
    let summary = walk("d=faithful&m=gmm&k=2", 60).summary();
    assert!(summary.optima.len() <= 3 && summary.optima[0].share > 0.5, "{:?}", summary.optima);
    // No randomness, one end.
    let summary = walk("d=faithful&m=kmeans&k=3&start=principal-axis", 20).summary();
    assert_eq!((summary.optima.len(), summary.bars.len()), (1, 1));
    assert!(summary.sentence.starts_with("All 20 starts end in one optimum, J = "), "{}", summary.sentence);
}

#[test]
fn hands_and_seeds_are_left_out() {
    let plain = walk("d=faithful&m=kmeans&k=3", 5);
    let touched = walk("d=faithful&m=kmeans&k=3&s=99&t=4&edit=0.1:2,60", 5);
    assert_eq!(plain.outcomes(), touched.outcomes());
    assert!(plain.link(MAX_SEED, 3).ends_with("&s=9007199254740992&t=3"), "{}", plain.link(MAX_SEED, 3));
}

#[test]
fn what_cannot_be_walked_is_told() {
    let (link, _) = Link::decode("d=iris&m=bernoulli");
    assert!(Restarts::new(&link, 10).is_err());
    let (link, _) = Link::decode("d=iris");
    assert!(Restarts::new(&link, 0).is_err() && Restarts::new(&link, MAX_STARTS + 1).is_err());
    let none = Restarts::new(&link, 3).expect("good starts").summary();
    assert!(none.optima.is_empty() && none.bars.is_empty() && none.done == 0);
    assert_eq!(none.sentence, "No start has reached an end yet.");
}
