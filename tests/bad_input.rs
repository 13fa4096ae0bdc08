//! What does bad input do? It is refused with a code and a sentence that names the key: never a panic, a NaN or a hang.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::cases::config;
use mixtape::error::{Code, Error};
use mixtape::models::{MODELS, Values};
use mixtape::options::{Family, Options, Value};
use mixtape::points::Points;
use mixtape::run::Run;
use mixtape::start::WAYS;
use proptest::prelude::*;
use std::sync::Arc;

/// Everything a page may ask of a run that could be made.
fn use_it(family: Family, rows: &[f64], d: usize, entries: &[(String, Value)]) -> Result<Run, Error> {
    let points = Arc::new(Points::from_rows(rows, d)?);
    let options = Options::read(family, entries, d)?;
    let mut run = Run::new(family, points, &options)?;
    shows_numbers(&run);
    for _ in 0..6 {
        let report = run.step()?;
        assert!(!report.objective.is_nan() && !report.free_energy.is_nan());
        assert!(report.events.iter().all(|e| !e.message.is_empty()));
        shows_numbers(&run);
    }
    run.run(20)?;
    shows_numbers(&run);
    assert_eq!(run.predict(rows)?.len(), rows.len() / d);
    Ok(run)
}

fn shows_numbers(run: &Run) {
    let model = run.model();
    assert!(model.means().iter().all(|x| x.is_finite()), "{:?}", model.means());
    assert!(model.weights().unwrap_or_default().iter().all(|x| (0.0..=1.0).contains(x)), "{:?}", model.weights());
    for k in 0..model.k() {
        assert!(model.covariance(k).unwrap_or_default().iter().all(|x| x.is_finite()), "{:?}", model.covariance(k));
    }
    let r = run.responsibilities().expect("few points");
    assert!(r.iter().all(|x| (0.0..=1.0).contains(x)), "{r:?}");
    assert!(!run.objective().is_nan() && !run.log_likelihood().is_nan() && !run.entropy_term().is_nan());
    assert!(run.shares().iter().chain(run.counts()).all(|x| !x.is_nan()));
    assert!(run.labels().iter().all(|&k| usize::from(k) < model.k()));
}

fn key_of_option() -> impl Strategy<Value = String> {
    let keys: Vec<&str> = MODELS.iter().flat_map(|model| model.family.keys()).collect();
    prop_oneof![
        8 => prop::sample::select(keys).prop_map(String::from),
        1 => prop::sample::select(vec!["", "K", "means", "__proto__", "k-means++"]).prop_map(String::from),
    ]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (-2_i32..12).prop_map(f64::from),
        3 => -10.0..10.0,
        2 => prop::sample::select(vec![
            f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, 1e-320, f64::MIN_POSITIVE, 1e-100, 1e60, -1e60, 1e61,
            1e100, 1e120, f64::MAX, 256.0, 257.0, 9_007_199_254_740_992.0, 9_007_199_254_740_994.0, 0.1, 1e-9,
        ]),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let mut words: Vec<&str> = WAYS.iter().map(|way| way.choice.key).collect();
    words.extend(["keep", "farthest", "euclidean", "mahalanobis", "mahalanobis-pooled", "full", "identity"]);
    words.extend(["spherical", "diagonal", "tied", "learned", "equal", "", "Full", "k", "\u{0}", "💿", "1"]);
    prop::sample::select(words).prop_map(String::from)
}

/// Any tree of values.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        3 => number().prop_map(Value::Number),
        2 => text().prop_map(Value::Text),
        1 => prop::sample::select(vec!["null", "undefined", "a boolean", "a function"]).prop_map(Value::Other),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let key = prop_oneof![3 => prop::sample::select(vec!["means", "weights", "covariances"]).prop_map(String::from),
            1 => key_of_option()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
            prop::collection::vec((key, inner), 0..4).prop_map(Value::Object),
        ]
    })
}

