//! The catalogue of data: its rows are sound, and the shipped tables are exactly the published ones.

use mixtape::data::{Dataset, SOURCES, Source, source};
use std::collections::HashSet;

/// The knob values of `row` with every count of points cut to what a test has time for.
fn make(row: &Source, values: &[f64]) -> Dataset {
    let cut = |(knob, &value): (&mixtape::catalog::Knob, &f64)| if knob.key == "n" { value.min(4000.0) } else { value };
    row.dataset(&row.knobs.iter().zip(values).map(cut).collect::<Vec<_>>(), 7).unwrap()
}

fn check(row: &Source, values: &[f64]) {
    let told = format!("{} at {values:?}", row.choice.key);
    let Dataset { points, columns, truth, binary, counts } = make(row, values);
    assert_eq!(columns.len(), points.d(), "{told}");
    let names: HashSet<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    assert!(names.len() == points.d() && !names.contains(""), "{told}: {names:?}");
    if let Some(i) = row.knobs.iter().position(|knob| knob.key == "n") {
        assert_eq!(points.n(), values[i].min(4000.0) as usize, "{told}");
    }
    if let Some(i) = row.knobs.iter().position(|knob| knob.key == "dim") {
        assert_eq!(points.d(), values[i] as usize, "{told}");
    }
    for j in 0..points.d() {
        assert!(points.column(j).iter().all(|x| x.is_finite() && x.abs() < 1e5), "{told}");
    }
    if let Some(truth) = truth {
        assert_eq!(truth.labels.len(), points.n(), "{told}");
        assert!(truth.labels.iter().all(|&label| usize::from(label) < truth.names.len()), "{told}");
        assert_eq!(truth.names.iter().collect::<HashSet<_>>().len(), truth.names.len(), "{told}: {:?}", truth.names);
    }
    if counts.is_some() {
        assert!((0..points.d()).all(|j| points.column(j).iter().all(|&x| x >= 0.0 && x.fract() == 0.0)), "{told}");
    }
    if let Some((width, height)) = binary {
        assert_eq!(width * height, points.d(), "{told}");
        assert!((0..points.d()).all(|j| points.column(j).iter().all(|&x| x == 0.0 || x == 1.0)), "{told}");
    }
}

#[test]
fn rows_are_sound() {
    let keys: Vec<&str> = SOURCES.iter().map(|row| row.choice.key).collect();
    assert_eq!(
        keys.join(" "),
        "faithful blobs iris penguins galaxies digits three machine unequal stretched unbalanced moons rings spirals uniform grid outliers counts banana austen names wine"
    );
    for row in SOURCES {
        let key = row.choice.key;
        assert_eq!(source(key).unwrap().choice, row.choice);
        assert!(!row.choice.title.is_empty() && row.choice.blurb.ends_with(['.', '?']), "{key}");
        assert!(row.credit.ends_with('.'), "{key}");
        let mut seen = HashSet::new();
        for knob in row.knobs {
            let told = format!("{key}.{}", knob.key);
            assert!(seen.insert(knob.key), "{told} twice");
            assert!(
                knob.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                "{told} lives in links"
            );
            assert!(knob.min < knob.max && knob.step > 0.0 && knob.step <= knob.max - knob.min, "{told}");
            assert!(!knob.log || knob.min > 0.0, "{told} has no logarithm at its smallest");
            for value in [knob.min, knob.default, knob.max] {
                assert_eq!(knob.check(value), Ok(value), "{told}");
            }
        }
        // What is made has a size to choose and known groups; what is measured has neither a knob nor a seed.
        let made = row.credit.starts_with("Made by Mixtape");
        assert_eq!(row.knobs.first().map(|knob| (knob.key, knob.max)), made.then_some(("n", 1e6)), "{key}");
        let (one, other) = (row.dataset(&row.defaults(), 1).unwrap(), row.dataset(&row.defaults(), 2).unwrap());
        assert_eq!(one == other, !made, "{key} and its seed");
        assert!(!made || one.truth.is_some(), "{key}");
    }
}

#[test]
fn every_knob_works_over_its_whole_range() {
    for row in SOURCES {
        let defaults = row.defaults();
        check(row, &defaults);
        for (i, knob) in row.knobs.iter().enumerate() {
            for end in [knob.min, knob.max] {
                let mut values = defaults.clone();
                values[i] = end;
                check(row, &values);
            }
        }
        check(row, &row.knobs.iter().map(|knob| knob.min).collect::<Vec<_>>());
        check(row, &row.knobs.iter().map(|knob| knob.max).collect::<Vec<_>>());
    }
}

#[test]
fn a_million_points_are_a_million_points() {
    let data = source("three").unwrap().dataset(&[1e6], 0).unwrap();
    assert_eq!((data.points.n(), data.truth.unwrap().labels.len()), (1_000_000, 1_000_000));
}

