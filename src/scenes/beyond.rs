//! Other distributions, other variants, and Bishop's own figures.

use super::{SceneRow, choose, predict};

pub(super) static SCENES: &[SceneRow] = &[
    SceneRow {
        key: "old-faithful",
        title: "K-means on Old Faithful",
        rows: &["D25"],
        link: "v=1&d=faithful&m=kmeans&edit=0.1:1.6,85;0.2:5.1,52",
        words: "Bishop's first figure of chapter 9: Old Faithful, standardised (waiting varies by tens of minutes, eruptions by one or two), with both centres started in empty corners. Step through it: assignment, refit, assignment. The centres can be dragged to any other start.",
        look: "At first the border between the clusters runs along the diagonal; a few steps later it stands across it.",
        questions: [
            choose(
                "Why standardise these data?",
                &["Or waiting alone would decide what is near", "To make J 1", "K-means needs it"],
                0,
                "Waiting times spread over tens of minutes, eruptions over a few. Without standardising, distance would be waiting time alone.",
            ),
            predict(
                "Which centre takes the ringed point in the first assignment?",
                "cluster",
                None,
                0,
                "The nearer one, measured in standardised units: which side of the border it lies on. That border is halfway between the centres, square to the line that joins them.",
            ),
        ],
    },
    SceneRow {
        key: "compression",
        title: "A picture in K colours",
        rows: &["D25"],
        link: "room=picture&k=10&t=30",
        words: "Bishop's figure of image compression: each pixel keeps only the number of its cluster, and the palette has K colours of 24 bits. That takes log₂ K bits per pixel plus 24 K bits for the palette, in place of 24 bits per pixel. The table below the palette has the price at each K.",
        look: "How few colours still look like the photograph.",
        questions: [
            choose(
                "About how many bits per pixel does K = 10 take (without the palette)?",
                &["3.3", "10", "24"],
                0,
                "log₂ 10 = 3.32 bits tell which of ten colours it is.",
            ),
            choose(
                "Fill in the table (below the palette): the error falls as K grows. Why can the least error never rise?",
                &["The extra colour could simply go unused", "Colours get sharper", "It can rise"],
                0,
                "J is the squared error of the pixels' colours. With K + 1 centres the best K are still to be had, and mostly something better. One run may end in a worse local minimum.",
            ),
        ],
    },
    SceneRow {
        key: "online",
        title: "Online K-means: one point at a time",
        rows: &["D25"],
        link: "v=1&d=faithful&m=online&t=20",
        words: "The sequential form: for each point in turn the nearest centre moves a little towards it, mₖ ← mₖ + η (x⁽ⁿ⁾ − mₖ), with η one over the number of points that centre has seen (its start counts, and so does x⁽ⁿ⁾), which makes it their mean, or a constant (Rate η, under Model). No pass over all data is needed: the assignment between batches of ten is for the eye, and for J.",
        look: "J does not fall at every half-step: a few points can pull a centre the wrong way.",
        questions: [
            choose(
                "Centre 2 has seen 9 points, its start among them. The tenth lies at a distance of 1. With η = 1/count, how far does the centre move?",
                &["0.1", "1", "0.9"],
                0,
                "A tenth of the way: m ← m + (x − m)/10 is the mean of all ten, without keeping any of them.",
            ),
            choose(
                "Why does η = 1/count settle, while a constant η trembles for ever?",
                &["Steps shrink, and the centre is the running mean", "Points run out", "J is not measured"],
                0,
                "With 1/count the centre is the average of all it has seen. With a constant rate old points are forgotten and new ones always pull.",
            ),
        ],
    },
    SceneRow {
        key: "medoids",
        title: "K-medoids: centres are data points",
        rows: &["D25"],
        link: "v=1&d=outliers&m=kmedoids&k=3&start=principal-axis&t=5",
        words: "K-medoids replaces the squared distance by any dissimilarity, here the plain distance, and lets only data points be centres: the medoid is the point with the least sum of distances to its cluster. Outliers pull no harder than other points. Compare with K-means in the Compare section.",
        look: "The centres sit in the middle of the crowds, on points.",
        questions: [
            predict(
                "The run begins anew. Where will medoid 3 go in the first refit?",
                "centre",
                Some(2),
                1,
                "Onto a data point in the middle of the crowd. A mean would be pulled towards the strays; the sum of plain distances hardly notices them.",
            ),
            choose(
                "What does K-medoids need of the data?",
                &["Only dissimilarities between points", "Means", "Gaussians"],
                0,
                "A medoid is chosen among the points, so nothing has to be averaged.",
            ),
        ],
    },
    SceneRow {
        key: "digits",
        title: "Bernoulli mixtures: handwritten digits",
        rows: &["D24", "D25"],
        link: "v=1&d=digits&m=bernoulli&k=10&a=0.5&t=145&dock=components",
        words: "Each picture has 64 pixels, with ink or without. A component gives every pixel a probability μ of ink: the pictures below are the μₖ. EM works as before, only the density is Π μˣ (1 − μ)¹⁻ˣ. A pseudo-count, as if each pixel had been seen a little with ink and a little without, keeps every μ off 0 and 1: a μ of 0 would rule out every digit that has ink there. Nobody tells it which digit is which.",
        look: "Which digits have a component of their own, and which share one.",
        questions: [
            choose(
                "A mid-grey pixel in a component's picture means...",
                &["ink in about half of its digits", "a grey pixel in the data", "no data"],
                0,
                "The data have ink or none. μ = 0.5 is a probability.",
            ),
            choose(
                "Why does the M-step need a pseudo-count?",
                &["A pixel never inked in a cluster would get μ = 0 for ever", "To run faster", "To count pixels"],
                0,
                "With μ = 0 a single inked pixel there makes a picture impossible under that component.",
            ),
        ],
    },
    SceneRow {
        key: "topics",
        title: "Multinomial mixtures: topics of words",
        rows: &["D24"],
        link: "v=1&d=names&m=multinomial&k=3&a=0.5&start=principal-axis&t=13&dock=components",
        words: "147 chapters of Jane Austen's Northanger Abbey, Pride and Prejudice and Emma, each as counts of 30 names. A component is a distribution over words; EM finds K of them. Below are the words that tell each component from the rest, the most telling first. Then choose Austen's words under Data: with ordinary words the topics are less tidy.",
        look: "The three components are the three novels: Darcy, Knightley and Tilney are high in their lists. Clusters has their sizes.",
        questions: [
            choose(
                "How many chapters does each component take at the end?",
                &["61, 55 and 31", "49 each", "100, 40 and 7"],
                0,
                "Exactly the chapters of Pride and Prejudice, Emma and Northanger Abbey, found without labels.",
            ),
            choose(
                "Why multinomial and not Gaussian?",
                &["The data are counts", "There are few points", "Words are equal"],
                0,
                "A document is so many draws from a distribution over words. Counts are whole, not negative, and vary more where they are larger.",
            ),
        ],
    },
    SceneRow {
        key: "heavy-tails",
        title: "Student-t: a model that forgives outliers",
        rows: &["D24"],
        link: "v=1&d=outliers&m=student&k=3&start=principal-axis&t=43&vs.m=gmm",
        words: "Three clusters and points strewn far and wide. On the left a mixture of Student-t distributions with ν = 4 degrees of freedom, whose heavy tails expect a few far points: its M-step counts each point by a weight that falls with its distance; on the right one of Gaussians, which must stretch a component over all of them.",
        look: "Left three compact clusters; right one component wide enough for the strays, at the cost of a cluster. Raise ν (Model) and the two grow alike.",
        questions: [
            choose(
                "What does the t's M-step do to far points?",
                &["It gives them small weights", "It deletes them", "It moves them"],
                0,
                "Each point counts by u = (ν + D)/(ν + its squared Mahalanobis distance): near 1 in the middle, small far out.",
            ),
            choose(
                "ν grows to 1000. What does the t become?",
                &["A Gaussian", "Uniform", "A line"],
                0,
                "All weights u approach 1, and the M-step is that of a Gaussian mixture.",
            ),
        ],
    },
    SceneRow {
        key: "counts",
        title: "Poisson mixtures: counts",
        rows: &["D24"],
        link: "v=1&d=counts&d.dim=1&m=poisson&k=3&start=partition&s=11&t=27",
        words: "How many things happened today? Counts from several kinds of days. A component has one number, its rate λ, and p(x) = λˣ exp(−λ) / x!. Its variance is its mean, so busy kinds are wide and quiet kinds are narrow.",
        look: "The width of each component follows from where it is.",
        questions: [
            choose(
                "A component has mean 25. What is its standard deviation?",
                &["5", "25", "625"],
                0,
                "The variance of a Poisson is its mean, 25, and its standard deviation the square root of that.",
            ),
            predict(
                "Back at half-step 3: where will λ₁ go in the next M-step?",
                "centre",
                Some(0),
                3,
                "To the mean of all counts, each weighted by its r₁: λₖ = ∑ rₖ x / ∑ rₖ, like every mean of this lecture.",
            ),
        ],
    },
];
