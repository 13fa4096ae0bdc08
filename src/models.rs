//! The catalogue of models: what the page offers, and how its settings become options of the crate.

use crate::catalog::{Choice, Knob};
use crate::error::{Error, Result};
use crate::options::{Family, Value};
use crate::text::{plain, read};

/// One setting of a model: a key in links, and the option it stands for.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The option of [`crate::options::Options`], as its public name.
    pub option: &'static str,
    /// What it may be.
    pub kind: SettingKind,
}

/// A number or a choice.
#[derive(Clone, Copy, Debug)]
pub enum SettingKind {
    /// A number with its range.
    Number(Knob),
    /// One of several; the first is the default.
    Choice {
        /// Key, title and blurb of the setting itself.
        of: Choice,
        /// The choices.
        choices: &'static [Choice],
    },
}

impl Setting {
    /// The stable key of links.
    pub fn key(&self) -> &'static str {
        match self.kind {
            SettingKind::Number(knob) => knob.key,
            SettingKind::Choice { of, .. } => of.key,
        }
    }

    /// What the panel calls it.
    pub fn title(&self) -> &'static str {
        match self.kind {
            SettingKind::Number(knob) => knob.title,
            SettingKind::Choice { of, .. } => of.title,
        }
    }

    /// The value when nothing is said, as text.
    pub fn default(&self) -> String {
        match self.kind {
            SettingKind::Number(knob) => plain(knob.default),
            SettingKind::Choice { choices, .. } => choices[0].key.into(),
        }
    }

    /// `text` as the option's value.
    ///
    /// # Errors
    /// `invalid-option`, naming the key and what is allowed.
    pub fn read(&self, text: &str) -> Result<Value> {
        match self.kind {
            SettingKind::Number(knob) => knob.parse(text).map(Value::Number),
            SettingKind::Choice { of, choices } => {
                crate::catalog::find(choices, |c| *c, of.key, text).map(|c| Value::Text(c.key.into()))
            }
        }
    }
}

impl Knob {
    /// `text` as an allowed number.
    ///
    /// # Errors
    /// `invalid-option`, naming the key and the range.
    pub fn parse(&self, text: &str) -> Result<f64> {
        let number = read(text.trim()).ok_or_else(|| {
            let (min, max) = (plain(self.min), plain(self.max));
            Error::option(format!("{} is \"{text}\": it must be a number from {min} to {max}", self.key))
        })?;
        self.check(number)
    }
}

/// A row of the catalogue of models.
pub struct ModelRow {
    /// Key, title, blurb.
    pub choice: Choice,
    /// Which class of the crate.
    pub family: Family,
    /// What the course calls its two half-steps.
    pub halves: [&'static str; 2],
    /// The name of its objective.
    pub objective: &'static str,
    /// What can be set.
    pub settings: &'static [Setting],
    /// The layers shown when nothing is said.
    pub layers: &'static [&'static str],
}

const fn choice(key: &'static str, title: &'static str, blurb: &'static str) -> Choice {
    Choice { key, title, blurb }
}

const TOLERANCE: Setting = Setting {
    option: "tolerance",
    kind: SettingKind::Number(Knob {
        key: "tol",
        title: "Tolerance",
        blurb: "Stop when the objective changes by less than this per point; 0 = only when it stops moving.",
        min: 0.0,
        max: 1.0,
        step: 1e-7,
        default: 1e-6,
        log: true,
        whole: false,
    }),
};

const FLOOR: Setting = Setting {
    option: "varianceFloor",
    kind: SettingKind::Number(Knob {
        key: "floor",
        title: "Variance floor",
        blurb: "The smallest variance allowed, as a fraction of the data's; 0 lets a component collapse.",
        min: 0.0,
        max: 1.0,
        step: 1e-7,
        default: 1e-6,
        log: true,
        whole: false,
    }),
};

const WEIGHTS: Setting = Setting {
    option: "weights",
    kind: SettingKind::Choice {
        of: choice("w", "Mixing coefficients", "Whether \u{3c0} is learned or stays 1/K."),
        choices: &[
            choice("learned", "Learned", "\u{3c0}\u{2096} = N\u{2096} / N in every M-step."),
            choice("equal", "Equal", "\u{3c0}\u{2096} = 1/K throughout."),
        ],
    },
};

