// The card beside a point and a centre shows the equations that the crate states for the model, and no others.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import init, { Deck, shelve } from "../../www/wasm/lab/lab.js";
import type { Inspection } from "../../www/types";
import { centre, open } from "./stage";

test.beforeAll(async () => {
  const bytes = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(path));
  await init({ module_or_path: bytes("www/wasm/lab/lab_bg.wasm") });
  for (const name of ["austen", "digits"]) shelve(name, bytes(`src/data/${name}.bin`));
});

/** What a reader sees of an equation: its symbols in their order, k and n by their names. */
function symbols(text: string, k: number, n = "n"): string {
  return text
    .replaceAll("^{(n)}", `^{(${n})}`)
    .replace(/\bk\b(?!\u0302)/gu, String(k))
    .replace(/(?<=_\{?)k/gu, String(k))
    .replace(/\\frac|(?<!\\)[{}]|\\(?=[{}])|_|\^|\s/gu, "")
    .replace("k\u0302", "k^");
}

for (const link of [
  "m=kmeans&k=2",
  "m=kmeans&k=2&dist=mahalanobis-det",
  "m=soft&k=2",
  "m=gmm&k=2",
  "m=gmm&k=2&by=gradient",
  "d=digits&m=bernoulli&k=2",
  "m=kmedoids&k=2",
  "m=online&k=2",
  "d=austen&m=multinomial&k=2",
  "d=counts&m=poisson&k=2",
  "d=outliers&m=student&k=2",
]) {
  for (const t of [0, 2]) {
    test(`${link} states its equations at t = ${t}`, async ({ page }) => {
      const deck = new Deck(`${link}&t=${t}`);
      while (deck.advance(1000));
      await open(page, `${link}&t=${t}`);
      const lines = page.locator(".card .formula > math");
      const shown = async (): Promise<string[]> =>
        (await lines.allTextContents()).map((text) => text.replace(/\s/g, ""));

      await page.keyboard.press("1");
      await expect(centre(page, 1)).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(page.locator(".card h2")).toHaveText(/ 1$/);
      const { refit } = deck.inspectCentre(0) as Inspection;
      expect(await shown()).toEqual(refit.map((text) => symbols(text, 1)));
      await page.keyboard.press("Escape");

      await page.keyboard.press("i");
      await expect(page.locator("#cursor")).toBeFocused();
      const title = page.locator(".card h2");
      const before = (await title.textContent()) ?? "";
      await page.keyboard.press("PageDown");
      await expect(title).not.toHaveText(before);
      await expect(title).toHaveText(/^Point/);
      const number = Number(/\d+/.exec((await title.textContent()) ?? "")?.[0]);
      const point = deck.inspectPoint(number - 1) as Inspection;
      const seen = await shown();
      const chosen = point.label + 1;
      expect(seen[0]).toBe(symbols(point.assignment, chosen, String(number)));
      expect(seen.slice(3).join("\n")).toBe(
        point.density
          .split("\n")
          .map((text) => symbols(text, chosen))
          .join("\n"),
      );
      const best = point.rows[point.label];
      const soft = best?.product !== "";
      expect(seen[2]).toBe(`=${soft ? best?.rText : chosen}`.replace(/\s/g, ""));
      for (const row of point.rows) expect(seen[1]).toContain((soft ? row.product : row.energy).replace(/\s/g, ""));
      deck.free();
    });
  }
}
