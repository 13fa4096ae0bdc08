// Quiet words over the stage: what of a link was not understood, what has just been done, why nothing works.
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

export function notices(): TemplateResult {
  const notes = state.frame?.notes ?? [];
  const text = notes.join(" ");
  const problem = state.frame?.scene.problem ?? "";
  return html`${
      notes.length && text !== state.dismissed
        ? html`<div class="notice" role="note">${icon("warning")}<div>${notes.map((n) => html`<p>${n}</p>`)}</div>
            <button type="button" class="icon-button" aria-label="Dismiss" @click=${() => {
              state.dismissed = text;
              invalidate();
            }}>${icon("close")}</button></div>`
        : nothing
    }
    ${problem ? html`<div class="notice problem"><p>${problem}</p>
            ${
              canUndo()
                ? html`<button type="button" class="share" @click=${undo}>${icon("undo")}Go back</button>`
                : html`<button type="button" class="share" @click=${reload}>Reload the data</button>`
            }</div>` : nothing}
    ${state.toast ? html`<div class="notice toast">${state.toast}</div>` : nothing}`;
}
