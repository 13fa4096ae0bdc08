//! Symmetric matrices of order D, dense and row-major: Cholesky, its inverse, eigenvalues.

use crate::WHOLE;
use crate::math::dot;
use crate::order::ascending;

/// `A = L L^T` with L lower triangular, or `None` when a pivot falls to `floor` or below (A is then
/// singular for every purpose here).
///
/// `a`: D*D, symmetric. Only the lower triangle is read.
pub fn cholesky(a: &[f64], d: usize, floor: f64) -> Option<Vec<f64>> {
    let mut l = vec![0.0; d * d];
    for i in 0..d {
        for j in 0..=i {
            let s = a[i * d + j] - dot(&l[i * d..i * d + j], &l[j * d..j * d + j]);
            if i == j {
                // A pivot that is rounding noise beside its own diagonal entry is a zero.
                let noise = 4.0 * d as f64 * f64::EPSILON * a[i * d + i];
                if s.is_nan() || s <= floor.max(noise) {
                    return None;
                }
                l[i * d + i] = s.sqrt();
            } else {
                l[i * d + j] = s / l[j * d + j];
            }
        }
    }
    Some(l)
}

/// `L^-1` of a lower triangular L, itself lower triangular.
pub fn invert_lower(l: &[f64], d: usize) -> Vec<f64> {
    let mut w = vec![0.0; d * d];
    for j in 0..d {
        w[j * d + j] = 1.0 / l[j * d + j];
        for i in j + 1..d {
            let s: f64 = (j..i).map(|m| l[i * d + m] * w[m * d + j]).sum();
            w[i * d + j] = -s / l[i * d + i];
        }
    }
    w
}

/// Eigenvalues (descending) and eigenvectors (as rows) of a symmetric D*D matrix, by cyclic Jacobi rotations.
///
/// Each vector's largest entry is positive, so that the answer is unique where the eigenvalues are distinct.
pub fn eigen(a: &[f64], d: usize) -> (Vec<f64>, Vec<f64>) {
    let mut a = a.to_vec();
    let mut v = vec![0.0; d * d];
    for i in 0..d {
        v[i * d + i] = 1.0;
    }
    let total: f64 = a.iter().map(|x| x * x).sum();
    for _ in 0..60 {
        let off: f64 = (0..d).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| a[i * d + j] * a[i * d + j]).sum();
        if off <= 1e-32 * total {
            break;
        }
        for p in 0..d {
            for q in p + 1..d {
                rotate(&mut a, &mut v, d, p, q);
            }
        }
    }
    let order = ascending(&(0..d).map(|i| -a[i * d + i]).collect::<Vec<_>>());
    let values = order.iter().map(|&i| a[i * d + i]).collect();
    let mut vectors = Vec::with_capacity(d * d);
    for &i in &order {
        vectors.extend_from_slice(&v[i * d..(i + 1) * d]);
    }
    vectors.chunks_exact_mut(d).for_each(sign);
    (values, vectors)
}

/// A matrix up to this size is best taken apart whole. The first load makes no data with more dimensions.
const SMALL: usize = 32;

/// The eigenvectors (as rows, signed as [`eigen`]'s) of the two largest eigenvalues of a symmetric D*D matrix without
/// negative ones; of one where D = 1.
///
/// Of a large matrix they are found one after the other, in far less time than all of them take: a vector that it is
/// applied to again and again comes to consist of the first alone.
pub fn leading(a: &[f64], d: usize) -> Vec<f64> {
    /// Eigenvalues that differ by some hundredths are told apart to all digits, nearer ones to fewer.
    const ROUNDS: usize = 1000;
    let mut rest = a.to_vec();
    let mut vectors = Vec::new();
    while WHOLE && d > SMALL && vectors.len() < 2 * d {
        // No entry is zero and no two are in a simple ratio: hardly any matrix has its first at right angles to this.
        let mut v: Vec<f64> = (0..d).map(|i| 0.5 + (0.618 * i as f64).fract()).collect();
        let mut value = 0.0;
        for _ in 0..ROUNDS {
            v = products(&v, &rest, d);
            value = dot(&v, &v).sqrt();
            for x in &mut v {
                *x /= value;
            }
        }
        // Where nothing is left but zeros there is none to be found.
        if value.is_nan() {
            break;
        }
        // The next is an eigenvector of what is left.
        rest.iter_mut().enumerate().for_each(|(at, x)| *x -= value * v[at / d] * v[at % d]);
        vectors.extend(v);
    }
    if vectors.len() < 2 * d {
        return eigen(a, d).1.into_iter().take(2 * d).collect();
    }
    vectors.chunks_exact_mut(d).for_each(sign);
    vectors
}

