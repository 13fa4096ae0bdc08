// The worker: owns the wasm, the Deck and the canvas. Asks come in, frames go out.
import init, { Deck, lacks, needs, shelve } from "./wasm/page/page.js";
import wasm from "./wasm/page/page_bg.wasm?url";
import { Screen } from "./fade";
import { heed, stopIfBroken } from "./heed";
import { insist, Late, promptly } from "./insist";
import { brings, LOOKS, queue, waiting } from "./queue";
import { provide } from "./shelf";
import type { Ask, Frame, Speed, Subject, Tell } from "./protocol";
import type { Pair } from "./twin/pair";
import type { Bound, Control, Face, Ground, Inspection, Scene } from "./types";

/** When playing as fast as it goes: milliseconds of work between two pictures. */
const BUDGET = 24;
/** Milliseconds on the way to a half-step before anything is shown: most runs are there by then. */
const PATIENCE = 100;

const ready = insist("the engine", () => init({ module_or_path: wasm }));
let deck: Deck | Pair;
let screen: Screen;
/** The same deck, once there were two. */
let pair: Pair | null = null;
/** The numbers of the link that is shown, and of the last that was asked for. */
let opened = 0;
let wanted = 0;
/** What is done when what it needs has come, unless another link is opened before. */
let owed: Ask | null = null;
/** Where data are put: the wasm that the deck belongs to. */
let engine = { needs, shelve };
let stage: [number, number, number];
let ground: Ground;
let subject: Subject | null = null;
let turn = 0;
let grabbed = -1;
let timer: ReturnType<typeof setTimeout> | undefined;
let speed: Speed = 1;
let playing = false;
/** Whether the panel has to be told anew. */
let stale = true;

function tell(message: Tell): void {
  postMessage(message);
}

function wrong(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function inspect(): Inspection | null {
  if (!subject) return null;
  try {
    if ("centre" in subject) return deck.inspectCentre(subject.centre) as Inspection;
    if ("point" in subject) return deck.inspectPoint(subject.point) as Inspection;
    const found = deck.probe(subject.x, subject.y, subject.radius) as Inspection;
    if (found.kind === "point") subject = { point: found.index };
    return found;
  } catch {
    // What was looked at is gone with the data or the model it belonged to.
    subject = null;
    return null;
  }
}

function show(fade: number): void {
  if (pair) pair.draw(fade);
  else deck.draw();
  const view = deck.pixels();
  const pixels = new Uint8ClampedArray(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);
  screen.show(new ImageData(pixels, deck.pixelWidth, deck.pixelHeight), fade);
  const frame: Frame = {
    scene: deck.scene() as Scene,
    twin: pair?.beside() ?? null,
    t: deck.t,
    recorded: deck.recorded,
    over: atEnd(),
    curve: deck.curve(),
    bound: deck.bound() as Bound | null,
    faces: deck.faces() as Face[],
    controls: stale ? (deck.controls() as Control[]) : null,
    link: deck.link(),
    stage,
    opened,
    notes: deck.notes(),
    goal: deck.goal ?? null,
    playing,
    inspection: inspect(),
    turn,
    fade,
  };
  stale = false;
  tell({ tell: "frame", frame });
}

function stop(): void {
  clearTimeout(timer);
  playing = false;
}

/** One beat of playing: a half-step, or as many as fit the budget. */
function beat(fade: number): void {
  const start = performance.now();
  try {
    const done = speed === 0 ? deck.run(BUDGET) : !deck.step() || atEnd();
    if (done) stop();
  } catch (error) {
    stopIfBroken(error);
    stop();
    tell({ tell: "error", message: wrong(error) });
  }
  show(fade);
  if (!playing) {
    travel();
    return;
  }
  const wait = speed === 0 ? 0 : Math.max(0, 1000 / speed - (performance.now() - start));
  timer = setTimeout(() => beat(fade), wait);
}

/** What is still on its way to its half-step goes there in slices: whatever is asked meanwhile comes in between. */
function travel(): void {
  if (playing || deck.goal === undefined) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    try {
      deck.advance(BUDGET);
    } catch (error) {
      stopIfBroken(error);
      stale = true;
      tell({ tell: "error", message: wrong(error) });
    }
    show(0);
    travel();
  });
}

/** A run that has converged where the tape ends. */
function atEnd(): boolean {
  return pair ? pair.over : deck.converged && deck.t === deck.recorded;
}

/** What is asked takes two sides, or a model that few links ask for: more than the page came with. */
function takesMore(ask: Ask): boolean {
  if (pair) return false;
  if (ask.do === "begin" || ask.do === "open") return /(^|&)(vs|lock)\b/.test(ask.link) || lacks(ask.link);
  if (ask.do !== "set") return false;
  const [, layer] = /^layer\.(.*)$/.exec(ask.key) ?? [];
  return ask.key === "vs" || lacks(`${deck.link()}&${layer ? `layers=${layer}` : `${ask.key}=${ask.value}`}`);
}

/** From one deck of the first wasm to a pair of the second, which knows all there is: fetched when first wanted. */
async function grow(ask: Ask): Promise<void> {
  stop();
  const two = await promptly("the second engine", async () => {
    const all = await import("./twin/pair");
    return { ...all, engine: await all.load() };
  });
  const old = deck;
  const link = ask.do === "begin" ? ask.link : old.link();
  await provide(two.engine, link, promptly);
  engine = two.engine;
  pair = new two.Pair(link, ask.do === "begin" ? 0 : old.recorded);
  if (ask.do === "begin") return;
  deck = pair;
  pair.theme(ground);
  pair.resize(...stage);
  old.free();
}

