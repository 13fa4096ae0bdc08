//! The one map between D coordinates and the two of the stage.

use crate::chart::{Scale, round_step};
use crate::config::Data;
use crate::linalg::{covariance, leading};
use crate::points::Points;
use crate::view::Axes;
use serde::Serialize;

/// Room for tick labels and edge points, in CSS pixels: left, top, right, bottom.
const MARGINS: [f64; 4] = [46.0, 18.0, 18.0, 38.0];
/// Axes whose ranges differ by no more than this share one scale: equal distances then look equal.
const SAME_SCALE: f64 = 4.0;
/// How much is shown around the data where points by hand lie outside of the stage, in widths of the data: twice as much
/// as long as it is too little. Hands reach half a width far; links of many dimensions, farther along some axis.
const LEAST_AROUND: f64 = 0.125;
const MOST_AROUND: f64 = 1e12;
/// The height of the strip that points of one dimension lie in.
const LANE: f64 = 40.0;

/// From the model's space to pixels: `p = u . x + c` (and q likewise), then a scale for each axis.
///
/// For columns, p is in the data's own units; for principal components it is in the model's.
#[derive(Clone, Debug)]
pub struct Plane {
    /// `[u, v]`, orthogonal; v is 0 when D = 1.
    directions: [Vec<f64>; 2],
    offsets: [f64; 2],
    labels: [String; 2],
    /// Where the other coordinates of a place are: the mean of the data.
    base: Vec<f64>,
    /// The extent of the data set: low and high of p and q.
    extent: [(f64, f64); 2],
    /// The same of the points as hands have left them.
    reach: [(f64, f64); 2],
    scales: [f64; 2],
    origin: [f64; 2],
    size: [f64; 2],
}

/// Ticks of one side.
#[derive(Clone, Debug, Serialize)]
pub struct Axis {
    /// What is measured, with its unit.
    pub label: String,
    /// Where, in CSS pixels, and the number there.
    pub ticks: Vec<Tick>,
}

/// One tick.
#[derive(Clone, Debug, Serialize)]
pub struct Tick {
    /// CSS pixels from the left, or from the top.
    pub at: f64,
    /// The number.
    pub text: String,
}

impl Plane {
    /// The plane of `axes`.
    pub fn new(data: &Data, axes: Axes) -> Self {
        let points = data.points.as_deref().unwrap_or(&data.untouched);
        let d = points.d();
        let base = points.means();
        let unit = |j: usize| {
            let mut e = vec![0.0; d];
            e[j] = data.units.stds[j];
            (e, data.units.means[j], data.columns()[j].label())
        };
        let [first, second] = match axes {
            Axes::Columns(x, _) if d == 1 => [unit(x), (vec![0.0; d], 0.0, String::new())],
            Axes::Columns(x, y) => [unit(x), unit(y)],
            Axes::Principal => {
                let vectors = leading(&covariance(points, &base), d);
                let component = |i: usize, name: &str| {
                    let v = vectors[i * d..(i + 1) * d].to_vec();
                    let offset = -v.iter().zip(&base).map(|(a, b)| a * b).sum::<f64>();
                    (v, offset, format!("{name} principal component"))
                };
                [component(0, "First"), component(1, "Second")]
            }
        };
        let mut plane = Self {
            directions: [first.0, second.0],
            offsets: [first.1, second.1],
            labels: [first.2, second.2],
            base,
            extent: [(0.0, 1.0); 2],
            reach: [(0.0, 1.0); 2],
            scales: [1.0; 2],
            origin: [0.0; 2],
            size: [1.0; 2],
        };
        plane.reach = [0, 1].map(|axis| plane.range(points, axis));
        plane.extent = [0, 1].map(|axis| {
            let (lo, hi) = plane.range(&data.untouched, axis);
            // Points that all share a value are shown in the middle of a unit.
            let pad = if hi > lo { 0.0 } else { 0.5 * plane.length(axis).max(1e-9) };
            (lo - pad, hi + pad)
        });
        plane
    }

    /// The lowest and the highest coordinate of the points along an axis.
    fn range(&self, points: &Points, axis: usize) -> (f64, f64) {
        let coordinates = self.coordinates(points, axis).into_iter();
        coordinates.fold((f64::MAX, f64::MIN), |(lo, hi), p| (lo.min(p), hi.max(p)))
    }

    /// The plane of two nameless coordinates from `low` to `high`, whatever points there are.
    pub fn square(low: f64, high: f64) -> Self {
        Self {
            directions: [vec![1.0, 0.0], vec![0.0, 1.0]],
            offsets: [0.0; 2],
            labels: ["x\u{2081}".into(), "x\u{2082}".into()],
            base: vec![0.5; 2],
            extent: [(low, high); 2],
            reach: [(low, high); 2],
            scales: [1.0; 2],
            origin: [0.0; 2],
            size: [1.0; 2],
        }
    }

    /// Whether the data have one dimension, so that height is not a coordinate.
    pub fn is_line(&self) -> bool {
        self.base.len() == 1
    }

