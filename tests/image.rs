//! Are pictures cut up as the reference says, are superpixels connected, and is every half-step the one it claims?
#![cfg(not(target_arch = "wasm32"))]

use mixtape::image::coding::{bits_per_pixel, entropy_coded};
use mixtape::image::room::{Picture, Settings};
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
        assert!(t <= 20 && walk.converged());
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
        let (pixels, cost) = (a.pixels(), a.cost());
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
        assert_eq!((a.pixels() == pixels, a.cost()), (true, cost), "{link}");
        a.go(0).unwrap();
        a.go(settings.t).unwrap();
        assert_eq!((a.pixels() == pixels, a.cost()), (true, cost), "{link}");
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
