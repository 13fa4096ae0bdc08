// Predict, then reveal: fetched when one first asks for a question.
import { html, type TemplateResult } from "lit/html.js";
import { icon } from "./icons";
import { say } from "./state";

type Parts = Pick<typeof import("./predict"), "asking" | "card" | "press" | "toggle">;

let parts: Parts | null = null;

/** The questions, once there has been one. */
export function predicting(): Parts | null {
  return parts;
}

/** They are here, whoever fetched them. */
export function arrive(questions: Parts): void {
  parts = questions;
}

export async function predict(): Promise<void> {
  try {
    (parts ?? (await import("./predict"))).toggle();
  } catch {
    say("The questions could not be fetched: is the network there?");
  }
}

export function predictButton(kind: string): TemplateResult {
  return html`<button type="button" class="share predict ${kind}" aria-label="Predict what comes next" title="Predict what comes next, then see (P)"
    aria-pressed=${parts?.asking() ?? false} @click=${predict}>${icon("predict")}<span>Predict</span></button>`;
}