    /// How long a step of one unit of the model's space is along an axis, in the axis's units.
    fn length(&self, axis: usize) -> f64 {
        self.directions[axis].iter().map(|x| x * x).sum::<f64>().sqrt()
    }

    /// From one place of the model's space to another as the plane shows it: along p and q in the axes' units, and how
    /// far that is in the model's space.
    pub fn way(&self, from: &[f64], to: &[f64]) -> ([f64; 2], f64) {
        let along = |axis: usize| {
            self.directions[axis].iter().zip(from.iter().zip(to)).map(|(u, (a, b))| u * (b - a)).sum::<f64>()
        };
        let steps = [along(0), along(1)];
        let model = |axis: usize| if steps[axis] == 0.0 { 0.0 } else { steps[axis] / self.length(axis) };
        (steps, (model(0) * model(0) + model(1) * model(1)).sqrt())
    }

    /// The spread of points in the plane, `sqrt(sum_n |x_n - x|^2 / N)` about their mean x, in the model's space.
    pub fn spread(&self, points: &Points) -> f64 {
        let variance = |axis: usize| {
            let p = self.coordinates(points, axis);
            let mean = p.iter().sum::<f64>() / p.len() as f64;
            let length = self.length(axis).max(f64::MIN_POSITIVE);
            p.iter().map(|p| (p - mean) / length * ((p - mean) / length)).sum::<f64>() / p.len() as f64
        };
        (variance(0) + if self.is_line() { 0.0 } else { variance(1) }).sqrt()
    }

    /// p (axis 0) or q (axis 1) of every point.
    pub fn coordinates(&self, points: &Points, axis: usize) -> Vec<f64> {
        let mut out = vec![self.offsets[axis]; points.n()];
        for (j, &u) in self.directions[axis].iter().enumerate().filter(|(_, u)| **u != 0.0) {
            for (p, x) in out.iter_mut().zip(points.column(j)) {
                *p += u * x;
            }
        }
        out
    }

    /// Fit the extent into a stage of `width` x `height` CSS pixels, and around it as much as it takes to see every
    /// point. That depends on the points alone, not on the way they came: so does a link's picture. It grows by large
    /// steps, so that the stage stays as it is while a hand draws on it.
    pub fn fit(&mut self, width: f64, height: f64) {
        self.size = [width.max(1.0), height.max(1.0)];
        let mut around = 0.0;
        while !self.shows_all(around) && around < MOST_AROUND {
            around = (2.0 * around).max(LEAST_AROUND);
        }
    }

    /// Fit the extent with so many of its widths around it; whether every point is then in there, or elsewhere on the stage.
    fn shows_all(&mut self, around: f64) -> bool {
        let wide = self.extent.map(|(lo, hi)| (lo - around * (hi - lo), hi + around * (hi - lo)));
        self.show(wide);
        let (low, high) = (self.pixel(self.reach[0].0, self.reach[1].1), self.pixel(self.reach[0].1, self.reach[1].0));
        let seen = |axis: usize, p: f64, at: f64| {
            (wide[axis].0..=wide[axis].1).contains(&p) || (0.0..=self.size[axis]).contains(&at)
        };
        let [(left, right), (bottom, top)] = self.reach;
        seen(0, left, low.0) && seen(0, right, high.0) && seen(1, top, low.1) && seen(1, bottom, high.1)
    }

    /// Lay the stage out for `extent`.
    fn show(&mut self, extent: [(f64, f64); 2]) {
        let [width, height] = self.size;
        let [left, top, right, bottom] = MARGINS;
        let room = [(width - left - right).max(8.0), (height - top - bottom).max(8.0)];
        let span = extent.map(|(lo, hi)| hi - lo);
        self.scales = [room[0] / span[0], room[1] / span[1]];
        if !self.is_line() {
            // Pixels per unit of the model's space: what distance looks like.
            let lengths = [self.length(0), self.length(1)];
            let ratio = (span[0] / lengths[0]) / (span[1] / lengths[1]);
            if (1.0 / SAME_SCALE..=SAME_SCALE).contains(&ratio) {
                let common = (self.scales[0] * lengths[0]).min(self.scales[1] * lengths[1]);
                self.scales = [common / lengths[0], common / lengths[1]];
            }
        }
        let middle = extent.map(|(lo, hi)| 0.5 * (lo + hi));
        self.origin =
            [left + 0.5 * room[0] - middle[0] * self.scales[0], top + 0.5 * room[1] + middle[1] * self.scales[1]];
    }

    /// (p, q) in CSS pixels.
    pub fn pixel(&self, p: f64, q: f64) -> (f64, f64) {
        let y = if self.is_line() { self.lane() } else { self.origin[1] - q * self.scales[1] };
        (self.origin[0] + p * self.scales[0], y)
    }

    /// Width and height of the stage, CSS pixels.
    pub fn size(&self) -> [f64; 2] {
        self.size
    }

    /// Where points of one dimension lie.
    pub fn lane(&self) -> f64 {
        self.size[1] - MARGINS[3] - 0.5 * LANE
    }

    /// The line that curves of one dimension stand on, and the height they may take.
    pub fn stand(&self) -> (f64, f64) {
        let foot = self.size[1] - MARGINS[3] - LANE;
        (foot, (foot - MARGINS[1] - 8.0).max(1.0))
    }

