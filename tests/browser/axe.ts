// The page for everybody: no violation of the rules of accessibility in the state it is in.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const THEMES = ["light", "dark", "projector"];

/** Themes differ in their colours alone: in the light one all rules are tried, in the others that of contrast. */
export async function accessible(page: Page, theme = "light"): Promise<void> {
  // Colours are judged at rest.
  await page.waitForTimeout(400);
  const axe = new AxeBuilder({ page });
  const { violations } = await (theme === "light" ? axe : axe.withRules(["color-contrast"])).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
}

/** The page opens in `theme`. */
export async function dressed(page: Page, theme: string): Promise<void> {
  await page.addInitScript((t) => localStorage.setItem("mixtape.theme", t), theme);
}
