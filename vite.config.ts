import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { crate } from "./vite.dev.ts";

/** In the single file there is no second file to start a worker from: it is inlined. */
const inlineWorkers: Plugin = {
  name: "inline-workers",
  enforce: "pre",
  resolveId(source, importer) {
    if (!source.endsWith("?worker")) return null;
    return this.resolve(`${source}&inline`, importer, { skipSelf: true });
  },
};

/** Vite leaves icons out of what it inlines. */
const inlineIcon: Plugin = {
  name: "inline-icon",
  transformIndexHtml: {
    order: "pre",
    handler: (html) =>
      html.replace(
        "./favicon.svg",
        `data:image/svg+xml,${encodeURIComponent(readFileSync("www/favicon.svg", "utf8"))}`,
      ),
  },
};

const ENTRY = /(?:\.html|\/main\.ts|\/worker\.ts)$/;

/**
 * An entry holds its own module alone; what else it needs at once is one chunk beside it. So no later chunk imports an
 * entry: WebKit would run it a second time, and its state would be there twice.
 */
const apart = {
  codeSplitting: { groups: [{ name: "core", tags: ["$initial" as const], test: (id: string) => !ENTRY.test(id) }] },
};

/** `vite build` makes the site, `vite build --mode single` the one file. */
export default defineConfig(({ mode }) => {
  const single = mode === "single";
  return {
    root: "www",
    base: "./",
    publicDir: single ? false : "public",
    plugins: single ? [inlineWorkers, inlineIcon, viteSingleFile({ removeViteModuleLoader: true })] : [crate],
    // Classic workers start from file:// too; module workers do not.
    worker: single ? { format: "iife" } : { format: "es", rolldownOptions: { output: apart } },
    build: {
      outDir: single ? "../target/single" : "../dist",
      emptyOutDir: true,
      target: "es2023",
      assetsInlineLimit: single ? Number.MAX_SAFE_INTEGER : 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      ...(single ? {} : { rolldownOptions: { output: apart } }),
    },
    preview: { headers: { "Cache-Control": "no-cache" } },
  };
});
