// What the half-step did, to be read aloud; what was held fixed; and the objective.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { keyed } from "lit/directives/keyed.js";
import { icon } from "./icons";
import { state } from "./state";
import type { Scene } from "./types";

/** Each chip has room for what either could say, so that nothing moves when they change places. */
function chips(scene: Scene): TemplateResult {
  if (!scene.optimised) return html`<div class="chips"></div>`;
  const free = html`<span>${scene.exact ? "optimised" : "moved"}</span>`;
  const fixed = html`<span>${icon("lock")} held fixed</span>`;
  const optimised = html`<span class="chip ${scene.half}"><var>${scene.optimised}</var><span class="word">${free}<span aria-hidden="true">${fixed}</span></span></span>`;
  // Nothing is, where every point looks for its centre anew.
  const held = html`<span class="chip fixed" style=${scene.held ? nothing : "visibility: hidden"}><var>${scene.held}</var><span class="word">${fixed}<span aria-hidden="true">${free}</span></span></span>`;
  // r stands first, as in J(r, m), whichever of the two it is.
  return html`<div class="chips">${scene.half === "assign" ? [optimised, held] : [held, optimised]}</div>`;
}

/** Formulas in a sentence stay on one line. */
export function unbroken(text: string): string {
  return text
    .replace(/ ([=|]) /g, "\u00a0$1\u2060\u00a0")
    .replaceAll("log p", "log\u00a0p")
    .replaceAll("ln |", "ln\u00a0|\u2060");
}

/** The sentence, with the name of the half-step in its colour. */
export function sentence(scene: Scene): TemplateResult {
  // Said on the stage, where it is missed.
  if (scene.problem) return html`<p class="sentence"></p>`;
  const name = scene.half === "start" ? "Start" : scene.names[scene.half];
  const rest = scene.sentence.startsWith(`${name}: `) ? unbroken(scene.sentence.slice(name.length + 2)) : null;
  const text = rest === null ? html`${unbroken(scene.sentence)}` : html`<b class=${scene.half}>${name}:</b> ${rest}`;
  // A new sentence, not the old one changed: nothing on the page has moved.
  return html`<p class="sentence">${keyed(scene.sentence, text)}
    ${scene.events.map((event) => html`<span class="event">${icon("warning")}${event}</span>`)}
    ${scene.t === 0 ? html`<span class="first keyed"><kbd>Space</kbd> plays, <kbd>→</kbd> takes half a step. Drag the centres, click anywhere to see the numbers.</span><span class="first touched">Press play, or ½ for half a step. Drag the centres, tap anywhere to see the numbers.</span>` : nothing}</p>`;
}

/** "log p(D)" and "J": letters are variables, words are upright. */
export function symbol(name: string): TemplateResult {
  const parts = name.split(/\b([A-Za-z])\b/);
  return html`<span class="symbol">${parts.map((p) => (/^[A-Za-z]$/.test(p) ? html`<var>${p}</var>` : p))}</span>`;
}

export function words(): TemplateResult {
  const scene = state.frame?.scene;
  if (!scene && !state.fatal) return html`<p class="sentence">Loading ${state.coming || "the points"}…</p>`;
  if (!scene) return html`<p class="sentence">${icon("warning")} Mixtape cannot run here: ${state.fatal}</p>`;
  return html`${chips(scene)} ${sentence(scene)}
    <div class="objective">
      <p class=${scene.objective.name.length > 1 ? "value tall" : "value"}><span class="name">${symbol(scene.objective.name)}</span><output>${scene.objective.text}</output></p>
      <p class="count">${
        scene.converged ? html`<span class="done">${icon("tick")}<span class="word">converged</span></span>` : nothing
      }<span class="at">half-step ${scene.t}${scene.recorded > scene.t ? html` of ${scene.recorded}` : nothing}</span></p>
    </div>`;
}