/// The products of every row of `a` with every row of `b`.
fn products(a: &[f64], b: &[f64], d: usize) -> Vec<f64> {
    let mut out = Vec::with_capacity(a.len() / d * b.len() / d);
    for row in a.chunks_exact(d) {
        for other in b.chunks_exact(d) {
            out.push(dot(row, other));
        }
    }
    out
}

/// The vector becomes that of it and its opposite whose largest entry is positive.
fn sign(v: &mut [f64]) {
    let largest = v.iter().fold(0.0_f64, |m, &x| if x.abs() > m.abs() + 1e-12 { x } else { m });
    if largest < 0.0 {
        for x in v {
            *x = -*x;
        }
    }
}

/// One Jacobi rotation that makes `a[p][q]` zero; `v` collects the eigenvectors as rows.
fn rotate(a: &mut [f64], v: &mut [f64], d: usize, p: usize, q: usize) {
    let apq = a[p * d + q];
    if apq == 0.0 {
        return;
    }
    let theta = (a[q * d + q] - a[p * d + p]) / (2.0 * apq);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let t = if t.is_finite() { t } else { 0.0 };
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    for i in 0..d {
        let (x, y) = (a[i * d + p], a[i * d + q]);
        a[i * d + p] = c * x - s * y;
        a[i * d + q] = s * x + c * y;
    }
    for i in 0..d {
        let (x, y) = (a[p * d + i], a[q * d + i]);
        a[p * d + i] = c * x - s * y;
        a[q * d + i] = s * x + c * y;
        let (x, y) = (v[p * d + i], v[q * d + i]);
        v[p * d + i] = c * x - s * y;
        v[q * d + i] = s * x + c * y;
    }
    a[p * d + q] = 0.0;
    a[q * d + p] = 0.0;
}

/// `sum_i max(value_i, floor) v_i v_i^T`: the nearest matrix whose eigenvalues are at least `floor`.
pub fn floor_eigenvalues(a: &[f64], d: usize, floor: f64) -> Vec<f64> {
    let (values, vectors) = eigen(a, d);
    let mut out = vec![0.0; d * d];
    for (value, v) in values.iter().zip(vectors.chunks_exact(d)) {
        let value = value.max(floor);
        for i in 0..d {
            for j in 0..=i {
                out[i * d + j] += value * v[i] * v[j];
            }
        }
    }
    for i in 0..d {
        for j in 0..i {
            out[j * d + i] = out[i * d + j];
        }
    }
    out
}

