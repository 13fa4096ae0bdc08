// The lab's worker: owns the second wasm. Orders come in, reports and answers go out; long jobs work in slices.
import { heed, stopIfBroken } from "../heed";
import { insist } from "../insist";
import init from "../wasm/lab/lab.js";
import wasm from "../wasm/lab/lab_bg.wasm?url";
import type { Jobs, Name, Order, Reply } from "./jobs";
import { bayes } from "./bayes";
import { choose } from "./choose";
import { halt, picture, prices } from "./picture";
import { lecture } from "./lecture";
import { place, restarts } from "./restarts";
import { carry, questions, reveal, spot } from "./predict";
import { estimates, machine, preview } from "./machine";
import { thumbnail } from "./thumbnail";

/** What a job needs of its worker. */
export interface Bench<N extends Name> {
  /** Report something on the way. */
  tell: (part: Jobs[N]["part"]) => void;
  /** Let others have a turn, as every job does after some milliseconds; false when nobody wants the job any more. */
  breathe: () => Promise<boolean>;
}

export type Work<N extends Name> = (
  ask: Jobs[N]["ask"],
  bench: Bench<N>,
) => Jobs[N]["answer"] | Promise<Jobs[N]["answer"]>;

const WORK: { [N in Name]: Work<N> } = {
  bayes,
  carry,
  choose,
  estimates,
  halt,
  lecture,
  machine,
  picture,
  place,
  preview,
  prices,
  questions,
  restarts,
  reveal,
  spot,
  thumbnail,
};

const ready = insist("the second engine", () => init({ module_or_path: wasm }));
const cancelled = new Set<number>();

function send(reply: Reply): void {
  const told = "answer" in reply ? reply.answer : "part" in reply ? reply.part : null;
  const pictures = Object.values(told ?? {}).filter((value) => value instanceof ImageBitmap);
  postMessage(reply, { transfer: pictures });
}

async function take<N extends Name>(id: number, name: N, ask: Jobs[N]["ask"]): Promise<void> {
  const bench: Bench<N> = {
    tell: (part) => send({ id, part }),
    breathe: () => new Promise((resolve) => setTimeout(() => resolve(!cancelled.has(id)))),
  };
  try {
    await ready;
    const answer = await WORK[name](ask, bench);
    if (!cancelled.delete(id)) send({ id, answer });
  } catch (error) {
    stopIfBroken(error);
    send({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

heed<Order>((order) => {
  if (order.name === "cancel") cancelled.add(order.id);
  else void take(order.id, order.name, order.ask);
});
