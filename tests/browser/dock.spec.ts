// The dock below the stage: its tabs, and the lower bound that adds up.
import { expect, test } from "@playwright/test";
import { link, open } from "./stage";

const number = (text: string): number => Number(text.replace("−", "-"));

test("the terms of the bound add up; an E-step closes the gap", async ({ page }) => {
  await open(page, "d=faithful&m=gmm&k=2&start=random&s=4&dock=bound&t=6");
  const values = async (): Promise<number[]> =>
    (await page.locator(".terms tbody tr td:nth-child(3)").allTextContents()).map(number);
  await expect(page.locator(".terms tbody tr")).toHaveCount(5);
  const [q, entropy, bound, gap, evidence] = await values();
  expect([q, entropy, bound, gap, evidence]).toEqual([-547.994, 9.706, -538.288, 3.609, -534.679]);
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".terms .gap td").nth(1)).toHaveText("0.000");
  const after = await values();
  expect(after[4]).toBe(evidence);
  expect(after[2]).toBe(evidence);
});

test("tabs go by arrow keys, and are in the link", async ({ page }) => {
  await open(page, "d=faithful&m=gmm");
  await page.getByRole("tab", { name: "Objective" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Bound" })).toBeFocused();
  await expect(page.locator(".terms")).toBeVisible();
  await expect.poll(() => link(page)).toContain("dock=bound");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("slider", { name: "Half-step" })).toBeVisible();
  await expect.poll(() => link(page)).not.toContain("dock");
});

test("a model without a likelihood has no bound: the objective is shown instead", async ({ page }) => {
  await open(page, "d=faithful&m=kmeans&dock=bound");
  await expect(page.getByRole("tab", { name: "Bound" })).toHaveCount(0);
  await expect(page.getByRole("slider", { name: "Half-step" })).toBeVisible();
});

for (const run of ["d=faithful&m=gmm&k=1", "d=blobs&m=gmm&k=5&start=same"]) {
  test(`a bound that moves by rounding alone is a level line, and the page answers: ${run}`, async ({ page }) => {
    await open(page, `${run}&dock=bound`);
    for (let half = 1; half <= 3; half++) {
      await page.keyboard.press("ArrowRight");
      await expect(page.locator(".count .at")).toContainText(`half-step ${half}`);
      await expect(page.locator(".bound-plot .grid text").first()).toBeVisible();
    }
  });
}
