//! Words in the chapters of three novels, as counts.
//!
//! `austen.bin` is the words, separated by spaces, a line feed, and then the counts as bits, most significant first:
//! word after word and in it chapter after chapter, a one for every time the word is there and a zero to end the
//! chapter. Such small numbers cannot be kept in much less. `examples/encode_data.rs` writes it.

use super::{Column, Counts, Dataset, Truth, shelf};
use crate::points::Points;

/// Chapters, in order.
const NOVELS: [(&str, usize); 3] = [("Pride and Prejudice", 61), ("Emma", 55), ("Northanger Abbey", 31)];
/// The words before this one are ordinary, the others are names of characters and places.
const FIRST_NAME: usize = 150;

/// The 150 ordinary words.
pub(super) fn ordinary() -> Dataset {
    load(|word| word < FIRST_NAME)
}

/// The 30 names.
pub(super) fn names() -> Dataset {
    load(|word| word >= FIRST_NAME)
}

fn load(wanted: impl Fn(usize) -> bool) -> Dataset {
    let bytes = shelf::open("austen");
    let end = bytes.iter().position(|b| *b == b'\n').unwrap_or(0);
    let words = str::from_utf8(&bytes[..end]).unwrap_or_default();
    let mut bits = bytes[end..].iter().skip(1).flat_map(|byte| (0..8).map(move |i| byte >> (7 - i) & 1));
    let n: usize = NOVELS.iter().map(|(_, chapters)| chapters).sum();
    let (mut values, mut columns) = (Vec::new(), Vec::new());
    for (i, word) in words.split(' ').enumerate() {
        let counts: Vec<f64> = (0..n).map(|_| bits.by_ref().take_while(|bit| *bit == 1).count() as f64).collect();
        if wanted(i) {
            values.extend(counts);
            columns.push(Column { name: word.into(), unit: String::new() });
        }
    }
    Dataset {
        points: Points::from_columns(values, columns.len()),
        columns,
        truth: Some(Truth {
            labels: (0..).zip(NOVELS).flat_map(|(label, (_, chapters))| vec![label; chapters]).collect(),
            names: NOVELS.iter().map(|(name, _)| (*name).into()).collect(),
        }),
        binary: None,
        counts: Some(Counts::Words),
    }
}
