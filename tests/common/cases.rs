//! Random runs: data of every shape that has ever hurt a clustering program, under every option.

use super::naive::Rule;
use mixtape::model::gaussian::Kind;
use mixtape::model::kmeans::EmptyCluster;
use mixtape::models::{MODELS, Values};
use mixtape::options::{Distance, Family, Init, Options};
use mixtape::points::Points;
use mixtape::rng::Rng;
use mixtape::start::WAYS;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::sync::Arc;

/// What the data look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Uniform,
    Clustered,
    /// Three distinct points, many times each.
    Duplicates,
    /// All the same point.
    OnePoint,
    Collinear,
    ConstantColumn,
    /// Spread 1 about 10^6.
    Offset,
    /// Spread 10^-6.
    Tiny,
    /// Whole numbers from 0 to 3: ties everywhere.
    Grid,
    /// One point a million spreads away.
    Outlier,
    /// Zeros and ones, some columns constant.
    Binary,
    /// Numbers greater than 0, some of them tiny.
    Waits,
    /// Whole numbers of at least 0, many of them 0, some columns all 0.
    Counts,
}

/// The shapes of points in R^D.
pub(crate) const SHAPES: [Shape; 10] = [
    Shape::Uniform,
    Shape::Clustered,
    Shape::Duplicates,
    Shape::OnePoint,
    Shape::Collinear,
    Shape::ConstantColumn,
    Shape::Offset,
    Shape::Tiny,
    Shape::Grid,
    Shape::Outlier,
];

/// n points of a shape, as rows.
pub(crate) fn rows(shape: Shape, n: usize, d: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut rng = Rng::new(seed, 77);
    let direction: Vec<f64> = (0..d).map(|_| rng.normal()).collect();
    let centres: Vec<Vec<f64>> = (0..3).map(|_| (0..d).map(|_| 5.0 * rng.normal()).collect()).collect();
    let probability: Vec<f64> = (0..d).map(|_| (1.4 * rng.uniform() - 0.2).clamp(0.0, 1.0)).collect();
    let mut out: Vec<Vec<f64>> = (0..n)
        .map(|_| {
            let (group, along) = (rng.below(3), rng.normal());
            (0..d)
                .map(|j| match shape {
                    Shape::Uniform => rng.uniform(),
                    Shape::Clustered | Shape::Outlier => centres[group][j] + rng.normal(),
                    Shape::Duplicates => centres[group][j],
                    Shape::OnePoint => centres[0][j],
                    Shape::Collinear => centres[0][j] + along * direction[j],
                    Shape::ConstantColumn => {
                        if j + 1 == d {
                            0.1
                        } else {
                            rng.normal()
                        }
                    }
                    Shape::Offset => 1e6 + rng.normal(),
                    Shape::Tiny => 1e-6 * rng.normal(),
                    Shape::Counts => {
                        let rate = 4.0 * (centres[group][j] * probability[j]).abs();
                        (-rate * libm::log(1.0 - rng.uniform())).floor()
                    }
                    Shape::Waits => 1e-9 - centres[group][j].abs() * libm::log(1.0 - rng.uniform()),
                    Shape::Grid => rng.below(4) as f64,
                    Shape::Binary => {
                        if rng.uniform() < probability[j] {
                            1.0
                        } else {
                            0.0
                        }
                    }
                })
                .collect()
        })
        .collect();
    if shape == Shape::Outlier {
        out[0] = direction.iter().map(|x| 1e6 * x).collect();
    }
    out
}

