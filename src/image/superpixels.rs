//! Superpixels: K-means with some modifications, after SLIC (Achanta and others 2012).
//!
//! `D^2 = |c(n) - c_k|^2 + (m / S)^2 |p(n) - p_k|^2` with colour c, place p in pixels, grid step S and compactness m. The
//! modifications: centres start on a grid of step S, moved by at most a pixel off edges; each looks only at the window of
//! 2S x 2S around it, so a half-step costs about 4 N distances whatever K is; there are at most ten iterations, and in
//! the end stray bits too small for a superpixel join a neighbour, so that each is connected. A refit is the mean, as
//! ever. Because of the windows J may rise: when a centre moves on, a pixel that its window leaves behind joins another
//! centre, however far.
//!
//! Unlike the paper: colour is one [`Space`] or the other, in hundredths, `OKLab` unless asked otherwise, where the paper
//! has CIELAB; the walk ends after an assignment that changes nothing or ten iterations, not at a residual of the
//! centres; a pixel in no window asks all centres; a stray bit joins the neighbour of the longest border.

use super::connect::connect;
use super::{Image, Space};

/// Iterations, at most.
pub const ITERATIONS: usize = 10;

/// Colours of 0 to 1 are measured in hundredths, as is usual for m.
const SCALE: f64 = 100.0;

/// The walk: centres of every iteration so far, and the labels of the present half-step.
#[derive(Clone, Debug)]
pub struct Superpixels {
    width: usize,
    height: usize,
    colours: Vec<[f64; 3]>,
    step: f64,
    /// `(m / S)^2`.
    ratio: f64,
    /// colour and place, after iteration 0, 1, ….
    centres: Vec<Vec<[f64; 5]>>,
    /// After half-step 1, 2, …: the cost, and how many labels changed.
    record: Vec<(f64, usize)>,
    labels: Vec<u32>,
    t: usize,
}

impl Superpixels {
    /// About `count` of them with compactness `m`, at the start.
    pub fn new(image: &Image, space: Space, count: usize, m: f64) -> Self {
        let (w, h) = (image.width as f64, image.height as f64);
        let colours: Vec<[f64; 3]> = image.pixels.iter().map(|p| space.coordinates(*p).map(|v| SCALE * v)).collect();
        let across = (libm::round((count as f64 * w / h).sqrt()) as usize).clamp(1, image.width);
        let down = (libm::round(count as f64 / across as f64) as usize).clamp(1, image.height);
        let step = (w * h / (across * down) as f64).sqrt();
        let centre = |i: usize| {
            let (x, y) = ((i % across) as f64 + 0.5, (i / across) as f64 + 0.5);
            let (x, y) = (x * w / across as f64, y * h / down as f64);
            let middle = [(x as usize).min(image.width - 1), (y as usize).min(image.height - 1)];
            let calm = calmest(&colours, [image.width, image.height], middle);
            let [l, a, b] = colours[calm[1] * image.width + calm[0]];
            // Where the middle is as calm as any pixel near it, the centre stays in it exactly.
            let moved = |k: usize, own: f64| if calm[k] == middle[k] { own } else { calm[k] as f64 + 0.5 };
            [l, a, b, moved(0, x), moved(1, y)]
        };
        let centres = vec![(0..across * down).map(centre).collect()];
        Self {
            width: image.width,
            height: image.height,
            step,
            ratio: (m / step) * (m / step),
            centres,
            record: Vec::new(),
            labels: vec![0; colours.len()],
            colours,
            t: 0,
        }
    }

    /// K.
    pub fn k(&self) -> usize {
        self.centres[0].len()
    }

    /// Half-steps done.
    pub fn t(&self) -> usize {
        self.t
    }

    /// Half-steps there are.
    pub fn recorded(&self) -> usize {
        self.record.len()
    }

    /// `sum_n D^2` after half-step `t` (from 1).
    pub fn cost_at(&self, t: usize) -> Option<f64> {
        self.record.get(t.checked_sub(1)?).map(|r| r.0)
    }

    /// Whether nothing more happens: ten iterations, or an assignment that changed nothing.
    pub fn over(&self) -> bool {
        self.t >= 2 * ITERATIONS || self.converged()
    }

    /// Whether an assignment has changed nothing.
    pub fn converged(&self) -> bool {
        self.t % 2 == 1 && self.t > 1 && self.record[self.t - 1].1 == 0
    }

    /// One half-step; `false` when there is nothing more to do.
    pub fn step(&mut self) -> bool {
        if self.over() {
            return false;
        }
        if self.t < self.record.len() {
            self.seek(self.t + 1);
            return true;
        }
        let done = if self.t.is_multiple_of(2) { self.assign() } else { self.refit() };
        self.record.push(done);
        self.t += 1;
        true
    }

    /// To half-step `t`, as far as it is recorded.
    pub fn seek(&mut self, t: usize) {
        self.t = t.min(self.record.len());
        if self.t == 0 {
            self.labels.fill(0);
        } else {
            self.labels = self.nearest(&self.centres[(self.t - 1) / 2]).0;
        }
    }

