//! Soft K-means, the generative model, Bayes' rule for clusters.

use super::{SceneRow, choose, predict};

pub(super) static SCENES: &[SceneRow] = &[
    SceneRow {
        key: "soft",
        title: "Soft K-means and its stiffness",
        rows: &["D11"],
        link: "v=1&d=faithful&m=soft&beta=2&t=3",
        words: "Instead of a hard assignment every point has a degree of belonging to each centre: r⁽ⁿ⁾ = softmax(−β d²), that is rₖ = exp(−β dₖ²) / ∑ⱼ exp(−β dⱼ²) with d the distances to the centres. Refitting takes the mean of all points weighted by rₖ⁽ⁿ⁾. What falls at every half-step is the free energy F = ∑ r d² + (1/β) ∑ r ln r. Move the stiffness β, and click points between the clusters.",
        look: "Colours mix where a point is shared; the band of mixed colours narrows as β grows.",
        questions: [
            choose(
                "β goes to 0. What are the responsibilities?",
                &["All equal, 1/K", "0 or 1", "Undefined"],
                0,
                "The softmax of numbers that are all nearly 0 is even. Then all centres go to the mean of the data.",
            ),
            predict(
                "Back at half-step 2: how much of the ringed point will centre 1 be responsible for after the assignment?",
                "r",
                Some(0),
                2,
                "r is the softmax of minus beta times the squared distances: a point halfway is shared evenly, and every bit nearer counts by exp.",
            ),
        ],
    },
    SceneRow {
        key: "stiff",
        title: "β to infinity is K-means",
        rows: &["D11", "D21"],
        link: "v=1&d=faithful&m=soft&beta=100&t=11&vs.m=kmeans",
        words: "Soft K-means left, K-means right, same data, same start, in step. With β = 100 the softmax is nearly an argmax, and the two agree on every point. Lower β in the panel, go to the start and run again.",
        look: "The count of points on which they disagree, at every half-step.",
        questions: [
            choose(
                "Set β to 1 and run to the end. On how many of the 272 points do the two disagree then?",
                &["1", "27", "136"],
                0,
                "Even with β = 1 the two groups are so far apart that the larger share is nearly always that of the nearest K-means centre. The shares are soft all the same.",
            ),
            choose(
                "As β grows, F approaches...",
                &["J", "0", "minus infinity"],
                0,
                "The entropy's part of F is (1/β) ∑ r ln r: it vanishes, and what remains is J.",
            ),
        ],
    },
    SceneRow {
        key: "machine",
        title: "The generative machine",
        rows: &["D12"],
        link: "room=machine",
        words: "The model says how a point is made: choose a cluster z with p(z = k) = πₖ, then draw x from that cluster's N(x | μₖ, Σₖ). Draw one point (Space), or 500. Three panels as in the lecture: (a) complete data with the colour of z, (b) what is observed, without z, (c) the responsibilities p(z | x). Drag means and ellipses; Hide z and refit takes the points to the playground.",
        look: "(c) resembles (a) except where components overlap: there no one can know z from x.",
        questions: [
            choose(
                "Which comes first when a point is made?",
                &["z, the cluster", "x, the place", "Both at once"],
                0,
                "p(z, x) = p(z) p(x | z): first the cluster by πₖ, then the place by that cluster's Gaussian.",
            ),
            choose(
                "π₃ is doubled, and the others shrink. What changes in panel (c) halfway between components 3 and 2?",
                &["The colour shifts to that of 3", "Nothing", "It becomes grey"],
                0,
                "p(z = k | x) is proportional to πₖ N(x | μₖ, Σₖ): the prior is a factor of every responsibility.",
            ),
        ],
    },
    SceneRow {
        key: "posterior",
        title: "Marginal and posterior at any place",
        rows: &["D13"],
        link: "v=1&d=three&m=gmm&k=3&t=21&layers=field",
        words: "Click anywhere: for each component the prior πₖ, the density N(x | μₖ, Σₖ), their product, and after dividing by the marginal p(x) = ∑ⱼ πⱼ N(x | μⱼ, Σⱼ) the posterior p(z = k | x). The denominator has the πⱼ in it too. The ground mixes the components' colours by their posteriors.",
        look: "The products add up to p(x), and the posteriors to 1.",
        questions: [
            choose(
                "Far from all data one component often takes all. Which?",
                &["The one with the widest covariance in that direction", "The nearest mean", "The largest πₖ"],
                0,
                "Far away the exponent decides, and it is smallest in size for the component with the largest variance that way.",
            ),
            predict(
                "What is component 1's posterior for the ringed point?",
                "r",
                Some(0),
                21,
                "It is π₁ N(x | μ₁, Σ₁) divided by the sum of all three products: click the point to see them.",
            ),
        ],
    },
    SceneRow {
        key: "log-likelihood",
        title: "The log-likelihood of the data",
        rows: &["D14"],
        link: "v=1&d=three&m=gmm&k=3&t=5",
        words: "How good are the parameters? log p(D) = ∑ₙ log p(x⁽ⁿ⁾) = ∑ₙ log ∑ₖ πₖ N(x⁽ⁿ⁾ | μₖ, Σₖ). After an E-step the number beside the sentence is it, live; after an M-step it is the bound, which log p(D) is never below. Click a point: the denominator of its responsibilities is p(x⁽ⁿ⁾), whose logarithm is the one term it adds. The sum inside the logarithm is what makes this hard.",
        look: "The number rises with every iteration, and changes its name with every half-step.",
        questions: [
            choose(
                "Can log p(D) be positive?",
                &["Yes, densities can exceed 1", "No, probabilities are below 1", "Only for K = 1"],
                0,
                "A density is no probability. These points lie so close together that log p(D) ends near +666.",
            ),
            choose(
                "What stands in the way of a closed form?",
                &["The sum inside the logarithm", "The Gaussians", "The sum over n"],
                0,
                "With z known the logarithm would reach the Gaussian itself. With z unknown it stops at the sum over k.",
            ),
        ],
    },
];
