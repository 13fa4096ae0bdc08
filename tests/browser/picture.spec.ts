// The room of pictures: a photograph converges, its price is right, the slider moves by keys, one's own stays here.
import { expect, test, type Page } from "@playwright/test";
import { accessible } from "./axe";
import { link } from "./stage";

async function enter(page: Page, hash: string): Promise<void> {
  await page.goto(`./#${hash}`);
  await expect(page.locator("#picture-after")).toBeVisible({ timeout: 15_000 });
}

test("four colours of coffee: K-means converges, with palette and bits", async ({ page }) => {
  await enter(page, "room=picture");
  await expect(page.locator(".room .sentence")).toContainText("60,000 points");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".room .sentence")).toContainText("join another centre");
  const first = Number(await page.locator(".cost").textContent());
  await page.keyboard.press("End");
  await expect(page.locator(".done")).toBeVisible({ timeout: 15_000 });
  expect(Number(await page.locator(".cost").textContent())).toBeLessThan(first);
  await expect(page.locator(".palette li")).toHaveCount(4);
  const shares = await page.locator(".palette span").allTextContents();
  expect(shares.map((s) => parseFloat(s)).reduce((a, b) => a + b, 0)).toBeCloseTo(100, 0);
  // log2 4 + 24 * 4 / 60000
  await expect(page.locator(".prices [aria-current=true] td").first()).toHaveText("2.00");
  await expect.poll(() => link(page)).toMatch(/^room=picture&t=\d+$/);
  await page.getByRole("button", { name: "8", exact: true }).click();
  await expect(page.locator(".prices [aria-current=true] td").first()).toHaveText("3.00");
  await page.keyboard.press("z");
  await expect(page.locator(".prices [aria-current=true] td").first()).toHaveText("2.00");
});

test("the slider between photograph and segmentation moves by keys", async ({ page }) => {
  await enter(page, "room=picture&t=3");
  const slider = page.getByRole("slider", { name: /Photograph to the left/ });
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveValue("51");
});

test("one's own photograph is shown, is no part of the link, and a link to one says so", async ({ page }) => {
  await enter(page, "room=picture&k=3");
  await page.locator(".file input").setInputFiles("tests/data/images/coffee_60x40.png");
  await expect(page.locator(".room .sentence")).toContainText("60 × 40 pixels are 2400 points");
  await expect.poll(() => link(page)).toContain("p=own");
  await page.reload();
  await expect(page.locator(".room-note")).toContainText("never left their device");
});

test("nothing to object to", async ({ page }) => {
  await enter(page, "room=picture&features=superpixels&t=4");
  await accessible(page);
});

/** The pixels of a canvas of the room, red, green and blue as one number each. */
function pixels(page: Page, id: string): Promise<number[]> {
  return page.locator(id).evaluate((canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
    if (!copy) return [];
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from(
      { length: data.length / 4 },
      (_, i) => ((data[4 * i] ?? 0) << 16) | ((data[4 * i + 1] ?? 0) << 8) | (data[4 * i + 2] ?? 0),
    );
  });
}

const squared = (a: number, b: number): number =>
  [16, 8, 0].reduce((sum, by) => sum + (((a >> by) & 255) - ((b >> by) & 255)) ** 2, 0);

const shown = async (page: Page, at: number): Promise<number> =>
  Number(await page.locator(".prices [aria-current=true] td").nth(at).textContent());

test("J, bits and error are those of the pixels on the screen", async ({ page }) => {
  await enter(page, "room=picture&k=4");
  await page.keyboard.press("End");
  await expect(page.locator(".done")).toBeVisible({ timeout: 15_000 });
  const [before, after] = [await pixels(page, "#picture-before"), await pixels(page, "#picture-after")];
  expect(before.length).toBe(60_000);
  const counts = new Map<number, number>();
  for (const colour of after) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  expect(counts.size).toBe(4);
  const bits = [...counts.values()].map((n) => n / after.length).reduce((sum, p) => sum - p * Math.log2(p), 0);
  expect(await shown(page, 2)).toBeCloseTo(bits + 96 / 60_000, 2);
  const sum = before.reduce((total, colour, i) => total + squared(colour, after[i] ?? 0), 0);
  expect(await shown(page, 3)).toBeCloseTo(Math.sqrt(sum / 180_000), 1);
  // The painted centres are rounded to whole levels, J is not.
  const cost = Number(await page.locator(".cost").textContent());
  expect(Math.abs(cost - sum / 255 ** 2)).toBeLessThan(0.001 * cost);
  // Every pixel has the nearest of the four colours, but for those that rounding decides.
  const astray = before.filter((colour, i) =>
    [...counts.keys()].some((other) => squared(colour, other) < squared(colour, after[i] ?? 0)),
  );
  expect(astray.length).toBeLessThan(600);
});

test("whoever looked at the end sees the end of what is changed", async ({ page }) => {
  await enter(page, "room=picture&k=2");
  await page.keyboard.press("End");
  await expect(page.locator(".done")).toBeVisible({ timeout: 15_000 });
  await page.getByRole("spinbutton", { name: "K", exact: true }).fill("3");
  await page.keyboard.press("Enter");
  await expect(page.locator(".palette li")).toHaveCount(3);
  await expect(page.locator(".done")).toBeVisible({ timeout: 15_000 });
  await page.getByRole("button", { name: "New start" }).click();
  await expect.poll(() => link(page)).toMatch(/k=3&s=\d+&t=\d+$/);
  await expect(page.locator(".done")).toBeVisible({ timeout: 15_000 });
  // Whoever steps begins a new run at its start.
  await page.getByRole("button", { name: "To the start" }).click();
  await page.getByText("OKLab", { exact: true }).click();
  await expect.poll(() => link(page)).toContain("space=oklab");
  expect(await link(page)).not.toContain("t=");
  await expect(page.locator(".cost")).toHaveText("–");
});

test("the table of every K is filled in, and its errors fall", async ({ page }) => {
  test.setTimeout(90_000);
  await enter(page, "room=picture");
  await page.locator(".file input").setInputFiles("tests/data/images/coffee_60x40.png");
  await expect(page.locator(".pictures .sentence")).toContainText("60 × 40");
  await page.getByRole("button", { name: "Fill in" }).click();
  await page.keyboard.press("End");
  await expect(page.locator(".prices td:last-child").filter({ hasText: "·" })).toHaveCount(0, { timeout: 60_000 });
  const errors = (await page.locator(".prices td:last-child").allTextContents()).map(Number);
  expect(errors.length).toBe(9);
  expect(errors.every((e, i) => i === 0 || e < (errors[i - 1] ?? 0))).toBe(true);
});

test("superpixels: fewer where fewer are asked for; a copied link of one's own photograph says so; a picture to keep", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await enter(page, "room=picture&features=superpixels&n=1000&p=china");
  await page.keyboard.press("End");
  await expect(page.locator(".done")).toBeVisible({ timeout: 15_000 });
  const regions = async (): Promise<number> => Number(await page.locator(".figure-line b").first().textContent());
  expect(Math.abs((await regions()) - 1000)).toBeLessThan(250);
  await page.getByRole("spinbutton", { name: "Number" }).fill("60");
  await page.keyboard.press("Enter");
  await expect.poll(regions).toBeLessThan(120);
  await expect(page.locator(".done")).toBeVisible({ timeout: 15_000 });
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as PNG" }).click();
  expect((await saved).suggestedFilename()).toBe("mixtape-segmentation.png");
  await page.locator(".file input").setInputFiles("tests/data/images/coffee_60x40.png");
  await expect.poll(() => link(page)).toContain("p=own");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator(".toast")).toContainText("stays here");
});
