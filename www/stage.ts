// The stage: its size, and what pointers and arrow keys do on it.
import { begin, drag, edit, inspect, attend } from "./engine";
import { takeFocused } from "./focus";
import { keepTouch, strays } from "./grip";
import { remember } from "./history";
import type { Side } from "./protocol";
import { begin as beginAt } from "./rooms";
import { fragment } from "./share";
import { sign } from "./sign";
import { invalidate, scene, state, type Place } from "./state";
import type { Cluster } from "./types";
import { ask } from "./wire";

/** A finger's reach, CSS pixels. */
const REACH = 25;
/** A pointer this near to a point means the point. */
const NEAR = 12;
/** Pixels between two dabs of the brush, as a part of its spread. */
const DAB = 0.5;

/** The stage, and the one beside it. */
const stages: HTMLElement[] = [];
let gestures = 0;
let dab: Place = { x: -1e4, y: -1e4 };
let drawing = "";
let pressed: Place | null = null;
/** The press has become a drag. */
let moved = false;
/** From the pointer to the middle of what is held. */
let grip: Place = { x: 0, y: 0 };

function ratio(): number {
  return Math.min(2, devicePixelRatio || 1);
}

export function setUpStage(): void {
  const root = document.getElementById("stage");
  if (!root) throw new Error("The page has no stage.");
  let drawn = { width: 0, height: 0, dpr: 0 };
  const measure = (): typeof drawn => {
    state.size = { width: root.clientWidth, height: root.clientHeight };
    drawn = { ...state.size, dpr: ratio() };
    return drawn;
  };
  beginAt(fragment(), (link) => {
    begin(link, measure);
    const follow = (): void => {
      // In a room there is no stage to be seen.
      if (state.room) return;
      const { width, height, dpr } = drawn;
      const now = measure();
      if (now.width !== width || now.height !== height || now.dpr !== dpr) ask({ do: "stage", ...now });
    };
    // Not at once: to measure there lays the page out again, which WebKit reports as a loop.
    new ResizeObserver(() => requestAnimationFrame(follow)).observe(root);
  });
  takeHands(document.getElementById("overlay") ?? root, root, 0);
}

/** What hands do on `surface` is done on the stage of that side. */
export function takeHands(surface: HTMLElement, root: HTMLElement, side: Side): void {
  stages[side] = root;
  const on = <E extends Event>(type: string, act: (event: E) => void): void =>
    surface.addEventListener(type, (event) => {
      // What is in the hand, or under study, keeps it on its side.
      const busy = state.held !== null || drawing !== "";
      const passing = type === "pointermove" && (state.pinned || state.cursor?.by === "keys");
      if (!busy && !passing && type !== "pointerleave") attend(side, type !== "pointermove");
      if (state.hand === side) act(event as E);
    });
  on("pointerdown", down);
  on("pointermove", move);
  on("pointerup", up);
  on("pointercancel", up);
  on("pointerleave", leave);
  on("keydown", key);
  on("focusin", focus);
  const touch = keepTouch(() => state.held !== null || drawing !== "");
  surface.addEventListener("touchstart", touch, touch);
}

function here(): HTMLElement {
  return stages[state.hand] ?? stages[0] ?? document.body;
}

function place(event: PointerEvent): Place {
  const stage = here();
  const box = stage.getBoundingClientRect();
  return { x: event.clientX - box.left - stage.clientLeft, y: event.clientY - box.top - stage.clientTop };
}

/** The nearest centre within a finger's reach. */
function centreAt(at: Place): Cluster | null {
  let best: { c: Cluster; d: number } | null = null;
  for (const c of scene()?.clusters ?? []) {
    const d = Math.hypot(c.x - at.x, c.y - at.y);
    if (d <= REACH && (!best || d < best.d)) best = { c, d };
  }
  return best?.c ?? null;
}

function inside(at: Place): Place {
  const { width, height } = state.size;
  return { x: Math.min(width - 4, Math.max(4, at.x)), y: Math.min(height - 4, Math.max(4, at.y)) };
}

function down(event: PointerEvent): void {
  if (event.button !== 0) return;
  const at = place(event);
  gestures += 1;
  pressed = at;
  moved = false;
  const c = state.tool === "look" ? centreAt(at) : null;
  if (!c && state.tool === "look") return;
  (event.currentTarget as Element).setPointerCapture(event.pointerId);
  event.preventDefault();
  // A field that was written in keeps its keys no longer.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  if (c) {
    state.held = { k: c.k, x: c.x, y: c.y };
    grip = { x: c.x - at.x, y: c.y - at.y };
    focusCentre(c.k);
  } else {
    drawing = `draw ${gestures}`;
    if (state.tool === "move") ask({ do: "grab", ...at, radius: REACH });
    else use(at);
  }
  invalidate();
}

/** One dab of the brush, or of the eraser. */
function use(at: Place): void {
  const { count, spread } = state.brush;
  dab = at;
  if (state.tool === "brush") edit({ op: "add", ...at, count, spread }, drawing);
  if (state.tool === "erase") edit({ op: "delete", ...at, radius: spread }, drawing);
}

