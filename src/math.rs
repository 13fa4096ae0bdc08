//! The arithmetic everything rests on: the same bits natively and in wasm, written so that it vectorises.

use std::sync::OnceLock;

/// Responsibilities below e^-600 are 0: products with them would be denormal, which is slow and says nothing.
const UNDERFLOW: f64 = -600.0;

/// `e^x` for `x <= 0`, to about 4e-15 relative; exactly 1 at 0 and 0 below -600.
///
/// `x = n ln 2 + f`, `e^x = 2^n (e^(f/4))^4`: adding 1.5 * 2^52 rounds to a whole n that then sits in the low
/// bits, the Taylor polynomial of degree 8 on |f/4| < 0.087 is good to 1e-15, and two squarings undo the quarter.
#[inline]
pub fn exp(x: f64) -> f64 {
    const MAGIC: f64 = 6_755_399_441_055_744.0;
    const LN2_HI: f64 = 6.931_471_803_691_238e-1;
    const LN2_LO: f64 = 1.908_214_929_270_587_7e-10;
    let shifted = x * std::f64::consts::LOG2_E + MAGIC;
    let n = shifted - MAGIC;
    let f = ((x - n * LN2_HI) - n * LN2_LO) * 0.25;
    let p = 1.0 / 5040.0 + f * (1.0 / 40320.0);
    let p = 1.0 / 720.0 + f * p;
    let p = 1.0 / 120.0 + f * p;
    let p = 1.0 / 24.0 + f * p;
    let p = 1.0 / 6.0 + f * p;
    let p = 0.5 + f * p;
    let p = 1.0 + f * p;
    let p = 1.0 + f * p;
    let p2 = p * p;
    let scale = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    if x < UNDERFLOW { 0.0 } else { p2 * p2 * scale }
}

