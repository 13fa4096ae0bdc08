// The table of clusters: what each has, and its part of the objective.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { bar, swatch } from "./glyphs";
import { attend } from "./engine";
import { focusCentre, pin } from "./stage";
import { state } from "./state";
import type { Cluster, Scene } from "./types";

/** Letters of coordinates beyond which they would crowd out the numbers; the inspector has them all. */
const LONG = 22;

export function clusters(scene: Scene): TemplateResult {
  const list = scene.clusters;
  if (!list.length) return html`<p class="hint">${scene.problem || "There are no clusters yet."}</p>`;
  const told = list.every((c) => c.coordinates.length <= LONG);
  const weighted = list.some((c) => c.weight !== null);
  const last = weighted ? html`<var>π</var>` : html`part of <var>J</var>`;
  return html`<table class="clusters">
    <thead><tr><th scope="col"><span class="unseen">Cluster</span></th><th scope="col">${weighted ? html`<var>N</var><sub>k</sub>` : "points"}</th>
      <th scope="col" class="part">${last}</th>${told ? html`<th scope="col" class="where">${weighted ? "mean" : "centre"}</th>` : nothing}</tr></thead>
    <tbody>${list.map((c) => row(c, weighted, told))}</tbody>
  </table>`;
}

function row(c: Cluster, weighted: boolean, told: boolean): TemplateResult {
  const part = weighted ? c.weight : c.share;
  const text = weighted ? c.weightText : c.shareText;
  return html`<tr>
    <th scope="row"><button type="button" class="pick" aria-label="Centre ${c.name}: take it apart" @click=${() => {
      attend(state.side);
      pin({ centre: c.k });
      focusCentre(c.k);
    }}>${swatch(c)}</button></th>
    <td class="number">${c.countText}</td>
    <td class="part">${part === null ? "–" : bar(part, text, c.colour)}</td>
    ${told ? html`<td class="where">${c.coordinates}</td>` : nothing}
  </tr>`;
}
