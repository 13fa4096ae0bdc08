//! The table of options: one row for each, whichever models take it.

use super::row::{Number, OptionKind, OptionRow};
use super::{Distance, MAX_K, MAX_SEED};
use crate::catalog::Choice;
use crate::model::gaussian::Kind;
use crate::model::kmeans::EmptyCluster;
use crate::model::online::Rate;

/// Large enough for every use; small enough that sums with it stay finite. Its inverse is the least that is not 0.
const MOST: f64 = 1e100;
const LEAST: f64 = 1e-100;

/// Links write what is less than this as 0.
const TINY: f64 = 1e-299;

const fn choice(key: &'static str, title: &'static str, blurb: &'static str) -> Choice {
    Choice { key, title, blurb }
}

/// What most numbers have in common: any amount from 0, on a slider that moves in the logarithm.
const AMOUNT: Number = Number {
    range: [0.0, MOST],
    slider: [0.0, 1.0],
    step: 1e-7,
    default: 0.0,
    unit: "",
    log: true,
    whole: false,
    put: |_, _| {},
};

/// The options of every model.
pub static COMMON: [&OptionRow; 3] = [&K, &INIT, &SEED];

/// How many clusters; a start by hand says it, too.
pub static K: OptionRow = OptionRow {
    name: "k",
    key: "k",
    title: "K",
    blurb: "How many clusters.",
    kind: OptionKind::Number(Number {
        range: [1.0, MAX_K as f64],
        slider: [1.0, 64.0],
        step: 1.0,
        default: 2.0,
        log: false,
        whole: true,
        put: |o, x| o.k = x as usize,
        ..AMOUNT
    }),
    needs: None,
};

/// Where the components start.
pub static INIT: OptionRow = OptionRow {
    name: "init",
    key: "start",
    title: "Start",
    blurb: "Where the components start: a way, means by hand, or the label of every point.",
    kind: OptionKind::Start,
    needs: None,
};

/// The seed of the start.
pub static SEED: OptionRow = OptionRow {
    name: "seed",
    key: "s",
    title: "Seed",
    blurb: "The same seed gives the same start, bit for bit.",
    kind: OptionKind::Number(Number {
        range: [0.0, MAX_SEED as f64],
        slider: [0.0, MAX_SEED as f64],
        step: 1.0,
        log: false,
        whole: true,
        put: |o, x| o.seed = x as u64,
        ..AMOUNT
    }),
    needs: None,
};

/// When to stop.
pub static TOLERANCE: OptionRow = OptionRow {
    name: "tolerance",
    key: "tol",
    title: "Tolerance",
    blurb: "Stop when the objective changes by less than this per point; 0 = only when it stops moving.",
    kind: OptionKind::Number(Number {
        default: 1e-6,
        unit: "objective per point",
        put: |o, x| o.tolerance = x,
        ..AMOUNT
    }),
    needs: None,
};

/// The smallest variance.
pub static VARIANCE_FLOOR: OptionRow = OptionRow {
    name: "varianceFloor",
    key: "floor",
    title: "Variance floor",
    blurb: "The smallest variance allowed, as a fraction of the data's; 0 lets a component collapse.",
    kind: OptionKind::Number(Number {
        default: 1e-6,
        unit: "mean variance of the data",
        put: |o, x| o.variance_floor = x,
        ..AMOUNT
    }),
    needs: None,
};

/// Whether mixing coefficients are learned.
pub static WEIGHTS: OptionRow = OptionRow {
    name: "weights",
    key: "w",
    title: "Mixing coefficients",
    blurb: "Whether \u{3c0} is learned or stays 1/K.",
    kind: OptionKind::Choice {
        choices: &[
            choice("learned", "Learned", "\u{3c0}\u{2096} = N\u{2096} / N in every M-step."),
            choice("equal", "Equal", "\u{3c0}\u{2096} = 1/K throughout."),
        ],
        put: |o, i| o.learn_weights = i == 0,
    },
    needs: None,
};

