//! What is said to be true is what stepping gives, an answer nearer to it never scores less, and asking moves nothing.
#![cfg(not(target_arch = "wasm32"))]

use mixtape::deck::Deck;
use mixtape::link::Link;
use mixtape::predict::{Answer, Contest, Question, STARTS, Verdict, place, question, questions, reveal};
use mixtape::run::Run;
use proptest::prelude::*;

/// Every model, on data that suit it.
const LINKS: [&str; 18] = [
    "d=faithful&m=kmeans",
    "d=iris&m=kmeans&start=random",
    "d=blobs&m=kmeans&dist=mahalanobis",
    "d=stretched&m=kmeans&dist=mahalanobis-pooled",
    "d=faithful&m=soft&beta=4",
    "d=galaxies&m=soft&beta=0.3",
    "d=faithful&m=kmedoids",
    "d=faithful&m=online&batch=40",
    "d=faithful&m=gmm",
    "d=penguins&m=gmm&cov=tied&axes=2,3",
    "d=galaxies&m=gmm&reg=0.01&floor=0",
    "d=faithful&m=gmm&by=gradient&eta=0.4",
    "d=outliers&m=student",
    "d=counts&m=poisson",
    "d=austen&m=multinomial&a=0.5",
    "d=austen&m=bernoulli&a=0.5",
    "d=digits&m=bernoulli&a=1",
    "d=wine&m=gmm&cov=diagonal",
];

/// A deck of `link` at half-step t, or where the run has ended before.
fn deck(link: &str, t: usize) -> Deck {
    let (_, notes) = Link::decode(link);
    assert_eq!(notes, Vec::<String>::new());
    let mut deck = Deck::new(link);
    deck.resize(900.0, 600.0, 1.0);
    assert!(deck.tape().is_some(), "{link}: {}", deck.scene().problem);
    for _ in 0..t {
        deck.step().unwrap();
    }
    deck
}

fn run(deck: &Deck) -> &Run {
    deck.tape().unwrap().run()
}

/// What a deck is and shows, to the bit.
fn state(deck: &Deck) -> (String, u64, usize, usize) {
    let tape = deck.tape().unwrap();
    (deck.link(), tape.digest(), tape.t(), tape.recorded())
}

fn judge(deck: &Deck, question: &Question, answer: Answer) -> Verdict {
    reveal(deck, question, answer).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn the_truth_is_what_stepping_gives(
        which in 0..LINKS.len(), k in 2..6_usize, seed in 0..1000_u64, t in 0..7_usize, turn in 0.0..6.25_f64,
    ) {
        let link = format!("{}&k={k}&s={seed}", LINKS[which]);
        let deck = deck(&link, t);
        let before = state(&deck);
        let asked = questions(&deck).unwrap_or_default();
        // Only a run that is over has nothing to predict.
        let over = deck.tape().unwrap().converged();
        prop_assert!(!asked.is_empty() || over, "{link} at {t}");
        for question in asked {
            prop_assert_eq!(question.t, before.2);
            let Some(until) = question.until else { continue };
            let mut later = self::deck(&link, question.t);
            for _ in question.t..until {
                prop_assert!(later.step().unwrap());
            }
            let after = run(&later);
            match question.what {
                "centre" => {
                    let cluster = &later.scene().clusters[question.k.unwrap()];
                    let verdict = judge(&deck, &question, Answer::Place(cluster.x, cluster.y));
                    let line = verdict.marks.iter().find(|m| m.kind == "error").unwrap();
                    prop_assert_eq!(line.to, [cluster.x, cluster.y]);
                    // A pixel and back is not exact.
                    prop_assert!(verdict.error < 1e-9 && verdict.score > 0.999, "{:?}", verdict);
                    // Farther in the same direction never scores more.
                    let mut last = (verdict.score, verdict.error);
                    for step in 1..40 {
                        let far = 12.0 * f64::from(step);
                        let at = Answer::Place(cluster.x + far * libm::cos(turn), cluster.y + far * libm::sin(turn));
                        let Verdict { score, error, right, .. } = judge(&deck, &question, at);
                        prop_assert!((0.0..=1.0).contains(&score) && score <= last.0 && error >= last.1);
                        prop_assert_eq!(right, score >= 0.5);
                        last = (score, error);
                    }
                }
                "cluster" => {
                    let n = question.n.unwrap();
                    let truth = usize::from(after.labels()[n]);
                    for said in 0..k {
                        let verdict = judge(&deck, &question, Answer::Cluster(said));
                        prop_assert_eq!(verdict.right, said == truth);
                        prop_assert_eq!(verdict.score, f64::from(u8::from(said == truth)));
                        prop_assert_eq!(&verdict.truth, &format!("cluster {}", truth + 1));
                    }
                }
                "r" => {
                    let (n, c) = (question.n.unwrap(), question.k.unwrap());
                    let truth = after.responsibilities().unwrap()[n * k + c];
                    let exact = judge(&deck, &question, Answer::Share(truth));
                    prop_assert_eq!((exact.error, exact.score), (0.0, 1.0));
                    for i in 0..=50 {
                        let said = f64::from(i) / 50.0;
                        let verdict = judge(&deck, &question, Answer::Share(said));
                        let error = (said - truth).abs();
                        prop_assert_eq!(verdict.error, error);
                        prop_assert!((verdict.score - (1.0 - 4.0 * error).clamp(0.0, 1.0)).abs() < 1e-12);
                    }
                }
                other => prop_assert!(false, "unknown question {other}"),
            }
        }
        prop_assert_eq!(state(&deck), before);
    }
}