function move(event: PointerEvent): void {
  const at = place(event);
  moved ||= pressed !== null && strays(pressed, at);
  if (state.held) {
    if (!moved) return;
    const to = inside({ x: at.x + grip.x, y: at.y + grip.y });
    state.held = { ...state.held, ...to };
    drag(state.held.k, to.x, to.y, `drag ${gestures}`);
    invalidate();
  } else if (drawing) {
    state.cursor = { ...at, by: "pointer" };
    if (state.tool === "move") {
      if (moved) carry(at, drawing);
    } else if (Math.hypot(at.x - dab.x, at.y - dab.y) >= Math.max(4, DAB * state.brush.spread)) use(at);
    invalidate();
  } else if (event.pointerType === "mouse") {
    hover(at);
  }
}

function carry(at: Place, gesture: string): void {
  const to = inside(at);
  remember(gesture);
  ask({ do: "carry", ...to });
}

function hover(at: Place): void {
  if (state.tool !== "look") {
    state.cursor = { ...at, by: "pointer" };
    invalidate();
    return;
  }
  if (state.pinned || state.frame?.playing) return;
  const c = centreAt(at);
  inspect(c ? { centre: c.k } : { ...at, radius: NEAR });
}

function up(event: PointerEvent): void {
  const at = place(event);
  if (state.held) {
    if (!moved) pin({ centre: state.held.k });
    state.held = null;
  } else if (drawing) {
    ask({ do: "drop" });
    drawing = "";
    if (event.pointerType !== "mouse") state.cursor = null;
  } else if (pressed && !moved && event.type === "pointerup") {
    pin({ ...at, radius: NEAR });
  }
  pressed = null;
  invalidate();
}

function leave(): void {
  if (drawing || state.held) return;
  if (state.cursor?.by === "pointer") state.cursor = null;
  if (!state.pinned) inspect(null);
  invalidate();
}

/** Take something apart until told otherwise. */
export function pin(subject: Parameters<typeof inspect>[0]): void {
  state.pinned = subject !== null;
  state.row = null;
  inspect(subject);
}

export function focusCentre(k: number): void {
  state.centre = k;
  invalidate();
  here().querySelector<SVGElement>(`.centre[data-k="${k}"]`)?.focus({ preventScroll: true });
}

/** By the keyboard. */
export function takeCentre(k: number): void {
  focusCentre(k);
  takeFocused();
}

/** Show the crosshair of the keyboard and take it, or put it away. */
export function crosshair(): void {
  if (state.cursor?.by === "keys") {
    state.cursor = null;
    pin(null);
    invalidate();
    return;
  }
  const { width, height } = state.size;
  state.cursor = { x: Math.round(width / 2), y: Math.round(height / 2), by: "keys" };
  if (state.tool === "look") pin({ ...state.cursor, radius: NEAR });
  invalidate();
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.getElementById("cursor")?.focus();
      takeFocused();
    }),
  );
}

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function key(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as Element;
  const k = target.closest<SVGElement>(".centre")?.dataset.k;
  const way = ARROWS[event.key];
  const unit = (Math.min(state.size.width, state.size.height) / 100) * (event.shiftKey ? 5 : 1);
  if (k !== undefined) centreKey(event, Number(k), way, unit);
  else if (target.closest("#cursor")) cursorKey(event, way, unit);
}

function centreKey(event: KeyboardEvent, k: number, way: [number, number] | undefined, unit: number): void {
  const clusters = scene()?.clusters ?? [];
  const c = clusters[k];
  if (!c) return;
  const others = { ",": k - 1, ".": k + 1 }[sign(event)];
  if (way) {
    const to = inside({ x: c.x + way[0] * unit, y: c.y + way[1] * unit });
    drag(k, to.x, to.y, `nudge ${k}`);
  } else if (event.key === "Enter") pin({ centre: k });
  else if (others !== undefined) takeCentre((others + clusters.length) % clusters.length);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function cursorKey(event: KeyboardEvent, way: [number, number] | undefined, unit: number): void {
  const at = state.cursor;
  if (!at) return;
  if (way) {
    const to = inside({ x: at.x + way[0] * unit, y: at.y + way[1] * unit });
    state.cursor = { ...to, by: "keys" };
    if (state.tool === "look") pin({ ...to, radius: 0 });
    if (drawing && state.tool === "move") carry(to, drawing);
  } else if (event.key === "Enter") applyTool(at);
  else if (event.key === "PageDown" || event.key === "PageUp") nextPoint(event.key === "PageDown" ? 1 : -1);
  else return;
  event.preventDefault();
  event.stopPropagation();
  invalidate();
}

/** Enter at the crosshair does what a press of the pointer does there. */
function applyTool(at: Place): void {
  gestures += 1;
  if (state.tool === "look") pin({ ...at, radius: REACH });
  else if (state.tool !== "move") {
    drawing = `draw ${gestures}`;
    use(at);
    drawing = "";
  } else if (drawing) {
    ask({ do: "drop" });
    drawing = "";
  } else {
    drawing = `draw ${gestures}`;
    ask({ do: "grab", ...at, radius: REACH });
  }
}

/** The point before or after the one that is taken apart. */
function nextPoint(by: number): void {
  const now = state.inspection;
  if (now?.kind === "point") pin({ point: Math.max(0, now.index + by) });
  else pin({ point: 0 });
}

function focus(event: FocusEvent): void {
  const k = (event.target as Element).closest<SVGElement>(".centre")?.dataset.k;
  if (k === undefined) return;
  state.centre = Number(k);
  if (!state.pinned && !state.held && (event.target as Element).matches(":focus-visible"))
    inspect({ centre: Number(k) });
}
