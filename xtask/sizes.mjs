// What users download, compressed as a server would, against the budget.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

// The page's is what users were promised. The wasm's keeps what has been won: lower it whenever it can be.
const PAGE_BUDGET = 160 * 1024;
const WASM_BUDGET = 132 * 1024;

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const files = (dir) =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });

// What the first picture needs is what index.html and those it names name: the rest is fetched when it is asked for.
const text = (path) => (/\.(html|js|css)$/.test(path) ? readFileSync(path, "utf8") : "");
const ONE_FILE = "dist/mixtape.html";
const all = files("dist").filter((path) => path !== ONE_FILE);
const first = new Set(["dist/index.html"]);
// Data files are named by the worker, and fetched when a link needs them.
for (const path of first) {
  // import("./x.js") is not yet asked for; neither is what only such a file names.
  const now = text(path)
    .replace(/import\([^)]*\)/g, "")
    .replace(/__vite__mapDeps[^;]*;/g, "");
  for (const other of all) if (!other.endsWith(".bin") && now.includes(other.split("/").pop())) first.add(other);
}
let page = 0;
let later = 0;
let wasm = 0;
const kib = (n) => `${(n / 1024).toFixed(1)} KiB`.padStart(11);
console.log(`${"  file (* = before the first picture)".padEnd(44)}        raw     brotli`);
for (const path of files("dist").sort()) {
  const bytes = readFileSync(path);
  const small = brotli(bytes);
  console.log(`${first.has(path) ? "*" : " "} ${path.padEnd(42)}${kib(bytes.length)}${kib(small)}`);
  if (path === ONE_FILE) continue;
  if (!first.has(path)) {
    later += small;
    continue;
  }
  page += small;
  if (path.endsWith(".wasm")) wasm += small;
}
console.log(`${"the page".padEnd(44)}${" ".repeat(11)}${kib(page)}  (at most ${kib(PAGE_BUDGET).trim()})`);
console.log(`${"fetched when asked for".padEnd(44)}${" ".repeat(11)}${kib(later)}`);
console.log(`${"its wasm".padEnd(44)}${" ".repeat(11)}${kib(wasm)}  (at most ${kib(WASM_BUDGET).trim()})`);
if (page > PAGE_BUDGET || wasm > WASM_BUDGET) {
  console.error("over the size budget");
  process.exit(1);
}
