// Made of the rows in src/options/table.rs and src/models/table.rs by tests/options.rs.

type Start = "k-means++" | "random" | "forgy" | "partition" | "farthest" | "principal-axis" | "same";

export interface KMeansOptions {
  /** How many clusters. A whole number from 1 to 256. It must be given, unless init says it. */
  k?: number;
  /** Where the components start: a way, means by hand, or the label of every point. Default "k-means++". */
  init?: Start | Groups | { means: Numbers };
  /** The same seed gives the same start, bit for bit. A whole number from 0 to 2^53. Default 0. */
  seed?: number;
  /** How far a point is from a centre. Default "euclidean". */
  distance?: "euclidean" | "mahalanobis" | "mahalanobis-pooled" | "mahalanobis-det";
  /** What becomes of a centre that no point is assigned to. Default "keep". */
  emptyCluster?: "keep" | "farthest";
}

export interface SoftKMeansOptions {
  /** How many clusters. A whole number from 1 to 256. It must be given, unless init says it. */
  k?: number;
  /** Where the components start: a way, means by hand, or the label of every point. Default "k-means++". */
  init?: Start | Groups | { means: Numbers };
  /** The same seed gives the same start, bit for bit. A whole number from 0 to 2^53. Default 0. */
  seed?: number;
  /** Large: nearly K-means. Small: every point belongs to all centres alike. A number greater than 0, at most 1e100, in units of: 1 / squared distance. Default 1. */
  stiffness?: number;
  /** Stop when the objective changes by less than this per point; 0 = only when it stops moving. A number of at least 0, at most 1e100, in units of: objective per point. Default 0.000001. */
  tolerance?: number;
}

export interface GaussianMixtureOptions {
  /** How many clusters. A whole number from 1 to 256. It must be given, unless init says it. */
  k?: number;
  /** Where the components start: a way, means by hand, or the label of every point. Default "k-means++". */
  init?: Start | Groups | { means: Numbers; weights?: Numbers; covariances?: Numbers };
  /** The same seed gives the same start, bit for bit. A whole number from 0 to 2^53. Default 0. */
  seed?: number;
  /** What shape a cluster may take. Default "full". */
  covariance?: "full" | "identity" | "spherical" | "diagonal" | "tied";
  /** Whether π is learned or stays 1/K. Default "learned". */
  weights?: "learned" | "equal";
  /** The smallest variance allowed, as a fraction of the data's; 0 lets a component collapse. A number of at least 0, at most 1e100, in units of: mean variance of the data. Default 0.000001. */
  varianceFloor?: number;
  /** Added to every variance in each M-step. Not an exact M-step: the bound may fall. A number of at least 0, at most 1e100, in units of: variance. Default 0. */
  regularization?: number;
  /** Strength of an inverse Wishart prior against collapse (MAP-EM), as if so much of each cluster had been seen before; 0 = none. A number of at least 0, at most 1000000, in units of: clusters seen before. Default 0. */
  prior?: number;
  /** For the identity covariance: σ² = ε, which is soft K-means of stiffness β = 1/(2σ²). Towards 0, EM becomes K-means. A number from 0.000000000001 to 1000000000000, in units of: variance. Read where covariance is "identity". Default 1. */
  identityScale?: number;
  /** How the parameters climb. Default "em". */
  fit?: "em" | "gradient";
  /** For gradient ascent: the step in units of the gradient. Too large, and the ascent diverges. A number greater than 0, at most 1000, in units of: gradient. Read where fit is "gradient". Default 0.2. */
  stepSize?: number;
  /** Stop when the objective changes by less than this per point; 0 = only when it stops moving. A number of at least 0, at most 1e100, in units of: objective per point. Default 0.000001. */
  tolerance?: number;
}

export interface BernoulliMixtureOptions {
  /** How many clusters. A whole number from 1 to 256. It must be given, unless init says it. */
  k?: number;
  /** Where the components start: a way, means by hand, or the label of every point. Default "k-means++". */
  init?: Start | Groups | { means: Numbers; weights?: Numbers };
  /** The same seed gives the same start, bit for bit. A whole number from 0 to 2^53. Default 0. */
  seed?: number;
  /** Whether π is learned or stays 1/K. Default "learned". */
  weights?: "learned" | "equal";
  /** a is added to every count before μ is made of them: it keeps probabilities away from 0 and 1. A number of at least 0, at most 1e100, in units of: observations. Default 0. */
  pseudoCount?: number;
  /** Stop when the objective changes by less than this per point; 0 = only when it stops moving. A number of at least 0, at most 1e100, in units of: objective per point. Default 0.000001. */
  tolerance?: number;
}

export interface KMedoidsOptions {
  /** How many clusters. A whole number from 1 to 256. It must be given, unless init says it. */
  k?: number;
  /** Where the components start: a way, means by hand, or the label of every point. Default "k-means++". */
  init?: Start | Groups | { means: Numbers };
  /** The same seed gives the same start, bit for bit. A whole number from 0 to 2^53. Default 0. */
  seed?: number;
}

