// A photograph of one's own opens in every engine, wherever the page came from.
import { expect } from "@playwright/test";
import { until } from "./driver";
import { open, plain, test } from "./engines";

for (const way of ["http", "file"] as const) {
  test(`${way}: a photograph of one's own is opened`, async ({ site, chromium, firefox, webkit }) => {
    const opened = async (driver: typeof webkit): Promise<string> => {
      await open(driver, `${site[way]}#room=picture&p=astronaut&k=4`);
      await until(driver, `document.querySelector(".cost")`);
      await driver.choose(".file input", "www/photos/china.webp");
      await until(driver, `location.hash.includes("p=own")`);
      await driver.press("ArrowRight");
      await until(driver, `document.querySelector("#room .figure-line")?.textContent.includes("half-step 1")`);
      return driver.evaluate<string>(`document.querySelector(".cost").textContent`);
    };
    const engines = [chromium, firefox, webkit];
    const costs = await Promise.all(engines.map(opened));
    expect(new Set(costs).size, costs.join(" ")).toBe(1);
    for (const driver of engines)
      expect(await plain(chromium, await driver.screenshot(".halves")), driver.name).toBeLessThan(0.97);
  });
}
