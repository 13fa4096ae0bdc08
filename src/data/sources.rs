//! The catalogue of data: one row per source.

use super::Source;
use super::{gaussian, shipped};
use crate::catalog::{Choice, Knob};

/// Every source, in the order a picker shows them.
pub static SOURCES: &[Source] = &[
    Source {
        choice: Choice {
            key: "faithful",
            title: "Old Faithful",
            blurb: "272 eruptions of a geyser: how long each lasted and how long the next one took to come.",
        },
        knobs: &[],
        standardise: true,
        credit: "Old Faithful eruptions: Azzalini and Bowman 1990, Härdle 1991; observed facts, as in R's datasets.",
        make: |_, _| shipped::FAITHFUL.load(),
    },
    Source {
        choice: Choice {
            key: "blobs",
            title: "Gaussian blobs",
            blurb: "Clusters with a known shape: choose how many, how far apart, how long and how unequal.",
        },
        knobs: &[
            points(500.0),
            Knob {
                key: "c",
                title: "True clusters",
                blurb: "How many clusters the points really come from.",
                min: 1.0,
                max: 20.0,
                step: 1.0,
                default: 3.0,
                log: false,
                whole: true,
            },
            Knob {
                key: "sep",
                title: "Separation",
                blurb: "The distance of the closest two centres, in standard deviations of a round cluster.",
                min: 0.0,
                max: 12.0,
                step: 0.1,
                default: 5.0,
                log: false,
                whole: false,
            },
            Knob {
                key: "stretch",
                title: "Stretch",
                blurb: "How many times longer than wide a cluster is; each points its own way.",
                min: 1.0,
                max: 10.0,
                step: 0.1,
                default: 1.0,
                log: false,
                whole: false,
            },
            Knob {
                key: "uneven",
                title: "Unequal sizes",
                blurb: "How many times more points the largest cluster has than the smallest.",
                min: 1.0,
                max: 100.0,
                step: 0.1,
                default: 1.0,
                log: true,
                whole: false,
            },
            Knob {
                key: "dim",
                title: "Dimensions",
                blurb: "The number of coordinates of a point.",
                min: 1.0,
                max: 8.0,
                step: 1.0,
                default: 2.0,
                log: false,
                whole: true,
            },
        ],
        standardise: false,
        credit: MADE_HERE,
        make: gaussian::blobs,
    },
    Source {
        choice: Choice {
            key: "iris",
            title: "Iris",
            blurb: "150 flowers of three species by length and width of sepal and petal; two species overlap.",
        },
        knobs: &[],
        standardise: false,
        credit: "Iris: Fisher 1936, from the UCI Machine Learning Repository (CC BY 4.0), as in scikit-learn.",
        make: |_, _| shipped::IRIS.load(),
    },
    Source {
        choice: Choice {
            key: "penguins",
            title: "Penguins",
            blurb: "342 penguins of three species: bill, flipper and weight, in units that call for standardising.",
        },
        knobs: &[],
        standardise: true,
        credit: "Penguins: Gorman, Williams and Fraser 2014, from palmerpenguins 0.1.6 (CC0).",
        make: |_, _| shipped::PENGUINS.load(),
    },
    Source {
        choice: Choice {
            key: "galaxies",
            title: "Galaxies",
            blurb: "The speeds of 82 galaxies, one number each: how many groups are there?",
        },
        knobs: &[],
        standardise: false,
        credit: "Galaxies: Postman and others 1986, Roeder 1990; observed facts, as in R's MASS.",
        make: |_, _| shipped::GALAXIES.load(),
    },
    Source {
        choice: Choice {
            key: "digits",
            title: "Handwritten digits",
            blurb: "1797 digits as 8 x 8 pictures of black and white: made for the Bernoulli mixture.",
        },
        knobs: &[],
        standardise: false,
        credit: "Digits: Alpaydin and Kaynak 1998, from the UCI Machine Learning Repository (CC BY 4.0), \
                 as in scikit-learn; black where the ink is at least 8 of 16.",
        make: |_, _| shipped::digits(),
    },
];

const MADE_HERE: &str = "Made by Mixtape from a seed (CC0).";

/// The knob that every generator has.
const fn points(default: f64) -> Knob {
    Knob {
        key: "n",
        title: "Points",
        blurb: "How many points are drawn; more of them keep those there were.",
        min: 10.0,
        max: 1_000_000.0,
        step: 1.0,
        default,
        log: true,
        whole: true,
    }
}
