// What the crate hands over of the generative machine. Coordinates are CSS pixels of a panel.
import type { Axis, Row } from "../types";

export interface Part {
  k: number;
  name: string;
  colour: string;
  ink: string;
  shape: number;
  x: number;
  y: number;
  words: string;
  ends: [[number, number], [number, number]];
  axes: [string, string];
  ellipses: { rx: number; ry: number; angle: number }[];
  weight: number;
  weightText: string;
  from: number;
  made: string;
}

export interface MachineView {
  link: string;
  refit: string;
  n: number;
  nText: string;
  k: number;
  contours: boolean;
  lines: string[];
  axes: { x: Axis; y: Axis | null };
  parts: Part[];
  last: { u: number; k: number; x: number; y: number; first: string; then: string } | null;
  apart: {
    index: number;
    title: string;
    coordinates: string;
    rows: Row[];
    normaliser: string;
    sentence: string;
  } | null;
}

export interface Estimates {
  rows: { k: number; of: "pi" | "mu" | "Sigma"; cells: [string, string, string] }[];
  errors: [string, string][];
  values: [number, number][];
  sentence: string;
}

export type MachineAct =
  | { do: "set"; key: string; value: string }
  | { do: "more"; by: number }
  | { do: "again"; key: "seed" | "s" }
  | { do: "nudge"; key: string; dx: number; dy: number }
  | { do: "drag"; key: string; x: number; y: number }
  | { do: "pick"; x: number; y: number };