/// A start by hand that has about the right sizes, and numbers of any kind.
fn nearly_a_start(family: Family, k: usize, d: usize) -> impl Strategy<Value = Value> {
    let list = |len: usize, most: f64| {
        prop_oneof![6 => prop::collection::vec(0.0..most, len), 1 => prop::collection::vec(number(), len)]
            .prop_map(|xs| Value::List(xs.into_iter().map(Value::Number).collect()))
    };
    let probabilities = family.row().values == Values::Binary;
    let size = prop::sample::select(vec![k, k * d, d * d, k * d * d]);
    let means = list(k * d, if probabilities { 1.0 } else { 3.0 });
    let weights = prop::option::of(list(k, 1.0));
    let covariances = prop::option::of(size.prop_flat_map(move |len| list(len, 3.0)));
    (means, weights, covariances, 0..10).prop_map(move |(m, w, c, stray)| {
        let w = w.filter(|_| family.is_mixture() || stray == 0);
        let shaped = matches!(family, Family::GaussianMixture | Family::StudentMixture);
        let c = c.filter(|_| shaped || stray == 0);
        let keys = ["means", "weights", "covariances"].map(String::from);
        Value::Object(keys.into_iter().zip([Some(m), w, c]).filter_map(|(key, v)| Some((key, v?))).collect())
    })
}

/// A value that the key may well take, extremes included.
fn fitting(key: &str) -> BoxedStrategy<Value> {
    let texts =
        |words: &'static [&'static str]| prop::sample::select(words).prop_map(|s| Value::Text(s.into())).boxed();
    match key {
        "init" => (0..WAYS.len()).prop_map(|i| t(WAYS[i].choice.key)).boxed(),
        "k" | "seed" => (1..5_i32).prop_map(|x| n(f64::from(x))).boxed(),
        "emptyCluster" => texts(&["keep", "farthest"]),
        "distance" => texts(&["euclidean", "mahalanobis", "mahalanobis-pooled", "mahalanobis-det"]),
        "fit" => texts(&["em", "gradient", "gradient"]),
        "rate" => texts(&["count", "constant"]),
        "batch" => (1..40_i32).prop_map(|x| n(f64::from(x))).boxed(),
        "prior" => prop::sample::select(vec![0.0, 1e-100, 1e-3, 0.5, 2.0, 1e6]).prop_map(n).boxed(),
        "dof" => prop::sample::select(vec![0.1, 1.0, 4.0, 1000.0]).prop_map(n).boxed(),
        "identityScale" => prop::sample::select(vec![1e-12, 1e-6, 0.5, 2.0, 1e12]).prop_map(n).boxed(),
        "covariance" => texts(&["full", "identity", "spherical", "diagonal", "tied"]),
        "weights" => texts(&["learned", "equal"]),
        _ => {
            prop::sample::select(vec![0.0, 1e-320, 1e-100, 1e-9, 1e-3, 0.5, 2.0, 1e9, 1e60, 1e100]).prop_map(n).boxed()
        }
    }
}

/// Options that a person may have meant: most are right, so that what is behind the reading is reached.
fn nearly_right(family: Family, d: usize) -> impl Strategy<Value = Vec<(String, Value)>> {
    let extra = prop::sample::select(family.keys().skip(1).collect::<Vec<_>>()).prop_flat_map(|key| {
        let value = prop_oneof![12 => fitting(key), 1 => any_value()];
        (Just(key.to_string()), value)
    });
    let extra = prop::collection::vec(extra, 0..4);
    (1..5_usize, extra).prop_flat_map(move |(k, extra)| {
        prop::option::of(nearly_a_start(family, k, d)).prop_map(move |init| {
            let mut entries = vec![("k".to_string(), n(k as f64))];
            entries.extend(init.map(|init| ("init".to_string(), init)));
            entries.extend(extra.clone());
            entries
        })
    })
}

fn entries(family: Family, d: usize) -> impl Strategy<Value = Vec<(String, Value)>> {
    prop_oneof![6 => nearly_right(family, d), 1 => prop::collection::vec((key_of_option(), any_value()), 0..5)]
}

/// Rows of good numbers, or of any.
fn arrays(family: Family, d: usize) -> impl Strategy<Value = Vec<f64>> {
    let bits = prop::collection::vec((0..2_i32).prop_map(f64::from), 5 * d..=30 * d);
    let extremes = prop::sample::select(vec![0.0, 1.0, 1e60, -1e60, 1e-60, 1e-300, 1e30, 5e-324]);
    let reals = prop_oneof![
        3 => prop::collection::vec(-3.0..3.0, 10 * d..=40 * d),
        3 => prop::collection::vec(extremes, 4 * d..=9 * d),
    ];
    let most = prop::sample::select(vec![0.0, 1.0, 2.0, 5.0, 40.0, 1e6, 9_007_199_254_740_992.0]);
    let counts = prop::collection::vec(most, 5 * d..=30 * d);
    let waits = prop::sample::select(vec![1e-100, 1e-60, 0.5, 1.0, 2.0, 40.0, 1e60]);
    let waits = prop::collection::vec(waits, 5 * d..=30 * d);
    let good = match family.row().values {
        Values::Binary => bits.boxed(),
        Values::Counts => counts.boxed(),
        Values::Positive => waits.boxed(),
        Values::Any => prop_oneof![1 => bits, 3 => reals].boxed(),
    };
    let good = good.prop_map(move |mut rows| {
        rows.truncate(rows.len() / d * d);
        rows
    });
    prop_oneof![8 => good, 1 => prop::collection::vec(number(), 0..9)]
}

