//! The gap statistic: how much tighter are the clusters than those of data without any?
//!
//! `Gap(K) = (1/B) sum_b ln W_K(b) - ln W_K`, where W is the sum of squared distances of the points to the mean of
//! their cluster, and the B reference sets are uniform in the data's box. With `sd_K` the standard deviation of
//! `ln W_K(b)` over the sets and `s_K = sd_K sqrt(1 + 1/B)`, the chosen K is the smallest with
//! `Gap(K) >= Gap(K + 1) - s_(K+1)`. Tibshirani, Walther and Hastie (2001).

use crate::points::Points;
use crate::rng::Rng;

/// The random numbers of reference set b have stream `REFERENCE + b`.
const REFERENCE: u64 = 0x6a70_0000;

/// Reference set `b`: as many points as the data have, uniform in their box.
pub fn reference(points: &Points, b: usize) -> Points {
    let mut rng = Rng::new(0, REFERENCE + b as u64);
    let ranges: Vec<(f64, f64)> = (0..points.d()).map(|j| points.range(j)).collect();
    let columns = ranges
        .iter()
        .flat_map(|&(low, high)| {
            let place = |u: f64| (low + (high - low) * u).min(high);
            (0..points.n()).map(|_| place(rng.uniform())).collect::<Vec<_>>()
        })
        .collect();
    Points::from_columns(columns, points.d())
}

/// `ln W`: the sum over the points of `|x_n - mean of its cluster|^2`, for labels below 256. Minus infinity when
/// every cluster is one place.
pub fn log_dispersion(points: &Points, labels: &[u8]) -> f64 {
    let mut w = 0.0;
    for j in 0..points.d() {
        let column = points.column(j);
        let (mut count, mut mean) = ([0.0; 256], [0.0; 256]);
        for (x, &label) in column.iter().zip(labels) {
            // Running means: nothing large cancels, whatever the offset of the data.
            let k = usize::from(label);
            count[k] += 1.0;
            mean[k] += (x - mean[k]) / count[k];
        }
        w += column
            .iter()
            .zip(labels)
            .map(|(x, &k)| (x - mean[usize::from(k)]) * (x - mean[usize::from(k)]))
            .sum::<f64>();
    }
    if w > 0.0 { libm::log(w) } else { f64::NEG_INFINITY }
}

/// `(Gap, s)` from `ln W` of the data and of the reference sets; none where a set has no dispersion left.
pub fn gap(data: f64, references: &[f64]) -> Option<(f64, f64)> {
    let b = references.len() as f64;
    let mean = references.iter().sum::<f64>() / b;
    let variance = references.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / b;
    let gap = mean - data;
    gap.is_finite().then(|| (gap, (variance * (1.0 + 1.0 / b)).sqrt()))
}
