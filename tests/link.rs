//! Links: what is written is read again, any text at all is read, and old ones stay readable.

use mixtape::config::Configuration;
use mixtape::data::SOURCES;
use mixtape::deck::Deck;
use mixtape::linalg::{covariance, eigen};
use mixtape::link::Link;
use mixtape::models::MODELS;
use mixtape::tape::Edit;
use proptest::prelude::*;
use std::time::{Duration, Instant};

#[test]
fn the_default_link_is_short() {
    assert_eq!(Link::default().encode(), "v=1&d=faithful&m=kmeans");
}

/// Links as people have posted them. They must open for ever: never change a line here, only add.
const POSTED: [(&str, &str); 9] = [
    ("v=1&d=faithful&m=kmeans", "v=1&d=faithful&m=kmeans"),
    ("#", "v=1&d=faithful&m=kmeans"),
    (
        "v=1&d=blobs&d.n=900&d.c=4&d.seed=7&z=1&m=gmm&k=4&cov=diagonal&start=forgy&s=12&t=9&layers=field,-ellipses",
        "v=1&d=blobs&d.n=900&d.c=4&d.seed=7&z=1&m=gmm&k=4&cov=diagonal&start=forgy&s=12&t=9&layers=field,-ellipses",
    ),
    ("k=3&edit=0.1:2%2C60;2.3:4.5,80&t=5", "v=1&d=faithful&m=kmeans&k=3&edit=0.1:2,60;2.3:4.5,80&t=5"),
    (
        "d=moons&del=3,7-9&mov=1:gACAAA&add=QABAAMAAwAA&m=soft&beta=40",
        "v=1&d=moons&del=3,7-9&mov=1:gACAAA&add=QABAAMAAwAA&m=soft&beta=40",
    ),
    ("scene=cost-curve&m=gmm&dock=bound&t=3", "v=1&d=faithful&m=gmm&t=3&dock=bound&scene=cost-curve"),
    ("vs.m=gmm", "v=1&d=faithful&m=kmeans&vs.m=gmm"),
    (
        "m=soft&beta=2&vs.m=gmm&vs.cov=spherical&vs.w=learned&t=5",
        "v=1&d=faithful&m=soft&beta=2&t=5&vs.m=gmm&vs.cov=spherical&vs.w=learned",
    ),
    (
        "vs.beta=0.5&k=3&vs.m=soft&lock=0&t=4&vs.t=7&vs.s=3&vs.start=forgy&vs.edit=2.1:2,60",
        "v=1&d=faithful&m=kmeans&k=3&t=4&vs.m=soft&vs.beta=0.5&vs.start=forgy&vs.s=3&vs.edit=2.1:2,60&lock=0&vs.t=7",
    ),
];

#[test]
fn posted_links_open() {
    for (posted, canonical) in POSTED {
        let (link, notes) = Link::decode(posted.trim_start_matches('#'));
        assert_eq!(notes, Vec::<String>::new(), "{posted}");
        assert_eq!(link.encode(), canonical);
        let deck = Deck::new(posted.trim_start_matches('#'));
        assert_eq!(deck.notes(), &[] as &[String], "{posted}");
        assert_eq!(deck.link(), canonical);
    }
}

#[test]
fn what_is_wrong_is_named_and_the_rest_works() {
    for (text, word) in [
        ("d=nonsense&k=3", "faithful"),
        ("k=999&m=gmm", "256"),
        ("k=3&beta=-1", "beta"),
        ("v=2&k=3", "version"),
        ("k=3&colour=red", "colour"),
        ("t=99999999999&k=3", "t is"),
        ("edit=zero&k=3", "edit"),
        ("add=***&k=3", "add"),
        ("layers=fog&k=3", "fog"),
        ("dock=harbour&k=3", "harbour"),
        ("scene=Über&k=3", "scene"),
        ("s=-1&k=3", "2^53"),
        ("vs.m=nonsense&k=3", "kmeans"),
        ("vs.k=3", "same K"),
        ("vs.beta=-1", "beta"),
        ("lock=maybe", "lock"),
    ] {
        let (_, notes) = Link::decode(text);
        assert_eq!(notes.len(), 1, "{text}: {notes:?}");
        assert!(notes[0].contains(word), "{text}: {}", notes[0]);
        assert!(Deck::new(text).tape().is_some(), "{text} leaves a working run");
    }
}

