//! Seeking is stepping: `seek(t)` gives the bits of t steps, in any order of seeks, hands included.

use mixtape::link::Link;
use mixtape::tape::Tape;

/// Links over every model, with data that converge in some tens of half-steps.
const LINKS: [&str; 13] = [
    "d=faithful&m=kmeans&k=3&start=random&s=4",
    "d=blobs&d.n=300&m=kmeans&k=5&dist=mahalanobis",
    "d=iris&m=kmeans&k=4&empty=farthest&start=random&s=9",
    "d=faithful&m=soft&k=3&beta=4",
    "d=faithful&m=gmm&k=2",
    "d=penguins&m=gmm&k=3&cov=tied&w=equal",
    "d=galaxies&m=gmm&k=4&reg=0.01&floor=0",
    "d=digits&m=bernoulli&k=3&a=1&tol=0.01",
    "d=faithful&m=kmedoids&k=3",
    "d=faithful&m=online&k=3&batch=40",
    "d=faithful&m=online&k=2&rate=constant&lr=0.2&start=random",
    "d=faithful&m=gmm&k=2&by=gradient&eta=0.4",
    "d=faithful&m=gmm&k=3&prior=0.5&by=em",
];

fn tape(link: &str) -> Tape {
    let (link, notes) = Link::decode(link);
    assert_eq!(notes, Vec::<String>::new());
    link.config.tape(&link.config.data().unwrap(), 0).unwrap()
}

#[test]
fn seeking_gives_the_bits_of_stepping() {
    for link in LINKS {
        let mut tape = tape(link);
        let mut digests = vec![tape.digest()];
        while digests.len() < 25 && tape.step().unwrap() {
            digests.push(tape.digest());
        }
        assert!(digests.len() > 4, "{link} is over too soon to test anything");
        let last = digests.len() - 1;
        for t in (0..=last).rev().chain([3, 0, last, 1, 2, last]) {
            tape.seek(t);
            assert_eq!(tape.digest(), digests[t], "{link} at half-step {t}");
        }
        // Stepping on from a seek is stepping on.
        tape.seek(2);
        assert!(tape.step().unwrap());
        assert_eq!(tape.digest(), digests[3], "{link}");
    }
}

#[test]
fn a_replayed_link_gives_the_same_state() {
    for link in LINKS {
        let mut stepped = tape(link);
        for _ in 0..7 {
            stepped.step().unwrap();
        }
        let (replayed, _) = Link::decode(&format!("{link}&t={}", stepped.t()));
        let replayed = replayed.config.tape(&replayed.config.data().unwrap(), replayed.t).unwrap();
        assert_eq!(replayed.digest(), stepped.digest(), "{link}");
    }
}

#[test]
fn a_moved_centre_forks_the_tape() {
    for (link, at) in LINKS.iter().take(7).flat_map(|link| [0, 1, 4, 5].map(|at| (link, at))) {
        let mut forked = tape(link);
        let d = forked.run().points().d();
        for _ in 0..8 {
            forked.step().unwrap();
        }
        let before: Vec<f64> = (0..=at).map(|t| forked.objective_at(t)).collect();
        forked.seek(at);
        let mean: Vec<f64> = (0..d).map(|j| forked.run().points().range(j).0).collect();
        forked.edit(1, &mean).unwrap();
        assert_eq!((forked.t(), forked.recorded()), (at, at), "{link}: what came after is dropped");
        assert!(!forked.converged());
        assert_eq!(&forked.run().model().means()[d..2 * d], &mean[..], "{link}: the centre is where it was put");
        for (t, objective) in before.iter().enumerate().take(2 * (at / 2)).skip(1) {
            assert_eq!(forked.objective_at(t), *objective, "{link}: history before the fork stays");
        }
        for _ in 0..4 {
            forked.step().unwrap();
        }
        let end = forked.digest();
        let t = forked.t();
        for seek in [0, at, t] {
            forked.seek(seek);
        }
        assert_eq!(forked.digest(), end, "{link}: seeking over a fork at {at}");
        let mut again = tape(link);
        again.plan(forked.edits().to_vec()).unwrap();
        again.go(t).unwrap();
        assert_eq!(again.digest(), end, "{link}: replaying a fork at {at}");
    }
}

#[test]
fn objectives_on_the_tape_are_those_of_the_run() {
    for link in LINKS {
        let mut tape = tape(link);
        while tape.t() < 12 && tape.step().unwrap() {
            assert_eq!(tape.objective_at(tape.t()), tape.run().objective());
        }
        let t = tape.t();
        tape.seek(t / 2);
        assert_eq!(tape.objective_at(t / 2), tape.run().objective(), "{link}");
    }
}
