// Going along the run for a question's sake, past the questions that stand in the way.
import { seek, step } from "../engine";
import { state } from "../state";

let free = false;

/** Nothing is to be asked now. */
export const passing = (): boolean => free;

/** Go on without being asked. */
export function pass(act: () => void): void {
  free = true;
  act();
  free = false;
}

/** Resolves when it is so, or with false when it has not become so within ten seconds. */
export function until(so: () => boolean): Promise<boolean> {
  const end = performance.now() + 10_000;
  return new Promise((resolve) => {
    const look = (): void => {
      if (so()) resolve(true);
      else if (performance.now() > end) resolve(false);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Playing stops where it is. */
export async function pause(): Promise<void> {
  pass(() => seek(state.frame?.t ?? 0));
  await until(() => !state.frame?.playing);
}

/** Go to half-step `t`, or to where the run has converged before. */
export async function goTo(t: number): Promise<void> {
  const frame = state.frame;
  if (!frame || frame.t === t) return;
  pass(() => {
    if (t <= frame.recorded) seek(t);
    else {
      seek(frame.recorded);
      step(t - frame.recorded);
    }
  });
  // A run that is over goes no farther; it may still go back.
  await until(() => state.frame?.t === t || (t > frame.t && (state.frame?.over ?? false)));
}