/// How K-means measures.
pub static DISTANCE: OptionRow = OptionRow {
    name: "distance",
    key: "dist",
    title: "Distance",
    blurb: "How far a point is from a centre.",
    kind: OptionKind::Choice {
        choices: &[
            choice("euclidean", "Euclidean", "Squared straight-line distance."),
            choice(
                "mahalanobis",
                "Mahalanobis",
                "Measured in each cluster's own spread, estimated again in every refit: J may rise.",
            ),
            choice(
                "mahalanobis-pooled",
                "Mahalanobis, pooled",
                "Measured in one spread shared by all clusters: J may rise.",
            ),
            choice(
                "mahalanobis-det",
                "Mahalanobis with ln|\u{3a3}|",
                "A wide spread costs its volume: each refit is then the exact minimum, and J cannot rise.",
            ),
        ],
        put: |o, i| {
            o.distance =
                [Distance::Euclidean, Distance::Mahalanobis, Distance::MahalanobisPooled, Distance::MahalanobisDet][i];
        },
    },
    needs: None,
};

/// What becomes of a centre without points.
pub static EMPTY_CLUSTER: OptionRow = OptionRow {
    name: "emptyCluster",
    key: "empty",
    title: "Empty cluster",
    blurb: "What becomes of a centre that no point is assigned to.",
    kind: OptionKind::Choice {
        choices: &[
            choice("keep", "Stays", "The centre stays where it is."),
            choice("farthest", "Moves", "It moves onto the point farthest from its own centre."),
        ],
        put: |o, i| o.empty_cluster = [EmptyCluster::Keep, EmptyCluster::Farthest][i],
    },
    needs: None,
};

/// How soft soft K-means is.
pub static STIFFNESS: OptionRow = OptionRow {
    name: "stiffness",
    key: "beta",
    title: "Stiffness \u{3b2}",
    blurb: "Large: nearly K-means. Small: every point belongs to all centres alike.",
    kind: OptionKind::Number(Number {
        range: [LEAST, MOST],
        slider: [0.01, 10_000.0],
        step: 0.01,
        default: 1.0,
        unit: "1 / squared distance",
        put: |o, x| o.stiffness = x,
        ..AMOUNT
    }),
    needs: None,
};

/// What a covariance may look like.
pub static COVARIANCE: OptionRow = OptionRow {
    name: "covariance",
    key: "cov",
    title: "Covariance",
    blurb: "What shape a cluster may take.",
    kind: OptionKind::Choice {
        choices: &[
            choice("full", "Full", "Any ellipse: \u{3a3}\u{2096}."),
            choice("identity", "Identity", "A unit circle, as in the course: \u{3a3} = I."),
            choice("spherical", "Spherical", "A circle of its own size: \u{3c3}\u{2096}\u{b2} I."),
            choice("diagonal", "Diagonal", "An ellipse along the axes."),
            choice("tied", "Tied", "One ellipse shared by all: \u{3a3}."),
        ],
        put: |o, i| o.covariance = [Kind::Full, Kind::Identity, Kind::Spherical, Kind::Diagonal, Kind::Tied][i],
    },
    needs: None,
};

/// What is added to variances.
pub static REGULARIZATION: OptionRow = OptionRow {
    name: "regularization",
    key: "reg",
    title: "Added variance",
    blurb: "Added to every variance in each M-step. Not an exact M-step: the bound may fall.",
    kind: OptionKind::Number(Number {
        slider: [0.0, 10.0],
        unit: "variance",
        put: |o, x| o.regularization = x,
        ..AMOUNT
    }),
    needs: None,
};

/// The prior of covariances.
pub static PRIOR: OptionRow = OptionRow {
    name: "prior",
    key: "prior",
    title: "Prior of \u{3a3}",
    blurb: "Strength of an inverse Wishart prior against collapse (MAP-EM), as if so much of each cluster had been seen before; 0 = none.",
    kind: OptionKind::Number(Number {
        range: [0.0, 1e6],
        slider: [0.0, 10.0],
        step: 0.05,
        unit: "clusters seen before",
        log: false,
        put: |o, x| o.prior = x,
        ..AMOUNT
    }),
    needs: None,
};

/// The size of an identity covariance.
pub static IDENTITY_SCALE: OptionRow = OptionRow {
    name: "identityScale",
    key: "eps",
    title: "\u{3b5} of \u{3a3} = \u{3b5} I",
    blurb: "For the identity covariance: \u{3c3}\u{b2} = \u{3b5}, which is soft K-means of stiffness \u{3b2} = 1/(2\u{3c3}\u{b2}). Towards 0, EM becomes K-means.",
    kind: OptionKind::Number(Number {
        range: [1e-12, 1e12],
        slider: [1e-6, 100.0],
        step: 1e-6,
        default: 1.0,
        unit: "variance",
        put: |o, x| o.identity_scale = x,
        ..AMOUNT
    }),
    needs: Some(("cov", "identity")),
};