#[test]
fn more_points_keep_those_there_were() {
    for row in SOURCES.iter().filter(|row| !row.knobs.is_empty()) {
        let mut values = row.defaults();
        values[0] = 101.0;
        let few = row.dataset(&values, 3).unwrap();
        values[0] = 300.0;
        let many = row.dataset(&values, 3).unwrap();
        for j in 0..few.points.d() {
            assert_eq!(few.points.column(j), &many.points.column(j)[..101], "{}", row.choice.key);
        }
        assert_eq!(few.truth.unwrap().labels, many.truth.unwrap().labels[..101], "{}", row.choice.key);
    }
}

#[test]
fn a_wrong_request_is_a_sentence() {
    let blobs = source("blobs").unwrap();
    let told = |result: mixtape::error::Result<Dataset>| {
        let error = result.unwrap_err();
        assert_eq!(error.code.key(), "invalid-option");
        error.message
    };
    assert_eq!(told(blobs.dataset(&[500.0], 0)), "1 values for \"blobs\": it takes 6");
    let mut values = blobs.defaults();
    values[1] = 2.5;
    assert_eq!(told(blobs.dataset(&values, 0)), "c is 2.5: it must be a whole number from 1 to 20");
    values[1] = f64::NAN;
    assert!(told(blobs.dataset(&values, 0)).starts_with("c is NaN"));
    let unknown = source("geyser").unwrap_err();
    assert!(unknown.message.starts_with("data is \"geyser\": it must be one of \"faithful\", \"blobs\""), "{unknown}");
}

/// Lines of cells, without the header.
fn cells(csv: &str) -> Vec<Vec<&str>> {
    csv.lines().skip(1).map(|line| line.split(',').collect()).collect()
}

/// Every number and every label of `key` is what the text of its table reads as.
fn same_as_table(key: &str, csv: &str, n: usize, d: usize, divisor: f64) -> Dataset {
    let data = source(key).unwrap().dataset(&[], 0).unwrap();
    let rows = cells(csv);
    assert_eq!((data.points.n(), data.points.d()), (n, d));
    assert_eq!(rows.len(), n);
    for (i, row) in rows.iter().enumerate() {
        for (j, cell) in row[..d].iter().enumerate() {
            let value = cell.parse::<f64>().unwrap() / divisor;
            assert_eq!(data.points.column(j)[i].to_bits(), value.to_bits(), "{key}, row {i}, column {j}");
        }
        assert_eq!(data.truth.is_some(), row.len() > d, "{key}");
        if let Some(truth) = &data.truth {
            assert_eq!(truth.names[usize::from(truth.labels[i])], row[d], "{key}, row {i}");
        }
    }
    data
}

#[test]
fn shipped_tables_are_exactly_the_published_ones() {
    let faithful = same_as_table("faithful", include_str!("data/faithful.csv"), 272, 2, 1.0);
    assert_eq!((faithful.columns[1].name.as_str(), faithful.columns[1].unit.as_str()), ("Waiting time", "min"));
    same_as_table("iris", include_str!("data/iris.csv"), 150, 4, 1.0);
    same_as_table("penguins", include_str!("data/penguins.csv"), 342, 4, 1.0);
    same_as_table("galaxies", include_str!("data/galaxies.csv"), 82, 1, 1000.0);
}

#[test]
fn wine_is_the_published_table_but_for_one_digit() {
    let data = source("wine").unwrap().dataset(&[], 0).unwrap();
    let truth = data.truth.as_ref().unwrap();
    let rows = cells(include_str!("data/wine.csv"));
    assert_eq!((data.points.n(), data.points.d(), rows.len()), (178, 13, 178));
    for (i, row) in rows.iter().enumerate() {
        for (j, cell) in row[..13].iter().enumerate() {
            let value = if *cell == "9.899999" { 9.9 } else { cell.parse::<f64>().unwrap() };
            assert_eq!(data.points.column(j)[i].to_bits(), value.to_bits(), "row {i}, column {j}");
        }
        let name = truth.names[usize::from(truth.labels[i])].to_lowercase().replace(' ', "_");
        assert_eq!(name, row[13], "row {i}");
    }
}

#[test]
fn chapters_have_exactly_their_words() {
    let rows = cells(include_str!("data/austen_counts.csv"));
    let kinds = cells(include_str!("data/austen_words.csv"));
    let [words, names] = ["austen", "names"].map(|key| source(key).unwrap().dataset(&[], 0).unwrap());
    assert_eq!((words.points.n(), words.points.d(), names.points.d(), rows.len()), (147, 150, 30, 147));
    for (i, row) in rows.iter().enumerate() {
        for (j, cell) in row[1..181].iter().enumerate() {
            let (data, at) = if kinds[j][1] == "word" { (&words, j) } else { (&names, j - 150) };
            assert_eq!(data.points.column(at)[i], cell.parse::<f64>().unwrap(), "chapter {i}, word {j}");
            assert_eq!(data.columns[at].name, kinds[j][0]);
        }
        for data in [&words, &names] {
            let truth = data.truth.as_ref().unwrap();
            assert_eq!(truth.names[usize::from(truth.labels[i])], row[181], "chapter {i}");
        }
    }
}

