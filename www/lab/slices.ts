// Work in slices: a few milliseconds, a word of what is known, and a turn for others.
import type { Name } from "./jobs";
import type { Bench } from "./worker";

/** Milliseconds of work between two turns for others. */
const TURN = 16;
/** Milliseconds between two reports. */
const WORD = 120;

/** Calls `slice` until it says false; `tell` in between. False when nobody wants the rest any more. */
export async function slices<N extends Name>(
  slice: () => boolean,
  tell: () => void,
  bench: Bench<N>,
): Promise<boolean> {
  let told = performance.now();
  let turn = told;
  while (slice()) {
    const now = performance.now();
    if (now - turn < TURN) continue;
    if (now - told >= WORD) {
      tell();
      told = now;
    }
    if (!(await bench.breathe())) return false;
    turn = performance.now();
  }
  return true;
}
