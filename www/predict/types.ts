// What the lab says of questions. Coordinates are CSS pixels of the stage.

export type What = "centre" | "cluster" | "r" | "optimum";

/** A question by name; without k and n it is about what has most to teach. */
export interface Which {
  what: What;
  k?: number | undefined;
  n?: number | undefined;
}

/** The stage that a question is asked on. */
export interface Stage {
  link: string;
  width: number;
  height: number;
}

export interface Question {
  what: What;
  k: number | null;
  n: number | null;
  /** The half-step at which it is asked, and the one at which the truth is seen; null = the end of the run. */
  t: number;
  until: number | null;
  name: string;
  title: string;
  prompt: string;
  x: number;
  y: number;
  picks: { value: number; text: string }[];
}

export interface Mark {
  kind: "ghost" | "ring" | "error" | "true" | "false";
  k: number | null;
  from: [number, number];
  to: [number, number];
  text: string;
}

export interface Verdict {
  until: number;
  /** The score is 0.5 or more; of `optimum`: yes or no was right. */
  right: boolean;
  /** 0 to 1. */
  score: number;
  error: number;
  headline: string;
  sentence: string;
  answer: string;
  truth: string;
  marks: Mark[];
}
