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
/** The group of every point, counted from 0: starts at the maximum likelihood of the complete data. */
type Groups = { labels: Numbers };

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

export interface KMedians {
  /** What `fromJSON` needs; `JSON.stringify` calls it. */
  toJSON(): Saved<KMediansOptions>;
}
export namespace KMedians {
  /** The object that was saved: it is made again from its start, and walks the same half-steps. */
  function fromJSON(json: string | Saved<KMediansOptions>): KMedians;
}

export interface ExponentialMixture {
  /** What `fromJSON` needs; `JSON.stringify` calls it. */
  toJSON(): Saved<ExponentialMixtureOptions>;
}
export namespace ExponentialMixture {
  /** The object that was saved: it is made again from its start, and walks the same half-steps. */
  function fromJSON(json: string | Saved<ExponentialMixtureOptions>): ExponentialMixture;
}
