//! The table of models: one row for each, the default first.

use super::{Values, models, rare};
use crate::build;
use crate::catalog::Choice;
use crate::model::bernoulli::Bernoulli;
use crate::model::exponential::Exponential;
use crate::model::kmeans::{EmptyCluster, KMeans};
use crate::model::medians::Medians;
use crate::model::medoids::Medoids;
use crate::model::multinomial::Multinomial;
use crate::model::poisson::Poisson;
use crate::options::Options;
use crate::options::table::{
    BATCH, CONSTANT_RATE, COVARIANCE, DISTANCE, DOF, EMPTY_CLUSTER, FIT, IDENTITY_SCALE, PRIOR, PSEUDO_COUNT, RATE,
    REGULARIZATION, STEP_SIZE, STIFFNESS, TOLERANCE, VARIANCE_FLOOR, WEIGHTS,
};

const fn choice(key: &'static str, title: &'static str, blurb: &'static str) -> Choice {
    Choice { key, title, blurb }
}

/// What the M-step of most mixtures does, in words.
const FITTED: &str = "with r held fixed, {} are fitted to the points each component is responsible for";

models! {
    KMeans {
        choice: choice(
            "kmeans",
            "K-means",
            "Every point belongs to its nearest centre; every centre is the mean of its points.",
        ),
        halves: ["Assignment", "Refitting"],
        objective: "J",
        symbols: "m",
        refitted: "with the assignments r held fixed, each centre goes to the mean of its points",
        measure: "squared distance",
        values: Values::Any,
        inside: |m| m,
        is_mixture: false,
        has_density: false,
        init: &["means"],
        options: &[&DISTANCE, &EMPTY_CLUSTER],
        layers: &["field", "trails"],
        build: build::kmeans,
    }
    SoftKMeans {
        choice: choice(
            "soft",
            "Soft K-means",
            "Every point belongs a little to every centre; the stiffness \u{3b2} says how little.",
        ),
        halves: ["Assignment", "Refitting"],
        objective: "F",
        symbols: "m",
        refitted: "with r held fixed, each centre goes to the mean of all points weighted by r",
        measure: "squared distance",
        values: Values::Any,
        inside: |m| m,
        is_mixture: false,
        has_density: false,
        init: &["means"],
        options: &[&STIFFNESS, &TOLERANCE],
        layers: &["field", "trails"],
        build: |setup| {
            let temperature = 1.0 / setup.options.stiffness;
            setup.ready(KMeans::new(setup.means.clone(), setup.options.k, temperature, EmptyCluster::Keep))
        },
    }
    GaussianMixture {
        choice: choice(
            "gmm",
            "Gaussian mixture",
            "Every cluster is a Gaussian; EM finds their means, covariances and mixing coefficients.",
        ),
        halves: ["E-step", "M-step"],
        objective: "log p(D)",
        symbols: "\u{3c0}, \u{3bc}, \u{3a3}",
        refitted: FITTED,
        measure: "",
        values: Values::Any,
        inside: |m| m,
        is_mixture: true,
        has_density: true,
        init: &["means", "weights", "covariances"],
        options: &[&COVARIANCE, &WEIGHTS, &VARIANCE_FLOOR, &REGULARIZATION, &PRIOR, &IDENTITY_SCALE, &FIT, &STEP_SIZE, &TOLERANCE],
        layers: &["density", "ellipses", "trails"],
        build: build::gaussian,
    }
    BernoulliMixture {
        choice: choice(
            "bernoulli",
            "Bernoulli mixture",
            "Every cluster gives each pixel a probability of being 1; EM finds them.",
        ),
        halves: ["E-step", "M-step"],
        objective: "log p(D)",
        symbols: "\u{3c0}, \u{3bc}",
        refitted: FITTED,
        measure: "",
        values: Values::Binary,
        inside: |mu| 0.25 + 0.5 * mu,
        is_mixture: true,
        has_density: false,
        init: &["means", "weights"],
        options: &[&WEIGHTS, &PSEUDO_COUNT, &TOLERANCE],
        layers: &["trails"],
        build: rare(|setup| {
            let Options { learn_weights, pseudo_count, .. } = *setup.options;
            setup.ready(Bernoulli::new(setup.weights()?, learn_weights, setup.means.clone(), pseudo_count))
        }),
    }
    KMedoids {
        choice: choice(
            "kmedoids",
            "K-medoids",
            "Every centre is a data point, and distance is not squared: an outlier pulls no harder than any other point.",
        ),
        halves: ["Assignment", "Refitting"],
        objective: "J",
        symbols: "m",
        refitted: "with the assignments r held fixed, each centre goes to the one of its points with the least sum of \
                   distances to the others",
        measure: "distance",
        values: Values::Any,
        inside: |m| m,
        is_mixture: false,
        has_density: false,
        init: &["means"],
        options: &[],
        layers: &["field", "trails"],
        build: rare(|setup| setup.ready(Medoids::new(&setup.means, setup.options.k, setup.points)?)),
    }
    OnlineKMeans {
        choice: choice(
            "online",
            "Online K-means",
            "The points come one at a time, and each pulls its nearest centre a little towards itself.",
        ),
        halves: ["Assignment", "Update"],
        objective: "J",
        symbols: "m",
        refitted: "the next {} pull the nearest centre a little nearer",
        measure: "squared distance",
        values: Values::Any,
        inside: |m| m,
        is_mixture: false,
        has_density: false,
        init: &["means"],
        options: &[&BATCH, &RATE, &CONSTANT_RATE],
        layers: &["field", "trails"],
        build: rare(build::online),
    }
    MultinomialMixture {
        choice: choice(
            "multinomial",
            "Multinomial mixture",
            "Every cluster is a distribution of words: a text is so many draws from one of them; EM finds them.",
        ),
        halves: ["E-step", "M-step"],
        objective: "log p(D)",
        symbols: "\u{3c0}, \u{3bc}",
        refitted: FITTED,
        measure: "",
        values: Values::Counts,
        inside: |mu| mu + 1.0,
        is_mixture: true,
        has_density: false,
        init: &["means", "weights"],
        options: &[&WEIGHTS, &PSEUDO_COUNT, &TOLERANCE],
        layers: &["trails"],
        build: rare(|setup| {
            let Options { learn_weights, pseudo_count, .. } = *setup.options;
            let means = setup.means.clone();
            setup.ready(Multinomial::new(setup.weights()?, learn_weights, means, pseudo_count, setup.points))
        }),
    }
    PoissonMixture {
        choice: choice(
            "poisson",
            "Poisson mixture",
            "For counts: every cluster has a rate \u{3bb} in each coordinate, which is its mean and its variance.",
        ),
        halves: ["E-step", "M-step"],
        objective: "log p(D)",
        symbols: "\u{3c0}, \u{3bb}",
        refitted: FITTED,
        measure: "",
        values: Values::Counts,
        inside: |mu| mu.max(0.5),
        is_mixture: true,
        has_density: true,
        init: &["means", "weights"],
        options: &[&WEIGHTS, &TOLERANCE],
        layers: &["density", "ellipses", "trails"],
        build: rare(|setup| {
            setup.ready(Poisson::new(setup.weights()?, setup.options.learn_weights, setup.means.clone()))
        }),
    }
    StudentMixture {
        choice: choice(
            "student",
            "Student t mixture",
            "Like the Gaussian mixture, with heavier tails: outliers belong to a cluster without dragging it along.",
        ),
        halves: ["E-step", "M-step"],
        objective: "log p(D)",
        symbols: "\u{3c0}, \u{3bc}, \u{3a3}",
        refitted: "with r held fixed, {} are fitted to the points each component is responsible for, far ones counting \
                   less",
        measure: "",
        values: Values::Any,
        inside: |m| m,
        is_mixture: true,
        has_density: true,
        init: &["means", "weights", "covariances"],
        options: &[&DOF, &WEIGHTS, &VARIANCE_FLOOR, &TOLERANCE],
        layers: &["density", "ellipses", "trails"],
        build: rare(build::student),
    }
    KMedians {
        choice: choice(
            "kmedians",
            "K-medians",
            "Every centre is the median of its points in each coordinate, and distance is measured along the axes.",
        ),
        halves: ["Assignment", "Refitting"],
        objective: "J",
        symbols: "m",
        refitted: "with the assignments r held fixed, each centre goes to the median of its points in every coordinate",
        measure: "L1 distance",
        values: Values::Any,
        inside: |m| m,
        is_mixture: false,
        has_density: false,
        init: &["means"],
        options: &[],
        layers: &["field", "trails"],
        build: rare(|setup| setup.ready(Medians::new(setup.means.clone(), setup.options.k))),
    }
    ExponentialMixture {
        choice: choice(
            "exponential",
            "Exponential mixture",
            "For waiting times: every cluster has a rate \u{3bb} in each coordinate, and 1/\u{3bb} is its mean.",
        ),
        halves: ["E-step", "M-step"],
        objective: "log p(D)",
        symbols: "\u{3c0}, \u{3bb}",
        refitted: FITTED,
        measure: "",
        values: Values::Positive,
        inside: |m| m,
        is_mixture: true,
        has_density: true,
        init: &["means", "weights"],
        options: &[&WEIGHTS, &TOLERANCE],
        layers: &["density", "ellipses", "trails"],
        build: rare(|setup| {
            setup.ready(Exponential::new(setup.weights()?, setup.options.learn_weights, setup.means.clone()))
        }),
    }
}
