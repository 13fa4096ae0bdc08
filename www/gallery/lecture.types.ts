// The lecture as plain objects.
import type { What } from "../predict/types";

export type Ask =
  | { how: "choose"; options: string[]; right: number }
  | { how: "predict"; what: What; k?: number; n?: number; t: number };

export interface Question {
  ask: string;
  kind: Ask;
  answer: string;
}

export interface SceneRow {
  key: string;
  title: string;
  /** The rows of the course that it shows. */
  rows: string[];
  link: string;
  /** The canonical link to its start, its key included. */
  home: string;
  words: string;
  look: string;
  questions: Question[];
}

export interface Chapter {
  title: string;
  scenes: SceneRow[];
}