/// `sum_i a_i`, in four interleaved partial sums: one fixed order that two SIMD lanes can follow.
#[inline]
pub fn sum(a: &[f64]) -> f64 {
    let mut lanes = [0.0; 4];
    let (whole, rest) = a.as_chunks::<4>();
    for c in whole {
        for (lane, x) in lanes.iter_mut().zip(c) {
            *lane += x;
        }
    }
    for (lane, x) in lanes.iter_mut().zip(rest) {
        *lane += x;
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

/// `sum_i a_i b_i`, in the order of [`sum`].
#[inline]
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 4];
    let (a4, a_rest) = a.as_chunks::<4>();
    let (b4, b_rest) = b.as_chunks::<4>();
    for (x, y) in a4.iter().zip(b4) {
        for i in 0..4 {
            lanes[i] += x[i] * y[i];
        }
    }
    for (i, (x, y)) in a_rest.iter().zip(b_rest).enumerate() {
        lanes[i] += x * y;
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

/// `ln Gamma(x)` for x > 0, to about 1e-15 (1 + |ln Gamma(x)|): Stirling's series, where x is at least 12 or the
/// recurrence `Gamma(x + 1) = x Gamma(x)` has brought it there.
pub fn ln_gamma(mut x: f64) -> f64 {
    const HALF_LN_2PI: f64 = 0.918_938_533_204_672_7;
    let mut product = 1.0;
    while x < 12.0 {
        product *= x;
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    let series = 1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y * (1.0 / 1680.0 - y / 1188.0)));
    (x - 0.5) * libm::log(x) - x + HALF_LN_2PI + series / x - libm::log(product)
}

/// `ln x!`, which is `ln Gamma(x + 1)`, for x >= 0; whole numbers need not be whole.
pub fn ln_factorial(x: f64) -> f64 {
    static SMALL: OnceLock<[f64; 128]> = OnceLock::new();
    let small = SMALL.get_or_init(|| std::array::from_fn(|n| if n < 2 { 0.0 } else { ln_gamma(n as f64 + 1.0) }));
    let n = x as usize;
    if n < small.len() && n as f64 == x { small[n] } else { ln_gamma(x + 1.0) }
}

/// `x^y` for x > 0, to about 1e-16 (2 + |y ln x|) relative.
pub fn pow(x: f64, y: f64) -> f64 {
    libm::exp(y * libm::log(x))
}

/// Sine and cosine of so many turns, to about 2e-16: quarter turns are taken off exactly, which leaves Taylor
/// polynomials on at most an eighth of a turn.
pub fn sin_cos_turns(turns: f64) -> (f64, f64) {
    let quarters = libm::floor(4.0 * turns + 0.5);
    let a = (turns - 0.25 * quarters) * std::f64::consts::TAU;
    let z = -a * a;
    // From the highest power down, each term is the one before times z / (m (m - 1)).
    let series = |last: i32, first: f64| {
        (0..8).fold(first, |p, i| {
            let m = f64::from(last - 2 * i);
            first + p * z / (m * (m - 1.0))
        })
    };
    let (sin, cos) = (series(17, a), series(16, 1.0));
    match quarters as i64 & 3 {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_agrees_with_libm() {
        for i in 0..60_000 {
            let x = -f64::from(i) * 0.01;
            let (ours, theirs) = (exp(x), libm::exp(x));
            assert!((ours - theirs).abs() <= 6e-15 * theirs, "exp({x}) = {ours:e}, not {theirs:e}");
        }
        assert_eq!(exp(0.0).to_bits(), 1.0_f64.to_bits());
        assert_eq!(exp(-700.0).to_bits(), 0.0_f64.to_bits());
        assert_eq!(exp(f64::NEG_INFINITY).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn sines_agree_with_libm() {
        for i in -30_000..30_000 {
            let turns = f64::from(i) / 9973.0;
            let (sin, cos) = sin_cos_turns(turns);
            let angle = turns * std::f64::consts::TAU;
            assert!((sin - libm::sin(angle)).abs() < 4e-15 && (cos - libm::cos(angle)).abs() < 4e-15, "{turns} turns");
            assert!((sin * sin + cos * cos - 1.0).abs() < 1e-15);
        }
        assert_eq!([0.0, 0.25, 0.5, 0.75].map(sin_cos_turns), [(0.0, 1.0), (1.0, -0.0), (-0.0, -1.0), (-1.0, 0.0)]);
    }

    #[test]
    fn gamma_agrees_with_libm() {
        for x in (1..4000).map(|i| f64::from(i) * 0.037).chain([1e-9, 1e3, 1e9, 1e15, 1e60]) {
            let (ours, theirs) = (ln_gamma(x), libm::lgamma(x));
            assert!((ours - theirs).abs() <= 4e-15 * (10.0 + theirs.abs()), "{x}: {ours}, {theirs}");
            assert!((ln_factorial(x) - libm::lgamma(x + 1.0)).abs() <= 4e-15 * (10.0 + libm::lgamma(x + 1.0).abs()));
        }
        let mut product = 1.0;
        for n in 1..150 {
            product *= f64::from(n);
            assert!((ln_factorial(f64::from(n)) - libm::log(product)).abs() < 2e-13, "{n}!");
        }
        assert_eq!([ln_factorial(0.0), ln_factorial(1.0)], [0.0, 0.0]);
    }

    #[test]
    fn powers_agree_with_libm() {
        for i in 1..2000 {
            let (x, y) = (f64::from(i) * 0.01, f64::from(i % 37) * 0.1 - 1.8);
            let (ours, theirs) = (pow(x, y), libm::pow(x, y));
            assert!((ours - theirs).abs() <= 1e-14 * theirs, "{x}^{y}");
        }
    }

    #[test]
    fn sums_take_every_length() {
        for n in 0..20_u32 {
            let a: Vec<f64> = (0..n).map(f64::from).collect();
            let squares: u32 = (0..n).map(|x| x * x).sum();
            assert!((sum(&a) - a.iter().sum::<f64>()).abs() < 1e-12);
            assert!((dot(&a, &a) - f64::from(squares)).abs() < 1e-12);
        }
    }
}
