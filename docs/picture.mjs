// The README's picture, from the one file: node docs/picture.mjs (after cargo xtask build).
import { chromium } from "@playwright/test";

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
await page.goto(`${new URL("../dist/mixtape.html", import.meta.url)}#scene=mahalanobis`);
await page.locator(".differ").waitFor();
await page.waitForTimeout(800);
await page.screenshot({ path: new URL("playground.png", import.meta.url).pathname });
await browser.close();
