// The same bits in the browser as in native code, and nothing asked of any other host.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { link, open } from "./stage";

const runs = JSON.parse(readFileSync("tests/digests/runs.json", "utf8")) as { link: string; digest: string }[];

test("fixed links have the digests of native code", async ({ page }) => {
  await page.route("**/parts/*", (route) =>
    route.fulfill({ path: `www/wasm/lab/${new URL(route.request().url()).pathname.split("/").pop()}` }),
  );
  await page.route("**/data/*", (route) =>
    route.fulfill({ path: `src/data/${new URL(route.request().url()).pathname.split("/").pop()}` }),
  );
  await open(page);
  const digests = await page.evaluate(
    async (links) => {
      const glue = "/parts/lab.js";
      const { default: init, Deck, shelve } = await import(glue);
      await init({ module_or_path: "/parts/lab_bg.wasm" });
      for (const name of ["austen", "digits", "wine"])
        shelve(name, new Uint8Array(await (await fetch(`/data/${name}.bin`)).arrayBuffer()));
      return links.map((link) => {
        const deck = new Deck(link);
        while (deck.advance(1000));
        return deck.digest() as string;
      });
    },
    runs.map((run) => run.link),
  );
  expect(digests).toEqual(runs.map((run) => run.digest));
});

test("an opened link is the link that is shown", async ({ page }) => {
  for (const run of runs) {
    await open(page, run.link);
    await page.reload();
    await expect(page.locator(".sentence")).not.toContainText("Loading");
    await expect.poll(() => link(page)).toBe(run.link);
  }
});

test("no other host is asked for anything, and nothing goes wrong", async ({ page }) => {
  const hosts = new Set<string>();
  const errors: string[] = [];
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await open(page, "d=iris&m=gmm&k=3");
  await page.keyboard.press("End");
  await expect(page.locator(".done")).toBeVisible();
  expect([...hosts]).toEqual([new URL(page.url()).host]);
  expect(errors).toEqual([]);
});
