//! Two runs side by side: one start, where they disagree, and where they never can.

use mixtape::deck::Deck;
use mixtape::link::Link;
use mixtape::run::Run;
use mixtape::twin::{Comparison, Twin, disagreeing, distance};
use proptest::prelude::*;

/// The decks of both sides of a link.
fn both(link: &str) -> (Deck, Deck) {
    let left = Deck::new(link);
    assert_eq!(left.notes(), &[] as &[String], "{link}");
    let right = Deck::new(&left.twin_link(left.twin_t()));
    assert_eq!(right.notes(), &[] as &[String], "{link}");
    (left, right)
}

fn run(deck: &Deck) -> &Run {
    deck.tape().expect("there is a run").run()
}

fn bits(x: &[f64]) -> Vec<u64> {
    x.iter().map(|x| x.to_bits()).collect()
}

const MODELS: [&str; 9] = [
    "online",
    "gmm&vs.by=gradient&vs.eta=2",
    "kmeans",
    "kmeans&vs.dist=mahalanobis",
    "soft&vs.beta=3",
    "gmm&vs.cov=identity",
    "gmm&vs.cov=spherical",
    "gmm&vs.cov=diagonal",
    "gmm",
];

#[test]
fn a_side_without_a_run_stands_nowhere() {
    for (link, home) in [
        ("v=1&d=wine&m=kmeans&k=5&t=4&vs.m=bernoulli", "v=1&d=wine&m=kmeans&k=5&vs.m=bernoulli"),
        ("v=1&d=wine&m=bernoulli&k=5&t=4&vs.m=kmeans", "v=1&d=wine&m=bernoulli&k=5&vs.m=kmeans"),
        // Out of step each has its own.
        (
            "v=1&d=wine&m=kmeans&k=5&t=4&vs.m=bernoulli&lock=0&vs.t=7",
            "v=1&d=wine&m=kmeans&k=5&vs.m=bernoulli&lock=0&vs.t=7",
        ),
    ] {
        let (mut left, mut right) = both(link);
        assert_eq!(left.link_beside(&right), link);
        left.seek(0);
        right.seek(0);
        assert_eq!(left.link_beside(&right), home);
    }
}

#[test]
fn both_sides_start_with_the_same_means_bit_for_bit() {
    for start in ["k-means++", "random", "forgy", "partition", "farthest", "principal-axis"] {
        for model in MODELS {
            let (left, right) = both(&format!("d=three&k=3&s=5&start={start}&edit=0.2:1,1&vs.m={model}"));
            assert_eq!(bits(run(&left).model().means()), bits(run(&right).model().means()), "{start}, {model}");
            assert_eq!(run(&left).points().n(), run(&right).points().n());
        }
    }
}

#[test]
fn an_override_of_the_start_is_another_start() {
    let (left, right) = both("d=three&k=3&start=forgy&vs.m=kmeans&vs.s=9");
    assert_ne!(bits(run(&left).model().means()), bits(run(&right).model().means()));
}

/// Labels counted one by one, responsibilities summed as the definition says.
fn naive(a: &Run, b: &Run) -> (usize, f64) {
    let (n, k) = (a.points().n(), a.model().k());
    let (r, s) = (a.responsibilities().unwrap(), b.responsibilities().unwrap());
    let best = |row: &[f64]| (1..k).fold(0, |best, c| if row[c] > row[best] { c } else { best });
    let mut differ = 0;
    let mut apart = 0.0;
    for i in 0..n {
        let (x, y) = (&r[i * k..(i + 1) * k], &s[i * k..(i + 1) * k]);
        differ += usize::from(best(x) != best(y));
        apart += x.iter().zip(y).map(|(x, y)| (x - y).abs()).sum::<f64>() / 2.0;
    }
    (differ, apart / n as f64)
}

#[test]
fn disagreements_are_those_a_naive_count_finds() {
    let mut some = 0;
    for link in [
        "k=2&vs.m=gmm",
        "k=4&s=3&vs.m=gmm",
        "m=soft&beta=2&k=3&vs.m=gmm&vs.cov=diagonal",
        "k=3&vs.dist=mahalanobis&vs.m=kmeans",
    ] {
        let (mut left, mut right) = both(link);
        assert_eq!(disagreeing(run(&left), run(&right)), None, "nothing is assigned yet");
        assert_eq!(distance(run(&left), run(&right)), None);
        for t in 1..12 {
            left.step().unwrap();
            right.step().unwrap();
            let (differ, apart) = naive(run(&left), run(&right));
            let which = disagreeing(run(&left), run(&right)).unwrap();
            assert_eq!(which.len(), differ, "{link}, half-step {t}");
            let ours = distance(run(&left), run(&right)).unwrap();
            assert!((ours - apart).abs() < 1e-12, "{link}, half-step {t}: {ours} and {apart}");
            let comparison: Comparison = left.compare(&right);
            assert_eq!(comparison.differ, Some(differ));
            assert_eq!(left.disagreeing(&right).len(), 2 * differ);
            some += differ;
        }
    }
    assert!(some > 100, "the cases show something");
}

