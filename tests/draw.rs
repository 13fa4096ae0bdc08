//! Pictures are exact: the same points, colours and field give the same bytes everywhere.
#![allow(clippy::float_cmp)]

use mixtape::draw::{
    Canvas, Field, FieldBuilder, Lab, PALETTE, Shade, Style, Theme, UNASSIGNED, cluster, hex, ink_on, lab_to_srgb8,
    srgb8_to_lab,
};
use mixtape::rng::Rng;

const W: usize = 320;
const H: usize = 240;
const CENTRES: [[f32; 2]; 4] = [[90.0, 70.0], [230.0, 80.0], [100.0, 180.0], [220.0, 170.0]];

/// n points around four centres: positions that need no transcendental function, so that they are exact too.
fn points(n: usize) -> (Vec<f32>, Vec<f32>, Vec<Lab>) {
    let mut rng = Rng::new(n as u64, 5);
    let (mut xs, mut ys, mut colours) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..n {
        let k = rng.below(4);
        let mut bell = || ((rng.uniform() + rng.uniform() + rng.uniform() - 1.5) * 70.0) as f32;
        xs.push(CENTRES[k][0] + bell());
        ys.push(CENTRES[k][1] + bell());
        colours.push(cluster(k));
    }
    (xs, ys, colours)
}

fn field(shade: Shade) -> Field {
    let colours: Vec<Lab> = (0..4).map(cluster).collect();
    let mut builder = FieldBuilder::new(W, H, &colours, shade);
    for start in (0..builder.len()).step_by(64) {
        let len = 64.min(builder.len() - start);
        let (mut values, mut ln_p) = (vec![0.0; 4 * len], vec![0.0; len]);
        for i in 0..len {
            let (x, y) = builder.position(start + i);
            let energy = CENTRES.map(|[cx, cy]| f64::from((x - cx) * (x - cx) + (y - cy) * (y - cy)));
            let closeness = energy.map(|e| 1.0 / (1.0 + e * e * 1e-6));
            let total: f64 = closeness.iter().sum();
            ln_p[i] = total - 1.0;
            for k in 0..4 {
                values[k * len + i] =
                    if matches!(shade, Shade::Cells { .. }) { energy[k] } else { closeness[k] / total };
            }
        }
        builder.push_density(start, len, &values, &ln_p);
    }
    builder.finish()
}

fn picture(n: usize, theme: Theme, shade: Option<Shade>) -> Vec<u8> {
    let (xs, ys, colours) = points(n);
    let mut canvas = Canvas::new();
    canvas.resize(W, H, 1.0);
    canvas.place(&xs, &ys);
    canvas.draw(theme, &colours, shade.map(field).as_ref(), &Style::default());
    canvas.pixels().to_vec()
}

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// `MIXTAPE_PICTURES=1 cargo test --test draw golden -- --nocapture` prints the table anew, after looking at
/// what `cargo run --release --example draw_sheet` draws.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn golden_pictures() {
    let strength = 0.3;
    let scenes: [(&str, u64, Vec<u8>); 9] = [
        ("500 light", 0xb450_bee3_d2e5_cd22, picture(500, Theme::Light, None)),
        ("500 dark", 0xb334_273d_0bf8_d3fb, picture(500, Theme::Dark, None)),
        ("500 projector", 0x0318_82d5_ac3a_8610, picture(500, Theme::Projector, None)),
        ("10k light", 0xa0b3_38b1_721a_34d1, picture(10_000, Theme::Light, None)),
        ("200k light", 0x932e_c1c6_baf8_70ae, picture(200_000, Theme::Light, None)),
        ("posterior", 0xe4a7_6b7f_d497_fef0, picture(500, Theme::Light, Some(Shade::Posterior { strength }))),
        (
            "density",
            0x1400_37a4_92f1_36b9,
            picture(10_000, Theme::Dark, Some(Shade::Density { strength, ln_p0: -0.5 })),
        ),
        ("cells", 0x0b9b_f839_a8a4_aa8f, picture(500, Theme::Light, Some(Shade::Cells { strength }))),
        ("cells dark", 0x44e2_daae_df49_42ae, picture(200_000, Theme::Dark, Some(Shade::Cells { strength }))),
    ];
    let print = std::env::var("MIXTAPE_PICTURES").is_ok();
    for (name, expected, pixels) in &scenes {
        let hash = fnv1a(pixels);
        if print {
            println!("{name}: {hash:#018x}");
        } else {
            assert_eq!(hash, *expected, "{name}: now {hash:#018x}; look at the sheet, then update this table");
        }
    }
}

