//! Writes the shipped data, `src/data/*.bin`, from the tables in `tests/data`: `cargo run --example encode_data`.
//!
//! The format is told in `src/data/shipped.rs`.

use std::{fs, io};

fn main() -> io::Result<()> {
    table("faithful", &[1000.0, 1.0])?;
    table("iris", &[10.0; 4])?;
    table("penguins", &[10.0, 10.0, 1.0, 1.0])?;
    // The file has km/s, the data 1000 km/s: the whole numbers are the same.
    table("galaxies", &[1.0])?;
    // One value of colour intensity is published as 9.899999: it is kept as 9.90.
    table("wine", &[100.0, 100.0, 100.0, 10.0, 1.0, 100.0, 100.0, 100.0, 100.0, 100.0, 1000.0, 100.0, 1.0])?;
    austen()?;
    digits()
}

fn read(name: &str) -> io::Result<String> {
    fs::read_to_string(format!("{}/tests/data/{name}.csv", env!("CARGO_MANIFEST_DIR")))
}

fn write(name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::write(format!("{}/src/data/{name}.bin", env!("CARGO_MANIFEST_DIR")), bytes)
}

/// The first columns of a table as whole numbers of steps, `scales[j]` steps to the unit.
fn table(name: &str, scales: &[f64]) -> io::Result<()> {
    let text = read(name)?;
    let mut bytes = Vec::new();
    for (j, scale) in scales.iter().enumerate() {
        let wholes: Vec<u16> = text
            .lines()
            .skip(1)
            .map(|line| {
                let value: f64 = line.split(',').nth(j).and_then(|cell| cell.parse().ok()).expect("a number");
                let whole = (value * scale).round() as u16;
                let exact = f64::from(whole) / scale == value;
                assert!(
                    exact || name == "wine" && value == 9.899_999,
                    "{name}: {value} is not a whole number of steps"
                );
                whole
            })
            .collect();
        bytes.extend(wholes.iter().map(|whole| whole.to_le_bytes()[0]));
        bytes.extend(wholes.iter().map(|whole| whole.to_le_bytes()[1]));
    }
    write(name, &bytes)
}

/// The words, and their counts in unary: see `src/data/words.rs`.
fn austen() -> io::Result<()> {
    let text = read("austen_counts")?;
    let mut rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = rows.next().expect("a header");
    let rows: Vec<Vec<&str>> = rows.collect();
    let words = &header[1..header.len() - 1];
    let mut bits: Vec<bool> = Vec::new();
    for j in 1..=words.len() {
        for row in &rows {
            let count: usize = row[j].parse().expect("a count");
            bits.extend(std::iter::repeat_n(true, count));
            bits.push(false);
        }
    }
    let mut bytes = words.join(" ").into_bytes();
    bytes.push(b'\n');
    bytes.extend(bits.chunks(8).map(|byte| (0..byte.len()).fold(0, |b, i| b | u8::from(byte[i]) << (7 - i))));
    write("austen", &bytes)
}

fn digits() -> io::Result<()> {
    let text = read("digits_binary")?;
    let rows: Vec<(&str, &str)> = text.lines().skip(1).map(|line| line.split_once(',').expect("bits, label")).collect();
    let mut bytes = Vec::new();
    for (bits, _) in &rows {
        let bits = u64::from_str_radix(bits, 2).expect("64 bits");
        bytes.extend(bits.to_be_bytes());
    }
    bytes.extend(rows.iter().map(|(_, label)| label.parse::<u8>().expect("a digit")));
    write("digits", &bytes)
}
