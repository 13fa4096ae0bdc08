//! What a cluster is: Bayes' rule for two groups, and a density with several modes.

use super::{SceneRow, choose};

pub(super) static SCENES: &[SceneRow] = &[
    SceneRow {
        key: "two-groups",
        title: "Two kinds of people, and Bayes' rule",
        rows: &["D1"],
        link: "room=bayes",
        words: "Two groups y = 0 and y = 1 have a density p(x | y) each and a share p(y) of all people. Someone measures x. Bayes' rule turns the densities round: P(y | x) = p(x | y) p(y) / p(x). Drag x, the means, the widths and the prior, and watch the numbers of the formula follow.",
        look: "The decision point is where the two joint densities p(x | y) p(y) cross, and P(y = 1 | x) is one half there.",
        questions: [
            choose(
                "Both widths are equal, and the prior of one group grows. Which way does the decision point move?",
                &["Towards the other group's mean", "Towards its own mean", "It stays"],
                0,
                "Its joint density grows everywhere, so it wins in places that belonged to the other group before.",
            ),
            choose(
                "Both widths are equal. How many decision points are there at most?",
                &["One", "Two", "Three"],
                0,
                "With equal widths the log ratio of the joint densities is a straight line in x, which crosses 0 once. With different widths it is a parabola, which may cross twice.",
            ),
        ],
    },
    SceneRow {
        key: "modes",
        title: "Clusters are modes of the density",
        rows: &["D2"],
        link: "v=1&d=three&m=gmm&k=3&start=truth&t=1&layers=contours,-ellipses,-trails",
        words: "Samples that form clusters come from a density p(x) with several modes: regions of high probability with little between them. The ground is shaded by p(x) = ∑ πₖ N(x | μₖ, Σₖ), and the lines join places of equal density. Nobody observes which cluster a point is of: the colours are the model's own answer. How it was fitted, and the words below the stage, are what the rest of the lecture is about.",
        look: "Closed contour lines around each mode, and valleys between them in which points have mixed colours.",
        questions: [
            choose(
                "Switch on True groups in View. Where do most of the model's wrong colours lie?",
                &["Where components overlap", "At the centres", "Far outside"],
                0,
                "There two components explain a point about equally well, so some points come from the less likely one.",
            ),
            choose(
                "What would a density with one mode say about clusters?",
                &["There is no more than one to be seen", "There are many", "Nothing at all"],
                0,
                "Clusters in this sense are modes. A single mode may still be made of several groups that overlap too much to be told apart.",
            ),
        ],
    },
];
