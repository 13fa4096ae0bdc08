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

/// N colours in `OKLab` to RGBA bytes, opaque.
#[inline]
pub(super) fn encode<const N: usize>(l: [f32; N], a: [f32; N], b: [f32; N]) -> [[u8; 4]; N] {
    let (mut red, mut green, mut blue) = ([0.0; N], [0.0; N], [0.0; N]);
    for i in 0..N {
        let p = l[i] + 0.396_337_78 * a[i] + 0.215_803_76 * b[i];
        let q = l[i] - 0.105_561_346 * a[i] - 0.063_854_17 * b[i];
        let s = l[i] - 0.089_484_18 * a[i] - 1.291_485_5 * b[i];
        let (p, q, s) = (p * p * p, q * q * q, s * s * s);
        red[i] = gamma(4.076_741_7 * p - 3.307_711_6 * q + 0.230_969_94 * s);
        green[i] = gamma(-1.268_438 * p + 2.609_757_4 * q - 0.341_319_4 * s);
        blue[i] = gamma(-0.004_196_086_3 * p - 0.703_418_6 * q + 1.707_614_7 * s);
    }
    let mut out = [[255; 4]; N];
    for i in 0..N {
        // Gamma is within 0.5..=255.5, so that truncation rounds.
        let packed = red[i] as i32 | ((green[i] as i32) << 8) | ((blue[i] as i32) << 16) | (255 << 24);
        out[i] = packed.to_le_bytes();
    }
    out
}

/// Linear light to the sRGB byte plus one half, as a polynomial in the fourth root: off by at most 0.013 of a byte.
#[inline]
fn gamma(x: f32) -> f32 {
    let x = x.clamp(0.0, 1.0);
    let root = x.sqrt();
    let q = root.sqrt();
    let curve =
        -0.065_081_31 + 0.199_953_62 * q + 1.112_089_6 * root - 0.323_431_68 * (root * q) + 0.076_492_5 * (root * root);
    let v = if x <= 0.003_130_8 { 12.92 * x } else { curve };
    v * 255.0 + 0.5
}

/// Pixels that go through the arithmetic together.
pub(super) const LANES: usize = 8;

/// Sums `[l*w, a*w, b*w, w]` over a ground, to RGBA. With `plain`, `out` already holds the ground where no point is.
pub(super) fn composite_row(sums: &[[f32; 4]], ground: &[[f32; 4]], tone: Tone, plain: bool, out: &mut [u8]) {
    let chunks = sums.chunks_exact(LANES).zip(ground.chunks_exact(LANES));
    for (bytes, (sums, ground)) in out.chunks_mut(4 * LANES).zip(chunks) {
        let empty = sums.iter().all(|s| s[3] == 0.0);
        if empty && plain {
            continue;
        }
        let (mut l, mut a, mut b) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
        if empty {
            for i in 0..LANES {
                (l[i], a[i], b[i]) = (ground[i][0], ground[i][1], ground[i][2]);
            }
        } else {
            for i in 0..LANES {
                let (s, g) = (sums[i], ground[i]);
                let alpha = tone.alpha(s[3]);
                let (share, rest) = (alpha / s[3].max(1e-6), 1.0 - alpha);
                l[i] = g[0] * rest + s[0] * share;
                a[i] = g[1] * rest + s[1] * share;
                b[i] = g[2] * rest + s[2] * share;
            }
        }
        let rgba = encode(l, a, b);
        bytes.copy_from_slice(&rgba.as_flattened()[..bytes.len()]);
    }
}
