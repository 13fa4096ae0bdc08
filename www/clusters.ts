// The table of clusters: what each has, and its part of the objective.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { swatch } from "./glyphs";
import { focusCentre, pin } from "./stage";
import type { Cluster, Scene } from "./types";

export function clusters(scene: Scene): TemplateResult {
  const list = scene.clusters;
  if (!list.length) return html`<p class="hint">${scene.problem || "There are no clusters yet."}</p>`;
  const weighted = list.some((c) => c.weight !== null);
  const last = weighted ? html`<var>π</var>` : html`share of <var>${scene.objective.name}</var>`;
  return html`<table class="clusters">
    <thead><tr><th scope="col"><span class="unseen">Cluster</span></th><th scope="col">${weighted ? html`<var>N</var><sub>k</sub>` : "points"}</th>
      <th scope="col" class="part">${last}</th><th scope="col" class="where">${weighted ? "mean" : "centre"}</th></tr></thead>
    <tbody>${list.map((c) => row(c, weighted))}</tbody>
  </table>`;
}

function row(c: Cluster, weighted: boolean): TemplateResult {
  const part = weighted ? c.weight : c.share;
  const text = weighted ? c.weightText : c.shareText;
  return html`<tr>
    <th scope="row"><button type="button" class="pick" aria-label="Centre ${c.name}: take it apart" @click=${() => {
      pin({ centre: c.k });
      focusCentre(c.k);
    }}>${swatch(c)}</button></th>
    <td class="number">${c.countText}</td>
    <td class="part">${part === null ? "–" : html`<span class="meter"><i style="width: ${100 * part}%; background: ${c.colour}"></i></span><span class="number">${text}</span>`}</td>
    <td class="where">${c.coordinates || nothing}</td>
  </tr>`;
}
