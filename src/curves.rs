//! Lines of a density: curves and a histogram over one dimension, contours in two.

use crate::energy;
use crate::math::{exp, pow};
use crate::model::Model;
use crate::order::nth;
use crate::overlay::Curve;
use crate::plane::Plane;
use crate::points::Points;
use crate::text::fixed;

/// Pixels between the points of a curve.
const STEP: f64 = 2.0;
/// Squares along the longer side of the grid that contours are found on.
const GRID: usize = 96;
/// The most bins of a histogram.
const MOST_BINS: f64 = 60.0;
/// Contours at these fractions of the highest density.
const LEVELS: [f64; 6] = [0.75, 0.5, 0.25, 0.1, 0.03, 0.01];

/// Densities at places along the line of one dimension: p of each place, then one row per component of
/// `pi_k p(x | k)`, in units of p.
struct Profile {
    xs: Vec<f64>,
    components: Vec<Vec<f64>>,
}

fn profile(plane: &Plane, model: &dyn Model) -> Option<Profile> {
    let width = plane.size()[0];
    let xs: Vec<f64> = (0..=(width / STEP) as usize).map(|i| i as f64 * STEP).collect();
    // Between whole numbers there is nothing: each has a bar of its own.
    let place = |&x: &f64| if model.discrete() { plane.lift(x, 0.0)[0].round() } else { plane.lift(x, 0.0)[0] };
    let places: Vec<f64> = xs.iter().map(place).collect();
    let points = Points::from_rows(&places, 1).ok()?;
    let mut components = vec![Vec::with_capacity(xs.len()); model.k()];
    let mut energies = vec![0.0; model.k() * crate::points::BLOCK];
    for block in points.blocks() {
        model.energies(&block, &mut energies[..model.k() * block.len]);
        for (component, row) in components.iter_mut().zip(energies.chunks_exact(block.len)) {
            // Densities of one dimension may exceed 1, so the energy may be negative.
            component.extend(row.iter().map(|e| libm::exp(-e) / plane.stretch()));
        }
    }
    Some(Profile { xs, components })
}

/// What stands over the points of one dimension: the components `pi_k p(x | k)`, their sum p(x), and the outline of
/// a histogram, all as densities on one scale. Models without a density have the histogram alone.
pub fn over_the_line(plane: &Plane, model: &dyn Model, points: &Points) -> (Vec<Curve>, String) {
    if !plane.is_line() {
        return (Vec::new(), String::new());
    }
    let bars = Bars::new(plane, points);
    let profile = model.weights().and_then(|_| profile(plane, model));
    let mixture: Vec<f64> = profile.as_ref().map_or(Vec::new(), |profile| {
        (0..profile.xs.len()).map(|i| profile.components.iter().map(|c| c[i]).sum()).collect()
    });
    let tallest = mixture.iter().chain(&bars.densities).fold(0.0_f64, |m, x| m.max(*x)).max(f64::MIN_POSITIVE);
    let (foot, room) = plane.stand();
    let height = |density: f64| foot - room * density / tallest;
    let curves = profile.map_or(Vec::new(), |Profile { xs, components }| {
        let path = |ys: &[f64]| {
            let mut d = String::new();
            let line = if model.discrete() { ["H", "V"] } else { ["L", " "] };
            for (i, (x, y)) in xs.iter().zip(ys).enumerate() {
                let [across, up] = if i == 0 { ["M", " "] } else { line };
                go(&mut d, &[(across, *x), (up, height(*y))]);
            }
            d
        };
        let components = (0..).zip(&components).map(|(k, ys)| Curve { k, d: path(ys) });
        components.chain(std::iter::once(Curve { k: -1, d: path(&mixture) })).collect()
    });
    let mut outline = String::new();
    for (i, density) in bars.densities.iter().enumerate() {
        let edge = |i: usize| plane.pixel(bars.low + bars.width * i as f64, 0.0).0;
        let (left, right, top) = (edge(i), edge(i + 1), height(*density));
        go(&mut outline, &[("M", left), (" ", foot), ("V", top), ("H", right), ("V", foot)]);
    }
    (curves, outline)
}

/// More of a path: commands, and a coordinate for each to a tenth of a pixel.
fn go(path: &mut String, steps: &[(&str, f64)]) {
    for (command, x) in steps {
        path.push_str(command);
        let x = fixed(*x, 1);
        path.push_str(x.strip_suffix(".0").unwrap_or(&x));
    }
}

