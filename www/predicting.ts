// Predict, then reveal: fetched when one first asks for a question.
import { html, type TemplateResult } from "lit/html.js";
import { icon } from "./icons";
import { insist } from "./insist";

type Parts = Pick<typeof import("./predict/parts"), "asking" | "card" | "press" | "toggle">;

let parts: Parts | null = null;
let coming = false;

/** The questions, once there has been one. */
export function predicting(): Parts | null {
  return parts;
}

/** They are here, whoever fetched them. */
export function arrive(questions: Parts): void {
  parts = questions;
}

export async function predict(): Promise<void> {
  if (parts) {
    parts.toggle();
    return;
  }
  if (coming) return;
  coming = true;
  (await insist("the questions", () => import("./predict/parts"))).toggle();
}

export function predictButton(kind: string): TemplateResult {
  return html`<button type="button" class="share predict ${kind}" aria-label="Predict what comes next" title="Predict what comes next, then see (P)"
    aria-pressed=${parts?.asking() ?? false} @click=${predict}>${icon("predict")}<span>Predict</span></button>`;
}
