// Whose the keys are. After the pointer was used they are the run's, wherever the focus is. By the keyboard the thing
// in focus keeps those it needs, except that what can be moved is moved only once it has been taken.
import { say } from "./state";

/** What arrow keys move once it is taken. */
const HANDS = ".centre, .cursor, .handle";
/** An open question keeps the keys of its answer, and a list all of them while it is open. */
const KEPT = `.marker, .asked input, ${CSS.supports("selector(select:open)") ? "select:open" : "select"}`;

/** The pointer was used, and the focus has not been moved by the keyboard since. */
let pointed = false;
let taken: Element | null = null;

export function setUpFocus(): void {
  const on = (type: string, act: (event: Event) => void): void => addEventListener(type, act, true);
  on("pointerdown", () => {
    pointed = true;
    drop();
  });
  on("keydown", (event) => {
    if ((event as KeyboardEvent).key === "Tab") pointed = false;
  });
  on("focusout", drop);
}

/** The keys are the run's, whatever `target` could do with them. */
export function free(target: Element): boolean {
  const hand = target.closest(HANDS);
  return hand ? hand !== taken : pointed && !target.matches(KEPT);
}

/** Take what is in focus, if it is something that can be moved; true when it is. */
export function takeFocused(): boolean {
  const hand = document.activeElement?.closest(HANDS);
  if (!hand) return false;
  drop();
  taken = hand;
  hand.setAttribute("data-taken", "");
  say(`${hand.ariaLabel} is taken: arrow keys move it, Escape lets go.`);
  return true;
}

/** Let go of what was taken, and say so. */
export function letGo(): void {
  if (taken) say(`${taken.ariaLabel} is let go: arrow keys move the run.`);
  drop();
}

function drop(): void {
  taken?.removeAttribute("data-taken");
  taken = null;
}
