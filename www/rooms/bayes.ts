// Two kinds of people in a group: Bayes' rule under the hands, the formula written out with its numbers.
import "./rooms.css";
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { job } from "../lab/lab";
import type { Room } from "../rooms";
import type { Act, BayesView, Handle, Term } from "./bayes.types";
import { kept, sized, noteList, pressed } from "./parts";
import { Talk, type Heard } from "./talk";

const sheet = sized("bayes-sheet", () => talk.refresh());
const talk = new Talk<Act, BayesView & Heard>((link, act) => job("bayes", { link, act, ...sheet.size() }).answer);

let gesture = 0;

function tone(v: BayesView, y: number): string {
  return y < 0 ? "var(--ink)" : (v.colours[y]?.[0] ?? "");
}

function hand(h: Handle, v: BayesView): SVGTemplateResult {
  const [x, y] = h.at;
  const nudge = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (!by) return;
    event.preventDefault();
    talk.act({ do: "nudge", key: h.key, by: by * (event.shiftKey ? 10 : 1) }, `nudge ${h.key}`);
  };
  const drag = pressed(
    "bayes-sheet",
    (at) => talk.act({ do: "drag", key: h.key, ...at }, `drag ${h.key} ${gesture}`),
    () => gesture++,
  );
  const shape =
    h.key === "x"
      ? svg`<rect class="grip" x=${x - 38} y=${y - 13} width="76" height="26" rx="13"/><text class="on" x=${x} y=${y}>x = ${h.value}</text>`
      : h.key.startsWith("m")
        ? svg`<circle class="grip" cx=${x} cy=${y} r="10" style="fill: ${tone(v, h.y)}"/>`
        : svg`<path class="grip" d="M${x - 11} ${y}l7 -7v4h8v-4l7 7l-7 7v-4h-8v4z" style="fill: ${tone(v, h.y)}"/>`;
  return svg`<g class="handle" role="slider" tabindex="0" aria-label=${h.label} aria-valuemin=${h.min} aria-valuemax=${h.max}
    aria-valuenow=${h.value} aria-valuetext=${h.text} aria-describedby="bayes-help" @keydown=${nudge} @pointerdown=${drag} @touchstart=${kept}>
    <title>${h.label}: ${h.text}</title><circle class="reach" cx=${x} cy=${y} r="22"/>${shape}</g>`;
}

function axes(v: BayesView): SVGTemplateResult {
  const [left, right] = v.span;
  const foot = v.plots[1]?.foot ?? 0;
  return svg`<g class="axes">
    ${v.plots.map(
      (p) => svg`<path class="base" d="M${left} ${p.foot}H${right}"/>
        ${p.ticks.map((t) => svg`<path d="M${left} ${t.at}H${right}"/><text class="side" x=${left - 8} y=${t.at}>${t.text}</text>`)}`,
    )}
    ${v.ticks.map((t) => svg`<path d="M${t.at} ${foot}v5"/><text x=${t.at} y=${foot + 17}>${t.text}</text>`)}
    <text x=${(left + right) / 2} y=${foot + 35}>${v.label}</text>
  </g>`;
}

function picture(v: BayesView): TemplateResult {
  const { width, height } = sheet.size();
  const [upper, lower] = v.plots;
  if (!upper || !lower) return html``;
  const of = (...kinds: string[]): SVGTemplateResult[] =>
    v.curves
      .filter((c) => kinds.includes(c.kind))
      .map((c) => svg`<path class="curve ${c.kind}" d=${c.d} style="--tone: ${tone(v, c.y)}"/>`);
  const at = v.handles.find((h) => h.key === "x")?.at[0] ?? 0;
  return html`<svg class="plots" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group" aria-label="Densities above, posteriors below">
    <defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V7" stroke="var(--paper)" stroke-width="3.5"/></pattern></defs>
    ${axes(v)}
    ${of("fill", "error")}
    ${v.curves.filter((c) => c.kind === "error").map((c) => svg`<path d=${c.d} fill="url(#hatch)"/>`)}
    ${of("marginal", "conditional", "joint", "posterior")}
    ${v.lines.map(
      (l) =>
        svg`<path class="decision" d="M${l.at} ${upper.top}V${lower.foot}"/><text class="mark" x=${l.at} y=${upper.top - 22}>${l.text}</text>`,
    )}
    ${v.bands.map(
      (
        b,
      ) => svg`<rect class="band" x=${b.from} y=${upper.top - 14} width=${b.to - b.from} height="14" style="fill: ${tone(v, b.y)}"/>
        <text class="band-text" x=${(b.from + b.to) / 2} y=${upper.top - 7} style="fill: ${v.colours[b.y]?.[1]}">${b.text}</text>`,
    )}
    <path class="asked" d="M${at} ${upper.top}V${lower.foot}"/>
    ${v.dots.map(([x, y, k]) => svg`<circle class="dot" cx=${x} cy=${y} r="5.5" style="fill: ${tone(v, k)}"/>`)}
    <text class="plot-name" x=${v.span[0] + 6} y=${upper.top + 13}>${upper.label}</text>
    <text class="plot-name" x=${v.span[0] + 6} y=${lower.top - 8}>${lower.label}</text>
    ${v.handles.map((h) => hand(h, v))}
  </svg>`;
}