#[test]
fn parts_that_do_not_fit_together_leave_a_working_deck_or_say_why() {
    let deck = Deck::new("d=faithful&edit=0.1:1,2,3,4&k=2");
    assert!(deck.tape().is_some() && deck.notes().len() == 1);
    let deck = Deck::new("d=faithful&edit=0.9:1,2&k=2");
    assert!(deck.tape().is_some() && deck.notes().len() == 1);
    let deck = Deck::new("d=iris&mov=151:AAAAAAAAAAA");
    assert!(deck.tape().is_some() && deck.notes().len() == 1);
    let deck = Deck::new("d=faithful&m=bernoulli");
    assert!(deck.tape().is_none() && deck.scene().problem.contains("0 and 1"));
    let deck = Deck::new("d=moons&del=all");
    assert!(deck.tape().is_none() && deck.scene().problem.contains("no points"));
    let deck = Deck::new("d=blobs&d.n=10&k=64");
    assert!(deck.tape().is_none() && deck.scene().problem.contains("64"));
}

fn a_part() -> impl Strategy<Value = String> {
    let keys = prop::sample::select(vec![
        "v", "d", "d.n", "d.seed", "d.c", "z", "m", "k", "start", "s", "edit", "add", "del", "mov", "t", "layers",
        "axes", "dock", "scene", "beta", "cov", "w", "tol", "empty", "dist", "floor", "reg", "a", "x", "vs", "vs.m",
        "vs.cov", "vs.beta", "vs.rung", "vs.s", "vs.start", "vs.edit", "vs.t", "vs.k", "lock",
    ]);
    let values = prop_oneof![
        prop::sample::select(vec![
            "1",
            "0",
            "2",
            "3",
            "faithful",
            "blobs",
            "galaxies",
            "iris",
            "gmm",
            "soft",
            "kmeans",
            "forgy",
            "random",
            "full",
            "tied",
            "all",
            "-trails",
            "spokes,field",
            "3-5",
            "0.1:2,60",
            "1.1:0.5",
            "AAAA",
            "AAAAAAAA",
            "pc",
            "2,1",
            "trails",
            "bound",
            "objective",
            "1e400",
            "NaN",
            "-5",
            "0.5",
        ])
        .prop_map(String::from),
        "\\PC{0,12}",
    ];
    (keys, values).prop_map(|(k, v)| format!("{k}={v}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_decodes_to_a_link_that_reads_back(text in "\\PC{0,60}") {
        let (link, _) = Link::decode(&text);
        let canonical = link.encode();
        let (again, notes) = Link::decode(&canonical);
        prop_assert_eq!(notes.len(), 0, "{} from {}", canonical, text);
        prop_assert_eq!(again.encode(), canonical);
    }

    #[test]
    fn any_parts_make_a_deck_that_walks(parts in prop::collection::vec(a_part(), 0..7)) {
        let text = parts.join("&");
        let (link, _) = Link::decode(&text);
        let canonical = link.encode();
        let (again, notes) = Link::decode(&canonical);
        prop_assert_eq!(notes.len(), 0, "{}", canonical);
        prop_assert_eq!(again.encode(), canonical.clone());
        // A million points would only be slow.
        prop_assume!(link.config.knobs.first().is_none_or(|n| *n <= 5000.0));
        let mut deck = Deck::new(&text);
        for _ in 0..4 {
            prop_assert!(deck.step().is_ok());
        }
        deck.draw();
        let scene = deck.scene();
        prop_assert_eq!(deck.tape().is_none(), !scene.problem.is_empty());
        let digest = deck.tape().map(mixtape::tape::Tape::digest);
        let same = Deck::new(&deck.link());
        prop_assert_eq!(same.tape().map(mixtape::tape::Tape::digest), digest, "{}", deck.link());
    }
}

/// How long something takes, at best.
#[allow(clippy::disallowed_methods, reason = "how long something takes is what is tested")]
fn best<T>(act: impl Fn() -> T) -> Duration {
    let once = || {
        let start = Instant::now();
        let _ = act();
        start.elapsed()
    };
    (0..5).map(|_| once()).min().unwrap_or_default()
}

fn reading(text: &str) -> Duration {
    best(|| Link::decode(text))
}

#[test]
fn a_stage_of_many_dimensions_is_laid_out_in_a_part_of_the_time_that_all_its_axes_take() {
    let points = Link::decode("d=austen").0.config.data().unwrap().base.points;
    let all = best(|| eigen(&covariance(&points, &points.means()), points.d()));
    let stage = best(|| Deck::new("d=austen"));
    assert!(2 * stage < all, "{stage:?} and {all:?}");
}

#[test]
fn any_text_up_to_the_limit_is_read_in_a_moment() {
    const LIMIT: usize = 64 * 1024;
    let edits = format!("vs.edit={}", "1.1:2,60;".repeat(3400));
    let firsts = ["d=three", "d=austen", "d=machine&m=gmm&vs=1", &edits];
    let parts =
        ["del=1", "del=1-1048576", "vs.s=1", "vs.rung=identity", "d=x", "beta=x", "x", "mov=1:AA", "layers=fog"];
    for first in firsts {
        for part in parts {
            let text = [first, &format!("&{part}").repeat((LIMIT - first.len()) / (part.len() + 1))].concat();
            let time = reading(&text);
            assert!(time < Duration::from_millis(500), "{first:.20}&{part}... took {time:?}");
        }
    }
    let other_keys: String = (0..9000).flat_map(|i| ["&".to_owned(), i.to_string(), "=1".to_owned()]).collect();
    let time = reading(&other_keys);
    assert!(time < Duration::from_millis(500), "many keys took {time:?}");
}

#[test]
fn of_a_key_said_twice_the_last_counts() {
    for (text, canonical) in [
        ("k=3&k=4", "v=1&d=faithful&m=kmeans&k=4"),
        ("d=three&d.c=4&d=moons&d.n=90&d.n=80", "v=1&d=moons&d.n=80&m=kmeans"),
        ("d=moons&del=1-9&del=3", "v=1&d=moons&del=3&m=kmeans"),
        ("vs.m=soft&m=gmm&vs.m=kmeans", "v=1&d=faithful&m=gmm&vs.m=kmeans"),
    ] {
        assert_eq!(Link::decode(text).0.encode(), canonical, "{text}");
    }
}

#[test]
fn centres_placed_by_hand_stay_when_data_are_standardised_or_not() {
    let mut deck = mixtape::deck::Deck::new("v=1&d=faithful&m=kmeans&edit=0.1:1.6,85;0.2:5.1,52&t=3");
    deck.set("z", "0").unwrap();
    assert_eq!(deck.link(), "v=1&d=faithful&z=0&m=kmeans&edit=0.1:1.6,85;0.2:5.1,52");
    assert_eq!(deck.scene().clusters[0].coordinates, "1.60 min, 85.0 min");
}

/// A number as somebody may write it: of any size a text can say, subnormal and huge ones included.
fn any_number() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => any::<f64>().prop_map(|x| format!("{x:e}")),
        1 => (1.0..10.0_f64, -330..310_i32).prop_map(|(x, e)| format!("{x}e{e}")),
        1 => (0.0..100.0_f64).prop_map(|x| x.to_string()),
        1 => prop::sample::select(vec!["5e-324", "-5e-324", "-0", "1e-300", "9.9e-301", "2.2250738585072014e-308", "1e-20"])
            .prop_map(String::from),
    ]
}

