//! Generated counts, a banana, and clusters among outliers.

use super::gaussian::{GROUP, NOISE, dataset};
use super::{Counts, Dataset};
use crate::rng::Rng;

/// Which points are outliers.
const STRAY: u64 = 0xda7a_0006;
/// Where outliers and counts are drawn.
const DRAW: u64 = 0xda7a_0007;

/// Knobs: n, c, sep, dim. Counts from `c` groups: in each coordinate a group has a rate of its own, and the roots of
/// neighbouring rates are `sep / 2` apart, which is `sep` standard deviations of the root of a Poisson count.
pub(super) fn poisson(knobs: &[f64], seed: u64) -> Dataset {
    let &[n, c, sep, dim] = knobs else { unreachable!("four knobs") };
    let (n, c, d) = (n as usize, c as usize, dim as usize);
    let rate = |place: usize| {
        let root = 1.0 + 0.5 * sep * place as f64;
        root * root
    };
    let (mut group, mut draw) = (Rng::new(seed, GROUP), Rng::new(seed, DRAW));
    let (mut labels, mut rows) = (Vec::with_capacity(n), Vec::with_capacity(n * d));
    for _ in 0..n {
        let label = group.below(c);
        labels.push(label as u8);
        // In the second coordinate the groups come in another order: they do not lie on a line.
        let u = [draw.uniform(), draw.uniform()];
        rows.extend(
            [label, (label + c.div_ceil(2)) % c].iter().zip(u).take(d).map(|(&place, u)| count(rate(place), u)),
        );
    }
    let names = (1..=c).map(|k| format!("Cluster {k}")).collect();
    Dataset { counts: Some(Counts::Events), ..dataset(&rows, d, labels, names) }
}

/// The count at which the Poisson distribution function of `rate` (below 700) reaches `u`: one uniform number makes one
/// count, and a higher rate never a lower one.
fn count(rate: f64, u: f64) -> f64 {
    let mut p = libm::exp(-rate);
    let (mut total, mut x) = (p, 0.0);
    // Where rounding keeps the sum below u the tail is at its end.
    while total <= u && (p > 0.0 && x < rate + 40.0 * (rate.sqrt() + 1.0)) {
        x += 1.0;
        p *= rate / x;
        total += p;
    }
    x
}

/// Knobs: n, share. Three round clusters of unit width, and a `share` of points anywhere in a square thirty as wide.
pub(super) fn outliers(knobs: &[f64], seed: u64) -> Dataset {
    const CENTRES: [[f64; 2]; 3] = [[0.0, 3.5], [-3.0, -1.75], [3.0, -1.75]];
    const HALF_SIDE: f64 = 15.0;
    let &[n, share] = knobs else { unreachable!("two knobs") };
    let n = n as usize;
    let [mut stray, mut group] = [Rng::new(seed, STRAY), Rng::new(seed, GROUP)];
    let [mut place, mut noise] = [Rng::new(seed, DRAW), Rng::new(seed, NOISE)];
    let (mut labels, mut rows) = (Vec::with_capacity(n), Vec::with_capacity(2 * n));
    for _ in 0..n {
        // All is drawn for every point: turning the share lets single points stray and leaves the others.
        let strays = stray.uniform() < share;
        let cluster = group.below(CENTRES.len());
        let anywhere = [(); 2].map(|()| HALF_SIDE * (2.0 * place.uniform() - 1.0));
        let near = CENTRES[cluster].map(|c| c + noise.normal());
        labels.push(if strays { CENTRES.len() } else { cluster } as u8);
        rows.extend(if strays { anywhere } else { near });
    }
    let names = ["Cluster 1", "Cluster 2", "Cluster 3", "Outliers"].map(String::from).to_vec();
    dataset(&rows, 2, labels, names)
}

/// Knobs: n, bend. A Gaussian twice as wide as high, its middle lowered and its ends raised:
/// `(2 a, b + bend (a^2 - 1))` of standard normal a and b.
pub(super) fn banana(knobs: &[f64], seed: u64) -> Dataset {
    let &[n, bend] = knobs else { unreachable!("two knobs") };
    let n = n as usize;
    let mut noise = Rng::new(seed, NOISE);
    let mut rows = Vec::with_capacity(2 * n);
    for _ in 0..n {
        let (a, b) = (noise.normal(), noise.normal());
        rows.extend([2.0 * a, b + bend * (a * a - 1.0)]);
    }
    dataset(&rows, 2, vec![0; n], vec!["One banana".into()])
}
