// The main thread stays free: the work is the worker's.
import { expect, test } from "@playwright/test";
import { at, open, t } from "./stage";

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
    await page.evaluate(() => {
      (window as unknown as { long: number[] }).long.length = 0;
    });
    await page.waitForTimeout(1000);
    return {
      steps: (await t(page)) - before,
      long: await page.evaluate(() => [...(window as unknown as { long: number[] }).long]),
    };
  };
  await expect
    .poll(
      async () => {
        const { steps, long } = await second();
        return steps > 5 ? long : ["it does not play"];
      },
      { timeout: 15_000, intervals: [0] },
    )
    .toEqual([]);
});

test("the first picture is there within a second", async ({ page }) => {
  await open(page);
  const first = await page.evaluate(() => performance.getEntriesByName("first-picture")[0]?.startTime ?? Infinity);
  expect(first).toBeLessThan(1000);
});

test("100,000 points play at 25 iterations a second, drawn", async ({ page }) => {
  await open(page, "d=blobs&d.n=100000&d.c=8&d.sep=2&m=kmeans&k=8&start=random&s=3");
  await expect(page.locator(".caption")).toContainText("100,000");
  await page.getByLabel("Speed: half-steps a second").selectOption({ label: "max" });
  const played = page.evaluate(
    () =>
      new Promise<{ halfSteps: number; pictures: number; ms: number }>((resolve) => {
        const now = (): number => Number(document.querySelector("#curve svg")?.getAttribute("aria-valuenow"));
        let [start, first, last, pictures] = [0, 0, 0, 0];
        const look = (): void => {
          const t = now();
          if (t > 0 && !start) [start, first, last] = [performance.now(), t, t];
          else if (t > last) [last, pictures] = [t, pictures + 1];
          const ms = performance.now() - start;
          if (start && ms > 700) resolve({ halfSteps: last - first, pictures, ms });
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const { halfSteps, pictures, ms } = await played;
  const rate = (1000 * halfSteps) / 2 / ms;
  console.log(`${rate.toFixed(0)} iterations and ${((1000 * pictures) / ms).toFixed(0)} pictures a second`);
  expect(pictures).toBeGreaterThan(3);
  expect(rate).toBeGreaterThan(25);
});

test("with a processor four times slower, 10,000 points answer within 200 ms", async ({ page }) => {
  await page.addInitScript(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    new PerformanceObserver((list) => {
      for (const e of list.getEntries() as PerformanceEventTiming[]) if (e.interactionId) waits.push(e.duration);
    }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
  await open(page, "d=blobs&d.n=10000&m=gmm&k=6");
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  for (let i = 1; i <= 8; i++) {
    await page.keyboard.press("ArrowRight");
    await at(page, i);
    await page.waitForTimeout(250);
  }
  await page.locator("#stage").click({ position: { x: 300, y: 200 } });
  await page.waitForTimeout(500);
  const waits = await page.evaluate(() => (window as unknown as { waits: number[] }).waits);
  console.log(`interactions slower than 16 ms: ${waits.join(", ") || "none"}`);
  expect(Math.max(0, ...waits)).toBeLessThan(200);
});
