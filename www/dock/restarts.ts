// Restarts: hundreds of starts of the configuration, where they end, and how often. Every end can be replayed.
import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import { ref } from "lit/directives/ref.js";
import type { Dock } from "../dock";
import { remember } from "../history";
import { job, type Job } from "../lab/lab";
import type { Optimum, Place, Summary } from "../lab/found";
import { go } from "../rooms";
import { invalidate, state } from "../state";
import { ground } from "../theme";
import { runOf, seenAs, startless } from "./links";
import { roam, room } from "./measure";
import { thumbnail } from "./thumbnails";
import "./restarts.css";

const COUNTS = [50, 200, 1000];
/** A configuration that has not changed for so many milliseconds is one to look at. */
const SETTLED = 350;
/** Margins in units of the text's size. */
const MARGIN = { left: 3.6, right: 2.2, top: 1, bottom: 3.5 };

let starts = 200;
let key = "";
let summary: Summary | null = null;
let problem = "";
let work: Job<"restarts"> | null = null;
let placed = { run: "", place: null as Place | null };
let timer: ReturnType<typeof setTimeout> | undefined;
/** The bar that Tab reaches. */
let tab = 0;
const plot = room();

function halt(): void {
  stop();
  invalidate();
}

function stop(): void {
  work?.cancel();
  work = null;
  clearTimeout(timer);
}

function walk(link: string): void {
  stop();
  const mine = job("restarts", { link, starts }, hear);
  work = mine;
  problem = "";
  mine.answer
    .then(hear, (error: Error) => (problem = error.message))
    .finally(() => {
      if (work === mine) work = null;
      placed.run = "";
      invalidate();
    });
  invalidate();
}

function hear(part: Summary): void {
  summary = part;
  placed.run = "";
  invalidate();
}

/** The walk follows the configuration, but for its own start and how it is looked at. */
function follow(link: string): void {
  const wanted = `${starts} ${startless(link)}`;
  if (wanted !== key) {
    key = wanted;
    stop();
    [summary, problem, placed] = [null, "", { run: "", place: null }];
    timer = setTimeout(() => walk(startless(link)), SETTLED);
  }
  const run = runOf(link);
  if (!summary?.done || work || placed.run === run) return;
  // Where another run ends says nothing about this one.
  placed = { run, place: null };
  void job("place", { link: run }).answer.then(
    (place) => {
      if (placed.run === run) placed.place = place;
      invalidate();
    },
    () => {},
  );
}

function replay(optimum: Optimum): void {
  const now = state.frame?.link;
  if (now === undefined) return;
  remember();
  void go(`${seenAs(optimum.link, now)}&t=${optimum.halfSteps}`);
}

function histogram(found: Summary): TemplateResult {
  const { width, height, em } = plot;
  const w = Math.max(40, width - em * (MARGIN.left + MARGIN.right));
  const h = Math.max(20, height - em * (MARGIN.top + MARGIN.bottom));
  const top = em * MARGIN.top;
  const foot = top + h;
  const x = (at: number): number => em * MARGIN.left + w * at;
  const y = (at: number): number => foot - h * at;
  tab = Math.min(tab, found.bars.length - 1);
  const { place } = placed;
  const mine = place?.at ?? null;
  return html`<svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group"
      aria-label="Histogram of the final ${found.name}. ${found.sentence}" @keydown=${roam}>
    <g class="grid">${found.counts.map((m) => svg`<path d="M${x(0)} ${y(m.at)}H${x(1)}"/><text x=${x(0) - 8} y=${y(m.at)}>${m.text}</text>`)}</g>
    <g class="grid steps"><path class="base" d="M${x(0)} ${foot + 0.5}H${x(1)}"/>
      ${thin(found.ticks, w / em).map((m) => svg`<path d="M${x(m.at)} ${foot}v4"/><text x=${x(m.at)} y=${foot + 1.9 * em}>${m.text}</text>`)}
      <text class="better ${found.rising ? "rising" : ""}" x=${found.rising ? x(1) : x(0)} y=${height - 0.3 * em}>${found.rising ? "better →" : "← better"}</text>
      <text x=${x(0.5)} y=${height - 0.3 * em}>final ${found.name}</text></g>
    ${found.bars.map((bar, i) => {
      const optimum = found.optima[bar.optimum];
      const here =
        place?.optimum !== null &&
        place?.optimum !== undefined &&
        mine !== null &&
        mine >= bar.from - 1e-9 &&
        mine <= bar.to + 1e-9;
      const left = x(bar.from);
      const wide = Math.max(3, x(bar.to) - left - 1);
      const tall = Math.max(2, h * bar.height);
      return svg`<g class="bar" role="button" tabindex=${i === tab ? 0 : -1}
          aria-label="${bar.label}${here ? ", where the start you see ends" : ""}. Replay it."
          @focus=${() => (tab = i)} @click=${() => optimum && replay(optimum)}>
        <title>${bar.label}</title>
        <rect class="hit" x=${left - 1} y=${top} width=${wide + 2} height=${h}/>
        <rect class="fill" x=${left + 0.5} y=${foot - tall} width=${wide} height=${tall}/>
        ${bar.best ? svg`<rect class="fill found" x=${left + 0.5} y=${foot - Math.max(2, h * bar.bestHeight)} width=${wide} height=${Math.max(2, h * bar.bestHeight)}/>` : nothing}
      </g>`;
    })}
    ${mine === null ? nothing : svg`<path class="you" d="M${x(mine)} ${foot + 2}l5 8h-10z"/>`}
  </svg>`;
}

