// Questions about a run, and their truth.
import { provide } from "../shelf";
import type { Question, Stage, Verdict } from "../predict/types";
import { Contest, Predict, needs, shelve } from "../wasm/lab/lab.js";
import { slices } from "./slices";
import type { Work } from "./worker";

/** The run that was asked about last: the next question is most likely about the same. */
let last: { key: string; run: Predict } | null = null;

async function at(stage: Stage): Promise<Predict> {
  const key = JSON.stringify(stage);
  if (last?.key === key) return last.run;
  await provide({ needs, shelve }, stage.link);
  last?.run.free();
  const run = new Predict(stage.link, stage.width, stage.height);
  [stage.axes?.x, stage.axes?.y].forEach((axis, i) => {
    if (axis) run.align(i, axis.ticks.map((t) => t.text), new Float64Array(axis.ticks.map((t) => t.at)));
  });
  last = { key, run };
  return run;
}

export const questions: Work<"questions"> = async ({ stage, which }) => {
  const run = await at(stage);
  return which ? [run.question(which.what, which.k, which.n) as Question] : (run.questions() as Question[]);
};

export const spot: Work<"spot"> = async ({ stage, x, y }) => ({ text: (await at(stage)).place(x, y) });

export const carry: Work<"carry"> = async ({ stage, x, y, width, height }) => {
  const [left = x, top = y] = (await at(stage)).carry(x, y, width, height);
  return { x: left, y: top };
};

export const reveal: Work<"reveal"> = async ({ stage, which, answer }, bench) => {
  const numbers = new Float64Array(answer);
  if (which.what !== "optimum") return (await at(stage)).reveal(which.what, which.k, which.n, numbers) as Verdict;
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
