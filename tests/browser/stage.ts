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

/** The share of the most frequent colour that one sees: what a canvas holds may not be what is shown. */
export async function plain(page: Page, selector: string): Promise<number> {
  const png = (await page.locator(selector).screenshot()).toString("base64");
  return page.evaluate(async (text) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${text}`)).blob());
    const copy = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    copy?.drawImage(bitmap, 0, 0);
    const data = copy?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
    const seen = new Map<number, number>();
    for (const rgba of new Uint32Array(data.buffer)) seen.set(rgba, (seen.get(rgba) ?? 0) + 1);
    return Math.max(...seen.values()) / (data.length / 4);
  }, png);
}
