/** What a half-step did. */
export interface StepReport {
  /** The half-step just done. */
  half: "assign" | "refit";
  /** Whole iterations done. */
  iteration: number;
  /** The objective after it. */
  objective: number;
  converged: boolean;
  /** Of an assignment: how many labels changed (all N in the first). */
  changed?: number;
  /** What a reader should know; clusters are counted from 0, the messages count them from 1. */
  events: { kind: "empty" | "relocated" | "floor" | "diverged"; cluster?: number; message: string }[];
}

/** Every call that fails throws one of these, and leaves the object as it was before the call. */
export interface MixtapeError extends Error {
  code:
    | "invalid-option"
    | "invalid-data"
    | "singular-covariance"
    /** More than the package holds, or more memory than there is. */
    | "too-large"
    /** `init()` has not been awaited, or has not found the wasm. */
    | "not-initialised"
    /** The object was used after `free()`. */
    | "freed";
}

type Typed =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;
/** Numbers one after the other: a typed array is copied fastest. */
type Vector = Typed | readonly number[];
type Numbers = Vector | readonly Vector[] | readonly (readonly Vector[])[];
type Start = "k-means++" | "random" | "forgy" | "partition" | "farthest" | "principal-axis" | "same";
/** The group of every point, counted from 0: starts at the maximum likelihood of the complete data. */
type Groups = { labels: Numbers };

export interface KMeansOptions {
  /** 1..=256; may be left out when init gives the means. */
  k?: number;
  init?: Start | Groups | { means: Numbers };
  /** A whole number 0..=2^53; the same seed gives the same bits on every machine. Default 0. */
  seed?: number;
  /** Default "keep". */
  emptyCluster?: "keep" | "farthest";
  /** Default "euclidean". */
  distance?: "euclidean" | "mahalanobis" | "mahalanobis-pooled" | "mahalanobis-det";
}

export interface SoftKMeansOptions {
  k?: number;
  init?: Start | Groups | { means: Numbers };
  seed?: number;
  /** beta > 0. Default 1. */
  stiffness?: number;
  /** Stop when the objective changes by less, per point. Default 1e-6; 0 = only when it stops moving. */
  tolerance?: number;
}

export interface GaussianMixtureOptions {
  k?: number;
  init?: Start | Groups | { means: Numbers; weights?: Numbers; covariances?: Numbers };
  seed?: number;
  /** Default "full". */
  covariance?: "full" | "identity" | "spherical" | "diagonal" | "tied";
  /** Default "learned". */
  weights?: "learned" | "equal";
  /** The smallest eigenvalue a covariance may have, as a fraction of the data's mean variance. Default 1e-6; 0 = none. */
  varianceFloor?: number;
  /** Added to every variance in each refit. Default 0. */
  regularization?: number;
  /** Default "em"; "gradient" makes every refit one step of gradient ascent on the mean log-likelihood per point. */
  fit?: "em" | "gradient";
  /** The step of gradient ascent, greater than 0. Default 0.2. */
  stepSize?: number;
  /** Strength of an inverse Wishart prior of the covariances, 0..=1e6. Default 0 = none. */
  prior?: number;
  /** epsilon of Sigma = epsilon I, for the identity covariance. Default 1. */
  identityScale?: number;
  tolerance?: number;
}

export interface BernoulliMixtureOptions {
  k?: number;
  init?: Start | Groups | { means: Numbers; weights?: Numbers };
  seed?: number;
  weights?: "learned" | "equal";
  /** a of mu = (sum r x + a) / (N_k + 2a). Default 0. */
  pseudoCount?: number;
  tolerance?: number;
}

export interface MultinomialMixtureOptions {
  k?: number;
  init?: Start | Groups | { means: Numbers; weights?: Numbers };
  seed?: number;
  weights?: "learned" | "equal";
  /** a, added to every count before mu is made of them. Default 0. */
  pseudoCount?: number;
  tolerance?: number;
}

export interface PoissonMixtureOptions {
  k?: number;
  init?: Start | Groups | { means: Numbers; weights?: Numbers };
  seed?: number;
  weights?: "learned" | "equal";
  tolerance?: number;
}

export interface StudentMixtureOptions {
  k?: number;
  init?: Start | Groups | { means: Numbers; weights?: Numbers; covariances?: Numbers };
  seed?: number;
  /** nu, the degrees of freedom, 0.1..=1000. Default 4. */
  dof?: number;
  weights?: "learned" | "equal";
  varianceFloor?: number;
  tolerance?: number;
}

export interface KMedoidsOptions {
  k?: number;
  init?: Start | Groups | { means: Numbers };
  seed?: number;
}

export interface OnlineKMeansOptions {
  k?: number;
  init?: Start | Groups | { means: Numbers };
  seed?: number;
  /** How many points pull in one refit, 1..=10000. Default 10. */
  batch?: number;
  /** How far a centre goes towards a point: 1 / (how many it has seen), or always `constantRate`. Default "count". */
  rate?: "count" | "constant";
  /** Greater than 0, at most 1. Default 0.05. */
  constantRate?: number;
}

