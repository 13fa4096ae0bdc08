// Undo and redo of everything: a configuration is a link, so history is a list of links.
import { go, here } from "./rooms";

const past: string[] = [];
const future: string[] = [];
let last = { gesture: "", at: 0 };

/** To be called before a change. Changes of one `gesture` in a row, at most `apart` milliseconds apart, are one step. */
export function remember(gesture = "", apart = Infinity): void {
  const now = here();
  if (now === undefined) return;
  const at = performance.now();
  const same = gesture !== "" && gesture === last.gesture && at - last.at < apart;
  last = { gesture, at };
  if (same) return;
  past.push(now);
  future.length = 0;
}

/** The change did not take place. */
export function forget(): void {
  if (past.at(-1) === here()) past.pop();
  last.gesture = "";
}

function move(from: string[], to: string[]): boolean {
  const now = here();
  if (now === undefined) return false;
  while (from.at(-1) === now) from.pop();
  const link = from.pop();
  if (link === undefined) return false;
  to.push(now);
  last.gesture = "";
  void go(link);
  return true;
}

export const undo = (): boolean => move(past, future);
export const redo = (): boolean => move(future, past);
export const canUndo = (): boolean => past.length > 0;
export const canRedo = (): boolean => future.length > 0;
