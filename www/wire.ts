// The wire to the worker: what is asked goes in here, answers come out to whoever listens.
import type { Ask, Tell } from "./protocol";
import { Tended } from "./tended";
import DeckWorker from "./worker?worker";

/** Links opened so far: a picture that was under way when another was opened is not of that one. */
export let opened = 0;

/** Looks that an answer may take which makes a million points. */
const LONG = 30;
const MAKES = new Set<Ask["do"]>(["begin", "open", "set", "seed", "swap"]);

let hear: (message: Tell) => void = () => {};
let begin: (restarted: boolean) => void = () => {};

const worker = new Tended<Tell>(
  "the engine",
  () => new DeckWorker(),
  (message) => hear(message),
  (restarted) => begin(restarted),
);

export function ask(message: Ask, transfer: Transferable[] = []): void {
  // In a room one came to first there is no playground to be asked yet; how things are then, it begins with.
  if (opened) worker.post(message, transfer, MAKES.has(message.do) ? LONG : undefined);
}

/** A new number for a link that is opened. */
export function open(): number {
  return ++opened;
}

/** `begins` says how things are, to a worker that knows nothing; now, when there is one. */
export function connect(hears: typeof hear, begins: typeof begin): void {
  [hear, begin] = [hears, begins];
  if (worker.here) begin(false);
}