/// The table's equation, from the means and the points alone.
#[test]
fn a_place_scores_as_the_table_says() {
    // Before a refit, and before an assignment and a refit.
    for (link, t, steps) in [("d=faithful&k=3&start=random", 1, 1), ("d=faithful&k=3&start=random", 2, 2)] {
        let deck = deck(link, t);
        let (now, later) = (run(&deck), self::deck(link, t + steps));
        let asked = question(&deck, "centre", None, None).unwrap();
        let k = asked.k.unwrap();
        let distance = |a: &[f64], b: &[f64]| libm::hypot(a[0] - b[0], a[1] - b[1]);
        let mean = |run: &Run, k: usize| run.model().means()[2 * k..2 * k + 2].to_vec();
        // The one that goes farthest.
        let gone = |k: usize| distance(&mean(now, k), &mean(run(&later), k));
        assert!((0..3).all(|other| gone(other) <= gone(k)), "{link}");
        let points: Vec<Vec<f64>> = (0..now.points().n()).map(|n| now.points().row(n)).collect();
        let middle: Vec<f64> = (0..2).map(|j| points.iter().map(|x| x[j]).sum::<f64>() / points.len() as f64).collect();
        let spread = libm::sqrt(
            points.iter().map(|x| distance(x, &middle) * distance(x, &middle)).sum::<f64>() / points.len() as f64,
        );
        let (old, new) = (mean(now, k), mean(run(&later), k));
        // Pixels to the model's space: affine, so three centres of the stage say all.
        let seen = later.scene().clusters;
        let scale = |axis: usize| {
            let (a, b) = (mean(run(&later), 0), mean(run(&later), 1));
            let at = |c: usize| if axis == 0 { seen[c].x } else { seen[c].y };
            (b[axis] - a[axis]) / (at(1) - at(0))
        };
        let mut scores = Vec::new();
        for (dx, dy) in [(0.0, 0.0), (5.0, 0.0), (0.0, -14.0), (20.0, 17.0), (-60.0, 20.0), (200.0, 100.0)] {
            let error = libm::hypot(scale(0) * dx, scale(1) * dy);
            let c = (spread / 4.0).min(distance(&old, &new).max(spread / 20.0));
            let verdict = judge(&deck, &asked, Answer::Place(seen[k].x + dx, seen[k].y + dy));
            assert!((verdict.error - error / spread).abs() < 1e-9, "{link}: {verdict:?}");
            assert!((verdict.score - (1.0 - error / c).max(0.0)).abs() < 1e-9, "{link}: {verdict:?}");
            scores.push(verdict.score);
        }
        assert!(scores[0] > 0.999 && scores[1] > 0.0 && scores[1] < 1.0 && scores[5] == 0.0);
        // Who says that it stays is wrong where it goes far.
        let stays = judge(&deck, &asked, Answer::Place(asked.x, asked.y));
        let goes_far = distance(&old, &new) > spread / 20.0;
        assert!(!goes_far || stays.score < 1e-9);
        assert!(goes_far || t > 1);
    }
}

