//! Which colour is cluster k, and what is paper and ink: the same hue for a cluster on every ground.

use super::tone;
use crate::math::pow;

/// A colour in `OKLab`: lightness 0..1, green to red, blue to yellow.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Lab {
    pub l: f32,
    pub a: f32,
    pub b: f32,
}

/// Twelve colours as 0xRRGGBB, far apart in `OKLab` for normal, protan, deutan and tritan vision alike.
///
/// Ordered so that every prefix is a good palette. Colour alone still never names a cluster: five of these have
/// less than 3:1 contrast on white, so glyphs, numbers and rims must carry the meaning too.
pub const PALETTE: [u32; 12] = [
    0x0000_72b2,
    0x00e6_9f00,
    0x00bc_3636,
    0x0000_bcae,
    0x00a1_4386,
    0x00d7_6be4,
    0x0094_8600,
    0x00d7_a1e4,
    0x00bc_6b79,
    0x0086_5ee4,
    0x00ff_7979,
    0x0051_94ae,
];

/// The colour of a point that no cluster has yet: grey, legible on white and on dark.
pub const UNASSIGNED: Lab = Lab { l: 0.58, a: 0.0, b: -0.008 };

/// The ground a picture stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// White paper.
    #[default]
    Light,
    /// Near-black paper; points are a little lighter.
    Dark,
    /// White paper in a bright room: larger, darker, more opaque points.
    Projector,
}

impl Theme {
    /// The colour of the ground, as 0xRRGGBB.
    pub fn paper(self) -> u32 {
        match self {
            Theme::Light | Theme::Projector => 0x00ff_ffff,
            Theme::Dark => 0x0014_161a,
        }
    }

    /// The colour of lines and text on the ground, as 0xRRGGBB.
    pub fn ink(self) -> u32 {
        match self {
            Theme::Light => 0x0016_181d,
            Theme::Projector => 0,
            Theme::Dark => 0x00f2_f3f5,
        }
    }

    /// What points add to their lightness to stand out from the ground; the hue of a cluster is the same on all.
    pub(super) fn lift(self) -> f32 {
        match self {
            Theme::Light => 0.0,
            Theme::Dark => 0.06,
            Theme::Projector => -0.04,
        }
    }

    /// How strongly a field tints the ground by default: enough to see, little enough for points to stand on it.
    pub fn tint(self) -> f32 {
        match self {
            Theme::Light => 0.27,
            Theme::Dark => 0.25,
            Theme::Projector => 0.36,
        }
    }
}

/// The colour of cluster `k`. After the twelfth the palette repeats, lighter or darker by a different amount each round.
pub fn cluster(k: usize) -> Lab {
    srgb8_to_lab(rgb(k))
}

/// The colour of cluster `k`, as `#rrggbb`.
pub fn hex(k: usize) -> String {
    let [r, g, b] = rgb(k);
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The colour for text on a fill of cluster `k`: white or near-black, whichever contrasts more.
pub fn ink_on(k: usize) -> &'static str {
    let luminance = |rgb: [u8; 3]| {
        let [r, g, b] = rgb.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let fill = luminance(rgb(k)) + 0.05;
    if 1.05 / fill >= fill / (luminance([0x11; 3]) + 0.05) { "#ffffff" } else { "#111111" }
}

fn rgb(k: usize) -> [u8; 3] {
    let base = split(PALETTE[k % PALETTE.len()]);
    if k < PALETTE.len() {
        return base;
    }
    // Thirds, ninths, ... : the radical inverse in base 3 never repeats and is never 1/2, which would be no shift.
    let (mut round, mut digit, mut spread) = (k / PALETTE.len(), 1.0 / 3.0, 0.0);
    while round > 0 {
        spread += (round % 3) as f32 * digit;
        round /= 3;
        digit /= 3.0;
    }
    let lab = srgb8_to_lab(base);
    lab_to_srgb8(Lab { l: lab.l + 0.5 * (spread - 0.5), ..lab })
}

/// 0xRRGGBB as three bytes.
pub(super) fn split(rgb: u32) -> [u8; 3] {
    [(rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8]
}

/// The linear light of an sRGB byte.
fn linear(byte: u8) -> f64 {
    let v = f64::from(byte) / 255.0;
    if v <= 0.04045 { v / 12.92 } else { pow((v + 0.055) / 1.055, 2.4) }
}

/// `OKLab` of an sRGB colour.
pub fn srgb8_to_lab(rgb: [u8; 3]) -> Lab {
    let [r, g, b] = rgb.map(linear);
    let cbrt = |x: f64| if x > 0.0 { pow(x, 1.0 / 3.0) } else { 0.0 };
    let l = cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
    let m = cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
    let s = cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
    Lab {
        l: (0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s) as f32,
        a: (1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s) as f32,
        b: (0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s) as f32,
    }
}

/// The sRGB colour of an `OKLab` one, each channel clamped to what a screen can show.
pub fn lab_to_srgb8(lab: Lab) -> [u8; 3] {
    tone::encode([lab.l], [lab.a], [lab.b]).map(|[v]| tone::byte(v))
}
