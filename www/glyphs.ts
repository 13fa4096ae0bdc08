// Twelve shapes to tell clusters apart without their colours, each with room for a number in the middle.
import { html, type TemplateResult } from "lit/html.js";
import type { Cluster } from "./types";

/** Corners of a regular polygon of radius `r`, the first at `turn` degrees from the top. */
function polygon(n: number, r: number, turn = 0, y = 0): string {
  const at = (i: number): string => {
    const a = ((i / n) * 360 + turn - 90) * (Math.PI / 180);
    return `${(r * Math.cos(a)).toFixed(2)} ${(r * Math.sin(a) + y).toFixed(2)}`;
  };
  return `M${Array.from({ length: n }, (_, i) => at(i)).join("L")}Z`;
}

function star(n: number, outer: number, inner: number): string {
  const at = (i: number): string => {
    const r = i % 2 ? inner : outer;
    const a = ((i / (2 * n)) * 360 - 90) * (Math.PI / 180);
    return `${(r * Math.cos(a)).toFixed(2)} ${(r * Math.sin(a)).toFixed(2)}`;
  };
  return `M${Array.from({ length: 2 * n }, (_, i) => at(i)).join("L")}Z`;
}

const SHAPES = [
  "M0-12A12 12 0 1 1 0 12A12 12 0 1 1 0-12Z",
  polygon(4, 15, 45),
  polygon(4, 15.5),
  polygon(3, 18, 0, 2.5),
  polygon(5, 14, 0, 0.5),
  polygon(6, 13.5),
  polygon(3, 18, 180, -2.5),
  "M-5-13H5V-5H13V5H5V13H-5V5H-13V-5H-5Z",
  star(5, 17, 10.5),
  "M-9-9H9A9 9 0 0 1 9 9H-9A9 9 0 0 1-9-9Z",
  "M-11-12H11V1C11 8 5 12 0 14.500C-5 12-11 8-11 1Z",
  star(8, 15, 10.8),
].map((d) => d.replace(/(\.\d)00/g, "$1"));

export function shape(index: number): string {
  return SHAPES[index % SHAPES.length] ?? "";
}

/** Where the number goes, in units of the glyph. */
export function middle(index: number): number {
  return [0, 0, 0, 3.5, 0.5, 0, -3, 0, 0, 0, 0, 0][index % SHAPES.length] ?? 0;
}

/** A number from 0 to 1 as text and as a bar. */
export function bar(part: number, text: string, colour = ""): TemplateResult {
  return html`<span class="measure"><span class="number">${text}</span><span class="meter"><i style="width: ${100 * part}%; background: ${colour}"></i></span></span>`;
}

/** The glyph of a cluster in a line of text. */
export function swatch(c: Pick<Cluster, "shape" | "colour" | "ink" | "name">): TemplateResult {
  return html`<svg class="swatch" viewBox="-19 -19 38 38" aria-hidden="true">
    <path d=${shape(c.shape)} fill=${c.colour} />
    <text y=${middle(c.shape)} fill=${c.ink}>${c.name}</text>
  </svg>`;
}
