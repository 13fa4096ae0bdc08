// Predict, then reveal: a question about what comes next, the learner's answer beside the truth, and a running score.
// What is asked, what is true and how near the answer is, the crate says. Nothing is kept beyond the session.
import { runOf } from "./dock/links";
import { gate, step, toEnd } from "./engine";
import { job } from "./lab/lab";
import { goTo, pass, passing, pause, until } from "./predict/travel";
import type { Question, Stage, Verdict, What, Which } from "./predict/types";
import { count, tally } from "./score";
import { pin } from "./stage";
import { invalidate, say, state } from "./state";
import { take } from "./tools";

/** What a scene may ask: `t` is the half-step to go to first. */
export interface Asked extends Which {
  t?: number;
}

export interface Result {
  question: Question;
  answer: number[];
  verdict: Verdict;
}

export interface Now {
  stage: Stage;
  /** All that can be asked here, and the one that is. */
  questions: Question[];
  question: Question;
  /** As the crate reads it; null until there is one. */
  answer: number[] | null;
  /** Where the marker stands, in the data's own units. */
  text: string;
  verdict: Verdict | null;
  /** The truth is on its way; of many starts, how many are done. */
  busy: boolean;
  progress: { done: number; planned: number } | null;
  /** The run stands where the truth is seen. */
  arrived: boolean;
  settle: ((result: Result | null) => void) | null;
}

/** The present question; null = none. */
export let now: Now | null = null;

/** Before every half-step there is a question. */
export let always = false;

function stage(): Stage | null {
  const frame = state.frame;
  if (!frame) return null;
  const [width, height] = frame.stage;
  return { link: frame.link, width, height };
}

export function named(q: Question): Which {
  return { what: q.what, k: q.k ?? undefined, n: q.n ?? undefined };
}

/** A question is on the card. */
export function asking(): boolean {
  return now !== null;
}

/** Key P and the button: a question, or no more of them. */
export function toggle(): void {
  if (now) close();
  else void begin();
}

/** The focus goes where the answer is given; after it, to what comes next. */
function hold(): void {
  const first = document.querySelector<HTMLElement | SVGElement>("#predict .marker, .asked [data-first]");
  const next = document.querySelector<HTMLElement>(".asked [data-next]");
  (next ?? first)?.focus({ preventScroll: true });
}

