// Everything on the page that is there only while two runs stand side by side.
import "./twin.css";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { attend, handOver } from "../engine";
import { hint } from "../hint";
import { icon } from "../icons";
import { overlay } from "../overlay";
import type { Side } from "../protocol";
import { takeHands } from "../stage";
import { mount, sceneOf, state } from "../state";
import { sentence, symbol } from "../words";
import { stroke } from "./curves";

export { curves } from "./curves";

/** Rings up to which each has a rim. */
const FEW = 40;

function made<K extends keyof HTMLElementTagNameMap>(tag: K, id: string, kind: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.id = id;
  element.className = kind;
  return element;
}

/** The second stage, the names above both, and the rings on both. */
export function setUp(): void {
  const stage = document.getElementById("stage");
  const first = document.getElementById("overlay");
  if (!stage || !first) return;
  const beside = made("section", "beside", "stage beside");
  beside.setAttribute("aria-label", "Second stage");
  const canvas = made("canvas", "picture-beside", "");
  canvas.setAttribute("aria-hidden", "true");
  const surface = made("div", "overlay-beside", "overlay");
  const [name, nameBeside] = [
    made("div", "side-name", "side-name"),
    made("div", "side-name-beside", "side-name second"),
  ];
  beside.append(
    canvas,
    made("div", "rings-beside", "rings"),
    surface,
    made("div", "tip-beside", ""),
    made("div", "problem-beside", "notices"),
  );
  stage.before(name);
  stage.after(nameBeside, beside);
  first.before(made("div", "rings", "rings"));
  mount("side-name", () => label(0));
  mount("side-name-beside", () => label(1));
  mount("rings", () => rings(0));
  mount("rings-beside", () => rings(1));
  mount("overlay-beside", () => overlay(1));
  mount("tip-beside", () => hint(1));
  mount("problem-beside", problem);
  takeHands(surface, beside, 1);
  handOver("picture-beside", (off) => ({ do: "beside", canvas: off }));
}

/** What a side is called, where it stands; pressed, it is the side that is spoken of. */
function label(side: Side): TemplateResult {
  const twin = state.frame?.twin;
  const scene = sceneOf(side);
  if (!twin || !scene) return html``;
  const { names, worse } = twin.compare;
  return html`<button type="button" aria-pressed=${state.side === side} title="${names[side]}. Speak of this side (X)" @click=${() => attend(side)}>
    ${stroke(side)}<b>${names[side]}</b>
    <span class="now-at">${
      worse[side]
        ? html`<span class="event">${icon("warning")}worse</span><span class="going">${count(scene.iteration)}</span>`
        : scene.converged
          ? html`<span class="done">${icon("tick")}${count(scene.iteration)}</span>`
          : scene.iteration
            ? html`<span class="going">${count(scene.iteration)}</span>`
            : nothing
    }</span>
    <span class="so-far">${symbol(scene.objective.name)} ${scene.objective.text}</span>
  </button>`;
}

function count(n: number): TemplateResult {
  return html`${n}<span class="unit"> iteration${n === 1 ? "" : "s"}</span>`;
}

function rings(side: Side): TemplateResult {
  const at = state.frame?.twin?.rings[side] ?? [];
  // A few stand out in rings; in a crowd a pip leaves every point its colour.
  const many = at.length > 2 * FEW;
  const r = many ? 1.5 : 7;
  let d = "";
  for (let i = 0; i + 1 < at.length; i += 2)
    d += `M${((at[i] ?? 0) - r).toFixed(1)} ${at[i + 1]?.toFixed(1)}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1-${2 * r} 0`;
  const { width, height } = state.size;
  return html`<svg class=${many ? "many" : ""} width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true"><path class="halo" d=${d}/><path class="ink" d=${d}/></svg>`;
}

function problem(): TemplateResult {
  const text = state.frame?.twin?.scene.problem ?? "";
  return text ? html`<div class="notice problem"><p>${text}</p></div>` : html``;
}

/** What the chosen side did, and what the two have to do with each other. */
export function words(): TemplateResult {
  const twin = state.frame?.twin;
  const scene = sceneOf(state.side);
  if (!twin || !scene) return html``;
  const { compare } = twin;
  return html`<div class="told">${stroke(state.side)}${sentence(scene)}</div>
    <div class="agreed"><p class="differ">${compare.verdict}</p><p class="together">${compare.words}</p>
      ${compare.locked ? nothing : html`<p class="together">Out of step: the transport moves the side you have chosen.</p>`}</div>`;
}
