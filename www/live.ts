// The one live region: every half-step once, what the page has to say of itself, and not more than that.
import { html, type TemplateResult } from "lit/html.js";
import { absent } from "./notices";
import { sceneOf, state } from "./state";

let spoken = { step: "", own: "", text: "" };

export function live(): TemplateResult {
  const own = state.toast || state.aside || absent();
  if (own !== spoken.own) spoken = { ...spoken, own, text: own || spoken.text };
  const { frame } = state;
  if (!frame || state.room) return html`${spoken.text}`;
  const scene = sceneOf(state.side) ?? frame.scene;
  const { playing, goal } = frame;
  // Faster than speech: only where it comes to rest.
  const hurried = goal !== null || (playing && (state.speed === 0 || state.speed > 1));
  const step = `${scene.t} ${scene.announce}`;
  if (!hurried && state.held === null && step !== spoken.step) {
    spoken = {
      ...spoken,
      step,
      text: [spoken.step ? state.aside : own, scene.announce, ...scene.events, frame.twin?.compare.verdict ?? ""].join(
        " ",
      ),
    };
  }
  return html`${spoken.text}`;
}
