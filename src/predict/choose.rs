//! Which mean and which point to ask about: those that have something to teach, from the run alone.

use super::Stand;
use crate::energy;
use crate::error::{Error, Result};
use crate::points::BLOCK;
use crate::run::Run;

/// Between the two nearest clusters but no toss-up: how much farther the second is than the first, as a part of both.
const MARGIN: f64 = 0.25;
/// Of soft models: by how much the largest responsibility exceeds the second.
const LEAD: f64 = 0.5;
/// The largest responsibility of a point whose share is asked, by turns, so that it cannot be told by habit.
const SHARES: [f64; 4] = [0.65, 0.85, 0.55, 0.75];

/// The mean that moves most on the way to `ahead`; those that a hand takes there are passed over.
pub(super) fn mover(stand: &Stand<'_>, ahead: &Run) -> Result<usize> {
    let d = ahead.points().d();
    let (old, new) = (stand.run().model().means(), ahead.model().means());
    let squared = |k: usize| (k * d..(k + 1) * d).map(|j| (new[j] - old[j]) * (new[j] - old[j])).sum::<f64>();
    (0..ahead.model().k())
        .filter(|k| !stand.taken(*k))
        .map(|k| (k, squared(k)))
        .reduce(|best, x| if x.1 > best.1 { x } else { best })
        .map(|(k, _)| k)
        .ok_or_else(|| Error::option(format!("every {} is moved by hand there", stand.noun())))
}

/// The two largest of `r`.
fn leaders(r: impl Iterator<Item = f64>) -> (f64, f64) {
    r.fold(
        (f64::NEG_INFINITY, f64::NEG_INFINITY),
        |(first, second), x| {
            if x > first { (x, first) } else { (first, second.max(x)) }
        },
    )
}

/// The point whose `value` is nearest to `goal` among those that `may`, or among all; the first of several.
fn nearest(value: &[f64], goal: f64, may: impl Fn(usize) -> bool) -> usize {
    let best = |only: bool| {
        (0..value.len())
            .filter(|n| !only || may(*n))
            .map(|n| (n, (value[n] - goal).abs()))
            .reduce(|best, x| if x.1 < best.1 { x } else { best })
    };
    best(true).or_else(|| best(false)).map_or(0, |(n, _)| n)
}

/// A point near a border that the next assignment gives to another cluster, where there is one; every third
/// iteration one that stays, so that the ring alone does not tell.
pub(super) fn contested(stand: &Stand<'_>) -> Result<usize> {
    let run = stand.run();
    let model = run.model();
    let k = model.k();
    let mut lead = vec![0.0; run.points().n()];
    let mut energies = vec![0.0; k * BLOCK];
    for block in run.points().blocks() {
        let e = &mut energies[..k * block.len];
        model.energies(&block, e);
        for i in 0..block.len {
            let (first, second) = leaders((0..k).map(|c| -e[c * block.len + i]));
            let margin = (first - second) / (first.abs() + second.abs());
            lead[block.start + i] = match () {
                () if first == second => 0.0,
                () if margin.is_nan() => 1.0,
                () => margin,
            };
        }
    }
    if stand.soft() {
        energy::responsibilities(model, run.points(), |block, r| {
            for i in 0..block.len {
                let (first, second) = leaders((0..k).map(|c| r[c * block.len + i]));
                lead[block.start + i] = first - second;
            }
        });
    }
    let goal = if stand.soft() { LEAD } else { MARGIN };
    let ahead = stand.ahead(1)?;
    let stays = run.iteration().is_multiple_of(3);
    let fit = |n: usize| (ahead.labels()[n] == run.labels()[n]) == stays;
    Ok(nearest(&lead, goal, |n| run.assigned().is_none() || fit(n)))
}

/// A point of which no cluster has all, and the component that has the most of it.
pub(super) fn shared(stand: &Stand<'_>, k: Option<usize>, n: Option<usize>) -> Result<(usize, usize)> {
    let ahead = stand.ahead(stand.until_refit() - 1)?;
    let Some(model) = ahead.assigned() else { return Err(Error::option("no point has been shared out yet")) };
    let goal = SHARES[ahead.iteration() % SHARES.len()];
    let (mut most, mut which) = (Vec::new(), Vec::new());
    energy::responsibilities(model, ahead.points(), |block, r| {
        for i in 0..block.len {
            let at = |c: usize| r[c * block.len + i];
            let best = (1..model.k()).fold(0, |best, c| if at(c) > at(best) { c } else { best });
            most.push(at(k.unwrap_or(best)));
            which.push(best);
        }
    });
    let n = n.unwrap_or_else(|| nearest(&most, goal, |_| true));
    Ok((n, k.unwrap_or(which[n])))
}
