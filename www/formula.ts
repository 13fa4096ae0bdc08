// What the crate says of a model in symbols, and below it the same with the numbers of one point put in.
import { html, mathml, type TemplateResult } from "lit/html.js";
import { maths, type Maths } from "./tex";
import type { Cluster, Inspection, Row, Scene } from "./types";

const row = (...parts: Maths[]): Maths => mathml`<mrow>${parts}</mrow>`;
const frac = (a: Maths, b: Maths): Maths => mathml`<mfrac>${a}${b}</mfrac>`;

/** A number on the ground of its cluster. */
function tinted(text: string, c: Cluster | undefined): Maths {
  return mathml`<mn class="tint" style=${c ? `background: ${c.colour}; color: ${c.ink}` : ""}>${text}</mn>`;
}

/** a + b + c, or the sum alone where the terms would not fit. */
function terms(rows: Row[], clusters: Cluster[], total: string): Maths {
  if (rows.length > 4 || rows.reduce((n, r) => n + r.product.length, 0) > 24) return mathml`<mn>${total}</mn>`;
  return row(...rows.flatMap((r, i) => [...(i ? [maths("+")] : []), tinted(r.product, clusters[r.k])]));
}

/** The least of the numbers, and whose it is. */
function least(i: Inspection, clusters: Cluster[]): Maths[] {
  const few = i.rows.reduce((n, r) => n + r.energy.length, 0) <= 16;
  const best = tinted(i.rows[i.label]?.energy ?? "", clusters[i.label]);
  const shown = few
    ? i.rows.flatMap((r, n) => [...(n ? [maths(",")] : []), tinted(r.energy, clusters[r.k])])
    : [best, maths(", …")];
  return [
    row(maths("= argmin"), maths("\\{"), ...shown, maths("\\}")),
    row(maths("="), tinted(clusters[i.label]?.name ?? "", clusters[i.label])),
  ];
}

/** The part of one component in the sum of all. */
function share(i: Inspection, clusters: Cluster[], chosen: Row): Maths[] {
  const c = clusters[chosen.k];
  const part = chosen.exponent
    ? row(maths("exp("), tinted(chosen.exponent, c), maths(")"))
    : row(tinted(chosen.weight, c), maths("·"), tinted(chosen.density, c));
  return [
    row(maths("="), frac(part, terms(i.rows, clusters, i.normaliser))),
    row(maths("="), mathml`<mn>${chosen.rText}</mn>`),
  ];
}

/** The formula for what is taken apart, with `chosen` spelt out. */
export function formula(i: Inspection, { clusters }: Scene, chosen: Row): TemplateResult[] {
  const show = (lines: Maths[]): TemplateResult[] => lines.map((line) => html`<math display="block">${line}</math>`);
  if (i.kind === "centre") return show(i.refit.map((text) => maths(text, clusters[i.index]?.name)));
  const name = clusters[chosen.k]?.name;
  const number = i.kind === "point" ? String(i.index + 1) : "";
  return show([
    maths(i.assignment, name, number),
    ...(chosen.product ? share(i, clusters, chosen) : least(i, clusters)),
    ...(i.density ? i.density.split("\n").map((text) => maths(text, name)) : []),
  ]);
}
