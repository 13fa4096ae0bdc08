//! The options of the public classes: read once, checked once; behind them nothing is out of range.

use crate::error::{Error, Result};
use crate::model::gaussian::Kind;
use crate::model::kmeans::EmptyCluster;
use crate::model::online::Rate;
use crate::start::{WAYS, Way};

/// The models of the public interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// `KMeans`.
    KMeans,
    /// `SoftKMeans`.
    SoftKMeans,
    /// `GaussianMixture`.
    GaussianMixture,
    /// `BernoulliMixture`.
    BernoulliMixture,
    /// K-medoids.
    KMedoids,
    /// Online K-means.
    OnlineKMeans,
    /// Mixtures of multinomials.
    MultinomialMixture,
    /// Mixtures of Poisson distributions.
    PoissonMixture,
    /// Mixtures of Student t distributions.
    StudentMixture,
}

/// How K-means measures distance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Distance {
    /// `|x - m_k|^2`.
    #[default]
    Euclidean,
    /// `(x - m_k)^T Sigma_k^-1 (x - m_k)`, a covariance per cluster.
    Mahalanobis,
    /// The same with one covariance for all clusters.
    MahalanobisPooled,
    /// `(x - m_k)^T Sigma_k^-1 (x - m_k) + ln |Sigma_k|`: the first with the term that makes its refit exact.
    MahalanobisDet,
}

/// Where the components start.
#[derive(Clone)]
pub enum Init {
    /// By one of the [`WAYS`].
    Way(&'static Way),
    /// By hand.
    Given {
        /// K*D.
        means: Vec<f64>,
        /// K, not negative, not all 0 (they are divided by their sum); equal when absent.
        weights: Option<Vec<f64>>,
        /// K*D*D, or compact by kind (K, K*D, or D*D numbers); the data's own when absent.
        covariances: Option<Vec<f64>>,
    },
    /// At the answer for known groups: the parameters that maximise the likelihood of the complete data.
    Labels(Vec<u8>),
}

/// Every option of every model, with the defaults of the public interface.
#[derive(Clone)]
pub struct Options {
    /// K, 1..=256.
    pub k: usize,
    /// Where to start.
    pub init: Init,
    /// 0..=2^53; the same seed gives the same bits on every machine.
    pub seed: u64,
    /// K-means: what becomes of a centre without points.
    pub empty_cluster: EmptyCluster,
    /// K-means: how distance is measured.
    pub distance: Distance,
    /// Soft K-means: beta > 0.
    pub stiffness: f64,
    /// Gaussian mixtures: what a covariance may look like.
    pub covariance: Kind,
    /// Mixtures: whether pi is refitted; otherwise it stays equal.
    pub learn_weights: bool,
    /// Gaussian mixtures: the smallest eigenvalue, as a fraction of the data's mean variance.
    pub variance_floor: f64,
    /// Gaussian mixtures: added to every variance in each refit.
    pub regularization: f64,
    /// Bernoulli mixtures: a of `mu = (sum r x + a) / (N_k + 2 a)`. Multinomial mixtures: a added to every count.
    pub pseudo_count: f64,
    /// Stop when the objective changes by less per point; 0 = only when it stops moving.
    pub tolerance: f64,
    /// Online K-means: points in one refit, at least 1.
    pub batch: usize,
    /// Online K-means: how far a centre goes towards a point.
    pub rate: Rate,
    /// Gaussian mixtures: the step of gradient ascent in place of the M-step, > 0.
    pub step_size: Option<f64>,
    /// Gaussian mixtures: strength of the prior of the covariances, >= 0.
    pub prior: f64,
    /// Gaussian mixtures of kind identity: epsilon of `Sigma = epsilon I`, > 0.
    pub identity_scale: f64,
    /// Student mixtures: nu, the degrees of freedom, > 0.
    pub dof: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            k: 2,
            init: Init::Way(&WAYS[0]),
            seed: 0,
            empty_cluster: EmptyCluster::Keep,
            distance: Distance::Euclidean,
            stiffness: 1.0,
            covariance: Kind::Full,
            learn_weights: true,
            variance_floor: 1e-6,
            regularization: 0.0,
            pseudo_count: 0.0,
            tolerance: 1e-6,
            batch: 10,
            rate: Rate::Count,
            step_size: None,
            prior: 0.0,
            identity_scale: 1.0,
            dof: 4.0,
        }
    }
}

