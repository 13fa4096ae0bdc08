// The rooms of Bayes' rule and of the generative machine, by keyboard and by hand.
import { expect, test, type Page } from "@playwright/test";
import { accessibleInAllThemes } from "./axe";
import { caption, link, open } from "./stage";

async function enter(page: Page, hash: string): Promise<void> {
  await page.goto(`./#${hash}`);
  await expect(page.locator(".room .plots").first()).toBeVisible();
}

/** Bayes' rule as a textbook writes it, with the room's three digits. */
function posterior(x: number, prior: number, [m0, s0]: [number, number], [m1, s1]: [number, number]): string {
  const p = (m: number, s: number): number => Math.exp(-((x - m) ** 2) / (2 * s * s)) / (s * Math.sqrt(2 * Math.PI));
  const [a, b] = [prior * p(m1, s1), (1 - prior) * p(m0, s0)];
  return (a / (a + b)).toFixed(3);
}

test("bayes: arrow keys move x, a mean and a width, and the number is exact", async ({ page }) => {
  await enter(page, "room=bayes");
  const result = page.locator(".result");
  await expect(result).toHaveText(posterior(172, 0.4, [166, 7], [179, 7]));
  await page.getByRole("slider", { name: "The height asked about" }).press("Enter");
  for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
  await expect(result).toHaveText(posterior(175, 0.4, [166, 7], [179, 7]));
  await page.getByRole("slider", { name: "Mean of y = 1" }).press("Enter");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(result).toHaveText(posterior(175, 0.4, [166, 7], [174, 7]));
  await page.getByRole("slider", { name: "Width of y = 0" }).press("Enter");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(result).toHaveText(posterior(175, 0.4, [166, 8], [174, 7]));
  await expect.poll(() => link(page)).toBe("room=bayes&x=175&s0=8&m1=174");
  await page.keyboard.press("z");
  await expect(result).toHaveText(posterior(175, 0.4, [166, 7], [174, 7]));
  await page.keyboard.press("Shift+Z");
  await expect(result).toHaveText(posterior(175, 0.4, [166, 8], [174, 7]));
});

test("bayes: a mean follows the pointer, a slider the prior, and a wrong link is said", async ({ page }) => {
  await enter(page, "room=bayes&s0=0");
  await expect(page.locator(".room-note")).toContainText("s0");
  const disc = page.getByRole("slider", { name: "Mean of y = 0" });
  const box = await disc.locator(".grip").boundingBox();
  if (!box) throw new Error("there is no disc");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 60, box.y + 5, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Number(await disc.getAttribute("aria-valuenow"))).toBeLessThan(162);
  await page.getByRole("slider", { name: "Prior P(y = 1)" }).fill("0.8");
  await expect.poll(() => link(page)).toContain("prior=0.8");
});

test("machine: 500 points, three panels, the table, and the same points without z", async ({ page }) => {
  await enter(page, "room=machine&n=0");
  await page.keyboard.press(" ");
  await expect.poll(() => link(page)).toBe("room=machine&n=1");
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("button", { name: "Draw 500" }).click();
  await expect.poll(() => link(page)).toBe("room=machine");
  const colours = await page.locator(".room canvas").evaluateAll((all) =>
    all.map((c) => {
      const { width, height } = c as HTMLCanvasElement;
      const data = (c as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
      let [inked, tinted] = [0, 0];
      for (let i = 0; i < data.length; i += 4) {
        const rgb = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
        if (Math.min(...rgb) < 200) inked++;
        if (Math.max(...rgb) - Math.min(...rgb) > 60) tinted++;
      }
      return { inked: inked > 2000, tinted: tinted > 1000 };
    }),
  );
  expect(colours).toEqual([
    { inked: true, tinted: true },
    { inked: true, tinted: false },
    { inked: true, tinted: true },
  ]);
  const rows = page.locator(".found tbody tr");
  await expect(rows).toHaveCount(9);
  await expect(rows.nth(0)).toContainText("0.500");
  // 500 points of seed 0: counted with z, as in the crate's own test.
  await expect(rows.nth(1).locator("td").first()).toHaveText("0.250, 0.350");
  await expect(page.locator(".found tfoot tr")).toHaveCount(3);
  await page.getByRole("link", { name: "Hide z and refit" }).click();
  await expect(caption(page)).toContainText("N = 500");
  expect(await link(page)).toContain("d=machine");
  await expect(page.locator("#panel").getByText("True groups").first()).toBeAttached();
});

test("machine: a click takes a point apart, arrow keys move a mean, weights keep their sum", async ({ page }) => {
  await enter(page, "room=machine&at=40");
  await expect(page.locator(".apart h2")).toContainText("Point 40");
  await page.getByRole("slider", { name: "Mean of component 2" }).press("Enter");
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => link(page)).toContain("x2=0.55");
  await page.getByRole("slider", { name: "Axis a of component 2" }).press("Enter");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => link(page)).toContain("a2=0.13");
  await page.getByRole("slider", { name: "Weight of component 1" }).fill("0.2");
  await expect.poll(() => link(page)).toContain("p1=0.2&p2=0.48&");
  await expect.poll(() => link(page)).toContain("p3=0.32");
  await page.keyboard.press("z");
  await expect.poll(() => link(page)).not.toContain("p1=");
});

test("axe: rooms", async ({ page }) => {
  await enter(page, "room=bayes");
  await accessibleInAllThemes(page);
  await enter(page, "room=machine&at=40&contours=1");
  await expect(page.locator(".found tbody tr")).toHaveCount(9);
  await accessibleInAllThemes(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await accessibleInAllThemes(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("a room and the playground are one history", async ({ page }) => {
  await open(page);
  await page.evaluate(() => (location.hash = "room=bayes"));
  await expect(page.locator(".bayes .plots")).toBeVisible();
  await page.keyboard.press("z");
  await expect(page.locator("#transport .main")).toBeVisible();
});