/// A run by its configuration; small numbers, so that a failure shrinks to a small one.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) family: Family,
    pub(crate) shape: Shape,
    pub(crate) n: usize,
    pub(crate) d: usize,
    pub(crate) k: usize,
    pub(crate) seed: u64,
    /// A row of [`WAYS`], or past them a start by hand.
    pub(crate) way: usize,
    pub(crate) farthest: bool,
    pub(crate) distance: Distance,
    /// beta in units of the data's spread.
    pub(crate) stiffness: f64,
    pub(crate) kind: Kind,
    pub(crate) learned: bool,
    pub(crate) floor: f64,
    pub(crate) added: f64,
    pub(crate) a: f64,
    /// Strength of the prior of covariances.
    pub(crate) prior: f64,
    /// epsilon of an identity covariance.
    pub(crate) eps: f64,
    /// Degrees of freedom.
    pub(crate) nu: f64,
}

impl Case {
    pub(crate) fn rows(&self) -> Vec<Vec<f64>> {
        rows(self.shape, self.n, self.d, self.seed)
    }

    pub(crate) fn points(&self) -> Arc<Points> {
        Arc::new(Points::from_rows(&self.rows().concat(), self.d).expect("good data"))
    }

    fn beta(&self) -> f64 {
        let spread = if self.shape == Shape::Tiny { 1e-6 } else { 1.0 };
        self.stiffness / (spread * spread)
    }

    fn init(&self) -> Init {
        if let Some(way) = WAYS.get(self.way) {
            return Init::Way(way);
        }
        let mut rng = Rng::new(self.seed, 78);
        let rows = self.rows();
        let jitter = if self.shape == Shape::Tiny { 1e-6 } else { 1.0 };
        let means = (0..self.k * self.d)
            .map(|i| match self.shape {
                Shape::Binary => 0.05 + 0.9 * rng.uniform(),
                Shape::Counts | Shape::Waits => rows[rng.below(self.n)][i % self.d] + 0.1 + rng.uniform(),
                _ => rows[rng.below(self.n)][i % self.d] + jitter * rng.normal(),
            })
            .collect();
        let mixture = self.family.is_mixture();
        let weights = mixture.then(|| (0..self.k).map(|_| 0.1 + rng.uniform()).collect());
        Init::Given { means, weights, covariances: None }
    }

    pub(crate) fn options(&self) -> Options {
        Options {
            k: self.k,
            init: self.init(),
            seed: self.seed,
            empty_cluster: if self.farthest { EmptyCluster::Farthest } else { EmptyCluster::Keep },
            distance: self.distance,
            stiffness: self.beta(),
            covariance: self.kind,
            learn_weights: self.learned,
            variance_floor: self.floor,
            regularization: self.added,
            pseudo_count: self.a,
            tolerance: 0.0,
            prior: self.prior,
            identity_scale: self.eps,
            dof: self.nu,
            ..Options::default()
        }
    }

    /// The mean variance of the data, which floors are a fraction of; 1 for data without any.
    fn variance(&self) -> f64 {
        let (rows, n) = (self.rows(), self.n as f64);
        let mean = |f: &dyn Fn(&[f64]) -> f64| rows.iter().map(|x| f(x)).sum::<f64>() / n;
        let column = |j: usize| {
            let m = rows[0][j] + mean(&|x| x[j] - rows[0][j]);
            mean(&|x| (x[j] - m) * (x[j] - m))
        };
        let total: f64 = (0..self.d).map(column).sum();
        if total > 0.0 { total / self.d as f64 } else { 1.0 }
    }

    /// The equations of this case.
    pub(crate) fn rule(&self) -> Rule {
        match self.family {
            Family::KMeans => match self.distance {
                Distance::Euclidean => Rule::Centres { temperature: 0.0 },
                other => Rule::Mahalanobis {
                    pooled: other == Distance::MahalanobisPooled,
                    volume: other == Distance::MahalanobisDet,
                    floor: 1e-6 * self.variance(),
                },
            },
            Family::SoftKMeans => Rule::Centres { temperature: 1.0 / self.beta() },
            Family::GaussianMixture => Rule::Gaussian {
                kind: self.kind,
                learned: self.learned,
                floor: self.floor * self.variance(),
                added: self.added,
                prior: self.prior,
                eps: self.eps,
            },
            Family::KMedoids => Rule::Medoids,
            Family::KMedians => Rule::Medians,
            Family::OnlineKMeans => Rule::Centres { temperature: 0.0 },
            Family::BernoulliMixture => Rule::Bernoulli { learned: self.learned, a: self.a },
            Family::MultinomialMixture => Rule::Multinomial { learned: self.learned, a: self.a },
            Family::PoissonMixture => Rule::Poisson { learned: self.learned },
            Family::ExponentialMixture => Rule::Exponential { learned: self.learned },
            Family::StudentMixture => {
                Rule::Student { learned: self.learned, floor: self.floor * self.variance(), nu: self.nu }
            }
        }
    }
}

