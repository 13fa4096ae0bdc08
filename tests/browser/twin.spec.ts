// Two runs side by side on the real page: opened by a link, walked in step and apart, moved by hand, taken away.
import { expect, test, type Page } from "@playwright/test";
import { at, choice, link, open, t } from "./stage";

const FAITHFUL = "d=faithful&k=2&vs.m=gmm";

function name(page: Page, side: 0 | 1) {
  return page.locator(side ? "#side-name-beside button" : "#side-name button");
}

function verdict(page: Page) {
  return page.locator(".differ");
}

/** Rings drawn on a stage. */
async function rings(page: Page, side: 0 | 1): Promise<number> {
  const d = await page.locator(`${side ? "#rings-beside" : "#rings"} .ink`).getAttribute("d");
  return (d?.match(/M/g) ?? []).length;
}

/** Where a centre of the second side is. */
function beside(page: Page, k: number) {
  return page.locator(`#overlay-beside .centre[data-k="${k - 1}"]`);
}

test("a link opens both; a half-step is one of both; the points that disagree are counted and ringed", async ({
  page,
}) => {
  await open(page, FAITHFUL);
  await expect(name(page, 0)).toContainText("K-means");
  await expect(name(page, 1)).toContainText("EM, full");
  await expect(verdict(page)).toContainText("Nothing is assigned yet");
  // One start: the centres are at the same places.
  for (const k of [1, 2]) {
    const first = page.locator(`#overlay .centre[data-k="${k - 1}"]`);
    await expect
      .poll(async () => (await beside(page, k).getAttribute("style")) === (await first.getAttribute("style")))
      .toBe(true);
  }
  for (let half = 1; half <= 5; half++) await page.keyboard.press("ArrowRight");
  await at(page, 5);
  await expect(verdict(page)).toHaveText("98 of 272 points disagree");
  expect(await rings(page, 0)).toBe(98);
  expect(await rings(page, 1)).toBe(98);
  await page.keyboard.press("ArrowLeft");
  await at(page, 4);
  await expect.poll(() => link(page)).toContain("t=4&vs.m=gmm");
});

test("each runs to its own end", async ({ page }) => {
  await open(page, FAITHFUL);
  await page.keyboard.press("End");
  await expect(name(page, 0).locator(".done")).toBeVisible();
  await expect(name(page, 1).locator(".done")).toBeVisible();
  await expect(name(page, 0)).toContainText("79.576");
  await expect(name(page, 1)).toContainText("iterations");
  const [first, second] = await Promise.all(
    [0, 1].map(async (side) =>
      Number(/(\d+) iteration/.exec((await name(page, side as 0 | 1).textContent()) ?? "")?.[1]),
    ),
  );
  expect(first).not.toBe(second);
  // Both are seen to the end in one plot; the way back is the way of both.
  await expect(page.locator(".plot path.run.side-0:not(.later)").last()).toBeVisible();
  await expect(page.locator(".plot path.run.side-1:not(.later)").last()).toBeVisible();
  await page.keyboard.press("Home");
  await at(page, 0);
  await expect(verdict(page)).toContainText("Nothing is assigned yet");
});

test("soft K-means and EM with the same sigma never disagree", async ({ page }) => {
  await open(page, "d=three&k=3&m=soft&beta=0.5&vs.m=gmm&vs.cov=identity&vs.w=equal");
  for (let half = 1; half <= 6; half++) {
    await page.keyboard.press("ArrowRight");
    await at(page, half);
    await expect(verdict(page)).toHaveText("All 500 points agree");
  }
  await expect(page.locator(".together").first()).toContainText("one algorithm");
});

test("by keyboard: compare, climb the ladder, go to the other side, stop", async ({ page }) => {
  await open(page, "d=three&k=3");
  await page.keyboard.press("c");
  await expect(name(page, 1)).toContainText("EM, full");
  for (const [rung, title] of [
    ["K-means", "K-means"],
    ["Soft", "Soft K-means"],
    ["σ²I", "ε = 0.5"],
    ["Diagonal", "diagonal"],
    ["Full", "full"],
  ] as const) {
    await page.getByRole("radiogroup", { name: "Ladder" }).getByText(rung, { exact: true }).click();
    await expect(name(page, 1)).toContainText(title);
  }
  await choice(page, "Second model").selectOption("soft");
  await expect(name(page, 1)).toContainText("β = 1");
  await page.locator("#transport .main").focus();
  await page.keyboard.press("ArrowRight");
  await at(page, 1);
  await expect(name(page, 0)).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".told")).toContainText("nearest centre");
  await page.keyboard.press("x");
  await expect(name(page, 1)).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".told")).toContainText("shared out");
  await page.keyboard.press("1");
  await expect(beside(page, 1)).toBeFocused();
  await page.getByRole("button", { name: "Swap sides" }).click();
  await expect(name(page, 0)).toContainText("Soft K-means");
  await expect(name(page, 1)).toContainText("K-means");
  await page.keyboard.press("c");
  await expect(page.locator("#beside")).toBeHidden();
  await page.keyboard.press("z");
  await expect(name(page, 0)).toContainText("Soft K-means");
});

