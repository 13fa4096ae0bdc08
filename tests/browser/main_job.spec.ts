// The main job on the real page: play, rewind, drag, switch the model, share.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { at, centre, choice, link, objective, onScreen, open, slider, t, whereIs } from "./stage";

interface Case {
  final: { inertia: number; loglik: number };
}

function reference(id: string): Case {
  return JSON.parse(readFileSync(`tests/reference/${id}.json`, "utf8")) as Case;
}

/** Five significant digits, with the minus sign of print. */
function shown(x: number): string {
  return x.toPrecision(5).replace("-", "−");
}

test("Old Faithful by K-means, half a step at a time, to the reference's J", async ({ page }) => {
  await open(page);
  await expect(page.locator(".caption")).toContainText("Old Faithful");
  await at(page, 0);
  await page.keyboard.press("ArrowRight");
  await at(page, 1);
  await expect(page.locator(".sentence")).toContainText("Assignment: with the centres m held fixed");
  await page.keyboard.press("ArrowRight");
  await at(page, 2);
  await expect(page.locator(".sentence")).toContainText("Refitting:");
  for (let half = 3; half < 60 && !(await page.locator(".done").isVisible()); half++) {
    await page.keyboard.press("ArrowRight");
    await at(page, half);
  }
  await expect(page.locator(".sentence")).toContainText("no assignment changed");
  await expect(objective(page)).toHaveText(shown(reference("kmeans_faithful_std_k2").final.inertia));
});

test("a click on a dot of the curve goes there", async ({ page }) => {
  await open(page);
  await page.keyboard.press("End");
  await expect(page.locator(".done")).toBeVisible();
  const end = await t(page);
  const dot = await page.locator(".dot.refit").first().boundingBox();
  if (!dot) throw new Error("the curve has no dots");
  await page.mouse.click(dot.x + dot.width / 2, dot.y + dot.height / 2);
  await at(page, 2);
  await expect(slider(page)).toHaveAttribute("aria-valuemax", String(end));
  await expect(slider(page)).toHaveAttribute("aria-valuetext", /Half-step 2\. Refitting/);
});

test("a dragged centre forks the run, and undo brings the old one back", async ({ page }) => {
  await open(page);
  await page.keyboard.press("End");
  await expect(page.locator(".done")).toBeVisible();
  const end = await t(page);
  await page.keyboard.press("ArrowLeft");
  await at(page, end - 1);
  const before = { t: await t(page), link: await link(page), at: await whereIs(page, 1) };
  const from = await onScreen(page, 1);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 60, from.y + 80, { steps: 4 });
  await page.mouse.move(from.x - 120, from.y + 160, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.abs((await whereIs(page, 1)).x - (before.at.x - 120))).toBeLessThan(6);
  await at(page, before.t);
  await expect.poll(() => link(page)).not.toBe(before.link);
  await page.keyboard.press("z");
  await expect.poll(() => whereIs(page, 1)).toEqual(before.at);
  await page.keyboard.press("Shift+z");
  await expect.poll(async () => (await whereIs(page, 1)).x).not.toBe(before.at.x);
});

test("the same data as a Gaussian mixture, to the reference's log-likelihood", async ({ page }) => {
  await open(page);
  await choice(page, "Model").selectOption("gmm");
  await expect(page.locator(".next")).toContainText("E-step");
  await page.keyboard.press("End");
  await expect(page.locator(".done")).toBeVisible();
  await expect(page.locator(".objective .name")).toHaveText("log p(D)");
  await expect(objective(page)).toHaveText(shown(reference("gmm_full_faithful_std_k2").final.loglik));
});

test("playing goes by itself, and pauses", async ({ page }) => {
  await open(page, "m=gmm&k=4");
  await page.getByLabel("Speed: half-steps a second").selectOption("16");
  await page.locator("h1").click();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.poll(() => t(page)).toBeGreaterThan(3);
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  const stopped = await t(page);
  await expect(page.locator(".done")).toHaveCount(0);
  await page.waitForTimeout(300);
  await at(page, stopped);
});

test("a link opens what was on the stage when it was copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await page.getByLabel("K", { exact: true }).fill("4");
  await page.keyboard.press("Tab");
  await expect(centre(page, 4)).toBeVisible();
  await page.locator("h1").click();
  for (let half = 1; half <= 3; half++) {
    await page.keyboard.press("ArrowRight");
    await at(page, half);
  }
  await page.keyboard.press("l");
  await expect(page.locator(".toast")).toContainText("Link copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const seen = { j: await objective(page).textContent(), at: await whereIs(page, 4) };
  const other = await context.newPage();
  await other.goto(copied);
  await at(other, 3);
  await expect(objective(other)).toHaveText(seen.j ?? "");
  expect(await whereIs(other, 4)).toEqual(seen.at);
});

test("what a link does not say well is said in words, and the rest works", async ({ page }) => {
  await open(page, "v=1&d=iris&m=nonsense&k=3&q=9");
  await expect(page.locator(".notice")).toContainText("nonsense");
  await expect(page.locator(".caption")).toContainText("Iris");
  await expect(centre(page, 3)).toBeVisible();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.locator(".notice")).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await at(page, 1);
});

test("nothing is asked of any other host, and nothing on the page jumps", async ({ page, baseURL }) => {
  const foreign: string[] = [];
  page.on("request", (r) => {
    if (!r.url().startsWith(baseURL ?? "") && !/^(data|blob):/.test(r.url())) foreign.push(r.url());
  });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const e of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!e.hadRecentInput) shifts.push(e.value);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await open(page);
  await page.getByLabel("Speed: half-steps a second").selectOption("2");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await at(page, 6);
  expect(foreign).toEqual([]);
  const moved = await page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0),
  );
  expect(moved).toBe(0);
});
