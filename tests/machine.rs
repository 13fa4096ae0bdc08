//! The generative machine: what it draws, what is estimated from it, its links and hands.

use mixtape::deck::Deck;
use mixtape::link::Link;
use mixtape::machine::{KNOBS, Machine, Room, complete};
use mixtape::points::Points;
use proptest::prelude::*;
use std::fmt::Write;

fn any_room() -> impl Strategy<Value = Room> {
    let part = (0.01..1.0_f64, 0.0..1.0_f64, 0.0..1.0_f64, 0.005..0.4_f64, 0.005..0.4_f64, 0.0..180.0_f64);
    (0..400_usize, 0..1000_u64, proptest::collection::vec(part, 1..=6)).prop_map(|(n, seed, parts)| {
        let mut text = format!("room=machine&n={n}&seed={seed}&k={}", parts.len());
        for (i, (p, x, y, a, b, t)) in parts.iter().enumerate() {
            let i = i + 1;
            let _ = write!(text, "&p{i}={p}&x{i}={x}&y{i}={y}&a{i}={a}&b{i}={b}&t{i}={t}");
        }
        let (room, notes) = Room::decode(&text);
        assert_eq!(notes, Vec::<String>::new());
        room
    })
}

#[test]
fn the_default_is_the_course_s_three_gaussians() {
    let machine = Machine::default();
    assert_eq!(machine.weights(), [0.5, 0.3, 0.2]);
    let course = [[0.010, 0.006, 0.006, 0.008], [0.008, -0.006, -0.006, 0.010], [0.010, 0.006, 0.006, 0.008]];
    for (ours, theirs) in machine.covariances().iter().zip(course.as_flattened()) {
        assert!((ours - theirs).abs() < 1e-16, "{ours} {theirs}");
    }
    let three = mixtape::data::source("three").unwrap().dataset(&[500.0], 0).unwrap();
    let ours = machine.dataset();
    assert_eq!(ours.truth.as_ref().map(|t| &t.labels), three.truth.as_ref().map(|t| &t.labels));
    for (a, b) in ours.points.to_rows().iter().zip(three.points.to_rows()) {
        assert!((a - b).abs() < 1e-14);
    }
    assert_eq!(Room::default().encode(), "room=machine");
    assert_eq!(Room::default().refit().unwrap(), "v=1&d=machine&m=gmm&k=3&start=forgy");
}

