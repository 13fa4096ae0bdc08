//! Are pictures cut up as the reference says, are superpixels connected, and is every half-step the one it claims?
#![cfg(not(target_arch = "wasm32"))]

use mixtape::image::coding::{bits_per_pixel, entropy_coded, whole_bits};
use mixtape::image::connect::connect;
use mixtape::image::paint::paint;
use mixtape::image::price::Prices;
use mixtape::image::room::Picture;
use mixtape::image::settings::Settings;
use mixtape::image::superpixels::Superpixels;
use mixtape::image::{Image, Space, points};
use mixtape::options::{Family, Init, Options};
use mixtape::run::Run;
use serde_json::Value;
use std::sync::Arc;

fn image(name: &str) -> Image {
    let file = std::fs::File::open(format!("{}/{name}.png", env!("CARGO_MANIFEST_DIR"))).expect("the picture is there");
    let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("a frame");
    let step = if info.color_type == png::ColorType::Rgba { 4 } else { 3 };
    let rgba: Vec<u8> = bytes[..info.buffer_size()].chunks_exact(step).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
    Image::from_rgba(info.width as usize, info.height as usize, &rgba).expect("a picture")
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(numbers).collect(),
        other => vec![other.as_f64().expect("a number")],
    }
}

#[test]
fn segmentation_is_the_reference() {
    for (name, weight) in [("segment_coffee_rgb_k4", None), ("segment_coffee_rgbxy_k4", Some(0.5))] {
        let text =
            std::fs::read_to_string(format!("{}/tests/reference/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let reference: Value = serde_json::from_str(&text).unwrap();
        let data = points(&image("tests/data/images/coffee_60x40"), Space::Rgb, weight);
        let means = numbers(&reference["init"]["means"]);
        let options =
            Options { k: 4, init: Init::Given { means, weights: None, covariances: None }, ..Options::default() };
        let mut run = Run::new(Family::KMeans, Arc::new(data), &options).unwrap();
        for row in reference["iterations"].as_array().unwrap() {
            let near = |found: f64, key: &str| {
                let told = row[key].as_f64().unwrap();
                assert!((found - told).abs() <= 1e-9 * told.abs(), "{name}, {key}: {found}, not {told}");
            };
            near(run.step().unwrap().objective, "j_after_assignment");
            near(run.step().unwrap().objective, "j_after_refit");
            for (a, b) in run.model().means().iter().zip(numbers(&row["means"])) {
                assert!((a - b).abs() <= 1e-9, "{name}: mean {a}, not {b}");
            }
        }
        let labels: String = run.labels().iter().map(|k| char::from(b'0' + k)).collect();
        assert_eq!(labels, reference["final"]["labels"].as_str().unwrap(), "{name}");
    }
}

/// How many connected parts a label has.
fn parts(regions: &[u32], w: usize) -> usize {
    let mut seen = vec![false; regions.len()];
    let mut count = 0;
    for start in 0..regions.len() {
        if seen[start] {
            continue;
        }
        count += 1;
        let mut stack = vec![start];
        while let Some(i) = stack.pop() {
            if std::mem::replace(&mut seen[i], true) {
                continue;
            }
            let near =
                [(i % w > 0, i.wrapping_sub(1)), (i % w + 1 < w, i + 1), (i >= w, i.wrapping_sub(w)), (true, i + w)];
            stack.extend(
                near.iter().filter(|(ok, j)| *ok && *j < regions.len() && regions[*j] == regions[i]).map(|n| n.1),
            );
        }
    }
    count
}

#[test]
fn every_superpixel_is_connected() {
    let coffee = image("tests/data/images/coffee_60x40");
    for (n, m, space) in
        [(10, 1.0, Space::Rgb), (60, 10.0, Space::Oklab), (200, 40.0, Space::Rgb), (2000, 10.0, Space::Oklab)]
    {
        let mut walk = Superpixels::new(&coffee, space, n, m);
        let mut t = 0;
        loop {
            let regions = walk.regions();
            let k = regions.iter().max().unwrap() + 1;
            let used: std::collections::HashSet<u32> = regions.iter().copied().collect();
            assert_eq!(used.len(), k as usize, "numbers without a gap");
            assert_eq!(parts(&regions, coffee.width), k as usize, "n {n}, m {m}, half-step {t}");
            if !walk.step() {
                break;
            }
            t += 1;
        }
        assert!(t <= 20 && walk.over());
    }
}

#[test]
fn an_assignment_is_the_nearest_window() {
    let coffee = image("tests/data/images/coffee_60x40");
    let (n, m) = (40, 12.0);
    let mut walk = Superpixels::new(&coffee, Space::Oklab, n, m);
    for _ in 0..5 {
        let centres = walk.centres().to_vec();
        let (labels, cost) = walk.nearest(&centres);
        let step = ((coffee.width * coffee.height) as f64 / centres.len() as f64).sqrt();
        let mut total = 0.0;
        for (i, pixel) in coffee.pixels.iter().enumerate() {
            let c = Space::Oklab.coordinates(*pixel);
            let (x, y) = ((i % coffee.width) as f64 + 0.5, (i / coffee.width) as f64 + 0.5);
            let squared = |k: usize| {
                let square = |x: f64| x * x;
                let colour: f64 = (0..3).map(|j| square(100.0 * c[j] - centres[k][j])).sum();
                colour + square(m / step) * (square(x - centres[k][3]) + square(y - centres[k][4]))
            };
            let inside = |k: &usize| (x - centres[*k][3]).abs() <= step && (y - centres[*k][4]).abs() <= step;
            let mut near: Vec<usize> = (0..centres.len()).filter(inside).collect();
            if near.is_empty() {
                near = (0..centres.len()).collect();
            }
            let best = near.iter().map(|k| squared(*k)).fold(f64::INFINITY, f64::min);
            assert!((squared(labels[i] as usize) - best).abs() <= 1e-9 * best.max(1.0), "pixel {i}");
            total += best;
        }
        assert!((cost - total).abs() <= 1e-9 * total);
        walk.step();
        walk.step();
    }
}

#[test]
fn seeking_equals_stepping_and_links_read_back() {
    let coffee = image("tests/data/images/coffee_60x40");
    for link in [
        "room=picture&k=6&t=9",
        "room=picture&p=china&features=place&space=oklab&w=1.5&start=forgy&s=3&t=4",
        "room=picture&features=superpixels&n=80&m=20&t=7&scene=superpixels",
    ] {
        let (settings, notes) = Settings::decode(link);
        assert_eq!((settings.encode().as_str(), notes.len()), (link, 0));
        let mut a = Picture::new(coffee.clone(), settings.clone()).unwrap();
        let (pixels, cost) = (a.pixels(1), a.cost());
        let mut costs = vec![a.cost()];
        while a.step().unwrap() {
            costs.push(a.cost());
        }
        if !link.contains("superpixels") {
            assert!(
                costs.windows(2).all(|w| w[0].is_none() || w[1].unwrap() <= w[0].unwrap() * (1.0 + 1e-12)),
                "J never rises: {costs:?}"
            );
        }
        a.go(settings.t).unwrap();
        assert_eq!((a.pixels(1) == pixels, a.cost()), (true, cost), "{link}");
        a.go(0).unwrap();
        a.go(settings.t).unwrap();
        assert_eq!((a.pixels(1) == pixels, a.cost()), (true, cost), "{link}");
    }
    let (_, notes) = Settings::decode("room=picture&k=0&features=nonsense&q=1&w=-3");
    assert_eq!(notes.len(), 4, "{notes:?}");
}

#[test]
fn bits_are_what_the_formula_says() {
    assert!((bits_per_pixel(10, 43_200) - (libm::log2(10.0) + 240.0 / 43_200.0)).abs() < 1e-12);
    // Four colours equally often are worth two bits, one colour none; the palette comes on top.
    assert!((entropy_coded(&[25, 25, 25, 25]) - 2.0 - 96.0 / 100.0).abs() < 1e-12);
    assert!((entropy_coded(&[100]) - 0.24).abs() < 1e-12);
}

#[test]
fn whole_bits_are_those_of_the_book() {
    // Bishop (2006), section 9.1.1: 240 x 180 pixels at K = 2, 3 and 10.
    let n = 240 * 180;
    assert_eq!([2, 3, 10].map(|k| whole_bits(k, n)), [43_248, 86_472, 173_040]);
    assert_eq!(whole_bits(1, 100), 24);
}

#[test]
fn stray_bits_join_the_longest_border() {
    // A bit of two pixels between regions 0 (border of four) and 1 (border of two), and a single one inside 1.
    let labels = [
        0, 0, 0, 0, 1, 1, 1, 1, //
        0, 0, 2, 2, 1, 1, 1, 1, //
        0, 0, 0, 0, 1, 1, 3, 1, //
        0, 0, 0, 0, 1, 1, 1, 1,
    ];
    let found = connect(&labels, 8, 4);
    let halves: Vec<u32> = (0..32).map(|i| u32::from(i % 8 >= 4)).collect();
    assert_eq!((found.labels, found.count, found.joined), (halves, 2, 2));
    // One label in two pieces is two regions, and where all are large enough nothing joins.
    let found = connect(&[7, 7, 5, 7, 7, 7], 6, 1);
    assert_eq!((found.labels, found.count, found.joined), (vec![0, 0, 1, 2, 2, 2], 3, 0));
}

proptest::proptest! {
    #[test]
    fn regions_are_connected_and_large_enough(
        labels in proptest::collection::vec(0..3_u32, 120), w in proptest::sample::select(vec![1_usize, 8, 12, 120]), least in 1..30_usize
    ) {
        let found = connect(&labels, w, least);
        let mut sizes = vec![0; found.count];
        for &region in &found.labels {
            sizes[region as usize] += 1;
        }
        assert_eq!(parts(&found.labels, w), found.count);
        assert!(found.count == 1 || sizes.iter().all(|size| *size >= least), "{sizes:?}");
        // Large pieces stay whole.
        let alone = connect(&labels, w, 1);
        assert_eq!(alone.joined + parts(&labels, w) - alone.count, 0);
    }
}

#[test]
fn no_superpixel_starts_on_an_edge() {
    let coffee = image("tests/data/images/coffee_60x40");
    let (w, h) = (coffee.width, coffee.height);
    let at = |x: usize, y: usize| Space::Rgb.coordinates(coffee.pixels[y * w + x]);
    let apart = |a: [f64; 3], b: [f64; 3]| a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
    let gradient = |x: usize, y: usize| {
        let (left, right) = (x.saturating_sub(1), (x + 1).min(w - 1));
        let (above, below) = (y.saturating_sub(1), (y + 1).min(h - 1));
        apart(at(left, y), at(right, y)) + apart(at(x, above), at(x, below))
    };
    // 24 cells of 10 x 10 pixels: their middles are the corners of pixels (5, 5), (15, 5), ...
    let walk = Superpixels::new(&coffee, Space::Rgb, 24, 10.0);
    assert_eq!(walk.k(), 24);
    for (k, centre) in walk.centres().iter().enumerate() {
        let (x, y) = (10 * (k % 6) + 5, 10 * (k / 6) + 5);
        let near = (y - 1..=y + 1).flat_map(|y| (x - 1..=x + 1).map(move |x| gradient(x, y)));
        let least = near.fold(f64::INFINITY, f64::min);
        assert!((gradient(centre[3] as usize, centre[4] as usize) - least).abs() <= 1e-12, "superpixel {k}");
    }
}

#[test]
fn pictures_are_painted_pixel_by_pixel() {
    let coffee = image("tests/data/images/coffee_60x40");
    let (w, n) = (coffee.width, coffee.pixels.len());
    let regions: Vec<u32> = (0..n).map(|i| u32::from(i % w >= 30)).collect();
    let colours = [[200, 10, 20], [0, 0, 60]];
    let plain = paint(&coffee, &regions, &colours, false, 1);
    let lined = paint(&coffee, &regions, &colours, true, 3);
    assert_eq!((plain.len(), lined.len()), (4 * n, 36 * n));
    for (i, pixel) in plain.as_chunks::<4>().0.iter().enumerate() {
        let [r, g, b] = colours[regions[i] as usize];
        assert_eq!(*pixel, [r, g, b, 255]);
    }
    for (i, pixel) in lined.as_chunks::<4>().0.iter().enumerate() {
        let (x, y) = (i % (3 * w), i / (3 * w));
        let region = regions[y / 3 * w + x / 3] as usize;
        // The last of the device pixels before the border is the line.
        assert_eq!(pixel[..3] == colours[region], x != 89, "{x}, {y}");
    }
}

#[test]
fn the_table_is_what_each_run_says() {
    let coffee = image("tests/data/images/coffee_60x40");
    let (settings, _) = Settings::decode("room=picture&features=place&space=oklab&start=forgy&s=5");
    let mut prices = Prices::new(coffee.clone(), settings.clone());
    while prices.slice().unwrap() {}
    assert_eq!(prices.found.iter().map(|found| found.k).collect::<Vec<_>>(), [2, 3, 4, 6, 8, 10, 16, 32, 64]);
    for found in &prices.found {
        let mut own = settings.clone();
        own.set("k", &found.k.to_string()).unwrap();
        let mut picture = Picture::new(coffee.clone(), own).unwrap();
        picture.go(4000).unwrap();
        let view = picture.view();
        assert_eq!(
            (&view.coded, &view.error, &view.cost),
            (&found.coded, &found.error, &found.cost),
            "K = {}",
            found.k
        );
        // From the painted pixels alone.
        let pixels = picture.pixels(1);
        let squares = pixels
            .as_chunks::<4>()
            .0
            .iter()
            .zip(&coffee.pixels)
            .map(|(a, b)| (0..3).map(|j| f64::from(a[j]) - f64::from(b[j])).map(|d| d * d).sum::<f64>());
        let error = (squares.sum::<f64>() / (3.0 * coffee.pixels.len() as f64)).sqrt();
        assert!((error - found.error.parse::<f64>().unwrap()).abs() <= 0.0501, "K = {}", found.k);
    }
}

#[test]
fn superpixels_are_oklab_unless_asked_otherwise() {
    let read = |text: &str| Settings::decode(text).0;
    assert_eq!(read("room=picture&features=superpixels").space(), Space::Oklab);
    assert_eq!(read("room=picture&features=superpixels&space=rgb").space(), Space::Rgb);
    assert_eq!(read("room=picture").space(), Space::Rgb);
    assert_eq!(read("room=picture&features=superpixels&space=oklab").encode(), "room=picture&features=superpixels");
    assert_eq!(
        read("room=picture&space=rgb&features=superpixels").encode(),
        "room=picture&features=superpixels&space=rgb"
    );
}

#[test]
fn a_size_past_all_numbers_is_an_error() {
    for (width, height) in [(usize::MAX, 2), (usize::MAX / 2 + 1, 4), (1 << 20, 1 << 20)] {
        let error = Image::from_rgba(width, height, &[0; 4]).unwrap_err();
        assert_eq!(error.code.key(), "too-large", "{width} x {height}");
    }
    assert_eq!(Image::from_rgba(2, 2, &[0; 15]).unwrap_err().code.key(), "invalid-data");
}

/// A window can take its nearest centre from a pixel: then J rises, and the sentence owns up to it.
#[test]
fn where_the_cost_of_superpixels_rises_the_sentence_says_so() {
    let mut rises = 0;
    for m in ["1", "10", "40"] {
        let (settings, notes) = Settings::decode(&format!("room=picture&features=superpixels&n=100&m={m}"));
        assert!(notes.is_empty(), "{notes:?}");
        let mut picture = Picture::new(image("tests/data/images/coffee_60x40"), settings).unwrap();
        let mut last = f64::INFINITY;
        while picture.step().unwrap() {
            let cost = picture.cost().unwrap();
            let said = picture.view().sentence;
            assert_eq!(said.contains("J rises"), cost > last, "m = {m}, t = {}: {last} to {cost}: {said}", picture.t());
            rises += usize::from(cost > last);
            last = cost;
        }
    }
    assert!(rises > 0, "nothing has risen: the test says nothing");
}
