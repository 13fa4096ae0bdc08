// Golden pictures: the stage to the last pixel, the page as a whole nearly so (its letters are the system's).
import { expect, test, type Page } from "@playwright/test";
import { at, open } from "./stage";

const MOMENTS = [
  { name: "kmeans", link: "d=faithful&m=kmeans&k=3&t=3", t: 3 },
  { name: "soft", link: "d=faithful&m=soft&k=3&t=2", t: 2 },
  { name: "mixture", link: "d=penguins&m=gmm&k=3&t=9", t: 9 },
  { name: "line", link: "d=galaxies&m=gmm&k=4&t=5", t: 5 },
  { name: "cloud", link: "d=blobs&d.n=50000&m=gmm&k=5&t=4", t: 4 },
];

async function look(page: Page, moment: (typeof MOMENTS)[number], theme: string): Promise<void> {
  await page.addInitScript((t) => localStorage.setItem("mixtape.theme", t), theme);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1000, height: 700 });
  await open(page, moment.link);
  await at(page, moment.t);
}

for (const theme of ["light", "dark", "projector"]) {
  for (const moment of MOMENTS) {
    test(`stage: ${moment.name}, ${theme}`, async ({ page }) => {
      await look(page, moment, theme);
      // The size is set by hand: that of the page depends on the system's letters.
      await page.addStyleTag({
        content:
          "#stage { position: fixed !important; inset: 0 auto auto 0; width: 482px; height: 322px; z-index: 9; border-radius: 0 } #stage > :not(canvas) { display: none }",
      });
      await expect(page.locator("#picture")).toHaveScreenshot(`stage-${moment.name}-${theme}.png`, {
        maxDiffPixels: 0,
        threshold: 0,
      });
    });
  }
}

for (const [theme, moment] of [
  ["light", MOMENTS[0]],
  ["dark", MOMENTS[2]],
  ["projector", MOMENTS[3]],
] as const) {
  test(`page: ${moment?.name}, ${theme}`, async ({ page }) => {
    if (!moment) throw new Error("there is no such moment");
    await look(page, moment, theme);
    await expect(page).toHaveScreenshot(`page-${moment.name}-${theme}.png`, {
      maxDiffPixelRatio: 0.05,
      threshold: 0.3,
    });
  });
}
