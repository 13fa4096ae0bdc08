// Styles that come with a part of the page stay when one leaves it: they must not reach what is outside that part.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

/** Where each stylesheet's rules begin. */
const ROOTS =
  /^(?:\.room|\.gallery|\.scene-card|#section-scene|\.dock|\[data-beside\]|#predict|\.help|\.predict|\.asked|\.words:has\(> \.asked\)|:is\(\.side-name, \.beside, \.rings\)|\.control:has\(> \[id="control-vs\.rung"\]\)|\[id="control-vs\.rung"\])(?![\w-])/;

/** The selectors of all rules that lie in no other rule. */
function selectors(css) {
  const found = [];
  const rules = (text) => {
    let from = 0;
    for (let open = text.indexOf("{"); open >= 0; open = text.indexOf("{", from)) {
      let [at, depth] = [open + 1, 1];
      for (; depth; at++) depth += { "{": 1, "}": -1 }[text[at]] ?? 0;
      const head = text.slice(from, open).trim();
      if (/^@(?:media|supports)/.test(head)) rules(text.slice(open + 1, at - 1));
      else if (!head.startsWith("@")) found.push(...head.split(/,(?![^(]*\))/).map((s) => s.trim()));
      from = at;
    }
  };
  rules(css.replace(/\/\*.*?\*\//gs, ""));
  return found;
}

const files = readdirSync("www", { recursive: true }).map((name) => join("www", name));
const late = files
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/^import "(\..*\.css)";$/gm)].map(([, css]) =>
      normalize(join(dirname(file), css)),
    ),
  );

test("the stylesheets that come later are found", () => {
  assert.ok(new Set(late).size >= 9, late.join());
});

for (const css of new Set(late)) {
  test(`${css} keeps to its own part of the page`, () => {
    const astray = selectors(readFileSync(css, "utf8")).filter((selector) => !ROOTS.test(selector));
    assert.deepEqual(astray, []);
  });
}