export interface OnlineKMeansOptions {
  /** How many clusters. A whole number from 1 to 256. It must be given, unless init says it. */
  k?: number;
  /** Where the components start: a way, means by hand, or the label of every point. Default "k-means++". */
  init?: Start | Groups | { means: Numbers };
  /** The same seed gives the same start, bit for bit. A whole number from 0 to 2^53. Default 0. */
  seed?: number;
  /** How many points pull, one after the other, before all are assigned anew; 1 shows every pull. A whole number from 1 to 10000, in units of: points. Default 10. */
  batch?: number;
  /** How far a centre goes towards a point. Default "count". */
  rate?: "count" | "constant";
  /** The part of the way, where the rate is constant. A number greater than 0, at most 1, in units of: of the way. Read where rate is "constant". Default 0.05. */
  constantRate?: number;
}

export interface MultinomialMixtureOptions {
  /** How many clusters. A whole number from 1 to 256. It must be given, unless init says it. */
  k?: number;
  /** Where the components start: a way, means by hand, or the label of every point. Default "k-means++". */
  init?: Start | Groups | { means: Numbers; weights?: Numbers };
  /** The same seed gives the same start, bit for bit. A whole number from 0 to 2^53. Default 0. */
  seed?: number;
  /** Whether π is learned or stays 1/K. Default "learned". */
  weights?: "learned" | "equal";
  /** a is added to every count before μ is made of them: it keeps probabilities away from 0 and 1. A number of at least 0, at most 1e100, in units of: observations. Default 0. */
  pseudoCount?: number;
  /** Stop when the objective changes by less than this per point; 0 = only when it stops moving. A number of at least 0, at most 1e100, in units of: objective per point. Default 0.000001. */
  tolerance?: number;
}

export interface PoissonMixtureOptions {
  /** How many clusters. A whole number from 1 to 256. It must be given, unless init says it. */
  k?: number;
  /** Where the components start: a way, means by hand, or the label of every point. Default "k-means++". */
  init?: Start | Groups | { means: Numbers; weights?: Numbers };
  /** The same seed gives the same start, bit for bit. A whole number from 0 to 2^53. Default 0. */
  seed?: number;
  /** Whether π is learned or stays 1/K. Default "learned". */
  weights?: "learned" | "equal";
  /** Stop when the objective changes by less than this per point; 0 = only when it stops moving. A number of at least 0, at most 1e100, in units of: objective per point. Default 0.000001. */
  tolerance?: number;
}

export interface StudentMixtureOptions {
  /** How many clusters. A whole number from 1 to 256. It must be given, unless init says it. */
  k?: number;
  /** Where the components start: a way, means by hand, or the label of every point. Default "k-means++". */
  init?: Start | Groups | { means: Numbers; weights?: Numbers; covariances?: Numbers };
  /** The same seed gives the same start, bit for bit. A whole number from 0 to 2^53. Default 0. */
  seed?: number;
  /** Degrees of freedom, how heavy the tails are: 1 hardly minds any outlier, 100 is nearly a Gaussian. A number from 0.1 to 1000. Default 4. */
  dof?: number;
  /** Whether π is learned or stays 1/K. Default "learned". */
  weights?: "learned" | "equal";
  /** The smallest variance allowed, as a fraction of the data's; 0 lets a component collapse. A number of at least 0, at most 1e100, in units of: mean variance of the data. Default 0.000001. */
  varianceFloor?: number;
  /** Stop when the objective changes by less than this per point; 0 = only when it stops moving. A number of at least 0, at most 1e100, in units of: objective per point. Default 0.000001. */
  tolerance?: number;
}

export interface KMediansOptions {
  /** How many clusters. A whole number from 1 to 256. It must be given, unless init says it. */
  k?: number;
  /** Where the components start: a way, means by hand, or the label of every point. Default "k-means++". */
  init?: Start | Groups | { means: Numbers };
  /** The same seed gives the same start, bit for bit. A whole number from 0 to 2^53. Default 0. */
  seed?: number;
}

export interface ExponentialMixtureOptions {
  /** How many clusters. A whole number from 1 to 256. It must be given, unless init says it. */
  k?: number;
  /** Where the components start: a way, means by hand, or the label of every point. Default "k-means++". */
  init?: Start | Groups | { means: Numbers; weights?: Numbers };
  /** The same seed gives the same start, bit for bit. A whole number from 0 to 2^53. Default 0. */
  seed?: number;
  /** Whether π is learned or stays 1/K. Default "learned". */
  weights?: "learned" | "equal";
  /** Stop when the objective changes by less than this per point; 0 = only when it stops moving. A number of at least 0, at most 1e100, in units of: objective per point. Default 0.000001. */
  tolerance?: number;
}
