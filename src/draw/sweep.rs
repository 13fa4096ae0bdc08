//! Down the canvas, band by band: add up the points of a band, hand over its finished rows, go on.

use super::disc::{Stamps, add_dot};
use super::palette::{Lab, UNASSIGNED};
use super::place::{BAND, Places};
use super::tone::LANES;

/// Calls `finish(y, sums)` for every row of a canvas of `w` x `h`, with the sums `[l*w, a*w, b*w, w]` of its pixels
/// in a whole number of lanes. Every point has its colour, `lift` lighter; without one it is unassigned.
///
/// Only the sums of one band are in memory, and of the rows around it that its points can reach.
pub(super) fn sweep(
    places: &Places,
    stamps: &Stamps,
    [w, h]: [usize; 2],
    sums: &mut Vec<[f32; 4]>,
    (colours, lift): (&[Lab], f32),
    finish: &mut dyn FnMut(usize, &[[f32; 4]]),
) {
    // One column and one row more than the reach, so that a dot's four pixels always exist.
    let reach = stamps.shape().reach() + 1;
    let lanes = w.next_multiple_of(LANES);
    let stride = lanes + LANES;
    sums.clear();
    sums.resize((BAND + 2 * reach) * stride, [0.0; 4]);
    let mut clean = true;
    for band in 0..=h.div_ceil(BAND) {
        let points = places.band(band);
        clean &= points.is_empty();
        let top = (band * BAND) as f32 - reach as f32;
        let (mut batch, mut at) = ([[0.0; 4]; 64], points.start);
        while at < points.end {
            let end = points.end.min(at + batch.len());
            // The colours are wherever the caller has them: fetching many at once lets those reads overlap.
            for (out, &i) in batch.iter_mut().zip(&places.order[at..end]) {
                let c = colours.get(i as usize).unwrap_or(&UNASSIGNED);
                *out = [c.l + lift, c.a, c.b, 1.0];
            }
            for (&[x, y], &c) in places.at[at..end].iter().zip(&batch) {
                if !stamps.shape().is_dot() {
                    stamps.add(sums, stride, x + 1.0, y - top, c);
                } else if x >= -0.5 && x <= w as f32 + 0.5 && y - top >= 0.5 {
                    add_dot(sums, stride, x + 1.0, y - top, c);
                }
            }
            at = end;
        }
        for line in 0..BAND {
            if let Some(y) = (band * BAND + line).checked_sub(reach)
                && y < h
            {
                finish(y, &sums[line * stride + 1..][..lanes]);
            }
        }
        if !clean {
            sums.copy_within(BAND * stride.., 0);
            sums[2 * reach * stride..].fill([0.0; 4]);
            clean = points.is_empty() && 2 * reach <= BAND;
        }
    }
}
