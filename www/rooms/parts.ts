// What rooms share: a sheet that knows its size, a press that becomes a drag, notes on the link.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { keepTouch, strays } from "../grip";
import { invalidate } from "../state";

export interface Sized {
  /** CSS pixels. */
  size: () => { width: number; height: number };
  /** To be called whenever the room is shown: the element is there after the next picture. */
  watch: () => void;
}

/** The size of the element with `id`, and `changed` when it is another. */
export function sized(id: string, changed: () => void): Sized {
  let size = { width: 0, height: 0 };
  let watched: Element | null = null;
  const observer = new ResizeObserver(([entry]) => {
    if (!entry) return;
    const { width, height } = entry.contentRect;
    if (width < 1 || (width === size.width && height === size.height)) return;
    size = { width: Math.round(width), height: Math.round(height) };
    changed();
  });
  const look = (): void => {
    const element = document.getElementById(id);
    if (!element || element === watched) return;
    observer.disconnect();
    watched = element;
    observer.observe(element);
  };
  return { size: () => size, watch: () => requestAnimationFrame(look) };
}

/** On a handle: `@touchstart`. */
export const kept = keepTouch();

/** A pointer pressed on a handle and moved: `move` hears its places on the sheet with `id`. */
export function pressed(
  id: string,
  move: (at: { x: number; y: number }) => void,
  begun: () => void,
): (event: PointerEvent) => void {
  return (event) => {
    const sheet = document.getElementById(id);
    if (event.button !== 0 || !sheet) return;
    event.preventDefault();
    const target = event.currentTarget as SVGElement;
    target.focus({ preventScroll: true });
    target.setPointerCapture(event.pointerId);
    begun();
    const box = sheet.getBoundingClientRect();
    const from = { x: event.clientX, y: event.clientY };
    let moved = false;
    const follow = (e: PointerEvent): void => {
      // A press that does not move takes hold of nothing by accident.
      moved ||= strays(from, { x: e.clientX, y: e.clientY });
      if (moved) move({ x: e.clientX - box.left, y: e.clientY - box.top });
    };
    const end = (): void => {
      target.removeEventListener("pointermove", follow);
      target.removeEventListener("pointerup", end);
      target.removeEventListener("pointercancel", end);
    };
    target.addEventListener("pointermove", follow);
    target.addEventListener("pointerup", end);
    target.addEventListener("pointercancel", end);
  };
}

let dismissed = "";

export function noteList(notes: string[]): TemplateResult | typeof nothing {
  const text = notes.join(" ");
  if (!text || text === dismissed) return nothing;
  return html`<div class="notice room-note" role="note"><div>${notes.map((n) => html`<p>${n}</p>`)}</div>
    <button type="button" class="wide" @click=${() => {
      dismissed = text;
      invalidate();
    }}>Dismiss</button></div>`;
}
