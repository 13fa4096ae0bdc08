// The running score of a session; it is nowhere kept.
import { invalidate } from "../state";
import type { Verdict } from "./types";

export const score = { right: 0, of: 0, sum: 0 };

export function count(verdict: Verdict): void {
  score.of += 1;
  score.sum += verdict.score;
  if (verdict.right) score.right += 1;
}

/** "4 of 6 · 78%" */
export function tally(): string {
  return score.of ? `${score.right} of ${score.of} · ${Math.round((100 * score.sum) / score.of)}%` : "";
}

export function reset(): void {
  [score.right, score.of, score.sum] = [0, 0, 0];
  invalidate();
}
