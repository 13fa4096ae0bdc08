// The sheet of shortcuts, as it is shown.
import { html, type TemplateResult } from "lit/html.js";
import type { Shortcut } from "./help";
import { icon } from "./icons";
import { HANDS, KEYS } from "./keys";

function list(shortcuts: Shortcut[]): TemplateResult {
  return html`<dl>${shortcuts.map((s) => html`<div><dt>${s.show.map((k) => html`<kbd>${k}</kbd>`)}</dt><dd>${s.does}</dd></div>`)}</dl>`;
}

export function sheet(close: () => void): TemplateResult {
  return html`<header><h2 id="help-title">Keyboard shortcuts</h2>
      <button type="button" class="icon-button" aria-label="Close" @click=${close}>${icon("close")}</button></header>
    ${list(KEYS)}
    <h3>On a centre or the crosshair</h3>
    ${list(HANDS)}`;
}
