// What the page has to say, wherever one is: what of a link was not understood, what has just been done.
// And over the stage why there is no run, with the way out of it.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { set } from "./engine";
import { canUndo, undo } from "./history";
import { icon } from "./icons";
import { invalidate, state } from "./state";
import { tryAgain } from "./tended";

/** The data set as it was made, without what hands have done to it. */
function reload(): void {
  const data = state.controls.find((c) => c.key === "d");
  if (data) set(data.key, data.value);
}

/** The way out: back to the allowed, back in time, or to the data as they were. */
function remedy(): TemplateResult {
  const beyond = state.controls.find((c) => c.max && Number(c.value) > c.max);
  const way = (text: unknown, act: () => void): TemplateResult =>
    html`<button type="button" class="share" @click=${act}>${text}</button>`;
  if (beyond) return way(`Set ${beyond.title} to ${beyond.max}`, () => set(beyond.key, String(beyond.max)));
  return canUndo() ? way(html`${icon("undo")}Go back`, undo) : way("Reload the data", reload);
}

export function problem(): TemplateResult {
  const text = state.frame?.scene.problem ?? "";
  return text ? html`<div class="notice problem"><p>${text}</p>${remedy()}</div>` : html``;
}

const and = new Intl.ListFormat("en", { type: "conjunction" });

/** What could not be fetched; "" when nothing is missing. */
export function absent(): string {
  const names = [...new Set([...state.missing.values()].flat())];
  if (!names.length) return "";
  const rest = state.frame || state.room ? "The rest works, and the page" : "The page";
  return `The page could not fetch ${and.format(names)}. ${rest} tries again by itself. A reload keeps your run.`;
}

function lacking(): TemplateResult | typeof nothing {
  const text = absent();
  if (!text || state.hushed) return nothing;
  return html`<div class="notice" role="note">${icon("warning")}<p>${text}</p>
    <button type="button" class="share" @click=${tryAgain}>Try again</button>
    ${state.frame || state.room ? nothing : html`<a class="share" href="#">Playground</a>`}
    ${shut(() => (state.hushed = true))}</div>`;
}

function shut(put: () => void): TemplateResult {
  return html`<button type="button" class="icon-button" aria-label="Dismiss" @click=${() => {
    put();
    invalidate();
  }}>${icon("close")}</button>`;
}

export function notices(): TemplateResult {
  // A room says itself what it did not understand of its link.
  const notes = (!state.room && state.frame?.notes) || [];
  const text = notes.join(" ");
  return html`${
    notes.length && text !== state.dismissed
      ? html`<div class="notice" role="note">${icon("warning")}<div>${notes.map((n) => html`<p>${n}</p>`)}</div>
            ${shut(() => (state.dismissed = text))}</div>`
      : nothing
  }
    ${lacking()}
    ${state.toast ? html`<div class="notice toast">${state.toast}</div>` : nothing}`;
}
