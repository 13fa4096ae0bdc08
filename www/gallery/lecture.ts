// The lecture as the crate has it, asked for once.
import { job } from "../lab/lab";
import { invalidate } from "../state";
import type { Chapter, SceneRow } from "./lecture.types";

export interface Placed {
  scene: SceneRow;
  chapter: string;
  /** Counted from 1. */
  number: number;
  of: number;
}

let chapters: Chapter[] | null = null;
let coming: Promise<Chapter[]> | null = null;

export function fetchLecture(): Promise<Chapter[]> {
  coming ??= job("lecture", {}).answer.then(
    (answer) => {
      chapters = answer.chapters;
      invalidate();
      return answer.chapters;
    },
    (error: unknown) => {
      coming = null;
      throw error;
    },
  );
  return coming;
}

/** What has come so far; null, and it is asked for, when nothing has. */
export function lecture(): Chapter[] | null {
  if (!chapters) void fetchLecture().catch(() => {});
  return chapters;
}

/** All scenes in the order of the lecture. */
export function placed(from: Chapter[]): Placed[] {
  const of = from.reduce((n, c) => n + c.scenes.length, 0);
  return from
    .flatMap((c) => c.scenes.map((scene) => ({ scene, chapter: c.title })))
    .map((p, i) => ({ ...p, number: i + 1, of }));
}

/** The full link that `scene=key` stands for; the gallery when there is no such scene. */
export async function expand(key: string): Promise<string> {
  const found = placed(await fetchLecture()).find((p) => p.scene.key === key);
  return found?.scene.home ?? `room=scenes&unknown=${key}`;
}
