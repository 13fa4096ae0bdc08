//! The catalogue of data: one row per source.

use super::{Make, Source, counts, gaussian, shapes, shipped, words};
use crate::WHOLE;
use crate::catalog::{Choice, Knob};

/// Every source, in the order a picker shows them.
pub static SOURCES: &[Source] = &[
    Source {
        choice: Choice {
            key: "faithful",
            title: "Old Faithful",
            blurb: "272 eruptions of a geyser: how long each lasted, and the wait before the next.",
        },
        knobs: &[],
        standardise: true,
        credit: "Old Faithful eruptions: Azzalini and Bowman 1990, Härdle 1991; observed facts, as in R's datasets.",
        needs: None,
        make: |_, _| shipped::FAITHFUL.load(),
    },
    made(
        "blobs",
        "Gaussian blobs",
        "Clusters with a known shape: choose how many, how far apart, how long and how unequal.",
        &[
            points(500.0),
            whole("c", "True clusters", "How many clusters the points really come from.", [1.0, 20.0], 3.0),
            real(
                "sep",
                "Separation",
                "The distance of the closest two centres, in standard deviations of a round cluster.",
                [0.0, 12.0, 0.1],
                5.0,
            ),
            real(
                "stretch",
                "Stretch",
                "How many times longer than wide a cluster is; each points its own way.",
                [1.0, 10.0, 0.1],
                1.0,
            ),
            Knob {
                log: true,
                ..real(
                    "uneven",
                    "Unequal sizes",
                    "How many times more points the largest cluster has than the smallest.",
                    [1.0, 100.0, 0.1],
                    1.0,
                )
            },
            whole("dim", "Dimensions", "The number of coordinates of a point.", [1.0, 8.0], 2.0),
        ],
        gaussian::blobs,
    ),
    Source {
        choice: Choice {
            key: "iris",
            title: "Iris",
            blurb: "150 flowers of three species by length and width of sepal and petal; two species overlap.",
        },
        knobs: &[],
        standardise: false,
        credit: "Iris: Fisher 1936, from the UCI Machine Learning Repository (CC BY 4.0), as in scikit-learn.",
        needs: None,
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
        needs: None,
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
        needs: None,
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
        needs: Some("digits"),
        make: rare(|_, _| shipped::digits()),
    },
    made(
        "three",
        "Points from 3 Gaussians",
        "The course's example: half, three tenths and a fifth of the points, tilted and overlapping.",
        &[points(500.0)],
        gaussian::three,
    ),
    made(
        "machine",
        "The generative machine",
        "Points drawn in the room of the machine: first z from \u{3c0}, then x from N(\u{3bc}, \u{3a3}) of z.",
        &crate::machine::KNOBS,
        rare(|knobs, seed| crate::machine::Machine::of(knobs, seed).dataset()),
    ),
    made(
        "unequal",
        "Unequal widths",
        "A head and two ears: K-means cuts the head, a mixture with a variance for each cluster does not.",
        &[
            points(460.0),
            real("ratio", "Width ratio", "How many times wider the head is than an ear.", [1.0, 8.0, 0.1], 3.7),
        ],
        gaussian::unequal,
    ),
    made(
        "stretched",
        "Stretched clusters",
        "Three parallel stripes: Euclidean K-means cuts them across, a full or tied covariance follows them.",
        &[
            points(450.0),
            real("stretch", "Stretch", "How many times longer than wide a stripe is.", [1.0, 12.0, 0.1], 6.2),
        ],
        gaussian::stretched,
    ),
    made(
        "unbalanced",
        "Unbalanced counts",
        "One crowd and two small groups: K-means would rather split the crowd than keep the groups apart.",
        &[
            points(500.0),
            Knob {
                log: true,
                ..real(
                    "ratio",
                    "Count ratio",
                    "How many times more points the crowd has than a small group.",
                    [1.0, 100.0, 0.1],
                    20.0,
                )
            },
        ],
        gaussian::unbalanced,
    ),
    made(
        "moons",
        "Two moons",
        "Two crescents around each other: no straight line parts them.",
        &[points(500.0), noise([0.0, 0.5, 0.01], 0.08)],
        shapes::moons,
    ),
    made(
        "rings",
        "Rings",
        "A ring within a ring: both have the same centre, so centres cannot tell them apart.",
        &[points(500.0), noise([0.0, 1.0, 0.01], 0.12)],
        rare(shapes::rings),
    ),
    made(
        "spirals",
        "Three spiral arms",
        "Three arms wound around each other: it takes many small clusters to follow them.",
        &[points(500.0), noise([0.0, 0.5, 0.01], 0.06)],
        rare(shapes::spirals),
    ),
    made(
        "uniform",
        "No clusters",
        "An evenly filled square: K-means finds K clusters all the same.",
        &[points(500.0)],
        shapes::uniform,
    ),
    made(
        "grid",
        "Many clusters",
        "A grid of round clusters: a random start puts two centres in one and leaves another without.",
        &[
            points(1500.0),
            whole("c", "True clusters", "How many places of the grid are taken.", [2.0, 64.0], 15.0),
            noise([0.0, 0.5, 0.01], 0.12),
        ],
        gaussian::grid,
    ),
    made(
        "outliers",
        "Outliers",
        "Three clusters, and points strewn far and wide: a Gaussian mixture is dragged along, a Student t mixture is not.",
        &[
            points(500.0),
            real("share", "Outliers", "The share of points that belong to no cluster.", [0.0, 0.5, 0.01], 0.1),
        ],
        rare(counts::outliers),
    ),
    made(
        "counts",
        "Counts",
        "Whole numbers from groups with a rate each: a Poisson mixture knows that larger counts vary more.",
        &[
            points(500.0),
            whole("c", "True clusters", "How many groups the counts really come from.", [1.0, 6.0], 3.0),
            real(
                "sep",
                "Separation",
                "How far apart neighbouring groups are, in standard deviations.",
                [0.0, 6.0, 0.1],
                4.0,
            ),
            whole("dim", "Dimensions", "The number of coordinates of a point.", [1.0, 2.0], 2.0),
        ],
        rare(counts::poisson),
    ),
    made(
        "banana",
        "Banana",
        "One group, bent: a mixture of Gaussians follows it with several components, none of which is a group.",
        &[points(500.0), real("bend", "Bend", "How much it is bent; 0 is a Gaussian.", [0.0, 3.0, 0.1], 1.0)],
        rare(counts::banana),
    ),
    Source {
        choice: Choice {
            key: "austen",
            title: "Austen's words",
            blurb: "147 chapters of three novels by Jane Austen: how often each of 150 ordinary words is in them.",
        },
        knobs: &[],
        standardise: false,
        credit: AUSTEN,
        needs: Some("austen"),
        make: rare(|_, _| words::ordinary()),
    },
    Source {
        choice: Choice {
            key: "names",
            title: "Austen's characters",
            blurb: "The same chapters by 30 names: which people and places are spoken of together?",
        },
        knobs: &[],
        standardise: false,
        credit: AUSTEN,
        needs: Some("austen"),
        make: rare(|_, _| words::names()),
    },
    Source {
        choice: Choice {
            key: "wine",
            title: "Wine",
            blurb: "178 wines from three cultivars by 13 chemical measurements, in units that call for standardising.",
        },
        knobs: &[],
        standardise: true,
        credit: "Wine: Aeberhard and Forina 1992, from the UCI Machine Learning Repository (CC BY 4.0), as in scikit-learn.",
        needs: Some("wine"),
        make: rare(|_, _| shipped::WINE.load()),
    },
];

