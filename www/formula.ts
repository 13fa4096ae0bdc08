// The course's formulas in MathML, with the numbers of one point put in. Same symbols, same colours.
import { html, mathml, nothing, type TemplateResult } from "lit/html.js";
import type { Cluster, Inspection, Row, Scene } from "./types";

type Maths = ReturnType<typeof mathml>;

const mi = (x: string): Maths => mathml`<mi>${x}</mi>`;
const mn = (x: string): Maths => mathml`<mn>${x}</mn>`;
const mo = (x: string): Maths => mathml`<mo>${x}</mo>`;
const sub = (x: Maths, i: Maths): Maths => mathml`<msub>${x}${i}</msub>`;
const row = (...parts: Maths[]): Maths => mathml`<mrow>${parts}</mrow>`;
const frac = (a: Maths, b: Maths): Maths => mathml`<mfrac>${a}${b}</mfrac>`;
const sum = (i: string): Maths => mathml`<msub><mo largeop="false">∑</mo><mi>${i}</mi></msub>`;
const m = mathml`<mi mathvariant="normal">m</mi>`;
const bar = mathml`<mo stretchy="false">‖</mo>`;
const argmin = (i: Maths): Maths =>
  row(mathml`<munder><mi>argmin</mi>${i}</munder>`, mathml`<mspace width="0.17em"></mspace>`);
const apart = (k: Maths, x: Maths): Maths => row(bar, sub(m, k), mo("−"), x, bar);
const norm = (k: Maths, x: Maths): Maths => row(bar, sub(m, k), mo("−"), x, mathml`<msup>${bar}<mn>2</mn></msup>`);

/** What a hard assignment measures. */
function measure(i: Inspection, k: Maths, x: Maths): Maths {
  if (i.formula === "medoids") return apart(k, x);
  if (i.formula !== "mahalanobis" && i.formula !== "volume") return norm(k, x);
  const sigma = mathml`<mi mathvariant="normal">Σ</mi>`;
  const open = mathml`<mo stretchy="false">(</mo>`;
  const close = mathml`<mo stretchy="false">)</mo>`;
  const diff = row(x, mo("−"), sub(m, k));
  const bars = mathml`<mo stretchy="false">|</mo>`;
  return row(
    open,
    diff,
    mathml`<msup>${close}<mi>T</mi></msup>`,
    mathml`<msubsup>${sigma}${k}<mrow><mo>−</mo><mn>1</mn></mrow></msubsup>`,
    open,
    diff,
    close,
    ...(i.formula === "volume" ? [mo("+"), mi("ln"), bars, sub(sigma, k), bars] : []),
  );
}

/** A number on the ground of its cluster. */
function tinted(text: string, c: Cluster | undefined): Maths {
  return mathml`<mn class="tint" style=${c ? `background: ${c.colour}; color: ${c.ink}` : ""}>${text}</mn>`;
}

function display(...lines: Maths[]): TemplateResult[] {
  return lines.map((line) => html`<math display="block">${line}</math>`);
}

/** The argument: x of a point carries its number, x of a place does not. */
function argument(i: Inspection): Maths {
  return i.kind === "point"
    ? mathml`<msup><mi>x</mi><mrow><mo stretchy="false">(</mo><mn>${i.index + 1}</mn><mo stretchy="false">)</mo></mrow></msup>`
    : mi("x");
}

function responsibility(i: Inspection, k: Maths): Maths {
  return i.kind === "point"
    ? mathml`<msubsup><mi>r</mi>${k}<mrow><mo stretchy="false">(</mo><mn>${i.index + 1}</mn><mo stretchy="false">)</mo></mrow></msubsup>`
    : sub(mi("r"), k);
}

/** a + b + c, or the sum alone where the terms would not fit. */
function terms(rows: Row[], clusters: Cluster[], total: string): Maths {
  if (rows.length > 4 || rows.reduce((n, r) => n + r.product.length, 0) > 24) return mn(total);
  return row(...rows.flatMap((r, i) => [...(i ? [mo("+")] : []), tinted(r.product, clusters[r.k])]));
}

function kmeans(i: Inspection, clusters: Cluster[], chosen: Row): Maths[] {
  const x = argument(i);
  const best = i.rows[i.label];
  const k = mn(clusters[chosen.k]?.name ?? "");
  const few = i.rows.reduce((n, r) => n + r.energy.length, 0) <= 16;
  return [
    row(mathml`<mover><mi>k</mi><mo stretchy="false">^</mo></mover>`, mo("="), argmin(mi("j")), measure(i, mi("j"), x)),
    row(
      mo("="),
      mi("argmin"),
      mathml`<mo stretchy="false">{</mo>`,
      ...(few
        ? i.rows.flatMap((r, n) => [...(n ? [mo(",")] : []), tinted(r.energy, clusters[r.k])])
        : [tinted(best?.energy ?? "", clusters[i.label]), mo(","), mo("…")]),
      mathml`<mo stretchy="false">}</mo>`,
    ),
    row(
      mo("="),
      tinted(clusters[i.label]?.name ?? "", clusters[i.label]),
      mo(","),
      mathml`<mspace width="0.6em"></mspace>`,
      responsibility(i, k),
      mo("="),
      mn(chosen.rText),
    ),
  ];
}

