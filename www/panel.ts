// The one panel: a section for each group of the catalogue, and the clusters. A sheet on a small screen.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { guard } from "lit/directives/guard.js";
import { clusters } from "./clusters";
import { newStart, swap } from "./engine";
import { icon } from "./icons";
import { sceneKey } from "./rooms";
import { sceneCard } from "./scene";
import { invalidate, sceneOf, state } from "./state";
import { setTheme, theme, THEMES } from "./theme";
import type { Control, Group } from "./types";
import { slides, switches, widget } from "./widgets";

type Section = Exclude<Group, "dock"> | "clusters";

const SECTIONS: { key: Section; title: string }[] = [
  { key: "data", title: "Data" },
  { key: "model", title: "Model" },
  { key: "start", title: "Start" },
  { key: "twin", title: "Compare" },
  { key: "clusters", title: "Clusters" },
  { key: "view", title: "View" },
];

/** What few will ever turn: numbers of the model that are too fine for a slider. */
function fine(c: Control): boolean {
  return (c.group === "model" || c.group === "twin") && c.kind === "number" && !slides(c);
}

/** The controls in order, with switches that stand together joined. */
function widgets(list: Control[], heading: string): TemplateResult[] {
  const out: TemplateResult[] = [];
  let row: Control[] = [];
  const flush = (): void => {
    if (row.length) out.push(switches(row));
    row = [];
  };
  for (const control of list) {
    if (control.kind === "switch") row.push(control);
    else {
      flush();
      out.push(widget(control, heading));
    }
  }
  flush();
  return out;
}

function themes(): TemplateResult {
  return html`<div class="control themes">
    <label id="theme-label" for="theme">Theme</label>
    <div class="segments" role="radiogroup" id="theme" aria-labelledby="theme-label">
      ${THEMES.map(
        (t) =>
          html`<label><input type="radio" name="theme" .checked=${t.key === theme()} @change=${() => setTheme(t.key)} /><span>${t.title}</span></label>`,
      )}
    </div>
  </div>`;
}

function section(key: Section, title: string): TemplateResult {
  const scene = sceneOf(state.side);
  const list = state.controls.filter((c) => c.group === key);
  const extra = {
    data: () => nothing,
    model: () => nothing,
    start: () =>
      html`<button type="button" class="wide" @click=${newStart} title="New start (N)">${icon("dice")} New start</button>`,
    twin: () =>
      state.frame?.twin ? html`<button type="button" class="wide" @click=${swap}>Swap sides</button>` : nothing,
    clusters: () => (scene ? clusters(scene) : nothing),
    view: () => themes(),
  }[key]();
  return html`<section class="section" id="section-${key}" data-open=${state.section === key} aria-labelledby="heading-${key}">
    <h2 id="heading-${key}">${title}</h2>
    ${guard([state.controls], () => controls(list, title))} ${extra}
  </section>`;
}

function controls(list: Control[], title: string): TemplateResult {
  const rest = list.filter(fine);
  return html`${widgets(
    list.filter((c) => !fine(c)),
    title,
  )}
  ${rest.length ? html`<details class="fine"><summary>Fine print</summary>${widgets(rest, title)}</details>` : nothing}`;
}

export function open(key: string): void {
  state.section = state.section === key ? "" : key;
  invalidate();
}

export function panel(): TemplateResult {
  if (!state.frame) return html``;
  const card = state.room ? nothing : sceneCard();
  const key = !state.room && sceneKey();
  return html`<nav class="tabs" aria-label="Sections">
      ${[...(key ? [{ key: "scene", title: "Scene" }] : []), ...SECTIONS].map(
        (s) =>
          html`<button type="button" aria-expanded=${state.section === s.key} aria-controls="section-${s.key}" @click=${() => open(s.key)}>${s.title}</button>`,
      )}
      ${state.section ? html`<button type="button" class="shut" aria-label="Close the sheet" @click=${() => open("")}>${icon("close")}</button>` : nothing}
    </nav>
    <div class="sections" data-open=${state.section !== ""}>
      ${key ? html`<section class="section" id="section-scene" data-open=${state.section === "scene"} aria-label="Scene">${card}</section>` : nothing}${SECTIONS.map((s) => section(s.key, s.title))}
      ${state.frame.scene.credit ? html`<p class="hint credit" data-open=${state.section === "data"}>${state.frame.scene.credit}</p>` : nothing}</div>`;
}
