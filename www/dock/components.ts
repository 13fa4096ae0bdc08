// What each component looks like: its mean as a picture, or the words that tell it from the others.
import { html, svg, type TemplateResult } from "lit/html.js";
import type { Dock } from "../dock";
import { shape, middle } from "../glyphs";
import { state } from "../state";
import type { Cluster, Face } from "../types";
import "./components.css";

function picture(face: Extract<Face, { kind: "image" }>): TemplateResult {
  const { width, height, values } = face;
  return html`<svg class="pixels" viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${values.map((value, i) => svg`<rect x=${i % width} y=${Math.floor(i / width)} width="1.02" height="1.02" fill-opacity=${value.toFixed(3)}/>`)}
  </svg>`;
}

function words(face: Extract<Face, { kind: "words" }>): TemplateResult {
  const most = Math.max(...face.top.map((word) => word.probability), 1e-9);
  return html`<ol class="words-of">${face.top.map(
    (w) =>
      html`<li title="${w.lift.toFixed(1)} times as frequent as in all texts"><i style="width: ${(100 * w.probability) / most}%"></i><span>${w.word}</span></li>`,
  )}</ol>`;
}

function card(face: Face, cluster: Cluster | undefined): TemplateResult {
  const name = cluster?.name ?? "";
  const size = cluster
    ? cluster.weight === null
      ? `${cluster.countText} points`
      : html`<span class="of">weight </span>${cluster.weightText}`
    : "";
  return html`<li class="face" style="--colour: ${cluster?.colour ?? "currentColor"}">
    <p><svg class="badge" viewBox="-14 -14 28 28" aria-hidden="true"><path class="rim" d=${shape(cluster?.shape ?? 0)}/><path d=${shape(cluster?.shape ?? 0)} fill=${cluster?.colour ?? ""}/><text y=${middle(cluster?.shape ?? 0)} fill=${cluster?.ink ?? ""}>${name}</text></svg><span class="unseen">Component ${name}: </span>${size}</p>
    ${face.kind === "image" ? picture(face) : words(face)}
  </li>`;
}

export const dock: Dock = {
  view() {
    const frame = state.frame;
    if (!frame?.faces.length) return html`<p class="hint">${frame?.scene.problem ?? ""}</p>`;
    return html`<ul class="faces">${frame.faces.map((face, k) => card(face, frame.scene.clusters[k]))}</ul>`;
  },
};
