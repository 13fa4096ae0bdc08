// Predict, then reveal: each kind of question by keys, by pointer and by touch; the answer stays beside the truth; the score counts.
import { expect, test, type Locator, type Page } from "@playwright/test";
import { accessible, accessibleInAllThemes } from "./axe";
import { at, onScreen, open, whereIs } from "./stage";

const START = "d=faithful&k=3&start=random";

const card = (page: Page): Locator => page.getByRole("form", { name: "Prediction" });
const tally = (page: Page): Locator => card(page).locator(".tally output");
const marker = (page: Page): Locator => page.getByRole("slider", { name: "Marker" });
const go = (page: Page, name: string): Locator => card(page).getByRole("button", { name, exact: true });

async function ask(page: Page, link: string, kind = ""): Promise<void> {
  await open(page, link);
  await page.keyboard.press("p");
  await expect(card(page)).toBeVisible();
  if (kind) await card(page).locator(".kinds").getByText(kind, { exact: true }).click();
}

/** Where a group with a transform stands on the stage. */
async function stands(of: Locator): Promise<{ x: number; y: number }> {
  return of.evaluate((g: SVGElement) => {
    const [x, y] = ((g.style.transform || g.getAttribute("transform")) ?? "").match(/-?[\d.]+/g)?.map(Number) ?? [];
    return { x: x ?? NaN, y: y ?? NaN };
  });
}

async function stage(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator("#stage").boundingBox();
  if (!box) throw new Error("there is no stage");
  return { x: box.x + 1, y: box.y + 1 };
}

/** Where centre k is after half-step t, and where it will be found on the screen. */
async function truth(page: Page, link: string, t: number, k: number): Promise<{ x: number; y: number }> {
  await open(page, `${link}&t=${t}`);
  await at(page, t);
  const there = await onScreen(page, k);
  await page.goto("about:blank");
  return there;
}

/** The text that the live region came to say. */
const spoken = (page: Page): Locator => page.locator("#live");

