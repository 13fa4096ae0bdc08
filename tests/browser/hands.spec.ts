// Every action by mouse, by keyboard and by touch.
import { expect, test, type Page } from "@playwright/test";
import { at, caption, centre, choice, onScreen, open, slider, whereIs } from "./stage";

async function stage(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator("#stage").boundingBox();
  if (!box) throw new Error("there is no stage");
  return box;
}

async function points(page: Page): Promise<number> {
  return Number(/N = ([\d,]+)/.exec((await caption(page).textContent()) ?? "")?.[1]?.replace(",", ""));
}

test.describe("by mouse", () => {
  test("every button of the transport", async ({ page }) => {
    await open(page);
    const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
    await press("Half a step");
    await at(page, 1);
    await press("A whole step");
    await at(page, 2);
    await press("A whole step");
    await at(page, 4);
    await press("Half a step back");
    await at(page, 3);
    await press("To the start");
    await at(page, 0);
    await press("To the end");
    await expect(page.locator(".done")).toBeVisible();
  });

  test("dragging along the curve scrubs", async ({ page }) => {
    await open(page, "d=iris&k=5&start=random");
    await page.keyboard.press("End");
    await expect(page.locator(".done")).toBeVisible();
    const box = await slider(page).boundingBox();
    if (!box) throw new Error("there is no curve");
    await page.mouse.move(box.x + box.width - 20, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + 10, box.y + 30, { steps: 8 });
    await page.mouse.up();
    await at(page, 0);
  });

  test("the hint beside a point, and the inspector that stays", async ({ page }) => {
    await open(page);
    await page.keyboard.press("ArrowRight");
    await at(page, 1);
    const where = await onScreen(page, 2);
    await page.mouse.move(where.x, where.y);
    await expect(page.locator(".hint-card")).toContainText("Centre 2");
    const box = await stage(page);
    await page.mouse.click(box.x + box.width * 0.4, box.y + box.height * 0.4);
    const card = page.locator(".card");
    await expect(card).toContainText(/Here|Point/);
    await expect(card.locator("math").first()).toBeVisible();
    await expect(card.locator("tbody tr")).toHaveCount(2);
    await card.getByRole("button", { name: "Close" }).click();
    await expect(card).toHaveCount(0);
  });

  test("draw, move, erase, clear, and undo of all", async ({ page }) => {
    await open(page);
    const before = await points(page);
    const box = await stage(page);
    // Within the data's own frame: beyond it points are set on its edge.
    const spot = { x: box.x + box.width * 0.45, y: box.y + box.height * 0.2 };
    await page.getByRole("button", { name: "Draw points and edit them" }).click();
    await page.mouse.click(spot.x, spot.y);
    await expect.poll(() => points(page)).toBe(before + 5);
    await page.getByRole("button", { name: "Erase points" }).click();
    await page.mouse.move(spot.x - 30, spot.y);
    await page.mouse.down();
    await page.mouse.move(spot.x + 30, spot.y, { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => points(page)).toBeLessThan(before + 5);
    await page.getByRole("button", { name: "Move points" }).click();
    await page.getByRole("button", { name: "Clear all points" }).click();
    await expect.poll(() => points(page)).toBe(0);
    await expect(page.locator(".problem")).toBeVisible();
    const undo = page.getByRole("button", { name: "Undo" });
    await undo.click();
    await undo.click();
    await expect.poll(() => points(page)).toBe(before + 5);
    await undo.click();
    await expect.poll(() => points(page)).toBe(before);
  });
});

test.describe("by keyboard alone", () => {
  test("a centre taken by its number moves by arrow keys", async ({ page }) => {
    await open(page);
    const before = await whereIs(page, 2);
    await page.keyboard.press("2");
    await expect(centre(page, 2)).toBeFocused();
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(async () => (await whereIs(page, 2)).x).toBeGreaterThan(before.x + 10);
    await at(page, 0);
    await page.keyboard.press(".");
    await expect(centre(page, 1)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator(".card h2")).toContainText("Centre 1");
    await page.keyboard.press("Escape");
    await expect(page.locator(".card")).toHaveCount(0);
  });

  test("the crosshair takes any place apart, and draws", async ({ page }) => {
    await open(page);
    await page.keyboard.press("i");
    await expect(page.locator("#cursor")).toBeFocused();
    await expect(page.locator(".card")).toBeVisible();
    await page.keyboard.press("PageDown");
    await expect(page.locator(".card h2")).toContainText("Point");
    const before = await points(page);
    await page.keyboard.press("d");
    await page.keyboard.press("Enter");
    await expect.poll(() => points(page)).toBe(before + 5);
  });

  test("the curve is a slider", async ({ page }) => {
    await open(page);
    await slider(page).focus();
    await page.keyboard.press("ArrowRight");
    await at(page, 1);
    await page.keyboard.press("Shift+ArrowRight");
    await at(page, 2);
    await page.keyboard.press("Home");
    await at(page, 0);
    await page.keyboard.press("End");
    await expect(page.locator(".done")).toBeVisible();
  });

  test("the sheet of shortcuts, the theme, the speed, a new start", async ({ page }) => {
    await open(page);
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toContainText("Half a step forward");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("t");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await page.keyboard.press("]");
    await expect(page.getByLabel("Speed: half-steps a second")).toHaveValue("2");
    await page.keyboard.press("n");
    await expect(page.getByLabel("Seed", { exact: true })).not.toHaveValue("0");
  });

  test("every control of the panel is reached by Tab", async ({ page }) => {
    await open(page);
    const wanted = await page
      .locator("#panel :is(select, input:not([tabindex='-1']), button:not([tabindex='-1']))")
      .evaluateAll(
        (all) =>
          all.filter((e) => !(e instanceof HTMLInputElement && e.type === "radio" && !e.checked) && e.checkVisibility())
            .length,
      );
    await page.locator("#panel select").first().focus();
    let reached = 0;
    for (let i = 0; i < 60; i++) {
      const inside = await page.evaluate(() =>
        Boolean(document.activeElement?.matches("#panel :is(select, input, button)")),
      );
      if (inside) reached += 1;
      if (!(await page.evaluate(() => Boolean(document.activeElement?.closest("#panel"))))) break;
      await page.keyboard.press("Tab");
    }
    expect(reached).toBe(wanted);
  });
});

test("after the bin the pen draws through the message, and the space bar plays", async ({ page }) => {
  await open(page, "d=moons&m=kmeans&k=2");
  await page.getByRole("button", { name: "Draw points and edit them" }).click();
  await page.getByRole("button", { name: "Clear all points" }).click();
  const box = await page.locator(".problem p").boundingBox();
  if (!box) throw new Error("nothing says that the stage is empty");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect.poll(() => points(page)).toBe(5);
  await page.keyboard.press("Space");
  await expect(page.locator(".sentence")).toContainText("Converged", { timeout: 20_000 });
  expect(await points(page)).toBe(5);
});

test("an empty stage that nothing can be undone on offers its data again", async ({ page }) => {
  await open(page, "d=moons&m=kmeans&del=all");
  await page.getByRole("button", { name: "Reload the data" }).click();
  await expect.poll(() => points(page)).toBe(500);
});

test.describe("by touch", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("tap to step, tap a place, open the sheet, change the model", async ({ page }) => {
    await open(page);
    await page.getByRole("button", { name: "Half a step", exact: true }).tap();
    await at(page, 1);
    const box = await stage(page);
    expect(box.height).toBeGreaterThanOrEqual(422);
    await page.touchscreen.tap(box.x + 150, box.y + 200);
    await expect(page.locator(".card")).toBeVisible();
    await page.locator(".card").getByRole("button", { name: "Close" }).tap();
    await page.getByRole("button", { name: "Model" }).tap();
    await choice(page, "Model").selectOption("gmm");
    await page.getByRole("button", { name: "Close the sheet" }).tap();
    await page.getByRole("button", { name: "A whole step" }).tap();
    await at(page, 2);
    await expect(page.locator(".sentence")).toContainText("M-step");
  });

  test("a finger drags a centre", async ({ page, context }) => {
    await open(page);
    const before = await whereIs(page, 2);
    const from = await onScreen(page, 2);
    const client = await context.newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", dx = 0): Promise<unknown> =>
      client.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: type === "touchEnd" ? [] : [{ x: from.x + dx, y: from.y }],
      });
    await touch("touchStart");
    for (const dx of [10, 30, 50, 70]) await touch("touchMove", dx);
    await touch("touchEnd");
    await expect.poll(async () => Math.abs((await whereIs(page, 2)).x - before.x - 70)).toBeLessThan(6);
  });

  test("the brush draws under the finger", async ({ page }) => {
    await open(page);
    const before = await points(page);
    await page.getByRole("button", { name: "Draw points and edit them" }).tap();
    const box = await stage(page);
    await page.touchscreen.tap(box.x + 200, box.y + 300);
    await expect.poll(() => points(page)).toBe(before + 5);
    await page.getByRole("button", { name: "Done" }).tap();
    await expect(page.getByRole("button", { name: "Draw points and edit them" })).toBeVisible();
  });
});
