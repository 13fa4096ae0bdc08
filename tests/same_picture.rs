//! A picture is a function of the link and the size of the stage, whatever way one came to it: the same pixels, the same
//! things laid over them, the same words and the same panel.

use mixtape::data::SOURCES;
use mixtape::deck::Deck;
use mixtape::models::MODELS;

/// Everything that is seen of a deck.
#[derive(Clone)]
struct Seen {
    link: String,
    pixels: Vec<u8>,
    scene: String,
    panel: String,
    closer: String,
    curve: String,
}

fn seen(deck: &mut Deck) -> Seen {
    deck.draw();
    let mut scene = deck.scene();
    // Half-steps beyond the link's own are remembered: the curves go on, and nothing else knows of them.
    scene.recorded = scene.t;
    let mut bound = deck.bound();
    for curve in bound.iter_mut().flat_map(|bound| [&mut bound.bound, &mut bound.evidence]) {
        curve.truncate(scene.t + 1);
    }
    let closer = [deck.inspect_point(0), deck.inspect_centre(0), deck.probe(60.0, 40.0, 6.0)];
    Seen {
        link: deck.link(),
        pixels: deck.canvas().pixels().to_vec(),
        panel: format!("{:?}", deck.controls()),
        closer: format!("{closer:?} {bound:?} {:?}", deck.faces()),
        curve: format!("{:?}", deck.curve().get(..=scene.t)),
        scene: format!("{scene:?}"),
    }
}

fn small(link: &str) -> Deck {
    let mut deck = Deck::new(link);
    deck.resize(120.0, 80.0, 1.0);
    deck
}

/// What `deck` shows, which is what its link shows to whoever opens it.
fn same(deck: &mut Deck, way: &str) -> Seen {
    let here = seen(deck);
    agree(&here, &seen(&mut small(&here.link)), way);
    here
}

fn agree(here: &Seen, there: &Seen, way: &str) {
    let link = &here.link;
    assert_eq!(here.link, there.link, "{way}");
    assert_eq!(here.scene, there.scene, "{way}: {link}");
    assert_eq!(here.panel, there.panel, "{way}: {link}");
    assert_eq!(here.closer, there.closer, "{way}: {link}");
    assert_eq!(here.curve, there.curve, "{way}: {link}");
    assert!(here.pixels == there.pixels, "{way}: {link} has other pixels");
}

/// Every data set, small where it can be.
fn sources() -> impl Iterator<Item = String> {
    SOURCES.iter().map(|source| {
        let few = if source.knobs.iter().any(|knob| knob.key == "n") { "&d.n=60" } else { "" };
        format!("d={}{few}", source.choice.key)
    })
}

fn models() -> impl Iterator<Item = &'static str> {
    MODELS.iter().map(|model| model.choice.key).chain(["gmm&by=gradient", "gmm&prior=0.5"])
}

/// By stepping and by seeking back and forth one comes to the picture of the link, half-step by half-step.
fn walk(link: &str) -> bool {
    let mut deck = small(link);
    if deck.tape().is_none() {
        return false;
    }
    let mut opened = Vec::new();
    for t in 0..=8 {
        let here = seen(&mut deck);
        let there = seen(&mut small(&here.link));
        agree(&here, &there, "stepping");
        opened.push(there);
        if t == 8 || !deck.step().unwrap_or(false) {
            break;
        }
    }
    let last = opened.len() - 1;
    for t in (0..=last).rev().chain([last / 2, 0, last, 1.min(last)]) {
        deck.seek(t);
        agree(&seen(&mut deck), &opened[t], "seeking");
    }
    true
}

#[test]
fn stepping_and_seeking_come_to_the_picture_of_the_link() {
    for model in models() {
        let walked = sources().filter(|source| walk(&format!("{source}&m={model}&k=3"))).count();
        assert!(walked >= 3, "{model} has read {walked} data sets");
    }
}

#[test]
fn every_layer_comes_to_the_picture_of_the_link() {
    for model in models() {
        for view in [
            "field,contours,spokes,labels&dock=bound",
            "density,ellipses,-trails&dock=components",
            "-field,-density,truth",
        ] {
            for source in ["three&d.n=60", "counts&d.n=60&d.dim=1"] {
                walk(&format!("d={source}&m={model}&k=3&layers={view}"));
            }
        }
    }
}

/// What a hand can do, on a stage of 120 x 80.
type Act = fn(&mut Deck);

const ACTS: [(&str, Act); 14] = [
    ("a drag", |deck| deck.drag(0, 50.0, 30.0).unwrap()),
    ("a step", |deck| drop(deck.step())),
    ("a drag after an assignment", |deck| deck.drag(1, 70.0, 40.0).unwrap()),
    ("a point in the middle", |deck| deck.add_points(60.0, 30.0, 1.0, 0.0).unwrap()),
    ("a point in the margin", |deck| deck.add_points(118.0, 2.0, 1.0, 0.0).unwrap()),
    ("a step", |deck| drop(deck.step())),
    ("a spray over the edge", |deck| deck.add_points(110.0, 10.0, 20.0, 40.0).unwrap()),
    ("a point at the new edge", |deck| deck.add_points(1.0, 79.0, 1.0, 0.0).unwrap()),
    ("a moved point", |deck| deck.move_point(0.0, 119.0, 79.0).unwrap()),
    ("points gone", |deck| deck.delete_points(60.0, 40.0, 25.0).unwrap()),
    ("a step", |deck| drop(deck.step())),
    ("more points gone", |deck| deck.delete_points(100.0, 10.0, 45.0).unwrap()),
    ("all points gone", |deck| deck.clear_points().unwrap()),
    ("one point", |deck| deck.add_points(70.0, 30.0, 1.0, 0.0).unwrap()),
];