/** An optimum, and how often the starts ended in it. */
export interface Optimum {
  objective: number;
  /** How many starts ended here. */
  count: number;
  /** The lowest seed that leads here: give it as the option `seed` to walk there again. */
  seed: number;
  /** How many half-steps it takes from there. */
  halfSteps: number;
}

/** Where many starts ended. */
export interface Restarts {
  /** The best first. */
  optima: Optimum[];
  /** Starts that met a singular covariance. */
  failed: number;
  /** Starts that had not converged when they were stopped. */
  unfinished: number;
}

export interface ChooseKOptions {
  /** K = 1 to this, 1..=256. Default 8. */
  kMax?: number;
  /** Starts for every K, of which the best is kept, 1..=1000. Default 10. */
  starts?: number;
  /** Reference sets of the gap statistic, 2..=1000. Default 20. */
  references?: number;
}

/** What is known of one K. A criterion that the model does not have is null. */
export interface ChoiceRow {
  k: number;
  /** The seed of the best start. */
  seed: number;
  /** The free energy of the best start: J, F or -log p(D). */
  cost: number | null;
  logLikelihood: number | null;
  /** How many numbers the fit was free to choose. */
  parameters: number | null;
  bic: number | null;
  aic: number | null;
  icl: number | null;
  silhouette: number | null;
  gap: number | null;
  gapError: number | null;
  /** log p(x) per point, of points fitted to. */
  training: number | null;
  /** log p(x) per point, of points not fitted to. */
  heldOut: number | null;
}

/** Every criterion against K, and the K that each of them chooses. */
export interface ChoiceOfK {
  rows: ChoiceRow[];
  verdicts: {
    criterion: "aic" | "bic" | "icl" | "elbow" | "silhouette" | "gap" | "held-out";
    k: number;
    sentence: string;
  }[];
}

/** An object as data: what it was made from, and how many half-steps it has walked. */
export interface Saved<Options> {
  model: string;
  points: number[];
  d: number;
  options: Options;
  halfSteps: number;
}

export interface KMeans {
  /** What `fromJSON` needs; `JSON.stringify` calls it. */
  toJSON(): Saved<KMeansOptions>;
}
export namespace KMeans {
  /** The object that was saved: it is made again from its start, and walks the same half-steps. */
  function fromJSON(json: string | Saved<KMeansOptions>): KMeans;
}

export interface SoftKMeans {
  /** What `fromJSON` needs; `JSON.stringify` calls it. */
  toJSON(): Saved<SoftKMeansOptions>;
}
export namespace SoftKMeans {
  /** The object that was saved: it is made again from its start, and walks the same half-steps. */
  function fromJSON(json: string | Saved<SoftKMeansOptions>): SoftKMeans;
}

export interface GaussianMixture {
  /** What `fromJSON` needs; `JSON.stringify` calls it. */
  toJSON(): Saved<GaussianMixtureOptions>;
}
export namespace GaussianMixture {
  /** The object that was saved: it is made again from its start, and walks the same half-steps. */
  function fromJSON(json: string | Saved<GaussianMixtureOptions>): GaussianMixture;
}

export interface BernoulliMixture {
  /** What `fromJSON` needs; `JSON.stringify` calls it. */
  toJSON(): Saved<BernoulliMixtureOptions>;
}
export namespace BernoulliMixture {
  /** The object that was saved: it is made again from its start, and walks the same half-steps. */
  function fromJSON(json: string | Saved<BernoulliMixtureOptions>): BernoulliMixture;
}

export interface MultinomialMixture {
  /** What `fromJSON` needs; `JSON.stringify` calls it. */
  toJSON(): Saved<MultinomialMixtureOptions>;
}
export namespace MultinomialMixture {
  /** The object that was saved: it is made again from its start, and walks the same half-steps. */
  function fromJSON(json: string | Saved<MultinomialMixtureOptions>): MultinomialMixture;
}

export interface PoissonMixture {
  /** What `fromJSON` needs; `JSON.stringify` calls it. */
  toJSON(): Saved<PoissonMixtureOptions>;
}
export namespace PoissonMixture {
  /** The object that was saved: it is made again from its start, and walks the same half-steps. */
  function fromJSON(json: string | Saved<PoissonMixtureOptions>): PoissonMixture;
}

export interface StudentMixture {
  /** What `fromJSON` needs; `JSON.stringify` calls it. */
  toJSON(): Saved<StudentMixtureOptions>;
}
export namespace StudentMixture {
  /** The object that was saved: it is made again from its start, and walks the same half-steps. */
  function fromJSON(json: string | Saved<StudentMixtureOptions>): StudentMixture;
}

export interface KMedoids {
  /** What `fromJSON` needs; `JSON.stringify` calls it. */
  toJSON(): Saved<KMedoidsOptions>;
}
export namespace KMedoids {
  /** The object that was saved: it is made again from its start, and walks the same half-steps. */
  function fromJSON(json: string | Saved<KMedoidsOptions>): KMedoids;
}

export interface OnlineKMeans {
  /** What `fromJSON` needs; `JSON.stringify` calls it. */
  toJSON(): Saved<OnlineKMeansOptions>;
}
export namespace OnlineKMeans {
  /** The object that was saved: it is made again from its start, and walks the same half-steps. */
  function fromJSON(json: string | Saved<OnlineKMeansOptions>): OnlineKMeans;
}
