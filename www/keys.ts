// The keyboard, as one table: what the keys do and what the sheet of shortcuts says they do.
import { compare, newStart, step, toEnd, toggle, attend, whole } from "./engine";
import { free, letGo, takeFocused } from "./focus";
import { showHelp, type Shortcut } from "./help";
import { redo, undo } from "./history";
import { turn } from "./scene";
import { predict, predicting } from "./predicting";
import { copyLink } from "./share";
import { sign } from "./sign";
import { crosshair, pin, takeCentre } from "./stage";
import { invalidate, scene, state } from "./state";
import { nextTheme } from "./theme";
import { take } from "./tools";
import { faster, toStart } from "./transport";

interface Key extends Shortcut {
  /** `event.key`, with "Shift+" or "Ctrl+" before it. */
  on: string[];
  act: (key: string) => unknown;
  /** Also in rooms. */
  everywhere?: true;
}

export const KEYS: Key[] = [
  { show: ["Space"], does: "Play or pause", on: [" "], act: toggle },
  { show: ["→", "Page Down"], does: "Half a step forward", on: ["ArrowRight", "PageDown"], act: () => step(1) },
  { show: ["←", "Page Up"], does: "Half a step back", on: ["ArrowLeft", "PageUp"], act: () => step(-1) },
  { show: ["Shift →"], does: "A whole step forward", on: ["Shift+ArrowRight"], act: () => whole(1) },
  { show: ["Shift ←"], does: "A whole step back", on: ["Shift+ArrowLeft"], act: () => whole(-1) },
  { show: ["Home"], does: "To the start", on: ["Home"], act: toStart },
  { show: ["End"], does: "To the end", on: ["End"], act: toEnd },
  { show: ["["], does: "Slower", on: ["["], act: () => faster(-1) },
  { show: ["]"], does: "Faster", on: ["]"], act: () => faster(1) },
  { show: ["N"], does: "New start", on: ["n"], act: newStart },
  { show: ["1", "…", "9"], does: "Take centre 1 to 9", on: [..."123456789"], act: (key) => focusOn(Number(key) - 1) },
  { show: ["P"], does: "Predict what comes next, then see", on: ["p"], act: predict },
  { show: ["I"], does: "Crosshair: take any place apart", on: ["i"], act: crosshair },
  { show: ["D"], does: "Draw points", on: ["d"], act: () => take(state.tool === "look" ? "brush" : "look") },
  { show: ["Z"], does: "Undo", on: ["z", "Ctrl+z"], act: undo, everywhere: true },
  { show: ["Shift Z"], does: "Redo", on: ["Shift+z", "Ctrl+Shift+z", "Ctrl+y"], act: redo, everywhere: true },
  { show: ["C"], does: "Compare two models, or stop", on: ["c"], act: compare },
  { show: ["X"], does: "Go to the other side", on: ["x"], act: () => state.frame?.twin && attend(state.side ? 0 : 1) },
  {
    show: ["G"],
    does: "Scenes of the lecture",
    on: ["g"],
    act: () => (location.hash = "room=scenes"),
    everywhere: true,
  },
  {
    show: ["<", ">"],
    does: "The scene before, the next",
    on: ["<", ">"],
    act: (key) => turn(key === "<" ? -1 : 1),
    everywhere: true,
  },
  { show: ["L"], does: "Copy link", on: ["l"], act: copyLink, everywhere: true },
  { show: ["T"], does: "Next theme", on: ["t"], act: nextTheme, everywhere: true },
  { show: ["?"], does: "This sheet", on: ["?"], act: showHelp, everywhere: true },
  { show: ["Esc"], does: "Close, let go", on: ["Escape"], act: retreat },
];

function focusOn(k: number): void {
  if (k < (scene()?.clusters.length ?? 0)) takeCentre(k);
}

function retreat(): void {
  if (state.tool !== "look") take("look");
  else if (state.pinned || state.cursor) {
    state.cursor = null;
    pin(null);
  } else state.section = "";
  invalidate();
}

/** Where a key belongs to the thing that has the focus by the keyboard. */
const OWN: Record<string, string> = {
  " ": "button, a, select, summary, input:not([type=range], [type=radio]:checked)",
  ArrowLeft: "select, [role=radiogroup] input, input[type=range]",
  ArrowRight: "select, [role=radiogroup] input, input[type=range]",
  Home: "select, input[type=range]",
  End: "select, input[type=range]",
  PageUp: "select, input[type=range], .panel",
  PageDown: "select, input[type=range], .panel",
};

/** A field that is written in keeps all but Escape. */
const WRITTEN = "input:not([type=range], [type=radio], [type=checkbox], [type=file]), textarea";

function target(event: Event): Element {
  return event.target instanceof Element ? event.target : document.body;
}

/** Do what a key stands for; true when it stands for something. */
function press(event: KeyboardEvent): boolean {
  const letter = sign(event);
  const shift = event.shiftKey && (/^[a-z]$/.test(letter) || letter.startsWith("Arrow"));
  const name = `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${shift ? "Shift+" : ""}${letter}`;
  const key = KEYS.find((k) => k.on.includes(name));
  if (!(state.room ?? predicting())?.press?.(name)) {
    if (!key || (state.room && !key.everywhere)) return false;
    key.act(letter);
  }
  event.preventDefault();
  return true;
}

/** The space bar has played: it presses no button when it comes up again. */
let played = false;

/** Before anything on the page hears of a key: those that are the run's. */
function claim(event: KeyboardEvent): void {
  played = false;
  const on = target(event);
  if (event.altKey || document.querySelector("dialog[open]") || on.matches(WRITTEN)) return;
  if (event.key === "Escape") letGo();
  if (!free(on)) return;
  // What is not taken is not moved.
  const moves = /^(Arrow|Page)/.test(event.key);
  const done = event.key === "Enter" ? takeFocused() : press(event);
  played = done && event.key === " ";
  if (done) event.preventDefault();
  if (done || moves) event.stopPropagation();
}

/** What nothing on the page has wanted for itself. */
function rest(event: KeyboardEvent): void {
  if (event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const on = target(event);
  if (on.matches(WRITTEN) && event.key !== "Escape") return;
  if (on.closest(OWN[event.key] ?? "none")) return;
  // A letter typed in a list chooses from it.
  if (on.matches("select") && event.key.length === 1 && !event.ctrlKey && !event.metaKey) return;
  press(event);
}

export function setUpKeys(): void {
  addEventListener("keydown", claim, true);
  addEventListener("keydown", rest);
  addEventListener("keyup", (event) => played && event.key === " " && event.preventDefault(), true);
}
