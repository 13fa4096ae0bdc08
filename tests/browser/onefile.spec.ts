// The page in one file, opened from a disk: everything is in it, and there is a picture at once.
import { expect, test } from "@playwright/test";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { plain } from "./stage";

const FILE = pathToFileURL(resolve("dist/mixtape.html")).href;

for (const [name, link, places] of [
  ["a run", "v=1&d=faithful&t=3", ["#stage"]],
  ["two sides", "scene=mahalanobis", ["#stage", "#beside"]],
  ["a room", "scene=superpixels", [".halves"]],
] as const) {
  test(`${name}: drawn without a word to anyone`, async ({ page }) => {
    const lost: string[] = [];
    page.on("requestfailed", (request) => lost.push(request.url()));
    page.on("pageerror", (error) => lost.push(String(error)));
    await page.goto(`${FILE}#${link}`);
    for (const place of places)
      await expect.poll(() => plain(page, place).catch(() => 1), { timeout: 10_000 }).toBeLessThan(0.7);
    expect(lost).toEqual([]);
  });
}
