//! Ways to choose K starting means. All the randomness of a run is here.

use crate::catalog::Choice;
use crate::linalg::{covariance, leading};
use crate::order::ascending;
use crate::points::Points;
use crate::rng::Rng;

/// One way to start.
pub struct Way {
    /// Key, title, blurb.
    pub choice: Choice,
    /// K*D means of the points; 1 <= K <= N.
    pub pick: fn(&Points, usize, &mut Rng) -> Vec<f64>,
}

/// All the ways, the default first.
pub static WAYS: [Way; 7] = [
    Way {
        choice: Choice {
            key: "k-means++",
            title: "k-means++",
            blurb: "Points drawn one by one, each with probability proportional to its squared distance to the nearest centre so far.",
        },
        pick: plus_plus,
    },
    Way {
        choice: Choice {
            key: "random",
            title: "Random values",
            blurb: "Uniform in the data's box, as the course says; a centre may start far from every point.",
        },
        pick: random,
    },
    Way {
        choice: Choice { key: "forgy", title: "Random points", blurb: "K different data points (Forgy)." },
        pick: forgy,
    },
    Way {
        choice: Choice {
            key: "partition",
            title: "Random partition",
            blurb: "The means of K random groups of equal size: all near the middle of the data.",
        },
        pick: partition,
    },
    Way {
        choice: Choice {
            key: "farthest",
            title: "Farthest first",
            blurb: "A random point, then again and again the point farthest from all centres so far.",
        },
        pick: farthest,
    },
    Way {
        choice: Choice {
            key: "principal-axis",
            title: "Principal axis",
            blurb: "The means of K equal slices along the direction in which the data vary most. No randomness.",
        },
        pick: principal_axis,
    },
    Way {
        choice: Choice {
            key: "same",
            title: "All at one place",
            blurb: "Every centre at the mean of the data. What is the same stays the same: they never part.",
        },
        pick: same,
    },
];

/// From the labels of [`crate::options::Init::Labels`], which a configuration takes from its data. Not one of the
/// [`WAYS`]: without the labels there is nothing to pick.
pub static TRUTH: Way = Way {
    choice: Choice {
        key: "truth",
        title: "From the true labels",
        blurb: "The answer if the groups were known: maximum likelihood of the complete data, without any EM.",
    },
    pick: same,
};

/// All that a link can say: the [`WAYS`], and [`TRUTH`].
pub static STARTS: [&Way; 8] = [&WAYS[0], &WAYS[1], &WAYS[2], &WAYS[3], &WAYS[4], &WAYS[5], &WAYS[6], &TRUTH];

fn rows(points: &Points, indices: impl IntoIterator<Item = usize>) -> Vec<f64> {
    indices.into_iter().flat_map(|i| points.row(i)).collect()
}

/// Squared distance of every point to point `centre`, kept where it is less than what is there.
fn lower_to(points: &Points, centre: usize, nearest: &mut [f64]) {
    let mut squared = vec![0.0; points.n()];
    for j in 0..points.d() {
        let column = points.column(j);
        let c = column[centre];
        for (s, x) in squared.iter_mut().zip(column) {
            *s += (x - c) * (x - c);
        }
    }
    for (best, s) in nearest.iter_mut().zip(squared) {
        *best = best.min(s);
    }
}

/// The first index is uniform, every further one is chosen by `next` from the squared distances to those so far.
fn one_by_one(points: &Points, k: usize, rng: &mut Rng, mut next: impl FnMut(&[f64], &mut Rng) -> usize) -> Vec<f64> {
    let mut chosen = vec![rng.below(points.n())];
    let mut nearest = vec![f64::INFINITY; points.n()];
    while chosen.len() < k {
        lower_to(points, chosen[chosen.len() - 1], &mut nearest);
        chosen.push(next(&nearest, rng));
    }
    rows(points, chosen)
}

/// Arthur and Vassilvitskii (2007).
fn plus_plus(points: &Points, k: usize, rng: &mut Rng) -> Vec<f64> {
    one_by_one(points, k, rng, |nearest, rng| rng.weighted(nearest))
}

/// Gonzalez (1985).
fn farthest(points: &Points, k: usize, rng: &mut Rng) -> Vec<f64> {
    one_by_one(points, k, rng, |nearest, _| {
        (1..nearest.len()).fold(0, |best, i| if nearest[i] > nearest[best] { i } else { best })
    })
}

fn random(points: &Points, k: usize, rng: &mut Rng) -> Vec<f64> {
    let ranges: Vec<(f64, f64)> = (0..points.d()).map(|j| points.range(j)).collect();
    (0..k).flat_map(|_| ranges.iter().map(|(lo, hi)| lo + (hi - lo) * rng.uniform()).collect::<Vec<_>>()).collect()
}

fn forgy(points: &Points, k: usize, rng: &mut Rng) -> Vec<f64> {
    rows(points, rng.shuffled(points.n()).into_iter().take(k))
}

/// Means of the groups `order[..]` cut into k runs of (nearly) equal length.
fn means_of_slices(points: &Points, order: &[usize], k: usize) -> Vec<f64> {
    let n = order.len();
    (0..k)
        .flat_map(|c| {
            let slice = &order[c * n / k..(c + 1) * n / k];
            (0..points.d())
                .map(|j| slice.iter().map(|&i| points.column(j)[i]).sum::<f64>() / slice.len() as f64)
                .collect::<Vec<_>>()
        })
        .collect()
}

fn partition(points: &Points, k: usize, rng: &mut Rng) -> Vec<f64> {
    means_of_slices(points, &rng.shuffled(points.n()), k)
}

fn principal_axis(points: &Points, k: usize, _: &mut Rng) -> Vec<f64> {
    let d = points.d();
    let axes = leading(&covariance(points, &points.means()), d);
    let along: Vec<f64> = (0..points.n()).map(|i| (0..d).map(|j| axes[j] * points.column(j)[i]).sum()).collect();
    means_of_slices(points, &ascending(&along), k)
}

fn same(points: &Points, k: usize, _: &mut Rng) -> Vec<f64> {
    points.means().repeat(k)
}
