// The size of an element, followed: charts fill what room there is.
import { invalidate } from "../state";

export interface Room {
  width: number;
  height: number;
  /** Pixels of its text's size. */
  em: number;
  /** For lit's `ref`. */
  ref: (element: Element | undefined) => void;
}

export function room(): Room {
  let seen: Element | undefined;
  const observer = new ResizeObserver(([entry]) => {
    if (!entry) return;
    const { width, height } = entry.contentRect;
    const em = parseFloat(getComputedStyle(entry.target).fontSize);
    if (width === found.width && height === found.height && em === found.em) return;
    Object.assign(found, { width, height, em });
    invalidate();
  });
  const found: Room = {
    width: 0,
    height: 0,
    em: 12,
    ref: (element) => {
      if (element === seen) return;
      if (seen) observer.unobserve(seen);
      seen = element;
      if (element) observer.observe(element);
    },
  };
  return found;
}

/** Arrow keys among the buttons of a chart, as in a toolbar; others keep their meaning for the run. */
export function roam(event: KeyboardEvent): void {
  const buttons = [...(event.currentTarget as Element).querySelectorAll<SVGElement>("[role=button]")];
  const at = buttons.indexOf(document.activeElement as SVGElement);
  if (at < 0) return;
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to !== undefined) buttons[Math.min(buttons.length - 1, Math.max(0, to))]?.focus();
  else if (event.key === "Enter" || event.key === " ")
    buttons[at]?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  else return;
  event.preventDefault();
}
