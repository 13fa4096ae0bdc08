// The numbers a user feels: first picture, no long task, iterations a second.
import { expect, test } from "@playwright/test";
import { curve, halfStep, open } from "./page";

test("the first picture is there within a second", async ({ page }) => {
  const start = Date.now();
  await page.goto("./");
  await expect(page.getByText("N = 272")).toBeVisible();
  expect(Date.now() - start).toBeLessThan(1000);
});

test("playing 10,000 points leaves the main thread free", async ({ page }) => {
  await open(page, "d=blobs&d.n=10000&d.c=8&m=kmeans&k=8&start=random&s=3");
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: "longtask" });
  });
  await page.getByLabel(/^Speed/).selectOption({ label: "16 / s" });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Play" }).click();
  await page.waitForTimeout(2500);
  expect(await halfStep(page)).toBeGreaterThan(10);
  expect(await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks)).toEqual([]);
});

test("100,000 points play at 25 iterations a second, drawn", async ({ page }) => {
  await open(page, "d=blobs&d.n=100000&d.c=8&d.sep=2&m=kmeans&k=8&start=random&s=3");
  await page.getByLabel(/^Speed/).selectOption({ label: "max" });
  const drawn = page.evaluate(
    () =>
      new Promise<{ halfSteps: number; pictures: number; ms: number }>((resolve) => {
        const now = (): number => Number(document.querySelector("#curve svg")?.getAttribute("aria-valuenow"));
        let [start, first, last, pictures] = [0, 0, 0, 0];
        const look = (): void => {
          const t = now();
          if (t > 0 && !start) [start, first, last] = [performance.now(), t, t];
          else if (t > last) [last, pictures] = [t, pictures + 1];
          if (start && performance.now() - start > 700) resolve({ halfSteps: last - first, pictures, ms: performance.now() - start });
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await page.getByRole("button", { name: "Play" }).click();
  const { halfSteps, pictures, ms } = await drawn;
  const rate = (1000 * halfSteps) / 2 / ms;
  console.log(`${rate.toFixed(0)} iterations a second, ${((1000 * pictures) / ms).toFixed(0)} pictures a second`);
  expect(await curve(page).getAttribute("aria-valuenow")).not.toBe("0");
  expect(rate).toBeGreaterThan(25);
});
