// The dock below the stage: the objective, or another view of the run, each fetched when it is first shown.
import { html, type TemplateResult } from "lit/html.js";
import { set } from "./engine";
import { insist } from "./insist";
import { invalidate, state } from "./state";

/** A view of the dock. What it shows follows `state.frame`. */
export interface Dock {
  view(): TemplateResult;
}

/** By the crate's key; the objective is the page's own. */
const DOCKS = new Map<string, () => Promise<{ dock: Dock }>>([
  ["bound", () => import("./dock/bound")],
  ["components", () => import("./dock/components")],
  ["restarts", () => import("./dock/restarts")],
  ["choose", () => import("./dock/choose")],
]);

/** Null while it is on its way. */
const loaded = new Map<string, Dock | null>();

async function fetchDock(key: string, load: () => Promise<{ dock: Dock }>): Promise<void> {
  loaded.set(key, null);
  loaded.set(key, (await insist(`the view “${key}”`, load)).dock);
  invalidate();
}

function shown(): string {
  return state.frame?.scene.dock ?? "objective";
}

/** The tabs; arrows go from one to the next, as in every list of tabs. */
export function dockTabs(): TemplateResult {
  const choices =
    state.controls.find((c) => c.key === "dock")?.choices?.filter((c) => c.key === "objective" || DOCKS.has(c.key)) ??
    [];
  const now = shown();
  document.body.dataset.dock = now;
  if (choices.length < 2) return html``;
  const turn = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = choices.findIndex((c) => c.key === now);
    const next = by && choices[(at + by + choices.length) % choices.length];
    if (!next) return;
    event.preventDefault();
    set("dock", next.key);
    document.getElementById(`tab-${next.key}`)?.focus();
  };
  return html`<div class="strip" role="tablist" aria-label="Below the stage" @keydown=${turn}>
    ${choices.map(
      (c) => html`<button type="button" role="tab" id="tab-${c.key}" title=${c.blurb} aria-selected=${c.key === now}
        aria-controls=${c.key === "objective" ? "curve" : "dock"} tabindex=${c.key === now ? 0 : -1} @click=${() => set("dock", c.key)}>${c.title}</button>`,
    )}
  </div>`;
}

export function dock(): TemplateResult {
  const key = shown();
  const load = DOCKS.get(key);
  if (!load) return html``;
  if (!loaded.has(key)) void fetchDock(key, load);
  return loaded.get(key)?.view() ?? html`<p class="hint">Fetching…</p>`;
}