/// The largest K.
pub const MAX_K: usize = 256;
/// The largest seed: every whole number up to it is exact in an `f64`.
pub const MAX_SEED: u64 = 1 << 53;

/// A value as it came from outside.
#[derive(Clone, Debug)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list or a typed array.
    List(Vec<Value>),
    /// An object: keys and values.
    Object(Vec<(String, Value)>),
    /// Anything else, by the name of its type.
    Other(&'static str),
}

impl Value {
    fn describe(&self) -> String {
        match self {
            Self::Number(x) => crate::text::plain(*x),
            Self::Text(s) => format!("\"{s}\""),
            Self::List(items) => format!("a list of {}", items.len()),
            Self::Object(_) => "an object".into(),
            Self::Other(name) => (*name).into(),
        }
    }

    /// A number of `least` (with it) to `most`, as `range` says in words.
    fn number(&self, key: &str, range: &str, least: f64, most: f64) -> Result<f64> {
        match self {
            Self::Number(x) if (least..=most).contains(x) => Ok(*x),
            other => Err(Error::option(format!("{key} is {}: it must be {range}", other.describe()))),
        }
    }

    /// The same, and whole.
    fn whole(&self, key: &str, range: &str, least: f64, most: f64) -> Result<f64> {
        match self {
            // No range has room for NaN.
            Self::Number(x) if x.fract() != 0.0 => Self::number(self, key, range, f64::NAN, f64::NAN),
            _ => self.number(key, range, least, most),
        }
    }

    fn one_of<T: Copy>(&self, key: &str, choices: &[(&str, T)]) -> Result<T> {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        Ok(choices[self.which(key, &names)?].1)
    }

    /// The place of this text among `names`.
    fn which(&self, key: &str, names: &[&str]) -> Result<usize> {
        let found = names.iter().position(|name| matches!(self, Self::Text(text) if text == name));
        found.ok_or_else(|| {
            let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
            Error::option(format!("{key} is {}: it must be one of {}", self.describe(), names.join(", ")))
        })
    }

    /// All the numbers of a list, or of a list of equally long lists.
    fn numbers(&self, key: &str) -> Result<Vec<f64>> {
        let Self::List(items) = self else {
            return Err(Error::option(format!("{key} is {}: it must be an array of numbers", self.describe())));
        };
        let mut out = Vec::with_capacity(items.len());
        let mut width = None;
        for item in items {
            match item {
                Self::Number(x) if x.is_finite() => out.push(*x),
                Self::List(_) => {
                    let inner = item.numbers(key)?;
                    if *width.get_or_insert(inner.len()) != inner.len() {
                        return Err(Error::option(format!("{key} has rows of different lengths: make them equal")));
                    }
                    out.extend(inner);
                }
                other => {
                    return Err(Error::option(format!(
                        "{key} contains {}: every entry must be a finite number",
                        other.describe()
                    )));
                }
            }
        }
        if width.is_some() && items.iter().any(|i| matches!(i, Self::Number(_))) {
            return Err(Error::option(format!("{key} mixes numbers and arrays: use one or the other")));
        }
        Ok(out)
    }
}

const K_RANGE: &str = "a whole number from 1 to 256";

