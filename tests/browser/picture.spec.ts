// The room of pictures: a photograph converges, its price is right, the slider moves by keys, one's own stays here.
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
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
  await page.waitForTimeout(400);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
});
