// The card of the scene of the lecture that is shown: fetched with the first scene.
import { html, type TemplateResult } from "lit/html.js";
import { sceneKey } from "./rooms";
import { invalidate, say, state } from "./state";

const fetched = (): Promise<typeof import("./gallery/card")> => import("./gallery/card");
let card: Awaited<ReturnType<typeof fetched>> | null = null;
let shown = "";
let asked = "";

/** The scene so many places farther in the lecture. */
export function turn(by: number): void {
  fetched().then((c) => c.turn(by)).catch(() => say("The scenes could not be fetched: is the network there?"));
}

export function sceneCard(): TemplateResult {
  const key = sceneKey();
  if (key !== shown) {
    // On a small screen the sheet rises with it.
    if (key || state.section === "scene") state.section = key && "scene";
    shown = key;
  }
  if (!key) return html``;
  if (!card && asked !== key) {
    asked = key;
    void fetched().then((c) => (card = c), () => {}).finally(invalidate);
  }
  return card ? card.card(key) : html`<p class="hint">Fetching the scene…</p>`;
}
