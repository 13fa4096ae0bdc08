// The generative machine: first z, then x; the same points with z, without it, and with what is known of it.
import "./rooms.css";
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { bar, middle, shape, swatch } from "../glyphs";
import { job } from "../lab/lab";
import type { Room } from "../rooms";
import { invalidate } from "../state";
import { ground } from "../theme";
import type { Estimates, MachineAct, MachineView, Part } from "./machine.types";
import { kept, noteList, pressed, sized } from "./parts";
import { Talk, type Heard } from "./talk";

type View = MachineView & Heard & Record<Panel, ImageBitmap>;
type Panel = "complete" | "incomplete" | "mixed";

const PANELS: { key: Panel; title: string; says: string }[] = [
  { key: "complete", title: "(a) Complete data", says: "x and z: coloured by the component it was drawn from" },
  { key: "incomplete", title: "(b) Incomplete data", says: "x alone: what a clustering gets to see" },
  { key: "mixed", title: "(c) Responsibilities", says: "p(z | x): the colours mixed by what x says of z" },
];

/** Milliseconds that a number takes to fall, and a pause before the table is made. */
const FALL = 650;
const PAUSE = 250;

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const sheet = sized("panel-complete", () => talk.refresh());
const talk = new Talk<MachineAct, View>(
  (link, act) => job("machine", { link, act, ...sheet.size(), dpr: devicePixelRatio, ground: ground() }).answer,
  async (view, act) => {
    if (act?.do === "more" && act.by === 1) await fall(view);
    paint(view);
    if (view.link.replace(/&at=\d+/, "") !== counted) count(view.link);
  },
);

let gesture = 0;
/** The draw whose number is falling. */
let falling: View["last"] = null;
let table: Estimates | null = null;
/** What the table is of, and what was last asked. */
let counted = "";
let waiting: ReturnType<typeof setTimeout> | undefined;

function paint(view: View): void {
  for (const { key } of PANELS) {
    const canvas = document.querySelector<HTMLCanvasElement>(`#panel-${key} canvas`);
    if (!canvas) continue;
    const picture = view[key];
    [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
  }
}

async function fall(view: View): Promise<void> {
  if (calm.matches || !view.last) return;
  falling = view.last;
  invalidate();
  await new Promise((done) => setTimeout(done, FALL));
  falling = null;
}

function count(link: string): void {
  counted = link.replace(/&at=\d+/, "");
  clearTimeout(waiting);
  const of = counted;
  waiting = setTimeout(() => {
    job("estimates", { link })
      .answer.then((answer) => {
        if (counted === of) table = answer.table;
      })
      .catch(() => (table = null))
      .finally(invalidate);
  }, PAUSE);
}

function grip(
  p: Part,
  kind: "m" | "a" | "b",
  at: [number, number],
  body: SVGTemplateResult,
  label: string,
  words: string,
  value: number,
): SVGTemplateResult {
  const key = `${kind}${p.name}`;
  const nudge = (event: KeyboardEvent): void => {
    const by = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!by) return;
    event.preventDefault();
    const times = event.shiftKey ? 5 : 1;
    talk.act({ do: "nudge", key, dx: times * (by[0] ?? 0), dy: times * (by[1] ?? 0) }, `nudge ${key}`);
  };
  const drag = pressed(
    "panel-complete",
    (to) => talk.act({ do: "drag", key, ...to }, `drag ${key} ${gesture}`),
    () => gesture++,
  );
  return svg`<g class="handle" role="slider" tabindex="0" aria-label=${label} aria-valuetext=${words} aria-valuenow=${value}
    aria-describedby="machine-help" @keydown=${nudge} @pointerdown=${drag} @touchstart=${kept} @click=${(e: Event) => e.stopPropagation()}><title>${label}: ${words}</title><circle class="reach" cx=${at[0]} cy=${at[1]} r=${kind === "m" ? 22 : 16}/>${body}</g>`;
}

