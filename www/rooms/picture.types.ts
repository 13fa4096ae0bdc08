// What the room of pictures and the lab say to each other.
import type { Choice } from "../types";

export type PictureAct = { do: "set"; key: string; value: string } | { do: "go"; t: number } | { do: "step" } | { do: "end" };

export interface Knob {
  key: string;
  title: string;
  min: number;
  max: number;
  step: number;
  default: number;
}

export interface Offer {
  photos: Choice[];
  features: Choice[];
  spaces: Choice[];
  starts: Choice[];
  knobs: Knob[];
}

export interface PictureSettings {
  link: string;
  p: string;
  features: string;
  space: string;
  start: string;
  s: number;
  values: number[];
  notes: string[];
}

export interface PictureView {
  link: string;
  t: number;
  recorded: number;
  converged: boolean;
  sentence: string;
  cost: string;
  palette: { hex: string; share: string; part: number }[];
  prices: { k: number; bits: string; percent: string }[];
  coded: string;
  regions: number;
}

export interface PictureAnswer extends PictureView {
  notes: string[];
  settings: PictureSettings;
  offer: Offer;
  width: number;
  height: number;
  /** The size before it was made smaller; "" when it was not. */
  from: string;
  before: ImageBitmap;
  after: ImageBitmap;
}