/// `r_nk` proportional to `exp(-beta d^2)` in both: soft K-means with `beta = 1/(2 sigma^2)` is EM with equal
/// weights and `Sigma = sigma^2 I`.
#[test]
fn soft_k_means_and_a_mixture_of_equal_circles_never_disagree() {
    let sigmas = [("0.5", "1"), ("2", "0.25"), ("25", "0.02"), ("0.125", "4")];
    for data in ["faithful", "three", "blobs&d.c=4", "iris"] {
        for (seed, (beta, eps)) in sigmas.iter().enumerate() {
            let twin = format!("m=soft&beta={beta}&tol=0&vs.m=gmm&vs.cov=identity&vs.eps={eps}&vs.w=equal");
            let link = format!("d={data}&k=3&s={seed}&{twin}");
            let (mut left, mut right) = both(&link);
            for t in 0..60 {
                assert_eq!(left.step().unwrap(), right.step().unwrap(), "{link}");
                let apart = distance(run(&left), run(&right)).unwrap();
                assert!(apart < 1e-9, "{link}, half-step {t}: {apart}");
                assert_eq!(disagreeing(run(&left), run(&right)), Some(vec![]), "{link}, half-step {t}");
                if left.tape().unwrap().converged() || right.tape().unwrap().converged() {
                    break;
                }
            }
            assert!(left.compare(&right).words.contains("one algorithm"), "{}", left.compare(&right).words);
        }
    }
}

#[test]
fn a_stiffer_soft_k_means_is_nearer_to_k_means() {
    let apart: Vec<f64> = ["0.3", "1", "10", "1000"]
        .iter()
        .map(|beta| {
            let (mut left, mut right) = both(&format!("d=three&k=3&vs.m=soft&vs.beta={beta}"));
            for _ in 0..5 {
                left.step().unwrap();
                right.step().unwrap();
            }
            distance(run(&left), run(&right)).unwrap()
        })
        .collect();
    assert!(apart.windows(2).all(|w| w[1] < w[0]), "{apart:?}");
    assert!(apart[3] < 1e-2, "{apart:?}");
}

#[test]
fn hands_at_the_start_move_both_and_later_only_one() {
    let (mut left, mut right) = both("k=2&vs.m=gmm");
    left.drag(0, 100.0, 100.0).unwrap();
    assert_eq!(right.link(), Deck::new("m=gmm").link(), "the decks know each other only by their links");
    right.open(&left.twin_link(0));
    assert_eq!(bits(run(&left).model().means()), bits(run(&right).model().means()));
    for _ in 0..4 {
        left.step().unwrap();
        right.step().unwrap();
    }
    right.drag(1, 200.0, 200.0).unwrap();
    left.adopt(&right);
    let link = left.link_beside(&right);
    assert!(link.contains("&edit=0.1:") && link.contains("&vs.edit=2.2:"), "{link}");
    let (again, beside) = both(&link);
    assert_eq!(again.tape().unwrap().digest(), left.tape().unwrap().digest());
    assert_eq!(beside.tape().unwrap().digest(), right.tape().unwrap().digest());
    left.drag(0, 300.0, 200.0).unwrap();
    assert_eq!(Deck::new(&left.twin_link(4)).tape().unwrap().digest(), right.tape().unwrap().digest());
    left.seek(0);
    left.drag(0, 300.0, 200.0).unwrap();
    assert!(!left.link().contains("vs.edit"), "another start is another run on both sides");
}

#[test]
fn the_shape_of_the_ladder() {
    let mut deck = Deck::new("d=three&k=3&vs=1");
    for (rung, link) in [
        ("kmeans", "vs.m=kmeans"),
        ("soft", "vs.m=soft"),
        ("identity", "vs.m=gmm&vs.cov=identity&vs.eps=0.5"),
        ("diagonal", "vs.m=gmm&vs.cov=diagonal"),
        ("full", "vs.m=gmm&vs.cov=full"),
    ] {
        deck.set("vs.rung", rung).unwrap();
        assert!(deck.link().ends_with(link), "{}", deck.link());
        let control = deck.controls().into_iter().find(|c| c.key == "vs.rung").unwrap();
        assert_eq!(control.value, rung);
    }
    deck.set("vs", "0").unwrap();
    assert_eq!(deck.link(), "v=1&d=three&m=kmeans&k=3");
    assert_eq!(deck.twin_link(3), "");
}