function hands(v: View): SVGTemplateResult {
  return svg`${v.parts.map(
    (p) =>
      svg`${p.ellipses.map((e) => svg`<ellipse class="sigma" rx=${e.rx} ry=${e.ry} transform="translate(${p.x} ${p.y}) rotate(${e.angle})" style="stroke: ${p.colour}"/>`)}`,
  )}
  ${v.parts.map(
    (p) => svg`${(["a", "b"] as const).map((kind, i) => {
      const at = p.ends[i as 0 | 1];
      return grip(
        p,
        kind,
        at,
        svg`<path class="spoke" d="M${p.x} ${p.y}L${at[0]} ${at[1]}" style="stroke: ${p.colour}"/><rect class="grip" x=${at[0] - 6} y=${at[1] - 6} width="12" height="12" rx="2" style="fill: ${p.colour}"/>`,
        `Axis ${kind} of component ${p.name}`,
        p.axes[i as 0 | 1],
        0,
      );
    })}
    ${grip(p, "m", [p.x, p.y], svg`<g transform="translate(${p.x} ${p.y})"><path class="grip" d=${shape(p.shape)} style="fill: ${p.colour}"/><text class="name" y=${middle(p.shape)} style="fill: ${p.ink}">${p.name}</text></g>`, `Mean of component ${p.name}`, p.words, 0)}`,
  )}`;
}

function panel(v: View, { key, title, says }: (typeof PANELS)[number]): TemplateResult {
  const { width, height } = sheet.size();
  const { x, y } = v.axes;
  const pick = (event: MouseEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    talk.act({ do: "pick", x: event.clientX - box.left, y: event.clientY - box.top }, "pick");
  };
  const drop = falling && key === "complete" ? falling : null;
  return html`<figure class="panel-of">
    <figcaption><b>${title}</b> <span>${says}</span></figcaption>
    <div class="sheet" id="panel-${key}" @click=${pick}><canvas aria-hidden="true"></canvas>
      <svg class="plots" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group" aria-label=${title}>
        <g class="axes">${x.ticks.map((t) => svg`<path d="M${t.at} ${height - 26}v5"/><text x=${t.at} y=${height - 12}>${t.text}</text>`)}
          ${(y?.ticks ?? []).map((t) => svg`<path d="M34 ${t.at}h5"/><text class="side" x="30" y=${t.at}>${t.text}</text>`)}</g>
        ${key === "incomplete" ? v.lines.map((d) => svg`<path class="contour" d=${d}/>`) : nothing}
        ${key === "complete" ? hands(v) : nothing}
        ${drop ? svg`<circle class="drop" cx=${drop.x} cy=${drop.y} r="7" style="fill: ${v.parts[drop.k]?.colour}"/>` : nothing}
      </svg></div></figure>`;
}

function wheel(v: View): TemplateResult {
  const shown = falling ?? v.last;
  return html`<div class="wheel" aria-hidden="true">
      ${v.parts.map((p) => html`<span class=${shown?.k === p.k ? "lit" : ""} style="width: ${100 * p.weight}%; background: ${p.colour}; color: ${p.ink}">${p.weight > 0.07 ? html`π<sub>${p.name}</sub> ${p.weightText}` : ""}</span>`)}
      ${shown ? html`<i class=${falling ? "u falls" : "u"} style="left: ${100 * shown.u}%"></i>` : nothing}
    </div>
    <p class="say" role="status">${shown ? html`${shown.first}. <span class=${falling ? "later" : ""}>${shown.then}.</span>` : "Nothing is drawn yet. Space draws a point: first z from π, then x from its Gaussian."}</p>`;
}

const set = (key: string, value: string): void => talk.act({ do: "set", key, value }, `set ${key}`);

function controls(v: View): TemplateResult {
  const at = Math.round(Math.log10(Math.max(1, v.n)) * 100);
  return html`<div class="row">
      <button type="button" class="wide strong" title="Space" @click=${() => talk.act({ do: "more", by: 1 }, "more")}>Draw 1</button>
      <button type="button" class="wide" @click=${() => talk.act({ do: "more", by: 10 }, "more")}>Draw 10</button>
      <button type="button" class="wide" @click=${() => talk.act({ do: "more", by: 500 }, "more")}>Draw 500</button>
      <button type="button" class="wide" @click=${() => talk.act({ do: "again", key: "seed" })}>Again</button>
      <button type="button" class="wide" @click=${() => set("n", "0")}>Clear</button>
      <label class="setting slim"><span>N <output>${v.nText}</output></span><input type="range" aria-label="N, how many points" min="0" max="430" .value=${live(String(at))}
        @input=${(e: Event) => set("n", String(Math.min(20000, Math.round(10 ** (Number((e.target as HTMLInputElement).value) / 100)))))} /></label>
      <label class="setting slim"><span>K <output>${v.k}</output></span><input type="range" aria-label="K, how many components" min="1" max="6" .value=${live(String(v.k))}
        @input=${(e: Event) => set("k", (e.target as HTMLInputElement).value)} /></label>
      <label class="check"><input type="checkbox" .checked=${live(v.contours)} @change=${(e: Event) => set("contours", (e.target as HTMLInputElement).checked ? "1" : "0")} /> p(x)</label>
      ${v.refit ? html`<a class="wide strong" href="#${v.refit}">Hide z and refit</a>` : nothing}
    </div>
    <div class="row weights">${v.parts.map(
      (
        p,
      ) => html`<label class="setting slim"><span>${swatch(p)} π<sub>${p.name}</sub> <output>${p.weightText}</output> <small>${p.made} drawn</small></span>
        <input type="range" aria-label="Weight of component ${p.name}" min="0.01" max="1" step="0.01" ?disabled=${v.k === 1} .value=${live(String(p.weight))}
          @input=${(e: Event) => set(`p${p.name}`, (e.target as HTMLInputElement).value)} /></label>`,
    )}</div>`;
}

