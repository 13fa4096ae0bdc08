// What cannot be fetched is said in plain words, and comes when it can be had; a worker that stops is started anew.
import { readFileSync } from "node:fs";
import { expect, test, type Page, type Worker } from "@playwright/test";
import { at, caption, link, open } from "./stage";

const notice = (page: Page) => page.locator("#notices .notice", { hasText: "could not fetch" });
const retry = (page: Page) => notice(page).getByRole("button", { name: "Try again" });

/** Requests for `files` are refused until the answer is called. */
async function refuse(page: Page, files: RegExp, status = 503): Promise<() => Promise<void>> {
  await page.context().route(files, (route) => route.fulfill({ status, body: "" }));
  return () => page.context().unroute(files);
}

/** Said in words of this page, and no machine's. */
async function said(page: Page, what: string): Promise<void> {
  await expect(notice(page)).toContainText(`could not fetch ${what}`);
  await expect(notice(page)).not.toContainText(/http|module|Failed|undefined|assets/);
  await expect(page.locator("#live")).toContainText(what);
}

const LATER: [name: string, files: RegExp, link: string, what: string, there: string][] = [
  ["the code of a room", /\/bayes-.*\.js/, "room=bayes", "the room “bayes”", ".bayes .plots"],
  ["the style of a room", /\/(talk|rooms)-.*\.css/, "room=bayes", "the room “bayes”", ".bayes .plots"],
  ["the wasm of a room", /lab_bg.*\.wasm/, "room=bayes", "the second engine", ".bayes .plots"],
  ["the lab's worker", /\/worker-.*\.js/, "room=scenes", "the second engine", ".scene-link"],
  ["the photograph", /coffee-.*\.webp/, "room=picture", "the photograph", ".pictures .halves"],
  [
    "a view of the dock",
    /\/restarts-.*\.js/,
    "d=iris&m=kmeans&dock=restarts",
    "the view “restarts”",
    ".histogram [role=button]",
  ],
  [
    "the wasm of a view",
    /lab_bg.*\.wasm/,
    "d=iris&m=kmeans&dock=restarts",
    "the second engine",
    ".histogram [role=button]",
  ],
  [
    "the wasm of a second side",
    /lab_bg.*\.wasm/,
    "d=iris&m=kmeans&k=3&vs.m=gmm",
    "the second engine",
    "#picture-beside",
  ],
  ["the page's second side", /\/parts-.*\.js/, "d=iris&m=kmeans&k=3&vs.m=gmm", "the second side", "#picture-beside"],
  ["data of their own file", /wine-.*\.bin/, "d=wine&m=kmeans&k=3", "the data (wine)", ".caption:has-text('Wine')"],
  ["a scene", /\/card-.*\.js/, "d=iris&scene=cost-curve", "the scene", ".scene-card header"],
];

for (const [name, files, to, what, there] of LATER) {
  test(`${name} cannot be had: said, the rest works, and it comes when asked again`, async ({ page }) => {
    await open(page, "d=moons");
    const allow = await refuse(page, files, name.startsWith("data") ? 404 : 503);
    await page.evaluate((hash) => (location.hash = hash), to);
    await said(page, what);
    await expect(page.locator(there).first()).toBeHidden();
    await expect(page.getByRole("button", { name: "Copy link" })).toBeVisible();
    await allow();
    await retry(page).click();
    await expect(page.locator(there).first()).toBeVisible({ timeout: 15_000 });
    await expect(notice(page)).toHaveCount(0);
    expect(
      await page.locator("link[rel=stylesheet]").evaluateAll((all) => all.every((l) => (l as HTMLLinkElement).sheet)),
    ).toBe(true);
  });
}

for (const [name, files, to, what] of [
  ["the wasm", /page_bg.*\.wasm/, "d=iris", "the engine"],
  ["the worker", /\/worker-.*\.js/, "d=iris", "the engine"],
  ["a link's data", /wine-.*\.bin/, "d=wine", "the data (wine)"],
  ["a link's engine", /lab_bg.*\.wasm/, "d=counts&m=poisson&k=3", "the second engine"],
  ["a room", /\/bayes-.*\.js/, "room=bayes", "the room “bayes”"],
] as const) {
  test(`at the first load ${name} cannot be had: said, and it comes by itself`, async ({ page }) => {
    const allow = await refuse(page, files);
    await page.goto(`./#${to}`);
    await said(page, what);
    await allow();
    // Nobody presses a button: the second try is two seconds after the first.
    await expect(notice(page)).toHaveCount(0, { timeout: 15_000 });
    if (to === "room=bayes") await expect(page.locator(".bayes .plots")).toBeVisible();
    else await expect(caption(page)).toContainText(/Iris|Wine|Counts/i);
    await expect.poll(() => link(page)).toContain(to.split("&")[0] ?? "");
  });
}

test("while a link's data cannot be had another run can be opened, and keeps its place", async ({ page }) => {
  const allow = await refuse(page, /wine-.*\.bin/, 404);
  await page.goto("./#d=wine");
  await said(page, "the data (wine)");
  await page.evaluate(() => (location.hash = "d=iris"));
  await expect(caption(page)).toContainText("Iris");
  await page.keyboard.press("ArrowRight");
  await at(page, 1);
  await expect.poll(() => link(page)).toContain("d=iris");
  await allow();
  await retry(page).click();
  await expect(notice(page)).toHaveCount(0);
  await expect(caption(page)).toContainText("Iris");
});

