// The objective over the half-steps: the plot of the run, and the handle by which it is moved through.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";
import { seek } from "./engine";
import { invalidate, state } from "./state";
import { around, atLeast, place, step } from "./ticks";
import type { Scene } from "./types";

/** Margins in units of the text's size; FOOT is between the lowest dot and the axis. */
const MARGINS = { left: 5.9, right: 1.3, top: 1, bottom: 1.6, foot: 0.6 };
/** Below this many pixels between half-steps, dots become a line. */
const CROWDED = 6;

let size = { width: 0, height: 0 };
let margin = { ...MARGINS };
let hovered: number | null = null;
let scrubbing = false;

export function setUpCurve(): void {
  const root = document.getElementById("curve");
  if (!root) return;
  const measure = (): void => {
    size = { width: root.clientWidth, height: root.clientHeight };
    const em = parseFloat(getComputedStyle(root).fontSize);
    const { left, right, top, bottom, foot } = MARGINS;
    margin = { left: left * em, right: right * em, top: top * em, bottom: bottom * em, foot: foot * em };
    invalidate();
  };
  // Not at once: to measure there lays the page out again, which WebKit reports as a loop.
  new ResizeObserver(() => requestAnimationFrame(measure)).observe(root);
  new MutationObserver(measure).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

/** The room for a plot, and its margins. */
export const box = (): { size: typeof size; margin: typeof margin } => ({ size, margin });

/** Half-steps on the axis: room to grow while running, a snug fit once converged. */
export function room(recorded: number, ended: boolean): number {
  if (ended) return Math.max(8, recorded);
  let n = 12;
  while (n < recorded) n = n % 3 === 0 ? (n / 3) * 4 : (n / 2) * 3;
  return n;
}

/** Half-steps to be numbered along an axis of `n`, which is `width` pixels long. */
export function numbered(n: number, width: number): number[] {
  const every = Math.max(2, step(0, n, Math.max(2, width / 90)));
  return Array.from({ length: Math.floor(n / every) + 1 }, (_, i) => i * every);
}

interface Scales {
  n: number;
  x: (t: number) => number;
  y: (value: number) => number;
  ys: { at: number; text: string }[];
  ts: number[];
  at: (clientX: number, box: DOMRect) => number;
}

/** The upright scale from the least of `values` to the largest, `height` pixels high, and its ticks. */
export function upright(values: Float64Array, height: number): Pick<Scales, "y" | "ys"> {
  const [low, high] = around(values);
  const y = (v: number): number => margin.top + height * (1 - place(low, high, v));
  const marks = values.length ? atLeast(low, high, height > 90 ? 3 : height > 40 ? 2 : 1) : [];
  return { y, ys: marks.map(({ value, text }) => ({ at: y(value), text })) };
}

function scales(scene: Scene, curve: Float64Array): Scales {
  const ended = scene.converged && scene.t === scene.recorded;
  const n = room(scene.recorded, ended || wasEnded(scene));
  const width = Math.max(10, size.width - margin.left - margin.right);
  const height = Math.max(10, size.height - margin.top - margin.bottom - margin.foot);
  const { y, ys } = upright(
    curve.filter((v) => Number.isFinite(v)),
    height,
  );
  return {
    n,
    x: (t) => margin.left + (width * t) / n,
    y,
    ys,
    ts: numbered(n, width),
    at: (clientX, box) =>
      Math.min(scene.recorded, Math.max(0, Math.round(((clientX - box.left - margin.left) / width) * n))),
  };
}

// A run that was seen to its end keeps its snug axis while one goes back and forth in it.
let end = { of: -1, curve: NaN };
function wasEnded(scene: Scene): boolean {
  const last = state.frame?.curve.at(-1) ?? NaN;
  if (scene.converged && scene.t === scene.recorded) end = { of: scene.recorded, curve: last };
  return end.of === scene.recorded && end.curve === last;
}

/** The dot of half-step `t`: round after an assignment, a diamond after a refit. */
export function mark(t: number, x: number, y: number, r: number, kind: string): SVGTemplateResult {
  if (t === 0) return svg`<circle class="dot start ${kind}" cx=${x} cy=${y} r=${r}/>`;
  if (t % 2) return svg`<circle class="dot assign ${kind}" cx=${x} cy=${y} r=${r}/>`;
  const d = r * 1.25;
  return svg`<path class="dot refit ${kind}" d="M${x} ${y - d}L${x + d} ${y}L${x} ${y + d}L${x - d} ${y}Z"/>`;
}

function dots(scene: Scene, curve: Float64Array, s: Scales): SVGTemplateResult[] {
  const gap = s.x(1) - s.x(0);
  if (gap < CROWDED) return [];
  const r = Math.min(4.5, Math.max(2, gap / 4));
  const out: SVGTemplateResult[] = [];
  for (let t = 0; t <= scene.recorded; t++) {
    if (t === scene.t) continue;
    out.push(mark(t, s.x(t), height(curve, t, s), r, t > scene.t ? "later" : ""));
  }
  return out;
}

/** At the start nothing is assigned and there is no objective: its dot lies level with the first. */
function height(curve: Float64Array, t: number, s: Scales): number {
  const value = curve[t] ?? NaN;
  if (Number.isFinite(value)) return s.y(value);
  const first = curve[1] ?? NaN;
  return Number.isFinite(first) ? s.y(first) : margin.top + (size.height - margin.top - margin.bottom) / 2;
}

function line(curve: Float64Array, from: number, to: number, s: Scales): string {
  let d = "";
  for (let t = Math.max(1, from); t <= to; t++)
    d += `${d ? "L" : "M"}${s.x(t).toFixed(1)} ${height(curve, t, s).toFixed(1)}`;
  return d;
}

export function curve(): TemplateResult {
  const frame = state.frame;
  if (!frame) return html``;
  const { scene, curve } = frame;
  const s = scales(scene, curve);
  const foot = size.height - margin.bottom;
  const r = 6.5;
  const kind = scene.t === 0 ? "start" : scene.t % 2 ? "assign" : "refit";
  const act = (event: PointerEvent): void => {
    const t = s.at(event.clientX, (event.currentTarget as Element).getBoundingClientRect());
    hovered = t;
    if (scrubbing && t !== scene.t) seek(t);
    invalidate();
  };
  return html`<svg width=${size.width} height=${size.height} viewBox="0 0 ${size.width} ${size.height}" class="plot"
      role="slider" tabindex="0" aria-label="Half-step" aria-valuemin="0" aria-valuemax=${scene.recorded}
      aria-valuenow=${scene.t} aria-valuetext="Half-step ${scene.t}. ${scene.sentence}"
      @pointerdown=${(e: PointerEvent) => {
        if (e.button !== 0) return;
        (e.currentTarget as Element).setPointerCapture(e.pointerId);
        scrubbing = true;
        act(e);
      }}
      @pointermove=${act}
      @pointerup=${() => (scrubbing = false)} @pointercancel=${() => (scrubbing = false)}
      @pointerleave=${() => {
        hovered = null;
        invalidate();
      }}>
    <rect class="field" width=${size.width} height=${size.height}/>
    <g class="grid">${s.ys.map((t) => svg`<path d="M${margin.left} ${t.at}H${size.width - margin.right}"/><text x=${margin.left - 8} y=${t.at}>${t.text}</text>`)}</g>
    <g class="grid steps">
      <path class="base" d="M${margin.left} ${foot + 0.5}H${size.width - margin.right}"/>
      <text class="axis" x=${margin.left - 14} y=${size.height - 3}>half-step</text>
      ${s.ts.map((t) => svg`<path d="M${s.x(t)} ${foot}v4"/><text x=${s.x(t)} y=${size.height - 3}>${t}</text>`)}
    </g>
    <path class="now ${kind}" d="M${s.x(scene.t)} ${margin.top - 4}V${foot}"/>
    ${hovered !== null && hovered !== scene.t ? svg`<path class="now hover" d="M${s.x(hovered)} ${margin.top - 4}V${foot}"/>` : nothing}
    <path class="run later" d=${line(curve, scene.t, scene.recorded, s)}/>
    <path class="run" d=${line(curve, 1, scene.t, s)}/>
    ${dots(scene, curve, s)}
    <g class="current">${mark(scene.t, s.x(scene.t), height(curve, scene.t, s), r, "present")}</g>
  </svg>`;
}
