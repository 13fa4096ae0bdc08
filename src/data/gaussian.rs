//! Mixtures of Gaussians, p(x) = sum over k of pi(k) N(x | m(k), A(k) A(k)ᵀ), drawn as they are read.
//!
//! First the component z ~ pi, then x = m(z) + A(z) e with e ~ N(0, I).

use super::{Column, Dataset, Density, Truth};
use crate::math::pow;
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
#[derive(Clone)]
pub(crate) struct Component {
    /// pi(k), up to a common factor.
    weight: f64,
    /// m(k).
    mean: Vec<f64>,
    /// A(k), row after row.
    factor: Vec<f64>,
}

impl Component {
    /// A component in the plane with covariance [[xx, xy], [xy, yy]]; A is its Cholesky factor.
    pub(crate) fn plane(weight: f64, mean: [f64; 2], [xx, xy, yy]: [f64; 3]) -> Self {
        let a = xx.sqrt();
        let b = xy / a;
        Self { weight, mean: mean.to_vec(), factor: vec![a, 0.0, b, (yy - b * b).sqrt()] }
    }

    fn round(weight: f64, mean: [f64; 2], std: f64) -> Self {
        Self { weight, mean: mean.to_vec(), factor: vec![std, 0.0, 0.0, std] }
    }
}

/// The density that the generator `key` draws from, where it is a mixture of Gaussians.
pub(super) fn density(key: &str, knobs: &[f64], seed: u64) -> Option<Density> {
    let parts = match key {
        "blobs" => blobs_parts(knobs, seed),
        "three" => three_parts(),
        "unequal" => unequal_parts(knobs),
        "stretched" => stretched_parts(knobs),
        "unbalanced" => unbalanced_parts(knobs),
        "grid" => grid_parts(knobs),
        _ => return None,
    };
    let total: f64 = parts.iter().map(|part| part.weight).sum();
    let covariance = |Component { mean, factor, .. }: &Component| -> Vec<f64> {
        let d = mean.len();
        let row = |i: usize| &factor[i * d..(i + 1) * d];
        (0..d * d).map(|i| dot(row(i / d), row(i % d))).collect()
    };
    Some(Density {
        weights: parts.iter().map(|part| part.weight / total).collect(),
        means: parts.iter().flat_map(|part| part.mean.clone()).collect(),
        covariances: parts.iter().flat_map(covariance).collect(),
    })
}

/// The random number that decides the group of point `i`: u in [0, 1), of which each group has its share.
pub(crate) fn uniform_of(seed: u64, i: usize) -> f64 {
    let mut group = Rng::new(seed, GROUP);
    (0..i).for_each(|_| _ = group.uniform());
    group.uniform()
}

/// `n` points from the mixture of `components`.
pub(crate) fn draw(components: &[Component], n: usize, seed: u64) -> Dataset {
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
        points: Points::known(rows, d),
        columns: (0..d).map(|j| Column { name: format!("x{}", subscript(j)), unit: String::new() }).collect(),
        truth: Some(Truth { labels, names }),
        binary: None,
        counts: None,
    }
}

/// Knobs: n, c, sep, stretch, uneven, dim.
///
/// The closest two centres are `sep` apart. Each cluster is `stretch` times as long in a direction of its own as
/// across, and has determinant 1 whatever the stretch. The weights fall geometrically, the first `uneven` times the last.
pub(super) fn blobs(knobs: &[f64], seed: u64) -> Dataset {
    draw(&blobs_parts(knobs, seed), knobs[0] as usize, seed)
}

fn blobs_parts(knobs: &[f64], seed: u64) -> Vec<Component> {
    let &[_, c, sep, stretch, uneven, dim] = knobs else { unreachable!("six knobs") };
    let (c, d) = (c as usize, dim as usize);
    let centres = spread_out(c, d, sep, seed);
    let mut direction = Rng::new(seed, DIRECTION);
    let across = pow(stretch, -1.0 / dim);
    let along = if d == 1 { 1.0 } else { across * stretch };
    centres
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
            Component { weight: pow(uneven, -rank), mean, factor }
        })
        .collect()
}

/// Knobs: n. The course's "500 points from a mixture of 3 Gaussians".
pub(super) fn three(knobs: &[f64], seed: u64) -> Dataset {
    draw(&three_parts(), knobs[0] as usize, seed)
}

fn three_parts() -> Vec<Component> {
    let rising = [0.010, 0.006, 0.008];
    let falling = [0.008, -0.006, 0.010];
    vec![
        Component::plane(0.5, [0.25, 0.35], rising),
        Component::plane(0.3, [0.50, 0.50], falling),
        Component::plane(0.2, [0.75, 0.65], rising),
    ]
}

/// Knobs: n, ratio. A head and two ears, the head `ratio` times as wide as an ear.
pub(super) fn unequal(knobs: &[f64], seed: u64) -> Dataset {
    draw(&unequal_parts(knobs), knobs[0] as usize, seed)
}

fn unequal_parts(knobs: &[f64]) -> Vec<Component> {
    let &[_, ratio] = knobs else { unreachable!("two knobs") };
    let head = 0.9;
    vec![
        Component::round(300.0, [0.0, 0.0], head),
        Component::round(80.0, [-2.2, 2.2], head / ratio),
        Component::round(80.0, [2.2, 2.2], head / ratio),
    ]
}

/// Knobs: n, stretch. Three parallel stripes side by side, `stretch` times as long as wide.
pub(super) fn stretched(knobs: &[f64], seed: u64) -> Dataset {
    draw(&stretched_parts(knobs), knobs[0] as usize, seed)
}

fn stretched_parts(knobs: &[f64]) -> Vec<Component> {
    let &[_, stretch] = knobs else { unreachable!("two knobs") };
    // Variances a across and b along the diagonal of the plane: R diag(b, a) R^T with R a turn by 45 degrees.
    let a = 0.2;
    let b = a * stretch * stretch;
    let covariance = [f64::midpoint(b, a), (b - a) / 2.0, f64::midpoint(b, a)];
    [[0.0, 0.0], [2.2, -2.2], [-2.2, 2.2]].map(|mean| Component::plane(1.0, mean, covariance)).to_vec()
}

/// Knobs: n, ratio. Three round clusters of one width, the first with `ratio` times the points of each other.
pub(super) fn unbalanced(knobs: &[f64], seed: u64) -> Dataset {
    draw(&unbalanced_parts(knobs), knobs[0] as usize, seed)
}

fn unbalanced_parts(knobs: &[f64]) -> Vec<Component> {
    let &[_, ratio] = knobs else { unreachable!("two knobs") };
    vec![
        Component::round(ratio, [0.0, 0.0], 1.0),
        Component::round(1.0, [4.5, 2.0], 1.0),
        Component::round(1.0, [4.5, -2.0], 1.0),
    ]
}

/// Knobs: n, c, noise. `c` round clusters with standard deviation `noise` on a triangular grid of spacing 1.
pub(super) fn grid(knobs: &[f64], seed: u64) -> Dataset {
    draw(&grid_parts(knobs), knobs[0] as usize, seed)
}

fn grid_parts(knobs: &[f64]) -> Vec<Component> {
    let &[_, c, noise] = knobs else { unreachable!("three knobs") };
    let c = c as usize;
    let columns = (c as f64).sqrt().ceil() as usize;
    let row_height = 0.75_f64.sqrt();
    (0..c)
        .map(|k| {
            let (row, column) = (k / columns, k % columns);
            let indent = if row % 2 == 1 { 0.5 } else { 0.0 };
            Component::round(1.0, [column as f64 + indent, row as f64 * row_height], noise)
        })
        .collect()
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
