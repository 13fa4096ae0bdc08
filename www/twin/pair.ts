// Two decks as one: what the transport, the hands and the panel ask of a deck is asked here of both sides, as the
// crate says they belong together. With nothing beside it, it is a deck like any other.
import init, { Deck, needs, shelve } from "../wasm/lab/lab.js";
import wasm from "../wasm/lab/lab_bg.wasm?url";
import { Screen } from "../fade";
import type { Beside, Side } from "../protocol";
import type { Comparison, Edit, Ground, Scene } from "../types";

/** The second wasm, ready; where it wants its data. */
export async function load(): Promise<{ needs: typeof needs; shelve: typeof shelve }> {
  await init({ module_or_path: wasm });
  return { needs, shelve };
}

/** Where a deck stands, or is on its way to. */
function bound(deck: Deck): number {
  return deck.goal ?? deck.t;
}

/** Changes of how things look, which the other side makes in its place. */
const LOOKS = /^(layer\.|axes$)/;

export class Pair {
  private readonly first: Deck;
  private second: Deck | null = null;
  /** What the second was opened with, its position apart. */
  private opened = "";
  private screen: Screen | null = null;
  private hand: Side = 0;
  private side: Side = 0;
  private stage: [number, number, number] = [640, 400, 1];
  private ground: Ground = "light";

  /** `recorded`: the half-step that the tape is to reach, though the link stands before it. */
  constructor(link: string, recorded = 0) {
    this.first = new Deck(link);
    this.first.record(recorded);
    this.follow(this.first.twinT());
  }

  private get decks(): Deck[] {
    return this.second ? [this.first, this.second] : [this.first];
  }

  /** What the transport moves. */
  private get moved(): Deck[] {
    return this.first.locked || !this.second ? this.decks : [this.side ? this.second : this.first];
  }

  private get held(): Deck {
    return (this.hand && this.second) || this.first;
  }

  get t(): number {
    return Math.max(...this.moved.map((deck) => deck.t));
  }

  /** The half-step that a side is still on its way to. */
  get goal(): number | undefined {
    const goals = this.decks.flatMap((deck) => deck.goal ?? []);
    return goals.length ? Math.max(...goals) : undefined;
  }

  get recorded(): number {
    return Math.max(...this.moved.map((deck) => deck.recorded));
  }

  get converged(): boolean {
    return this.moved.every((deck) => deck.converged);
  }

  get over(): boolean {
    return this.moved.every((deck) => deck.converged && deck.t === deck.recorded);
  }

  /** The second side becomes what the first says it is, at half-step `t`. */
  private follow(t: number): void {
    const link = this.first.twinLink(0);
    if (link !== this.opened) {
      this.opened = link;
      if (!link) {
        this.second?.free();
        this.second = null;
        [this.hand, this.side] = [0, 0];
      } else {
        this.second ??= this.dressed(new Deck(""));
        this.second.open(this.first.twinLink(t));
      }
    }
    if (this.second && this.first.locked) for (const deck of this.decks) deck.reach(t);
  }

  /** Both sides go their ways together, for about `budget` milliseconds; false when both have arrived. */
  advance(budget: number): boolean {
    const end = performance.now() + budget;
    try {
      while (this.decks.map((deck) => deck.advance(0)).some(Boolean)) if (performance.now() >= end) return true;
      return false;
    } catch (error) {
      // The first is back where it was before a change, and the second belongs to what it is.
      this.follow(this.first.locked ? this.first.t : bound(this.second ?? this.first));
      throw error;
    }
  }

  private dressed(deck: Deck): Deck {
    deck.theme(this.ground);
    deck.resize(...this.stage);
    return deck;
  }

  /** All that moves one half-step on, to `t`, or as far as it goes; an error of one side does not stop the other. */
  private go(t: number): boolean {
    const before = this.moved.reduce((sum, deck) => sum + deck.t, 0);
    let wrong: unknown = null;
    for (const deck of this.moved) {
      try {
        // Whoever is far behind stays on its way.
        if (deck.goal !== undefined && deck.t < t - 1) deck.reach(t);
        else {
          deck.seek(t);
          if (deck.t < t) deck.step();
        }
      } catch (error) {
        wrong = error;
      }
    }
    const after = this.moved.reduce((sum, deck) => sum + deck.t, 0);
    if (wrong && after === before) throw wrong;
    return after !== before;
  }