function terms(v: BayesView, list: Term[]): TemplateResult[] {
  return list.map((t) => {
    const [back, front] = v.colours[t.y] ?? ["", ""];
    return back
      ? html`<span class="tinted" title=${t.title} style="background: ${back}; color: ${front}">${t.text}</span>`
      : html`<span class="sign">${t.text}</span>`;
  });
}

/** The rule in letters, in the same colours as its numbers. */
function letters(v: BayesView, y: 0 | 1): TemplateResult {
  const [back, front] = v.colours[y] ?? ["", ""];
  const chip = (text: string): TemplateResult =>
    html`<span class="tinted" style="background: ${back}; color: ${front}">${text}</span>`;
  return html`${chip(`p(x | y = ${y})`)} ${chip(`P(y = ${y})`)}`;
}

function formula(v: BayesView): TemplateResult {
  return html`<div class="rule" role="group" aria-label="Bayes' rule with its numbers" tabindex="0">
    <span class="asks">${v.asked}</span>
    <span class="part"><span class="sign">=</span><span class="fraction"><span>${letters(v, 1)}</span><span>${letters(v, 1)}<span class="sign">+</span>${letters(v, 0)}</span></span></span>
    <span class="part"><span class="sign">=</span><span class="fraction numbers"><span>${terms(v, v.numerator)}</span><span>${terms(v, v.denominator)}</span></span></span>
    <span class="part"><span class="sign">=</span><output class="result">${v.result}</output></span>
  </div>`;
}

function swatch(v: BayesView, y: number): TemplateResult {
  return html`<i class="spot" style="background: ${tone(v, y)}"></i>`;
}

function side(v: BayesView): TemplateResult {
  return html`<div class="side-by">
    <label class="setting"><span>Prior P(y = 1) <output>${v.prior.toFixed(2)}</output></span>
      <input type="range" aria-label="Prior P(y = 1)" min="0" max="1" step="0.01" .value=${live(String(v.prior))}
        @input=${(e: Event) => talk.act({ do: "set", key: "prior", value: (e.target as HTMLInputElement).value }, "prior")} /></label>
    <dl class="figures"><div><dt>P(error)</dt><dd class="large">${v.error}</dd></div>
      <div><dt>${swatch(v, 0)} taken for ${swatch(v, 1)}</dt><dd>${v.errors[0]}</dd></div>
      <div><dt>${swatch(v, 1)} taken for ${swatch(v, 0)}</dt><dd>${v.errors[1]}</dd></div></dl>
    <p class="say" role="status">${v.sentence}</p>
    <ul class="legend">
      <li><svg viewBox="0 0 30 10"><path class="conditional" d="M0 5H30"/></svg>p(x | y), each of area 1</li>
      <li><svg viewBox="0 0 30 10"><path class="joint" d="M0 5H30"/></svg>p(x, y) = p(x | y) P(y)</li>
      <li><svg viewBox="0 0 30 10"><path class="marginal" d="M0 5H30"/></svg>p(x), their sum</li>
      <li><svg viewBox="0 0 30 10"><rect width="30" height="10" fill="var(--edge)"/><rect width="30" height="10" fill="url(#hatch)"/></svg>the part that is mistaken</li>
    </ul>
    <p class="hint" id="bayes-help">Drag the discs (means), the arrows (widths) and x. Or Tab to one: Enter takes it, arrow keys move it, Escape lets go.</p>
    <p><a class="wide" href="#room=bayes">Start again</a> <a class="wide" href="#d=galaxies&m=gmm&k=3">The same rule as an E-step</a></p>
  </div>`;
}

export const room: Room = {
  title: "Two kinds of people · Bayes’ rule",
  open: (link) => talk.open(link),
  link: () => talk.link,
  close: () => talk.close(),
  view: () => {
    sheet.watch();
    const v = talk.view;
    return html`<div class="bayes">
      ${v ? formula(v) : html`<div class="rule"></div>`}
      <div class="sheet" id="bayes-sheet">${v ? picture(v) : nothing}</div>
      ${v ? side(v) : nothing}
      ${noteList(v?.notes ?? [])}
    </div>`;
  },
};