function wrong(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Ask what can be asked here, or `which`. Resolves when the question is on the card; false when there is none. */
async function begin(which?: Which, settle: Now["settle"] = null): Promise<boolean> {
  const frame = state.frame;
  if (!frame) return false;
  if (frame.twin) {
    say("Questions are about one run: stop comparing first.");
    return false;
  }
  let on = stage();
  if (frame.playing) {
    await pause();
    on = stage();
  }
  if (!on) return false;
  if (state.tool !== "look") take("look");
  // On a small screen the sheet lies where the card will be.
  state.section = "";
  state.cursor = null;
  pin(null);
  let questions: Question[];
  try {
    questions = await job("questions", { stage: on, which }).answer;
  } catch (error) {
    say(wrong(error));
    return false;
  }
  const [question] = questions;
  // Meanwhile the run may have gone on.
  if (!question || question.t !== state.frame?.t) return false;
  drop();
  now = {
    stage: on,
    questions,
    question: question,
    answer: null,
    text: "",
    verdict: null,
    busy: false,
    progress: null,
    arrived: false,
    settle,
  };
  put(question);
  return true;
}

/** Show this of the questions. */
export function put(question: Question): void {
  if (!now || now.verdict || now.busy) return;
  now.question = question;
  // A marker that is left where it is says that the mean stays.
  now.answer = question.what === "centre" ? [question.x, question.y] : question.what === "r" ? [0.5] : null;
  now.text = "";
  state.aside = `${question.title} ${question.prompt}`;
  invalidate();
  requestAnimationFrame(() => requestAnimationFrame(hold));
}

export function answer(numbers: number[]): void {
  if (!now || now.verdict || now.busy) return;
  now.answer = numbers;
  invalidate();
  const [x, y] = numbers;
  if (now.question.what !== "centre" || x === undefined || y === undefined) return;
  const mine = now;
  void job("spot", { stage: mine.stage, x, y }).answer.then(
    ({ text }) => {
      if (mine.answer !== numbers) return;
      mine.text = text;
      invalidate();
    },
    () => {},
  );
}

/** The truth, seen: the half-steps are played, and the answer stays beside it. */
export async function reveal(): Promise<void> {
  const mine = now;
  if (!mine || mine.verdict || mine.busy) return;
  if (!mine.answer) {
    say("First an answer: then the truth.");
    return;
  }
  const { question } = mine;
  mine.busy = true;
  invalidate();
  const many = question.what === "optimum";
  if (many) pass(toEnd);
  try {
    const ask = { stage: mine.stage, which: named(question), answer: mine.answer };
    const verdict = await job("reveal", ask, (part) => {
      mine.progress = part;
      invalidate();
    }).answer;
    if (now !== mine) return;
    if (moved(mine)) {
      say("The run was changed before the truth was known: this answer does not count.");
      drop();
      invalidate();
      return;
    }
    mine.verdict = verdict;
  } catch (error) {
    if (now !== mine) return;
    say(wrong(error));
    close();
    return;
  }
  mine.busy = false;
  const { verdict } = mine;
  count(verdict.right, verdict.score);
  state.aside = `${verdict.headline}. ${verdict.sentence} ${tally()}.`;
  const on = verdict.until - question.t;
  if (!many && on > 0) pass(() => step(on));
  mine.settle?.({ question, answer: mine.answer, verdict });
  mine.settle = null;
  invalidate();
  requestAnimationFrame(() => requestAnimationFrame(hold));
}

export function another(): void {
  void begin();
}

export function setAlways(on: boolean): void {
  always = on;
  invalidate();
}

function drop(): void {
  now?.settle?.(null);
  now = null;
  state.aside = "";
}

/** No more questions. */
export function close(): void {
  always = false;
  drop();
  invalidate();
}

/** The half-step is taken unasked. */
export function skip(): void {
  drop();
  pass(() => step(1));
  const t = state.frame?.t;
  void until(() => state.frame?.t !== t).then((went) => went && void begin());
}

/** Ask exactly this; resolves with what was answered, or null when it was put away or cannot be asked. */
export async function start({ t, ...which }: Asked): Promise<Result | null> {
  if (t !== undefined) await goTo(t);
  if (t !== undefined && state.frame?.t !== t) {
    say(`This is asked at half-step ${t}, and the run does not get there: go back to the scene’s start.`);
    return null;
  }
  return new Promise((resolve) => {
    void begin(which, resolve).then((put) => put || resolve(null));
  });
}

/** It is another run that is shown now. */
function moved(from: Now): boolean {
  const frame = state.frame;
  return !frame || frame.twin !== null || runOf(frame.link) !== runOf(from.stage.link);
}

/** What the page shows may have moved on from under the question. */
export function follow(): void {
  const [mine, frame] = [now, state.frame];
  if (!mine || !frame || mine.busy) return;
  const { verdict } = mine;
  if (moved(mine)) drop();
  else if (!verdict) {
    if (frame.t !== mine.question.t) drop();
  } else if (frame.t === verdict.until) mine.arrived = true;
  else if (mine.arrived || frame.t < mine.question.t) drop();
  if (now && (frame.stage[0] !== mine.stage.width || frame.stage[1] !== mine.stage.height)) void measure(mine);
}

let measuring = false;

/** The stage has another size: everything on it is where it was in the data. */
async function measure(mine: Now): Promise<void> {
  const to = stage();
  if (measuring || !to) return;
  measuring = true;
  try {
    const { question, answer: said } = mine;
    const at = { ...to, link: mine.stage.link };
    const [x, y] = said ?? [];
    const moves = question.what === "centre" && x !== undefined && y !== undefined;
    const there = moves && (await job("carry", { stage: mine.stage, x, y, width: at.width, height: at.height }).answer);
    const [found] = await job("questions", { stage: at, which: named(question) }).answer;
    if (now !== mine || !found) return;
    if (there) mine.answer = [there.x, there.y];
    mine.question = { ...question, x: found.x, y: found.y };
    mine.questions = mine.questions.map((q) => (q === question ? mine.question : q));
    if (mine.verdict && question.what !== "optimum") {
      const { marks } = await job("reveal", { stage: at, which: named(question), answer: mine.answer ?? [] }).answer;
      mine.verdict = { ...mine.verdict, marks };
    }
    mine.stage = at;
  } catch {
    drop();
  } finally {
    measuring = false;
    invalidate();
  }
}

const DIGITS = "123456789";

/** By a key: the focus goes along. */
function choose(numbers: number[]): void {
  answer(numbers);
  requestAnimationFrame(() => requestAnimationFrame(hold));
}

/** A key, named as in keys.ts; true when it meant something here. */
export function press(key: string): boolean {
  const what: What | undefined = now?.question.what;
  if (!now) return false;
  const at = DIGITS.indexOf(key);
  if (key === "Escape") close();
  else if (now.verdict || now.busy) return false;
  else if (key === "Enter" && !(document.activeElement instanceof HTMLButtonElement)) void reveal();
  else if (what === "cluster" && key.length === 1 && at >= 0 && at < now.question.picks.length) choose([at]);
  else if (what === "optimum" && (key === "y" || key === "n"))
    choose([key === "y" ? 1 : 0, ...(now.answer ?? []).slice(1)]);
  else return false;
  return true;
}

/** With a question before every half-step, a way forward leads to the question, and then to the truth. */
gate.ahead = () => {
  if (!always || passing() || state.room || state.frame?.over) return false;
  if (now && !now.verdict) void reveal();
  else void begin();
  return true;
};