const AUSTEN: &str = "Chapters of Pride and Prejudice, Emma and Northanger Abbey (public domain), from janeaustenr (MIT); \
                      word counts made for Mixtape (CC0).";

/// How points are made, where the whole crate is there; the first load leaves out what few links ask for.
const fn rare(make: Make) -> Make {
    if WHOLE { make } else { super::absent }
}

/// A generator.
const fn made(
    key: &'static str,
    title: &'static str,
    blurb: &'static str,
    knobs: &'static [Knob],
    make: Make,
) -> Source {
    let choice = Choice { key, title, blurb };
    Source { choice, knobs, standardise: false, credit: "Made by Mixtape from a seed (CC0).", needs: None, make }
}

/// A knob of any number in [min, max].
const fn real(
    key: &'static str,
    title: &'static str,
    blurb: &'static str,
    [min, max, step]: [f64; 3],
    default: f64,
) -> Knob {
    Knob { key, title, blurb, min, max, step, default, log: false, whole: false }
}

/// A knob of the whole numbers from min to max.
const fn whole(
    key: &'static str,
    title: &'static str,
    blurb: &'static str,
    [min, max]: [f64; 2],
    default: f64,
) -> Knob {
    Knob { whole: true, ..real(key, title, blurb, [min, max, 1.0], default) }
}

/// The knob that every generator has.
const fn points(default: f64) -> Knob {
    let blurb = "How many points are drawn; more of them keep those there were.";
    Knob { log: true, ..whole("n", "Points", blurb, [10.0, 1_000_000.0], default) }
}

/// The standard deviation of what moves a point off its curve or centre.
const fn noise(range: [f64; 3], default: f64) -> Knob {
    real("noise", "Noise", "How far points stray: the standard deviation in each direction.", range, default)
}
