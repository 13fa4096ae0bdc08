// The page for everybody: no violation in any state, one announcement for a half-step, no sideways scrolling.
import { expect, test } from "@playwright/test";
import { accessible, accessibleInAllThemes } from "./axe";
import { at, open } from "./stage";

const MODELS = [
  "d=faithful&m=kmeans&k=4",
  "d=faithful&m=soft&k=3",
  "d=penguins&m=gmm&k=3",
  "d=galaxies&m=gmm&k=3",
  "d=digits&m=bernoulli&k=10",
];

for (const model of MODELS) {
  test(`axe: ${model}`, async ({ page }) => {
    await open(page, model);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await at(page, 2);
    await accessibleInAllThemes(page);
  });
}

test("axe: inspector, drawing, notes, sheet of shortcuts", async ({ page }) => {
  await open(page, "m=gmm&k=3&unknown=1");
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await expect(page.locator(".card")).toBeVisible();
  await accessibleInAllThemes(page);
  await page.keyboard.press("d");
  await expect(page.getByRole("toolbar")).toBeVisible();
  await page.getByRole("button", { name: "Clear all points" }).click();
  await expect(page.locator(".problem")).toBeVisible();
  await accessibleInAllThemes(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await accessibleInAllThemes(page);
});

test("axe: a phone with its sheet open", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  for (const section of ["Data", "Model", "Start", "Clusters", "View"]) {
    await page.getByRole("button", { name: section, exact: true }).click();
    await accessible(page);
  }
});

for (const [width, height] of [
  [320, 640],
  [390, 844],
  [640, 400],
  [844, 390],
  [1280, 800],
] as const) {
  test(`nothing sticks out at ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, "m=gmm&k=3");
    await page.keyboard.press("End");
    await expect(page.locator(".done")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    for (const part of ["#stage", "#curve svg", "#transport .main", ".sentence"]) {
      const box = await page.locator(part).boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= width + 1 && box.width > 20, part).toBe(true);
    }
  });
}

// 720 x 640 is the frame that README.md gives for other pages.
for (const [width, height] of [
  [720, 640],
  [800, 600],
  [960, 700],
  [720, 480],
  [960, 640],
  [620, 900],
  [360, 640],
  [390, 844],
  [1280, 600],
] as const) {
  test(`the run is seen whole, without scrolling, at ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, "d=faithful&m=gmm&k=2");
    await page.keyboard.press("End");
    await expect(page.locator(".done")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
    const box = async (part: string): Promise<{ x: number; y: number; width: number; height: number }> => {
      const found = await page.locator(part).boundingBox();
      if (!found) throw new Error(`there is no ${part}`);
      return found;
    };
    const transport = await box("#transport");
    expect(transport.y + transport.height).toBeLessThanOrEqual(height);
    const stage = await box("#stage");
    expect(stage.height).toBeGreaterThanOrEqual(0.35 * height);
    expect(stage.width).toBeGreaterThanOrEqual(0.5 * width);
    // Clear of each other, of the transport, and of the tabs of the panel where it lies below.
    const tabs = await page.locator(".tabs").boundingBox();
    const parts = [stage, await box(".sentence"), await box("#curve svg"), transport, ...(tabs ? [tabs] : [])];
    for (const [i, a] of parts.entries()) {
      expect(
        a.y >= 0 && a.x >= 0 && a.y + a.height <= height && a.x + a.width <= width + 1,
        `part ${i} is on the screen`,
      ).toBe(true);
      for (const [j, b] of parts.slice(0, i).entries()) {
        const apart =
          a.x >= b.x + b.width - 1 ||
          b.x >= a.x + a.width - 1 ||
          a.y >= b.y + b.height - 1 ||
          b.y >= a.y + a.height - 1;
        expect(apart, `part ${i} covers part ${j}`).toBe(true);
      }
    }
  });
}

test("a half-step is announced once, and fast playing only at its end", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const live = document.getElementById("live");
    if (live)
      new MutationObserver(() => said.push(live.textContent ?? "")).observe(live, {
        childList: true,
        characterData: true,
        subtree: true,
      });
  });
  const said = (): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await page.keyboard.press("ArrowRight");
  await at(page, 1);
  await expect.poll(async () => (await said()).length).toBe(1);
  expect((await said())[0]).toContain("Assignment 1");
  await page.keyboard.press("End");
  await expect(page.locator(".done")).toBeVisible();
  await expect.poll(async () => (await said()).length).toBe(2);
  expect((await said())[1]).toContain("Converged");
});

test("who wants no motion gets none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  await page.keyboard.press("ArrowRight");
  await at(page, 1);
  await expect(page.locator("#overlay > svg")).toHaveClass("still");
});
