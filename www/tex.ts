// Equations as the crate states them, a small part of TeX, into MathML: `_`, `^`, `{...}`, `\frac{a}{b}`, `\{`, `\}`.
import { mathml } from "lit/html.js";

export type Maths = ReturnType<typeof mathml>;

const TOKEN = /\\frac|\\[{}]|[A-Za-z]\u0302|[A-Za-z]{2,}|\d+|\S/gu;
/** Letters that stand upright: vectors, matrices, names of distributions. */
const UPRIGHT = /^[mΣΓ𝒩]$/u;
const FENCE = /^[()|‖{}]$/u;
const BIG = /^[∑∏]$/u;

function symbol(token: string, afterOperator: boolean): Maths {
  if (/^\d/.test(token)) return mathml`<mn>${token}</mn>`;
  if (token.endsWith("\u0302")) return mathml`<mover><mi>${token[0]}</mi><mo stretchy="false">^</mo></mover>`;
  if (UPRIGHT.test(token)) return mathml`<mi mathvariant="normal">${token}</mi>`;
  if (/^\p{L}/u.test(token)) return mathml`<mi>${token}</mi>`;
  if (BIG.test(token)) return mathml`<mo largeop="false">${token}</mo>`;
  if (FENCE.test(token)) return mathml`<mo stretchy="false">${token}</mo>`;
  return token === "−" && afterOperator ? mathml`<mo form="prefix">−</mo>` : mathml`<mo>${token}</mo>`;
}

/** `text` in MathML, with k by the name of a component, and `^{(n)}` with the number of a point, or without one. */
export function maths(text: string, k = "", n = "n"): Maths {
  const numbered = text.replaceAll("^{(n)}", n && `^{(${n})}`);
  const tokens = [...numbered.matchAll(TOKEN)].map(([token]) => token);
  let at = 0;

  const group = (): Maths => {
    const parts: Maths[] = [];
    let before = "(";
    while (at < tokens.length && tokens[at] !== "}") {
      const token = tokens[at] ?? "";
      parts.push(scripted(before));
      before = token;
    }
    at++;
    return mathml`<mrow>${parts}</mrow>`;
  };

  const atom = (before: string): Maths => {
    const token = tokens[at++] ?? "";
    if (token === "{") return group();
    if (token === "\\frac") return mathml`<mfrac>${atom("")}${atom("")}</mfrac>`;
    if (token === "k" && k) return mathml`<mn>${k}</mn>`;
    return symbol(token.replace("\\", ""), /^[(={]$/.test(before));
  };

  const scripted = (before: string): Maths => {
    const under = tokens[at] === "argmin";
    const base = atom(before);
    let [low, high]: (Maths | undefined)[] = [];
    for (;;) {
      if (tokens[at] === "_" && !low) low = script();
      else if (tokens[at] === "^" && !high) high = script();
      else break;
    }
    if (low && under) return mathml`<mrow><munder>${base}${low}</munder><mspace width="0.17em"></mspace></mrow>`;
    if (low && high) return mathml`<msubsup>${base}${low}${high}</msubsup>`;
    if (low) return mathml`<msub>${base}${low}</msub>`;
    return high ? mathml`<msup>${base}${high}</msup>` : base;
  };

  const script = (): Maths => {
    at++;
    return atom("");
  };

  return group();
}