/// What one class may be given.
fn inputs() -> impl Strategy<Value = (Family, usize, Vec<f64>, Vec<(String, Value)>)> {
    (prop::sample::select(MODELS.iter().map(|model| model.family).collect::<Vec<_>>()), 1..4_usize)
        .prop_flat_map(|(family, d)| (Just(family), Just(d), arrays(family, d), entries(family, d)))
}

proptest! {
    #![proptest_config(config(4000))]

    #[test]
    fn anything_is_used_or_refused((family, d, rows, entries) in inputs()) {
        if let Err(error) = use_it(family, &rows, d, &entries) {
            let Error { code, message } = error;
            prop_assert!(message.len() > 20, "{message}");
            if code == Code::InvalidOption {
                let named = entries.iter().any(|(key, _)| message.contains(key.as_str()));
                prop_assert!(named || message.contains("k is "), "{message} names no key of {entries:?}");
            }
        }
    }
}

// ---- The table: what exactly is refused, and how

fn n(x: f64) -> Value {
    Value::Number(x)
}

fn t(text: &str) -> Value {
    Value::Text(text.into())
}

fn list(xs: &[f64]) -> Value {
    Value::List(xs.iter().copied().map(Value::Number).collect())
}

fn object(entries: &[(&str, Value)]) -> Value {
    Value::Object(entries.iter().map(|(key, value)| ((*key).to_string(), value.clone())).collect())
}

