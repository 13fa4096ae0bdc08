// A worker under watch: fetched until it comes, asked whether it still answers while there is traffic, and started anew
// when it does not.
import { again, insist, watchMissing } from "./insist";
import { invalidate, state } from "./state";

/** Milliseconds between two looks. Looks are counted, not time: a computer that sleeps takes none. */
const LOOK = 1_000;
/** So many looks without an answer and it has stopped. */
const PATIENCE = 15;
/** So many looks without traffic and none is needed. */
const CALM = 3;

const all: { again: () => void }[] = [];

function miss(by: string, names: string[]): void {
  state.missing.set(by, names);
  state.hushed = false;
  invalidate();
}

watchMissing((names) => miss("page", names));

// A style sheet that did not come would pass for one that is there.
addEventListener("error", ({ target }) => target instanceof HTMLLinkElement && target.remove(), true);

/** Everything that is missing is tried now, here and in the workers. */
export function tryAgain(): void {
  again();
  for (const tended of all) tended.again();
}

type Said<Told> = Told | "pong" | { missing: string[] };

export class Tended<Told extends object> {
  #worker: Worker | null = null;
  #looks: ReturnType<typeof setInterval> | undefined;
  #asked = false;
  #silent = 0;
  #calm = 0;
  #patience = PATIENCE;

  /** `begin` is called whenever a worker has come that knows nothing yet: the first, or one in a stopped one's place. */
  constructor(
    private readonly name: string,
    private readonly make: () => Worker,
    private readonly hear: (told: Told) => void,
    private readonly begin: (restarted: boolean) => void,
  ) {
    all.push(this);
    void this.#start(false);
  }

  get here(): boolean {
    return this.#worker !== null;
  }

  /** Nothing while there is no worker: `begin` then says all. `patience`: looks that the answer may take. */
  post(message: object, transfer: Transferable[] = [], patience = PATIENCE): void {
    if (!this.#worker) return;
    this.#worker.postMessage(message, transfer);
    this.#calm = 0;
    this.#patience = Math.max(this.#patience, patience);
    this.#looks ??= setInterval(() => this.#look(), LOOK);
  }

  again(): void {
    this.#worker?.postMessage("again");
  }

  async #start(restarted: boolean): Promise<void> {
    this.#worker = await insist(this.name, () => this.#made());
    this.begin(restarted);
  }

  #made(): Promise<Worker> {
    const worker = this.make();
    return new Promise((here, fail) => {
      worker.onmessage = ({ data }: MessageEvent<Said<Told>>): void => {
        here(worker);
        if (data === "pong") [this.#asked, this.#silent] = [false, 0];
        else if ("missing" in data) miss(this.name, data.missing);
        else {
          this.#calm = 0;
          this.hear(data);
        }
      };
      worker.onerror = (): void => {
        if (worker === this.#worker) this.#stopped();
        else worker.terminate();
        fail(new Error("The worker did not start."));
      };
    });
  }

  #look(): void {
    if (this.#asked) {
      if (++this.#silent >= this.#patience) this.#stopped();
    } else if (this.#calm++ < CALM) {
      this.#worker?.postMessage("ping");
      this.#asked = true;
    } else this.#rest();
  }

  #rest(): void {
    clearInterval(this.#looks);
    [this.#looks, this.#asked, this.#silent, this.#patience] = [undefined, false, 0, PATIENCE];
  }

  #stopped(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#rest();
    miss(this.name, []);
    void this.#start(true);
  }
}
