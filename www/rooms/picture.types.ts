// What the room of pictures and the lab say to each other.
import type { Control } from "../types";

export type PictureAct =
  | { do: "set"; key: string; value: string }
  | { do: "again" }
  | { do: "go"; t: number }
  | { do: "step" }
  | { do: "end" };

/** What K colours come to once K-means has ended. */
export interface Priced {
  k: number;
  coded: string;
  error: string;
  cost: string;
}

export interface PictureView {
  link: string;
  t: number;
  recorded: number;
  end: "" | "converged" | "stopped";
  sentence: string;
  cost: string;
  palette: { hex: string; share: string; part: number }[];
  prices: { k: number; bits: string; percent: string }[];
  coded: string;
  error: string;
  whole: string;
  regions: number;
}

export interface PictureAnswer extends PictureView {
  notes: string[];
  controls: Control[];
  credit: string;
  width: number;
  height: number;
  /** The size before it was made smaller; "" when it was not. */
  from: string;
  before: ImageBitmap;
  after: ImageBitmap;
}
