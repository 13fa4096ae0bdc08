// Questions about a run, and their truth.
import { provide } from "../shelf";
import type { Question, Stage, Verdict } from "../predict/types";
import { Contest, Predict, needs, shelve } from "../wasm/lab/lab.js";
import { slices } from "./slices";
import type { Name } from "./jobs";
import type { Bench, Work } from "./worker";

/** The run that was asked about last, and when it is where its link says: the next question is most likely about the same. */
let last: { key: string; run: Predict; there: Promise<boolean> } | null = null;

async function at<N extends Name>(stage: Stage, bench: Bench<N>): Promise<Predict> {
  const key = JSON.stringify(stage);
  await provide({ needs, shelve }, stage.link);
  if (last?.key !== key) {
    last?.run.free();
    const run = new Predict(stage.link, stage.width, stage.height);
    const walk = () =>
      slices(
        () => last?.run === run && run.advance(),
        () => {},
        bench,
      );
    // Each slice looks whether it is still wanted: so the first one waits until `last` says so.
    const there = Promise.resolve().then(walk);
    last = { key, run, there };
  }
  const { run, there } = last;
  const arrived = await there;
  // Meanwhile another run may have taken this one's place, and its memory.
  if (last.run !== run || !arrived) throw new Error("The run has changed since this was asked.");
  return run;
}

export const questions: Work<"questions"> = async ({ stage, which }, bench) => {
  const run = await at(stage, bench);
  return which ? [run.question(which.what, which.k, which.n) as Question] : (run.questions() as Question[]);
};

export const spot: Work<"spot"> = async ({ stage, x, y }, bench) => ({ text: (await at(stage, bench)).place(x, y) });

export const carry: Work<"carry"> = async ({ stage, x, y, width, height }, bench) => {
  const [left = x, top = y] = (await at(stage, bench)).carry(x, y, width, height);
  return { x: left, y: top };
};

export const reveal: Work<"reveal"> = async ({ stage, which, answer }, bench) => {
  const numbers = new Float64Array(answer);
  if (which.what !== "optimum")
    return (await at(stage, bench)).reveal(which.what, which.k, which.n, numbers) as Verdict;
  await provide({ needs, shelve }, stage.link);
  const contest = new Contest(stage.link);
  try {
    const tell = (): void => {
      const [done = 0, planned = 1] = contest.progress();
      bench.tell({ done, planned });
    };
    await slices(() => contest.slice(), tell, bench);
    return contest.reveal(numbers) as Verdict;
  } finally {
    contest.free();
  }
};
