// What the pointer rests on or the focus is at, in short; and the card of what is taken apart, fetched with the first.
import { html, type TemplateResult } from "lit/html.js";
import { bar, swatch } from "./glyphs";
import { insist } from "./insist";
import type { Side } from "./protocol";
import { invalidate, scene as present, state } from "./state";

let card: typeof import("./inspector") | "coming" | null = null;

export function inspected(): TemplateResult {
  if (!state.pinned || !state.inspection) return html``;
  if (!card) {
    card = "coming";
    void insist("the numbers", () => import("./inspector")).then((fetched) => {
      card = fetched;
      invalidate();
    });
  }
  return card === "coming" ? html`` : card.inspector();
}

/** Rows beyond this would make the hint as large as what it stands beside. */
const SHORT = 4;

/** The same in short, beside what the pointer rests on or the focus is at. */
export function hint(side: Side = 0): TemplateResult {
  const i = state.inspection;
  const scene = present();
  if (state.hand !== side || !i || state.pinned || state.held || !scene?.clusters.length) return html``;
  const rows = [...i.rows].sort((a, b) => b.r - a.r).slice(0, SHORT);
  const [left, top] = [i.x > state.size.width / 2, i.y > state.size.height / 2];
  return html`<div class="hint-card" aria-hidden="true" style="left: ${i.x}px; top: ${i.y}px;
      translate: ${left ? "calc(-100% - 1.25rem)" : "1.25rem"} ${top ? "calc(-100% + 1rem)" : "-1rem"}">
    <p><b>${i.title}</b> ${i.coordinates}</p>
    ${
      i.kind === "centre"
        ? html`<p>${i.sentence}</p>`
        : rows.map((r) => {
            const c = scene.clusters[r.k];
            return c && html`<div>${swatch(c)}${bar(r.r, r.rText, c.colour)}</div>`;
          })
    }
  </div>`;
}
