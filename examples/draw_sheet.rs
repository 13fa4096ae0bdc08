//! Renders a contact sheet to look at: 500, 10 000, 200 000 and 1 000 000 points, three themes, four grounds.
//!
//! `cargo run --release --example draw_sheet -- OUT.ppm [WIDTH HEIGHT DPR]`
#![allow(clippy::disallowed_methods)] // the clock tells how long a picture took, and decides nothing

use mixtape::draw::{Canvas, Field, FieldBuilder, Lab, Shade, Style, Theme, cluster};
use mixtape::rng::Rng;

/// Gaussian blobs on a canvas of 800 x 600: mean, standard deviations along and across, angle, weight.
const BLOBS: [([f64; 2], [f64; 2], f64, f64); 8] = [
    ([190.0, 180.0], [65.0, 28.0], 0.4, 0.2),
    ([330.0, 250.0], [32.0, 50.0], 0.0, 0.15),
    ([570.0, 150.0], [50.0, 48.0], 0.0, 0.15),
    ([665.0, 360.0], [18.0, 62.0], 0.2, 0.1),
    ([430.0, 450.0], [62.0, 34.0], -0.5, 0.13),
    ([170.0, 430.0], [40.0, 40.0], 0.0, 0.12),
    ([520.0, 300.0], [52.0, 30.0], -0.6, 0.1),
    ([375.0, 105.0], [20.0, 20.0], 0.0, 0.05),
];

/// `pi_k p(x | k)` of every blob.
fn joint(x: f64, y: f64) -> [f64; 8] {
    BLOBS.map(|([mx, my], [sx, sy], angle, weight)| {
        let (c, s) = (libm::cos(angle), libm::sin(angle));
        let u = ((x - mx) * c + (y - my) * s) / sx;
        let v = ((y - my) * c - (x - mx) * s) / sy;
        weight * libm::exp(-0.5 * (u * u + v * v)) / (2.0 * std::f64::consts::PI * sx * sy)
    })
}

fn energies(x: f64, y: f64) -> [f64; 8] {
    BLOBS.map(|([mx, my], ..)| (x - mx) * (x - mx) + (y - my) * (y - my))
}

fn points(n: usize) -> (Vec<f64>, Vec<f64>) {
    let mut rng = Rng::new(7, 1);
    let weights: Vec<f64> = BLOBS.iter().map(|b| b.3).collect();
    (0..n)
        .map(|_| {
            let ([mx, my], [sx, sy], angle, _) = BLOBS[rng.weighted(&weights)];
            let (u, v) = (rng.normal() * sx, rng.normal() * sy);
            let (c, s) = (libm::cos(angle), libm::sin(angle));
            (mx + u * c - v * s, my + u * s + v * c)
        })
        .unzip()
}

fn mix(joint: [f64; 8]) -> Lab {
    let total = joint.iter().sum::<f64>().max(1e-300);
    let mut out = Lab::default();
    for (k, p) in joint.iter().enumerate() {
        let (c, r) = (cluster(k), (p / total) as f32);
        out = Lab { l: out.l + r * c.l, a: out.a + r * c.a, b: out.b + r * c.b };
    }
    out
}

fn hard(energies: [f64; 8]) -> Lab {
    let best = (0..8).min_by(|&a, &b| energies[a].total_cmp(&energies[b]));
    cluster(best.unwrap_or(0))
}

fn field(w: usize, h: usize, unit: f64, shade: Shade) -> Field {
    let colours: Vec<Lab> = (0..8).map(cluster).collect();
    let mut builder = FieldBuilder::new(w, h, &colours, shade);
    for start in (0..builder.len()).step_by(64) {
        let len = 64.min(builder.len() - start);
        let (mut values, mut ln_p) = (vec![0.0; 8 * len], vec![0.0; len]);
        for i in 0..len {
            let (x, y) = builder.position(start + i);
            let (x, y) = (f64::from(x) / unit, f64::from(y) / unit);
            let p = joint(x, y);
            let total = p.iter().sum::<f64>().max(1e-300);
            ln_p[i] = libm::log(total);
            let e = energies(x, y);
            for k in 0..8 {
                values[k * len + i] = if matches!(shade, Shade::Cells { .. }) { e[k] } else { p[k] / total };
            }
        }
        builder.push_density(start, len, &values, &ln_p);
    }
    builder.finish()
}

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let number = |i: usize, or: usize| args.get(i).and_then(|a| a.parse().ok()).unwrap_or(or);
    let (w, h, dpr) = (number(2, 800), number(3, 600), number(4, 1));
    let unit = w as f64 / 800.0;
    let sizes = [500, 10_000, 200_000, 1_000_000];
    let themes = [Theme::Light, Theme::Dark, Theme::Projector];
    let mut sheet = vec![0_u8; 3 * (w * sizes.len()) * (h * themes.len())];
    for (column, &n) in sizes.iter().enumerate() {
        let (xs, ys) = points(n);
        let place = |v: &[f64]| v.iter().map(|v| (v * unit) as f32).collect::<Vec<f32>>();
        let mut canvas = Canvas::new();
        canvas.resize(w, h, dpr as f32);
        canvas.place(&place(&xs), &place(&ys));
        let ln_p: f64 = xs.iter().zip(&ys).map(|(&x, &y)| libm::log(joint(x, y).iter().sum())).sum();
        for (row, &theme) in themes.iter().enumerate() {
            let strength = theme.tint();
            let shade = match (column + row) % 4 {
                0 => Some(Shade::Cells { strength }),
                1 => Some(Shade::Density { strength, ln_p0: ln_p / n as f64 - 1.0 }),
                2 => None,
                _ => Some(Shade::Posterior { strength }),
            };
            let field = shade.map(|shade| field(w, h, unit, shade));
            let cells = matches!(shade, Some(Shade::Cells { .. }));
            let colour = |(&x, &y): (&f64, &f64)| if cells { hard(energies(x, y)) } else { mix(joint(x, y)) };
            let colours: Vec<Lab> = xs.iter().zip(&ys).map(colour).collect();
            let style = Style { highlight: (n == 500).then_some(17), ..Style::default() };
            let clock = std::time::Instant::now();
            canvas.draw(theme, &colours, field.as_ref(), &style);
            let first = clock.elapsed();
            let clock = std::time::Instant::now();
            canvas.draw(theme, &colours, field.as_ref(), &style);
            println!("{n:8} {theme:?}: first {first:?}, then {:?}", clock.elapsed());
            for y in 0..h {
                for x in 0..w {
                    let to = 3 * ((row * h + y) * w * sizes.len() + column * w + x);
                    sheet[to..to + 3].copy_from_slice(&canvas.pixels()[4 * (y * w + x)..][..3]);
                }
            }
        }
    }
    let mut out = format!("P6 {} {} 255\n", w * sizes.len(), h * themes.len()).into_bytes();
    out.extend(sheet);
    std::fs::write(args.get(1).map_or("sheet.ppm", String::as_str), out)
}
