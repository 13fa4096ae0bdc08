// Both objectives over the same half-steps: on one scale where they are one quantity, else each on its own, the
// first written at the left and the second at the right.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";
import { box, mark, numbered, room, upright } from "../curve";
import { seek } from "../engine";
import type { Side } from "../protocol";
import { invalidate, sceneOf, state } from "../state";

/** Below this many pixels between half-steps, dots would hide the lines. */
const CROWDED = 9;

let scrubbing = false;
/** The run whose end was seen keeps its snug axis. */
let ended = "";

/** The line of a side, as a sample of it. */
export function stroke(side: Side): TemplateResult {
  return html`<svg class="stroke" viewBox="0 0 28 8" aria-hidden="true"><path class="run side-${side}" d="M1 4H27"/></svg>`;
}

interface Track {
  side: Side;
  curve: Float64Array;
  t: number;
  y: (value: number) => number;
  ys: { at: number; text: string }[];
  /** Whether a value lies below the plot. */
  out: (value: number) => boolean;
}

const finite = (curve: Float64Array): Float64Array => curve.filter((v) => Number.isFinite(v));

/** Both, each with its scale. A side that has gone the wrong way leaves the scale to the other, and the plot where
 * it falls out of it. */
function tracks(height: number, top: number): Track[] {
  const frame = state.frame;
  const twin = frame?.twin;
  if (!frame || !twin) return [];
  const { same, worse } = twin.compare;
  const sides = [
    { side: 0 as Side, curve: frame.curve, t: frame.scene.t },
    { side: 1 as Side, curve: twin.curve, t: twin.scene.t },
  ];
  const good = sides.map((s) => (worse[s.side] ? s.curve.subarray(0, 2) : s.curve));
  const both = new Float64Array(good.flatMap((curve) => [...finite(curve)]));
  return sides.map((s) => {
    const scale = upright(same ? both : finite(s.curve), height);
    const y = (v: number): number => Math.min(top + height + 3, Math.max(top - 3, scale.y(v)));
    return { ...s, y, ys: scale.ys, out: (v) => scale.y(v) > top + height + 3 };
  });
}

function line(track: Track, x: (t: number) => number, from: number, to: number): string {
  let d = "";
  let broken = true;
  for (let t = Math.max(1, from); t <= to; t++) {
    const v = track.curve[t] ?? NaN;
    if (Number.isFinite(v)) d += `${broken ? "M" : "L"}${x(t).toFixed(1)} ${track.y(v).toFixed(1)}`;
    broken = !Number.isFinite(v);
  }
  return d;
}

/** At the start there is no objective yet: its dot lies level with the first. */
function level(track: Track, t: number): number {
  return track.y([track.curve[t], track.curve[1]].find((v) => Number.isFinite(v)) ?? 0);
}

function draw(track: Track, x: (t: number) => number): SVGTemplateResult {
  const last = track.curve.length - 1;
  const gap = x(1) - x(0);
  const r = Math.min(4, gap / 4);
  const dots: SVGTemplateResult[] = [];
  if (gap >= CROWDED) {
    for (let t = 1; t <= last; t++)
      if (t !== track.t) dots.push(mark(t, x(t), level(track, t), r, t > track.t ? "later" : ""));
  }
  return svg`<path class="run later side-${track.side}" d=${line(track, x, track.t, last)}/>
    <path class="run side-${track.side}" d=${line(track, x, 1, track.t)}/>
    ${dots}${mark(track.t, x(track.t), level(track, track.t), 5.5, "present")}`;
}

/** Where a side has left the plot, it is said so. */
function gone(track: Track, x: (t: number) => number, foot: number): SVGTemplateResult | typeof nothing {
  const t = track.curve.findIndex((v) => Number.isFinite(v) && track.out(v));
  return t < 0 ? nothing : svg`<g class="grid gone"><text x=${x(t)} y=${foot - 9}>off the plot ↓</text></g>`;
}

