// The sheet of shortcuts.
import { html, type TemplateResult } from "lit/html.js";
import { icon } from "./icons";

export interface Shortcut {
  /** As on the keyboard. */
  show: string[];
  does: string;
}

function sheet(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>("dialog#help");
}

export function showHelp(): void {
  sheet()?.showModal();
}

function list(shortcuts: Shortcut[]): TemplateResult {
  return html`<dl>${shortcuts.map((s) => html`<div><dt>${s.show.map((k) => html`<kbd>${k}</kbd>`)}</dt><dd>${s.does}</dd></div>`)}</dl>`;
}

export function help(keys: Shortcut[], hands: Shortcut[]): TemplateResult {
  return html`<header><h2 id="help-title">Keyboard shortcuts</h2>
      <button type="button" class="icon-button" aria-label="Close" @click=${() => sheet()?.close()}>${icon("close")}</button></header>
    ${list(keys)}
    <h3>On a centre or the crosshair</h3>
    ${list(hands)}`;
}
