// The running score of what was predicted on the picture and answered on a scene's card; forgotten with the page.
import { invalidate } from "./state";

const score = { right: 0, of: 0, sum: 0 };

/** What was answered to a scene's question, by scene and question: the option, where there were some. */
export const answered = new Map<string, { option?: number; right: boolean }>();

/** One more answer: right or not, and how near it came, from 0 to 1. */
export function count(right: boolean, near = Number(right)): void {
  score.of += 1;
  score.sum += near;
  if (right) score.right += 1;
  invalidate();
}

/** "4 of 6 · 78%"; "" before there is an answer. */
export function tally(): string {
  return score.of ? `${score.right} of ${score.of} · ${Math.round((100 * score.sum) / score.of)}%` : "";
}

/** Begin anew: cards may be answered again. */
export function reset(): void {
  [score.right, score.of, score.sum] = [0, 0, 0];
  answered.clear();
  invalidate();
}
