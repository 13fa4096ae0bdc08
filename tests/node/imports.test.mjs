// No module of the page needs itself to be there first: the imports that are run at once form no cycle.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

/** What one module's text imports at once: a type is gone before anything is run, and import() comes later. */
function imports(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const statement = /^(?:import|export)\s(?!type\s)(?:([^"';]*?)\sfrom\s*)?"(\.[^"?]+)(?:\?[^"]*)?"/gm;
  const onlyTypes = (names) =>
    /^\{[^}]*\}$/.test(names) &&
    names
      .slice(1, -1)
      .split(",")
      .every((n) => /^\s*(?:type\s|$)/.test(n));
  return [...code.matchAll(statement)]
    .filter(([, names]) => !names || !onlyTypes(names.trim()))
    .map(([, , path]) => path);
}

/** Groups of modules each of which leads to every other one (Tarjan). */
function knots(graph) {
  const [order, low, stack, found] = [new Map(), new Map(), [], []];
  const visit = (at) => {
    order.set(at, order.size);
    low.set(at, order.get(at));
    stack.push(at);
    for (const to of graph.get(at) ?? []) {
      if (!order.has(to)) visit(to);
      if (stack.includes(to)) low.set(at, Math.min(low.get(at), low.get(to)));
    }
    if (low.get(at) !== order.get(at)) return;
    const knot = stack.splice(stack.indexOf(at));
    if (knot.length > 1 || graph.get(at)?.includes(at)) found.push(knot.sort());
  };
  for (const at of graph.keys()) if (!order.has(at)) visit(at);
  return found;
}

const files = readdirSync("www", { recursive: true })
  .map((name) => join("www", name))
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));

/** What a module's text calls "./x" is x.ts beside it; other names are of styles, pictures and what is built. */
const near = (file) => imports(readFileSync(file, "utf8")).map((path) => `${normalize(join(dirname(file), path))}.ts`);
const graph = new Map(files.map((file) => [file, near(file).filter((path) => files.includes(path))]));

test("imports are read as they are written", () => {
  const text = `
    // import "./comment";
import { a, type B } from "./a";
import {
  c,
} from "./c";
import type { D } from "./d";
import { type E, type F } from "./e";
import G from "./g?worker";
import "./h.css";
export { i } from "./i";
export type { J } from "./j";
const k = () => import("./k");
import { l } from "elsewhere/l";`;
  assert.deepEqual(imports(text), ["./a", "./c", "./g", "./h.css", "./i"]);
});

test("a knot is found, and what hangs on it is none", () => {
  const edges = { a: ["b"], b: ["c", "d"], c: ["a"], d: [], e: ["a"], f: ["f"] };
  assert.deepEqual(knots(new Map(Object.entries(edges))), [["a", "b", "c"], ["f"]]);
});

test("the page's modules and their imports are found", () => {
  assert.ok(files.length > 60, `${files.length} modules`);
  assert.ok(graph.get(join("www", "main.ts")).length > 10, "imports of main.ts");
});

test("the imports of www/ form no cycle", () => {
  assert.deepEqual(knots(graph), []);
});
