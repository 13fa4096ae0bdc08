// The package in Node, which has no fetch for files: the same, but that init reads the bytes itself.
import { readFile } from "node:fs/promises";
import start from "./mixtape.js";

export * from "./mixtape.js";

export default (source) => start(source ?? { module_or_path: readFile(new URL("mixtape_bg.wasm", import.meta.url)) });
