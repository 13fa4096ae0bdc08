// What the page knows, and the one loop that shows it: change, invalidate(), one render per frame.
import { render, type TemplateResult } from "lit/html.js";
import type { Frame, Side, Speed } from "./protocol";
import type { Room } from "./rooms";
import type { Control, Inspection, Scene } from "./types";

export type Tool = "look" | "brush" | "move" | "erase";

export interface Place {
  x: number;
  y: number;
}

interface State {
  /** The room one is in; null = the playground. */
  room: Room | null;
  frame: Frame | null;
  /** The scene or the room that is on its way; "" when it is another run. */
  coming: string;
  controls: Control[];
  /** Half-steps per second while playing. */
  speed: Speed;
  /** CSS pixels. */
  size: { width: number; height: number };
  tool: Tool;
  brush: { count: number; spread: number };
  /** What is taken apart, and whether it stays when the pointer leaves. */
  inspection: Inspection | null;
  pinned: boolean;
  /** The side that is spoken of, and the one where the hand is. */
  side: Side;
  hand: Side;
  /** The component whose row of the formula is spelt out; null = the largest. */
  row: number | null;
  /** The centre in the hand, which is where the hand is and not yet where the worker has it. */
  held: ({ k: number } & Place) | null;
  /** The centre that Tab reaches. */
  centre: number;
  /** The crosshair of the keyboard, and the pointer with a tool. */
  cursor: (Place & { by: "keys" | "pointer" }) | null;
  /** The section open on a small screen; "" = none. */
  section: string;
  toast: string;
  /** Said, and shown elsewhere. */
  aside: string;
  /** Notes of the link that were put away. */
  dismissed: string;
  /** What could not be fetched yet, by who wants it; and whether the word of it was put away. */
  missing: Map<string, string[]>;
  hushed: boolean;
  fatal: string;
}

export const state: State = {
  room: null,
  frame: null,
  coming: "",
  controls: [],
  speed: 1,
  size: { width: 0, height: 0 },
  tool: "look",
  brush: { count: 5, spread: 24 },
  inspection: null,
  pinned: false,
  side: 0,
  hand: 0,
  row: null,
  held: null,
  centre: 0,
  cursor: null,
  section: "",
  toast: "",
  aside: "",
  dismissed: "",
  missing: new Map(),
  hushed: false,
  fatal: "",
};

const views: { root: HTMLElement; view: () => TemplateResult }[] = [];
let waiting = false;

/** Show `view` in the element with `id`, now and after every change. */
export function mount(id: string, view: () => TemplateResult): void {
  const root = document.getElementById(id);
  if (!root) throw new Error(`The page has no element #${id}.`);
  views.push({ root, view });
}

export function invalidate(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const begun = state.frame ?? state.room ?? (state.fatal || state.coming || state.missing.size > 0);
    for (const { root, view } of views) {
      if (!root.dataset.live) {
        // The skeleton that the page came with gives way to the first picture, or to the word of why there is none.
        if (!begun && root.firstElementChild) continue;
        root.replaceChildren();
        root.dataset.live = "1";
      }
      render(view(), root);
    }
  });
}

/** The scene of a side, once there is one. */
export function sceneOf(side: Side): Scene | null {
  return (side && state.frame?.twin?.scene) || (state.frame?.scene ?? null);
}

/** The scene where the hand is. */
export function scene(): Scene | null {
  return sceneOf(state.hand);
}

export function say(toast: string): void {
  state.toast = toast;
  clearTimeout(fading);
  fading = setTimeout(() => {
    state.toast = "";
    invalidate();
  }, 4000);
  invalidate();
}
let fading: ReturnType<typeof setTimeout> | undefined;
