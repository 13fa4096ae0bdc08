// What the crate hands over of Bayes' rule. Coordinates are CSS pixels.
import type { Axis } from "../types";

export interface BayesView {
  link: string;
  colours: [string, string][];
  plots: { top: number; foot: number; label: string; ticks: Axis["ticks"] }[];
  span: [number, number];
  ticks: Axis["ticks"];
  label: string;
  curves: { kind: "fill" | "error" | "marginal" | "conditional" | "joint" | "posterior"; y: number; d: string }[];
  bands: { from: number; to: number; y: number; text: string }[];
  lines: { at: number; text: string }[];
  dots: [number, number, number][];
  handles: Handle[];
  prior: number;
  asked: string;
  numerator: Term[];
  denominator: Term[];
  result: string;
  error: string;
  errors: [string, string];
  sentence: string;
}

export interface Handle {
  key: string;
  label: string;
  at: [number, number];
  y: number;
  value: number;
  text: string;
  min: number;
  max: number;
}

export interface Term {
  text: string;
  y: number;
  title: string;
}

/** What a hand does to a room. */
export type Act =
  | { do: "set"; key: string; value: string }
  | { do: "nudge"; key: string; by: number }
  | { do: "drag"; key: string; x: number; y: number };
