// The examples are copied by users, so each one is run, and prints what it says at its end.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { before, test } from "node:test";

/** A folder of a user's own, with the package in it as npm would put it. */
const HOME = "target/examples";

const run = (program, words) => execFileSync(program, words, { stdio: ["ignore", "pipe", "inherit"] }).toString();

/** The comment at the end of an example, below "Prints:". */
function promised(text) {
  const [, lines] = /^\/\/ Prints:\n((?:\/\/.*\n)+)$/m.exec(text) ?? [];
  return lines?.replace(/^\/\/ ?/gm, "");
}

const files = readdirSync("examples").map((name) => join("examples", name));
const told = files.filter((file) => promised(readFileSync(file, "utf8")));

before(() => {
  rmSync(HOME, { recursive: true, force: true });
  mkdirSync(HOME, { recursive: true });
  cpSync("pkg", join(HOME, "node_modules/mixtape"), { recursive: true });
});

test("there are examples in both languages, and every one in JavaScript says what it prints", () => {
  assert.ok(told.some((file) => file.endsWith(".rs")));
  const scripts = files.filter((file) => file.endsWith(".mjs"));
  assert.ok(scripts.length > 0);
  assert.deepEqual(
    scripts.filter((file) => !told.includes(file)),
    [],
  );
});

for (const file of told) {
  test(`${file} prints what it says`, () => {
    const name = basename(file);
    if (name.endsWith(".mjs")) copyFileSync(file, join(HOME, name));
    const said = name.endsWith(".mjs")
      ? run("node", [join(HOME, name)])
      : run("cargo", ["run", "--quiet", "--example", basename(name, ".rs")]);
    assert.equal(said, promised(readFileSync(file, "utf8")));
  });
}

test("the package holds its README and its licence", () => {
  assert.equal(readFileSync("pkg/README.md", "utf8"), readFileSync("npm/README.md", "utf8"));
  assert.equal(readFileSync("pkg/LICENSE", "utf8"), readFileSync("LICENSE", "utf8"));
});
