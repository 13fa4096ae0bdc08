//! One frame at 1600 x 1200 device pixels: points alone, and over a field.

use divan::{Bencher, counter::ItemsCount};
use mixtape::draw::{Canvas, Field, FieldBuilder, Lab, Shade, Style, Theme, cluster};
use mixtape::rng::Rng;

const WIDTH: usize = 1600;
const HEIGHT: usize = 1200;

fn main() {
    divan::main();
}

fn canvas(n: usize) -> (Canvas, Vec<Lab>) {
    let mut rng = Rng::new(1, 1);
    let (mut xs, mut ys, mut colours) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..n {
        let k = rng.below(8);
        let centre = [300.0 + 330.0 * (k % 4) as f64, 350.0 + 500.0 * (k / 4) as f64];
        xs.push((centre[0] + 90.0 * rng.normal()) as f32);
        ys.push((centre[1] + 90.0 * rng.normal()) as f32);
        colours.push(cluster(k));
    }
    let mut canvas = Canvas::new();
    canvas.resize(WIDTH, HEIGHT, 2.0);
    canvas.place(&xs, &ys);
    (canvas, colours)
}

fn field(shade: Shade) -> Field {
    let colours: Vec<Lab> = (0..8).map(cluster).collect();
    let mut builder = FieldBuilder::new(WIDTH, HEIGHT, &colours, shade);
    for start in (0..builder.len()).step_by(64) {
        let len = 64.min(builder.len() - start);
        let values: Vec<f64> = (0..8 * len)
            .map(|v| {
                let ((x, y), k) = (builder.position(start + v % len), v / len);
                let (dx, dy) = (x - 300.0 - 330.0 * (k % 4) as f32, y - 350.0 - 500.0 * (k / 4) as f32);
                f64::from(dx * dx + dy * dy) / 1e7
            })
            .collect();
        builder.push_block(start, len, &values);
    }
    builder.finish()
}

const SIZES: [usize; 4] = [500, 10_000, 100_000, 1_000_000];

#[divan::bench(args = SIZES, sample_count = 15)]
fn points(bencher: Bencher, n: usize) {
    let (mut canvas, colours) = canvas(n);
    canvas.draw(Theme::Light, &colours, None, &Style::default());
    bencher.counter(ItemsCount::new(n)).bench_local(|| canvas.draw(Theme::Light, &colours, None, &Style::default()));
}

#[divan::bench(args = SIZES, sample_count = 15)]
fn over_posterior(bencher: Bencher, n: usize) {
    let (mut canvas, colours) = canvas(n);
    let field = field(Shade::Posterior { strength: 0.3 });
    canvas.draw(Theme::Light, &colours, Some(&field), &Style::default());
    bencher
        .counter(ItemsCount::new(n))
        .bench_local(|| canvas.draw(Theme::Light, &colours, Some(&field), &Style::default()));
}

#[divan::bench(args = SIZES, sample_count = 15)]
fn over_cells(bencher: Bencher, n: usize) {
    let (mut canvas, colours) = canvas(n);
    let field = field(Shade::Cells { strength: 0.3 });
    canvas.draw(Theme::Light, &colours, Some(&field), &Style::default());
    bencher
        .counter(ItemsCount::new(n))
        .bench_local(|| canvas.draw(Theme::Light, &colours, Some(&field), &Style::default()));
}

#[divan::bench(args = [100_000, 1_000_000], sample_count = 5)]
fn place(bencher: Bencher, n: usize) {
    let (mut canvas, _) = canvas(n);
    let mut rng = Rng::new(2, 1);
    let xs: Vec<f32> = (0..n).map(|_| (rng.uniform() * WIDTH as f64) as f32).collect();
    let ys: Vec<f32> = (0..n).map(|_| (rng.uniform() * HEIGHT as f64) as f32).collect();
    bencher.bench_local(|| canvas.place(&xs, &ys));
}

#[divan::bench(sample_count = 5)]
fn field_from_responsibilities() -> Field {
    field(Shade::Posterior { strength: 0.3 })
}