/// A histogram of bins of equal width: `2 N^(1/3)` of them (the Rice rule), or more where the middle half of the
/// points is narrow (each `2 IQR / N^(1/3)` wide, Freedman and Diaconis); of whole numbers every bin has as many.
struct Bars {
    low: f64,
    width: f64,
    densities: Vec<f64>,
}

impl Bars {
    fn new(plane: &Plane, points: &Points) -> Self {
        let p = plane.coordinates(points, 0);
        let (low, high) = p.iter().fold((f64::MAX, f64::MIN), |(lo, hi), x| (lo.min(*x), hi.max(*x)));
        if high <= low {
            return Self { low, width: 0.0, densities: Vec::new() };
        }
        let root = pow(p.len() as f64, 1.0 / 3.0);
        let above: Vec<f32> = p.iter().map(|x| (x - low) as f32).collect();
        let quartile = |i: usize| f64::from(nth(&above, i * (p.len() - 1) / 4));
        let narrow = 2.0 * (quartile(3) - quartile(1)) / root;
        // No quartiles apart: the other rule alone.
        let fine = if narrow > 0.0 { ((high - low) / narrow).min(MOST_BINS) } else { 0.0 };
        let bins = ((2.0 * root).max(fine) - 1e-9).ceil();
        let whole = p.iter().all(|x| x.fract() == 0.0);
        let (low, width) =
            if whole { (low - 0.5, ((high - low + 1.0) / bins).ceil()) } else { (low, (high - low) / bins) };
        let bins = if whole { ((high + 0.5 - low) / width).ceil() } else { bins };
        let mut densities = vec![0.0; bins as usize];
        let last = densities.len() - 1;
        for x in &p {
            densities[(((x - low) / width) as usize).min(last)] += 1.0 / (p.len() as f64 * width);
        }
        Self { low, width, densities }
    }
}

/// Lines of equal density p(x) in the plane, an SVG path for each level; nothing for models without a density.
pub fn contours(plane: &Plane, model: &dyn Model) -> Vec<String> {
    if plane.is_line() || model.covariance(0).is_none() || model.weights().is_none() {
        return Vec::new();
    }
    let [width, height] = plane.size();
    let cell = width.max(height) / GRID as f64;
    let (w, h) = ((width / cell).ceil() as usize + 1, (height / cell).ceil() as usize + 1);
    let rows: Vec<f64> = (0..w * h).flat_map(|i| plane.lift((i % w) as f64 * cell, (i / w) as f64 * cell)).collect();
    let Ok(points) = Points::from_rows(&rows, model.d()) else { return Vec::new() };
    let mut surprise = vec![0.0; w * h];
    energy::posterior(model, &points, |block, _, free_energy| {
        surprise[block.start..block.start + block.len].copy_from_slice(free_energy);
    });
    let least = surprise.iter().copied().fold(f64::INFINITY, f64::min);
    let density: Vec<f64> = surprise.iter().map(|s| exp(least - s)).collect();
    LEVELS.iter().map(|level| march(&density, w, h, cell, *level)).collect()
}

/// Marching squares: the segments of every square, unjoined. A saddle is cut by the mean of its corners.
fn march(z: &[f64], w: usize, h: usize, cell: f64, level: f64) -> String {
    let mut d = String::new();
    for y in 0..h - 1 {
        for x in 0..w - 1 {
            // Corners in order round the square, from its upper left.
            let at = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
            let value = at.map(|(x, y)| z[y * w + x] - level);
            let crossings: Vec<(f64, f64)> = (0..4)
                .filter(|&i| (value[i] > 0.0) != (value[(i + 1) % 4] > 0.0))
                .map(|i| {
                    let j = (i + 1) % 4;
                    let f = value[i] / (value[i] - value[j]);
                    let mix = |a: usize, b: usize| (a as f64 + f * (b as f64 - a as f64)) * cell;
                    (mix(at[i].0, at[j].0), mix(at[i].1, at[j].1))
                })
                .collect();
            let turned = crossings.len() == 4 && (value.iter().sum::<f64>() > 0.0) == (value[0] > 0.0);
            for pair in 0..crossings.len() / 2 {
                let (a, b) =
                    if turned { (2 * pair, 2 * pair + 1) } else { ((2 * pair + 3) % crossings.len(), 2 * pair) };
                let ((x0, y0), (x1, y1)) = (crossings[a], crossings[b]);
                go(&mut d, &[("M", x0), (" ", y0), ("L", x1), (" ", y1)]);
            }
        }
    }
    d
}