/// All the models, the default first.
pub static MODELS: [ModelRow; 9] = [
    ModelRow {
        choice: choice(
            "kmeans",
            "K-means",
            "Every point belongs to its nearest centre; every centre is the mean of its points.",
        ),
        family: Family::KMeans,
        halves: ["Assignment", "Refitting"],
        objective: "J",
        settings: &[
            Setting {
                option: "distance",
                kind: SettingKind::Choice {
                    of: choice("dist", "Distance", "How far a point is from a centre."),
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
                },
            },
            Setting {
                option: "emptyCluster",
                kind: SettingKind::Choice {
                    of: choice("empty", "Empty cluster", "What becomes of a centre that no point is assigned to."),
                    choices: &[
                        choice("keep", "Stays", "The centre stays where it is."),
                        choice("farthest", "Moves", "It moves onto the point farthest from its own centre."),
                    ],
                },
            },
        ],
        layers: &["field", "trails"],
    },
    ModelRow {
        choice: choice(
            "soft",
            "Soft K-means",
            "Every point belongs a little to every centre; the stiffness \u{3b2} says how little.",
        ),
        family: Family::SoftKMeans,
        halves: ["Assignment", "Refitting"],
        objective: "F",
        settings: &[
            Setting {
                option: "stiffness",
                kind: SettingKind::Number(Knob {
                    key: "beta",
                    title: "Stiffness \u{3b2}",
                    blurb: "Large: nearly K-means. Small: every point belongs to all centres alike.",
                    min: 0.01,
                    max: 10_000.0,
                    step: 0.01,
                    default: 1.0,
                    log: true,
                    whole: false,
                }),
            },
            TOLERANCE,
        ],
        layers: &["field", "trails"],
    },
    ModelRow {
        choice: choice(
            "gmm",
            "Gaussian mixture",
            "Every cluster is a Gaussian; EM finds their means, covariances and mixing coefficients.",
        ),
        family: Family::GaussianMixture,
        halves: ["E-step", "M-step"],
        objective: "log p(D)",
        settings: &[
            Setting {
                option: "covariance",
                kind: SettingKind::Choice {
                    of: choice("cov", "Covariance", "What shape a cluster may take."),
                    choices: &[
                        choice("full", "Full", "Any ellipse: \u{3a3}\u{2096}."),
                        choice("identity", "Identity", "A unit circle, as in the course: \u{3a3} = I."),
                        choice("spherical", "Spherical", "A circle of its own size: \u{3c3}\u{2096}\u{b2} I."),
                        choice("diagonal", "Diagonal", "An ellipse along the axes."),
                        choice("tied", "Tied", "One ellipse shared by all: \u{3a3}."),
                    ],
                },
            },
            WEIGHTS,
            FLOOR,
            Setting {
                option: "regularization",
                kind: SettingKind::Number(Knob {
                    key: "reg",
                    title: "Added variance",
                    blurb: "Added to every variance in each M-step. Not an exact M-step: the bound may fall.",
                    min: 0.0,
                    max: 10.0,
                    step: 1e-7,
                    default: 0.0,
                    log: true,
                    whole: false,
                }),
            },
            Setting {
                option: "prior",
                kind: SettingKind::Number(Knob {
                    key: "prior",
                    title: "Prior of \u{3a3}",
                    blurb: "Strength of an inverse Wishart prior against collapse (MAP-EM), as if so much of each cluster had been seen before; 0 = none.",
                    min: 0.0,
                    max: 10.0,
                    step: 0.05,
                    default: 0.0,
                    log: false,
                    whole: false,
                }),
            },
            Setting {
                option: "identityScale",
                kind: SettingKind::Number(Knob {
                    key: "eps",
                    title: "\u{3b5} of \u{3a3} = \u{3b5} I",
                    blurb: "For the identity covariance: \u{3c3}\u{b2} = \u{3b5}, which is soft K-means of stiffness \u{3b2} = 1/(2\u{3c3}\u{b2}). Towards 0, EM becomes K-means.",
                    min: 1e-6,
                    max: 100.0,
                    step: 1e-6,
                    default: 1.0,
                    log: true,
                    whole: false,
                }),
            },
            Setting {
                option: "fit",
                kind: SettingKind::Choice {
                    of: choice("by", "Refit by", "How the parameters climb."),
                    choices: &[
                        choice("em", "EM", "The M-step: all the way up the bound at once."),
                        choice(
                            "gradient",
                            "Gradient ascent",
                            "One step uphill on the mean log-likelihood per point: log p(D) may fall.",
                        ),
                    ],
                },
            },
            Setting {
                option: "stepSize",
                kind: SettingKind::Number(Knob {
                    key: "eta",
                    title: "Step size \u{3b7}",
                    blurb: "For gradient ascent: the step in units of the gradient. Too large, and the ascent diverges.",
                    min: 0.001,
                    max: 100.0,
                    step: 0.001,
                    default: 0.2,
                    log: true,
                    whole: false,
                }),
            },
            TOLERANCE,
        ],
        layers: &["density", "ellipses", "trails"],
    },
    ModelRow {
        choice: choice(
            "bernoulli",
            "Bernoulli mixture",
            "Every cluster gives each pixel a probability of being 1; EM finds them.",
        ),
        family: Family::BernoulliMixture,
        halves: ["E-step", "M-step"],
        objective: "log p(D)",
        settings: &[
            WEIGHTS,
            Setting {
                option: "pseudoCount",
                kind: SettingKind::Number(Knob {
                    key: "a",
                    title: "Pseudo-count",
                    blurb: "a in \u{3bc} = (\u{3a3} r x + a) / (N\u{2096} + 2a): keeps probabilities away from 0 and 1.",
                    min: 0.0,
                    max: 10.0,
                    step: 0.1,
                    default: 0.0,
                    log: false,
                    whole: false,
                }),
            },
            TOLERANCE,
        ],
        layers: &["trails"],
    },
    ModelRow {
        choice: choice(
            "kmedoids",
            "K-medoids",
            "Every centre is a data point, and distance is not squared: an outlier pulls no harder than any other point.",
        ),
        family: Family::KMedoids,
        halves: ["Assignment", "Refitting"],
        objective: "J",
        settings: &[],
        layers: &["field", "trails"],
    },
    ModelRow {
        choice: choice(
            "online",
            "Online K-means",
            "The points come one at a time, and each pulls its nearest centre a little towards itself.",
        ),
        family: Family::OnlineKMeans,
        halves: ["Assignment", "Update"],
        objective: "J",
        settings: &[
            Setting {
                option: "batch",
                kind: SettingKind::Number(Knob {
                    key: "batch",
                    title: "Points a step",
                    blurb: "How many points pull, one after the other, before all are assigned anew; 1 shows every pull.",
                    min: 1.0,
                    max: 1000.0,
                    step: 1.0,
                    default: 10.0,
                    log: true,
                    whole: true,
                }),
            },
            Setting {
                option: "rate",
                kind: SettingKind::Choice {
                    of: choice("rate", "Rate \u{3b7}", "How far a centre goes towards a point."),
                    choices: &[
                        choice(
                            "count",
                            "1 / count",
                            "A centre is the mean of all it has seen, its start included (MacQueen).",
                        ),
                        choice(
                            "constant",
                            "Constant",
                            "The same part of the way every time: it never settles, and forgets old points.",
                        ),
                    ],
                },
            },
            Setting {
                option: "constantRate",
                kind: SettingKind::Number(Knob {
                    key: "lr",
                    title: "Constant \u{3b7}",
                    blurb: "The part of the way, where the rate is constant.",
                    min: 0.001,
                    max: 1.0,
                    step: 0.001,
                    default: 0.05,
                    log: true,
                    whole: false,
                }),
            },
        ],
        layers: &["field", "trails"],
    },
    ModelRow {
        choice: choice(
            "multinomial",
            "Multinomial mixture",
            "Every cluster is a distribution of words: a text is so many draws from one of them; EM finds them.",
        ),
        family: Family::MultinomialMixture,
        halves: ["E-step", "M-step"],
        objective: "log p(D)",
        settings: &[
            WEIGHTS,
            Setting {
                option: "pseudoCount",
                kind: SettingKind::Number(Knob {
                    key: "a",
                    title: "Pseudo-count",
                    blurb: "a, added to every count before \u{3bc} is made of them: keeps probabilities away from 0.",
                    min: 0.0,
                    max: 10.0,
                    step: 0.1,
                    default: 0.0,
                    log: false,
                    whole: false,
                }),
            },
            TOLERANCE,
        ],
        layers: &["trails"],
    },
    ModelRow {
        choice: choice(
            "poisson",
            "Poisson mixture",
            "For counts: every cluster has a rate \u{3bb} in each coordinate, which is its mean and its variance.",
        ),
        family: Family::PoissonMixture,
        halves: ["E-step", "M-step"],
        objective: "log p(D)",
        settings: &[WEIGHTS, TOLERANCE],
        layers: &["density", "ellipses", "trails"],
    },
    ModelRow {
        choice: choice(
            "student",
            "Student t mixture",
            "Like the Gaussian mixture, with heavier tails: outliers belong to a cluster without dragging it along.",
        ),
        family: Family::StudentMixture,
        halves: ["E-step", "M-step"],
        objective: "log p(D)",
        settings: &[
            Setting {
                option: "dof",
                kind: SettingKind::Number(Knob {
                    key: "nu",
                    title: "Tails \u{3bd}",
                    blurb: "Degrees of freedom, how heavy the tails are: 1 hardly minds any outlier, 100 is nearly a Gaussian.",
                    min: 0.5,
                    max: 1000.0,
                    step: 0.5,
                    default: 4.0,
                    log: true,
                    whole: false,
                }),
            },
            WEIGHTS,
            FLOOR,
            TOLERANCE,
        ],
        layers: &["density", "ellipses", "trails"],
    },
];