#[test]
fn the_order_of_points_does_not_matter() {
    for n in [500, 10_000, 100_000] {
        let (xs, ys, colours) = points(n);
        let mut canvas = Canvas::new();
        canvas.resize(W, H, 1.0);
        canvas.place(&xs, &ys);
        canvas.draw(Theme::Light, &colours, None, &Style::default());
        let before = canvas.pixels().to_vec();
        let order = Rng::new(3, 3).shuffled(n);
        let pick = |v: &[f32]| order.iter().map(|&i| v[i]).collect::<Vec<_>>();
        let colours: Vec<Lab> = order.iter().map(|&i| colours[i]).collect();
        canvas.place(&pick(&xs), &pick(&ys));
        canvas.draw(Theme::Light, &colours, None, &Style::default());
        let worst = before.iter().zip(canvas.pixels()).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(worst <= Some(1), "n = {n}: {worst:?}");
    }
}

#[test]
fn drawing_twice_changes_nothing() {
    let (xs, ys, colours) = points(3000);
    let mut canvas = Canvas::new();
    canvas.resize(W, H, 2.0);
    canvas.place(&xs, &ys);
    canvas.draw(Theme::Light, &colours, None, &Style::default());
    let before = canvas.pixels().to_vec();
    canvas.draw(Theme::Dark, &colours, Some(&field(Shade::Cells { strength: 0.2 })), &Style::default());
    canvas.draw(Theme::Light, &colours, None, &Style::default());
    assert!(before == canvas.pixels());
}

#[test]
fn nothing_outside_a_disc_changes_and_discs_cross_bands_whole() {
    for (x, y, radius) in [(50.3, 31.9, 4.0), (0.2, 64.1, 9.0), (99.9, 0.0, 3.0), (40.0, 99.7, 20.0), (50.5, 32.0, 0.7)]
    {
        let mut canvas = Canvas::new();
        canvas.resize(101, 100, 1.0);
        canvas.place(&[x], &[y]);
        let style = Style { radius: Some(radius), highlight: None };
        canvas.draw(Theme::Light, &[cluster(0)], None, &style);
        for (i, p) in canvas.pixels().as_chunks::<4>().0.iter().enumerate() {
            let (dx, dy) = ((i % 101) as f32 + 0.5 - x, (i / 101) as f32 + 0.5 - y);
            let distance = (dx * dx + dy * dy).sqrt();
            let reach = if radius > 1.0 { radius + 0.6 } else { 1.5 };
            assert!(distance <= reach || *p == [255; 4], "{x} {y} {radius}: pixel {i} at {distance}");
            assert!(radius <= 1.0 || distance >= radius - 0.6 || *p != [255; 4], "hole at pixel {i}");
        }
    }
}

#[test]
fn more_points_are_never_fainter() {
    let lightness = |n: usize| {
        // A crowd elsewhere fixes the tone map, so that only the weight at one place varies.
        let mut xs: Vec<f32> = vec![200.5; n];
        let mut ys: Vec<f32> = vec![100.5; n];
        xs.extend((0..5000).map(|i| (i % 100) as f32 + 0.5));
        ys.extend((0..5000).map(|i| (i / 100) as f32 + 0.5));
        let mut canvas = Canvas::new();
        canvas.resize(W, H, 1.0);
        canvas.place(&xs, &ys);
        let style = Style { radius: Some(1.0), highlight: None };
        canvas.draw(Theme::Light, &vec![Lab::default(); xs.len()], None, &style);
        canvas.pixels()[4 * (100 * W + 200)]
    };
    let values: Vec<u8> = (0..12).map(lightness).collect();
    assert!(values.windows(2).all(|v| v[1] <= v[0]), "{values:?}");
    assert!(values[0] == 255 && values[1] < 200 && values[11] < values[1], "{values:?}");
}

#[test]
fn cells_have_sharp_edges_where_two_centres_are_equally_far() {
    let colours = [cluster(0), cluster(1)];
    let mut builder = FieldBuilder::new(1200, 900, &colours, Shade::Cells { strength: 0.3 });
    for i in 0..builder.len() {
        let x = f64::from(builder.position(i).0);
        builder.push_block(i, 1, &[(x - 300.0) * (x - 300.0), (x - 701.0) * (x - 701.0)]);
    }
    let mut canvas = Canvas::new();
    canvas.resize(1200, 900, 1.0);
    canvas.draw(Theme::Light, &[], Some(&builder.finish()), &Style::default());
    for y in [0, 450, 899] {
        let at = |x: usize| &canvas.pixels()[4 * (y * 1200 + x)..][..4];
        assert!((0..499).all(|x| at(x) == at(0)), "left of the edge, row {y}");
        assert!((502..1200).all(|x| at(x) == at(1199)), "right of the edge, row {y}");
        assert!(at(500)[2] < at(0)[2].min(at(1199)[2]), "the line is darker, row {y}");
    }
}

#[test]
fn colours_survive_a_round_trip() {
    for v in 0..=255 {
        assert_eq!(lab_to_srgb8(srgb8_to_lab([v; 3])), [v; 3]);
    }
    let mut rng = Rng::new(1, 2);
    for _ in 0..20_000 {
        let v = rng.next_u64().to_le_bytes();
        assert_eq!(lab_to_srgb8(srgb8_to_lab([v[0], v[1], v[2]])), [v[0], v[1], v[2]]);
    }
    let white = srgb8_to_lab([255; 3]);
    assert!((white.l - 1.0).abs() < 1e-6 && white.a.abs() < 1e-6 && white.b.abs() < 1e-6);
}

