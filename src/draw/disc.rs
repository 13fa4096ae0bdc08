//! What one point adds to the pixels around it: a disc with soft edge, or for small points a share of four pixels.

/// Positions a disc can have inside a pixel, each way.
const STEPS: usize = 8;

/// How a point looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shape {
    /// Radius in device pixels.
    pub(super) radius: f32,
    /// Width of the rim in device pixels; 0 for none.
    pub(super) rim: f32,
    /// How much darker the rim is, 0..1.
    pub(super) dark: f32,
}

impl Shape {
    /// Small points have no disc: their weight is shared by the four nearest pixels.
    pub(super) fn is_dot(self) -> bool {
        self.radius <= 1.0
    }

    /// How many pixels a point reaches beyond its own.
    pub(super) fn reach(self) -> usize {
        self.radius.ceil() as usize
    }
}

/// Discs at 8 x 8 positions inside a pixel: what each pixel takes of the lanes L, a, b and 1.
///
/// That is the coverage, for lightness less the darkening of the rim.
pub(super) struct Stamps {
    shape: Shape,
    side: usize,
    cover: Vec<[f32; 4]>,
}

impl Stamps {
    pub(super) fn new(shape: Shape) -> Self {
        let side = 2 * shape.reach() + 1;
        let mut cover = Vec::new();
        if !shape.is_dot() {
            cover.reserve(STEPS * STEPS * side * side);
            let at = |step: usize| (step as f32 + 0.5) / STEPS as f32 + shape.reach() as f32 - 0.5;
            for place in 0..STEPS * STEPS {
                let (cx, cy) = (at(place % STEPS), at(place / STEPS));
                for pixel in 0..side * side {
                    let (dx, dy) = ((pixel % side) as f32 - cx, (pixel / side) as f32 - cy);
                    let inside = shape.radius + 0.5 - (dx * dx + dy * dy).sqrt();
                    let w = inside.clamp(0.0, 1.0);
                    let body = if shape.rim > 0.0 { (inside - shape.rim).clamp(0.0, 1.0) } else { 1.0 };
                    cover.push([w * (1.0 - shape.dark * (1.0 - body)), w, w, w]);
                }
            }
        }
        Self { shape, side, cover }
    }

    pub(super) fn shape(&self) -> Shape {
        self.shape
    }

    /// Adds a point of colour `c` (fourth lane 1) at column `x` and row `y` of `sums`, rows of `stride` pixels.
    #[inline]
    pub(super) fn add(&self, sums: &mut [[f32; 4]], stride: usize, x: f32, y: f32, c: [f32; 4]) {
        let (column, row) = (floor(x), floor(y));
        let step = |v: f32, whole: isize| (((v - whole as f32) * STEPS as f32) as usize).min(STEPS - 1);
        let area = self.side * self.side;
        let place = step(y, row) * STEPS + step(x, column);
        let stamp = &self.cover[place * area..(place + 1) * area];
        let reach = self.side.cast_signed() / 2;
        let left = (column - reach).clamp(0, stride.cast_signed()) as usize;
        let right = (column + reach + 1).clamp(0, stride.cast_signed()) as usize;
        if left >= right {
            return;
        }
        let skip = (left.cast_signed() - (column - reach)) as usize;
        for (line, stamp) in stamp.chunks_exact(self.side).enumerate() {
            let Ok(row) = usize::try_from(row - reach + line.cast_signed()) else { continue };
            let Some(pixels) = sums.get_mut(row * stride + left..row * stride + right) else { return };
            for (pixel, w) in pixels.iter_mut().zip(&stamp[skip..]) {
                for lane in 0..4 {
                    pixel[lane] += c[lane] * w[lane];
                }
            }
        }
    }
}

/// The largest integer not above `v`; `f32::floor` is a call on older machines.
#[inline]
fn floor(v: f32) -> isize {
    let whole = v as i32;
    (whole - i32::from(v < whole as f32)) as isize
}

/// Shares a point of colour `c` between the four pixels whose centres surround it. `x` and `y` must be at least 1/2
/// and the pixels within `sums`; what is not is left out.
#[inline]
pub(super) fn add_dot(sums: &mut [[f32; 4]], stride: usize, x: f32, y: f32, c: [f32; 4]) {
    let (x, y) = (x - 0.5, y - 0.5);
    let (column, row) = (x as u32 as usize, y as u32 as usize);
    let (tx, ty) = (x - column as f32, y - row as f32);
    let start = row * stride + column;
    let Some(window) = sums.get_mut(start..start + stride + 2) else { return };
    for (offset, w) in
        [(0, (1.0 - tx) * (1.0 - ty)), (1, tx * (1.0 - ty)), (stride, (1.0 - tx) * ty), (stride + 1, tx * ty)]
    {
        let pixel = &mut window[offset];
        for lane in 0..4 {
            pixel[lane] += c[lane] * w;
        }
    }
}
