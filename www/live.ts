// The one live region: every half-step once, what the page has to say of itself, and not more than that.
import { html, type TemplateResult } from "lit/html.js";
import { sceneOf, state } from "./state";

let spoken = { step: "", own: "", text: "" };

export function live(): TemplateResult {
  const frame = state.frame;
  // In a room that was opened first there is no run to speak of.
  if (!frame) return html`${state.toast}`;
  const scene = sceneOf(state.side) ?? frame.scene;
  const { playing } = frame;
  // Faster than speech: only where it comes to rest.
  const hurried = playing && (state.speed === 0 || state.speed > 1);
  const step = `${scene.t} ${scene.announce}`;
  const own = state.toast || state.aside;
  if (own !== spoken.own) spoken = { ...spoken, own, text: own || spoken.text };
  if (!hurried && state.held === null && step !== spoken.step) {
    spoken = { ...spoken, step, text: [state.aside, scene.announce, ...scene.events, frame.twin?.compare.verdict ?? ""].join(" ") };
  }
  return html`${spoken.text}`;
}
