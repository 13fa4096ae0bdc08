//! From sums of colour and weight to bytes: the only arithmetic a pixel sees.

/// Opacity of a pixel of weight w: `faint * min(w, 1) + (0.97 - faint) * (1 - e(-rate * w))`.
///
/// The first term lets a single point be seen, the second lets a crowd be denser than its parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tone {
    pub(super) faint: f32,
    pub(super) rate: f32,
}

impl Tone {
    /// The opacity: 0 at no weight, rising, below 1.
    #[inline]
    pub(super) fn alpha(self, w: f32) -> f32 {
        // (1 + x/8)^-8 in place of exp(-x): as smooth, monotone, and four multiplications.
        let y = 1.0 / (1.0 + 0.125 * self.rate * w);
        let y = y * y;
        let y = y * y;
        self.faint * w.min(1.0) + (0.97 - self.faint) * (1.0 - y * y)
    }
}

/// N colours in `OKLab` to red, green and blue in 0..255 as a screen wants them, clamped to what it can show.
#[inline]
pub(super) fn encode<const N: usize>(l: [f32; N], a: [f32; N], b: [f32; N]) -> [[f32; N]; 3] {
    let mut out = [[0.0; N]; 3];
    for i in 0..N {
        let p = l[i] + 0.396_337_78 * a[i] + 0.215_803_76 * b[i];
        let q = l[i] - 0.105_561_346 * a[i] - 0.063_854_17 * b[i];
        let s = l[i] - 0.089_484_18 * a[i] - 1.291_485_5 * b[i];
        let (p, q, s) = (p * p * p, q * q * q, s * s * s);
        out[0][i] = gamma(4.076_741_7 * p - 3.307_711_6 * q + 0.230_969_94 * s);
        out[1][i] = gamma(-1.268_438 * p + 2.609_757_4 * q - 0.341_319_4 * s);
        out[2][i] = gamma(-0.004_196_086_3 * p - 0.703_418_6 * q + 1.707_614_7 * s);
    }
    out
}

/// Linear light to 0..255, as a polynomial in the fourth root: off by at most 0.013.
#[inline]
fn gamma(x: f32) -> f32 {
    let x = x.clamp(0.0, 1.0);
    let root = x.sqrt();
    let q = root.sqrt();
    let curve =
        -0.065_081_31 + 0.199_953_62 * q + 1.112_089_6 * root - 0.323_431_68 * (root * q) + 0.076_492_5 * (root * root);
    255.0 * if x <= 0.003_130_8 { 12.92 * x } else { curve }
}

/// The nearest whole number, for v in 0..255: beyond 2^23 a float has no other.
#[inline]
pub(super) fn byte(v: f32) -> u8 {
    (v + 8_388_608.0).to_bits() as u8
}

/// Pixels that go through the arithmetic together.
pub(super) const LANES: usize = 8;

/// Sums `[l*w, a*w, b*w, w]` over a ground of `[r, g, b, 255]`, to RGBA. With `plain`, `out` already holds the ground.
///
/// Points mix in `OKLab`; what shows between them is the ground, as behind any translucent thing on a page.
pub(super) fn composite_row(sums: &[[f32; 4]], ground: &[[f32; 4]], tone: Tone, plain: bool, out: &mut [u8]) {
    let chunks = sums.chunks_exact(LANES).zip(ground.chunks_exact(LANES));
    for (bytes, (sums, ground)) in out.chunks_mut(4 * LANES).zip(chunks) {
        let mut rgba = [[255; 4]; LANES];
        if sums.iter().map(|s| s[3]).sum::<f32>() > 0.0 {
            let (mut l, mut a, mut b, mut alpha) = ([0.0; LANES], [0.0; LANES], [0.0; LANES], [0.0; LANES]);
            for (i, s) in sums.iter().enumerate() {
                let share = 1.0 / s[3].max(1e-6);
                (l[i], a[i], b[i], alpha[i]) = (s[0] * share, s[1] * share, s[2] * share, tone.alpha(s[3]));
            }
            let point = encode(l, a, b);
            for i in 0..LANES {
                for (c, v) in point.iter().enumerate() {
                    rgba[i][c] = byte(ground[i][c] + (v[i] - ground[i][c]) * alpha[i]);
                }
            }
        } else if plain {
            continue;
        } else {
            rgba = std::array::from_fn(|i| ground[i].map(byte));
        }
        bytes.copy_from_slice(&rgba.as_flattened()[..bytes.len()]);
    }
}