impl Options {
    /// The options of `family` from keys and values; `d` is the number of coordinates of the points.
    ///
    /// # Errors
    /// `invalid-option` for an unknown key, a wrong type or a value out of range, naming the key and the range.
    pub fn read(family: Family, entries: &[(String, Value)], d: usize) -> Result<Self> {
        let mut options = Self::default();
        let mut k = None;
        let (mut constant, mut constant_rate) = (false, DEFAULT_RATE);
        let (mut by_gradient, mut step_size) = (false, DEFAULT_STEP);
        for (key, value) in entries {
            if !family.takes(key) {
                return Err(Error::option(format!(
                    "{key} is not an option of {}: it takes {}",
                    family.name(),
                    family.keys().join(", ")
                )));
            }
            match key.as_str() {
                "k" => k = Some(value.whole("k", K_RANGE, 1.0, MAX_K as f64)? as usize),
                "init" => options.init = read_init(family, value)?,
                "seed" => {
                    options.seed = value.whole("seed", "a whole number from 0 to 2^53", 0.0, MAX_SEED as f64)? as u64;
                }
                "emptyCluster" => {
                    let ways = [("keep", EmptyCluster::Keep), ("farthest", EmptyCluster::Farthest)];
                    options.empty_cluster = value.one_of(key, &ways)?;
                }
                "distance" => {
                    let ways = [
                        ("euclidean", Distance::Euclidean),
                        ("mahalanobis", Distance::Mahalanobis),
                        ("mahalanobis-pooled", Distance::MahalanobisPooled),
                        ("mahalanobis-det", Distance::MahalanobisDet),
                    ];
                    options.distance = value.one_of(key, &ways)?;
                }
                "stiffness" => {
                    let range = "a number greater than 0 (from 1e-100 to 1e100)";
                    options.stiffness = value.number(key, range, MIN_STIFFNESS, MAX_STIFFNESS)?;
                }
                "covariance" => {
                    let kinds = [
                        ("full", Kind::Full),
                        ("identity", Kind::Identity),
                        ("spherical", Kind::Spherical),
                        ("diagonal", Kind::Diagonal),
                        ("tied", Kind::Tied),
                    ];
                    options.covariance = value.one_of(key, &kinds)?;
                }
                "weights" => options.learn_weights = value.one_of(key, &[("learned", true), ("equal", false)])?,
                "varianceFloor" => options.variance_floor = not_negative(key, value)?,
                "regularization" => options.regularization = not_negative(key, value)?,
                "batch" => {
                    options.batch = value.whole(key, "a whole number from 1 to 10000", 1.0, MAX_BATCH)? as usize;
                }
                "rate" => constant = value.one_of(key, &[("count", false), ("constant", true)])?,
                "constantRate" => {
                    let range = "a number greater than 0, at most 1";
                    constant_rate = value.number(key, range, f64::MIN_POSITIVE, 1.0)?;
                }
                "fit" => by_gradient = value.one_of(key, &[("em", false), ("gradient", true)])?,
                "stepSize" => {
                    let range = "a number greater than 0, at most 1000";
                    step_size = value.number(key, range, f64::MIN_POSITIVE, MAX_STEP)?;
                }
                "prior" => options.prior = value.number(key, "a number from 0 to 1e6", 0.0, MAX_PRIOR)?,
                "identityScale" => {
                    options.identity_scale = value.number(key, "a number from 1e-12 to 1e12", MIN_SCALE, MAX_SCALE)?;
                }
                "dof" => options.dof = value.number(key, "a number from 0.1 to 1000", MIN_DOF, MAX_DOF)?,
                "pseudoCount" => options.pseudo_count = not_negative(key, value)?,
                _ => options.tolerance = not_negative(key, value)?,
            }
        }
        if constant {
            options.rate = Rate::Constant(constant_rate);
        }
        options.step_size = by_gradient.then_some(step_size);
        options.k = match (k, &options.init) {
            (Some(k), _) => k,
            (None, Init::Labels(labels)) if !labels.is_empty() => {
                labels.iter().fold(0, |most, &label| most.max(label)) as usize + 1
            }
            (None, Init::Given { means, .. }) if d > 0 && (1..=MAX_K).contains(&(means.len() / d)) => means.len() / d,
            (None, _) => return Err(Error::option(format!("k is missing: it must be {K_RANGE}"))),
        };
        Ok(options)
    }
}

/// The constant rate of online K-means, and the step of gradient ascent, when nothing is said.
const DEFAULT_RATE: f64 = 0.05;
const DEFAULT_STEP: f64 = 0.2;
const MAX_BATCH: f64 = 10_000.0;
const MAX_STEP: f64 = 1000.0;
/// What a prior may weigh: so many times what [`crate::model::gaussian`] calls its count.
const MAX_PRIOR: f64 = 1e6;
const MIN_SCALE: f64 = 1e-12;
const MAX_SCALE: f64 = 1e12;
const MIN_DOF: f64 = 0.1;
const MAX_DOF: f64 = 1000.0;
const MIN_STIFFNESS: f64 = 1e-100;
const MAX_STIFFNESS: f64 = 1e100;
/// Large enough for every use; small enough that sums with it stay finite.
const MAX_AMOUNT: f64 = 1e100;

fn not_negative(key: &str, value: &Value) -> Result<f64> {
    value.number(key, "a number of at least 0 (at most 1e100)", 0.0, MAX_AMOUNT)
}