test("without a network an open page says so, and what was wanted comes with the network", async ({
  page,
  context,
}) => {
  await open(page, "d=iris");
  await context.setOffline(true);
  await page.keyboard.press("p");
  await said(page, "the questions");
  await context.setOffline(false);
  await expect(page.locator(".asked")).toBeVisible();
});

/** The worker of the stage, or of the lab. */
async function worker(page: Page, of: "Deck" | "lab"): Promise<Worker> {
  for (const one of page.workers()) {
    const bytes = await one.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map((e) => e.name)
        .join(" "),
    );
    if (/page_bg/.test(bytes) === (of === "Deck")) return one;
  }
  throw new Error(`there is no ${of}`);
}

/** Seconds pass on the page: the watch counts its looks. */
async function seconds(page: Page, n: number): Promise<void> {
  await page.clock.runFor(1000 * n);
}

for (const [end, code] of [
  ["closes", "self.close()"],
  ["hangs", "setTimeout(() => { for (;;); })"],
  ["breaks", "setTimeout(() => { throw new Error('x'); })"],
] as const) {
  test(`an engine that ${end} is started anew where the run was`, async ({ page }) => {
    await page.clock.install();
    await open(page, "d=iris&m=kmeans&k=3&start=random&s=2");
    for (let half = 1; half <= 4; half++) {
      await page.keyboard.press("ArrowRight");
      await at(page, half);
    }
    await expect.poll(() => link(page)).toMatch(/&t=4$/);
    const before = await link(page);
    await (await worker(page, "Deck")).evaluate(code);
    // One that breaks says so; of the others it is known when they do not answer.
    if (end !== "breaks") {
      await page.keyboard.press("ArrowRight");
      await seconds(page, 40);
    }
    await expect(page.locator(".toast")).toContainText(
      "The engine stopped and was restarted; your run is back at half-step 4.",
    );
    expect(await link(page)).toBe(before);
    await page.keyboard.press("ArrowRight");
    await at(page, 5);
    // There is a picture on the new canvas.
    await expect.poll(() => page.locator("#picture").evaluate((c: HTMLCanvasElement) => c.width)).toBeGreaterThan(300);
    await page.keyboard.press("n");
    await expect.poll(() => link(page)).not.toMatch(/s=2(&|$)/);
    await page.keyboard.press("z");
    await expect.poll(() => link(page)).toMatch(/s=2(&|$)/);
  });
}

test("both sides of a comparison come back", async ({ page }) => {
  await open(page, "d=iris&m=kmeans&k=3&vs.m=gmm&t=3");
  await expect(page.locator("#picture-beside")).toBeVisible();
  await (await worker(page, "Deck")).evaluate("setTimeout(() => { throw new Error('x'); })");
  await expect(page.locator(".toast")).toContainText("back at half-step 3");
  await page.keyboard.press("ArrowRight");
  await at(page, 4);
  await expect
    .poll(() => page.locator("#picture-beside").evaluate((c: HTMLCanvasElement) => c.width))
    .toBeGreaterThan(300);
});

test("a lab that closes is started anew and does what it was asked", async ({ page }) => {
  await page.clock.install();
  await page.goto("./#room=bayes");
  await expect(page.locator(".bayes .plots")).toBeVisible();
  await (await worker(page, "lab")).evaluate("self.close()");
  await page.getByRole("slider", { name: "The height asked about" }).press("Enter");
  await page.keyboard.press("ArrowRight");
  await seconds(page, 40);
  await expect(page.locator(".toast")).toContainText("The second engine stopped and was restarted");
  await expect.poll(() => link(page)).toContain("x=172.5");
});

test("an engine at work is left alone", async ({ page }) => {
  await open(page, "d=iris");
  await (await worker(page, "Deck")).evaluate(
    "setTimeout(() => { const end = Date.now() + 6000; while (Date.now() < end); })",
  );
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("slider", { name: "Half-step" })).toHaveAttribute("aria-valuenow", "1", {
    timeout: 15_000,
  });
  await expect(page.locator(".toast")).toHaveCount(0);
});

/** Workers break down when `what`, a condition on a message's `data`, is true. */
async function breakable(page: Page, what: string): Promise<void> {
  await page.route(/\/worker-.*\.js/, (route) => {
    const code = readFileSync(`dist${new URL(route.request().url()).pathname}`, "utf8");
    const more = `addEventListener("message", ({ data }) => { if (${what}) throw new Error("x"); });`;
    return route.fulfill({ contentType: "text/javascript", body: `${code};${more}` });
  });
}

test("a link that stops the engine before anything is shown gives way to another run", async ({ page }) => {
  await breakable(page, `data.do === "begin" && data.link.includes("iris")`);
  await page.goto("./#d=iris");
  await expect(page.locator(".toast")).toContainText("The engine stopped at this link, so another run is shown.");
  await page.keyboard.press("ArrowRight");
  await at(page, 1);
});

test("what stops the lab twice is given up, in words", async ({ page }) => {
  await breakable(page, `data.name === "bayes"`);
  await page.goto("./#room=bayes");
  await expect(page.locator(".toast")).toContainText("This stopped the second engine twice.");
});
