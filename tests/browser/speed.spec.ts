// The main thread stays free: the work is the worker's.
import { expect, test } from "@playwright/test";
import { open, t } from "./stage";

test("no task over 50 ms while 10,000 points are played", async ({ page }) => {
  await open(page, "d=blobs&d.n=10000&m=gmm&k=6&start=random");
  await expect(page.locator(".caption")).toContainText("10,000");
  await page.evaluate(() => {
    const long: number[] = [];
    Object.assign(window, { long });
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) long.push(e.duration);
    }).observe({ type: "longtask" });
  });
  await page.getByLabel("Speed: half-steps a second").selectOption("16");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => t(page)).toBeGreaterThan(10);
  // A machine that is busy with something else stretches every task: one quiet second of playing is asked for.
  const second = async (): Promise<{ steps: number; long: number[] }> => {
    const before = await t(page);
    await page.evaluate(() => void ((window as unknown as { long: number[] }).long.length = 0));
    await page.waitForTimeout(1000);
    return { steps: (await t(page)) - before, long: await page.evaluate(() => [...(window as unknown as { long: number[] }).long]) };
  };
  await expect
    .poll(async () => {
      const { steps, long } = await second();
      return steps > 5 ? long : ["it does not play"];
    }, { timeout: 15_000, intervals: [0] })
    .toEqual([]);
});

test("the first picture is there within a second", async ({ page }) => {
  await open(page);
  const first = await page.evaluate(() => performance.getEntriesByName("first-picture")[0]?.startTime ?? Infinity);
  expect(first).toBeLessThan(1000);
});