test("hands: at the start a centre moves on both sides, later on its own, and undo takes it back", async ({ page }) => {
  await open(page, FAITHFUL);
  const style = (side: "overlay" | "overlay-beside") =>
    page.locator(`#${side} .centre[data-k="0"]`).getAttribute("style");
  const drag = async (dx: number, dy: number): Promise<void> => {
    const centre = beside(page, 1).locator(".fill");
    // It may still be on its way from the last half-step.
    await (await centre.elementHandle())?.waitForElementState("stable");
    const box = await centre.boundingBox();
    if (!box) throw new Error("there is no centre");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy, { steps: 4 });
    await page.mouse.up();
  };
  // Once there and back: by then both stages are laid out.
  await expect(name(page, 1)).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await at(page, 1);
  await page.keyboard.press("ArrowLeft");
  await at(page, 0);
  await drag(-40, 30);
  await expect.poll(() => link(page)).toContain("&edit=0.1:");
  const places = async () =>
    (await Promise.all([style("overlay"), style("overlay-beside")])).map((s) =>
      (s?.match(/-?[\d.]+/g) ?? []).map((x) => Math.round(Number(x))).join(),
    );
  await expect.poll(async () => (await places())[0] === (await places())[1]).toBe(true);
  // The arrows would move the centre, which has the focus.
  for (let half = 1; half <= 4; half++) await page.keyboard.press("PageDown");
  await at(page, 4);
  const first = await style("overlay");
  await drag(30, -60);
  await expect.poll(() => link(page)).toContain("&vs.edit=2.1:");
  expect(await style("overlay")).toBe(first);
  await page.keyboard.press("z");
  await expect.poll(() => link(page)).not.toContain("vs.edit");
});

test("out of step the transport moves the side that is chosen", async ({ page }) => {
  await open(page, `${FAITHFUL}&t=2&lock=0&vs.t=5`);
  await at(page, 2);
  await page.keyboard.press("ArrowRight");
  await at(page, 3);
  await name(page, 1).click();
  await at(page, 5);
  await page.keyboard.press("ArrowRight");
  await at(page, 6);
  await expect.poll(() => link(page)).toContain("t=3&vs.m=gmm&lock=0&vs.t=6");
});

test("points drawn are drawn on both sides, and what was beside stays through a change of data", async ({ page }) => {
  await open(page, FAITHFUL);
  await page.keyboard.press("d");
  await page.mouse.click(180, 250);
  await expect(page.locator(".caption")).toContainText("N = 277");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await expect(verdict(page)).toContainText("277");
  await choice(page, "Data").selectOption("moons");
  await expect(name(page, 1)).toContainText("EM, full");
  await expect.poll(() => t(page)).toBe(0);
});

test("on a phone held upright the second stage lies below the first, all within reach", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, FAITHFUL);
  await expect(name(page, 1)).toBeVisible();
  const [first, second] = await Promise.all(["#stage", "#beside"].map((id) => page.locator(id).boundingBox()));
  if (!first || !second) throw new Error("two stages");
  expect(second.y).toBeGreaterThan(first.y + first.height);
  expect(Math.abs(second.height - first.height)).toBeLessThan(2);
  expect(second.width).toBe(first.width);
  for (const side of [0, 1] as const) expect((await name(page, side).boundingBox())?.height).toBeGreaterThanOrEqual(44);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("a link without a second side leaves one stage", async ({ page }) => {
  await open(page, FAITHFUL);
  await expect(name(page, 1)).toBeVisible({ timeout: 15_000 });
  await page.goto("./#d=faithful&m=kmeans&t=2");
  await expect(page.locator(".differ")).toHaveCount(0);
  await expect(page.locator(".objective output")).toBeVisible();
});