function apart(v: View): TemplateResult {
  const a = v.apart;
  if (!a) return html`<div class="apart"><p class="hint">Click a point in any panel to take it apart.</p></div>`;
  return html`<div class="apart" role="group" aria-label="${a.title}, taken apart"><h2>${a.title} <span class="hint">${a.coordinates}</span></h2>
    <table class="rows"><thead><tr><th scope="col">k</th><th scope="col">π<sub>k</sub></th><th scope="col">N(x | μ<sub>k</sub>, Σ<sub>k</sub>)</th><th scope="col">product</th><th scope="col" class="bar">p(k | x)</th></tr></thead>
    <tbody>${a.rows.map((r) => {
      const p = v.parts[r.k];
      return html`<tr><th scope="row">${p && swatch(p)}<span class="unseen">${r.k + 1}</span></th><td class="number">${r.weight}</td><td class="number">${r.density}</td><td class="number">${r.product}</td><td class="bar">${bar(r.r, r.rText, p?.colour)}</td></tr>`;
    })}<tr><th scope="row">Σ</th><td></td><td></td><td class="number">${a.normaliser}</td><td class="bar number">1</td></tr></tbody></table>
    <p class="say" role="status">${a.sentence}</p></div>`;
}

const NAMES = { pi: "π", mu: "μ", Sigma: "Σ" };

function estimates(v: View): TemplateResult {
  if (!table)
    return html`<div class="found"><p class="hint">With twice as many points as components the estimates stand here.</p></div>`;
  return html`<div class="found" role="region" aria-label="Estimates" tabindex="0"><table class="rows"><thead><tr><th scope="col"><span class="unseen">Parameter</span></th><th scope="col">true</th><th scope="col">with z: counting</th><th scope="col">without z: EM</th></tr></thead>
    <tbody>${table.rows.map((r) => {
      const p = v.parts[r.k];
      return html`<tr class=${r.of === "pi" ? "begins" : ""}><th scope="row">${r.of === "pi" && p ? swatch(p) : html`<span class="swatch"></span>`} ${NAMES[r.of]}<sub>${r.k + 1}</sub></th>${r.cells.map((c) => html`<td class="number">${c}</td>`)}</tr>`;
    })}</tbody>
    <tfoot>${table.errors.map(
      ([a, b], i) =>
        html`<tr class=${i ? "" : "begins"}><th scope="row">error of ${["π", "μ", "Σ"][i]}</th><td></td><td class="number">${a}</td><td class="number">${b}</td></tr>`,
    )}</tfoot></table>
    <p class="hint">Σ as its entries 11, 12, 22. ${table.sentence} <button type="button" class="wide" @click=${() => talk.act({ do: "again", key: "s" })}>Another start</button></p></div>`;
}

export const room: Room = {
  title: "The generative machine",
  open: (link) => talk.open(link),
  link: () => talk.link,
  close: () => talk.close(),
  press: (key) => {
    if (key !== " ") return false;
    talk.act({ do: "more", by: 1 }, "more");
    return true;
  },
  view: () => {
    sheet.watch();
    const v = talk.view;
    if (!v)
      return html`<div class="machine"><div class="panels">${PANELS.map(({ key }) => html`<figure class="panel-of"><figcaption>&nbsp;</figcaption><div class="sheet" id="panel-${key}"></div></figure>`)}</div></div>`;
    return html`<div class="machine">
      ${wheel(v)}
      <div class="panels">${PANELS.map((p) => panel(v, p))}</div>
      <p id="machine-help" hidden>Drag it. Or Enter takes it, arrow keys move it, Escape lets go.</p>
      ${controls(v)}
      <div class="below">${apart(v)}${estimates(v)}</div>
      ${noteList(v.notes)}
    </div>`;
  },
};
