//! What a picture of K colours takes.
//!
//! Each pixel says which of K colours it has, and the palette has K colours of 24 bits:
//! `log2 K + 24 K / N` bits for each of N pixels, in place of 24. Bishop (2006), section 9.1.1.

use crate::text::fixed;
use serde::Serialize;

/// The K of the table.
pub const KS: [usize; 9] = [2, 3, 4, 6, 8, 10, 16, 32, 64];

/// Bits of an uncompressed pixel.
const WHOLE: f64 = 24.0;

/// `log2 K + 24 K / N`.
pub fn bits_per_pixel(k: usize, n: usize) -> f64 {
    libm::log2(k as f64) + WHOLE * k as f64 / n as f64
}

/// `-sum_k p_k log2 p_k + 24 K / N`: with a code that gives frequent colours short words.
pub fn entropy_coded(counts: &[usize]) -> f64 {
    let n: usize = counts.iter().sum();
    let share = |c: &usize| {
        let p = *c as f64 / n as f64;
        if *c == 0 { 0.0 } else { -p * libm::log2(p) }
    };
    counts.iter().map(share).sum::<f64>() + WHOLE * counts.len() as f64 / n as f64
}

/// With whole bits for every pixel, as where each is written by itself: N times the least b with `2^b >= K`, and the
/// palette. Bits of the whole picture.
pub fn whole_bits(k: usize, n: usize) -> usize {
    n * (usize::BITS - (k - 1).leading_zeros()) as usize + 24 * k
}

/// The root of the mean squared difference of two pictures' channels, 0..255.
pub fn error(pixels: &[[u8; 3]], painted: impl Iterator<Item = [u8; 3]>) -> f64 {
    let square =
        |(a, b): (&[u8; 3], [u8; 3])| (0..3).map(|j| u64::from(a[j].abs_diff(b[j]))).map(|d| d * d).sum::<u64>();
    let sum: u64 = pixels.iter().zip(painted).map(square).sum();
    (sum as f64 / (3 * pixels.len()) as f64).sqrt()
}

/// A row of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Price {
    /// K.
    pub k: usize,
    /// Bits per pixel.
    pub bits: String,
    /// As a part of 24.
    pub percent: String,
}

/// The prices of [`KS`] and of `k` for a picture of `n` pixels.
pub fn table(k: usize, n: usize) -> Vec<Price> {
    let mut ks: Vec<usize> = KS.iter().copied().filter(|other| *other < k).collect();
    ks.push(k);
    ks.extend(KS.iter().filter(|other| **other > k));
    ks.into_iter()
        .map(|k| {
            let bits = bits_per_pixel(k, n);
            Price { k, bits: fixed(bits, 2), percent: [fixed(100.0 * bits / WHOLE, 1).as_str(), " %"].concat() }
        })
        .collect()
}
