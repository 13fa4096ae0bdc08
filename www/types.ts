// What the Deck hands over as plain objects. Coordinates are CSS pixels from the stage's top left.

export type Half = "assign" | "refit";

export interface Control {
  key: string;
  title: string;
  blurb: string;
  group: Group;
  kind: "choice" | "number" | "switch";
  /** The present value, as in a link. */
  value: string;
  choices?: Choice[];
  range?: [number, number];
  min?: number;
  max?: number;
  step?: number;
  log?: boolean;
  whole?: boolean;
  default?: number;
  /** Why it cannot be changed now. */
  disabled?: string;
}

/** The sections of the panel. */
export type Group = "data" | "model" | "start" | "twin" | "view" | "dock";

export interface Choice {
  key: string;
  title: string;
  blurb: string;
}

export interface Scene {
  t: number;
  recorded: number;
  iteration: number;
  phase: Half;
  converged: boolean;
  half: "start" | Half;
  names: Record<Half, string>;
  /** The symbols held fixed in the half-step just done; "" at the start. */
  held: string;
  optimised: string;
  exact: boolean;
  objective: { name: string; text: string; value: number | null };
  changed: number | null;
  sentence: string;
  events: string[];
  announce: string;
  clusters: Cluster[];
  /** x, y, k of every point that a spoke is drawn from. */
  spokes: number[];
  axes: { x: Axis; y: Axis | null } | null;
  /** D = 1: an SVG path per component; k = -1 is the mixture. */
  curves: { k: number; d: string }[];
  histogram: string;
  contours: string[];
  layers: string[];
  /** Why points cannot be drawn now; "" when they can. */
  canDraw: string;
  caption: string;
  credit: string;
  /** Why there is no run; "" when there is one. */
  problem: string;
  /** What is shown below the stage. */
  dock: string;
  /** The scene of the lecture that this belongs to; "" when to none. */
  scene: string;
}

/** Two runs compared where they stand. */
export interface Comparison {
  names: [string, string];
  /** Points with another label on the other side; null before both have assigned. */
  differ: number | null;
  n: number;
  verdict: string;
  words: string;
  /** Both objectives are one quantity. */
  same: boolean;
  /** A side is worse now than after its first assignment. */
  worse: [boolean, boolean];
  /** A half-step is one of both sides. */
  locked: boolean;
}

export interface Cluster {
  k: number;
  name: string;
  colour: string;
  ink: string;
  shape: number;
  x: number;
  y: number;
  coordinates: string;
  count: number;
  countText: string;
  weight: number | null;
  weightText: string;
  share: number | null;
  shareText: string;
  ellipses: { rx: number; ry: number; angle: number }[];
  trail: number[];
}

/** What a component looks like: a picture from 0 to 1, or the words that tell it from the others. */
export type Face =
  | { kind: "image"; width: number; height: number; values: number[] }
  | { kind: "words"; top: { word: string; probability: number; lift: number }[] };

/** The lower bound, taken apart. */
export interface Bound {
  terms: { key: string; symbol: string; name: string; value: number; text: string; change: string }[];
  bound: number[];
  evidence: number[];
  sentence: string;
}

export interface Axis {
  label: string;
  ticks: { at: number; text: string }[];
}

export interface Inspection {
  kind: "point" | "place" | "centre";
  index: number;
  x: number;
  y: number;
  title: string;
  coordinates: string;
  /** What is measured, the density of a component, and the two half-steps, in symbols: www/tex.ts reads them. */
  measure: string;
  density: string;
  assignment: string;
  refit: string[];
  rows: Row[];
  normaliser: string;
  label: number;
  sentence: string;
}

export interface Row {
  k: number;
  energy: string;
  exponent: string;
  weight: string;
  density: string;
  product: string;
  r: number;
  rText: string;
}

export type Edit =
  | { op: "add"; x: number; y: number; count: number; spread: number }
  | { op: "move"; n: number; x: number; y: number }
  | { op: "delete"; x: number; y: number; radius: number }
  | { op: "clear" };

export type Ground = "light" | "dark" | "projector";
