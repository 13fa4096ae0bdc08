// A slow network brings the parts of the page in another order: what is drawn in the end is the same.
import { expect } from "@playwright/test";
import { until } from "./driver";
import { open, plain, test } from "./engines";

const FITS = `(() => {
  const [stage, svg] = [document.getElementById("stage"), document.querySelector("#overlay svg")];
  return svg && svg.clientWidth === stage.clientWidth && svg.getAttribute("viewBox").endsWith(" " + stage.clientWidth + " " + stage.clientHeight);
})()`;

test("a stylesheet that comes after the first picture leaves the stage whole", async ({ site, chromium, webkit }) => {
  await open(webkit, `${site.late}#d=faithful&m=kmeans&k=3`);
  await until(webkit, `getComputedStyle(document.body).display === "grid"`);
  await until(webkit, FITS);
  await expect.poll(async () => plain(chromium, await webkit.screenshot("#stage"))).toBeLessThan(0.97);
});
