// What a question lays over the stage: the marker in the hand, the ringed point, and after it the truth beside the answer.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";
import { middle, shape } from "../glyphs";
import { answer, now, type Now } from "../predict";
import { scene, state, type Place } from "../state";
import type { Mark, Question } from "./types";

/** A finger picks the nearest centre within this many pixels. */
const PICK = 90;
/** A line shorter than this is none. */
const TOUCHING = 4;
/** A line shorter than this has no room for words between its ends. */
const CLEAR = 90;
/** About as wide as a letter of what is written beside a mark. */
const LETTER = 9;
/** How far a glyph and a ring reach. */
const GLYPH = 18;
const RING = 12;

let held: number | null = null;

function inside(at: Place): [number, number] {
  const { width, height } = state.size;
  // Along a line there is one way to go.
  const y = scene()?.axes?.y ? at.y : (now?.question.y ?? at.y);
  return [Math.min(width - 4, Math.max(4, at.x)), Math.min(height - 4, Math.max(4, y))];
}

function place(event: PointerEvent): Place {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function down(event: PointerEvent, q: Question): void {
  if (event.button !== 0) return;
  event.preventDefault();
  const at = place(event);
  if (q.what === "cluster") pick(at);
  if (q.what !== "centre") return;
  held = event.pointerId;
  (event.currentTarget as Element).setPointerCapture(event.pointerId);
  document.querySelector<SVGElement>("#predict .marker")?.focus({ preventScroll: true });
  answer(inside(at));
}

function move(event: PointerEvent): void {
  if (held === event.pointerId) answer(inside(place(event)));
}

function up(event: PointerEvent): void {
  if (held === event.pointerId) held = null;
}

function pick(at: Place): void {
  let best: { k: number; d: number } | null = null;
  for (const c of scene()?.clusters ?? []) {
    const d = Math.hypot(c.x - at.x, c.y - at.y);
    if (d <= PICK && (!best || d < best.d)) best = { k: c.k, d };
  }
  if (best) answer([best.k]);
}

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function key(event: KeyboardEvent): void {
  const way = ARROWS[event.key];
  // As it is now, which may be ahead of what is shown.
  const [x = 0, y = 0] = now?.answer ?? [];
  if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
  const unit = (Math.min(state.size.width, state.size.height) / 100) * (event.shiftKey ? 5 : 1);
  answer(inside({ x: x + way[0] * unit, y: y + way[1] * unit }));
  event.preventDefault();
  event.stopPropagation();
}

/** A line that leaves `start` and `end` pixels free for what stands at its ends. */
function line(kind: string, from: Place, to: Place, start: number, end: number): SVGTemplateResult | typeof nothing {
  const length = Math.hypot(from.x - to.x, from.y - to.y);
  if (length < start + end + TOUCHING) return nothing;
  const at = (d: number): string =>
    `${(from.x + ((to.x - from.x) * d) / length).toFixed(1)} ${(from.y + ((to.y - from.y) * d) / length).toFixed(1)}`;
  const d = `M${at(start)}L${at(length - end)}`;
  return svg`<path class="halo" d=${d}/><path class="ink ${kind}" d=${d}/>`;
}

function ring(at: Place): SVGTemplateResult {
  return svg`<g class="ring" transform="translate(${at.x} ${at.y})"><circle class="halo" r="11"/><circle class="ink" r="11"/></g>`;
}

/** The marker wears the glyph of its cluster, hollow: an answer, not a centre. */
function ghost(k: number): SVGTemplateResult | typeof nothing {
  const c = scene()?.clusters[k];
  if (!c) return nothing;
  return svg`<path class="ghost-rim" d=${shape(c.shape)}/><path class="ghost" d=${shape(c.shape)} stroke=${c.colour}/>
    <text y=${middle(c.shape)}>${c.name}</text>`;
}

function asked(mine: Now): SVGTemplateResult {
  const q = mine.question;
  if (q.what === "centre") {
    const [x = q.x, y = q.y] = mine.answer ?? [];
    return svg`${line("path", q, { x, y }, 0, GLYPH)}
      <g class="marker" tabindex="0" role="slider" aria-roledescription="movable marker" aria-label="Marker: where ${(q.k ?? 0) + 1} will be"
        aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round((100 * x) / Math.max(1, state.size.width))}
        aria-valuetext=${mine.text || `${Math.round(x)}, ${Math.round(y)} pixels`} aria-describedby="predict-help"
        style="transform: translate(${x}px, ${y}px)" @keydown=${key}>
        <circle class="reach" r="25"/>${ghost(q.k ?? 0)}</g>`;
  }
  if (q.what === "optimum") return svg``;
  const chosen = q.what === "cluster" && mine.answer ? scene()?.clusters[mine.answer[0] ?? -1] : undefined;
  return svg`${chosen ? line("path", q, chosen, RING, GLYPH) : nothing}${ring(q)}`;
}

/** Beside the middle of a line, or beside a ring, where there is room. */
function label(m: Mark): SVGTemplateResult | typeof nothing {
  if (!m.text) return nothing;
  const [x, y] = [(m.from[0] + m.to[0]) / 2, (m.from[1] + m.to[1]) / 2];
  const flat = Math.abs(m.from[0] - m.to[0]) > Math.abs(m.from[1] - m.to[1]);
  const left = x + LETTER * m.text.length > state.size.width;
  // Clear of the glyphs where the line is short.
  const short = Math.hypot(m.from[0] - m.to[0], m.from[1] - m.to[1]) < CLEAR;
  if (flat) return svg`<text class="said" x=${x} y=${y - (short ? 32 : 12)} text-anchor="middle">${m.text}</text>`;
  return svg`<text class="said" x=${x + (left ? -16 : 16)} y=${y} text-anchor=${left ? "end" : "start"}>${m.text}</text>`;
}

function mark(m: Mark): SVGTemplateResult {
  const [from, to] = [
    { x: m.from[0], y: m.from[1] },
    { x: m.to[0], y: m.to[1] },
  ];
  if (m.kind === "ring") return svg`${ring(to)}${label(m)}`;
  if (m.kind === "ghost") return svg`<g style="transform: translate(${to.x}px, ${to.y}px)">${ghost(m.k ?? 0)}</g>`;
  return svg`${line(m.kind, from, to, m.kind === "error" ? GLYPH : RING, GLYPH)}${label(m)}`;
}

export function layer(): TemplateResult {
  if (!now || now.question.t > (state.frame?.t ?? 0)) return html``;
  const { width, height } = state.size;
  const open = !now.verdict && !now.busy;
  const q = now.question;
  return html`<svg class=${open ? "predict open" : "predict"} data-what=${q.what} width=${width} height=${height} viewBox="0 0 ${width} ${height}"
      role="group" aria-label="Prediction" @pointerdown=${(e: PointerEvent) => open && down(e, q)} @pointermove=${move} @pointerup=${up} @pointercancel=${up}>
    ${now.verdict ? now.verdict.marks.map(mark) : asked(now)}
  </svg>`;
}