#[test]
fn the_ringed_point_is_near_a_border_and_changes_two_times_of_three() {
    let link = "d=faithful&k=4&start=random&s=3";
    let (mut changed, mut stayed) = (0, 0);
    for t in (0..12).step_by(2) {
        let deck = deck(link, t);
        let Ok(asked) = question(&deck, "cluster", None, None) else { break };
        let n = asked.n.unwrap();
        let (old, new) = (run(&deck).labels()[n], run(&self::deck(link, t + 1)).labels()[n]);
        // The runner-up is at most so much farther: squared distances within (1 + 0.6) / (1 - 0.6).
        let x = run(&deck).points().row(n);
        let mut e: Vec<f64> = run(&deck)
            .model()
            .means()
            .chunks(2)
            .map(|m| (m[0] - x[0]) * (m[0] - x[0]) + (m[1] - x[1]) * (m[1] - x[1]))
            .collect();
        e.sort_by(f64::total_cmp);
        assert!((e[1] - e[0]) / (e[1] + e[0]) < 0.6, "t = {t}: {e:?}");
        if t > 0 {
            *(if old == new { &mut stayed } else { &mut changed }) += 1;
            assert_eq!(old == new, (t / 2) % 3 == 0, "t = {t}");
        }
    }
    assert!(changed >= 2 && stayed >= 1, "{changed} changed, {stayed} stayed");
}

#[test]
fn what_is_asked_is_what_the_next_half_step_can_answer() {
    let whats = |link: &str, t: usize| -> Vec<&'static str> {
        questions(&deck(link, t)).map(|all| all.iter().map(|q| q.what).collect()).unwrap_or_default()
    };
    assert_eq!(whats("d=faithful&k=3", 0), ["cluster", "centre", "optimum"]);
    assert_eq!(whats("d=faithful&k=3", 1), ["centre"]);
    assert_eq!(whats("d=faithful&k=1", 0), ["centre"]);
    assert_eq!(whats("d=faithful&m=gmm", 0), ["r", "cluster", "centre", "optimum"]);
    assert_eq!(whats("d=faithful&m=gmm", 1), ["centre", "r"]);
    assert_eq!(whats("d=faithful&m=gmm", 2), ["cluster", "r", "centre"]);
    // Converged: of soft models one can still say how a point is shared out.
    assert_eq!(whats("d=faithful&k=3", 200), Vec::<&str>::new());
    assert_eq!(whats("d=faithful&m=gmm", 400), ["r"]);
    let over = questions(&deck("d=faithful&k=3", 200)).unwrap_err();
    assert_eq!(over.message, "The run has converged: no half-step is left to predict. Go back, or choose a new start.");
}

#[test]
fn named_questions_are_about_what_they_name() {
    let deck = deck("d=faithful&m=gmm&k=3", 2);
    let asked = question(&deck, "r", Some(2), Some(17)).unwrap();
    assert_eq!((asked.what, asked.k, asked.n, asked.until), ("r", Some(2), Some(17), Some(3)));
    assert_eq!(asked.title, "What is r\u{2083} of this point?");
    let asked = question(&deck, "centre", Some(1), None).unwrap();
    assert_eq!((asked.k, asked.until, asked.title.as_str()), (Some(1), Some(4), "Where will mean 2 go?"));
    let cluster = &deck.scene().clusters[1];
    assert_eq!((asked.x, asked.y), (cluster.x, cluster.y));
    assert_eq!(place(&deck, cluster.x, cluster.y).unwrap(), cluster.coordinates);
    assert_eq!(question(&deck, "cluster", None, Some(5)).unwrap().n, Some(5));
}

#[test]
fn what_cannot_be_asked_or_answered_says_why() {
    let soft = deck("d=faithful&m=gmm&k=3", 1);
    let hard = deck("d=faithful&k=3", 1);
    for (deck, what, k, n, message) in [
        (
            &soft,
            "colour",
            None,
            None,
            "what is \"colour\": it must be one of \"centre\", \"cluster\", \"r\", \"optimum\"",
        ),
        (&soft, "centre", Some(3), None, "there is no cluster 4"),
        (&soft, "r", None, Some(272), "there is no point 273"),
        (&soft, "cluster", None, None, "M-step comes next, and moves no point to another cluster."),
        (&hard, "r", None, None, "Every point belongs to one cluster here: a share is 0 or 1. Choose a soft model."),
    ] {
        assert_eq!(question(deck, what, k, n).unwrap_err().message, message);
    }
    let one = deck("d=faithful&k=1", 0);
    assert!(question(&one, "optimum", None, None).is_err() && question(&one, "centre", None, None).is_ok());
    for (what, numbers) in [
        ("centre", &[1.0][..]),
        ("centre", &[f64::NAN, 0.0]),
        ("cluster", &[0.5]),
        ("cluster", &[-1.0]),
        ("r", &[1.1]),
        ("r", &[f64::NAN]),
        ("optimum", &[]),
        ("colour", &[1.0]),
    ] {
        assert!(Answer::read(what, numbers).is_err(), "{what} {numbers:?}");
    }
    assert_eq!(Answer::read("optimum", &[0.0, 12.5]).unwrap(), Answer::Reaches(false, Some(12.5)));
    let asked = question(&hard, "centre", None, None).unwrap();
    assert!(reveal(&hard, &asked, Answer::Share(0.5)).is_err());
    // The deck has gone on.
    assert!(reveal(&deck("d=faithful&k=3", 2), &asked, Answer::Place(0.0, 0.0)).is_err());
    let ringed = question(&deck("d=faithful&k=3", 2), "cluster", None, None).unwrap();
    assert!(reveal(&deck("d=faithful&k=3", 2), &ringed, Answer::Cluster(3)).is_err());
}

