//! What goes wrong: each failure survives, is explained, and has a link.

use super::{SceneRow, choose, predict};

pub(super) static SCENES: &[SceneRow] = &[
    SceneRow {
        key: "collapse",
        title: "Collapse onto a point",
        rows: &["D25"],
        link: "v=1&d=blobs&d.n=18&m=gmm&k=4&floor=0&t=13",
        words: "The likelihood of a Gaussian mixture has no maximum: a component that sits on a single point and shrinks makes it infinite. With the variance floor at 0 this run goes there: take a few more half-steps and watch the curve, until the covariance is singular and nothing more can be done. The floor (Fine print) holds it; so does a prior, in the next scene.",
        look: "Ellipse 3 loses its points to its neighbours and shrinks with every M-step. When one point is left it is smaller than its marker, and the bound jumps up by 15.",
        questions: [
            choose(
                "Why can K-means not collapse like this?",
                &["It has no variances to shrink", "It has fewer points", "Its centres never sit on a point"],
                0,
                "A centre on a point saves that point's distance and no more: J cannot fall below 0.",
            ),
            predict(
                "Back at half-step 5: where will mean 3 go in the next M-step?",
                "centre",
                Some(2),
                5,
                "To the mean of all points weighted by r₃, and only those whose colour has some of component 3's in it weigh anything. As it turns to them it leaves others behind, until a single point is left: there its density grows without bound.",
            ),
        ],
    },
    SceneRow {
        key: "map",
        title: "Collapse cured: MAP-EM",
        rows: &["D25"],
        link: "v=1&d=blobs&d.n=18&m=gmm&k=4&floor=0&prior=1&t=19",
        words: "The same run with a prior on every Σₖ, as if each cluster had seen a little data before. The M-step then maximises Q + log p(θ), so log p(D) + log p(θ) never falls: covariances are pulled towards a smaller copy of the data's own and cannot vanish. The floor is still 0. The curve leaves the prior out: at half-step 8 the M-step lowers it.",
        look: "The run converges, and ellipse 3 keeps its size, with three points.",
        questions: [
            choose(
                "What does a stronger prior do to small clusters?",
                &["Pulls their covariance to a common shape", "Deletes them", "Nothing"],
                0,
                "The prior counts like data. A cluster with few points is outvoted by it, one with many is not.",
            ),
            choose(
                "Which of these is it certain that MAP-EM never lowers?",
                &["log p(D) + log p(θ)", "log p(D)", "Neither"],
                0,
                "What rises is the posterior. At half-step 8 the M-step gives up 0.073 of the bound on log p(D) for more of the prior.",
            ),
        ],
    },
    SceneRow {
        key: "empty",
        title: "An empty cluster",
        rows: &["D5"],
        link: "v=1&d=blobs&m=kmeans&k=4&start=random&s=3&t=1",
        words: "One of four centres started so far out that every point has a nearer one. It gets no points. The run goes on with three. With Empty cluster set to Moves in the panel such a centre jumps onto the point that lies farthest from the centre it belongs to.",
        look: "The warning below the sentence, after every refit, and a count of 0 in Clusters.",
        questions: [
            predict(
                "Where will centre 2 go in the first refit?",
                "centre",
                Some(1),
                1,
                "Nowhere: no point belongs to it, so there is no mean to go to. It adds nothing to J, and helps nothing.",
            ),
            choose(
                "Random points (Forgy) puts every centre on a data point, Random values anywhere in the data's box. Which cannot leave a centre empty in the first assignment?",
                &["Random points (Forgy)", "Random values"],
                0,
                "A centre on a data point has at least that point, unless another centre is at the very same place.",
            ),
        ],
    },
    SceneRow {
        key: "outlier",
        title: "Outliers",
        rows: &["D24"],
        link: "v=1&d=outliers&m=gmm&k=3&start=principal-axis&t=43",
        words: "A few points strewn far and wide spoil a fit: a Gaussian's log p falls with the squared distance, so that under a narrow one a far point is all but impossible. This mixture spends a component on them and covers two clusters with another. Try a Student-t mixture on the same points, or K-medoids, whose plain distances let a far point pull no harder than others.",
        look: "One ellipse far larger than the rest.",
        questions: [
            choose(
                "Why does the Gaussian mixture give the strays a component?",
                &["Under the narrow ones they would be all but impossible", "They are a cluster", "By chance"],
                0,
                "log p(x) of a point falls with its squared distance. One wide component saves hundreds of nats.",
            ),
            choose(
                "Which is least disturbed by one far point?",
                &["A median or medoid", "A mean", "A covariance"],
                0,
                "A mean moves with every point, a covariance with its square. A medoid only asks for the sum of plain distances.",
            ),
        ],
    },
    SceneRow {
        key: "unequal-sizes",
        title: "Unequal sizes",
        rows: &["D25"],
        link: "v=1&d=unbalanced&m=kmeans&k=3&s=6&t=91&vs.m=gmm&vs.cov=spherical",
        words: "One crowd and two small groups. Left, K-means would rather split the crowd and give both small groups one centre: many small distances saved outweigh a few large ones. It has converged, and the best J that 100 starts find, 799.0, splits the crowd too. Right, a Gaussian mixture from the same start may give its components sizes πₖ and widths σₖ of their own.",
        look: "Left 235 and 224 points of one crowd in two clusters, 41 points of two groups in one; right the crowd and each group.",
        questions: [
            choose(
                "Is this a bad local optimum that more starts would cure?",
                &["No, the objective itself prefers it", "Yes"],
                0,
                "Restarts find J = 799.0 at best, and it splits the crowd too. The fault is in what J asks for.",
            ),
            choose(
                "What would help?",
                &["A model with πₖ and σₖ", "More iterations", "A smaller seed"],
                0,
                "A mixture can say that a cluster is large and another small, and need not cut the crowd.",
            ),
        ],
    },
    SceneRow {
        key: "stretched-clusters",
        title: "Stretched clusters",
        rows: &["D10"],
        link: "v=1&d=stretched&m=kmeans&k=3&t=27",
        words: "Three long parallel stripes. Squared Euclidean distance knows only round clusters, so K-means cuts the stripes across. It has converged, and even the lowest J that 200 starts find, 2706.8, is not that of the stripes. Try a Gaussian mixture, and its Covariance, on the same points.",
        look: "The straight borders run across the stripes, not between them.",
        questions: [
            predict(
                "The run begins anew. Which centre takes the ringed point in the second assignment?",
                "cluster",
                None,
                2,
                "The nearest one, whatever stripe the point lies on: K-means knows round clusters of one size only.",
            ),
            choose(
                "Which of these finds the stripes?",
                &["A mixture with tied or full covariance", "More starts", "Larger K"],
                0,
                "The shape must be a part of the model.",
            ),
        ],
    },
    SceneRow {
        key: "identical-starts",
        title: "Identical starts never part",
        rows: &["D11"],
        link: "v=1&d=blobs&m=soft&k=3&start=same&t=3",
        words: "All three centres start at the same place. So each has the same part of every point and goes to the same mean, for ever. Nothing in the half-steps breaks a tie: the start has to. Drag one centre a little and run on to the end.",
        look: "Three glyphs on one spot, and one colour for all points. Click any.",
        questions: [
            predict(
                "The run begins anew. How much of the ringed point will centre 1 be responsible for?",
                "r",
                Some(0),
                0,
                "A third: all three centres are equally far from every point. It is a fixed point, though no minimum: any small push leads away from it.",
            ),
            choose(
                "You drag one centre a little. What happens then?",
                &["It parts; the other two stay together", "All three part", "It returns"],
                0,
                "Its tie is broken, and each half-step makes the difference larger. The other two are still at one place and share every point alike: nothing parts them.",
            ),
        ],
    },
    SceneRow {
        key: "too-many",
        title: "More clusters than points",
        rows: &["D5"],
        link: "v=1&d=blobs&d.n=10&m=kmeans&k=12",
        words: "Twelve clusters for ten points cannot be: some cluster would have to be empty from the start. The page says so in place of a run, and keeps your points and settings: lower K to 10 or draw more points.",
        look: "The sentence that says what is wrong and what to do.",
        questions: [
            choose("With K = N, what is the least J?", &["0", "1", "N"], 0, "Every point can be its own centre."),
            choose(
                "Is K = N a good clustering?",
                &["No: it says nothing about the data", "Yes, J cannot be less"],
                0,
                "The least J for each K falls to 0 as K grows. That is why J alone cannot choose K.",
            ),
        ],
    },
];
