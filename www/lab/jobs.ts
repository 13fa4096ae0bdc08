// The jobs that the lab takes: what each is asked, what it reports on the way, what it answers.
import type { Act, BayesView } from "../rooms/bayes.types";
import type { Ground, Scene } from "../types";

export interface Jobs {
  /** A small picture of what a link shows, drawn by the engine. */
  thumbnail: {
    ask: { link: string; width: number; height: number; dpr: number; ground: Ground };
    part: never;
    answer: { picture: ImageBitmap; scene: Scene };
  };
  /** The room of Bayes' rule after a hand has done something. */
  bayes: {
    ask: { link: string; act: Act | null; width: number; height: number };
    part: never;
    answer: BayesView & { notes: string[] };
  };
}

export type Name = keyof Jobs;

export type Order = { [N in Name]: { id: number; name: N; ask: Jobs[N]["ask"] } }[Name] | { id: number; name: "cancel" };

export type Reply =
  | { id: number; part: unknown }
  | { id: number; answer: unknown }
  | { id: number; error: string };
