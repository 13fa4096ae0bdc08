// The one live region: every half-step once, what the page has to say of itself, and not more than that.
import { html, type TemplateResult } from "lit/html.js";
import { sceneOf, state } from "./state";

let spoken = { step: "", toast: "", text: "" };

export function live(): TemplateResult {
  const frame = state.frame;
  if (!frame) return html``;
  const scene = sceneOf(state.side) ?? frame.scene;
  const { playing } = frame;
  // Faster than speech: only where it comes to rest.
  const hurried = playing && (state.speed === 0 || state.speed > 1);
  const step = `${scene.t} ${scene.announce}`;
  if (state.toast !== spoken.toast) spoken = { ...spoken, toast: state.toast, text: state.toast || spoken.text };
  if (!hurried && state.held === null && step !== spoken.step) {
    spoken = { ...spoken, step, text: [scene.announce, ...scene.events, frame.twin?.compare.verdict ?? ""].join(" ") };
  }
  return html`${spoken.text}`;
}
