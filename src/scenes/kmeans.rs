//! K-means: the objective, its two half-steps, why it ends, where it ends, and other distances.

use super::{SceneRow, choose, predict};

pub(super) static SCENES: &[SceneRow] = &[
    SceneRow {
        key: "objective",
        title: "The objective J, point by point",
        rows: &["D3"],
        link: "v=1&d=blobs&m=kmeans&k=3&start=forgy&s=15&t=3&layers=spokes",
        words: "K-means looks for centres mₖ and assignments r⁽ⁿ⁾ that minimise J = ∑ₙ ∑ₖ rₖ⁽ⁿ⁾ ‖mₖ − x⁽ⁿ⁾‖². Each spoke is one ‖mₖ − x⁽ⁿ⁾‖, and J is the sum of their squares. r⁽ⁿ⁾ is 1-of-K: click a point to see its K squared distances and the single 1. The Clusters section has each cluster's share of J.",
        look: "Cluster 2 covers two groups: its spokes are the longest, and it holds 2845 of J = 3071.7.",
        questions: [
            predict(
                "The run begins anew. For the ringed point, which of the three numbers rₖ⁽ⁿ⁾ will be the 1 in the first assignment?",
                "cluster",
                None,
                0,
                "That of the nearest centre. r⁽ⁿ⁾ is a 1-of-K code: of the K terms of the inner sum only one is not zero.",
            ),
            choose(
                "A spoke becomes twice as long. What does that point add to J now?",
                &["Twice as much", "Four times as much", "The same"],
                1,
                "J sums squared distances, so far points weigh heavily. That is why outliers pull centres so strongly.",
            ),
        ],
    },
    SceneRow {
        key: "alternate",
        title: "Fix one, optimise the other",
        rows: &["D4"],
        link: "v=1&d=faithful&m=kmeans&start=random&s=4&t=1",
        words: "Minimising J over assignments and centres at once is hard; over one of them with the other held fixed it is easy. Assignment: every x⁽ⁿ⁾ joins its nearest centre. Refitting: every mₖ goes to the mean of its points. The two chips beside the sentence say what is held fixed and what is optimised. Answer the first question, then take half a step (→).",
        look: "In an assignment points change colour and centres stay; in a refit points keep their colours and centres move, the border with them.",
        questions: [
            predict(
                "Where will centre 2 go in the refit? Put the marker there.",
                "centre",
                Some(1),
                1,
                "With r held fixed it goes to the mean of the points that are its own now, wherever it stood before.",
            ),
            choose(
                "What is held fixed while the centres move?",
                &["The assignments r", "The centres m", "Nothing"],
                0,
                "A refit is the best choice of m for these r, an assignment the best choice of r for these m. The pair may still be stuck in a local minimum.",
            ),
        ],
    },
    SceneRow {
        key: "starts",
        title: "Where to begin",
        rows: &["D5"],
        link: "v=1&d=blobs&m=kmeans&k=4&start=random&s=3",
        words: "Before the first half-step somebody has to choose the centres: random values in the data's box as on the slide, random data points (Forgy), the means of a random partition, k-means++, farthest first, points along the principal axis, or your own hand: drag a centre. Change Start in the panel, or press N for another seed.",
        look: "Four centres on three clusters: which starts leave one without points, and how much better the other ends are.",
        questions: [
            predict(
                "Will this start end with a J as low as the lowest of 50 starts?",
                "optimum",
                None,
                0,
                "It does not: one centre never gets a point, and three do the work of four. Where a run ends depends on where it begins.",
            ),
            choose(
                "Suppose that no point at all is nearest to some centre. Why does that centre stay where it is?",
                &["Its mean would be 0 divided by 0", "It has converged", "It is an outlier"],
                0,
                "mₖ = ∑ rₖ x / ∑ rₖ has no value when no point belongs to it. J is the same wherever it stands, so it stays (or, with Empty cluster set to Moves, goes to the farthest point).",
            ),
        ],
    },
    SceneRow {
        key: "stops",
        title: "It stops, after finitely many steps",
        rows: &["D6"],
        link: "v=1&d=faithful&m=kmeans&start=random&s=4&t=6",
        words: "Test for convergence: an assignment step that changes no assignment. There are only finitely many ways to assign N points to K clusters, J falls with every change, so none comes back and the run must end. The sentence counts the points that changed in every assignment. Take one more half-step (→).",
        look: "The count of changed points: here it gets smaller with every assignment. When it is 0, the run has converged.",
        questions: [
            choose(
                "Why can K-means not go round in circles?",
                &[
                    "Every change of assignment lowers J",
                    "Centres never return to a place",
                    "The number of half-steps is limited",
                ],
                0,
                "To come back to an assignment J would have to come back to its old, higher value. It never rises.",
            ),
            choose(
                "At which half-step does this run find that it has converged?",
                &["5", "7", "9"],
                1,
                "Half-step 7 is an assignment in which no point changes. It is always an assignment that finds it.",
            ),
        ],
    },
    SceneRow {
        key: "cost-curve",
        title: "The cost never rises",
        rows: &["D7"],
        link: "v=1&d=faithful&m=kmeans&start=random&s=4&t=4",
        words: "The plot below shows J after each half-step: a blue dot after an assignment, a red diamond after a refit, as on the slide. It is also the control: click any dot, or drag along the curve, and the run is at that half-step again, bit for bit.",
        look: "No piece of the curve goes up. After the great fall come small ones, to be read in the sentence, until nothing changes.",
        questions: [
            choose(
                "Which half-steps can raise J?",
                &["Assignments", "Refits", "Neither"],
                2,
                "Each is the best choice with the other held fixed, and staying as it was is always allowed.",
            ),
            choose(
                "What does J do in the half-step that finds that the run has converged?",
                &["It stays exactly as it was", "It falls to 0", "It rises a little"],
                0,
                "An assignment that changes nothing leaves J as it is. J is the spread within the clusters and seldom 0.",
            ),
        ],
    },
    SceneRow {
        key: "stuck",
        title: "A bad local optimum, and many starts",
        rows: &["D8"],
        link: "v=1&d=blobs&m=kmeans&k=3&start=forgy&s=15&t=15&dock=restarts",
        words: "This run has converged with two centres in one cluster and one centre for the two others: J = 3066.9. No half-step leads out of it. The slide's cure is to try many random starts: below, hundreds of them are walked in the background. Click a bar or a card to have a run that ended there, and step back through it.",
        look: "How many different ends there are, and which share of the starts found the best one.",
        questions: [
            choose(
                "This run's J is 3066.9. About how many times the J of the best end is that?",
                &["Three times", "One and a tenth", "A hundred times"],
                0,
                "The best end has J = 982.1. Both are local minima: in both, no single half-step improves anything.",
            ),
            choose(
                "Nine of ten starts find the best end. How likely is it that ten starts all miss it?",
                &["One in ten thousand million", "One in ten", "One in a hundred"],
                0,
                "Each start misses with probability 0.1, and ten independent ones with 0.1 to the tenth power. That is why a few restarts help so much here.",
            ),
        ],
    },
    SceneRow {
        key: "segmentation",
        title: "K-means on the pixels of a picture",
        rows: &["D9"],
        link: "room=picture&t=30",
        words: "Every pixel is a point: its colour, and if you like its place in the grid, times a weight. K-means with K centres paints each pixel in its cluster's mean colour. Step it, change K, switch the features from colour to colour and place, and drag the slider between the photograph and its segmentation.",
        look: "With colour alone, one cluster is all over the picture; with place and a large weight, clusters become connected patches.",
        questions: [
            choose(
                "The weight of place grows very large. What do the clusters become?",
                &["Compact patches, whatever their colour", "Single colours", "Edges"],
                0,
                "Distance is then almost only distance in the grid, and K-means tiles the picture.",
            ),
            choose(
                "With colour alone: what is the centre of a cluster of pixels?",
                &["A mean colour", "A place", "An edge"],
                0,
                "The mean of its members' features: a colour, and with place a mean place too. The palette shows the K mean colours.",
            ),
        ],
    },
    SceneRow {
        key: "superpixels",
        title: "Superpixels",
        rows: &["D9"],
        link: "room=picture&features=superpixels&m=20&t=20",
        words: "Superpixels are K-means with some modifications: centres start on a grid, so that every pixel has several nearby; each looks only at pixels near it; and the distance mixes colour and place by a compactness m. A few iterations make hundreds of small regions that follow edges, from which larger ones can be built.",
        look: "The borders follow edges of the picture where there are any, and the grid where there are none.",
        questions: [
            choose(
                "A larger compactness makes superpixels...",
                &["more even, like the grid", "more ragged", "follow edges better"],
                0,
                "Place then counts for more, so a pixel joins the nearest centre even if its colour fits less well.",
            ),
            choose(
                "Why is it enough to look at pixels near a centre?",
                &["A far pixel has a nearer centre of its own", "Far pixels have other colours", "Centres never move"],
                0,
                "Centres stay about a grid step apart, so every pixel has several in its window, and place keeps far ones from winning.",
            ),
        ],
    },
    SceneRow {
        key: "mahalanobis",
        title: "Other distances: Mahalanobis",
        rows: &["D10"],
        link: "v=1&d=stretched&m=kmeans&k=3&start=forgy&s=1&t=27&vs.m=kmeans&vs.dist=mahalanobis-det",
        words: "Assign x⁽ⁿ⁾ to the nearest cluster by (x⁽ⁿ⁾ − mₖ)ᵀ Σₖ⁻¹ (x⁽ⁿ⁾ − mₖ): directions in which a cluster varies much count less. Each refit also sets Σₖ to its cluster's covariance. Left, Euclidean K-means cuts the three stripes across; right, ln |Σₖ| is added to the distance, so that the cost cannot rise: without it a large Σₖ would be cheap, for it makes every distance small. Then set Distance under Model to Mahalanobis, which has no ln |Σₖ|, go to the start and step: J may rise, and the sentence says so.",
        look: "Pips mark the points on which the two disagree.",
        questions: [
            choose(
                "Which distances count less in a Mahalanobis distance?",
                &["Those along directions of high variance", "Those along directions of low variance", "Vertical ones"],
                0,
                "Σₖ⁻¹ divides by the variance of each direction.",
            ),
            choose(
                "Why can J rise without ln |Σₖ| when Σₖ is re-estimated?",
                &["The new Σₖ is not what minimises J", "The means are wrong", "Rounding"],
                0,
                "J alone would be least for an ever larger Σₖ, which makes all distances 0. The estimated covariance minimises J only together with the ln |Σₖ| of each point's cluster.",
            ),
        ],
    },
];