/// Where a hand will move a mean the run alone does not say where it goes.
#[test]
fn means_that_a_hand_takes_are_not_asked_about() {
    let mut by_hand = deck("d=faithful&k=3&start=random", 4);
    by_hand.drag(0, 450.0, 300.0).unwrap();
    let link = by_hand.link();
    let free = deck("d=faithful&k=3&start=random", 0);
    for t in [2, 3] {
        let mut deck = Deck::new(&link);
        deck.seek(t);
        assert_eq!(deck.tape().unwrap().t(), t, "{link}");
        assert_ne!(question(&deck, "centre", None, None).unwrap().k, Some(0));
        assert_eq!(question(&deck, "centre", Some(0), None).unwrap_err().message, "centre 1 is moved by hand there");
        assert!(question(&free, "centre", Some(0), None).is_ok());
    }
}

fn contest(link: &str) -> Contest {
    let mut contest = Contest::new(&Link::decode(link).0).unwrap();
    while contest.slice().unwrap() {}
    assert_eq!(contest.done(), STARTS);
    contest
}

/// The end of a start, by stepping.
fn end(link: &str) -> (f64, f64) {
    let mut deck = deck(link, 1);
    let first = run(&deck).objective();
    while deck.step().unwrap() {}
    (first, run(&deck).objective())
}

#[test]
fn the_best_optimum_is_the_best_of_plain_runs() {
    for (link, rising, same) in [
        ("d=faithful&k=3&start=random", false, 1e-9),
        ("d=iris&k=3&start=random", false, 1e-9),
        ("d=galaxies&m=gmm&k=5&start=random", true, 50.0 * 1e-6 * 82.0),
    ] {
        let ends: Vec<f64> = (0..STARTS).map(|seed| end(&format!("{link}&s={seed}")).1).collect();
        let best = ends.iter().copied().fold(ends[0], |a, b| if rising { a.max(b) } else { a.min(b) });
        let (mut yes, mut no) = (0, 0);
        for seed in [0_usize, 1, 2, 3, 4, 5, 60, 61] {
            let link = format!("{link}&s={seed}");
            let (first, own) = end(&link);
            let better = if rising { own > best } else { own < best };
            let near = (own - best).abs() <= same * if rising { 1.0 } else { best.abs() };
            let reaches = better || near;
            *(if reaches { &mut yes } else { &mut no }) += 1;
            let contest = contest(&link);
            for said in [true, false] {
                let verdict = contest.verdict(Answer::Reaches(said, None)).unwrap();
                assert_eq!(verdict.right, said == reaches, "{link}: {verdict:?}");
                assert_eq!(verdict.score, f64::from(u8::from(said == reaches)));
                for guess in [own, first, own + 0.1 * (first - own), own - 7.0] {
                    let with = contest.verdict(Answer::Reaches(said, Some(guess))).unwrap();
                    let c = (first - own).abs().max(own.abs() / 100.0);
                    let part = (1.0 - (guess - own).abs() / c).max(0.0);
                    assert!((with.score - 0.5 * (verdict.score + part)).abs() < 1e-12, "{link}: {with:?}");
                    assert_eq!(with.right, verdict.right);
                }
            }
        }
        assert!(no > 0 && yes > 0, "{link}: {yes} reach it, {no} do not");
    }
}

#[test]
fn a_contest_is_no_answer_before_it_is_over() {
    let mut contest = Contest::new(&Link::decode("d=faithful&k=3").0).unwrap();
    assert!(contest.verdict(Answer::Reaches(true, None)).is_err());
    while contest.slice().unwrap() {}
    assert!(contest.verdict(Answer::Share(0.5)).is_err());
    assert!(contest.verdict(Answer::Reaches(true, None)).is_ok());
}