    fn squared(&self, i: usize, [l, a, b, x, y]: [f64; 5]) -> f64 {
        let [cl, ca, cb] = self.colours[i];
        let (dx, dy) = ((i % self.width) as f64 + 0.5 - x, (i / self.width) as f64 + 0.5 - y);
        (cl - l) * (cl - l) + (ca - a) * (ca - a) + (cb - b) * (cb - b) + self.ratio * (dx * dx + dy * dy)
    }

    /// For every pixel the nearest centre whose window it lies in, ties to the lowest index; and `sum D^2`. A pixel in
    /// no window asks all centres.
    pub fn nearest(&self, centres: &[[f64; 5]]) -> (Vec<u32>, f64) {
        let mut best = vec![f64::INFINITY; self.colours.len()];
        let mut labels = vec![0; self.colours.len()];
        let reach = self.step;
        for (k, &centre) in centres.iter().enumerate() {
            let span = |at: f64, size: usize| {
                let from = libm::ceil(at - reach - 0.5).max(0.0) as usize;
                let to = (libm::floor(at + reach - 0.5) + 1.0).max(0.0) as usize;
                from.min(size)..to.min(size)
            };
            for row in span(centre[4], self.height) {
                for col in span(centre[3], self.width) {
                    let i = row * self.width + col;
                    let d = self.squared(i, centre);
                    if d < best[i] {
                        best[i] = d;
                        labels[i] = k as u32;
                    }
                }
            }
        }
        for i in 0..best.len() {
            if best[i].is_infinite() {
                for (k, &centre) in centres.iter().enumerate() {
                    let d = self.squared(i, centre);
                    if d < best[i] {
                        best[i] = d;
                        labels[i] = k as u32;
                    }
                }
            }
        }
        (labels, best.iter().sum())
    }

    fn assign(&mut self) -> (f64, usize) {
        let (labels, cost) = self.nearest(&self.centres[self.t / 2]);
        let changed =
            if self.t == 0 { labels.len() } else { labels.iter().zip(&self.labels).filter(|(a, b)| a != b).count() };
        self.labels = labels;
        (cost, changed)
    }

    fn refit(&mut self) -> (f64, usize) {
        let before = &self.centres[self.t / 2];
        let mut sums = vec![[0.0; 6]; before.len()];
        for (i, &k) in self.labels.iter().enumerate() {
            let [l, a, b] = self.colours[i];
            let own = [l, a, b, (i % self.width) as f64 + 0.5, (i / self.width) as f64 + 0.5, 1.0];
            for (sum, x) in sums[k as usize].iter_mut().zip(own) {
                *sum += x;
            }
        }
        let mean = |([l, a, b, x, y, n], old): (&[f64; 6], &[f64; 5])| {
            if *n > 0.0 { [l / n, a / n, b / n, x / n, y / n] } else { *old }
        };
        let centres: Vec<[f64; 5]> = sums.iter().zip(before).map(mean).collect();
        let cost = self.labels.iter().enumerate().map(|(i, &k)| self.squared(i, centres[k as usize])).sum();
        self.centres.push(centres);
        (cost, 0)
    }

    /// Which centre every pixel is nearest to.
    pub fn labels(&self) -> &[u32] {
        &self.labels
    }

    /// The centres now: colour in hundredths, place in pixels.
    pub fn centres(&self) -> &[[f64; 5]] {
        &self.centres[self.t / 2]
    }

    /// The superpixels: connected regions, numbered from 0 in the order of their first pixels. A bit smaller than a
    /// quarter of a grid cell joins the region with which it shares the longest border ([`connect`]).
    pub fn regions(&self) -> Vec<u32> {
        connect(&self.labels, self.width, (0.25 * self.step * self.step) as usize).labels
    }
}

/// Of the 3 x 3 pixels about (x, y) the one of least gradient `|c(x + 1) - c(x - 1)|^2 + |c(y + 1) - c(y - 1)|^2`, the
/// picture going on as it ends: no centre starts on an edge or on a speck. Ties stay at (x, y), then go to the first.
fn calmest(colours: &[[f64; 3]], [w, h]: [usize; 2], [x, y]: [usize; 2]) -> [usize; 2] {
    let apart = |a: [usize; 2], b: [usize; 2]| {
        let (a, b) = (colours[a[1] * w + a[0]], colours[b[1] * w + b[0]]);
        (0..3).map(|j| (a[j] - b[j]) * (a[j] - b[j])).sum::<f64>()
    };
    let gradient = |[x, y]: [usize; 2]| {
        let across = apart([(x + 1).min(w - 1), y], [x.saturating_sub(1), y]);
        across + apart([x, (y + 1).min(h - 1)], [x, y.saturating_sub(1)])
    };
    let (mut best, mut least) = ([x, y], gradient([x, y]));
    for row in y.saturating_sub(1)..=(y + 1).min(h - 1) {
        for column in x.saturating_sub(1)..=(x + 1).min(w - 1) {
            let own = gradient([column, row]);
            if own < least {
                (best, least) = ([column, row], own);
            }
        }
    }
    best
}
