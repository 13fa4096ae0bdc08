// The lab: a second worker, started when something is first asked of it. The stage never waits for it.
import { say } from "../state";
import { Tended } from "../tended";
import { decode } from "./decode";
import type { Decode, Jobs, Name, Order, Reply } from "./jobs";
import LabWorker from "./worker?worker";

/** Looks that an answer may take: some jobs do a whole picture at once. */
const LONG = 30;

interface Waiting {
  order: Order;
  part: (part: never) => void;
  answer: (answer: never) => void;
  fail: (error: Error) => void;
  /** The lab stopped while this was in it. */
  tried: boolean;
}

const waiting = new Map<number, Waiting>();
let lab: Tended<Reply | Decode> | null = null;
let last = 0;

function send(order: Order): void {
  lab ??= new Tended<Reply | Decode>("the second engine", () => new LabWorker(), hear, begin);
  lab.post(order, [], LONG);
}

/** All that is not answered is asked of a lab that knows nothing; a second time, and no more often. */
function begin(restarted: boolean): void {
  if (restarted) say("The second engine stopped and was restarted; what it was doing is done again.");
  for (const [id, job] of waiting) {
    if (restarted && job.tried) {
      waiting.delete(id);
      job.fail(new Error("This stopped the second engine twice. Change the settings and ask again."));
    } else {
      job.tried = restarted;
      send(job.order);
    }
  }
}

function hear(reply: Reply | Decode): void {
  if ("decode" in reply) {
    decode(reply);
    return;
  }
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
export function job<N extends Name>(
  name: N,
  ask: Jobs[N]["ask"],
  part: (part: Jobs[N]["part"]) => void = () => {},
): Job<N> {
  const id = ++last;
  const order = { id, name, ask } as Order;
  const answer = new Promise<Jobs[N]["answer"]>((resolve, fail) => {
    waiting.set(id, { order, part, answer: resolve, fail, tried: false } as Waiting);
  });
  send(order);
  const cancel = (): void => {
    if (waiting.delete(id)) send({ id, name: "cancel" });
  };
  return { answer, cancel };
}
