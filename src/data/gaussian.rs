//! Mixtures of Gaussians, p(x) = sum over k of pi(k) N(x | m(k), A(k) A(k)ᵀ), drawn as they are read.
//!
//! First the component z ~ pi, then x = m(z) + A(z) e with e ~ N(0, I).

use super::{Column, Dataset, Truth};
use crate::points::Points;
use crate::rng::Rng;

/// Which component each point comes from; also which moon or ring.
pub(super) const GROUP: u64 = 0xda7a_0001;
/// The standard normal numbers that become the points.
pub(super) const NOISE: u64 = 0xda7a_0002;
/// Where the clusters lie.
const LAYOUT: u64 = 0xda7a_0003;
/// Which way stretched clusters point.
const DIRECTION: u64 = 0xda7a_0004;

/// One component.
struct Component {
    /// pi(k), up to a common factor.
    weight: f64,
    /// m(k).
    mean: Vec<f64>,
    /// A(k), row after row.
    factor: Vec<f64>,
}

impl Component {
    /// A component in the plane with covariance [[xx, xy], [xy, yy]]; A is its Cholesky factor.
    fn plane(weight: f64, mean: [f64; 2], [xx, xy, yy]: [f64; 3]) -> Self {
        let a = xx.sqrt();
        let b = xy / a;
        Self { weight, mean: mean.to_vec(), factor: vec![a, 0.0, b, (yy - b * b).sqrt()] }
    }

    fn round(weight: f64, mean: [f64; 2], std: f64) -> Self {
        Self::plane(weight, mean, [std * std, 0.0, std * std])
    }
}

/// `n` points from the mixture of `components`.
fn draw(components: &[Component], n: usize, seed: u64) -> Dataset {
    let d = components[0].mean.len();
    let weights: Vec<f64> = components.iter().map(|component| component.weight).collect();
    let (mut group, mut noise) = (Rng::new(seed, GROUP), Rng::new(seed, NOISE));
    let mut labels = Vec::with_capacity(n);
    let mut rows = Vec::with_capacity(n * d);
    let mut e = vec![0.0; d];
    for _ in 0..n {
        let label = group.weighted(&weights);
        labels.push(label as u8);
        e.fill_with(|| noise.normal());
        let Component { mean, factor, .. } = &components[label];
        for (m, row) in mean.iter().zip(factor.chunks_exact(d)) {
            rows.push(m + row.iter().zip(&e).map(|(a, e)| a * e).sum::<f64>());
        }
    }
    let names = (1..=components.len()).map(|k| format!("Cluster {k}")).collect();
    dataset(&rows, d, labels, names)
}

/// Generated points with nameless columns.
pub(super) fn dataset(rows: &[f64], d: usize, labels: Vec<u8>, names: Vec<String>) -> Dataset {
    let subscript = |j| ["₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈"][j];
    Dataset {
        points: Points::from_rows(rows, d).expect("generated numbers are finite"),
        columns: (0..d).map(|j| Column { name: format!("x{}", subscript(j)), unit: String::new() }).collect(),
        truth: Some(Truth { labels, names }),
        binary: None,
    }
}

/// Knobs: n, c, sep, stretch, uneven, dim.
///
/// The closest two centres are `sep` apart. Each cluster is `stretch` times as long in a direction of its own as
/// across, and has determinant 1 whatever the stretch. The weights fall geometrically, the first `uneven` times the last.
pub(super) fn blobs(knobs: &[f64], seed: u64) -> Dataset {
    let &[n, c, sep, stretch, uneven, dim] = knobs else { unreachable!("six knobs") };
    let (c, d) = (c as usize, dim as usize);
    let centres = spread_out(c, d, sep, seed);
    let mut direction = Rng::new(seed, DIRECTION);
    let across = libm::pow(stretch, -1.0 / dim);
    let along = if d == 1 { 1.0 } else { across * stretch };
    let components: Vec<Component> = centres
        .into_iter()
        .enumerate()
        .map(|(k, mean)| {
            let u: Vec<f64> = (0..d).map(|_| direction.normal()).collect();
            let length = dot(&u, &u);
            // A = across I + (along - across) u u^T / |u|^2.
            let mut factor = vec![0.0; d * d];
            for (i, a) in factor.iter_mut().enumerate() {
                let (row, column) = (i / d, i % d);
                let same = if row == column { across } else { 0.0 };
                *a = same + (along - across) * u[row] * u[column] / length;
            }
            let rank = if c == 1 { 0.0 } else { k as f64 / (c - 1) as f64 };
            Component { weight: libm::pow(uneven, -rank), mean, factor }
        })
        .collect();
    draw(&components, n as usize, seed)
}

/// `c` places in R^d whose smallest distance is `sep`, about the origin: each is the best of a handful of
/// random candidates in a cube, the one farthest from those already there.
fn spread_out(c: usize, d: usize, sep: f64, seed: u64) -> Vec<Vec<f64>> {
    const CANDIDATES: usize = 64;
    let mut rng = Rng::new(seed, LAYOUT);
    let mut places: Vec<Vec<f64>> = Vec::new();
    let mut closest = f64::INFINITY;
    while places.len() < c {
        let mut best = (0.0, Vec::new());
        for _ in 0..CANDIDATES {
            let place: Vec<f64> = (0..d).map(|_| rng.uniform()).collect();
            let gap = places.iter().map(|other| squared_distance(&place, other)).fold(f64::INFINITY, f64::min);
            if gap > best.0 {
                best = (gap, place);
            }
        }
        closest = closest.min(best.0);
        places.push(best.1);
    }
    let scale = sep / closest.sqrt(); // 0 for a single place: it goes to the origin
    for j in 0..d {
        let middle = places.iter().map(|place| place[j]).sum::<f64>() / c as f64;
        for place in &mut places {
            place[j] = (place[j] - middle) * scale;
        }
    }
    places
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}