function play(fade: number): void {
  playing = true;
  if (atEnd()) {
    // Playing on from the end is playing again from the start.
    deck.seek(0);
    show(0);
    timer = setTimeout(() => beat(fade), speed === 0 ? 0 : Math.min(600, 1000 / speed));
  } else {
    beat(fade);
  }
}

function step(by: number): void {
  if (by < 0) deck.seek(Math.max(0, deck.t + by));
  for (let i = 0; i < by; i++) if (!deck.step()) break;
}

/** Does what is asked; says whether there is a new picture to show, and how gently. */
function answer(ask: Ask): number | null {
  switch (ask.do) {
    case "begin":
      opened = ask.opened;
      screen = new Screen(ask.canvas);
      deck = pair ?? new Deck(ask.link);
      ground = ask.ground;
      deck.theme(ground);
      stage = [ask.width, ask.height, ask.dpr];
      deck.resize(...stage);
      return 0;
    case "stage":
      stage = [ask.width, ask.height, ask.dpr];
      deck.resize(...stage);
      return 0;
    case "ground":
      ground = ask.ground;
      deck.theme(ground);
      return 0;
    case "beside":
      pair?.show(ask.canvas);
      return 0;
    case "side":
      pair?.turn(ask.hand, ask.side);
      return 0;
    case "swap":
      stop();
      pair?.swap();
      stale = true;
      return 0;
    case "open":
      stop();
      opened = ask.opened;
      deck.open(ask.link);
      stale = true;
      return 0;
    case "set":
      stop();
      deck.set(ask.key, ask.value);
      stale = true;
      return 0;
    case "seed":
      stop();
      deck.newSeed();
      stale = true;
      return 0;
    case "step":
      stop();
      step(ask.by);
      return ask.fade;
    case "seek":
      stop();
      deck.seek(ask.t);
      return ask.fade;
    case "end":
      stop();
      deck.seek(deck.recorded);
      [playing, speed] = [true, 0];
      beat(0);
      return null;
    case "play":
      stop();
      speed = ask.speed;
      if (!ask.on) {
        deck.seek(deck.t);
        return 0;
      }
      play(ask.fade);
      return null;
    case "drag":
      stop();
      deck.drag(ask.k, ask.x, ask.y);
      stale = true;
      return 0;
    case "edit":
      stop();
      deck.edit(ask.edit);
      stale = true;
      return 0;
    case "grab":
      grabbed = deck.nearestPoint(ask.x, ask.y, ask.radius);
      tell({ tell: "grabbed", n: grabbed });
      return null;
    case "carry":
      if (grabbed < 0) return null;
      stop();
      deck.edit({ op: "move", n: grabbed, x: ask.x, y: ask.y });
      stale = true;
      return 0;
    case "drop":
      grabbed = -1;
      return null;
    case "inspect":
      ({ subject, turn } = ask);
      tell({ tell: "inspection", inspection: inspect(), turn });
      return null;
    case "digest":
      tell({ tell: "digest", digest: deck.digest() });
      return null;
  }
}

/** The first in the queue is being answered, and more may come meanwhile. */
let fetching = false;
let busy = false;

/** What an ask needs that is not here yet: data, a second deck. */
async function prepare(ask: Ask): Promise<void> {
  if (ask.do === "begin" || ask.do === "open") {
    stop();
    owed = null;
    wanted = ask.opened;
  }
  if (takesMore(ask)) await grow(ask);
  const link = brings(ask);
  if (link && engine.needs(link)) await provide(engine, link, promptly);
}

/** Puts `ask` off until what it needs is `found`. What begins has something to show meanwhile. */
function owe(ask: Ask, found: Promise<unknown>): number | null {
  const later: Ask = ask.do === "begin" ? { do: "open", link: ask.link, opened: ask.opened } : ask;
  owed = later;
  found.then(
    () => {
      if (owed === later) take(later);
    },
    (error: unknown) => tell({ tell: "error", message: wrong(error) }),
  );
  return ask.do === "begin" ? answer({ ...ask, link: "", opened: 0 }) : null;
}

/** What the first in the queue needed is here, or cannot be had. */
function proceed(): void {
  if (fetching) waiting.shift();
  fetching = false;
}

async function drain(): Promise<void> {
  let fade: number | null = null;
  for (let ask = waiting[0]; ask; ask = waiting[0]) {
    fetching = true;
    try {
      await prepare(ask);
      proceed();
      fade = answer(ask) ?? fade;
      // Whoever goes on with the run that is shown has given up the link that has not come.
      if (!LOOKS.has(ask.do)) opened = wanted;
      if (deck.goal !== undefined) {
        fade ??= 0;
        deck.advance(PATIENCE);
      }
    } catch (error) {
      stopIfBroken(error);
      proceed();
      if (error instanceof Late) {
        stale = true;
        fade = owe(ask, error.found) ?? fade ?? 0;
        continue;
      }
      if (ask.do === "begin") {
        tell({ tell: "fatal", message: wrong(error) });
        return;
      }
      tell({ tell: "error", message: wrong(error) });
      stale = true;
      fade ??= 0;
    }
  }
  if (fade !== null) show(fade);
  travel();
  busy = false;
}

function take(ask: Ask): void {
  queue(ask, fetching);
  if (busy) return;
  busy = true;
  ready.then(
    () => setTimeout(() => void drain()),
    (error: unknown) => tell({ tell: "fatal", message: wrong(error) }),
  );
}

heed(take);
