//! Ticks are there for every pair of numbers, and the page's are those of the crate.
//!
//! `MIXTAPE_DIGESTS=1 cargo test --test chart` writes anew the file that the page is compared with.

use mixtape::chart::Scale;
use mixtape::rng::Rng;
use proptest::prelude::*;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/digests/ticks.json");

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn ticks_are_few_and_rise_for_every_pair_of_doubles(low: u64, high: u64, near in 0_u64..4, parts in 1.0..20.0) {
        let low = f64::from_bits(low);
        for high in [f64::from_bits(high), f64::from_bits(low.to_bits().wrapping_add(near)), -low, low] {
            let ticks = Scale { low, high }.ticks(parts);
            prop_assert!(ticks.len() <= 64 && !ticks.iter().any(|tick| tick.text.contains('∞')));
            prop_assert!(ticks.iter().all(|tick| (-1e-6..=1.0 + 1e-6).contains(&tick.at)), "{low:e} {high:e} {ticks:?}");
            prop_assert!(ticks.windows(2).all(|two| two[0].at < two[1].at && two[0].text != two[1].text));
        }
    }

    #[test]
    fn an_axis_around_any_values_is_an_axis(values in prop::collection::vec(any::<u64>().prop_map(f64::from_bits), 0..4)) {
        let scale = Scale::around(values.iter().copied());
        prop_assert!(scale.low < scale.high && scale.low.is_finite() && scale.high.is_finite());
        for value in values.into_iter().filter(|v| v.is_finite()) {
            prop_assert!((0.0..=1.0).contains(&scale.place(value)));
        }
        prop_assert!(scale.ticks(5.0).len() >= 2, "{scale:?}");
    }
}

/// Ranges of all sizes at which powers of ten are exact, about all places, and those that are none.
fn ranges() -> Vec<[f64; 2]> {
    let mut rng = Rng::new(1, 0);
    let mut power = |most: f64| libm::exp(most * (2.0 * rng.uniform() - 1.0));
    let mut out: Vec<[f64; 2]> = (0..600)
        .map(|i| {
            let (middle, length) =
                (if i % 3 == 0 { 0.0 } else { power(40.0) }, power(if i % 2 == 0 { 8.0 } else { 48.0 }));
            let middle = if i % 5 == 0 { -middle } else { middle };
            [middle - length * power(1.0), middle + length]
        })
        .collect();
    let all =
        [0.0, 1.0, -1.0, 5e-324, 1e-290, f64::MAX, -f64::MAX, f64::INFINITY, f64::NAN, 538.288, 538.288_000_000_000_1];
    out.extend(all.into_iter().flat_map(|low| all.map(|high| [low, high])));
    out
}

#[test]
fn the_page_is_compared_with_these_ticks() {
    let rows: Vec<serde_json::Value> = ranges()
        .into_iter()
        .enumerate()
        .map(|(i, [low, high])| {
            let parts = 2 + i % 5;
            let texts = |scale: Scale| scale.ticks(parts as f64).into_iter().map(|tick| tick.text).collect::<Vec<_>>();
            let around = Scale::around([low, high]);
            let ends = [low, high].map(|x| x.to_bits().to_string());
            serde_json::json!({ "ends": ends, "parts": parts, "ticks": texts(Scale { low, high }), "around": texts(around) })
        })
        .collect();
    let text = rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(",\n");
    let text = format!("[\n{text}\n]\n");
    if std::env::var_os("MIXTAPE_DIGESTS").is_some() {
        std::fs::write(FILE, &text).unwrap();
    }
    assert!(std::fs::read_to_string(FILE).unwrap() == text, "the ticks have changed: compare tests/digests/ticks.json");
}
