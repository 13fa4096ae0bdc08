// The built page for the engines: over http from a server of its own, and as the one file. Both begin with a script
// that keeps every error, for WebDriver has no way to ask for the console.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const WATCH = `<script>
window.wrongs = [];
addEventListener("error", (e) => wrongs.push(e.message || "not loaded: " + (e.target.src || e.target.href)), true);
addEventListener("unhandledrejection", (e) => wrongs.push(String(e.reason)));
{
  const { error } = console;
  console.error = (...words) => {
    wrongs.push(words.join(" "));
    error(...words);
  };
}
</script>`;

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
};

/** Says when the first picture has been drawn. */
const DRAWN = `<script>
new PerformanceObserver((list) => {
  if (list.getEntriesByName("first-picture").length) void fetch("drawn");
}).observe({ type: "mark", buffered: true });
</script>`;

function watched(path: string): string {
  return readFileSync(path, "utf8").replace("<head>", `<head>${WATCH}`);
}

export interface Site {
  http: string;
  /** The same, but the stylesheet comes after the first picture. */
  late: string;
  /** The one file. */
  file: string;
  close(): void;
}

export async function serve(): Promise<Site> {
  let drawn = (): void => {};
  let styles: Promise<void> = Promise.resolve();
  const bytes = (path: string, late: boolean): string | Buffer | null => {
    if (path !== "/") return existsSync(`dist${path}`) ? readFileSync(`dist${path}`) : null;
    const html = watched("dist/index.html");
    return late ? html.replace("<head>", `<head>${DRAWN}`).replaceAll('.css"', '.css?late"') : html;
  };
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://site");
    const late = search === "?late";
    const answer = (): void => {
      const body = bytes(pathname, late);
      const type = TYPES[pathname === "/" ? ".html" : extname(pathname)] ?? "application/octet-stream";
      response.writeHead(body === null ? 404 : 200, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
    };
    if (pathname === "/drawn") {
      drawn();
      response.writeHead(204).end();
    } else if (late && pathname !== "/") {
      void styles.then(answer);
    } else {
      if (late) styles = new Promise((resolve) => (drawn = resolve));
      answer();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the test server has no port");
  mkdirSync("target/engines", { recursive: true });
  const file = resolve("target/engines/mixtape.html");
  writeFileSync(file, watched("dist/mixtape.html"));
  return {
    http: `http://127.0.0.1:${address.port}/`,
    late: `http://127.0.0.1:${address.port}/?late`,
    file: pathToFileURL(file).href,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
