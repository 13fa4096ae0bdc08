// What restarts and model choice hand over, as plain objects. Places are 0 to 1 along an axis.
import type { Choice } from "../types";

export interface Mark {
  at: number;
  text: string;
}

export interface Optimum {
  objective: number;
  text: string;
  count: number;
  share: number;
  shareText: string;
  seed: number;
  halfSteps: number;
  link: string;
  worse: string;
}

export interface Bar {
  from: number;
  to: number;
  count: number;
  height: number;
  optimum: number;
  best: boolean;
  bestHeight: number;
  label: string;
}

export interface Summary {
  done: number;
  planned: number;
  failed: number;
  unfinished: number;
  name: string;
  rising: boolean;
  optima: Optimum[];
  /** Those to show: indices. */
  shown: number[];
  bars: Bar[];
  ticks: Mark[];
  counts: Mark[];
  sentence: string;
}

export interface Place {
  optimum: number | null;
  at: number | null;
  sentence: string;
}

export interface Dot {
  x: number;
  y: number;
  error: [number, number] | null;
  at: number;
  seed: number;
  label: string;
}

export interface Line {
  key: string;
  title: string;
  dots: Dot[];
  chosen: number | null;
}

export interface Chart {
  key: string;
  across: string;
  upwards: string;
  lines: Line[];
  levels: { key: string; y: number; title: string }[];
  spans: { key: string; x: number; from: number; to: number; title: string; text: string }[];
  xs: Mark[];
  ys: Mark[];
  sentences: string[];
}

export interface Report {
  views: Choice[];
  charts: Chart[];
  progress: number;
}
