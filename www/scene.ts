// The card of the scene of the lecture that is shown: fetched with the first scene.
import { html, type TemplateResult } from "lit/html.js";
import { insist } from "./insist";
import { sceneKey } from "./rooms";
import { invalidate, state } from "./state";

type Card = typeof import("./gallery/card");

let coming: Promise<Card> | null = null;
let card: Card | null = null;
let shown = "";

function fetched(): Promise<Card> {
  coming ??= insist("the scene", () => import("./gallery/card")).then((here) => {
    card = here;
    invalidate();
    return here;
  });
  return coming;
}

/** The scene so many places farther in the lecture. */
export function turn(by: number): void {
  void fetched().then((c) => c.turn(by));
}

export function sceneCard(): TemplateResult {
  const key = sceneKey();
  if (key !== shown) {
    // On a small screen the sheet rises with it.
    if (key || state.section === "scene") state.section = key && "scene";
    shown = key;
  }
  if (!key) return html``;
  if (!card) void fetched();
  return card ? card.card(key) : html`<p class="hint">Fetching the scene…</p>`;
}

/** The room that is shown, below the card of the scene that it was opened for. */
export function roomView(): TemplateResult {
  return state.room ? html`${sceneKey() && sceneCard()}${state.room.view()}` : html``;
}
