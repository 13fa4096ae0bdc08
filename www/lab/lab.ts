// The lab: a second worker, started when something is first asked of it. The stage never waits for it.
import type { Jobs, Name, Order, Reply } from "./jobs";
import LabWorker from "./worker?worker";

interface Waiting {
  part: (part: never) => void;
  answer: (answer: never) => void;
  fail: (error: Error) => void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let last = 0;

function send(order: Order): void {
  if (!worker) {
    worker = new LabWorker();
    worker.onmessage = (event: MessageEvent<Reply>): void => hear(event.data);
    worker.onerror = (event): void => {
      for (const job of waiting.values()) job.fail(new Error(event.message || "The lab could not be started."));
      waiting.clear();
    };
  }
  worker.postMessage(order);
}

function hear(reply: Reply): void {
  const job = waiting.get(reply.id);
  if (!job) return;
  if ("part" in reply) {
    job.part(reply.part as never);
    return;
  }
  waiting.delete(reply.id);
  if ("error" in reply) job.fail(new Error(reply.error));
  else job.answer(reply.answer as never);
}

export interface Job<N extends Name> {
  answer: Promise<Jobs[N]["answer"]>;
  /** Nothing more of it is wanted: `answer` then never settles. */
  cancel: () => void;
}

/** Ask the lab; `part` hears what it reports on the way. */
export function job<N extends Name>(name: N, ask: Jobs[N]["ask"], part: (part: Jobs[N]["part"]) => void = () => {}): Job<N> {
  const id = ++last;
  const answer = new Promise<Jobs[N]["answer"]>((resolve, fail) => {
    waiting.set(id, { part, answer: resolve, fail } as Waiting);
  });
  send({ id, name, ask } as Order);
  const cancel = (): void => {
    if (waiting.delete(id)) send({ id, name: "cancel" });
  };
  return { answer, cancel };
}