/// The kinds of covariance.
pub(crate) const KINDS: [Kind; 5] = [Kind::Full, Kind::Identity, Kind::Spherical, Kind::Diagonal, Kind::Tied];

/// Random cases of `family`: N to 200, D to 6, K to 8.
pub(crate) fn cases(family: Family) -> impl Strategy<Value = Case> {
    let shapes = match family.row().values {
        Values::Any => SHAPES.to_vec(),
        Values::Binary => vec![Shape::Binary],
        Values::Counts => vec![Shape::Counts],
        Values::Positive => vec![Shape::Waits],
    };
    let size = (prop::sample::select(shapes), 1..=200_usize, 1..=6_usize, 0..1000_u64);
    let size = size.prop_flat_map(|(shape, n, d, seed)| {
        let n = if seed % 4 == 0 { n % 8 + 1 } else { n };
        let k = prop_oneof![1 => Just(1), 1 => Just(n.min(8)), 4 => 1..=n.min(8)];
        (Just(shape), Just(n), Just(d), k, Just(seed))
    });
    let distances = vec![
        Distance::Euclidean,
        Distance::Euclidean,
        Distance::Mahalanobis,
        Distance::MahalanobisPooled,
        Distance::MahalanobisDet,
        Distance::MahalanobisDet,
    ];
    let start = (0..=WAYS.len(), any::<bool>(), prop::sample::select(distances));
    let knobs = (
        prop::sample::select(vec![0.01, 0.5, 3.0, 50.0, 1e4]),
        prop::sample::select(KINDS.to_vec()),
        any::<bool>(),
        prop::sample::select(vec![1e-6, 1e-6, 1e-3, 0.0]),
        prop::sample::select(vec![0.0, 0.3, 1.0]),
        prop::sample::select(vec![0.0, 0.0, 0.02, 1.0, 5.0]),
        prop::sample::select(vec![1.0, 1.0, 1e-4, 30.0]),
        prop::sample::select(vec![4.0, 1.0, 0.5, 60.0]),
    );
    (size, start, knobs).prop_map(move |(size, start, knobs)| {
        let (shape, n, d, k, seed) = size;
        let (way, farthest, distance) = start;
        let (stiffness, kind, learned, floor, a, prior, eps, nu) = knobs;
        let added = 0.0;
        Case {
            family,
            shape,
            n,
            d,
            k,
            seed,
            way,
            farthest,
            distance,
            stiffness,
            kind,
            learned,
            floor,
            added,
            a,
            prior,
            eps,
            nu,
        }
    })
}

/// Checks random cases of every model that has a `rule`: a new one is among them by its row.
pub(crate) fn every_model(count: u32, check: impl Fn(&Case) + Sync) {
    std::thread::scope(|scope| {
        for model in MODELS.iter().filter(|model| model.family != Family::OnlineKMeans) {
            scope.spawn(|| {
                let run = TestRunner::new(config(count)).run(&cases(model.family), |case| {
                    check(&case);
                    Ok(())
                });
                run.unwrap_or_else(|error| panic!("{}: {error}", model.name));
            });
        }
    });
}

/// The same cases every time, nothing written to disk.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: prop::test_runner::RngSeed::Fixed(1957),
        ..ProptestConfig::default()
    }
}
