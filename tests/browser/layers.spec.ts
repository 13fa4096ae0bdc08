// The layers of the stage, by mouse, by keyboard and by touch; remembered by the link and by the model.
import { expect, test, type Page } from "@playwright/test";
import { choice, link, open } from "./stage";

const layer = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function shown(page: Page, name: string, on: boolean): Promise<void> {
  await expect(layer(page, name)).toHaveAttribute("aria-pressed", String(on));
}

test("by mouse, and each model keeps its own", async ({ page }) => {
  await open(page, "m=gmm&k=3&t=5");
  await shown(page, "Ellipses", true);
  await layer(page, "Ellipses").click();
  await shown(page, "Ellipses", false);
  await expect.poll(() => link(page)).toContain("layers=-ellipses");
  await layer(page, "Contours").click();
  await expect(page.locator("path.contour").first()).toBeAttached();
  await layer(page, "Spokes").click();
  await expect(page.locator("path.spokes").first()).toBeAttached();
  // The ground is tinted in one way at a time.
  await shown(page, "Density", true);
  await layer(page, "Cells").click();
  await shown(page, "Density", false);
  await choice(page, "Model").selectOption("kmeans");
  await shown(page, "Spokes", true);
  await shown(page, "Trails", true);
});

test("by keyboard alone", async ({ page }) => {
  await open(page, "t=4");
  await layer(page, "Trails").focus();
  await page.keyboard.press("Enter");
  await shown(page, "Trails", false);
  await page.keyboard.press("Enter");
  await shown(page, "Trails", true);
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test("from the sheet", async ({ page }) => {
    await open(page, "t=4");
    await page.getByRole("button", { name: "View", exact: true }).tap();
    await layer(page, "Coordinates").tap();
    await shown(page, "Coordinates", true);
    await expect(page.locator("text.tag").first()).toContainText("min");
  });
});
