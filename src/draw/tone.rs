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

/// Linear light to 0..255, as a polynomial in the square root: off by at most 0.09, well below the half that rounds.
#[inline]
fn gamma(x: f32) -> f32 {
    let x = x.clamp(0.0, 1.0);
    let s = x.sqrt();
    let low = -0.040_864_02 + 1.542_336_4 * s - 1.645_611_5 * x;
    let high = 3.032_616_5 - 3.552_747_7 * s + (2.248_499 - 0.584_270_7 * s) * x;
    let curve = low + high * (s * x);
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
    let chunks = sums.as_chunks::<LANES>().0.iter().zip(ground.as_chunks::<LANES>().0);
    for (bytes, (sums, ground)) in out.chunks_mut(4 * LANES).zip(chunks) {
        let rgba = if sums.iter().map(|s| s[3]).sum::<f32>() > 0.0 {
            pack(composite(planes(sums), planes(ground), tone))
        } else if plain {
            continue;
        } else {
            pack(planes(ground))
        };
        match bytes.as_chunks_mut().0.first_chunk_mut() {
            Some(whole) => *whole = rgba,
            None => bytes.copy_from_slice(&rgba.as_flattened()[..bytes.len()]),
        }
    }
}

/// Pixels of four lanes as four planes: what the arithmetic likes best.
#[inline]
fn planes(pixels: &[[f32; 4]; LANES]) -> [[f32; LANES]; 4] {
    std::array::from_fn(|lane| std::array::from_fn(|i| pixels[i][lane]))
}

#[inline]
fn composite(sums: [[f32; LANES]; 4], ground: [[f32; LANES]; 4], tone: Tone) -> [[f32; LANES]; 4] {
    let [l, a, b, w] = sums;
    let share = w.map(|w| 1.0 / w.max(1e-6));
    let mean = |sum: [f32; LANES]| -> [f32; LANES] { std::array::from_fn(|i| sum[i] * share[i]) };
    let point = encode(mean(l), mean(a), mean(b));
    let alpha = w.map(|w| tone.alpha(w));
    let mut out = ground;
    for (out, point) in out.iter_mut().zip(point) {
        for i in 0..LANES {
            out[i] += (point[i] - out[i]) * alpha[i];
        }
    }
    out
}

#[inline]
fn pack([red, green, blue, _]: [[f32; LANES]; 4]) -> [[u8; 4]; LANES] {
    let whole = |v: f32| u32::from(byte(v));
    let packed: [u32; LANES] =
        std::array::from_fn(|i| whole(red[i]) | whole(green[i]) << 8 | whole(blue[i]) << 16 | 255 << 24);
    packed.map(u32::to_le_bytes)
}