#[test]
fn every_bad_option_is_refused_by_name() {
    use Family::{BernoulliMixture as Bernoulli, GaussianMixture as Gaussian, KMeans, SoftKMeans as Soft};
    let means = || ("means", list(&[0.0, 0.0, 1.0, 1.0]));
    // (class, key, value, what the sentence must contain besides the key)
    let table: Vec<(Family, &str, Value, &str)> = vec![
        (KMeans, "k", n(0.0), "1 to 256"),
        (KMeans, "k", n(257.0), "1 to 256"),
        (KMeans, "k", n(2.5), "1 to 256"),
        (KMeans, "k", n(f64::NAN), "1 to 256"),
        (KMeans, "k", t("2"), "1 to 256"),
        (KMeans, "k", Value::Other("null"), "1 to 256"),
        (KMeans, "k", n(9.0), "number of points"),
        (KMeans, "seed", n(-1.0), "2^53"),
        (KMeans, "seed", n(0.5), "2^53"),
        (KMeans, "seed", n(1e16), "2^53"),
        (KMeans, "emptyCluster", t("drop"), "\"farthest\""),
        (KMeans, "emptyCluster", n(1.0), "\"keep\""),
        (KMeans, "distance", t("manhattan"), "\"mahalanobis-pooled\""),
        (KMeans, "stiffness", n(1.0), "KMeans"),
        (KMeans, "tolerance", n(1.0), "KMeans"),
        (KMeans, "K", n(1.0), "KMeans"),
        (KMeans, "init", t("kmeans++"), "\"k-means++\""),
        (KMeans, "init", n(3.0), "\"k-means++\""),
        (KMeans, "init", list(&[0.0, 1.0]), "means"),
        (KMeans, "init", object(&[]), "means"),
        (KMeans, "init", object(&[("means", n(1.0))]), "means"),
        (KMeans, "init", object(&[("means", list(&[0.0, f64::NAN, 1.0, 1.0]))]), "finite"),
        (KMeans, "init", object(&[("means", list(&[0.0, 1.0, 1.0]))]), "means"),
        (KMeans, "init", object(&[("means", list(&[0.0, 1.0, 1.0, 1e61]))]), "1e60"),
        (KMeans, "init", object(&[means(), ("weights", list(&[1.0, 1.0]))]), "weights"),
        (KMeans, "init", object(&[("means", Value::List(vec![list(&[0.0, 1.0]), list(&[0.0])]))]), "lengths"),
        (KMeans, "init", object(&[("means", Value::List(vec![list(&[0.0, 1.0]), n(0.0)]))]), "mixes"),
        (Soft, "stiffness", n(0.0), "greater than 0"),
        (Soft, "stiffness", n(-1.0), "greater than 0"),
        (Soft, "stiffness", n(f64::INFINITY), "greater than 0"),
        (Soft, "stiffness", t("high"), "greater than 0"),
        (Soft, "tolerance", n(-1e-9), "at least 0"),
        (Soft, "emptyCluster", t("keep"), "SoftKMeans"),
        (Gaussian, "covariance", t("diag"), "\"diagonal\""),
        (Gaussian, "weights", t("fixed"), "\"equal\""),
        (Gaussian, "varianceFloor", n(-1.0), "at least 0"),
        (Gaussian, "regularization", n(f64::NAN), "at least 0"),
        (Gaussian, "pseudoCount", n(1.0), "GaussianMixture"),
        (Gaussian, "init", object(&[means(), ("weights", list(&[0.0, 0.0]))]), "init.weights"),
        (Gaussian, "init", object(&[means(), ("weights", list(&[1.0, -1.0]))]), "init.weights"),
        (Gaussian, "init", object(&[means(), ("weights", list(&[1.0]))]), "init.weights"),
        (Gaussian, "init", object(&[means(), ("covariances", list(&[1.0, 2.0, 3.0]))]), "init.covariances"),
        (Gaussian, "init", object(&[means(), ("covariances", list(&[1.0, 2.0, 0.0, 1.0].repeat(2)))]), "symmetric"),
        (Gaussian, "init", object(&[means(), ("covariances", list(&[-1.0, 0.0, 0.0, 1.0].repeat(2)))]), "positive"),
        (Bernoulli, "pseudoCount", n(-0.5), "at least 0"),
        (Bernoulli, "covariance", t("full"), "BernoulliMixture"),
        (Family::MultinomialMixture, "pseudoCount", n(-0.5), "at least 0"),
        (Family::MultinomialMixture, "init", object(&[("means", list(&[0.0, 1.0, 1.0, -1.5]))]), "init.means"),
        (Family::PoissonMixture, "pseudoCount", n(1.0), "PoissonMixture"),
        (Family::PoissonMixture, "init", object(&[("means", list(&[0.0, 1.0, 1.0, -1.5]))]), "init.means"),
        (Family::StudentMixture, "dof", n(0.0), "0.1"),
        (Family::StudentMixture, "dof", n(f64::INFINITY), "1000"),
        (
            Family::StudentMixture,
            "init",
            object(&[means(), ("covariances", list(&[1.0, 2.0, 3.0]))]),
            "init.covariances",
        ),
        (Bernoulli, "init", object(&[("means", list(&[0.0, 1.0, 1.0, 1.5]))]), "init.means"),
        (Bernoulli, "init", object(&[means(), ("covariances", list(&[1.0, 1.0]))]), "init.covariances"),
    ];
    let rows = [0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0];
    for (family, key, value, also) in table {
        let mut entries = vec![("k".to_string(), n(2.0))];
        entries.retain(|(k, _)| k != key);
        entries.push((key.to_string(), value.clone()));
        let told = format!("{family:?}, {key}: {value:?}");
        let error = use_it(family, &rows, 2, &entries).err().unwrap_or_else(|| panic!("{told} was accepted"));
        assert_eq!(error.code, Code::InvalidOption, "{told}: {error}");
        assert!(error.message.contains(key) && error.message.contains(also), "{told}: {error}");
    }
    let error = use_it(KMeans, &rows, 2, &[]).err().expect("k is missing");
    assert!(error.code == Code::InvalidOption && error.message.contains("k is missing"), "{error}");
}

