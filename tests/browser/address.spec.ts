// The address bar: what a person writes there is never lost.
import { expect, test } from "@playwright/test";
import { at, caption, link, open } from "./stage";

declare global {
  /** The timers that are still to come, by their numbers. */
  var due: Map<number, () => void>;
}

test("a link that is opened while the address is about to be written is opened", async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.due = new Map();
    const { setTimeout: set, clearTimeout: clear } = globalThis;
    const kept = (what: () => void, ms?: number): number => {
      const id = set(() => {
        if (globalThis.due.delete(id)) what();
      }, ms) as unknown as number;
      globalThis.due.set(id, what);
      return id;
    };
    globalThis.setTimeout = kept as unknown as typeof setTimeout;
    globalThis.clearTimeout = (id) => {
      globalThis.due.delete(Number(id));
      clear(id);
    };
  });
  await open(page, "d=faithful&m=kmeans&k=3");
  await page.keyboard.press("ArrowRight");
  await at(page, 1);
  await page.keyboard.press("ArrowRight");
  await at(page, 2);
  // Before the browser tells of the new address, the time has come to write the one of the last half-step.
  await page.evaluate(() => {
    location.hash = "d=iris&m=kmeans&k=3";
    for (const [id, what] of globalThis.due) {
      globalThis.due.delete(id);
      what();
    }
  });
  await expect(caption(page)).toContainText("Iris");
  await expect.poll(() => link(page)).toContain("d=iris");
});
