// The package as npm hands it out: packed, installed in an empty folder, and used as the READMEs say, in Node, in a page
// without tools, and through bundlers.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import * as esbuild from "esbuild";
import * as vite from "vite";

const HOME = resolve("target/packed");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** The code of a README that begins by importing the package. */
function code(readme) {
  const [, block] = /```js\n(import init[\s\S]*?)```/.exec(readFileSync(readme, "utf8"));
  return block;
}
const READMES = { readme: "README.md", own: "npm/README.md" };

let browser;
let server;
let base;

before(async () => {
  rmSync(HOME, { recursive: true, force: true });
  mkdirSync(HOME, { recursive: true });
  const npm = (...words) =>
    execFileSync("npm", words, { cwd: HOME, stdio: ["ignore", "pipe", "inherit"] })
      .toString()
      .trim();
  const tarball = npm("pack", "--silent", resolve("pkg"));
  writeFileSync(join(HOME, "package.json"), '{ "private": true, "type": "module" }');
  npm("install", "--offline", "--no-audit", "--no-fund", `./${tarball}`);
  for (const [name, readme] of Object.entries(READMES)) {
    writeFileSync(join(HOME, `${name}.js`), `${code(readme)}\nexport { model };\n`);
    writeFileSync(
      join(HOME, `${name}.main.js`),
      `import("./${name}.js").then(({ model }) => (globalThis.told = ${told}(model)), (error) => (globalThis.told = String(error)));\n`,
    );
    writeFileSync(
      join(HOME, `${name}.bundled.html`),
      `<!doctype html><script type="module" src="./${name}.main.js"></script>`,
    );
    const map = { imports: { mixtape: "./node_modules/mixtape/mixtape.js" } };
    writeFileSync(
      join(HOME, `${name}.html`),
      `<!doctype html><script type="importmap">${JSON.stringify(map)}</script><script type="module" src="./${name}.main.js"></script>`,
    );
  }
  server = createServer((request, response) => {
    try {
      const bytes = readFileSync(join(HOME, decodeURI(new URL(request.url, "http://here").pathname)));
      response.writeHead(200, { "Content-Type": TYPES[extname(request.url)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  base = await listening(server);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
});

after(async () => {
  await browser?.close();
  server?.close();
});

function listening(server) {
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(`http://127.0.0.1:${server.address().port}/`)));
}

/** What the code of a README leaves behind, of an object that was perhaps freed. */
function told(model) {
  try {
    return `${model.n} points, ${model.k} components, labels ${[...new Set(model.labels())].sort()}`;
  } catch (error) {
    return error.code;
  }
}
const WANTED = { readme: "6 points, 2 components, labels 0,1", own: "freed" };

/** What a page says when its module has run. */
async function says(url) {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    await page.waitForFunction(() => globalThis.told !== undefined);
    return await page.evaluate(() => globalThis.told);
  } finally {
    await page.close();
  }
}

for (const name of Object.keys(READMES)) {
  test(`${READMES[name]}: its lines work in Node`, async () => {
    const { model } = await import(pathToFileURL(join(HOME, `${name}.js`)));
    assert.equal(told(model), WANTED[name]);
  });

  test(`${READMES[name]}: its lines work in a page with an import map`, async () => {
    assert.equal(await says(`${base}${name}.html`), WANTED[name]);
  });

  test(`${READMES[name]}: its lines work built by Vite`, async () => {
    const outDir = join(HOME, `vite-${name}`);
    await vite.build({
      root: HOME,
      base: "./",
      configFile: false,
      logLevel: "error",
      build: { outDir, rolldownOptions: { input: join(HOME, `${name}.bundled.html`) } },
    });
    assert.ok(readdirSync(join(outDir, "assets")).some((file) => file.endsWith(".wasm")));
    assert.equal(await says(`${base}vite-${name}/${name}.bundled.html`), WANTED[name]);
  });
}

test("README.md: its lines work on Vite's server", async () => {
  const dev = await vite.createServer({
    root: HOME,
    configFile: false,
    logLevel: "error",
    cacheDir: join(HOME, "vite-cache"),
    appType: "mpa",
    server: { middlewareMode: true, ws: false },
  });
  const front = createServer(dev.middlewares);
  try {
    assert.equal(await says(`${await listening(front)}readme.bundled.html`), WANTED.readme);
  } finally {
    front.close();
    await dev.close();
  }
});

test("esbuild bundles it, and finds the wasm beside the bundle, where its users put it", async () => {
  const outdir = join(HOME, "esbuild");
  await esbuild.build({
    absWorkingDir: HOME,
    entryPoints: ["readme.main.js"],
    bundle: true,
    format: "esm",
    outdir,
    logLevel: "error",
  });
  writeFileSync(join(outdir, "index.html"), '<!doctype html><script type="module" src="./readme.main.js"></script>');
  assert.match(
    await says(`${base}esbuild/index.html`),
    /mixtape_bg\.wasm cannot be loaded: .* init\(\{ module_or_path \}\)/,
  );
  copyFileSync(join(HOME, "node_modules/mixtape/mixtape_bg.wasm"), join(outdir, "mixtape_bg.wasm"));
  assert.equal(await says(`${base}esbuild/index.html`), WANTED.readme);
});

test("the wasm may lie elsewhere: init says where", async () => {
  const {
    default: init,
    KMeans,
    randomSeed,
  } = await import(`${pathToFileURL(join(HOME, "node_modules/mixtape/mixtape.js")).href}?elsewhere`);
  assert.throws(randomSeed, { code: "not-initialised" });
  await init({ module_or_path: readFileSync(join(HOME, "node_modules/mixtape/mixtape_bg.wasm")) });
  assert.equal(new KMeans([0, 1], 1, { k: 2 }).k, 2);
});

test("it brings what a package should: a README, a licence, types", () => {
  const files = readdirSync(join(HOME, "node_modules/mixtape")).sort();
  assert.deepEqual(files, [
    "LICENSE",
    "README.md",
    "glue.js",
    "mixtape.d.ts",
    "mixtape.js",
    "mixtape_bg.wasm",
    "mixtape_bg.wasm.d.ts",
    "node.js",
    "package.json",
    "read.js",
  ]);
  writeFileSync(
    join(HOME, "typed.ts"),
    `import init, { KMeans, type MixtapeError, type StepReport } from "mixtape";
await init();
const model = new KMeans(new Float32Array(8), 2, { k: 2, init: { means: [[0, 0], new Float32Array(2)] } });
const report: StepReport | undefined = model.run(3);
export const freed: MixtapeError["code"] = report ? "freed" : "not-initialised";
`,
  );
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: "nodenext",
    target: "es2023",
    lib: ["es2023", "dom", "esnext.disposable"],
    types: [],
    skipLibCheck: false,
  };
  writeFileSync(join(HOME, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["typed.ts"] }));
  execFileSync(resolve("node_modules/.bin/tsc"), ["--project", HOME], { stdio: "inherit" });
});