#[test]
fn one_scale_for_one_quantity() {
    let same = |link: &str| {
        let (left, right) = both(link);
        left.compare(&right).same
    };
    assert!(same("m=gmm&vs.m=gmm&vs.cov=diagonal"));
    assert!(same("vs.m=kmeans&vs.empty=farthest"));
    assert!(!same("vs.m=gmm"));
    assert!(!same("m=soft&vs.m=soft&vs.beta=3"));
    assert!(!same("vs.m=kmeans&vs.dist=mahalanobis"));
    assert!(same("d=outliers&m=student&vs.m=gmm"));
    assert!(!same("m=soft&vs.m=gmm"));
}

/// EM with `Sigma = eps I` turns into K-means: the smaller eps, the fewer points disagree, in the end none.
#[test]
fn em_with_narrow_circles_turns_into_k_means() {
    let apart: Vec<f64> = ["1", "0.1", "0.01", "0.0001"]
        .iter()
        .map(|eps| {
            let (mut left, mut right) = both(&format!("k=2&vs.m=gmm&vs.cov=identity&vs.eps={eps}&vs.w=equal"));
            for _ in 0..9 {
                left.step().unwrap();
                right.step().unwrap();
            }
            distance(run(&left), run(&right)).unwrap()
        })
        .collect();
    assert!(apart.windows(2).all(|w| w[1] <= w[0]), "{apart:?}");
    assert!(apart[0] > 0.05 && apart[3] < 1e-6, "{apart:?}");
}

#[test]
fn a_step_too_long_is_said_to_be_worse() {
    let (mut left, mut right) = both("d=three&k=3&m=gmm&vs.m=gmm&vs.by=gradient&vs.eta=100");
    for _ in 0..6 {
        left.step().unwrap();
        let _ = right.step();
    }
    let comparison = left.compare(&right);
    assert!(comparison.same);
    assert_eq!(comparison.worse, [false, true], "{:?}", right.curve());
    assert!(comparison.words.contains("Gradient ascent, \u{3b7} = 100 is worse"), "{}", comparison.words);
}

fn a_side() -> impl Strategy<Value = String> {
    let model = prop::sample::select(vec!["kmeans", "soft", "gmm"]);
    let settings = prop::sample::subsequence(
        vec![
            ("beta", "3"),
            ("cov", "diagonal"),
            ("w", "equal"),
            ("tol", "0.01"),
            ("dist", "mahalanobis"),
            ("floor", "0.1"),
        ],
        0..4,
    );
    (model, settings, 0..3_u64).prop_map(|(m, settings, seed)| {
        let settings = settings.iter().map(|(k, v)| ["&", k, "=", v].concat()).collect::<Vec<_>>().concat();
        format!("d=three&k=3&m={m}{settings}&s={seed}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_runs_can_stand_side_by_side_and_change_places(a in a_side(), b in a_side(), t in 0..9_usize, u in 0..9_usize, locked: bool) {
        let (first, second) = (Link::decode(&a).0, Link::decode(&b).0);
        let mut link = first.clone();
        link.t = t;
        link.twin = Some(Twin { locked, t: Some(u), ..Twin::between(&first.config, &second.config) });
        let text = link.encode();
        let (left, right) = both(&text);
        let wanted = |text: &str, t: usize| Deck::new(&format!("{text}&t={t}")).tape().unwrap().digest();
        let u = if locked { t } else { u };
        prop_assert_eq!(left.tape().unwrap().digest(), wanted(&a, t), "{}", &text);
        prop_assert_eq!(right.tape().unwrap().digest(), wanted(&b, u), "{}", &text);
        let swapped = left.link_swapped(&right);
        let (other, one) = both(&swapped);
        prop_assert_eq!(other.tape().unwrap().digest(), right.tape().unwrap().digest(), "{}", &swapped);
        prop_assert_eq!(one.tape().unwrap().digest(), left.tape().unwrap().digest(), "{}", &swapped);
        let back = other.link_swapped(&one);
        let (left_again, right_again) = both(&back);
        prop_assert_eq!(left_again.tape().unwrap().digest(), left.tape().unwrap().digest(), "{}", &back);
        prop_assert_eq!(right_again.tape().unwrap().digest(), right.tape().unwrap().digest(), "{}", &back);
    }
}
