//! Mixtures of Gaussians and EM: covariances, complete data, the bound, the ladder, the hard way, how many.

use super::{SceneRow, choose, predict};

pub(super) static SCENES: &[SceneRow] = &[
    SceneRow {
        key: "shapes",
        title: "Σ = I, and general Σₖ",
        rows: &["D15"],
        link: "v=1&d=stretched&m=gmm&k=3&cov=tied&s=6&t=37",
        words: "The first model of the lecture has Σ = I for every component: circles of one size. General covariances Σₖ follow the data. Choose Covariance in the panel: identity, spherical σₖ²I, diagonal, full, or tied (one Σ for all), and let πₖ be learned or fixed at 1/K.",
        look: "Which kinds can follow the stripes, and which must cut them.",
        questions: [
            choose(
                "Which kind can follow these three equal, tilted stripes with the fewest numbers?",
                &["Tied", "Full", "Identity"],
                0,
                "The stripes share one shape, so one full Σ is enough. A full Σₖ each fits too, with three times as many numbers.",
            ),
            choose(
                "A diagonal Σₖ can be...",
                &["an ellipse along the axes", "any ellipse", "only a circle"],
                0,
                "Without covariances between the coordinates an ellipse cannot be tilted.",
            ),
        ],
    },
    SceneRow {
        key: "one-or-two",
        title: "One Gaussian or two, in one dimension",
        rows: &["D16"],
        link: "v=1&d=galaxies&m=gmm&t=39",
        words: "The velocities of 82 galaxies along a line: a rug of points with its histogram, the components πₖ N(x | μₖ, σₖ²) in their colours, and the mixture on top. With K = 1 a single Gaussian must cover everything. Change K in the panel and run to the end.",
        look: "With K = 1 the curve lies below the bars in the crowd and above them in the gaps beside it.",
        questions: [
            choose(
                "log p(D) ends at −240.3 with K = 1 and at −220.2 with K = 2. Where with K = 3?",
                &["−203.2", "−220.2", "−236.9"],
                0,
                "With two, the second takes both tails and the first can be narrow: 20 nats more. With three each tail has its own: 17 more.",
            ),
            choose(
                "Can the highest log p(D) that K components reach fall when K grows?",
                &["No", "Yes", "Only in 1-D"],
                0,
                "A mixture of K is a mixture of K + 1 with one πₖ = 0. The best can only get better, which is why likelihood alone cannot choose K.",
            ),
        ],
    },
    SceneRow {
        key: "two-dimensions",
        title: "Gaussians in the plane",
        rows: &["D17"],
        link: "v=1&d=three&m=gmm&k=3&t=63&layers=contours",
        words: "In two dimensions a component is an ellipse: its axes are the eigenvectors of Σₖ, its half axes the square roots of the eigenvalues. The covariance of the two coordinates tilts it: upwards to the right where they grow together. Drawn at 1, 2 and 3 standard deviations, over contours of the whole mixture. In the plane these hold 39 %, 86 % and 99 % of a Gaussian's points, not the 68 %, 95 % and 99.7 % of the line.",
        look: "Contours follow a single component near its mean and join two where they overlap.",
        questions: [
            choose(
                "Of 100 points of a Gaussian in the plane, about how many lie outside its ellipse at 2 standard deviations?",
                &["14", "5", "32"],
                0,
                "In two dimensions a share of exp(−2²/2) = 14 % lies outside; 5 % is the answer in one dimension.",
            ),
            choose(
                "In which of the three components is the covariance of x₁ and x₂ negative?",
                &["1", "2", "3"],
                0,
                "Ellipse 1 leans downwards to the right. Off-diagonal entries of Σₖ turn the eigenvectors away from the axes.",
            ),
        ],
    },
    SceneRow {
        key: "complete-data",
        title: "With z known it is easy",
        rows: &["D18"],
        link: "v=1&d=three&m=gmm&k=3&start=truth&vs.m=gmm&vs.start=k-means++",
        words: "If z were observed, maximum likelihood would be counting: πₖ the class proportions, μₖ the class means, Σₖ the class covariances, in closed form and without any iteration. The left side starts there: from the true labels. The right side knows only x and starts with k-means++. Step both to the end.",
        look: "Left, EM moves a little even from the complete-data answer: without z the likelihood has its maximum elsewhere. At the end the right side has the same ellipses in other colours: nobody knows which component is called 1, so most points seem to disagree.",
        questions: [
            choose(
                "How many iterations does maximum likelihood need when z is known?",
                &["None: it is a closed form", "As many as EM", "One for each cluster"],
                0,
                "With z the log-likelihood splits into K separate Gaussians, each with its textbook estimate.",
            ),
            choose(
                "Do both sides end at the same log p(D)?",
                &["Yes, to the tolerance", "No, the right one is lower", "No, the left one is lower"],
                0,
                "Both end near 665.81: here EM finds without z what it reaches from the truth.",
            ),
        ],
    },
    SceneRow {
        key: "bound",
        title: "The lower bound: E closes the gap, M lifts it",
        rows: &["D19"],
        link: "v=1&d=faithful&m=gmm&start=random&s=4&t=6&dock=bound",
        words: "For any responsibilities r, log p(D) = L + KL(r ‖ p(z | x)), and L = Q + H: the expected complete-data log-likelihood plus the entropy of r. The E-step makes KL zero without touching log p(D). The M-step raises Q. Step and watch the five numbers.",
        look: "After an E-step the gap is 0.000; after an M-step log p(D) has risen at least as much as the bound.",
        questions: [
            choose(
                "Which of the five numbers cannot change in an E-step?",
                &["log p(D)", "Q", "The gap"],
                0,
                "log p(D) depends on the parameters alone, and the E-step changes r only.",
            ),
            choose(
                "Why does log p(D) rise at least as much as the bound in an M-step?",
                &["The bound touched it before, and cannot exceed it after", "Because Q is positive", "It does not"],
                0,
                "Before the M-step both were equal; after it log p(D) = L + KL with KL not below 0.",
            ),
        ],
    },
    SceneRow {
        key: "em",
        title: "EM on Old Faithful, step by step",
        rows: &["D20", "D25"],
        link: "v=1&d=faithful&m=gmm&t=1",
        words: "Initialise πₖ, μₖ, Σₖ. E-step: evaluate the responsibilities. M-step: refit the parameters with them. Evaluate log p(D), and stop when it changes by less than the tolerance. The same transport as for K-means: half a step with →, a whole one with Shift →.",
        look: "After the first jump little happens for some iterations; then the two groups part, and the last ones polish the shapes.",
        questions: [
            predict(
                "Where will mean 1 go in the first M-step?",
                "centre",
                Some(0),
                1,
                "To the mean of all points, each weighted by its r₁: blue points pull it with all their weight, mixed ones with a part of it.",
            ),
            choose(
                "How many whole iterations until the default tolerance stops this run?",
                &["19", "5", "197"],
                0,
                "It converges at half-step 39: 19 iterations and the E-step that finds that nothing changes any more.",
            ),
        ],
    },
    SceneRow {
        key: "ladder",
        title: "One pattern: K-means, soft K-means, EM",
        rows: &["D21"],
        link: "v=1&d=faithful&m=soft&beta=2&t=5&vs.m=gmm&vs.cov=identity&vs.w=equal&vs.eps=0.25",
        words: "Soft K-means with stiffness β left; EM with Σ = σ²I, equal πₖ and σ² = 1/(2β) right, from the same start. Their responsibilities are the same numbers at every half-step. The ladder in Compare goes from K-means over soft K-means and σ²I to diagonal and full: on each rung EM learns more of Σₖ and πₖ.",
        look: "All points agree, at every half-step.",
        questions: [
            choose(
                "β = 2. Which σ² makes EM the same?",
                &["0.25", "2", "0.5"],
                0,
                "exp(−β d²) = exp(−d² / (2σ²)) for β = 1/(2σ²), so σ² = 1/(2 · 2) = 0.25.",
            ),
            choose(
                "What does EM learn that soft K-means cannot?",
                &["Mixing coefficients and covariances", "Means", "Responsibilities"],
                0,
                "Soft K-means has one fixed β for all clusters and no πₖ.",
            ),
        ],
    },
    SceneRow {
        key: "epsilon",
        title: "Σ = εI with ε to 0: EM becomes K-means",
        rows: &["D21"],
        link: "v=1&d=faithful&m=gmm&k=3&cov=identity&eps=0.000001&t=17&vs.m=kmeans&layers=field",
        words: "Left EM with Σ = εI and a tiny ε, right K-means, same start. The energy of a point under component k is d²/(2ε) − ln πₖ and a constant. As ε goes to 0 the responsibilities become 0 or 1 and the M-step becomes the mean of the assigned points, whatever the πₖ. Raise ε in the panel and compare again.",
        look: "All 272 points agree; with ε = 1 many do not.",
        questions: [
            choose(
                "Why do the mixing coefficients stop mattering as ε goes to 0?",
                &["d²/(2ε) outgrows ln πₖ", "They become equal", "They become 0"],
                0,
                "The energy is −ln πₖ + d²/(2ε) + a constant. The first term stays, the second grows without bound.",
            ),
            choose(
                "On how many points do the two sides disagree here?",
                &["0", "27", "98"],
                0,
                "The assignments are those of K-means at every iteration.",
            ),
        ],
    },
    SceneRow {
        key: "gradient",
        title: "Gradient ascent is the hard way",
        rows: &["D22"],
        link: "v=1&d=faithful&m=gmm&t=39&vs.m=gmm&vs.by=gradient",
        words: "Both sides climb the same log p(D) from the same start: EM left, gradient ascent right, on unconstrained parameters with a step size η. EM has no step size, keeps Σₖ valid by itself and is much quicker. Change the right side's Step size η, under Compare: small is slow, large diverges.",
        look: "Where the gradient's curve is when EM has already converged, at half-step 39.",
        questions: [
            choose(
                "EM needs 39 half-steps. How many does gradient ascent with η = 0.2 need?",
                &["197, or 98 iterations", "45, or 22 iterations", "39 as well"],
                0,
                "It reaches practically the same log p(D), −385.46, five times later. And a good η had to be found first.",
            ),
            choose(
                "Set η to 2. What happens?",
                &["log p(D) falls: it diverges", "It is ten times faster", "Nothing"],
                0,
                "A step beyond the top of the slope ends lower than it began. EM cannot do that: its M-step is exact.",
            ),
        ],
    },
    SceneRow {
        key: "any-density",
        title: "Enough Gaussians approximate any density",
        rows: &["D23"],
        link: "v=1&d=spirals&m=gmm&k=20&t=223&layers=-ellipses,-trails",
        words: "A mixture with enough components can come as near to any density as you like. Three spiral arms have no Gaussian in them, yet with K = 20 the shade follows the arms. Try K = 3, 8, 20, 40; under Data try Rings, Banana and No clusters.",
        look: "With few components the density spills between the arms; with many it hugs these very points, gaps and all.",
        questions: [
            choose(
                "K = 40 follows the points even closer. Is that better?",
                &["Not for new points: it begins to follow the noise", "Always", "No, log p(D) falls"],
                0,
                "log p(D) of these points rises, that of points it has not seen soon falls: overfitting. The next scene measures it.",
            ),
            choose(
                "Are the 20 components clusters?",
                &["No, they are pieces of a density", "Yes", "Only three of them"],
                0,
                "A component need not be a group of the world. There are three arms, each covered by several Gaussians.",
            ),
        ],
    },
    SceneRow {
        key: "choose-k",
        title: "How many? Estimation and modelling error",
        rows: &["D23"],
        link: "v=1&d=three&m=gmm&k=3&t=63&dock=choose",
        words: "Likelihood rises with K, so it cannot choose K. Below: AIC, BIC and ICL, which charge for parameters (ICL for undecided points, too); the likelihood of points held out from the fit; the elbow, the silhouette, the gap statistic. More points draws the held-out likelihood against N: what a fit to few points loses against one to endless many is its estimation error, what even that one loses against the truth its modelling error. Click a K to try it.",
        look: "AIC and BIC do not agree here: the one charges 2 for a parameter, the other ln N. The truth is K = 3.",
        questions: [
            choose(
                "Which error shrinks when N grows?",
                &["Estimation error", "Modelling error", "Both"],
                0,
                "More data estimate the same model better. What the model cannot say at all stays unsaid: that is modelling error.",
            ),
            choose(
                "Which K does AIC choose for these points?",
                &["5", "3", "2"],
                0,
                "AIC = −2 log p(D) + 2p, least at K = 5. BIC = −2 log p(D) + p ln N is least at K = 3: the fourth component gains less than its six parameters cost.",
            ),
        ],
    },
];
