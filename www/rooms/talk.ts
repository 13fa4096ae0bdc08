// How a room talks with the lab: one question at a time.
import { remember } from "../history";
import { here } from "../rooms";
import { follow } from "../share";
import { invalidate, say } from "../state";

/** Changes of one gesture within this time are one step of undo. */
const TOGETHER = 1200;

export interface Heard {
  link: string;
  notes: string[];
}

export class Talk<Act extends { do: string; key?: string }, View extends Heard> {
  /** The newest that was heard. */
  view: View | null = null;
  #link = "";
  #acts: Act[] = [];
  #again = false;
  #busy = false;
  /** Whoever left hears nothing more. */
  #open = false;

  constructor(
    private readonly ask: (link: string, act: Act | null) => Promise<View>,
    private readonly heard: (view: View, act: Act | null) => void | Promise<void> = () => {},
  ) {}

  get link(): string {
    return this.#link;
  }

  open(link: string): void {
    this.#open = true;
    this.#link = link;
    this.#acts = [];
    this.refresh();
  }

  close(): void {
    this.#open = false;
    this.#acts = [];
  }

  /** The same, on a stage of another size or ground. */
  refresh(): void {
    this.#again = true;
    void this.#pump();
  }

  act(act: Act, gesture = ""): void {
    remember(gesture, TOGETHER);
    const last = this.#acts.at(-1);
    // Of what a hand drags, or a slider turns, only the newest place.
    if (["drag", "set"].includes(act.do) && last?.do === act.do && last.key === act.key) this.#acts.pop();
    this.#acts.push(act);
    void this.#pump();
  }

  async #pump(): Promise<void> {
    if (this.#busy || !this.#open || (!this.#again && !this.#acts.length)) return;
    this.#busy = true;
    const from = this.#link;
    const act = this.#again ? null : (this.#acts.shift() ?? null);
    this.#again = false;
    try {
      const view = await this.ask(from, act);
      // Meanwhile one may have gone elsewhere.
      if (this.#open && this.#link === from) {
        const kept = act || view.notes.length ? view.notes : this.view?.link === view.link ? this.view.notes : [];
        this.#link = view.link;
        await this.heard({ ...view, notes: kept }, act);
        this.view = { ...view, notes: kept };
        follow(here() ?? this.#link);
      }
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
    this.#busy = false;
    invalidate();
    void this.#pump();
  }
}
