// Hands on the data: draw, move, erase, clear. Closed until wanted.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { edit } from "./engine";
import { icon, type Icon } from "./icons";
import { predictButton } from "./predicting";
import { invalidate, say, state, type Tool } from "./state";

const TOOLS: { tool: Tool; title: string; icon: Icon }[] = [
  { tool: "brush", title: "Draw points", icon: "brush" },
  { tool: "move", title: "Move points", icon: "move" },
  { tool: "erase", title: "Erase points", icon: "erase" },
];

export function take(tool: Tool): void {
  const why = state.frame?.scene.canDraw;
  if (tool !== "look" && why) {
    say(why);
    return;
  }
  state.tool = tool;
  if (state.cursor?.by === "pointer") state.cursor = null;
  state.inspection = tool === "look" ? state.inspection : null;
  document.getElementById("stage")?.setAttribute("data-tool", tool);
  invalidate();
}

function slider(title: string, value: number, min: number, max: number, change: (to: number) => void): TemplateResult {
  return html`<label class="dial"><span>${title}</span><input type="range" min=${min} max=${max} .value=${String(value)}
    @input=${(e: Event) => {
      change(Number((e.target as HTMLInputElement).value));
      invalidate();
    }} /><output>${value}</output></label>`;
}

export function tools(): TemplateResult {
  const scene = state.frame?.scene;
  if (!scene) return html``;
  if (state.tool === "look") {
    return html`${predictButton("raised")}<button type="button" class="share raised" aria-label="Draw points and edit them" title=${scene.canDraw || "Draw points and edit them (D)"}
      aria-disabled=${scene.canDraw !== ""} @click=${() => take("brush")}>${icon("pencil")}<span>Draw points</span></button>`;
  }
  const { brush, tool } = state;
  return html`<div class="toolbar" role="toolbar" aria-label="Edit points">
    ${TOOLS.map(
      (t) =>
        html`<button type="button" class="icon-button" aria-pressed=${tool === t.tool} aria-label=${t.title} title=${t.title} @click=${() => take(t.tool)}>${icon(t.icon)}</button>`,
    )}
    <button type="button" class="icon-button" aria-label="Clear all points" title="Clear all points" @click=${() => edit({ op: "clear" })}>${icon("clear")}</button>
    <button type="button" class="icon-button" aria-label="Done" title="Done (Esc)" @click=${() => take("look")}>${icon("close")}</button>
    ${
      tool === "move"
        ? nothing
        : html`<div class="dials">
            ${tool === "brush" ? slider("points", brush.count, 1, 40, (to) => (brush.count = to)) : nothing}
            ${slider(tool === "brush" ? "spread" : "reach", brush.spread, 4, 80, (to) => (brush.spread = to))}
          </div>`
    }
  </div>`;
}