/// EM, or gradient ascent. The step is that of [`STEP_SIZE`].
pub static FIT: OptionRow = OptionRow {
    name: "fit",
    key: "by",
    title: "Refit by",
    blurb: "How the parameters climb.",
    kind: OptionKind::Choice {
        choices: &[
            choice("em", "EM", "The M-step: all the way up the bound at once."),
            choice(
                "gradient",
                "Gradient ascent",
                "One step uphill on the mean log-likelihood per point: log p(D) may fall.",
            ),
        ],
        put: |o, i| o.step_size = (i == 1).then_some(0.0),
    },
    needs: None,
};

/// The step of gradient ascent.
pub static STEP_SIZE: OptionRow = OptionRow {
    name: "stepSize",
    key: "eta",
    title: "Step size \u{3b7}",
    blurb: "For gradient ascent: the step in units of the gradient. Too large, and the ascent diverges.",
    kind: OptionKind::Number(Number {
        range: [TINY, 1000.0],
        slider: [0.001, 100.0],
        step: 0.001,
        default: 0.2,
        unit: "gradient",
        put: |o, x| o.step_size = o.step_size.map(|_| x),
        ..AMOUNT
    }),
    needs: Some(("by", "gradient")),
};

/// What keeps probabilities away from 0 and 1.
pub static PSEUDO_COUNT: OptionRow = OptionRow {
    name: "pseudoCount",
    key: "a",
    title: "Pseudo-count",
    blurb: "a is added to every count before \u{3bc} is made of them: it keeps probabilities away from 0 and 1.",
    kind: OptionKind::Number(Number {
        slider: [0.0, 10.0],
        step: 0.1,
        unit: "observations",
        log: false,
        put: |o, x| o.pseudo_count = x,
        ..AMOUNT
    }),
    needs: None,
};

/// How many points pull in one refit.
pub static BATCH: OptionRow = OptionRow {
    name: "batch",
    key: "batch",
    title: "Points a step",
    blurb: "How many points pull, one after the other, before all are assigned anew; 1 shows every pull.",
    kind: OptionKind::Number(Number {
        range: [1.0, 10_000.0],
        slider: [1.0, 1000.0],
        step: 1.0,
        default: 10.0,
        unit: "points",
        whole: true,
        put: |o, x| o.batch = x as usize,
        ..AMOUNT
    }),
    needs: None,
};

/// How far a centre goes. A constant rate is that of [`CONSTANT_RATE`].
pub static RATE: OptionRow = OptionRow {
    name: "rate",
    key: "rate",
    title: "Rate \u{3b7}",
    blurb: "How far a centre goes towards a point.",
    kind: OptionKind::Choice {
        choices: &[
            choice("count", "1 / count", "A centre is the mean of all it has seen, its start included (MacQueen)."),
            choice(
                "constant",
                "Constant",
                "The same part of the way every time: it never settles, and forgets old points.",
            ),
        ],
        put: |o, i| o.rate = [Rate::Count, Rate::Constant(0.0)][i],
    },
    needs: None,
};

/// The constant rate.
pub static CONSTANT_RATE: OptionRow = OptionRow {
    name: "constantRate",
    key: "lr",
    title: "Constant \u{3b7}",
    blurb: "The part of the way, where the rate is constant.",
    kind: OptionKind::Number(Number {
        range: [TINY, 1.0],
        slider: [0.001, 1.0],
        step: 0.001,
        default: 0.05,
        unit: "of the way",
        put: |o, x| {
            if let Rate::Constant(rate) = &mut o.rate {
                *rate = x;
            }
        },
        ..AMOUNT
    }),
    needs: Some(("rate", "constant")),
};

/// How heavy tails are.
pub static DOF: OptionRow = OptionRow {
    name: "dof",
    key: "nu",
    title: "Tails \u{3bd}",
    blurb: "Degrees of freedom, how heavy the tails are: 1 hardly minds any outlier, 100 is nearly a Gaussian.",
    kind: OptionKind::Number(Number {
        range: [0.1, 1000.0],
        slider: [0.5, 1000.0],
        step: 0.5,
        default: 4.0,
        put: |o, x| o.dof = x,
        ..AMOUNT
    }),
    needs: None,
};
