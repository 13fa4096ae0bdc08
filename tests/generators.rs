//! Generated data has the shape its knobs say, and the same bits on every machine.

use mixtape::data::{Dataset, SOURCES, source};

/// FNV-1a over the bits of every coordinate, column after column, and the labels.
fn digest(data: &Dataset) -> u64 {
    let numbers = (0..data.points.d()).flat_map(|j| data.points.column(j)).flat_map(|x| x.to_bits().to_le_bytes());
    let labels = data.truth.iter().flat_map(|truth| truth.labels.iter().copied());
    numbers
        .chain(labels)
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Of every source at its defaults with seed 0.
const DIGESTS: &[(&str, u64)] = &[
    ("faithful", 0x2f68_e9ac_7a18_e27d),
    ("blobs", 0x780c_ed6a_8438_a5d1),
    ("iris", 0xd16c_5672_e71d_4b34),
    ("penguins", 0xd54d_0aa4_8eae_a262),
    ("galaxies", 0xedb6_cb7a_e7c6_8dac),
    ("digits", 0x1dc8_f065_6329_f5b6),
    ("three", 0x07f6_f7fe_6612_210b),
    ("machine", 0x85cd_b8a1_1a6d_3240),
    ("unequal", 0xde76_2c70_7713_5bb7),
    ("stretched", 0xdcec_7a32_3262_85c7),
    ("unbalanced", 0x378d_f223_3dda_1cbf),
    ("moons", 0x104d_2c09_8b86_f72a),
    ("rings", 0xf774_2549_05b8_b07c),
    ("spirals", 0x313e_1d4b_0355_e64d),
    ("uniform", 0xbce9_808f_aa2f_86d2),
    ("grid", 0x3a8f_522c_1198_9a9e),
    ("outliers", 0x98a3_effb_d5fa_3089),
    ("counts", 0x1784_083a_e7cf_f43d),
    ("banana", 0xc2f0_1ea4_e2ac_c21a),
    ("austen", 0xddf5_5f8c_d088_411a),
    ("names", 0x1aec_8147_bfdd_57ce),
    ("wine", 0x23c5_49c8_dff6_b76a),
];

#[test]
fn the_same_bits_everywhere() {
    let digests: Vec<(&str, u64)> =
        SOURCES.iter().map(|row| (row.choice.key, digest(&row.dataset(&row.defaults(), 0).unwrap()))).collect();
    assert_eq!(digests, DIGESTS, "links would show other points: {digests:#018x?}");
}

/// One true group: its share of the points, mean, and covariance (row after row).
struct Group {
    share: f64,
    mean: Vec<f64>,
    covariance: Vec<f64>,
}

fn groups(data: &Dataset) -> Vec<Group> {
    let (points, truth) = (&data.points, data.truth.as_ref().unwrap());
    let d = points.d();
    (0..truth.names.len())
        .map(|k| {
            let members: Vec<usize> = (0..points.n()).filter(|&i| usize::from(truth.labels[i]) == k).collect();
            let n = members.len() as f64;
            let mean_of = |f: &dyn Fn(usize) -> f64| members.iter().map(|&i| f(i)).sum::<f64>() / n;
            let mean: Vec<f64> = (0..d).map(|j| mean_of(&|i| points.column(j)[i])).collect();
            let centred = |i: usize, j: usize| points.column(j)[i] - mean[j];
            let covariance = (0..d * d).map(|a| mean_of(&|i| centred(i, a / d) * centred(i, a % d))).collect();
            Group { share: n / points.n() as f64, mean, covariance }
        })
        .collect()
}

/// Standard deviations along the long and the short axis of a covariance in the plane.
fn axes(covariance: &[f64]) -> (f64, f64) {
    let (half_trace, det) =
        (f64::midpoint(covariance[0], covariance[3]), covariance[0] * covariance[3] - covariance[1] * covariance[2]);
    let root = (half_trace * half_trace - det).max(0.0).sqrt();
    ((half_trace + root).sqrt(), (half_trace - root).sqrt())
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

fn closest(groups: &[Group]) -> f64 {
    let pairs =
        groups.iter().enumerate().flat_map(|(i, a)| groups[..i].iter().map(move |b| distance(&a.mean, &b.mean)));
    pairs.fold(f64::INFINITY, f64::min)
}

fn near(value: f64, expected: f64, tolerance: f64, told: &str) {
    assert!((value - expected).abs() <= tolerance, "{told}: {value} instead of {expected} +- {tolerance}");
}

fn make(key: &str, values: &[f64], seed: u64) -> Dataset {
    source(key).unwrap().dataset(values, seed).unwrap()
}

#[test]
fn blobs_are_as_far_apart_as_long_and_as_unequal_as_asked() {
    for seed in 0..5 {
        let (c, sep, stretch, uneven) = (4.0, 6.0, 3.0, 5.0);
        let found = groups(&make("blobs", &[60_000.0, c, sep, stretch, uneven, 2.0], seed));
        assert_eq!(found.len(), 4);
        near(closest(&found), sep, 0.1, "separation");
        near(found[0].share / found[3].share, uneven, 0.3, "unequal sizes");
        near(found[0].share / found[1].share, libm::cbrt(5.0), 0.1, "sizes fall geometrically");
        for group in &found {
            let (long, short) = axes(&group.covariance);
            near(long / short, stretch, 0.15, "stretch");
            near(long * short, 1.0, 0.05, "area");
        }
        // Each points its own way.
        let tilts: Vec<f64> = found.iter().map(|group| group.covariance[1]).collect();
        assert!(tilts.iter().any(|tilt| (tilt - tilts[0]).abs() > 0.1), "{tilts:?}");
    }
}

#[test]
fn blobs_keep_their_separation_in_every_dimension() {
    for dim in 1..=8 {
        let found = groups(&make("blobs", &[40_000.0, 3.0, 5.0, 1.0, 1.0, f64::from(dim)], 1));
        near(closest(&found), 5.0, 0.1, "separation");
        for group in &found {
            for (a, &covariance) in group.covariance.iter().enumerate() {
                let same = a / dim as usize == a % dim as usize;
                near(covariance, if same { 1.0 } else { 0.0 }, 0.06, "round clusters have covariance I");
            }
        }
    }
}

#[test]
fn a_stretched_blob_keeps_its_volume_in_three_dimensions() {
    let group = &groups(&make("blobs", &[60_000.0, 1.0, 5.0, 4.0, 1.0, 3.0], 2))[0];
    let s = &group.covariance;
    let det =
        s[0] * (s[4] * s[8] - s[5] * s[7]) - s[1] * (s[3] * s[8] - s[5] * s[6]) + s[2] * (s[3] * s[7] - s[4] * s[6]);
    near(det, 1.0, 0.05, "determinant");
    // Variances across^2, across^2, (4 across)^2 with across^3 * 4 = 1.
    near(s[0] + s[4] + s[8], 18.0 * libm::pow(4.0, -2.0 / 3.0), 0.1, "trace");
    near(distance(&group.mean, &[0.0; 3]), 0.0, 0.05, "a single cluster is at the origin");
}

#[test]
fn no_separation_puts_all_centres_in_one_place() {
    near(closest(&groups(&make("blobs", &[60_000.0, 2.0, 0.0, 1.0, 1.0, 2.0], 0))), 0.0, 0.05, "separation");
}

#[test]
fn three_has_the_course_parameters() {
    let found = groups(&make("three", &[200_000.0], 4));
    let rising = [0.010, 0.006, 0.006, 0.008];
    let falling = [0.008, -0.006, -0.006, 0.010];
    let expected = [(0.5, [0.25, 0.35], rising), (0.3, [0.5, 0.5], falling), (0.2, [0.75, 0.65], rising)];
    for (group, (share, mean, covariance)) in found.iter().zip(expected) {
        near(group.share, share, 0.005, "weight");
        near(distance(&group.mean, &mean), 0.0, 0.002, "mean");
        near(distance(&group.covariance, &covariance), 0.0, 0.0005, "covariance");
    }
}

#[test]
fn ratios_and_stretches_are_the_ones_asked_for() {
    let unequal = groups(&make("unequal", &[60_000.0, 4.0], 0));
    let width = |group: &Group| axes(&group.covariance).0;
    near(width(&unequal[0]) / width(&unequal[1]), 4.0, 0.1, "the head is wider");
    near(width(&unequal[1]) / width(&unequal[2]), 1.0, 0.05, "the ears are alike");

    let stretched = groups(&make("stretched", &[60_000.0, 5.0], 0));
    for group in &stretched {
        let (long, short) = axes(&group.covariance);
        near(long / short, 5.0, 0.15, "stretch");
        near(group.covariance[0], group.covariance[3], 0.15, "along the diagonal");
        assert!(group.covariance[1] > 1.0, "rising");
    }

    let unbalanced = groups(&make("unbalanced", &[100_000.0, 10.0], 0));
    near(unbalanced[0].share / unbalanced[1].share, 10.0, 0.4, "the crowd");
    near(unbalanced[0].share / unbalanced[2].share, 10.0, 0.4, "the crowd");

    let grid = groups(&make("grid", &[60_000.0, 30.0, 0.1], 0));
    assert_eq!(grid.len(), 30);
    near(closest(&grid), 1.0, 0.03, "spacing");
    for group in &grid {
        near(width(group), 0.1, 0.01, "noise");
    }
}

/// Mean and standard deviation.
fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, (values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt())
}

#[test]
fn shapes_follow_their_curves() {
    let noise = 0.05;
    let of = |key: &str, noise: f64, off: &dyn Fn(usize, f64, f64) -> f64| {
        let data = make(key, &[20_000.0, noise], 5);
        let (x, y) = (data.points.column(0), data.points.column(1));
        let labels = data.truth.as_ref().unwrap().labels.clone();
        (0..x.len()).map(|i| off(usize::from(labels[i]), x[i], y[i])).collect::<Vec<f64>>()
    };
    let ring = |ring: usize, x: f64, y: f64| libm::hypot(x, y) - [1.0, 3.0][ring];
    let moon = |moon: usize, x: f64, y: f64| {
        if moon == 0 { libm::hypot(x, y) - 1.0 } else { libm::hypot(x - 1.0, y - 0.5) - 1.0 }
    };
    for (key, off) in [("rings", of("rings", noise, &ring)), ("moons", of("moons", noise, &moon))] {
        let (mean, std) = moments(&off);
        near(mean, 0.0, 0.003, key);
        near(std, noise, 0.002, key);
    }

    // Without noise a point of a spiral lies where its radius says.
    let turn = std::f64::consts::TAU;
    let arm = |arm: usize, x: f64, y: f64| {
        let behind = libm::atan2(y, x) - 2.0 * libm::hypot(x, y) - turn / 3.0 * arm as f64;
        behind - (behind / turn).round() * turn
    };
    assert!(of("spirals", 0.0, &arm).iter().all(|angle| angle.abs() < 1e-9));

    // The moons bulge away from each other: up and down.
    let found = groups(&make("moons", &[20_000.0, noise], 5));
    let height = 2.0 / std::f64::consts::PI;
    near(found[0].mean[1], height, 0.02, "the upper moon");
    near(found[1].mean[1], 0.5 - height, 0.02, "the lower moon");
    for group in groups(&make("spirals", &[20_000.0, noise], 5)) {
        near(group.share, 1.0 / 3.0, 0.02, "an arm");
    }
}

#[test]
fn uniform_is_even() {
    let data = make("uniform", &[40_000.0], 3);
    for j in 0..2 {
        let (mean, std) = moments(data.points.column(j));
        near(mean, 0.5, 0.01, "mean");
        near(std, (1.0_f64 / 12.0).sqrt(), 0.005, "deviation");
        assert!(data.points.column(j).iter().all(|x| (0.0..1.0).contains(x)));
    }
    near(groups(&data)[0].covariance[1], 0.0, 0.005, "the columns know nothing of each other");
}

#[test]
fn counts_have_mean_and_variance_of_their_rates() {
    for dim in [1.0, 2.0] {
        let found = groups(&make("counts", &[60_000.0, 4.0, 3.0, dim], 2));
        for (k, group) in found.iter().enumerate() {
            near(group.share, 0.25, 0.01, "share");
            let places = [k, (k + 2) % 4];
            for (j, (mean, place)) in group.mean.iter().zip(places).enumerate() {
                let rate = libm::pow(1.0 + 1.5 * place as f64, 2.0);
                near(*mean, rate, 0.02 * rate + 0.03, "mean");
                near(group.covariance[j * (dim as usize + 1)], rate, 0.05 * rate + 0.03, "variance");
            }
            if dim == 2.0 {
                near(group.covariance[1], 0.0, 0.3, "the coordinates know nothing of each other");
            }
        }
    }
    // A point of the smallest group is 0 as often as a Poisson number of rate 1.
    let data = make("counts", &[60_000.0, 1.0, 4.0, 1.0], 0);
    let zeros = data.points.column(0).iter().filter(|x| **x == 0.0).count() as f64;
    near(zeros / 60_000.0, libm::exp(-1.0), 0.01, "zeros");
}

#[test]
fn outliers_are_as_many_as_asked_and_leave_the_clusters_alone() {
    let of = |share: f64| make("outliers", &[40_000.0, share], 3);
    let (none, some) = (of(0.0), of(0.2));
    let found = groups(&some);
    near(found[3].share, 0.2, 0.01, "share");
    near(axes(&found[3].covariance).0, 30.0 / 12.0_f64.sqrt(), 0.3, "far and wide");
    for group in &found[..3] {
        near(axes(&group.covariance).0, 1.0, 0.03, "a cluster");
        near(axes(&group.covariance).1, 1.0, 0.03, "a cluster");
        near(libm::hypot(group.mean[0], group.mean[1]), 3.5, 0.06, "places");
    }
    let labels = &some.truth.as_ref().unwrap().labels;
    for i in (0..40_000).filter(|&i| labels[i] < 3) {
        assert_eq!(none.points.row(i), some.points.row(i), "point {i}");
    }
}

#[test]
fn a_banana_is_bent_as_asked() {
    for bend in [0.0, 1.0, 2.0] {
        let data = make("banana", &[40_000.0, bend], 1);
        let (x, y) = (data.points.column(0), data.points.column(1));
        near(moments(x).1, 2.0, 0.03, "length");
        let rest: Vec<f64> = x.iter().zip(y).map(|(x, y)| y - bend * (x * x / 4.0 - 1.0)).collect();
        near(moments(&rest).0, 0.0, 0.02, "middle");
        near(moments(&rest).1, 1.0, 0.02, "width");
    }
}
