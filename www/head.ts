// The head of the page: its name, what is on the stage, and what concerns the whole of it.
import { html, type TemplateResult } from "lit/html.js";
import { showHelp } from "./help";
import { canRedo, canUndo, redo, undo } from "./history";
import { icon, type Icon } from "./icons";
import { copyLink } from "./share";
import { state } from "./state";

function button(title: string, keys: string, name: Icon, act: () => unknown, off = false, kind = ""): TemplateResult {
  return html`<button type="button" class="icon-button ${kind}" aria-label=${title} title="${title} (${keys})" aria-disabled=${off}
    @click=${() => off || act()}>${icon(name)}</button>`;
}

/** What does not fit is left out whole, from the end. */
function parts(caption: string): TemplateResult[] {
  return caption.split(/(?= · )/).map((part) => html`<span>${part}</span>`);
}

function caption(): string {
  return state.room ? state.room.title : (state.frame?.scene.caption ?? "");
}

export function head(): TemplateResult {
  return html`<h1 class="brand"><svg viewBox="0 0 32 24" aria-hidden="true"><rect width="32" height="24" rx="5"/><circle cx="10" cy="11" r="5"/><circle cx="22" cy="11" r="5"/><path d="M9 20h14"/></svg><span>Mixtape</span></h1>
    <a class="share" href="#room=scenes" title="Scenes of the lecture (G)" aria-label="Scenes">${icon("scenes")}<span>Scenes</span></a>
    <p class="caption" title=${caption()}>${parts(caption())}</p>
    <div class="acts">
      ${button("Undo", "Z", "undo", undo, !canUndo())}
      ${button("Redo", "Shift Z", "redo", redo, !canRedo())}
      <button type="button" class="share" @click=${copyLink} title="Copy link (L)">${icon("link")}<span>Copy link</span></button>
      ${button("Keyboard shortcuts", "?", "keys", showHelp, false, "typing")}
    </div>`;
}
