// The transport: play, half-steps, whole steps, ends, speed.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { mark } from "./curve";
import { pace, seek, step, toEnd, toggle, whole } from "./engine";
import { icon, type Icon } from "./icons";
import type { Speed } from "./protocol";
import { predictButton } from "./predicting";
import { state } from "./state";

export const SPEEDS: { speed: Speed; title: string }[] = [
  { speed: 0.5, title: "½ / s" },
  { speed: 1, title: "1 / s" },
  { speed: 2, title: "2 / s" },
  { speed: 4, title: "4 / s" },
  { speed: 8, title: "8 / s" },
  { speed: 16, title: "16 / s" },
  { speed: 0, title: "max" },
];

export function faster(by: 1 | -1): void {
  const at = SPEEDS.findIndex((s) => s.speed === state.speed);
  const next = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + by))];
  if (next) pace(next.speed);
}

export function toStart(): void {
  seek(0, true);
}

function button(
  name: string,
  key: string,
  show: TemplateResult | Icon,
  act: () => void,
  off: boolean,
  kind = "",
): TemplateResult {
  return html`<button type="button" class="key ${kind}" aria-label=${name} title="${name} (${key})"
    aria-disabled=${off ? "true" : "false"} @click=${() => off || act()}>${typeof show === "string" ? icon(show) : show}</button>`;
}

export function transport(): TemplateResult {
  const frame = state.frame;
  if (!frame) return html``;
  const { playing, twin, over } = frame;
  const atStart = frame.t === 0;
  // What comes next is said of the side that has come farthest.
  const scene = twin && frame.scene.t !== frame.t ? twin.scene : frame.scene;
  const next = scene.names[scene.phase];
  const stuck = scene.problem !== "";
  return html`<div class="keys">
      ${button("To the start", "Home", "start", toStart, atStart)}
      ${button("Half a step back", "←", html`${icon("back")}<span class="size">½</span>`, () => step(-1), atStart)}
      ${button(playing ? "Pause" : "Play", "Space", playing ? "pause" : "play", toggle, stuck, "main")}
      ${button("Half a step", "→", html`<span class="size">½</span>${icon("forward")}`, () => step(1), over || stuck)}
      ${button("A whole step", "Shift →", html`<span class="size">1</span>${icon("forward")}`, () => whole(1), over || stuck)}
      ${button("To the end", "End", "end", toEnd, over || stuck)}
    </div>
    <p class="next" aria-hidden="true">${
      stuck
        ? nothing
        : over
          ? html`<span class="hush">The run has converged</span>`
          : html`<span class="hush">Next</span> <b class=${scene.phase}><svg class="sample" viewBox="-8 -8 16 16">${mark(scene.phase === "assign" ? 1 : 2, 0, 0, 5, "")}</svg>${next}</b>`
    }</p>
    ${predictButton("")}
    <label class="speed"><span>Speed</span>
      <select aria-label="Speed: half-steps a second" @change=${(e: Event) => pace(Number((e.target as HTMLSelectElement).value) as Speed)}>
        ${SPEEDS.map((s) => html`<option value=${s.speed} .selected=${s.speed === state.speed}>${s.title}</option>`)}
      </select>
    </label>`;
}
