//! Groups that no mixture of so few Gaussians fits, and no groups at all.

use super::Dataset;
use super::gaussian::{GROUP, NOISE, dataset};
use crate::math::sin_cos_turns;
use crate::rng::Rng;
use std::f64::consts::PI;

/// Where along its curve a point lies.
const PLACE: u64 = 0xda7a_0005;

/// `n` points, each `curve(group, u)` of one of the named groups and a uniform u, moved by N(0, noise^2 I).
fn along(names: &[&str], n: f64, noise: f64, seed: u64, curve: impl Fn(usize, f64) -> [f64; 2]) -> Dataset {
    let n = n as usize;
    let (mut group, mut place, mut normal) = (Rng::new(seed, GROUP), Rng::new(seed, PLACE), Rng::new(seed, NOISE));
    let mut labels = Vec::with_capacity(n);
    let mut rows = Vec::with_capacity(2 * n);
    for _ in 0..n {
        let label = group.below(names.len());
        labels.push(label as u8);
        for x in curve(label, place.uniform()) {
            rows.push(x + noise * normal.normal());
        }
    }
    dataset(&rows, 2, labels, names.iter().map(|&name| name.into()).collect())
}

/// Knobs: n, noise. Two half circles of radius 1, each around an end of the other.
pub(super) fn moons(knobs: &[f64], seed: u64) -> Dataset {
    let &[n, noise] = knobs else { unreachable!("two knobs") };
    along(&["Upper moon", "Lower moon"], n, noise, seed, |moon, u| {
        let (sin, cos) = sin_cos_turns(0.5 * u);
        if moon == 0 { [cos, sin] } else { [1.0 - cos, 0.5 - sin] }
    })
}

/// Knobs: n, noise. Two circles of radius 1 and 3 around one centre.
pub(super) fn rings(knobs: &[f64], seed: u64) -> Dataset {
    let &[n, noise] = knobs else { unreachable!("two knobs") };
    along(&["Inner ring", "Outer ring"], n, noise, seed, |ring, u| {
        let (sin, cos) = sin_cos_turns(u);
        let radius = [1.0, 3.0][ring];
        [radius * cos, radius * sin]
    })
}

/// Knobs: n, noise. Three arms r = t, angle = 2 t + a third of a turn per arm, with t from 0.5 to 3.2.
pub(super) fn spirals(knobs: &[f64], seed: u64) -> Dataset {
    let &[n, noise] = knobs else { unreachable!("two knobs") };
    along(&["Arm 1", "Arm 2", "Arm 3"], n, noise, seed, |arm, u| {
        let t = 0.5 + 2.7 * u;
        let (sin, cos) = sin_cos_turns(t / PI + arm as f64 / 3.0);
        [t * cos, t * sin]
    })
}

/// Knobs: n. The unit square, evenly.
pub(super) fn uniform(knobs: &[f64], seed: u64) -> Dataset {
    let &[n] = knobs else { unreachable!("one knob") };
    let mut place = Rng::new(seed, PLACE);
    let rows: Vec<f64> = (0..2 * n as usize).map(|_| place.uniform()).collect();
    dataset(&rows, 2, vec![0; n as usize], vec!["One even group".into()])
}
