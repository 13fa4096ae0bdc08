// The jobs that the lab takes: what each is asked, what it reports on the way, what it answers.
import type { Chapter } from "../gallery/lecture.types";
import type { Act, BayesView } from "../rooms/bayes.types";
import type { Estimates, MachineAct, MachineView } from "../rooms/machine.types";
import type { PictureAct, PictureAnswer, Priced } from "../rooms/picture.types";
import type { Question, Stage, Verdict, Which } from "../predict/types";
import type { Ground, Scene } from "../types";
import type { Place, Report, Summary } from "./found";

export interface Jobs {
  /** A small picture of what a link shows, drawn by the engine. */
  thumbnail: {
    ask: {
      link: string;
      width: number;
      height: number;
      dpr: number;
      ground: Ground;
      /** So many half-steps on, or where it ends. */
      further?: number;
    };
    part: never;
    /** `beside`: the link of the run beside it; "" when there is none. */
    answer: { picture: ImageBitmap; scene: Scene; beside: string };
  };
  /** Many starts of a configuration; what is known so far, again and again. */
  restarts: { ask: { link: string; starts: number }; part: Summary; answer: Summary };
  /** Where the run of a link ends among the starts walked last; null when there are none. */
  place: { ask: { link: string }; part: never; answer: Place | null };
  /** Every criterion against K, or held-out likelihood against N. */
  choose: { ask: { link: string; lessons: boolean }; part: Report; answer: Report };
  /** The room of Bayes' rule after a hand has done something. */
  bayes: {
    ask: { link: string; act: Act | null; width: number; height: number };
    part: never;
    answer: BayesView & { notes: string[] };
  };
  /** The generative machine after a hand has done something, and its three panels. */
  machine: {
    ask: { link: string; act: MachineAct | null; width: number; height: number; dpr: number; ground: Ground };
    part: never;
    answer: MachineView & { notes: string[]; complete: ImageBitmap; incomplete: ImageBitmap; mixed: ImageBitmap };
  };
  /** True parameters, what the complete data say, and what EM finds without z. */
  estimates: { ask: { link: string }; part: never; answer: { table: Estimates | null } };
  /** What can be asked of a run where it stands, the next half-step's question first; or one question. */
  questions: { ask: { stage: Stage; which?: Which | undefined }; part: never; answer: Question[] };
  /** A place of the stage in the data's own units. */
  spot: { ask: { stage: Stage; x: number; y: number }; part: never; answer: { text: string } };
  /** The same place on a stage of another size. */
  carry: {
    ask: { stage: Stage; x: number; y: number; width: number; height: number };
    part: never;
    answer: { x: number; y: number };
  };
  /** What is true, and how near an answer is to it. */
  reveal: {
    ask: { stage: Stage; which: Which; answer: number[] };
    part: { done: number; planned: number };
    answer: Verdict;
  };
  /** A still of a room, for a card: an SVG text; empty for links to no such room. */
  preview: {
    ask: { link: string; width: number; height: number; ground: Ground };
    part: never;
    answer: { svg: string };
  };
  /** The room of pictures after a hand has done something, or with a photograph of one's own. */
  picture: {
    ask: { link: string; act: PictureAct | null; file: Blob | null };
    part: PictureAnswer;
    answer: PictureAnswer;
  };
  /** The room of pictures, on its way to the end, stops where it is. */
  halt: { ask: object; part: never; answer: object };
  /** Bits and errors of a picture at every K. */
  prices: { ask: { link: string }; part: { found: Priced[] }; answer: { found: Priced[] } };
  /** The scenes of the lecture. */
  lecture: { ask: Record<string, never>; part: never; answer: { chapters: Chapter[] } };
}

export type Name = keyof Jobs;

export type Order =
  | { [N in Name]: { id: number; name: N; ask: Jobs[N]["ask"] } }[Name]
  | { id: number; name: "cancel" };

export type Reply = { id: number; part: unknown } | { id: number; answer: unknown } | { id: number; error: string };

export interface Photo {
  image: ImageData;
  /** Its size before it was made smaller; "" when it was not. */
  from: string;
}

/** A file of a picture, and where its pixels are waited for; null there when it is none. */
export interface Decode {
  decode: Blob;
  to: MessagePort;
}
