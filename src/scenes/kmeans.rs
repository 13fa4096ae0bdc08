//! K-means: the objective, its two half-steps, why it ends, where it ends.

use super::{SceneRow, choose};

pub(super) static SCENES: &[SceneRow] = &[SceneRow {
    key: "cost-curve",
    title: "The cost falls at every half-step",
    rows: &["D7", "D4"],
    link: "v=1&d=faithful&m=kmeans&start=random&s=4&t=6",
    words: "K-means alternates two half-steps. The plot below shows J after each of them: a blue dot after an assignment, a red diamond after a refit. Click any dot, or drag along the curve, and the run is at that half-step again.",
    look: "No step of the curve goes up, and the steps get smaller until nothing changes.",
    questions: [
        choose(
            "Which half-steps can raise J?",
            &["Assignments", "Refits", "Neither"],
            2,
            "Each is the best choice with the other held fixed, and staying as it was is always allowed.",
        ),
        choose(
            "How do you see in the plot that the run has converged?",
            &["The last two values are equal", "J is 0", "The dots turn green"],
            0,
            "An assignment that changes nothing leaves J as it is. J itself is the spread within the clusters and seldom 0.",
        ),
    ],
}];