/// Every key of every data set and model that takes a number, with the others that it needs.
fn numeric_keys() -> Vec<String> {
    let knobs = SOURCES
        .iter()
        .flat_map(|source| source.knobs.iter().map(|knob| format!("d={}&d.{}=", source.choice.key, knob.key)));
    let settings = MODELS.iter().flat_map(|model| {
        model.options.iter().flat_map(|s| {
            [format!("m={0}&{1}=", model.choice.key, s.key), format!("vs.m={}&vs.{}=", model.choice.key, s.key)]
        })
    });
    let edits = ["edit=0.1:1,", "vs.edit=1.2:0,"].map(String::from);
    knobs.chain(settings).chain(edits).collect()
}

/// Everything that a run is made of, to the bit.
fn state(link: &Link) -> String {
    let bits = |config: &Configuration| {
        let knobs: Vec<u64> = config.knobs.iter().map(|x| x.to_bits()).collect();
        let means = |e: &Edit| e.mean.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        let edits: Vec<_> = config.edits.iter().map(|e| (e.iteration, e.k, means(e))).collect();
        let settings: Vec<_> = config.model.options.iter().map(|s| config.setting(s.key)).collect();
        format!("{knobs:?} {edits:?} {settings:?}")
    };
    let other = link.twin.as_ref().map(|twin| bits(&twin.of_config(&link.config)));
    format!("{} {other:?} {}", bits(&link.config), link.encode())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_is_read_as_it_is_written(key in prop::sample::select(numeric_keys()), number in any_number()) {
        let (link, _) = Link::decode(&format!("{key}{number}"));
        let (again, notes) = Link::decode(&link.encode());
        prop_assert_eq!(&notes, &Vec::<String>::new(), "{}{} became {}", key, number, link.encode());
        prop_assert_eq!(state(&again), state(&link));
    }
}