/// The population covariance (divided by N) of the columns of `points` about their `means`: D*D.
pub fn covariance(points: &crate::points::Points, means: &[f64]) -> Vec<f64> {
    let d = points.d();
    let mut c = vec![0.0; d * d];
    let (mut x, mut y) = ([0.0; crate::points::BLOCK], [0.0; crate::points::BLOCK]);
    for block in points.blocks() {
        for i in 0..d {
            for (out, v) in x.iter_mut().zip(block.column(i)) {
                *out = v - means[i];
            }
            for j in 0..=i {
                for (out, v) in y.iter_mut().zip(block.column(j)) {
                    *out = v - means[j];
                }
                c[i * d + j] += dot(&x[..block.len], &y[..block.len]);
            }
        }
    }
    for i in 0..d {
        for j in 0..=i {
            c[i * d + j] /= points.n() as f64;
            c[j * d + i] = c[i * d + j];
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    fn random_spd(d: usize, seed: u64) -> Vec<f64> {
        let mut rng = Rng::new(seed, 99);
        let b: Vec<f64> = (0..d * d).map(|_| rng.normal()).collect();
        let mut a = vec![0.0; d * d];
        for i in 0..d {
            for j in 0..d {
                a[i * d + j] = dot(&b[i * d..(i + 1) * d], &b[j * d..(j + 1) * d]) + if i == j { 0.1 } else { 0.0 };
            }
        }
        a
    }

    #[test]
    fn cholesky_and_inverse_rebuild_the_matrix() {
        for d in [1, 2, 3, 8, 20] {
            let a = random_spd(d, d as u64);
            let l = cholesky(&a, d, 0.0).unwrap();
            let w = invert_lower(&l, d);
            for i in 0..d {
                for j in 0..d {
                    let back: f64 = (0..d).map(|m| l[i * d + m] * l[j * d + m]).sum();
                    assert!((back - a[i * d + j]).abs() < 1e-11 * a[i * d + i].max(1.0));
                    let one: f64 = (0..d).map(|m| w[i * d + m] * l[m * d + j]).sum();
                    assert!((one - if i == j { 1.0 } else { 0.0 }).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn eigenvectors_diagonalise() {
        for d in [1, 2, 5, 16, 64] {
            let a = random_spd(d, 7 + d as u64);
            let (values, v) = eigen(&a, d);
            assert!(values.is_sorted_by(|x, y| x >= y));
            for i in 0..d {
                for r in 0..d {
                    let av = dot(&a[r * d..(r + 1) * d], &v[i * d..(i + 1) * d]);
                    assert!((av - values[i] * v[i * d + r]).abs() < 1e-10 * values[0]);
                }
            }
        }
    }

    #[test]
    fn the_leading_eigenvectors_are_the_first_of_all() {
        let spread: Vec<f64> = (0..100).map(|i| 1.0 / f64::from(1 + i * i)).collect();
        for d in [2, 16, 40, 64, 100] {
            let v = eigen(&random_spd(d, d as u64), d).1;
            for values in [vec![0.0; d], spread[..d].to_vec(), [&[3.0, 2.0], &vec![0.0; d - 2][..]].concat()] {
                let entry = |i: usize, j: usize| (0..d).map(|m| values[m] * v[m * d + i] * v[m * d + j]).sum::<f64>();
                let a: Vec<f64> = (0..d * d).map(|at| entry((at / d).min(at % d), (at / d).max(at % d))).collect();
                let found = leading(&a, d);
                assert!(
                    (dot(&found[..d], &found[..d]) - 1.0).abs() < 1e-12 && dot(&found[..d], &found[d..]).abs() < 1e-12
                );
                for i in (0..2).filter(|i| values[*i] > 0.0) {
                    assert!((dot(&found[i * d..(i + 1) * d], &v[i * d..(i + 1) * d]) - 1.0).abs() < 1e-9, "{d}");
                }
            }
        }
    }

    #[test]
    fn a_floor_lifts_small_eigenvalues_only() {
        let a = random_spd(6, 3);
        let (before, _) = eigen(&a, 6);
        let floor = before[3];
        let (after, _) = eigen(&floor_eigenvalues(&a, 6, floor), 6);
        for (x, y) in before.iter().zip(&after) {
            assert!((x.max(floor) - y).abs() < 1e-10 * before[0]);
        }
        assert!(cholesky(&[1.0, 1.0, 1.0, 1.0], 2, 0.0).is_none(), "a rank-1 matrix is singular");
    }
}
