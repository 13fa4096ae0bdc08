// The worker at the other end: what is asked of it, and what its answers change here.
import { forget, remember } from "./history";
import type { Ask, Side, Speed, Subject, Tell } from "./protocol";
import { follow } from "./share";
import { invalidate, say, state } from "./state";
import { ground } from "./theme";
import type { Edit } from "./types";
import { ask, connect, open, opened } from "./wire";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Milliseconds that a change of the picture takes; nothing moves for those who want no motion. */
const GLIDE = 240;

/** A canvas can be handed over once: each worker gets a new one in the place of the last. */
export function handOver(id: "picture" | "picture-beside", wrap: (canvas: OffscreenCanvas) => Ask): void {
  const last = document.getElementById(id);
  if (!(last instanceof HTMLCanvasElement)) return;
  const fresh = last.cloneNode() as HTMLCanvasElement;
  last.replaceWith(fresh);
  const canvas = fresh.transferControlToOffscreen();
  ask(wrap(canvas), [canvas]);
}

/** Whether the worker that is here now has shown anything, and what is to be said when one in another's place has. */
let shown = false;
let restarted: ((t: number) => string) | null = null;

const BACK = (t: number): string => `The engine stopped and was restarted; your run is back at half-step ${t}.`;
const OTHER = (): string => "The engine stopped at this link, so another run is shown. Undo goes back.";

/** The run of `link`, on a stage of the size that `measure` says. */
export function begin(link: string, measure: () => { width: number; height: number; dpr: number }): void {
  connect(hear, (again) => {
    // What stops a worker at once would stop the next one, too.
    const lost = again && !shown;
    const at = lost ? "" : (state.frame?.link ?? link);
    if (again) restarted = lost ? OTHER : BACK;
    [shown, state.held] = [false, null];
    const number = open();
    handOver("picture", (canvas) => ({
      do: "begin",
      link: at,
      opened: number,
      canvas,
      ...measure(),
      ground: ground(),
    }));
    handOver("picture-beside", (canvas) => ({ do: "beside", canvas }));
  });
}

function glide(): number {
  return calm.matches ? 0 : GLIDE;
}

/** Changes of the same key within this time, as a slider makes them, are one step of undo. */
const TOGETHER = 1200;

/** Change one key of the configuration or the view. */
export function set(key: string, value: string): void {
  remember(`set ${key}`, TOGETHER);
  ask({ do: "set", key, value });
}

export function newStart(): void {
  remember();
  ask({ do: "seed" });
}

/** Put another run beside this one, or take it away. */
export function compare(): void {
  set("vs", state.frame?.twin ? "0" : "1");
}

export function swap(): void {
  remember();
  ask({ do: "swap" });
}

/** The hand goes to a side; with `choose` it is from now on the one that is spoken of. */
export function attend(side: Side, choose = true): void {
  const chosen = choose ? side : state.side;
  if (state.hand === side && state.side === chosen) return;
  [state.hand, state.side] = [side, chosen];
  ask({ do: "side", hand: side, side: chosen });
  invalidate();
}

export function edit(what: Edit, gesture?: string): void {
  remember(gesture);
  ask({ do: "edit", edit: what });
}

export function drag(k: number, x: number, y: number, gesture: string): void {
  remember(gesture);
  ask({ do: "drag", k, x, y });
}

/** Questions to the inspector so far. */
let turn = 0;

export function inspect(subject: Subject | null): void {
  ask({ do: "inspect", subject, turn: ++turn });
}

/** May take a way forward for itself: then nothing is played. */
export const gate: { ahead: () => boolean } = { ahead: () => false };

/** Half-steps forward (positive) or back. */
export function step(by: number): void {
  if (by > 0 && gate.ahead()) return;
  ask({ do: "step", by, fade: glide() });
}

/** To the end of the iteration: past a refit forwards, to the one before backwards. */
export function whole(direction: 1 | -1): void {
  const now = state.frame;
  if (!now) return;
  const after = now.t % 2 === 0;
  step(direction * (after ? 2 : 1));
}

export function seek(t: number, smooth = false): void {
  ask({ do: "seek", t, fade: smooth ? glide() : 0 });
}

export function toEnd(): void {
  ask({ do: "end" });
}

export function play(on: boolean): void {
  if (on && gate.ahead()) return;
  const fade = state.speed === 0 || state.speed > 4 ? 0 : Math.min(glide(), 600 / state.speed);
  ask({ do: "play", on, speed: state.speed, fade });
}

export function toggle(): void {
  play(!state.frame?.playing);
}

export function pace(speed: Speed): void {
  state.speed = speed;
  if (state.frame?.playing) play(true);
  invalidate();
}

// Whoever compares one machine's state with another's asks by this event, and is told when all asked before is done.
addEventListener("mixtape-ask-digest", () => ask({ do: "digest" }));

function hear(message: Tell): void {
  switch (message.tell) {
    case "frame":
      if (!state.frame) performance.mark("first-picture");
      shown = true;
      if (restarted) say(restarted(message.frame.goal ?? message.frame.t));
      restarted = null;
      state.frame = message.frame;
      state.controls = message.frame.controls ?? state.controls;
      if (!message.frame.twin) attend(0);
      hold(message.frame);
      if (!state.room && message.frame.opened === opened) follow(message.frame.link);
      break;
    case "inspection":
      hold(message);
      break;
    case "digest":
      dispatchEvent(new CustomEvent("mixtape-digest", { detail: message.digest }));
      break;
    case "error":
      forget();
      say(message.message);
      break;
    case "fatal":
      state.fatal = message.message;
      break;
    case "grabbed":
      if (message.n < 0) say("There is no point to move here.");
      break;
  }
  invalidate();
}

function hold(answer: { inspection: typeof state.inspection; turn: number }): void {
  if (answer.turn !== turn) return;
  const found = answer.inspection;
  // A place where no point is says something only to those who asked for it.
  state.inspection = found && (state.pinned || found.kind !== "place") ? found : null;
  if (!found) state.pinned = false;
}