/** As many of the ticks as can be read; `width` in units of the text's size. */
function thin<T>(ticks: T[], width: number): T[] {
  const every = Math.ceil(ticks.length / Math.max(2, width / 5));
  return ticks.filter((_, i) => i % every === 0);
}

function card(i: number, found: Summary): TemplateResult {
  const optimum = found.optima[i];
  if (!optimum) return html``;
  const now = placed.place?.optimum === i;
  return html`<button type="button" class="optimum ${now ? "now" : ""}" aria-current=${now ? "true" : nothing} title="Replay the start with seed ${optimum.seed}"
      @click=${() => replay(optimum)}>
    ${thumbnail(optimum.link, ground())}
    <b><span class="unseen">${found.name} = </span>${optimum.text}</b>
    <span>${i === 0 ? "the best" : optimum.worse}</span>
    <span>${optimum.shareText}${now ? html` · <em>here</em>` : nothing}</span>
  </button>`;
}

function controls(): TemplateResult {
  const pick = (n: number): void => {
    starts = n;
    invalidate();
  };
  return html`<div class="acts-row">
    <div class="segments" role="radiogroup" aria-label="Starts">
      ${COUNTS.map((n) => html`<label><input type="radio" name="starts" .checked=${n === starts} @change=${() => pick(n)} /><span>${n}</span></label>`)}
    </div>
    <span>starts</span>
    ${
      work
        ? html`<progress max=${summary?.planned ?? 1} value=${summary?.done ?? 0} aria-label="Starts done"></progress>
          <button type="button" class="plain" @click=${halt}>Stop</button>`
        : summary && summary.done < summary.planned
          ? html`<button type="button" class="plain" @click=${() => state.frame && walk(startless(state.frame.link))}>Run ${starts}</button>`
          : nothing
    }
  </div>`;
}

export const dock: Dock = {
  view() {
    const frame = state.frame;
    if (!frame) return html``;
    if (frame.scene.problem) return html`<p class="hint">${frame.scene.problem}</p>`;
    follow(frame.link);
    const found = summary;
    // While starts come in the optima still change places: pictures are drawn when they stand.
    const shown = found && !work ? found.shown : [];
    const unseen = found ? found.optima.length - shown.length : 0;
    return html`<div class="restarts">
      <div class="left">
        ${controls()}
        <p class="found" role="status" aria-busy=${work !== null}>${problem || (found?.done ? `${found.sentence} ${placed.place?.sentence ?? ""}` : "Each start runs to its end: where do they end, and how often?")}</p>
        <div class="histogram" ${ref(plot.ref)}>${found?.done ? histogram(found) : nothing}</div>
      </div>
      <div class="optima" aria-label="Optima, the best first">
        ${
          found
            ? repeat(
                shown,
                (i) => i,
                (i) => card(i, found),
              )
            : nothing
        }
        ${shown.length && unseen ? html`<p>The best, and the most frequent one of every bar; ${unseen} more are not shown.</p>` : nothing}
      </div>
    </div>`;
  },
};