    /// The pixel of a place of the model's space.
    pub fn project(&self, x: &[f64]) -> (f64, f64) {
        let coordinate =
            |axis: usize| self.offsets[axis] + self.directions[axis].iter().zip(x).map(|(u, x)| u * x).sum::<f64>();
        self.pixel(coordinate(0), coordinate(1))
    }

    /// The pixels of all points, x and y; those of one dimension are spread over their lane by their index.
    pub fn pixels(&self, points: &Points) -> (Vec<f64>, Vec<f64>) {
        let p = self.coordinates(points, 0);
        let xs = p.iter().map(|p| self.origin[0] + p * self.scales[0]).collect();
        let ys = if self.is_line() {
            // The golden ratio's multiples fill an interval evenly, however many there are.
            let golden = 0.618_033_988_749_895;
            (0..points.n()).map(|i| self.lane() + 0.6 * LANE * ((i as f64 * golden).fract() - 0.5)).collect()
        } else {
            self.coordinates(points, 1).iter().map(|q| self.origin[1] - q * self.scales[1]).collect()
        };
        (xs, ys)
    }

    /// p of a pixel.
    pub fn p_of(&self, x: f64) -> f64 {
        (x - self.origin[0]) / self.scales[0]
    }

    /// Pixels per unit of p.
    pub fn scale(&self) -> f64 {
        self.scales[0]
    }

    /// `|u|`: units of p per unit of the model's space.
    pub fn stretch(&self) -> f64 {
        self.length(0)
    }

    /// The place of the model's space under a pixel, its other coordinates those of `base` (D numbers).
    pub fn lift_from(&self, base: &[f64], x: f64, y: f64) -> Vec<f64> {
        let mut out = base.to_vec();
        let wanted = [self.p_of(x), (self.origin[1] - y) / self.scales[1]];
        for (axis, wanted) in wanted.into_iter().enumerate().take(if self.is_line() { 1 } else { 2 }) {
            let u = &self.directions[axis];
            let now = self.offsets[axis] + u.iter().zip(base).map(|(u, x)| u * x).sum::<f64>();
            let step = (wanted - now) / (self.length(axis) * self.length(axis));
            for (out, u) in out.iter_mut().zip(u) {
                *out += step * u;
            }
        }
        out
    }

    /// The place under a pixel, in the slice through the mean of the data.
    pub fn lift(&self, x: f64, y: f64) -> Vec<f64> {
        self.lift_from(&self.base, x, y)
    }

    /// The half axes (CSS pixels) and the angle (degrees) of `(x - mu)^T Sigma^-1 (x - mu) = 1` seen in the plane.
    pub fn ellipse(&self, sigma: &[f64]) -> (f64, f64, f64) {
        let d = self.base.len();
        let form = |a: &[f64], b: &[f64]| {
            (0..d).map(|i| a[i] * (0..d).map(|j| sigma[i * d + j] * b[j]).sum::<f64>()).sum::<f64>()
        };
        let [u, v] = &self.directions;
        let [sx, sy] = self.scales;
        let (a, b, c) = (form(u, u) * sx * sx, -form(u, v) * sx * sy, form(v, v) * sy * sy);
        let mean = 0.5 * (a + c);
        let gap = (0.25 * (a - c) * (a - c) + b * b).sqrt();
        let angle = 0.5 * libm::atan2(2.0 * b, a - c).to_degrees();
        ((mean + gap).max(0.0).sqrt(), (mean - gap).max(0.0).sqrt(), angle)
    }

    /// The axes with their ticks; no upright one when D = 1.
    pub fn axes(&self) -> (Axis, Option<Axis>) {
        (self.axis(0, 76.0), (!self.is_line()).then(|| self.axis(1, 52.0)))
    }

    /// Round numbers about `spacing` pixels apart.
    fn axis(&self, axis: usize, spacing: f64) -> Axis {
        let place = |value: f64| if axis == 0 { self.pixel(value, 0.0).0 } else { self.pixel(0.0, value).1 };
        // Ticks keep clear of the corners, where the other axis has its labels.
        let (low, high) = if axis == 0 { (30.0, self.size[0] - 12.0) } else { (12.0, self.size[1] - 30.0) };
        let ends = if axis == 0 {
            [self.p_of(0.0), self.p_of(self.size[0])]
        } else {
            let q = |y: f64| (self.origin[1] - y) / self.scales[1];
            [q(self.size[1]), q(0.0)]
        };
        let ticks = Scale { low: ends[0], high: ends[1] }
            .multiples(round_step(spacing / self.scales[axis]))
            .map(|(value, text)| Tick { at: place(value), text })
            .filter(|tick| (low..=high).contains(&tick.at))
            .collect();
        Axis { label: self.labels[axis].clone(), ticks }
    }
}

impl crate::data::Column {
    /// Name and unit: "Eruption length (min)".
    pub fn label(&self) -> String {
        if self.unit.is_empty() { self.name.clone() } else { format!("{} ({})", self.name, self.unit) }
    }
}