#[test]
fn the_shelf_has_what_sources_need_and_takes_nothing_else() {
    use mixtape::data::shelf;
    for (name, length) in shelf::FILES {
        assert_eq!(shelf::get(name).expect("natively all is there").len(), length, "{name}");
        assert!(SOURCES.iter().any(|row| row.needs == Some(name)), "nothing needs {name}");
        assert!(!shelf::put(name, vec![0; length - 1]) && shelf::put(name, vec![0; length]));
        assert!(shelf::get(name).unwrap().iter().any(|byte| *byte != 0), "{name} was replaced");
    }
    assert!(shelf::get("atlas").is_none() && !shelf::put("atlas", Vec::new()));
    assert!(SOURCES.iter().filter_map(|row| row.needs).all(|name| shelf::get(name).is_some()));
}

/// What is shipped of a chapter is a count: a Bernoulli mixture sees what is there, others see how often.
#[test]
fn a_bernoulli_mixture_reads_counts_as_there_or_not() {
    use mixtape::link::Link;
    let points = |link: &str| Link::decode(link).0.config.data().unwrap().points.unwrap();
    let (there, often) = (points("d=austen&m=bernoulli"), points("d=austen&m=multinomial"));
    let (mut ones, mut more) = (0, 0);
    for j in 0..150 {
        for (seen, count) in there.column(j).iter().zip(often.column(j)) {
            assert_eq!(*seen, if *count > 0.0 { 1.0 } else { 0.0 });
            ones += usize::from(*seen == 1.0);
            more += usize::from(*count > 1.0);
        }
    }
    assert!(ones > more && more > 1000, "{ones}, {more}");
}

#[test]
fn digits_are_exactly_the_published_ones() {
    let data = source("digits").unwrap().dataset(&[], 0).unwrap();
    let rows = cells(include_str!("data/digits_binary.csv"));
    let truth = data.truth.unwrap();
    assert_eq!((data.points.n(), rows.len(), data.binary), (1797, 1797, Some((8, 8))));
    for (i, row) in rows.iter().enumerate() {
        let bits: String = data.points.row(i).iter().map(|&x| if x == 1.0 { '1' } else { '0' }).collect();
        assert_eq!(bits, row[0], "picture {i}");
        assert_eq!(truth.names[usize::from(truth.labels[i])], row[1], "picture {i}");
    }
}

#[test]
fn standardising_gives_mean_zero_and_deviation_one() {
    let data = source("faithful").unwrap().dataset(&[], 0).unwrap();
    let (points, used) = data.standardised();
    // The published mean, and R's sd() with N - 1, brought to N.
    let to_n = (271.0_f64 / 272.0).sqrt();
    for (j, (mean, sd)) in [(3.487_783, 1.141_371), (70.897_06, 13.594_97)].into_iter().enumerate() {
        assert!((used.means[j] - mean).abs() < 1e-5, "{used:?}");
        assert!((used.stds[j] - sd * to_n).abs() < 1e-5, "{used:?}");
        let n = points.n() as f64;
        let z = points.column(j);
        assert!((z.iter().sum::<f64>() / n).abs() < 1e-12);
        assert!((z.iter().map(|z| z * z).sum::<f64>() / n - 1.0).abs() < 1e-12);
        for (z, x) in z.iter().zip(data.points.column(j)) {
            assert!((z * used.stds[j] + used.means[j] - x).abs() < 1e-12);
        }
    }
}

#[test]
fn a_column_that_hardly_varies_is_only_centred() {
    let of = |rows: &[f64]| Dataset {
        points: mixtape::points::Points::from_rows(rows, 1).unwrap(),
        ..source("galaxies").unwrap().dataset(&[], 0).unwrap()
    };
    // Three times 0.1 has a mean that is not 0.1.
    let (points, used) = of(&[0.1, 0.1, 0.1]).standardised();
    assert_eq!((points.column(0), used.means[0], used.stds[0]), (&[0.0; 3][..], 0.1, 1.0));
    // The squares of these differences are 0.
    let (points, used) = of(&[0.0, 2e-200]).standardised();
    assert_eq!((points.column(0), used.stds[0]), (&[-1e-200, 1e-200][..], 1.0));
    let (points, _) = of(&[-1e60, 1e60]).standardised();
    assert_eq!(points.column(0), [-1.0, 1.0]);
}
