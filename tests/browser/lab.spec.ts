// Restarts and Choose K: what the lab finds is what the playground then shows.
import { expect, test, type Page } from "@playwright/test";
import { accessibleInAllThemes } from "./axe";
import { link, objective, open } from "./stage";

const bars = (page: Page) => page.locator(".histogram [role=button]");
const cards = (page: Page) => page.locator(".optimum");

/** All starts are done and their optima have cards. */
async function walked(page: Page): Promise<void> {
  await expect(cards(page).first()).toBeVisible({ timeout: 20_000 });
}

test("a histogram of 200 starts; a bad optimum replays with the objective shown, and undo brings back the run", async ({
  page,
}) => {
  await open(page, "d=faithful&m=kmeans&k=4&start=random&s=1&dock=restarts");
  await walked(page);
  await expect(page.locator("p.found")).toContainText(/% of 200 starts found the best optimum, J = /);
  expect(await bars(page).count()).toBeGreaterThan(1);
  const before = await link(page);
  const bad = cards(page).last();
  const shown = ((await bad.locator("b").textContent()) ?? "").replace("J = ", "");
  await bad.click();
  await expect(objective(page)).toHaveText(shown);
  await expect(bad).toHaveAttribute("aria-current", "true");
  await expect(page.locator("p.found")).toContainText(`The start you see ends at J = ${shown}`);
  // The walk does not begin again for another start of the same configuration.
  await expect(cards(page).first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => link(page)).toBe(before);
});

test("bars go by arrow keys and replay with Enter; the best is the best", async ({ page }) => {
  await open(page, "d=faithful&m=kmeans&k=4&start=random&dock=restarts");
  await walked(page);
  await bars(page).first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(bars(page).nth(1)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(bars(page).first()).toBeFocused();
  await expect(bars(page).first()).toHaveAttribute("aria-label", /the best/);
  await page.keyboard.press("Enter");
  const best = ((await cards(page).first().locator("b").textContent()) ?? "").replace("J = ", "");
  await expect(objective(page)).toHaveText(best);
  await expect(page.locator("p.found")).toContainText("The start you see is one that finds it.");
});

test("another number of starts, another configuration: the walk follows", async ({ page }) => {
  await open(page, "d=faithful&m=kmeans&k=2&dock=restarts");
  await walked(page);
  await page.getByRole("radio", { name: "50", exact: true }).check({ force: true });
  await expect(page.locator("p.found")).toContainText("50 starts");
  await page.getByRole("spinbutton", { name: "K", exact: true }).fill("5");
  await page.keyboard.press("Enter");
  await expect(page.locator("p.found")).toContainText(/of 50 starts found the best optimum/);
  await expect.poll(() => link(page)).toContain("k=5");
});

test("BIC chooses three of three Gaussians, and a click fits that K", async ({ page }) => {
  await open(page, "d=three&m=gmm&k=2&dock=choose");
  await expect(page.locator(".verdicts")).toContainText(/BIC is least at K = 3; K = 4 has [\d.]+ more/, {
    timeout: 20_000,
  });
  const three = page.getByRole("button", { name: /^K = 3: BIC/ });
  await expect(three).toHaveAttribute("aria-label", /Chosen by BIC/);
  await three.click();
  await expect.poll(() => link(page)).toMatch(/k=3/);
  await expect(page.getByRole("slider", { name: "Centre 3", exact: true })).toBeVisible();
  await expect(page.locator("#transport")).toContainText(/[Cc]onverged/);
  // K is what the sweep is over: it goes on.
  await expect(three).toHaveAttribute("aria-label", /Chosen by BIC/);
});

test("every criterion has its chart; more points tell estimation from modelling error", async ({ page }) => {
  await open(page, "d=three&m=gmm&k=3&cov=spherical&dock=choose");
  await expect(page.getByRole("radio", { name: "BIC, AIC, ICL" })).toBeAttached({ timeout: 20_000 });
  for (const [name, words] of [
    ["Held out", "held-out log-likelihood per point is largest"],
    ["Elbow", "rises fast up to K ="],
    ["Silhouette", "mean silhouette is largest at K = "],
    ["More points", "More points cure the estimation error"],
  ] as const) {
    await page.getByRole("radio", { name, exact: true }).check({ force: true });
    await expect(page.locator(".verdicts")).toContainText(words, { timeout: 20_000 });
  }
  await expect(page.locator(".span.estimation")).toContainText("estimation error");
  await expect(page.locator(".span.modelling")).toContainText("modelling error");
  await expect(page.locator(".verdicts")).toContainText("Only another model cures the modelling error");
});

test("K-means has no likelihood: elbow, silhouette and gap choose", async ({ page }) => {
  await open(page, "d=blobs&d.sep=8&m=kmeans&k=3&dock=choose");
  await expect(page.getByRole("radio", { name: "Gap" })).toBeAttached({ timeout: 20_000 });
  await expect(page.getByRole("radio", { name: "BIC, AIC, ICL" })).toHaveCount(0);
  await page.getByRole("radio", { name: "Gap", exact: true }).check({ force: true });
  await expect(page.locator(".verdicts")).toContainText("The gap chooses K = 3", { timeout: 20_000 });
});

test("axe: restarts and model choice", async ({ page }) => {
  // Three looks at a page whose lab is at work.
  test.slow();
  await open(page, "d=faithful&m=kmeans&k=4&start=random&dock=restarts");
  await walked(page);
  await accessibleInAllThemes(page);
  await open(page, "d=three&m=gmm&k=3&cov=spherical&dock=choose");
  await expect(page.locator(".verdicts")).toContainText("BIC is least", { timeout: 20_000 });
  await accessibleInAllThemes(page);
  await page.getByRole("radio", { name: "More points", exact: true }).check({ force: true });
  await expect(page.locator(".span.modelling")).toBeVisible({ timeout: 20_000 });
  await accessibleInAllThemes(page);
});

test("on a phone both fit, and every card is a thumb wide", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const dock of ["restarts", "choose"]) {
    await open(page, `d=three&m=gmm&k=3&start=random&dock=${dock}`);
    const shown = dock === "restarts" ? cards(page).first() : page.locator(".verdicts p").nth(1);
    await expect(shown).toBeVisible({ timeout: 20_000 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const small = await page
      .locator("#dock :is(button, label)")
      .evaluateAll((all) => all.filter((e) => e.getBoundingClientRect().height < 44).length);
    expect(small).toBe(0);
  }
});
