//! On the way to the half-step of a link: the same state in slices as in one go, a link that keeps its half-step, and an
//! end as soon as something else is asked.

use mixtape::deck::Deck;
use mixtape::tape::Tape;

fn digest(deck: &Deck) -> Option<u64> {
    deck.tape().map(Tape::digest)
}

/// So many half-steps of the way.
fn walk(deck: &mut Deck, half_steps: usize) {
    for _ in 0..half_steps {
        assert!(deck.advance().unwrap());
    }
}

const LINKS: [&str; 10] = [
    "v=1&d=faithful&m=kmeans",
    "v=1&d=three&m=gmm&k=3&t=40",
    "v=1&d=faithful&m=kmeans&k=3&t=4000",
    "v=1&d=faithful&m=gmm&k=3&edit=0.1:2,60;2.3:4.5,80;6.1:3,70&t=5",
    "v=1&d=faithful&m=gmm&k=3&edit=4.1:2,60&t=30",
    "v=1&d=moons&del=3,7-9&m=soft&beta=40&t=9",
    // Hands that do not fit, a model that does not fit, and a run that breaks off on its way.
    "v=1&d=faithful&m=kmeans&edit=0.9:1,2&t=6",
    "v=1&d=wine&m=bernoulli&t=4",
    "v=1&d=iris&m=gmm&k=20&floor=0&t=60",
    "v=1&d=moons&add=QABAAEAAQABAAEAA&m=gmm&k=40&floor=0&t=100",
];

#[test]
fn in_slices_or_in_one_go_the_state_is_the_same() {
    for link in LINKS {
        let whole = Deck::new(link);
        let mut sliced = Deck::at_start(link);
        assert!(sliced.tape().is_none_or(|tape| tape.t() == 0), "{link}");
        let mut half_steps = 0;
        while sliced.advance().unwrap() {
            half_steps += 1;
            // A picture in between changes nothing.
            if half_steps % 8 == 1 {
                sliced.draw();
            }
        }
        assert_eq!(sliced.goal(), None, "{link}");
        assert_eq!(digest(&sliced), digest(&whole), "{link}");
        assert_eq!((sliced.link(), sliced.notes()), (whole.link(), whole.notes()), "{link}");
        assert_eq!(format!("{:?}", sliced.curve()), format!("{:?}", whole.curve()), "{link}");
        assert_eq!(sliced.scene().sentence, whole.scene().sentence, "{link}");
        assert_eq!(sliced.scene().problem, whole.scene().problem, "{link}");
        sliced.draw();
        let mut whole = whole;
        whole.draw();
        assert!(sliced.canvas().pixels() == whole.canvas().pixels(), "{link}");
    }
}

#[test]
fn on_the_way_the_link_keeps_its_half_step_and_the_words_say_how_far_it_is() {
    let link = "v=1&d=three&m=gmm&k=5&tol=0&t=400";
    let mut deck = Deck::at_start(link);
    walk(&mut deck, 12);
    assert_eq!((deck.link().as_str(), deck.goal()), (link, Some(400)));
    assert_eq!(deck.scene().sentence, "Half-step 12 of 400.");
    assert_eq!((deck.scene().t, deck.curve().len()), (12, 13));
    // Other looks do not end it.
    deck.turn("layer.spokes", "1").unwrap();
    deck.turn("dock", "bound").unwrap();
    deck.resize(300.0, 200.0, 1.0);
    assert_eq!((deck.link(), deck.goal()), (format!("{link}&layers=spokes&dock=bound"), Some(400)));
}

#[test]
fn whatever_is_asked_on_the_way_ends_it_where_it_stands() {
    for (name, t) in [("step", 13), ("seek", 3), ("drag", 12), ("draw", 0)] {
        let mut deck = Deck::at_start("v=1&d=three&m=gmm&k=5&tol=0&edit=3.1:0,0;9.2:1,1&t=400");
        walk(&mut deck, 12);
        match name {
            "step" => assert!(deck.step().unwrap()),
            "seek" => deck.seek(3),
            "drag" => deck.drag(0, 100.0, 100.0).unwrap(),
            _ => deck.add_points(100.0, 100.0, 3.0, 9.0).unwrap(),
        }
        assert_eq!((deck.goal(), deck.tape().map(Tape::t)), (None, Some(t)), "{name}");
        let same = Deck::new(&deck.link());
        assert_eq!((digest(&same), same.link()), (digest(&deck), deck.link()), "{name}");
        // What was planned beyond comes in its time.
        while deck.tape().is_some_and(|tape| tape.t() < 30) {
            assert!(deck.step().unwrap());
        }
        assert_eq!(digest(&Deck::new(&deck.link())), digest(&deck), "{name}");
    }
}

#[test]
fn a_changed_key_keeps_the_half_step_also_when_it_changes_again_on_the_way() {
    let with = |floor: &str| format!("v=1&d=three&m=gmm&k=5&floor={floor}&tol=0&t=30");
    let mut deck = Deck::new(&with("0.01"));
    for floor in ["0.02", "0.03", "0.04"] {
        deck.turn("floor", floor).unwrap();
        walk(&mut deck, 2);
        assert_eq!(deck.link(), with(floor));
    }
    while deck.advance().unwrap() {}
    assert_eq!((digest(&deck), deck.link()), (digest(&Deck::new(&with("0.04"))), with("0.04")));
}

#[test]
fn a_key_whose_run_breaks_off_on_the_way_changes_nothing() {
    let link = "v=1&d=iris&m=gmm&k=20&t=60";
    let mut deck = Deck::new(link);
    deck.draw();
    let before = (deck.link(), digest(&deck), deck.canvas().pixels().to_vec());
    // Another change that has not come to its end is not what there was before.
    deck.turn("cov", "diagonal").unwrap();
    walk(&mut deck, 2);
    deck.turn("cov", "full").unwrap();
    deck.turn("floor", "0").unwrap();
    let mut half_steps = 0;
    let error = loop {
        match deck.advance() {
            Ok(more) => assert!(more, "a component of two points has no covariance"),
            Err(error) => break error,
        }
        half_steps += 1;
    };
    assert!(half_steps > 0 && error.message.contains("Variance floor"), "{error} after {half_steps}");
    // It goes back to where it was.
    assert_eq!(deck.link(), link);
    while deck.advance().unwrap() {}
    deck.draw();
    assert_eq!((deck.link(), digest(&deck), deck.goal()), (before.0, before.1, None));
    assert!(deck.canvas().pixels() == before.2, "another picture");
}

#[test]
fn a_run_goes_on_to_where_the_other_side_stands() {
    let mut deck = Deck::new("v=1&d=three&m=gmm&k=3&t=4");
    deck.reach(20);
    assert_eq!(deck.link(), "v=1&d=three&m=gmm&k=3&t=20");
    while deck.advance().unwrap() {}
    assert_eq!(digest(&deck), digest(&Deck::new("v=1&d=three&m=gmm&k=3&t=20")));
    deck.reach(7);
    assert_eq!((deck.goal(), deck.tape().map(Tape::t)), (None, Some(7)));
    // What was recorded beyond comes along with a deck that takes this one's place.
    let mut other = Deck::at_start(&deck.link());
    other.record(20);
    while other.advance().unwrap() {}
    assert_eq!((other.link(), digest(&other)), (deck.link(), digest(&deck)));
    assert_eq!(other.tape().map(Tape::recorded), Some(20));
}