/// Standard errors of a sample's moments: 5 of them are never left in so few tries.
#[test]
fn moments_of_the_sample_are_those_of_the_mixture() {
    let n = 200_000;
    for link in ["", "k=2&p1=0.3&p2=0.7&a1=0.2&b1=0.05&t1=120&x2=0.1", "k=6&t4=33&a4=0.1"] {
        let machine = Room::decode(link).0.machine;
        let data = machine.draw(n);
        let labels = &data.truth.as_ref().unwrap().labels;
        let (weights, means, covariances) = (machine.weights(), machine.means(), machine.covariances());
        for k in 0..machine.k() {
            let members: Vec<Vec<f64>> =
                (0..n).filter(|i| labels[*i] as usize == k).map(|i| data.points.row(i)).collect();
            let count = members.len() as f64;
            let share = count / n as f64;
            assert!((share - weights[k]).abs() < 5.0 * (weights[k] * (1.0 - weights[k]) / n as f64).sqrt());
            let s = &covariances[4 * k..4 * k + 4];
            let means_of = [0, 1].map(|j: usize| members.iter().map(|x| x[j]).sum::<f64>() / count);
            let mean = |j: usize| means_of[j];
            for i in 0..2 {
                assert!((mean(i) - means[2 * k + i]).abs() < 5.0 * (s[3 * i] / count).sqrt());
                for j in 0..2 {
                    let c = members.iter().map(|x| (x[i] - mean(i)) * (x[j] - mean(j))).sum::<f64>() / count;
                    let deviation = ((s[3 * i] * s[3 * j] + s[2 * i + j] * s[2 * i + j]) / count).sqrt();
                    assert!((c - s[2 * i + j]).abs() < 5.0 * deviation, "{link} {k} {i}{j}: {c}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn room_and_playground_have_the_same_points(room in any_room()) {
        let Some(link) = room.refit() else { return Ok(()) };
        let deck = Deck::new(&link);
        prop_assert_eq!(deck.notes(), &[] as &[String]);
        let (link, _) = Link::decode(&link);
        let data = link.config.data().unwrap();
        let ours = room.machine.draw(room.n());
        let bits = |p: &Points| p.to_rows().iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        prop_assert_eq!(bits(&data.base.points), bits(&ours.points));
        prop_assert_eq!(data.truth(), ours.truth.as_ref());
        prop_assert_eq!(data.base.points.n(), room.n());
        // One more point keeps those there were.
        let more = room.machine.draw(room.n() + 1);
        prop_assert_eq!(&bits(&more.points)[..2 * room.n()], &bits(&ours.points)[..]);
    }

    #[test]
    fn the_complete_data_say_what_counting_says(room in any_room()) {
        let n = room.n().max(30);
        let data = room.machine.draw(n);
        let labels = &data.truth.as_ref().unwrap().labels;
        let found = complete(&data.points, labels, room.machine.k());
        for k in 0..room.machine.k() {
            let members: Vec<Vec<f64>> = (0..n).filter(|i| labels[*i] as usize == k).map(|i| data.points.row(i)).collect();
            let count = members.len() as f64;
            prop_assert_eq!(found.weights[k], count / n as f64);
            if members.is_empty() {
                prop_assert!(found.means[2 * k].is_nan());
                continue;
            }
            let means_of = [0, 1].map(|j: usize| members.iter().map(|x| x[j]).sum::<f64>() / count);
            let mean = |j: usize| means_of[j];
            for i in 0..2 {
                prop_assert!((found.means[2 * k + i] - mean(i)).abs() < 1e-12);
                for j in 0..2 {
                    let c = members.iter().map(|x| (x[i] - mean(i)) * (x[j] - mean(j))).sum::<f64>() / count;
                    prop_assert!((found.covariances[4 * k + 2 * i + j] - c).abs() < 1e-12);
                }
            }
        }
    }

    #[test]
    fn the_wheel_says_where_u_fell(room in any_room()) {
        if room.n() == 0 { return Ok(()) }
        let view = room.view([400.0, 400.0]).unwrap();
        let last = view.last.unwrap();
        let part = &view.parts[last.k];
        prop_assert!(last.u > part.from - 1e-12 && last.u < part.from + part.weight + 1e-12);
        let labels = room.machine.draw(room.n()).truth.unwrap().labels;
        prop_assert_eq!(last.k, usize::from(labels[room.n() - 1]));
    }

    #[test]
    fn links_come_back(room in any_room(), contours in any::<bool>(), at in 0..500_usize) {
        let mut room = Room { contours, at: Some(at), ..room };
        room.at = room.picked();
        prop_assert_eq!(Room::decode(&room.encode()), (room, vec![]));
    }

    #[test]
    fn any_text_decodes(text in "\\PC{0,60}", key in "(k|n|p1|a2|t3|at|seed|contours)", value in "[-0-9.e%]{0,8}") {
        for link in [text.clone(), format!("{key}={value}"), format!("room=machine&{key}={text}")] {
            let (room, _) = Room::decode(&link);
            prop_assert!(room.view([300.0, 300.0]).is_ok());
            prop_assert_eq!(Room::decode(&room.encode()), (room, vec![]));
        }
    }

    #[test]
    fn hands_keep_the_sum_and_the_links_short(
        room in any_room(),
        weight in 0.0..1.0_f64,
        which in 0..6_usize,
        k in 1..=6_usize,
        x in -100.0..600.0_f64,
        y in -100.0..600.0_f64,
    ) {
        let mut room = room;
        let which = which % room.machine.k() + 1;
        let said = room.set(&format!("p{which}"), &weight.max(0.01).to_string()).is_ok();
        prop_assert!(said);
        let hundredths = |room: &Room| -> Vec<f64> {
            (0..room.machine.k()).map(|k| room.machine.values()[2 + 6 * k]).collect()
        };
        let sum = |w: &[f64]| w.iter().map(|w| (100.0 * w).round() as i32).sum::<i32>();
        let weights = hundredths(&room);
        prop_assert_eq!(sum(&weights), 100);
        prop_assert!(weights.iter().all(|w| *w >= 0.01));
        if room.machine.k() > 1 {
            let most = 1.0 - 0.01 * (room.machine.k() - 1) as f64;
            prop_assert!((weights[which - 1] - weight.clamp(0.01, most)).abs() < 0.00501, "{weights:?} {weight}");
        }
        for kind in ["m", "a", "b"] {
            room.drag(&format!("{kind}{which}"), x, y, [400.0, 400.0]);
            room.nudge(&format!("{kind}{which}"), 3.0, -2.0);
        }
        let other = room.machine.k() != k;
        room.set("k", &k.to_string()).unwrap();
        if other {
            prop_assert_eq!(sum(&hundredths(&room)), 100);
        }
        prop_assert_eq!(Room::decode(&room.encode()), (room.clone(), vec![]));
        prop_assert!(room.view([400.0, 400.0]).is_ok());
    }
}

#[test]
fn a_dragged_mean_is_where_the_hand_is() {
    let mut room = Room::default();
    let size = [420.0, 400.0];
    let before = room.view(size).unwrap();
    let (x, y) = (before.parts[1].x + 40.0, before.parts[1].y - 30.0);
    room.drag("m2", x, y, size);
    let after = room.view(size).unwrap();
    assert!((after.parts[1].x - x).abs() < 3.0 && (after.parts[1].y - y).abs() < 3.0);
    assert_eq!(before.parts[0].x.to_bits(), after.parts[0].x.to_bits());
    // An axis goes with its handle, and the other stays perpendicular to it and as long as it was.
    let [ex, ey] = [after.parts[1].x - 50.0, after.parts[1].y];
    room.drag("a2", ex, ey, size);
    let turned = room.view(size).unwrap();
    let [a, b] = turned.parts[1].ends;
    assert!((a[0] - ex).abs() < 3.0 && (a[1] - ey).abs() < 3.0 || (2.0 * turned.parts[1].x - a[0] - ex).abs() < 3.0);
    let c = &turned.parts[1];
    let across = (a[0] - c.x) * (b[0] - c.x) + (a[1] - c.y) * (b[1] - c.y);
    assert!(across.abs() < 1e-6, "{across}");
}

#[test]
fn estimates_are_near_and_come_nearer() {
    let errors = |n: usize| {
        let mut sums = [[0.0; 3]; 2];
        for seed in 0..4 {
            let (room, _) = Room::decode(&format!("n={n}&seed={seed}"));
            let (_, counted, found, _) = room.estimates().unwrap().unwrap();
            for (sum, errors) in sums.iter_mut().zip([counted.errors, found.errors]) {
                for (sum, error) in sum.iter_mut().zip(errors) {
                    *sum += error;
                }
            }
        }
        sums
    };
    let (few, many) = (errors(300), errors(12_000));
    for i in 0..3 {
        // 40 times the points: by 1/sqrt(N) a sixth of the error.
        assert!(many[0][i] < 0.4 * few[0][i] && many[1][i] < 0.4 * few[1][i], "{few:?} {many:?}");
        // To know z is to know more.
        assert!(many[0][i] < many[1][i], "{few:?} {many:?}");
    }
    assert!(Room::decode("n=2").0.estimates().unwrap().is_none());
}

#[test]
fn em_s_components_are_put_in_the_order_of_the_true_ones() {
    for s in 0..6 {
        let (room, _) = Room::decode(&format!("n=3000&s={s}&x1=0.1&y1=0.1&x2=0.5&y2=0.9&x3=0.9&y3=0.1"));
        let (truth, _, found, _) = room.estimates().unwrap().unwrap();
        if found.errors[1] < 0.05 {
            for (a, b) in truth.means.iter().zip(&found.parameters.means) {
                assert!((a - b).abs() < 0.05);
            }
        }
    }
}

#[test]
fn what_is_wrong_is_said_and_replaced() {
    for (link, word) in [("k=7", "k"), ("n=-3", "n"), ("p1=0", "p1"), ("z9=1", "z9"), ("t2=999", "t2"), ("at=x", "at")]
    {
        let (room, notes) = Room::decode(link);
        assert_eq!(room, Room::default(), "{link}");
        assert!(notes.len() == 1 && notes[0].contains(word), "{link}: {notes:?}");
    }
    assert_eq!(KNOBS.iter().filter(|k| !k.title.is_empty()).count(), 1);
}

#[test]
fn stills_are_pictures() {
    let machine = Room::decode("k=2&n=300").0.still(320.0, 200.0, "#ffffff");
    assert!(machine.starts_with("<svg ") && machine.ends_with("</svg>") && !machine.contains("NaN"));
    assert_eq!((machine.matches("<circle").count(), machine.matches("<ellipse").count()), (240, 2));
    let bayes = mixtape::bayes::Bayes::default().still(320.0, 200.0, "#000000", "#ffffff");
    assert!(bayes.starts_with("<svg ") && bayes.ends_with("</svg>") && !bayes.contains("NaN"));
    // The ground, two fills, two errors, p(x), two densities, two joint ones.
    assert_eq!(bayes.matches("<path").count(), 10);
    if let Ok(folder) = std::env::var("STILLS") {
        std::fs::write(format!("{folder}/machine.svg"), machine).unwrap();
        std::fs::write(format!("{folder}/bayes.svg"), bayes).unwrap();
    }
}
