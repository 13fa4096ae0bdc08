// One point, place or centre taken apart: its rows as bars and numbers, put into the course's formula.
import { html, type TemplateResult } from "lit/html.js";
import { formula } from "./formula";
import { bar, swatch } from "./glyphs";
import { icon } from "./icons";
import { pin } from "./stage";
import { invalidate, scene as present, state } from "./state";
import type { Inspection, Row, Scene } from "./types";
import { maths } from "./tex";
import { unbroken } from "./words";

function columns(i: Inspection, chosen: Row): { head: TemplateResult; cell: (r: Row) => string }[] {
  const measure = (before: string): TemplateResult => html`<math>${maths(before + i.measure, "", "")}</math>`;
  if (!chosen.product) return [{ head: measure(""), cell: (r) => r.energy }];
  if (chosen.exponent) {
    return [
      { head: measure("−β"), cell: (r) => r.exponent },
      { head: html`exp`, cell: (r) => r.product },
    ];
  }
  return [
    { head: html`<var>π</var><sub>k</sub>`, cell: (r) => r.weight },
    { head: html`<var>p</var>(<var>x</var> | k)`, cell: (r) => r.density },
    { head: html`<var>π</var><sub>k</sub> <var>p</var>`, cell: (r) => r.product },
  ];
}

function table(i: Inspection, scene: Scene, chosen: Row): TemplateResult {
  const cells = columns(i, chosen);
  return html`<table class="rows">
    <thead><tr><th scope="col"><span class="unseen">k</span></th>${cells.map((c) => html`<th scope="col">${c.head}</th>`)}<th scope="col" class="bar"><var>r</var><sub>k</sub></th></tr></thead>
    <tbody>${i.rows.map((r) => {
      const cluster = scene.clusters[r.k];
      return html`<tr class=${r === chosen ? "chosen" : ""}>
        <th scope="row">${
          cluster &&
          html`<button type="button" class="pick" aria-label="Spell out ${cluster.name}" aria-pressed=${r === chosen} @click=${() => {
            state.row = r.k;
            invalidate();
          }}>${swatch(cluster)}</button>`
        }</th>
        ${cells.map((c) => html`<td class="number">${c.cell(r)}</td>`)}
        <td class="bar">${bar(r.r, r.rText, cluster?.colour)}</td>
      </tr>`;
    })}</tbody>
  </table>`;
}

export function inspector(): TemplateResult {
  const i = state.inspection;
  const scene = present();
  if (!i || !state.pinned || !scene?.clusters.length) return html``;
  const chosen = i.rows[state.row ?? i.label] ?? i.rows[i.label];
  if (!chosen) return html``;
  return html`<article class="card" aria-label="${i.title}, taken apart">
    <header><h2>${i.title}</h2><p>${i.coordinates}</p>
      <button type="button" class="icon-button" aria-label="Close" title="Close (Esc)" @click=${() => pin(null)}>${icon("close")}</button>
    </header>
    <div class="formula" role="group" aria-label="Formula" tabindex="0">${formula(i, scene, chosen)}</div>
    ${table(i, scene, chosen)}
    <p class="hint">${unbroken(i.sentence)}</p>
  </article>`;
}
