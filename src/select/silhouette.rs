//! Silhouettes: is a point nearer to its own cluster than to the next?
//!
//! `s_n = (b_n - a_n) / max(a_n, b_n)`, with `a_n` the mean Euclidean distance to the other points of its own cluster
//! and `b_n` the least mean distance to the points of another cluster; 0 for a cluster of one point, and where both
//! are 0. From -1 (in the wrong cluster) to 1. Rousseeuw (1987).

use crate::points::Points;
use crate::rng::Rng;

/// Past this many points a random sample of so many speaks for all: the work grows with its square.
pub const MAX_POINTS: usize = 2000;
/// The random numbers of the sample.
const SAMPLE: u64 = 0x5e1e_0001;

/// `s_n` of every point under `labels` (N, each below 256); none with fewer than two clusters in use.
pub fn silhouette(points: &Points, labels: &[u8]) -> Option<Vec<f64>> {
    let (n, k) = (points.n(), labels.iter().map(|l| usize::from(*l) + 1).max().unwrap_or(0));
    let mut counts = vec![0.0; k];
    for &label in labels {
        counts[usize::from(label)] += 1.0;
    }
    if counts.iter().filter(|c| **c > 0.0).count() < 2 {
        return None;
    }
    // Distances are symmetric: each pair is measured once, for both its points.
    let mut total = vec![0.0; n * k];
    let mut distance = vec![0.0; n];
    for i in 0..n {
        let distance = &mut distance[i + 1..];
        distance.fill(0.0);
        for j in 0..points.d() {
            let column = points.column(j);
            for (out, x) in distance.iter_mut().zip(&column[i + 1..]) {
                *out += (x - column[i]) * (x - column[i]);
            }
        }
        for (other, squared) in (i + 1..n).zip(distance.iter()) {
            let apart = squared.sqrt();
            total[i * k + usize::from(labels[other])] += apart;
            total[other * k + usize::from(labels[i])] += apart;
        }
    }
    let score = |i: usize| {
        let own = usize::from(labels[i]);
        if counts[own] == 1.0 {
            return 0.0;
        }
        let row = &total[i * k..(i + 1) * k];
        let a = row[own] / (counts[own] - 1.0);
        let others = (0..k).filter(|c| *c != own && counts[*c] > 0.0);
        let b = others.map(|c| row[c] / counts[c]).fold(f64::INFINITY, f64::min);
        let most = a.max(b);
        if most > 0.0 { (b - a) / most } else { 0.0 }
    };
    Some((0..n).map(score).collect())
}

/// The mean of `s_n`: over all points, or past [`MAX_POINTS`] over a random sample of so many, measured among
/// themselves. The sample is the same for every K.
pub fn mean_silhouette(points: &Points, labels: &[u8]) -> Option<f64> {
    let scores = if points.n() <= MAX_POINTS {
        silhouette(points, labels)?
    } else {
        let chosen = Rng::new(0, SAMPLE).shuffled(points.n());
        let chosen = &chosen[..MAX_POINTS];
        let columns = (0..points.d()).flat_map(|j| chosen.iter().map(move |&i| points.column(j)[i])).collect();
        let labels: Vec<u8> = chosen.iter().map(|&i| labels[i]).collect();
        silhouette(&Points::from_columns(columns, points.d()), &labels)?
    };
    Some(scores.iter().sum::<f64>() / scores.len() as f64)
}
