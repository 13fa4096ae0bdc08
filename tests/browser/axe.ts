// The page for everybody: no violation of the rules of accessibility in the state it is in.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Colours are judged at rest. */
const REST = 300;

async function judged(page: Page, axe: AxeBuilder): Promise<void> {
  await page.waitForTimeout(REST);
  const { violations } = await axe.analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
}

async function dressed(page: Page, theme: "projector" | "", colorScheme: "light" | "dark"): Promise<void> {
  await page.evaluate((to) => {
    if (to) document.documentElement.dataset.theme = to;
    else delete document.documentElement.dataset.theme;
  }, theme);
  await page.emulateMedia({ colorScheme });
}

/** As it stands. */
export async function accessible(page: Page): Promise<void> {
  await judged(page, new AxeBuilder({ page }));
}

/** As it stands, which is in the light theme; in the others, which differ in colours alone, by its contrasts. */
export async function accessibleInAllThemes(page: Page): Promise<void> {
  await accessible(page);
  const contrast = new AxeBuilder({ page }).withRules(["color-contrast"]);
  await dressed(page, "", "dark");
  await judged(page, contrast);
  // The page looks at its theme when the system changes its own.
  await dressed(page, "projector", "light");
  await judged(page, contrast);
  await dressed(page, "", "dark");
  await dressed(page, "", "light");
}
