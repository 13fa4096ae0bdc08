//! A segmentation to RGBA: regions in their colours, their borders as fine lines.

use super::Image;
use crate::draw::srgb8_to_lab;

/// Above this lightness a line is black, below it white.
const LIGHT: f32 = 0.6;

/// Every pixel of `image` in the colour of its region, `scale` times in each direction; with `borders` a line one device
/// pixel wide where the region changes.
pub fn paint(image: &Image, regions: &[u32], colours: &[[u8; 3]], borders: bool, scale: usize) -> Vec<u8> {
    let lines: Vec<[u8; 3]> =
        colours.iter().map(|c| if srgb8_to_lab(*c).l > LIGHT { [0; 3] } else { [255; 3] }).collect();
    let differs = |i: usize, j: usize| borders && regions[i] != regions[j];
    enlarge(image, scale, |i, last_column, last_row| {
        let region = regions[i] as usize;
        let right = last_column && (i + 1) % image.width != 0 && differs(i, i + 1);
        let below = last_row && i + image.width < regions.len() && differs(i, i + image.width);
        if right || below { lines[region] } else { colours[region] }
    })
}

/// The photograph as grey as it is light to a screen (the weights of Rec. 709): nothing is assigned yet.
pub fn grey(image: &Image, scale: usize) -> Vec<u8> {
    enlarge(image, scale, |i, _, _| {
        let [r, g, b] = image.pixels[i].map(u32::from);
        [((2126 * r + 7152 * g + 722 * b + 5000) / 10_000) as u8; 3]
    })
}

/// Pixel i becomes scale x scale; `colour` also hears whether it is asked for the last column, or row, of them.
fn enlarge(image: &Image, scale: usize, colour: impl Fn(usize, bool, bool) -> [u8; 3]) -> Vec<u8> {
    let mut out = Vec::with_capacity(4 * scale * scale * image.pixels.len());
    for row in 0..image.height {
        for y in 1..=scale {
            for i in row * image.width..(row + 1) * image.width {
                for x in 1..=scale {
                    let [r, g, b] = colour(i, x == scale, y == scale);
                    out.extend([r, g, b, 255]);
                }
            }
        }
    }
    out
}
