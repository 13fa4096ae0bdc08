//! Order among numbers. One sort for all, because every further one would weigh more than this file.

/// The indices of `keys` from the smallest key to the largest, equal keys in their order: a merge sort from the
/// bottom up.
pub fn ascending(keys: &[f64]) -> Vec<usize> {
    let n = keys.len();
    let mut from: Vec<usize> = (0..n).collect();
    let mut to = from.clone();
    let mut width = 1;
    while width < n {
        let mut start = 0;
        while start < n {
            let (middle, end) = ((start + width).min(n), (start + 2 * width).min(n));
            let (mut left, mut right) = (start, middle);
            for out in &mut to[start..end] {
                let first = right == end || (left < middle && keys[from[left]].total_cmp(&keys[from[right]]).is_le());
                let taken = if first { &mut left } else { &mut right };
                *out = from[*taken];
                *taken += 1;
            }
            start = end;
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    from
}

/// The value that `rank` of the positive numbers `x` come before: the bits of a positive number rise with it, so
/// the upper half of them is counted out first, then the lower half.
pub fn nth(x: &[f32], mut rank: usize) -> f32 {
    let mut prefix = 0;
    for shift in [16, 0] {
        let mut counts = vec![0_u32; 1 << 16];
        for bits in x.iter().map(|v| v.to_bits()).filter(|bits| shift == 16 || bits >> 16 == prefix) {
            counts[(bits >> shift) as usize & 0xffff] += 1;
        }
        let mut digit = 0;
        while digit < 0xffff && rank >= counts[digit] as usize {
            rank -= counts[digit] as usize;
            digit += 1;
        }
        prefix = prefix << 16 | digit as u32;
    }
    f32::from_bits(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn ascending_is_a_stable_sort(keys in proptest::collection::vec(-8..8_i32, 0..200)) {
            let keys: Vec<f64> = keys.into_iter().map(|k| f64::from(k) * 0.5).collect();
            let mut order: Vec<usize> = (0..keys.len()).collect();
            order.sort_by(|&a, &b| keys[a].total_cmp(&keys[b]));
            assert_eq!(ascending(&keys), order);
        }

        #[test]
        fn nth_is_the_selection(mut x in proptest::collection::vec(1e-3..1e3_f32, 1..300), part in 0..100_usize) {
            let rank = x.len() * part / 100;
            let ours = nth(&x, rank);
            assert_eq!(ours, *x.select_nth_unstable_by(rank, f32::total_cmp).1);
        }
    }
}
