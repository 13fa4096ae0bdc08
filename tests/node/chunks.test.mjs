// An entry is run once by those who start it. A browser may run it again for a chunk that imports it (WebKit does, in
// workers): then its state is there twice, and half of it empty. So what chunks share lies in chunks of their own.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const scripts = readdirSync("dist/assets").filter((name) => name.endsWith(".js"));
const text = new Map(scripts.map((name) => [name, readFileSync(`dist/assets/${name}`, "utf8")]));

/** The files that the first group of `pattern` names in `source`. */
const named = (source, pattern) => [...source.matchAll(pattern)].map(([, path]) => path.split("/").pop());

const entries = new Set([
  ...named(readFileSync("dist/index.html", "utf8"), /<script[^>]*\ssrc="([^"]+)"/g),
  ...[...text.values()].flatMap((source) => named(source, /new Worker\(\s*new URL\(\s*["'`]([^"'`]+)/g)),
]);

/** Everything that a file imports, at once or later. */
const imports = (source) => named(source, /(?:\bfrom|\bimport)\s*\(?\s*["'`](\.[^"'`]+\.js)["'`]/g);

test("the page's entry and those of both workers are found, and imports are", () => {
  assert.equal(entries.size, 3, [...entries].join());
  for (const entry of entries) assert.ok(text.has(entry), entry);
  const found = new Set([...text.values()].flatMap(imports));
  assert.ok(found.size >= 10, [...found].join());
  for (const name of found) assert.ok(text.has(name), name);
});

for (const [name, source] of text) {
  test(`${name} imports no entry`, () => {
    assert.deepEqual(
      imports(source).filter((path) => entries.has(path)),
      [],
    );
  });
}