#[test]
fn hands_and_undo_come_to_the_picture_of_the_link() {
    for source in ["three&d.n=60&z=1", "faithful&z=0", "galaxies", "counts&d.n=60", "counts&d.n=60&d.dim=1"] {
        // What hands do is the same for all models but those that see counts as something else.
        let all = source.contains("counts");
        for model in models().filter(|model| all || matches!(*model, "kmeans" | "gmm" | "kmedoids")) {
            let mut deck = small(&format!("d={source}&m={model}&k=2&t=2"));
            if deck.tape().is_none() {
                continue;
            }
            let mut before = vec![seen(&mut deck)];
            for (name, act) in ACTS {
                act(&mut deck);
                before.push(same(&mut deck, name));
            }
            // Undo is opening the links before.
            for there in before.iter().rev() {
                deck.open(&there.link);
                agree(&seen(&mut deck), there, "undo");
            }
        }
    }
}

#[test]
fn settings_turned_and_turned_back_come_to_the_picture_of_the_link() {
    for turns in [
        ["m=gmm", "m=kmeans"],
        ["layer.density=1", "layer.density=0"],
        ["layer.field=0", "m=soft"],
        ["k=5", "k=2"],
        ["z=0", "z=1"],
        ["d=three", "d=faithful"],
        ["d=digits", "m=bernoulli"],
        ["start=truth", "start=random"],
        ["vs=1", "vs=0"],
        ["axes=2,1", "axes=1,2"],
        ["k=64", "k=3"],
    ] {
        for link in ["d=faithful&m=kmeans", "d=faithful&m=gmm&cov=diagonal&k=3", "d=faithful&m=soft&del=1-40&t=3"] {
            let mut deck = small(link);
            for turn in turns {
                let (key, value) = turn.split_once('=').unwrap();
                // What cannot be had changes nothing, which is a picture, too.
                let _ = deck.set(key, value);
                same(&mut deck, turn);
                // A step of a run that there is none of changes nothing either.
                let _ = deck.step();
                same(&mut deck, turn);
            }
        }
    }
}

#[test]
fn another_size_of_the_stage_shows_what_it_would_have_shown_from_the_start() {
    let link = "d=faithful&m=gmm&k=3&add=AAAAAP__AAAAAP____8&t=3";
    let mut deck = small(link);
    let first = seen(&mut deck);
    for (width, height) in [(300.0, 60.0), (30.0, 30.0), (640.0, 400.0), (120.0, 80.0)] {
        deck.resize(width, height, 2.0);
        let mut other = Deck::new(link);
        other.resize(width, height, 2.0);
        agree(&seen(&mut deck), &seen(&mut other), "another size");
    }
    deck.resize(120.0, 80.0, 1.0);
    agree(&seen(&mut deck), &first, "the size before");
}

#[test]
fn both_sides_of_a_comparison_come_to_the_pictures_of_the_link() {
    for link in
        ["d=three&d.n=60&k=3&vs.m=gmm", "d=faithful&m=gmm&k=3&vs.m=student", "d=faithful&m=soft&k=2&vs.m=gmm&lock=0"]
    {
        let mut sides = both(link);
        for t in 0..8 {
            if t == 4 {
                let [left, right] = &mut sides;
                right.drag(1, 50.0, 30.0).unwrap();
                left.adopt(right);
            }
            let here = pair(&mut sides);
            let there = pair(&mut both(&sides[0].link_beside(&sides[1])));
            assert_eq!(here.1, there.1, "{link}: half-step {t}");
            for (here, there) in here.0.iter().zip(&there.0) {
                agree_but_for_the_other_side(here, there, link);
            }
            for side in &mut sides {
                side.step().unwrap();
            }
        }
    }
}

fn both(link: &str) -> [Deck; 2] {
    let left = small(link);
    let right = small(&left.twin_link(left.twin_t()));
    [left, right]
}

/// Both sides, and what is said and marked of the two.
fn pair(sides: &mut [Deck; 2]) -> ([Seen; 2], String) {
    let [left, right] = sides;
    let compared = format!("{:?}", left.compare(right));
    let rings = [left.disagreeing(right), right.disagreeing(left)];
    ([seen(left), seen(right)], format!("{compared} {rings:?} {}", left.link_beside(right)))
}

/// A side's own link says of the other side what was opened, where they are not in step.
fn agree_but_for_the_other_side(here: &Seen, there: &Seen, way: &str) {
    let own = |link: &str| link.split("&vs.").next().unwrap_or_default().to_string();
    assert_eq!(own(&here.link), own(&there.link), "{way}");
    agree(&Seen { link: there.link.clone(), ..here.clone() }, there, way);
}
