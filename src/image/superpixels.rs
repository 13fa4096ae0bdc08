//! Superpixels: K-means with some modifications, after SLIC (Achanta and others 2012).
//!
//! `D^2 = |c(n) - c_k|^2 + (m / S)^2 |p(n) - p_k|^2` with colour c, place p in pixels, grid step S and compactness m. The
//! modifications: centres start on a grid of step S, each looks only at the window of 2S x 2S around it, there are at
//! most ten iterations, and in the end stray bits too small for a superpixel join a neighbour, so that each is connected.

use super::{Image, Space};

/// Iterations, at most.
pub const ITERATIONS: usize = 10;

/// No region yet.
const NONE: u32 = u32::MAX;

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
            let at = (y as usize).min(image.height - 1) * image.width + (x as usize).min(image.width - 1);
            let [l, a, b] = colours[at];
            [l, a, b, x, y]
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
    pub fn converged(&self) -> bool {
        self.t >= 2 * ITERATIONS || (self.t % 2 == 1 && self.t > 1 && self.record[self.t - 1].1 == 0)
    }

    /// One half-step; `false` when there is nothing more to do.
    pub fn step(&mut self) -> bool {
        if self.converged() {
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
    /// quarter of a grid cell joins the region left of it or above it.
    pub fn regions(&self) -> Vec<u32> {
        let (w, n) = (self.width, self.labels.len());
        let least = (0.25 * self.step * self.step) as usize;
        let mut region = vec![NONE; n];
        let mut next = 0;
        let mut bit = Vec::new();
        for start in 0..n {
            if region[start] != NONE {
                continue;
            }
            bit.clear();
            bit.push(start);
            region[start] = next;
            let mut at = 0;
            while at < bit.len() {
                let i = bit[at];
                at += 1;
                let mut visit = |j: usize| {
                    if region[j] == NONE && self.labels[j] == self.labels[start] {
                        region[j] = next;
                        bit.push(j);
                    }
                };
                if i % w > 0 {
                    visit(i - 1);
                }
                if i % w + 1 < w {
                    visit(i + 1);
                }
                if i >= w {
                    visit(i - w);
                }
                if i + w < n {
                    visit(i + w);
                }
            }
            // The first pixel in the order of rows has its neighbours left and above in earlier regions.
            let neighbour = if start % w > 0 { Some(start - 1) } else { start.checked_sub(w) };
            match neighbour.map(|i| region[i]) {
                Some(other) if bit.len() < least => bit.iter().for_each(|&i| region[i] = other),
                _ => next += 1,
            }
        }
        region
    }
}