test("a centre's way by keys: the marker stays where it was put, beside the truth", async ({ page }) => {
  await ask(page, `${START}&t=1`);
  await expect(card(page)).toContainText("Where will centre 2 go?");
  await expect(spoken(page)).toContainText("Where will centre 2 go?");
  await expect(marker(page)).toBeFocused();
  const [from, mine] = [await whereIs(page, 2), async () => stands(marker(page))];
  expect(await mine()).toEqual(from);
  for (const key of ["Shift+ArrowLeft", "Shift+ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
  // Six hundredths upwards, once all three keys are shown.
  await expect.poll(async () => (await mine()).y).toBeLessThan(from.y - 20);
  const put = await mine();
  expect(put.x).toBeLessThan(from.x - 10);
  await expect(marker(page)).toHaveAttribute("aria-valuetext", /^[\d.]+ min, [\d.]+ min$/);
  await page.keyboard.press("Enter");
  await at(page, 2);
  await expect(tally(page)).toHaveText(/^[01] of 1 · \d+%$/);
  await expect(card(page)).toContainText("Your marker is");
  await expect(spoken(page)).toContainText("of the spread");
  // The answer beside the truth: the marker where it was put, and a line to where the centre is now.
  const ghost = page.locator("#predict g:has(> .ghost)");
  expect(await stands(ghost)).toEqual(put);
  const now = await whereIs(page, 2);
  expect(Math.hypot(now.x - from.x, now.y - from.y)).toBeGreaterThan(20);
  const line = (await page.locator("#predict path.error").getAttribute("d"))?.match(/-?[\d.]+/g)?.map(Number) ?? [];
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = line;
  const across = (now.x - put.x) * (y1 - y0) - (now.y - put.y) * (x1 - x0);
  expect(Math.abs(across) / Math.hypot(x1 - x0, y1 - y0)).toBeLessThan(2);
  // Until the next half-step.
  await page.keyboard.press("ArrowRight");
  await at(page, 3);
  await expect(card(page)).toHaveCount(0);
  await expect(ghost).toHaveCount(0);
});

test("a centre's way by pointer: dragged to the truth it is right", async ({ page }) => {
  const there = await truth(page, START, 2, 2);
  await ask(page, `${START}&t=1`);
  const from = await onScreen(page, 2);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(there.x - 40, there.y + 30, { steps: 4 });
  await page.mouse.move(there.x, there.y, { steps: 4 });
  await page.mouse.up();
  // Nothing but the marker has moved.
  expect(await onScreen(page, 2)).toEqual(from);
  await go(page, "Reveal").click();
  await at(page, 2);
  await expect(tally(page)).toHaveText(/^1 of 1 · (9[5-9]|100)%$/);
});

test("before an assignment a centre's way is that of a whole step", async ({ page }) => {
  await ask(page, `${START}&t=2`, "Centre");
  await expect(card(page)).toContainText("Assignment and Refitting come next");
  await page.keyboard.press("Enter");
  await at(page, 4);
  await expect(tally(page)).toBeVisible();
});

test("a point's cluster by keys, and the score of right and wrong", async ({ page }) => {
  await ask(page, `${START}&t=2`);
  await expect(card(page)).toContainText("Which cluster takes this point?");
  await page.keyboard.press("Enter");
  await expect(spoken(page)).toContainText("First an answer");
  await at(page, 2);
  await page.keyboard.press("2");
  await expect(card(page).getByRole("radio", { name: "Cluster 2" })).toBeChecked();
  await page.keyboard.press("Enter");
  await at(page, 3);
  const verdict = await card(page).locator("h2").textContent();
  const k = Number(/cluster (\d)/.exec(verdict ?? "")?.[1]);
  expect(verdict).toContain(k === 2 ? "Right" : "No");
  await expect(card(page).locator(".told")).toContainText(`to centre ${k}`);
  await expect(page.locator("#predict .ring")).toBeVisible();
  await expect(tally(page)).toHaveText(k === 2 ? "1 of 1 · 100%" : "0 of 1 · 0%");
  // Once more from the same place: now it is known.
  await page.keyboard.press("ArrowLeft");
  await at(page, 2);
  await page.keyboard.press("p");
  await expect(card(page)).toContainText("Which cluster takes this point?");
  await page.keyboard.press(String(k));
  await page.keyboard.press("Enter");
  await expect(tally(page)).toHaveText(k === 2 ? "2 of 2 · 100%" : "1 of 2 · 50%");
  await card(page).getByRole("button", { name: "Reset" }).click();
  await expect(tally(page)).toHaveCount(0);
});

test("a point's cluster by pointer: a click on a centre, or on its button", async ({ page }) => {
  await ask(page, `${START}&t=2`);
  const one = await onScreen(page, 1);
  await page.mouse.click(one.x, one.y);
  await expect(card(page).getByRole("radio", { name: "Cluster 1" })).toBeChecked();
  await card(page).locator(".picks label").nth(2).click();
  await expect(card(page).getByRole("radio", { name: "Cluster 3" })).toBeChecked();
  // No centre was taken in hand.
  expect(await onScreen(page, 1)).toEqual(one);
  await go(page, "Reveal").click();
  await at(page, 3);
  await expect(card(page)).toContainText(/Cluster \d takes it: squared distance/);
});

test("a share by keys: two clusters split by one slider", async ({ page }) => {
  await ask(page, "d=faithful&m=gmm&k=2", "Share");
  const slider = card(page).getByRole("slider");
  await expect(card(page)).toContainText(/What is r.? of this point\?/);
  await slider.focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveValue("0.7");
  await expect(card(page).locator(".end output")).toHaveText(["0.30", "0.70"]);
  await at(page, 0);
  await page.keyboard.press("Enter");
  await at(page, 1);
  await expect(card(page).locator(".told")).toContainText("0.70. The truth: r₁");
  await expect(page.locator("#predict .said")).toContainText("(you: 0.70)");
  const off = Number(/0\.\d\d/.exec((await card(page).locator("h2").textContent()) ?? "")?.[0]);
  const score = Math.round(100 * Math.max(0, 1 - 4 * off));
  const shown = Number(/(\d+)%/.exec((await tally(page).textContent()) ?? "")?.[1]);
  expect(Math.abs(shown - score)).toBeLessThanOrEqual(2);
});

test("a share by pointer: of a named component, after the E-step", async ({ page }) => {
  await ask(page, "d=penguins&m=gmm&k=3&t=3", "Share");
  const slider = card(page).getByRole("slider");
  const box = await slider.boundingBox();
  if (!box) throw new Error("there is no slider");
  await page.mouse.click(box.x + 0.9 * box.width, box.y + box.height / 2);
  expect(Number(await slider.inputValue())).toBeGreaterThan(0.8);
  await go(page, "Reveal").click();
  await expect(tally(page)).toBeVisible();
  // It was there to be read: nothing is played.
  await at(page, 3);
});

test("the best optimum by keys, with a guess", async ({ page }) => {
  await ask(page, START, "Optimum");
  await page.keyboard.press("n");
  await expect(card(page).getByRole("radio", { name: "No" })).toBeChecked();
  await card(page).getByRole("spinbutton", { name: "final J" }).fill("60");
  await page.keyboard.press("Enter");
  await expect(card(page).locator(".told")).toContainText("You said no.");
  await expect(card(page).locator(".told")).toContainText("of 50 starts found the best optimum");
  await expect(card(page).locator(".told")).toContainText("60.000: off by");
  await expect(page.locator("#transport")).toContainText("The run has converged");
  await expect(tally(page)).toHaveText(/of 1/);
});

test("the best optimum by pointer, while the stage stays at hand", async ({ page }) => {
  await ask(page, "d=blobs&d.n=2000&k=5&start=random", "Optimum");
  await card(page).getByText("Yes", { exact: true }).click();
  await go(page, "Reveal").click();
  await expect(go(page, "Next question")).toBeVisible({ timeout: 20_000 });
  await expect(card(page).locator(".told")).toContainText("You said yes.");
  // From the end there is nothing left to predict, and the page says so.
  await go(page, "Next question").click();
  await expect(spoken(page)).toContainText("no half-step is left to predict");
});

test("a question before every half-step: ways forward lead to it", async ({ page }) => {
  await ask(page, START);
  await card(page).getByRole("button", { name: "Every half-step" }).click();
  await page.keyboard.press("1");
  // By the button: on the answer, which has the focus now, an arrow key chooses another.
  await page.getByRole("button", { name: "Half a step", exact: true }).click();
  await at(page, 1);
  await expect(tally(page)).toHaveText(/of 1/);
  // Not a step, but a question.
  await page.keyboard.press("Shift+ArrowRight");
  await expect(card(page)).toContainText("Where will centre");
  await at(page, 1);
  await page.getByRole("button", { name: "Half a step", exact: true }).click();
  await at(page, 2);
  await expect(tally(page)).toHaveText(/of 2/);
  // Playing asks too.
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(card(page)).toContainText("Which cluster takes this point?");
  await at(page, 2);
  await card(page).getByRole("button", { name: "Skip" }).click();
  await at(page, 3);
  await expect(card(page)).toContainText("Where will centre");
  await expect(tally(page)).toHaveText(/of 2/);
  await page.keyboard.press("Escape");
  await expect(card(page)).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await at(page, 4);
});

test("what is on the stage stays where it is in the data when the window changes", async ({ page }) => {
  await ask(page, `${START}&t=1`);
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(marker(page)).toHaveAttribute("aria-valuetext", /min, /);
  const before = await marker(page).getAttribute("aria-valuetext");
  await page.setViewportSize({ width: 1000, height: 900 });
  await page.waitForTimeout(500);
  // There and back: the place is read anew.
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await expect(marker(page)).toHaveAttribute("aria-valuetext", before ?? "");
  await page.keyboard.press("Enter");
  await at(page, 2);
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(async () => {
    const now = await whereIs(page, 2);
    const [, , x = 0, y = 0] =
      (await page.locator("#predict path.error").getAttribute("d"))?.match(/-?[\d.]+/g)?.map(Number) ?? [];
    expect(Math.abs(Math.hypot(now.x - x, now.y - y) - 18)).toBeLessThan(2);
  }).toPass({ timeout: 3000 });
});

test("another run ends the question; asking changes nothing", async ({ page }) => {
  await ask(page, `${START}&t=2`);
  const link = await page.evaluate(() => location.hash);
  await page.keyboard.press("1");
  expect(await page.evaluate(() => location.hash)).toBe(link);
  await page.getByRole("button", { name: "New start" }).click();
  await expect(card(page)).toHaveCount(0);
});

test("a scene of the lecture asks on the picture, at its own half-step", async ({ page }) => {
  await open(page, "scene=alternate&d=faithful&m=kmeans&start=random&s=4&t=4");
  await at(page, 4);
  await page.getByRole("button", { name: "Answer on the picture" }).first().click();
  await expect(card(page)).toContainText("Where will centre 2 go?");
  await at(page, 1);
  await page.keyboard.press("Enter");
  await at(page, 2);
  await expect(tally(page)).toHaveText(/of 1/);
});

test("a scene whose run is over asks at its start", async ({ page }) => {
  await page.goto("./#scene=identical-starts");
  await at(page, 3);
  await page.getByRole("button", { name: "Answer on the picture" }).first().click();
  await expect(card(page)).toContainText("What is r₁ of this point?");
  await at(page, 0);
  await page.locator(".share-of input").fill("0.33");
  await page.keyboard.press("Enter");
  await expect(card(page)).toContainText("0.333");
  await expect(page.getByRole("article", { name: /^Scene: / })).toContainText("Right. A third");
});

test.describe("by touch", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a tap puts the marker, and every target is large enough", async ({ page }) => {
    await open(page, `${START}&t=1`);
    await page.getByRole("button", { name: "Predict what comes next" }).tap();
    await expect(card(page)).toContainText("Where will centre 2 go?");
    const corner = await stage(page);
    await page.touchscreen.tap(corner.x + 120, corner.y + 300);
    const off = async (): Promise<number> => {
      const put = await stands(marker(page));
      return Math.hypot(put.x - 119, put.y - 299);
    };
    await expect.poll(off).toBeLessThan(3);
    for (const button of await card(page).getByRole("button").all()) {
      expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
    }
    await go(page, "Reveal").tap();
    await at(page, 2);
    await expect(tally(page)).toBeVisible();
    // The stage is not covered.
    const [low, top] = [await page.locator("#stage").boundingBox(), await card(page).boundingBox()];
    expect(top?.y ?? 0).toBeGreaterThanOrEqual((low?.y ?? 0) + (low?.height ?? 0) - 1);
  });

  test("a tap on a centre picks its cluster", async ({ page }) => {
    await open(page, `${START}&t=2`);
    await page.getByRole("button", { name: "Predict what comes next" }).tap();
    await expect(card(page)).toContainText("Which cluster takes this point?");
    const one = await onScreen(page, 1);
    await page.touchscreen.tap(one.x, one.y);
    await expect(card(page).getByRole("radio", { name: "Cluster 1" })).toBeChecked();
    await go(page, "Reveal").tap();
    await at(page, 3);
  });
});

test("axe: questions and verdicts", async ({ page }) => {
  await ask(page, "d=faithful&m=gmm&k=2");
  for (const kind of ["Cluster", "Share", "Centre", "Optimum"]) {
    await card(page).locator(".kinds").getByText(kind, { exact: true }).click();
    await accessible(page);
  }
  await page.keyboard.press("y");
  await page.keyboard.press("Enter");
  await expect(tally(page)).toBeVisible();
  await accessibleInAllThemes(page);
});