export function curves(): TemplateResult {
  const frame = state.frame;
  const twin = frame?.twin;
  if (!frame || !twin) return html``;
  const { size, margin } = box();
  const { same, names } = twin.compare;
  // Room for a sample of the line beside the name of what it measures.
  const left = margin.left + (same ? 0 : 1.5 * margin.top);
  const right = same ? margin.right : left;
  const width = Math.max(10, size.width - left - right);
  const height = Math.max(10, size.height - margin.top - margin.bottom - margin.foot);
  const run = `${names.join()} ${frame.recorded} ${frame.curve.at(-1)}`;
  if (frame.over) ended = run;
  const n = room(frame.recorded, ended === run);
  const x = (t: number): number => left + (width * t) / n;
  const [a, b] = tracks(height, margin.top);
  if (!a || !b) return html``;
  const foot = size.height - margin.bottom;
  const end = size.width - right;
  const act = (event: PointerEvent): void => {
    const edge = (event.currentTarget as Element).getBoundingClientRect().left;
    const t = Math.min(frame.recorded, Math.max(0, Math.round(((event.clientX - edge - left) / width) * n)));
    if (scrubbing && t !== frame.t) seek(t);
    invalidate();
  };
  const told = sceneOf(state.side);
  // The name of what is measured stands where the highest number would.
  const clear = (at: number): boolean => at > 2.2 * margin.top;
  // The axis is of both half-steps: the bound is that of log p(D).
  const name = (side: Side): string => (sceneOf(side)?.objective.name ?? "").replace("bound", "log p(D)");
  return html`<svg width=${size.width} height=${size.height} viewBox="0 0 ${size.width} ${size.height}" class="plot"
      role="slider" tabindex="0" aria-label="Half-step" aria-valuemin="0" aria-valuemax=${frame.recorded}
      aria-valuenow=${frame.t} aria-valuetext="Half-step ${frame.t}. ${told?.sentence ?? ""} ${twin.compare.verdict}."
      @pointerdown=${(e: PointerEvent) => {
        if (e.button !== 0) return;
        (e.currentTarget as Element).setPointerCapture(e.pointerId);
        scrubbing = true;
        act(e);
      }}
      @pointermove=${act} @pointerup=${() => (scrubbing = false)} @pointercancel=${() => (scrubbing = false)}>
    <rect class="field" width=${size.width} height=${size.height}/>
    <g class="grid">${a.ys.map((t) => svg`<path d="M${left} ${t.at}H${end}"/>${clear(t.at) ? svg`<text x=${left - 8} y=${t.at}>${t.text}</text>` : nothing}`)}
      <text class="of" x=${left - 8} y=${margin.top}>${name(0)}</text></g>
    ${
      same
        ? nothing
        : svg`<path class="run side-0" d="M4 ${margin.top}h15"/><path class="run side-1" d="M${end + 9} ${margin.top}h15"/>
          <g class="grid right">${b.ys.map((t) => svg`<path d="M${end} ${t.at}h5"/>${clear(t.at) ? svg`<text x=${end + 9} y=${t.at}>${t.text}</text>` : nothing}`)}
            <text class="of" x=${end + 28} y=${margin.top}>${name(1)}</text></g>`
    }
    <g class="grid steps">
      <path class="base" d="M${left} ${foot + 0.5}H${end}"/>
      <text class="axis" x=${left - 14} y=${size.height - 3}>half-step</text>
      ${numbered(n, width).map((t) => svg`<path d="M${x(t)} ${foot}v4"/><text x=${x(t)} y=${size.height - 3}>${t}</text>`)}
    </g>
    <path class="now" d="M${x(frame.t)} ${margin.top - 4}V${foot}"/>
    ${draw(a, x)} ${draw(b, x)}
    ${same ? [a, b].map((track) => gone(track, x, margin.top + height)) : nothing}
  </svg>`;
}
