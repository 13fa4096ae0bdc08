// The wire to the worker: what is asked goes in here, answers come out to whoever listens.
import type { Ask, Tell } from "./protocol";
import DeckWorker from "./worker?worker";

const worker = new DeckWorker();

/** Links opened so far: a picture that was under way when another was opened is not of that one. */
export let opened = 0;

export function ask(message: Ask, transfer: Transferable[] = []): void {
  if (message.do === "begin" || message.do === "open") opened += 1;
  // In a room one came to first there is no playground to be asked yet; how things are then, it begins with.
  if (!opened) return;
  worker.postMessage(message, transfer);
}

export function listen(hear: (message: Tell) => void): void {
  worker.onmessage = (event: MessageEvent<Tell>): void => hear(event.data);
  worker.onerror = (event): void => hear({ tell: "fatal", message: event.message || "The worker could not be started." });
}
