// The three engines and the page they open, started once for all tests.
import { test as base } from "@playwright/test";
import { program, until, type Driver } from "./driver";
import { Puppet } from "./puppets";
import { serve, type Site } from "./site";
import { WebKit } from "./webkit";

/** What is written on the page, and the state behind it. */
export interface Seen {
  told: Record<string, string[]>;
  digest: string;
  wrongs: string[];
}

interface Engines {
  site: Site;
  chromium: Driver;
  firefox: Driver;
  webkit: Driver;
}

/** One for a worker, given back at its end. */
function one<T extends { close(): unknown }>(
  start: () => Promise<T>,
): [(needs: object, use: (it: T) => Promise<void>) => Promise<void>, { scope: "worker"; timeout: number }] {
  return [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern.
    async ({}, use) => {
      const it = await start();
      await use(it);
      await it.close();
    },
    { scope: "worker", timeout: 60_000 },
  ];
}

export const test = base.extend<object, Engines>({
  site: one(serve),
  chromium: one(() => Puppet.start("Chromium", "chrome", program("CHROMIUM"))),
  firefox: one(() => Puppet.start("Firefox", "firefox", program("FIREFOX"))),
  webkit: one(() => WebKit.start()),
});

/** The digest of the run; it comes when all that was asked before is done. */
const DIGEST = `new Promise((resolve) => {
  addEventListener("mixtape-digest", (event) => resolve(event.detail), { once: true });
  dispatchEvent(new Event("mixtape-ask-digest"));
})`;

const painted = (value: string): string =>
  `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(${value}))))`;

/** Opens a link and waits until the playground, or a room, is there. */
export async function open(driver: Driver, url: string): Promise<void> {
  await driver.open(url);
  await until(driver, `document.querySelector("#transport .main") || document.body.dataset.room`);
}

/** Waits until all that was asked of the run is done and shown; its digest, "" in a room. */
export function settle(driver: Driver): Promise<string> {
  return driver.evaluate<string>(
    `"room" in document.body.dataset ? "" : ${DIGEST}.then((digest) => ${painted("digest")})`,
  );
}

/** What is seen now that all that was asked is done. */
export async function look(driver: Driver, selectors: string[]): Promise<Seen> {
  const digest = await settle(driver);
  const text = `(selector) => [...document.querySelectorAll(selector)].map((e) => e.textContent.replace(/\\s+/g, " ").trim())`;
  const told = `Object.fromEntries(${JSON.stringify(selectors)}.map((selector) => [selector, (${text})(selector)]))`;
  return driver.evaluate<Seen>(`({ told: ${told}, digest: ${JSON.stringify(digest)}, wrongs })`);
}

/** The share of the most frequent colour in a picture: near 1 when it is blank. Chromium reads it for all engines. */
export function plain(chromium: Driver, png: string): Promise<number> {
  return chromium.evaluate<number>(`(async () => {
    const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64,${png}")).blob());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const seen = new Map();
    const all = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
    for (const rgba of all) seen.set(rgba, (seen.get(rgba) ?? 0) + 1);
    return Math.max(...seen.values()) / all.length;
  })()`);
}