#[test]
fn every_bad_array_is_refused_with_its_place() {
    let k = || vec![("k".to_string(), n(1.0))];
    let wide = vec![0.5; 3 * 65];
    let table: Vec<(Family, &[f64], usize, Code, &str)> = vec![
        (Family::KMeans, &[], 2, Code::InvalidData, "no points"),
        (Family::KMeans, &[1.0, 2.0], 0, Code::InvalidData, "d must be"),
        (Family::KMeans, &[1.0, 2.0, 3.0], 2, Code::InvalidData, "multiple of d"),
        (Family::KMeans, &[1.0, 2.0, 3.0, f64::NAN], 2, Code::InvalidData, "coordinate 2 of point 2"),
        (Family::KMeans, &[f64::INFINITY, 2.0], 2, Code::InvalidData, "coordinate 1 of point 1"),
        (Family::KMeans, &[1.0, 2e60], 2, Code::InvalidData, "coordinate 2 of point 1"),
        (Family::BernoulliMixture, &[0.0, 1.0, 0.5, 1.0], 2, Code::InvalidData, "coordinate 1 of point 2"),
        (Family::BernoulliMixture, &[0.0, -1.0], 2, Code::InvalidData, "coordinate 2 of point 1"),
        (Family::MultinomialMixture, &[0.0, 1.0, 0.5, 1.0], 2, Code::InvalidData, "coordinate 1 of point 2"),
        (Family::MultinomialMixture, &[0.0, -1.0], 2, Code::InvalidData, "coordinate 2 of point 1"),
        (Family::PoissonMixture, &[0.0, 1.0, 2.0, 1e16], 2, Code::InvalidData, "coordinate 2 of point 2"),
        (Family::ExponentialMixture, &[1.0, 2.0, 3.0, 0.0], 2, Code::InvalidData, "coordinate 2 of point 2"),
        (Family::ExponentialMixture, &[1.0, -2.0], 2, Code::InvalidData, "greater than 0"),
        (Family::StudentMixture, &wide, 65, Code::TooLarge, "d is 65"),
        (Family::GaussianMixture, &wide, 65, Code::TooLarge, "d is 65"),
    ];
    for (family, rows, d, code, also) in table {
        let error = use_it(family, rows, d, &k()).err().unwrap_or_else(|| panic!("{rows:?} was accepted"));
        assert_eq!(error.code, code, "{error}");
        assert!(error.message.contains(also), "{error}");
    }
    let mut mahalanobis = k();
    mahalanobis.push(("distance".into(), t("mahalanobis")));
    assert_eq!(use_it(Family::KMeans, &wide, 65, &mahalanobis).err().expect("too wide").code, Code::TooLarge);
    assert!(use_it(Family::KMeans, &wide, 65, &k()).is_ok(), "centres may have any D");
}

#[test]
fn a_refused_prediction_leaves_the_run_as_it_was() {
    let rows = [0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0];
    let run = use_it(Family::KMeans, &rows, 2, &[("k".into(), n(2.0))]).expect("good");
    let before = (run.model().means().to_vec(), run.labels().to_vec(), run.half_steps());
    for bad in [&[][..], &[1.0], &[1.0, f64::NAN]] {
        assert_eq!(run.predict(bad).expect_err("bad points").code, Code::InvalidData);
    }
    assert_eq!(before, (run.model().means().to_vec(), run.labels().to_vec(), run.half_steps()));
}

#[test]
fn good_options_of_every_spelling_are_taken() {
    let rows: Vec<f64> = (0..40).map(|i| f64::from(i * i % 7 + i % 3)).collect();
    for family in [Family::KMeans, Family::SoftKMeans, Family::GaussianMixture] {
        let nested = Value::List(vec![list(&[0.0, 0.0]), list(&[3.0, 3.0])]);
        let flat = list(&[0.0, 0.0, 3.0, 3.0]);
        let runs = [nested, flat].map(|means| {
            use_it(family, &rows, 2, &[("init".into(), object(&[("means", means)]))]).expect("k is the number of means")
        });
        assert_eq!(runs[0].model().means(), runs[1].model().means());
        assert_eq!(runs[0].model().k(), 2);
    }
    let shapes = [("spherical", 2), ("diagonal", 4), ("tied", 4), ("full", 8)];
    for (kind, len) in shapes {
        let mut numbers = vec![1.0; len];
        if len == 8 || kind == "tied" {
            numbers = [1.0, 0.25, 0.25, 1.0].repeat(len / 4);
        }
        let init = object(&[("means", list(&[0.0, 0.0, 3.0, 3.0])), ("covariances", list(&numbers))]);
        let entries = vec![("init".to_string(), init), ("covariance".to_string(), t(kind))];
        let run = use_it(Family::GaussianMixture, &rows, 2, &entries).expect(kind);
        assert!(run.iteration() > 2);
    }
}
