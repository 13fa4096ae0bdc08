// A control of the catalogues as an element of the page. Nothing here knows a model or a data set by name.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { set } from "./engine";
import type { Control } from "./types";

/** More choices than this, or longer names, and a list is clearer than buttons. */
const BUTTONS = 5;
const LETTERS = 28;
/** Up to here it makes sense to add one. */
const COUNTED = 999;
/** Positions of a slider. */
const NOTCHES = 1000;

/** Takes a key and its new value. */
type Put = (key: string, value: string) => void;

/** `heading` is the section's title: a control of the same name needs no second label to be seen. */
export function widget(c: Control, heading: string, put: Put = set): TemplateResult {
  const id = `control-${c.key}`;
  const hint = c.disabled ?? c.blurb;
  const list = c.kind === "choice" && !short(c);
  const chosen = list ? (c.choices?.find((o) => o.key === c.value)?.blurb ?? "") : "";
  return html`<div class="control ${c.kind} ${c.title === heading ? "whole" : ""}">
    <label for=${id} id="${id}-label">${c.title}</label>
    ${c.kind === "number" ? number(c, id, put) : list ? select(c, id, put) : segments(c, id, put)}
    ${chosen ? html`<p class="hint">${chosen}</p>` : nothing}
    <p class=${hint && hint !== chosen ? "tip" : "unseen"} id="${id}-hint">${hint}</p>
  </div>`;
}

function short(c: Control): boolean {
  const choices = c.choices ?? [];
  return choices.length <= BUTTONS && choices.reduce((n, o) => n + o.title.length, 0) <= LETTERS;
}

function segments(c: Control, id: string, put: Put): TemplateResult {
  return html`<div class="segments" role="radiogroup" id=${id} aria-labelledby="${id}-label" aria-describedby="${id}-hint">
    ${(c.choices ?? []).map(
      (o) => html`<label title=${o.blurb}><input type="radio" name=${id} .checked=${live(o.key === c.value)}
        ?disabled=${Boolean(c.disabled)} @change=${() => put(c.key, o.key)} /><span>${o.title}</span></label>`,
    )}
  </div>`;
}

function select(c: Control, id: string, put: Put): TemplateResult {
  return html`<select id=${id} aria-describedby="${id}-hint" ?disabled=${Boolean(c.disabled)}
    @change=${(e: Event) => put(c.key, (e.target as HTMLSelectElement).value)}>
    ${(c.choices ?? []).map((o) => html`<option value=${o.key} title=${o.blurb} .selected=${live(o.key === c.value)}>${o.title}</option>`)}
  </select>`;
}

function clamp(c: Control, x: number): number {
  const value = Math.min(c.max ?? Infinity, Math.max(c.min ?? -Infinity, x));
  return c.whole ? Math.round(value) : value;
}

/** A position of the slider as a number: even steps, or even ratios when the range is one of magnitudes. */
function fromNotch(c: Control, notch: number): number {
  const [min, max] = [c.min ?? 0, c.max ?? 1];
  if (c.log && min > 0) return clamp(c, Number((min * (max / min) ** (notch / NOTCHES)).toPrecision(2)));
  return clamp(c, Number((min + ((max - min) * notch) / NOTCHES).toPrecision(12)));
}

function toNotch(c: Control, value: number): number {
  const [min, max] = [c.min ?? 0, c.max ?? 1];
  if (c.log && min > 0) return (NOTCHES * Math.log(value / min)) / Math.log(max / min);
  return (NOTCHES * (value - min)) / (max - min || 1);
}

/** Whether a slider can reach every value that makes sense. */
export function slides(c: Control): boolean {
  const [min, max] = [c.min ?? 0, c.max ?? Infinity];
  return Number.isFinite(max) && (c.log ? min > 0 : (max - min) / (c.step || 1) <= 10_000);
}

function number(c: Control, id: string, put: Put): TemplateResult {
  const value = Number(c.value);
  const commit = (text: string): void => {
    if (text.trim() !== "") put(c.key, text);
  };
  const even = !c.log && slides(c);
  const linear = even && c.step ? { min: c.min, max: c.max, step: c.step } : { min: 0, max: NOTCHES, step: 1 };
  const slider = slides(c)
    ? html`<input type="range" tabindex="-1" aria-hidden="true" min=${linear.min ?? 0} max=${linear.max ?? NOTCHES}
        step=${linear.step} .value=${live(String(even && c.step ? value : toNotch(c, value)))} ?disabled=${Boolean(c.disabled)}
        @input=${(e: Event) => {
          const at = Number((e.target as HTMLInputElement).value);
          commit(String(even && c.step ? clamp(c, at) : fromNotch(c, at)));
        }} />`
    : nothing;
  const counts = c.whole && slides(c) && (c.max ?? Infinity) <= COUNTED;
  const nudge = (by: number): TemplateResult =>
    html`<button type="button" tabindex="-1" aria-hidden="true" ?disabled=${Boolean(c.disabled) || clamp(c, value + by) === value}
      @click=${() => commit(String(clamp(c, value + by)))}>${by < 0 ? "−" : "+"}</button>`;
  return html`<div class="amount ${slider === nothing ? "" : "sliding"}">
    ${slider}
    <span class="field">${counts ? nudge(-1) : nothing}<input id=${id} type="number" inputmode="decimal"
      min=${c.range?.[0] ?? c.min ?? nothing} max=${c.range?.[1] ?? c.max ?? nothing} step=${c.whole ? 1 : "any"} .value=${live(c.value)}
      aria-describedby="${id}-hint" ?disabled=${Boolean(c.disabled)}
      @change=${(e: Event) => commit((e.target as HTMLInputElement).value)} />${counts ? nudge(1) : nothing}</span>
  </div>`;
}

/** A run of switches: chips in a row, each pressed or not. */
export function switches(controls: Control[]): TemplateResult {
  return html`<div class="switches">
    ${controls.map((c) => {
      const on = c.value === "1";
      return html`<button type="button" class="switch" aria-pressed=${on} aria-disabled=${Boolean(c.disabled)}
        title=${c.disabled ?? c.blurb} aria-describedby="control-${c.key}-hint"
        @click=${() => c.disabled || set(c.key, on ? "0" : "1")}>${c.title}</button><span hidden id="control-${c.key}-hint">${c.disabled ?? c.blurb}</span>`;
    })}
  </div>`;
}
