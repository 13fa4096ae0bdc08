// The main job, end to end: Old Faithful, K-means by keyboard, back by a click, a centre dragged, the mixture.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { converged, curve, halfStep, link, objective, open } from "./page";

const reference = (name: string) => JSON.parse(readFileSync(`tests/reference/${name}.json`, "utf8"));

/** Equal to the five digits that the page shows. */
function agree(shown: number, wanted: number): void {
  expect(Math.abs(shown - wanted) / Math.abs(wanted)).toBeLessThan(1e-4);
}

test("a lecturer plays, rewinds, drags and switches to the mixture", async ({ page }) => {
  const requests: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).host));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));

  await open(page);
  await expect(page.getByText("Old Faithful · N = 272")).toBeVisible();

  // Half-steps on the keyboard: each names what it did, and J falls.
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#words")).toContainText("Assignment: with the centres m held fixed, each of the 272 points");
  const first = await objective(page);
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#words")).toContainText("Refitting: with the assignments r held fixed");
  expect(await objective(page)).toBeLessThan(first);
  await page.keyboard.press("End");
  await converged(page);
  await expect(page.locator("#words")).toContainText("no assignment changed");
  agree(await objective(page), reference("kmeans_faithful_std_k2").final.inertia);

  // A click on a dot of the curve is that moment.
  const end = await halfStep(page);
  const dot = page.locator("#curve .dot.refit").first();
  const box = (await dot.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect.poll(() => halfStep(page)).toBe(2);
  await expect.poll(async () => (await link(page)).get("t")).toBe("2");
  expect(end).toBeGreaterThan(2);

  // A dragged centre forks the run there, and goes back home.
  const centre = (await page.getByRole("slider", { name: "Centre 1" }).boundingBox())!;
  const [x, y] = [centre.x + centre.width / 2, centre.y + centre.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y + 40, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await link(page)).get("edit")).toMatch(/^1\.1:/);
  await expect(curve(page)).toHaveAttribute("aria-valuemax", "2");
  await page.keyboard.press("Escape");
  await page.locator("body").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("End");
  await converged(page);
  agree(await objective(page), reference("kmeans_faithful_std_k2").final.inertia);

  // The same for the mixture.
  await page.getByRole("combobox", { name: "Model" }).selectOption("gmm");
  await expect.poll(() => halfStep(page)).toBe(0);
  await page.locator("body").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#words")).toContainText("E-step");
  await page.keyboard.press("End");
  await converged(page);
  const best = reference("gmm_full_faithful_std_k2").limit.loglik;
  expect(Math.abs((await objective(page)) - best)).toBeLessThan(0.01);

  expect(new Set(requests)).toEqual(new Set([new URL(page.url()).host]));
  expect(errors).toEqual([]);
});

test("a link replays a run: the same words, the same link, the same digest as native code", async ({ page }) => {
  const runs: { link: string; digest: string }[] = JSON.parse(readFileSync("tests/digests/runs.json", "utf8"));
  await page.route("**/pkg/*", (route) => route.fulfill({ path: `pkg/${new URL(route.request().url()).pathname.split("/").pop()}` }));
  await open(page, runs[0]!.link);
  const digests = await page.evaluate(async (links) => {
    const glue = "/pkg/mixtape.js";
    const { default: init, Deck } = await import(glue);
    await init({ module_or_path: "/pkg/mixtape_bg.wasm" });
    return links.map((link) => new Deck(link).digest() as string);
  }, runs.map((run) => run.link));
  expect(digests).toEqual(runs.map((run) => run.digest));
  for (const run of runs.slice(0, 3)) {
    await open(page, run.link);
    await page.reload();
    await expect.poll(() => new URL(page.url()).hash).toBe(`#${run.link}`);
  }
});

test("a broken link is a working page and a sentence", async ({ page }) => {
  await open(page, "d=nowhere&k=3&m=gmm");
  await expect(page.getByText(/not understood/)).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#words")).toContainText("E-step");
});
