//! Connected regions of a labelled picture, and the small ones joined to a neighbour.

use crate::order::ascending;

/// A picture cut into connected regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regions {
    /// The region of every pixel, from 0, numbered in reading order of their first pixels.
    pub labels: Vec<u32>,
    /// How many regions there are.
    pub count: usize,
    /// How many pieces were too small and joined a neighbour.
    pub joined: usize,
}

/// Cuts every label into its 4-connected pieces; a piece of fewer than `least` pixels, the smallest first, joins the
/// neighbour with which it shares the longest border (the first of them in reading order where they tie).
///
/// Every region then is connected, and has at least `least` pixels unless it is the only one.
pub fn connect(labels: &[u32], width: usize, least: usize) -> Regions {
    let (mut piece, mut members) = pieces(labels, width);
    let sizes: Vec<f64> = members.iter().map(|m| m.len() as f64).collect();
    let mut shared = vec![0_usize; members.len()];
    let mut joined = 0;
    for p in ascending(&sizes) {
        if members[p].len() >= least {
            continue;
        }
        let mut around = Vec::new();
        for &i in &members[p] {
            for j in neighbours(i as usize, width, labels.len()) {
                let other = piece[j] as usize;
                if other != p {
                    shared[other] += 1;
                    around.push(other);
                }
            }
        }
        let longer = |a: usize, b: usize| if (shared[b], a) > (shared[a], b) { b } else { a };
        let Some(into) = around.iter().copied().reduce(longer) else { continue };
        for &other in &around {
            shared[other] = 0;
        }
        let moving = std::mem::take(&mut members[p]);
        for &i in &moving {
            piece[i as usize] = into as u32;
        }
        members[into].extend(moving);
        joined += 1;
    }
    // Numbers without gaps, in reading order.
    let mut number = vec![u32::MAX; members.len()];
    let mut count = 0;
    for p in &mut piece {
        let own = &mut number[*p as usize];
        if *own == u32::MAX {
            *own = count;
            count += 1;
        }
        *p = *own;
    }
    Regions { labels: piece, count: count as usize, joined }
}

/// The pixels beside pixel `i`: left, right, above, below.
fn neighbours(i: usize, width: usize, n: usize) -> impl Iterator<Item = usize> {
    let column = i % width;
    let left = (column > 0).then(|| i - 1);
    let right = (column + 1 < width).then(|| i + 1);
    let above = i.checked_sub(width);
    let below = (i + width < n).then(|| i + width);
    [left, right, above, below].into_iter().flatten()
}

/// The 4-connected piece of every pixel, numbered in reading order, and each piece's pixels.
fn pieces(labels: &[u32], width: usize) -> (Vec<u32>, Vec<Vec<u32>>) {
    let mut piece = vec![u32::MAX; labels.len()];
    let mut members: Vec<Vec<u32>> = Vec::new();
    for start in 0..labels.len() {
        if piece[start] != u32::MAX {
            continue;
        }
        let own = members.len() as u32;
        piece[start] = own;
        let mut found = vec![start as u32];
        let mut next = 0;
        while let Some(&i) = found.get(next) {
            next += 1;
            for j in neighbours(i as usize, width, labels.len()) {
                if piece[j] == u32::MAX && labels[j] == labels[start] {
                    piece[j] = own;
                    found.push(j as u32);
                }
            }
        }
        members.push(found);
    }
    (piece, members)
}
