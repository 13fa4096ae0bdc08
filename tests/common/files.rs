//! The reference cases (tests/reference) and the data they name (tests/data), read as their README says.

use mixtape::points::Points;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn path(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(of)
}

/// The case called `id`.
pub(crate) fn case(id: &str) -> Value {
    let text = std::fs::read_to_string(path(&format!("reference/{id}.json"))).expect("the case exists");
    serde_json::from_str(&text).expect("the case is JSON")
}

/// The ids of all cases, sorted.
pub(crate) fn case_ids() -> Vec<String> {
    let mut ids: Vec<String> = std::fs::read_dir(path("reference"))
        .expect("the folder exists")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".json").map(String::from))
        .collect();
    ids.sort();
    ids
}

/// Every number of a nested array, in order.
pub(crate) fn flat(value: &Value) -> Vec<f64> {
    match value {
        Value::Number(x) => vec![x.as_f64().expect("a double")],
        Value::Array(items) => items.iter().flat_map(flat).collect(),
        other => panic!("{other} is no number"),
    }
}

/// A whole number.
pub(crate) fn whole(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a whole number")).expect("a small one")
}

/// Labels written as one digit each.
pub(crate) fn labels(value: &Value) -> Vec<u8> {
    value.as_str().expect("a text of digits").bytes().map(|b| b - b'0').collect()
}

/// Row-major points of a `dataset` entry, transformed as it says.
pub(crate) fn points(dataset: &Value) -> Arc<Points> {
    let file = dataset["file"].as_str().expect("a file name");
    let kind = dataset["transform"]["kind"].as_str();
    let (rows, d) = match (file, kind) {
        ("digits_binary.csv", _) => digits(file, &["2", "3", "4"]),
        (_, Some("rgb")) => pixels(file, None),
        (_, Some("rgbxy")) => pixels(file, dataset["transform"]["weight"].as_f64()),
        _ => columns(file, &dataset["columns"]),
    };
    let transform = &dataset["transform"];
    let rows = match kind {
        None | Some("rgb" | "rgbxy") => rows,
        Some("divide") => {
            let by = transform["by"].as_f64().expect("a divisor");
            rows.iter().map(|x| x / by).collect()
        }
        Some("binarise") => rows.iter().map(|&x| f64::from(u8::from(x > 0.0))).collect(),
        Some("standardize") => {
            let (mean, std) = (flat(&transform["mean"]), flat(&transform["std"]));
            rows.iter().enumerate().map(|(i, x)| (x - mean[i % d]) / std[i % d]).collect()
        }
        Some(other) => panic!("no transform is called {other}"),
    };
    Arc::new(Points::from_rows(&rows, d).expect("the data are good"))
}

/// The named columns of a CSV file without quotes.
fn columns(file: &str, names: &Value) -> (Vec<f64>, usize) {
    let text = std::fs::read_to_string(path("data").join(file)).expect("the data exist");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let wanted: Vec<usize> = names
        .as_array()
        .expect("column names")
        .iter()
        .map(|name| header.iter().position(|h| Some(*h) == name.as_str()).expect("the column exists"))
        .collect();
    let rows = lines
        .flat_map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            wanted.iter().map(|&j| cells[j].parse().expect("a number")).collect::<Vec<f64>>()
        })
        .collect();
    (rows, wanted.len())
}

/// The 8 x 8 images with one of these labels, in file order.
fn digits(file: &str, wanted: &[&str]) -> (Vec<f64>, usize) {
    let text = std::fs::read_to_string(path("data").join(file)).expect("the data exist");
    let rows = text
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .filter(|(_, label)| wanted.contains(label))
        .flat_map(|(bits, _)| bits.bytes().map(|b| f64::from(b - b'0')))
        .collect();
    (rows, 64)
}

/// The pixels of an image, row by row: value / 255, and with `weight` their place in the image too.
fn pixels(file: &str, weight: Option<f64>) -> (Vec<f64>, usize) {
    let file = std::fs::File::open(path("data").join(file)).expect("the image exists");
    let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a small image")];
    let info = reader.next_frame(&mut bytes).expect("a whole image");
    let channels = info.color_type.samples();
    let (width, height) = (f64::from(info.width), f64::from(info.height));
    let mut rows = Vec::new();
    for (i, pixel) in bytes[..info.buffer_size()].chunks_exact(channels).enumerate() {
        rows.extend(pixel[..3].iter().map(|&v| f64::from(v) / 255.0));
        if let Some(weight) = weight {
            let (col, row) = (i % info.width as usize, i / info.width as usize);
            rows.push(weight * (col as f64 + 0.5) / width);
            rows.push(weight * (row as f64 + 0.5) / height);
        }
    }
    (rows, if weight.is_some() { 5 } else { 3 })
}
