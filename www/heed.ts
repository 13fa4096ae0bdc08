// A worker's end of the watch kept by tended.ts: it answers, says what is missing, and breaks down in no silence.
import { again, watchMissing } from "./insist";

/** `act` hears what is asked. */
export function heed<Ask>(act: (ask: Ask) => void): void {
  watchMissing((missing) => postMessage({ missing }));
  addEventListener("unhandledrejection", (event) => reportError(event.reason));
  self.onmessage = ({ data }: MessageEvent<Ask | "ping" | "again">): void => {
    if (data === "ping") postMessage("pong");
    else if (data === "again") again();
    else act(data);
  };
  // It is here.
  postMessage("pong");
}

/** After an error of this kind the memory of the wasm is not to be trusted: the worker stops, and is started anew. */
export function stopIfBroken(error: unknown): void {
  if (error instanceof WebAssembly.RuntimeError) throw error;
}
