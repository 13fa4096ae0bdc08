// The sheet of shortcuts, as it is shown.
import { html, type TemplateResult } from "lit/html.js";
import type { Shortcut } from "./help";
import { icon } from "./icons";
import { KEYS } from "./keys";
import "./sheet.css";

/** What keys do on a centre, the crosshair, or a handle of a room, where what it lies on listens. */
const HANDS: Shortcut[] = [
  { show: ["Enter"], does: "Take it; once more, take it apart or use the tool" },
  { show: ["← ↑ ↓ →"], does: "Once taken: move it by 1 %" },
  { show: ["Shift ← ↑ ↓ →"], does: "Once taken: move it by 5 %" },
  { show: ["Esc"], does: "Let go: the arrow keys move the run again" },
  { show: [",", "."], does: "Take the centre before, the next" },
  { show: ["Page Up", "Page Down"], does: "Crosshair: the point before, the next" },
];

function list(shortcuts: Shortcut[]): TemplateResult {
  return html`<dl>${shortcuts.map((s) => html`<div><dt>${s.show.map((k) => html`<kbd>${k}</kbd>`)}</dt><dd>${s.does}</dd></div>`)}</dl>`;
}

export function sheet(close: () => void): TemplateResult {
  return html`<header><h2 id="help-title">Keyboard shortcuts</h2>
      <button type="button" class="icon-button" aria-label="Close" @click=${close}>${icon("close")}</button></header>
    ${list(KEYS)}
    <h3>On a centre, the crosshair or a handle of a room</h3>
    ${list(HANDS)}`;
}
