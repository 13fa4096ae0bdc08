import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

/** How long after the last change the build begins, in milliseconds: an editor saves several files at once. */
const SETTLE = 100;

/**
 * `cargo xtask dev`: when the crate changes, its bindings are built anew. They lie in www/, so Vite then reloads the
 * page as it does for any other file. What the compiler says against a change stands over the page.
 */
export const crate: Plugin = {
  name: "crate",
  apply: "serve",
  configureServer({ config, watcher, ws }) {
    const root = dirname(config.root);
    const sources = [join(root, "src"), join(root, "Cargo.toml")];
    let timer: NodeJS.Timeout | undefined;
    let building = false;
    let again = false;

    const build = (): void => {
      if (building) {
        again = true;
        return;
      }
      building = true;
      const cargo = spawn("cargo", ["xtask", "draft"], { cwd: root, stdio: ["ignore", "inherit", "pipe"] });
      let said = "";
      cargo.stderr.on("data", (text: Buffer) => {
        process.stderr.write(text);
        said += text;
      });
      cargo.on("close", (code) => {
        building = false;
        if (code !== 0) ws.send({ type: "error", err: { message: said, stack: "" } });
        if (again) build();
        again = false;
      });
    };

    watcher.add(sources);
    watcher.on("all", (_, path) => {
      if (!sources.some((source) => path.startsWith(source))) return;
      clearTimeout(timer);
      timer = setTimeout(build, SETTLE);
    });
  },
};
