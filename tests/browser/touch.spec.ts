// Fingers: what they drag follows them whichever way they go, and elsewhere they scroll the page.
import { expect, test, type Page } from "@playwright/test";
import { caption, centre, onScreen, open, whereIs } from "./stage";
import { heardWhole, listen, swipe, type Spot } from "./touch";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

async function middle(page: Page, selector: string): Promise<Spot> {
  const there = page.locator(selector).first();
  // This waits until it stands still, too.
  await there.scrollIntoViewIfNeeded();
  const box = await there.boundingBox();
  if (!box) throw new Error(`there is no ${selector}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("a centre follows the finger up, down, aslant and along", async ({ page }) => {
  await open(page);
  const before = await whereIs(page, 2);
  await swipe(page, await onScreen(page, 2), { x: 0, y: 80 });
  await expect.poll(async () => Math.abs((await whereIs(page, 2)).y - before.y - 80)).toBeLessThan(6);
  await heardWhole(page, () => onScreen(page, 2), 60);
});

test("a centre of the second stage follows too, and the brush draws there", async ({ page }) => {
  await open(page, "d=faithful&m=kmeans&k=2&vs.m=gmm");
  await expect(page.locator("#overlay-beside .centre").first()).toBeVisible();
  await expect(page.locator("#side-name-beside button")).toBeVisible();
  await heardWhole(page, () => middle(page, "#overlay-beside .centre[data-k='0'] .fill"), 40);
  await page.getByRole("button", { name: "Draw points and edit them" }).tap();
  await heardWhole(page, () => middle(page, "#beside"), 40);
  await expect(caption(page)).not.toContainText("N = 272");
});

test("the brush follows the finger", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Draw points and edit them" }).tap();
  await heardWhole(page, () => middle(page, "#stage"), 60);
});

test("where nothing can be dragged a finger scrolls the page past the stage", async ({ page }) => {
  await open(page, "d=faithful&m=gmm&dock=bound");
  await expect(page.locator(".terms")).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeGreaterThan(40);
  const stage = await page.locator("#stage").boundingBox();
  if (!stage) throw new Error("there is no stage");
  const heard = await listen(page);
  await swipe(page, { x: stage.x + 20, y: stage.y + stage.height - 60 }, { x: 0, y: -120 });
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(20);
  expect((await heard()).cancelled).toBe(1);
});

test("Bayes' rule: every kind of handle follows the finger", async ({ page }) => {
  await open(page, "d=faithful");
  await page.goto("./#room=bayes");
  for (const name of ["The height asked about", "Mean of y = 0", "Width of y = 1"]) {
    await expect(page.getByRole("slider", { name })).toBeVisible();
    await heardWhole(page, () => middle(page, `[aria-label="${name}"] .reach`), 40);
  }
});

test("the machine: every kind of handle follows the finger", async ({ page }) => {
  await page.goto("./#room=machine");
  for (const name of ["Mean of component 2", "Axis a of component 1"]) {
    await expect(page.getByRole("slider", { name })).toBeVisible();
    await heardWhole(page, () => middle(page, `[aria-label="${name}"] .reach`), 30);
  }
});

test("pictures: the divider follows the finger, and the rest of the picture scrolls the page", async ({ page }) => {
  await page.goto("./#room=picture");
  await expect(page.locator(".halves .line")).toBeVisible();
  await heardWhole(page, () => middle(page, ".halves .line"), 40);
  const box = await page.locator(".halves").boundingBox();
  if (!box) throw new Error("there is no picture");
  await swipe(page, { x: box.x + 10, y: box.y + box.height - 20 }, { x: 0, y: -120 });
  await expect
    .poll(() => page.locator("#room").evaluate((room) => Math.max(room.scrollTop, scrollY)))
    .toBeGreaterThan(20);
});

test("a marker of a question follows the finger", async ({ page }) => {
  await open(page, "d=faithful&m=kmeans&k=2&t=1");
  await page.getByRole("button", { name: "Predict what comes next" }).tap();
  await expect(page.locator("#predict .marker")).toBeVisible();
  await heardWhole(page, () => middle(page, "#predict .marker .reach"), 60);
});

test("a finger that trembles on a centre looks at it", async ({ page }) => {
  await open(page);
  const before = await page.evaluate(() => location.hash);
  await swipe(page, await onScreen(page, 1), { x: 2, y: -2 }, 2);
  await expect(page.locator(".card h2")).toContainText("Centre 1");
  await expect(centre(page, 1)).not.toHaveClass(/held/);
  expect(await page.evaluate(() => location.hash)).toBe(before);
});