fn distance(p: Lab, q: Lab) -> f32 {
    let (l, a, b) = (p.l - q.l, p.a - q.a, p.b - q.b);
    (l * l + a * a + b * b).sqrt()
}

#[test]
fn the_palette_is_far_apart_and_every_cluster_has_its_own_colour() {
    for (n, least) in [(4, 0.22), (8, 0.12), (12, 0.115)] {
        for i in 0..n {
            for j in 0..i {
                let d = distance(cluster(i), cluster(j));
                assert!(d >= least, "{} and {}: {d}", hex(i), hex(j));
            }
        }
    }
    assert_eq!(hex(0), format!("#{:06x}", PALETTE[0]));
    let mut all: Vec<String> = (0..256).map(hex).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 256);
    assert_eq!((ink_on(0), ink_on(1)), ("#ffffff", "#111111"));
    assert!((0..12).all(|k| distance(cluster(k), UNASSIGNED) > 0.05));
}

/// Linear-light matrices of Machado, Oliveira and Fernandes (2009) at full severity: protan, deutan, tritan.
const VISION: [[[f64; 3]; 3]; 3] = [
    [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
];

#[test]
fn the_palette_stays_apart_without_one_kind_of_cone() {
    let linear = |v: u8| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { libm::pow((v + 0.055) / 1.055, 2.4) }
    };
    let gamma = |v: f64| {
        let v = v.clamp(0.0, 1.0);
        let v = if v <= 0.003_130_8 { 12.92 * v } else { 1.055 * libm::pow(v, 1.0 / 2.4) - 0.055 };
        (v * 255.0 + 0.5) as u8
    };
    // The design has .082, .080 and .077; bytes round a little of that away.
    for (matrix, least) in VISION.iter().zip([0.080, 0.078, 0.075]) {
        let seen: Vec<Lab> = (0..12)
            .map(|k| {
                let rgb = lab_to_srgb8(cluster(k)).map(linear);
                srgb8_to_lab(matrix.map(|row| gamma(row.iter().zip(rgb).map(|(m, v)| m * v).sum())))
            })
            .collect();
        for i in 0..12 {
            for j in 0..i {
                let d = distance(seen[i], seen[j]);
                assert!(d >= least, "{} and {}: {d}", hex(i), hex(j));
            }
        }
    }
}

#[test]
fn odd_inputs_are_drawn_as_far_as_they_can_be() {
    let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, -1e30, -0.0, 0.0, 0.5, 7.99, -40.0, 1e-40, 63.0];
    let (xs, ys): (Vec<f32>, Vec<f32>) = odd.iter().flat_map(|&x| odd.map(|y| (x, y))).unzip();
    let strange = Lab { l: f32::NAN, a: f32::INFINITY, b: -3.0 };
    for (w, h) in [(0, 0), (0, 9), (9, 0), (1, 1), (8, 7), (33, 65), (257, 3)] {
        for (dpr, radius) in
            [(1.0, None), (f32::NAN, Some(f32::NAN)), (3.0, Some(1e9)), (0.0, Some(-1.0)), (2.0, Some(9.0))]
        {
            let mut canvas = Canvas::new();
            canvas.place(&xs, &ys[..ys.len() - 1]);
            canvas.resize(w, h, dpr);
            for (i, theme) in [Theme::Light, Theme::Dark, Theme::Projector].into_iter().enumerate() {
                let broken = [
                    Field::default(),
                    Field::new(3, 2, vec![[0.1; 4]; 6]),
                    Field::new(2, 2, vec![[f32::NAN; 4]; 4]),
                    Field::new(usize::MAX, 5, vec![[0.0; 4]; 3]),
                ];
                for field in &broken {
                    let style = Style { radius, highlight: Some(50 * i) };
                    canvas.draw(theme, &[strange, UNASSIGNED], Some(field), &style);
                }
            }
            assert_eq!((canvas.width(), canvas.height(), canvas.pixels().len()), (w, h, 4 * w * h));
            assert!(canvas.pixels().iter().skip(3).step_by(4).all(|&a| a == 255));
        }
    }
    for energy in [[f64::NAN; 3], [f64::INFINITY; 3], [0.0, f64::NAN, f64::INFINITY], [1e300, -1e300, 0.0]] {
        let mut builder = FieldBuilder::new(1, 1, &[cluster(0); 3], Shade::Cells { strength: 0.3 });
        for i in 0..builder.len() {
            builder.push_block(i, 1, &energy);
        }
        let mut canvas = Canvas::new();
        canvas.resize(20, 20, 1.0);
        canvas.draw(Theme::Dark, &[], Some(&builder.finish()), &Style::default());
        assert_eq!(canvas.pixels().len(), 1600);
    }
}
