// The page as a person meets it, for the tests.
import { expect, type Page } from "@playwright/test";

/** Opens the page with a link's text, and waits for its first picture. */
export async function open(page: Page, link = ""): Promise<void> {
  await page.goto(`./${link ? `#${link}` : ""}`);
  await expect(page.getByRole("slider", { name: "Half-step" })).toBeVisible();
}

export const curve = (page: Page) => page.getByRole("slider", { name: "Half-step" });

/** The half-step that is shown. */
export async function halfStep(page: Page): Promise<number> {
  return Number(await curve(page).getAttribute("aria-valuenow"));
}

/** The objective that is shown. */
export async function objective(page: Page): Promise<number> {
  const text = await page.locator("output").first().innerText();
  return Number(text.replace("−", "-").replace(",", ""));
}

export const converged = (page: Page) => expect(page.getByText("converged", { exact: true })).toBeVisible();

/** The link that the page shows, as key and value. */
export async function link(page: Page): Promise<Map<string, string>> {
  const text = new URL(page.url()).hash.slice(1);
  return new Map(text.split("&").map((part) => part.split("=") as [string, string]));
}