function soft(i: Inspection, clusters: Cluster[], chosen: Row): Maths[] {
  const c = clusters[chosen.k];
  const x = argument(i);
  const term = (k: Maths): Maths =>
    row(
      mi("exp"),
      mathml`<mo stretchy="false">(</mo>`,
      mathml`<mo form="prefix">−</mo>`,
      mi("β"),
      norm(k, x),
      mathml`<mo stretchy="false">)</mo>`,
    );
  const k = mn(c?.name ?? "");
  return [
    row(responsibility(i, k), mo("="), frac(term(k), row(sum("j"), term(mi("j"))))),
    row(
      mo("="),
      frac(
        row(
          mi("exp"),
          mathml`<mo stretchy="false">(</mo>`,
          tinted(chosen.exponent, c),
          mathml`<mo stretchy="false">)</mo>`,
        ),
        terms(i.rows, clusters, i.normaliser),
      ),
    ),
    row(mo("="), mn(chosen.rText)),
  ];
}

function mixture(i: Inspection, clusters: Cluster[], chosen: Row, gaussian: boolean): Maths[] {
  const c = clusters[chosen.k];
  const x = argument(i);
  const density = (k: Maths): Maths =>
    gaussian
      ? row(
          mathml`<mi mathvariant="normal">𝒩</mi>`,
          mathml`<mo stretchy="false">(</mo>`,
          x,
          mathml`<mo stretchy="false">|</mo>`,
          sub(mi("μ"), k),
          mo(","),
          sub(mathml`<mi mathvariant="normal">Σ</mi>`, k),
          mathml`<mo stretchy="false">)</mo>`,
        )
      : row(
          mi("p"),
          mathml`<mo stretchy="false">(</mo>`,
          x,
          mathml`<mo stretchy="false">|</mo>`,
          sub(mi("μ"), k),
          mathml`<mo stretchy="false">)</mo>`,
        );
  const k = mn(c?.name ?? "");
  const posterior = row(
    mi("p"),
    mathml`<mo stretchy="false">(</mo>`,
    mi("z"),
    mo("="),
    k,
    mathml`<mo stretchy="false">|</mo>`,
    x,
    mathml`<mo stretchy="false">)</mo>`,
  );
  return [
    row(
      posterior,
      mo("="),
      frac(row(sub(mi("π"), k), density(k)), row(sum("j"), sub(mi("π"), mi("j")), density(mi("j")))),
    ),
    row(
      mo("="),
      frac(row(tinted(chosen.weight, c), mo("·"), tinted(chosen.density, c)), terms(i.rows, clusters, i.normaliser)),
    ),
    row(mo("="), mn(chosen.rText)),
  ];
}

/** How the centre came where it is: the refit. */
function refit(i: Inspection, c: Cluster): Maths[] {
  const k = mn(c.name);
  const at = row(mo("="), mathml`<mtext>\u00a0(${c.coordinates})</mtext>`);
  if (i.formula === "online")
    return [
      row(
        sub(m, k),
        mo("←"),
        sub(m, k),
        mo("+"),
        mi("η"),
        mathml`<mo stretchy="false">(</mo>`,
        mi("x"),
        mo("−"),
        sub(m, k),
        mathml`<mo stretchy="false">)</mo>`,
      ),
      at,
    ];
  if (i.formula === "gradient")
    return [
      row(
        sub(mi("μ"), k),
        mo("←"),
        sub(mi("μ"), k),
        mo("+"),
        frac(mi("η"), mi("N")),
        frac(row(mo("∂"), mi("log"), mi("p")), row(mo("∂"), sub(mi("μ"), k))),
      ),
      at,
    ];
  const r = mathml`<msubsup><mi>r</mi>${k}<mrow><mo stretchy="false">(</mo><mi>n</mi><mo stretchy="false">)</mo></mrow></msubsup>`;
  const x = mathml`<msup><mi>x</mi><mrow><mo stretchy="false">(</mo><mi>n</mi><mo stretchy="false">)</mo></mrow></msup>`;
  if (i.formula === "medoids")
    return [
      row(
        sub(m, k),
        mo("="),
        argmin(mi("m")),
        sum("n"),
        r,
        mathml`<mspace width="0.17em"></mspace>`,
        bar,
        mi("m"),
        mo("−"),
        x,
        bar,
      ),
      at,
    ];
  const mean = c.weight === null ? m : mi("μ");
  const lines = [row(sub(mean, k), mo("="), frac(row(sum("n"), r, x), row(sum("n"), r))), at];
  if (c.weight !== null)
    lines.push(row(sub(mi("π"), k), mo("="), frac(sub(mi("N"), k), mi("N")), mo("="), mn(c.weightText)));
  return lines;
}

/** The formula for what is taken apart, with `chosen` spelt out. */
export function formula(i: Inspection, scene: Scene, chosen: Row): TemplateResult[] | typeof nothing {
  const { clusters } = scene;
  const own = clusters[i.index];
  if (i.kind === "centre") return own ? display(...refit(i, own)) : nothing;
  if (i.formula === "soft") return display(...soft(i, clusters, chosen));
  if (i.formula !== "mixture") return display(...kmeans(i, clusters, chosen));
  return display(...mixture(i, clusters, chosen, (scene.held + scene.optimised).includes("Σ")));
}