  step(): boolean {
    return this.go(this.t + 1);
  }

  seek(t: number): void {
    const there = Math.min(t, this.recorded);
    for (const deck of this.moved) {
      // In step, a side that has not come so far goes there.
      if (there > deck.recorded && !deck.converged) deck.reach(there);
      else deck.seek(there);
    }
  }

  run(budget: number): boolean {
    const end = performance.now() + budget;
    while (this.step() && !this.over) if (performance.now() >= end) return false;
    return true;
  }

  /** A change of the first side, and what follows for the second: in step both stand where the farther one stood. */
  private change(act: () => void): void {
    const [t, beside] = [bound(this.first), bound(this.second ?? this.first)];
    act();
    const now = bound(this.first);
    this.follow(now < t ? now : this.first.locked ? Math.max(t, beside) : beside);
  }

  open(link: string): void {
    this.first.open(link);
    // Whatever was beside belongs to the link before, also when nothing is beside now.
    this.opened = "another link";
    this.follow(this.first.twinT());
  }

  set(key: string, value: string): void {
    if (LOOKS.test(key) && this.second) {
      this.first.set(key, value);
      this.second.set(key, value);
      this.opened = this.first.twinLink(0);
    } else this.change(() => this.first.set(key, value));
  }

  newSeed(): void {
    this.change(() => this.first.newSeed());
  }

  swap(): void {
    if (this.second) this.open(this.first.linkSwapped(this.second));
  }

  turn(hand: Side, side: Side): void {
    [this.hand, this.side] = [hand, side];
  }

  /** A centre moved at the start is moved on both sides; later, on its own. */
  drag(k: number, x: number, y: number): void {
    const { first, second, held } = this;
    if (second && held === second && second.t > 1) {
      second.drag(k, x, y);
      first.adopt(second);
      this.opened = first.twinLink(0);
      if (first.locked) first.seek(second.t);
    } else {
      first.seek(held.t);
      first.drag(k, x, y);
      this.follow(first.t);
    }
  }

  edit(edit: Edit): void {
    this.change(() => this.first.edit(edit));
  }

  digest(): string {
    return this.decks.map((deck) => deck.digest()).join(" ");
  }

  link(): string {
    return this.second ? this.first.linkBeside(this.second) : this.first.link();
  }

  theme(ground: Ground): void {
    this.ground = ground;
    for (const deck of this.decks) deck.theme(ground);
  }

  resize(width: number, height: number, dpr: number): void {
    this.stage = [width, height, dpr];
    for (const deck of this.decks) deck.resize(width, height, dpr);
  }

  /** The canvas of the second side. */
  show(canvas: OffscreenCanvas): void {
    this.screen = new Screen(canvas);
  }

  draw(fade = 0): void {
    if (this.second && this.screen) {
      this.second.draw();
      this.screen.show(picture(this.second), fade);
    }
    this.first.draw();
  }

  beside(): Beside | null {
    const { first, second } = this;
    if (!second) return null;
    return {
      scene: second.scene() as Scene,
      curve: second.curve(),
      compare: first.compare(second) as Comparison,
      rings: [first.disagreeing(second), second.disagreeing(first)].map((r) => new Float64Array(r)) as Beside["rings"],
    };
  }

  // What is seen of the first side, and asked where the hand is.
  pixels = (): Uint8ClampedArray => this.first.pixels();
  scene = (): unknown => this.first.scene();
  curve = (): Float64Array => this.first.curve();
  bound = (): unknown => this.first.bound();
  faces = (): unknown => this.first.faces();
  controls = (): unknown => this.first.controls();
  notes = (): string[] => this.first.notes();
  nearestPoint = (x: number, y: number, radius: number): number => this.first.nearestPoint(x, y, radius);
  probe = (x: number, y: number, radius: number): unknown => this.held.probe(x, y, radius);
  inspectPoint = (n: number): unknown => this.held.inspectPoint(n);
  inspectCentre = (k: number): unknown => this.held.inspectCentre(k);
  get pixelWidth(): number {
    return this.first.pixelWidth;
  }
  get pixelHeight(): number {
    return this.first.pixelHeight;
  }
  free(): void {
    for (const deck of this.decks) deck.free();
  }
}

function picture(deck: Deck): ImageData {
  const view = deck.pixels();
  const pixels = new Uint8ClampedArray(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);
  return new ImageData(pixels, deck.pixelWidth, deck.pixelHeight);
}
