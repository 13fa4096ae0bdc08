// What the browser tests do to the page, in the words of a reader.
import { expect, type Locator, type Page } from "@playwright/test";

/** Open the page at `link` and wait until the first picture is there. */
export async function open(page: Page, link = ""): Promise<void> {
  await page.goto(link ? `./#${link}` : "./");
  await expect(page.locator("#transport .main")).toBeVisible();
}

/** The half-step the page stands at. */
export async function t(page: Page): Promise<number> {
  return Number(await slider(page).getAttribute("aria-valuenow"));
}

export async function at(page: Page, half: number): Promise<void> {
  await expect(slider(page)).toHaveAttribute("aria-valuenow", String(half));
}

export function slider(page: Page): Locator {
  return page.getByRole("slider", { name: "Half-step" });
}

export function objective(page: Page): Locator {
  return page.locator(".objective output");
}

export function centre(page: Page, k: number): Locator {
  return page.getByRole("slider", { name: `Centre ${k}`, exact: true });
}

/** Where a centre is, CSS pixels of the stage. */
export async function whereIs(page: Page, k: number): Promise<{ x: number; y: number }> {
  return centre(page, k).evaluate((g: SVGElement) => {
    const [x, y] = (g.style.transform.match(/-?[\d.]+/g) ?? []).map(Number);
    return { x: x ?? NaN, y: y ?? NaN };
  });
}

/** The same on the screen. */
export async function onScreen(page: Page, k: number): Promise<{ x: number; y: number }> {
  const [at, stage] = await Promise.all([whereIs(page, k), page.locator("#stage").boundingBox()]);
  if (!stage) throw new Error("there is no stage");
  return { x: stage.x + 1 + at.x, y: stage.y + 1 + at.y };
}

export async function link(page: Page): Promise<string> {
  return page.evaluate(() => location.hash.slice(1));
}

export function choice(page: Page, title: string): Locator {
  return page.getByRole("combobox", { name: title, exact: true });
}

export function caption(page: Page): Locator {
  return page.locator(".caption");
}
