// The lower bound taken apart: its terms now, and how bound and log-likelihood came here.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";
import type { Dock } from "../dock";
import { mark } from "../curve";
import { state } from "../state";
import { around, atLeast, place } from "../ticks";
import type { Bound } from "../types";
import "./bound.css";

/** Half-steps in sight before the present one and after it: enough to see the gap open and close, few enough to see how wide. */
const BEFORE = 4;
const AFTER = 2;
const WIDTH = 460;
const HEIGHT = 200;
const LEFT = 60;
const RIGHT = 76;
const FOOT = 24;

/** What each term is joined to the next by. */
const SIGNS: Record<string, string> = { q: "", entropy: "+", bound: "=", gap: "+", evidence: "=" };

function terms(bound: Bound): TemplateResult {
  return html`<table class="terms">
    <thead><tr><th></th><th scope="col">term</th><th scope="col">nats</th><th scope="col">change</th></tr></thead>
    <tbody>${bound.terms.map(
      (t) => html`<tr class=${t.key}><td class="sign">${SIGNS[t.key]}</td>
        <th scope="row"><i class="patch"></i><b>${t.symbol}</b> <span>${t.name}</span></th><td>${t.text}</td><td class="change">${t.change}</td></tr>`,
    )}</tbody>
  </table>`;
}

function plot(bound: Bound, now: number): TemplateResult {
  const last = bound.bound.length - 1;
  const start = Math.max(0, now - BEFORE);
  const to = Math.min(last, now + AFTER);
  const seen = Array.from({ length: to - start + 1 }, (_, i) => start + i);
  const values = seen.flatMap((t) => [bound.bound[t] ?? 0, bound.evidence[t] ?? 0]);
  const [low, high] = around(values);
  const x = (t: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * (t - start)) / Math.max(1, to - start);
  const y = (v: number): number => 14 + (HEIGHT - FOOT - 28) * (1 - place(low, high, v));
  const line = (of: number[]): string => seen.map((t, i) => `${i ? "L" : "M"}${x(t)} ${y(of[t] ?? 0)}`).join("");
  const area = `${line(bound.evidence)}${[...seen]
    .reverse()
    .map((t) => `L${x(t)} ${y(bound.bound[t] ?? 0)}`)
    .join("")}Z`;
  const dots = (of: number[], r: number): SVGTemplateResult[] =>
    seen.map((t) =>
      mark(t, x(t), y(of[t] ?? 0), t === now ? r + 1.5 : r, t > now ? "later" : t === now ? "present" : ""),
    );
  const end = seen.at(-1) ?? 0;
  const [top, foot] = [y(bound.evidence[end] ?? 0), y(bound.bound[end] ?? 0)];
  const apart = Math.max(0, 17 - (foot - top)) / 2;
  return html`<svg class="bound-plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"
      aria-label="The bound and log p(D) from half-step ${start} to ${to}. ${bound.sentence}">
    ${atLeast(low, high, 3).map((t) => svg`<g class="grid"><path d="M${LEFT} ${y(t.value)}H${WIDTH - RIGHT}"/><text x=${LEFT - 8} y=${y(t.value)}>${t.text}</text></g>`)}
    <path class="gap" d=${area}/>
    <path class="evidence" d=${line(bound.evidence)}/>
    <path class="run" d=${line(bound.bound)}/>
    ${now >= start ? svg`<path class="now" d="M${x(now)} 6V${HEIGHT - FOOT}"/>` : nothing}
    ${dots(bound.bound, 3.5)}
    <text class="name" x=${x(end) + 14} y=${top - apart}>log p(D)</text>
    <text class="name" x=${x(end) + 14} y=${foot + apart}>bound L</text>
    <g class="grid steps">${seen.map((t) => svg`<text x=${x(t)} y=${HEIGHT - 5}>${t}</text>`)}</g>
  </svg>`;
}

export const dock: Dock = {
  view() {
    const frame = state.frame;
    const bound = frame?.bound;
    if (!frame || !bound) return html`<p class="hint">${frame?.scene.problem ?? ""}</p>`;
    return html`<div class="bound">
      <div><p>${bound.sentence}</p>${terms(bound)}</div>
      ${plot(bound, frame.scene.t)}
    </div>`;
  },
};
