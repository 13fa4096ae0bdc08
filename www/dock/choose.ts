// Choose K: every criterion against the number of clusters, and held-out points against the number of training points.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import type { Dock } from "../dock";
import { toEnd } from "../engine";
import { remember } from "../history";
import { job, type Job } from "../lab/lab";
import type { Chart, Dot, Report } from "../lab/found";
import { go } from "../rooms";
import { invalidate, state } from "../state";
import { counting, startless, withKeys } from "./links";
import { roam, room } from "./measure";
import "./choose.css";

const SETTLED = 350;
/** Margins in units of the text's size; to the right are names, where a chart has any. */
const MARGIN = { left: 5, names: 7.2, bare: 1.3, top: 1, bottom: 3 };

interface Sweep {
  key: string;
  report: Report | null;
  problem: string;
  work: Job<"choose"> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const sweep = (): Sweep => ({ key: "", report: null, problem: "", work: null, timer: undefined });
const againstK = sweep();
const againstN = sweep();
let view = "";
let tab = 0;
const plot = room();

function stop(s: Sweep): void {
  s.work?.cancel();
  s.work = null;
  clearTimeout(s.timer);
}

/** Work on `link` once it has not changed for a while; what it was working on before is given up. */
function follow(s: Sweep, key: string, link: string, lessons: boolean): void {
  if (key === s.key) return;
  stop(s);
  Object.assign(s, { key, report: null, problem: "" });
  const hear = (report: Report): void => {
    s.report = report;
    invalidate();
  };
  s.timer = setTimeout(() => {
    const mine = job("choose", { link, lessons }, hear);
    s.work = mine;
    mine.answer
      .then(hear, (error: Error) => (s.problem = error.message))
      .finally(() => {
        if (s.work === mine) s.work = null;
        invalidate();
      });
    invalidate();
  }, SETTLED);
}

function choose(dot: Dot): void {
  const now = state.frame?.link;
  if (now === undefined) return;
  remember();
  void go(withKeys(now, { k: dot.at, s: dot.seed }));
  toEnd();
}

function lines(chart: Chart, x: (at: number) => number, y: (at: number) => number): SVGTemplateResult[] {
  // Names at the ends of lines keep out of each other's way.
  const names = chart.lines
    .map((line) => ({ key: line.key, text: line.title, y: y(line.dots.at(-1)?.y ?? 0) }))
    .concat(chart.levels.map((level) => ({ key: level.key, text: level.title, y: y(level.y) })))
    .sort((a, b) => a.y - b.y);
  let least = -Infinity;
  for (const name of names) {
    name.y = Math.max(name.y, least);
    least = name.y + 1.2 * plot.em;
  }
  const last = x(1);
  return [
    ...chart.levels.map((level) => svg`<path class="level ${level.key}" d="M${x(0)} ${y(level.y)}H${last}"/>`),
    ...chart.lines.map(
      (line) => svg`<g class="line ${line.key}">
        <path d=${line.dots.map((dot, i) => `${i ? "L" : "M"}${x(dot.x)} ${y(dot.y)}`).join("")}/>
        ${line.dots.map((dot) => (dot.error ? svg`<path class="error" d="M${x(dot.x)} ${y(dot.error[0])}V${y(dot.error[1])}m-4 0h8M${x(dot.x) - 4} ${y(dot.error[0])}h8"/>` : nothing))}
        ${line.dots.map((dot, i) => svg`<circle class=${i === line.chosen ? "chosen" : ""} cx=${x(dot.x)} cy=${y(dot.y)} r=${i === line.chosen ? 6 : 3}/>`)}
      </g>`,
    ),
    ...names.map((name) =>
      name.text ? svg`<text class="name ${name.key}" x=${last + 8} y=${name.y}>${name.text}</text>` : svg``,
    ),
    ...chart.spans.map((span) => {
      const [from, to] = [y(span.from), y(span.to)];
      const right = span.x > 0.6;
      return svg`<g class="span ${span.key}"><path d="M${x(span.x)} ${from}V${to}m-4 0h8M${x(span.x) - 4} ${from}h8"/>
        <text x=${x(span.x) + (right ? -9 : 9)} y=${right ? (from + to) / 2 + (Math.abs(from - to) < 16 ? 16 : 0) : from} text-anchor=${right ? "end" : "start"}>${span.title} ${span.text}</text></g>`;
    }),
  ];
}

/** A column for every K: what all lines say there, and the way to it. */
function columns(chart: Chart, x: (at: number) => number, y: (at: number) => number, now: number): SVGTemplateResult[] {
  const dots = chart.lines.flatMap((line) =>
    line.dots.map((dot, i) => ({ dot, by: i === line.chosen ? line.title || chart.upwards : "" })),
  );
  const ks = [...new Set(dots.map(({ dot }) => dot.at))].sort((a, b) => a - b);
  tab = Math.min(tab, Math.max(0, ks.length - 1));
  const wide = x(1 / Math.max(1, chart.xs.length)) - x(0);
  return ks.map((k, i) => {
    const here = dots.filter(({ dot }) => dot.at === k);
    const first = here[0]?.dot;
    const chosen = here.filter(({ by }) => by).map(({ by }) => by);
    const label = `${here.map(({ dot }) => dot.label).join("; ")}${chosen.length ? `. Chosen by ${chosen.join(", ")}` : ""}`;
    return svg`<g class="column ${k === now ? "present" : ""}" role="button" tabindex=${i === tab ? 0 : -1} aria-label="${label}. Set K to ${k}."
        @focus=${() => (tab = i)} @click=${() => first && choose(first)}><title>${label}</title>
      <rect x=${x(first?.x ?? 0) - wide / 2} y=${y(1)} width=${wide} height=${y(0) - y(1)}/></g>`;
  });
}

function picture(chart: Chart, k: number): TemplateResult {
  const { width, height, em } = plot;
  const named = chart.levels.length > 0 || chart.lines.some((line) => line.title);
  const w = Math.max(60, width - em * (MARGIN.left + (named ? MARGIN.names : MARGIN.bare)));
  const h = Math.max(40, height - em * (MARGIN.top + MARGIN.bottom));
  const x = (at: number): number => em * MARGIN.left + w * at;
  const y = (at: number): number => em * MARGIN.top + h * (1 - at);
  const foot = y(0);
  const counted = chart.across === "K";
  return html`<svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group" aria-label="${chart.upwards} against ${chart.across}. ${chart.sentences.join(" ")}" @keydown=${roam}>
    ${counted ? columns(chart, x, y, k) : nothing}
    <g class="grid">${chart.ys.map((m) => svg`<path d="M${x(0)} ${y(m.at)}H${x(1)}"/><text x=${x(0) - 8} y=${y(m.at)}>${m.text}</text>`)}</g>
    <g class="grid steps"><path class="base" d="M${x(0)} ${foot + 0.5}H${x(1)}"/>
      ${chart.xs.map((m) => svg`<path d="M${x(m.at)} ${foot}v4"/><text x=${x(m.at)} y=${foot + 1.35 * em}>${m.text}</text>`)}
      <text x=${x(0.5)} y=${height - 0.3 * em}>${chart.across}</text></g>
    <g class="drawn">${lines(chart, x, y)}</g>
  </svg>`;
}

function show(key: string): void {
  view = key;
  invalidate();
}

function tabs(report: Report, now: string): TemplateResult {
  return html`<div class="segments views" role="radiogroup" aria-label="Criterion">
    ${report.views.map(
      (v) =>
        html`<label title=${v.blurb}><input type="radio" name="criterion" .checked=${v.key === now} @change=${() => show(v.key)} /><span>${v.title}</span></label>`,
    )}
  </div>`;
}

export const dock: Dock = {
  view() {
    const frame = state.frame;
    if (!frame) return html``;
    if (frame.scene.problem) return html`<p class="hint">${frame.scene.problem}</p>`;
    follow(againstK, counting(frame.link), startless(frame.link), false);
    const views = againstK.report?.views ?? [];
    const now = views.find((v) => v.key === view) ?? views[0];
    const lessons = now?.key === "lessons";
    if (lessons) follow(againstN, startless(frame.link), startless(frame.link), true);
    const s = lessons ? againstN : againstK;
    const chart = s.report?.charts.find((c) => c.key === now?.key);
    const busy = s.work !== null && (s.report?.progress ?? 0) < 1;
    return html`<div class="choose">
      <div class="acts-row">
        ${againstK.report && now ? tabs(againstK.report, now.key) : nothing}
        ${busy ? html`<progress max="1" value=${s.report?.progress ?? 0} aria-label="Fits done"></progress>` : nothing}
      </div>
      <div class="chart" ${ref(plot.ref)}>${chart ? picture(chart, frame.scene.clusters.length) : nothing}</div>
      <div class="verdicts" role="status" tabindex="0" aria-busy=${busy}>
        ${s.problem ? html`<p>${s.problem}</p>` : nothing}
        ${now ? html`<p class="blurb">${now.blurb}</p>` : html`<p class="blurb">Fitting K = 1, 2, … several times each…</p>`}
        ${chart?.sentences.map((sentence) => html`<p>${sentence}</p>`)}
        ${chart && !lessons ? html`<p class="blurb">Choose a K in the chart to see its best fit.</p>` : nothing}
      </div>
    </div>`;
  },
};
