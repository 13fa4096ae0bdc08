// What a press is: when it becomes a drag, and when its touch is not the page's to scroll by.
import type { Place } from "./state";

/** Pixels by which a press may stray and still be a click. */
const SLACK = 4;

export function strays(from: Place, to: Place): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) > SLACK;
}

/** A listener for `touchstart`, which comes after `pointerdown`: a touch that has something in hand by then scrolls
 * nothing. `touch-action` cannot say so: browsers read it at the root of an SVG alone, and that is to be scrolled by. */
export function keepTouch(held: () => boolean = () => true): { handleEvent(event: Event): void; passive: false } {
  return {
    handleEvent: (event) => {
      if (held()) event.preventDefault();
    },
    passive: false,
  };
}
