// What the page has to say, wherever one is: what of a link was not understood, what has just been done.
// And over the stage why there is no run, with the way out of it.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { set } from "./engine";
import { canUndo, undo } from "./history";
import { icon } from "./icons";
import { invalidate, state } from "./state";

/** The data set as it was made, without what hands have done to it. */
function reload(): void {
  const data = state.controls.find((c) => c.key === "d");
  if (data) set(data.key, data.value);
}

/** The way out: back to the allowed, back in time, or to the data as they were. */
function remedy(): TemplateResult {
  const beyond = state.controls.find((c) => c.max && Number(c.value) > c.max);
  const way = (text: unknown, act: () => void): TemplateResult => html`<button type="button" class="share" @click=${act}>${text}</button>`;
  if (beyond) return way(`Set ${beyond.title} to ${beyond.max}`, () => set(beyond.key, String(beyond.max)));
  return canUndo() ? way(html`${icon("undo")}Go back`, undo) : way("Reload the data", reload);
}

export function problem(): TemplateResult {
  const text = state.frame?.scene.problem ?? "";
  return text ? html`<div class="notice problem"><p>${text}</p>${remedy()}</div>` : html``;
}

export function notices(): TemplateResult {
  // A room says itself what it did not understand of its link.
  const notes = (!state.room && state.frame?.notes) || [];
  const text = notes.join(" ");
  return html`${
      notes.length && text !== state.dismissed
        ? html`<div class="notice" role="note">${icon("warning")}<div>${notes.map((n) => html`<p>${n}</p>`)}</div>
            <button type="button" class="icon-button" aria-label="Dismiss" @click=${() => {
              state.dismissed = text;
              invalidate();
            }}>${icon("close")}</button></div>`
        : nothing
    }
    ${state.toast ? html`<div class="notice toast">${state.toast}</div>` : nothing}`;
}
