// What the page and its worker say to each other.
import type { Bound, Face, Comparison, Control, Edit, Ground, Inspection, Scene } from "./types";

/** What can be taken apart. A place becomes the nearest point within `radius`, when there is one. */
export type Subject = { centre: number } | { point: number } | { x: number; y: number; radius: number };

/** Half-steps per second; 0 is as fast as it goes. */
export type Speed = 0.5 | 1 | 2 | 4 | 8 | 16 | 0;

/** The first run, or the one beside it. */
export type Side = 0 | 1;

export type Ask =
  | {
      do: "begin";
      link: string;
      opened: number;
      canvas: OffscreenCanvas;
      width: number;
      height: number;
      dpr: number;
      ground: Ground;
    }
  | { do: "stage"; width: number; height: number; dpr: number }
  | { do: "ground"; ground: Ground }
  | { do: "open"; link: string; opened: number }
  | { do: "set"; key: string; value: string }
  | { do: "seed" }
  /** Where the run beside is drawn. */
  | { do: "beside"; canvas: OffscreenCanvas }
  /** On which side the hand is, and which one is chosen: out of step, the transport is its own. */
  | { do: "side"; hand: Side; side: Side }
  | { do: "swap" }
  /** Half-steps forward or back, with `fade` milliseconds for the points to take their new colours. */
  | { do: "step"; by: number; fade: number }
  | { do: "seek"; t: number; fade: number }
  | { do: "end" }
  | { do: "play"; on: boolean; speed: Speed; fade: number }
  | { do: "drag"; k: number; x: number; y: number }
  | { do: "edit"; edit: Edit }
  /** Take hold of the nearest point; `carry` then moves it until `drop`. */
  | { do: "grab"; x: number; y: number; radius: number }
  | { do: "carry"; x: number; y: number }
  | { do: "drop" }
  /** `turn` comes back with what was found, so that an answer to an older question can be told. */
  | { do: "inspect"; subject: Subject | null; turn: number }
  | { do: "digest" };

/** The run beside, and how the two compare. */
export interface Beside {
  scene: Scene;
  curve: Float64Array;
  compare: Comparison;
  /** x, y on each stage of every point that has another label on the other. */
  rings: [Float64Array, Float64Array];
}

export interface Frame {
  scene: Scene;
  twin: Beside | null;
  /** Where the transport stands: of all that it moves, what has come farthest. */
  t: number;
  recorded: number;
  /** The half-step that the run is still on its way to. */
  goal: number | null;
  /** All that it moves has come to its end. */
  over: boolean;
  /** The objective after every half-step on the tape. */
  curve: Float64Array;
  /** Only where the dock shows it. */
  bound: Bound | null;
  /** Of every component; only where the dock shows them. */
  faces: Face[];
  /** Only when something of the configuration or the view may have changed. */
  controls: Control[] | null;
  link: string;
  /** The stage that this was drawn for: width, height, device pixels per CSS pixel. */
  stage: [number, number, number];
  /** The number of the link that this is of. */
  opened: number;
  notes: string[];
  playing: boolean;
  inspection: Inspection | null;
  turn: number;
  /** Milliseconds the change may take on screen; 0 when it follows the hand. */
  fade: number;
}

export type Tell =
  | { tell: "frame"; frame: Frame }
  | { tell: "inspection"; inspection: Inspection | null; turn: number }
  | { tell: "grabbed"; n: number }
  /** One of each side's state: equal digests mean equal states. */
  | { tell: "digest"; digest: string }
  | { tell: "error"; message: string }
  /** Nothing will work: no WebAssembly, no canvas. */
  | { tell: "fatal"; message: string };