fn read_init(family: Family, value: &Value) -> Result<Init> {
    let Value::Object(entries) = value else {
        let ways: Vec<(&str, &'static Way)> = WAYS.iter().map(|way| (way.choice.key, way)).collect();
        return match value {
            Value::Text(_) => Ok(Init::Way(value.one_of("init", &ways)?)),
            other => Err(Error::option(format!(
                "init is {}: it must be the name of a start, such as \"k-means++\", or an object with means",
                other.describe()
            ))),
        };
    };
    if let [(key, labels)] = &entries[..]
        && key == "labels"
    {
        return read_labels(labels);
    }
    let allowed: &[&str] = match family {
        Family::KMeans | Family::SoftKMeans | Family::KMedoids | Family::OnlineKMeans => &["means"],
        Family::BernoulliMixture | Family::MultinomialMixture | Family::PoissonMixture => &["means", "weights"],
        Family::GaussianMixture | Family::StudentMixture => &["means", "weights", "covariances"],
    };
    let mut given: [Option<Vec<f64>>; 3] = [None, None, None];
    for (key, value) in entries {
        let Some(i) = allowed.iter().position(|name| name == key) else {
            return Err(Error::option(format!(
                "init.{key} is not an option of {}: init takes {}",
                family.name(),
                allowed.join(", ")
            )));
        };
        given[i] = Some(value.numbers(&format!("init.{key}"))?);
    }
    let [means, weights, covariances] = given;
    let means = means.ok_or_else(|| Error::option("init.means is missing: give K rows of D numbers"))?;
    Ok(Init::Given { means, weights, covariances })
}

/// The group of every point, alone in its object.
fn read_labels(value: &Value) -> Result<Init> {
    let numbers = value.numbers("init.labels")?;
    match numbers.iter().find(|x| x.fract() != 0.0 || !(0.0..MAX_K as f64).contains(*x)) {
        None => Ok(Init::Labels(numbers.iter().map(|x| *x as u8).collect())),
        Some(x) => Err(Error::option(format!(
            "init.labels contains {}: every label must be a whole number from 0 to 255",
            crate::text::plain(*x)
        ))),
    }
}

impl Family {
    /// The public name of the class.
    pub fn name(self) -> &'static str {
        match self {
            Self::KMeans => "KMeans",
            Self::SoftKMeans => "SoftKMeans",
            Self::GaussianMixture => "GaussianMixture",
            Self::BernoulliMixture => "BernoulliMixture",
            Self::KMedoids => "KMedoids",
            Self::OnlineKMeans => "OnlineKMeans",
            Self::MultinomialMixture => "MultinomialMixture",
            Self::PoissonMixture => "PoissonMixture",
            Self::StudentMixture => "StudentMixture",
        }
    }

    /// The keys of its options.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::KMeans => &["k", "init", "seed", "emptyCluster", "distance"],
            Self::SoftKMeans => &["k", "init", "seed", "stiffness", "tolerance"],
            Self::GaussianMixture => &[
                "k",
                "init",
                "seed",
                "covariance",
                "weights",
                "varianceFloor",
                "regularization",
                "tolerance",
                "fit",
                "stepSize",
                "prior",
                "identityScale",
            ],
            Self::BernoulliMixture | Self::MultinomialMixture => {
                &["k", "init", "seed", "weights", "pseudoCount", "tolerance"]
            }
            Self::PoissonMixture => &["k", "init", "seed", "weights", "tolerance"],
            Self::StudentMixture => &["k", "init", "seed", "dof", "weights", "varianceFloor", "tolerance"],
            Self::KMedoids => &["k", "init", "seed"],
            Self::OnlineKMeans => &["k", "init", "seed", "batch", "rate", "constantRate"],
        }
    }

    fn takes(self, key: &str) -> bool {
        self.keys().contains(&key)
    }

    /// Whether it reads whole numbers that count something.
    pub fn is_of_counts(self) -> bool {
        matches!(self, Self::MultinomialMixture | Self::PoissonMixture)
    }

    /// Whether its components have a density in space, of which lines and shades can be drawn.
    pub fn has_density(self) -> bool {
        matches!(self, Self::GaussianMixture | Self::StudentMixture | Self::PoissonMixture)
    }

    /// Whether the objective is a bound on a log-likelihood, so that it rises as F falls.
    pub fn is_mixture(self) -> bool {
        !matches!(self, Self::KMeans | Self::SoftKMeans | Self::KMedoids | Self::OnlineKMeans)
    }
}
