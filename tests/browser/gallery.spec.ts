// The lecture as scenes: the gallery is searched and walked by keys, a scene has its card, its questions and its short link.
import { expect, test, type Page } from "@playwright/test";
import { accessible, accessibleInAllThemes } from "./axe";
import { link, plain } from "./stage";

const cards = (page: Page) => page.locator(".scene-link");
const card = (page: Page) => page.getByRole("article", { name: /^Scene: / });
const search = (page: Page) => page.getByRole("searchbox", { name: "Search the scenes" });

async function gallery(page: Page, rest = ""): Promise<void> {
  await page.goto(`./#room=scenes${rest}`);
  await expect(cards(page).first()).toBeVisible();
}

async function scene(page: Page, key = "cost-curve"): Promise<void> {
  await page.goto(`./#scene=${key}`);
  await expect(card(page)).toBeVisible();
}

test("words, rows of the course and keys find scenes; Esc shows all again", async ({ page }) => {
  await gallery(page);
  const all = await cards(page).count();
  expect(all).toBeGreaterThan(1);
  await search(page).fill("d7");
  for (const rows of await page.locator(".rows-of").allTextContents()) expect(rows.split(" ")).toContain("D7");
  await expect(page.locator(".search output")).toHaveText(/^\d+ of \d+$/);
  expect(await cards(page).count()).toBeLessThan(all);
  await expect.poll(() => link(page)).toBe("room=scenes&q=d7");
  await page.keyboard.press("Escape");
  await expect(cards(page)).toHaveCount(all);
  await expect(search(page)).toHaveValue("");
  await search(page).fill("cost-curve");
  await expect(page.locator("#scene-cost-curve")).toBeVisible();
  await search(page).fill("no scene says this");
  await expect(cards(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(cards(page)).toHaveCount(all);
});

test("arrow keys go from card to card as they lie, Enter opens", async ({ page }) => {
  await gallery(page);
  await search(page).focus();
  await page.keyboard.press("ArrowDown");
  await expect(cards(page).first()).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(cards(page).nth(1)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  const above = await cards(page).first().boundingBox();
  await page.keyboard.press("ArrowDown");
  const below = await page.locator(".scene-link:focus").boundingBox();
  expect(below && above && below.y > above.y && Math.abs(below.x - above.x) < 5).toBe(true);
  await page.keyboard.press("ArrowUp");
  await expect(cards(page).first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(search(page)).toBeFocused();
  await search(page).fill("cost-curve");
  await expect(cards(page)).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(cards(page).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(card(page)).toBeVisible({ timeout: 15_000 });
  await expect.poll(() => link(page)).toContain("scene=");
});

test("a card in sight has its picture, one far below has none", async ({ page }) => {
  await gallery(page);
  await expect(page.locator(".still canvas").first()).toBeVisible({ timeout: 20_000 });
  const colours = await page
    .locator(".still canvas")
    .first()
    .evaluate((c: HTMLCanvasElement) => {
      const data = c.getContext("2d")?.getImageData(0, 0, c.width, c.height).data ?? [];
      const seen = new Set<number>();
      for (let i = 0; i + 2 < data.length; i += 4)
        seen.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0));
      return seen.size;
    });
  expect(colours).toBeGreaterThan(10);
  await expect(cards(page).last().locator("canvas, img")).toHaveCount(0);
  await cards(page).last().scrollIntoViewIfNeeded();
  await expect(cards(page).last().locator("canvas, img")).toHaveCount(1, { timeout: 20_000 });
});

test("the short link is the scene, and becomes its full link", async ({ page }) => {
  await scene(page);
  await expect.poll(() => link(page)).toMatch(/^v=1&d=faithful&m=kmeans.*&scene=cost-curve$/);
  await page.goto("./#scene=nothing-such");
  await expect(page.getByRole("note")).toContainText("There is no scene “nothing-such”");
  await expect(cards(page).first()).toBeVisible();
});

test("previous and next follow the lecture; back to the scene's start", async ({ page }) => {
  await scene(page);
  const start = await link(page);
  const number = async (): Promise<number> =>
    Number(/(\d+) of/.exec((await card(page).locator("header").textContent()) ?? "")?.[1]);
  const n = await number();
  const back = page.getByRole("button", { name: "Start", exact: true });
  await expect(back).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("ArrowRight");
  await expect(back).toHaveAttribute("aria-disabled", "false");
  await back.click();
  await expect.poll(() => link(page)).toBe(start);
  await page.keyboard.press(">");
  await expect.poll(number).toBe(n + 1);
  await page.getByRole("button", { name: "Previous", exact: true }).click();
  await expect.poll(number).toBe(n);
  await page.keyboard.press("<");
  await expect.poll(number).toBe(n - 1);
  await page.getByRole("button", { name: "Close the scene" }).click();
  await expect(card(page)).toHaveCount(0);
  await expect.poll(() => link(page)).not.toContain("scene=");
});

test("an answer stays beside the right one, with the reason and the score", async ({ page }) => {
  await scene(page);
  const question = card(page).getByRole("group").first();
  await question.getByRole("radio", { name: "Assignments" }).check();
  await expect(question.locator(".right")).toHaveCount(1);
  await expect(question.locator(".wrong .outcome")).toHaveText("your answer");
  await expect(question.getByRole("status")).toContainText("Not so.");
  await expect(card(page).locator(".score")).toContainText("0 of 1 · 0%");
  await page.keyboard.press(">");
  await expect(question.locator(".right")).toHaveCount(0);
  await page.keyboard.press("<");
  await expect(question.getByRole("status")).toContainText("Not so.");
});

test("a scene in a room keeps its card and its key", async ({ page }) => {
  await gallery(page);
  const room = page.locator('.scene-link[href*="room=bayes"]').first();
  await room.click();
  await expect(card(page)).toBeVisible();
  await expect(page.getByRole("slider", { name: /Prior/ })).toBeVisible();
  await page.getByRole("slider", { name: "Prior P(y = 1)" }).focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => link(page)).toMatch(/room=bayes&.*scene=/);
});

test("a phone: the scene is the first tab and open at first", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await scene(page);
  await expect(page.getByRole("button", { name: "Scene", exact: true })).toHaveAttribute("aria-expanded", "true");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.keyboard.press("g");
  await expect(cards(page).first()).toBeVisible();
  const [a, b] = [await cards(page).nth(0).boundingBox(), await cards(page).nth(1).boundingBox()];
  expect(a && b && a.x === b.x && b.y > a.y && a.width > 340).toBe(true);
  await accessible(page);
});

test("a theme that changes while one is in the gallery, before any run, is that of the run", async ({ page }) => {
  await gallery(page);
  await expect(page.locator(".still canvas").first()).toBeVisible({ timeout: 20_000 });
  await page.waitForLoadState("networkidle");
  await page.emulateMedia({ colorScheme: "dark" });
  // The worker, which has nothing to show yet, could answer in this time.
  await page.waitForTimeout(1000);
  await page.locator('.scene-link[href*="scene=stops"]').click();
  await expect(card(page)).toBeVisible({ timeout: 15_000 });
  await expect.poll(() => plain(page, "#stage"), { timeout: 15_000 }).toBeLessThan(0.7);
});

test("axe: gallery and card", async ({ page }) => {
  await gallery(page);
  await expect(page.locator(".still canvas").first()).toBeVisible({ timeout: 20_000 });
  await accessibleInAllThemes(page);
  await scene(page);
  await card(page).getByRole("radio").first().check();
  await accessibleInAllThemes(page);
});

test("a run opened from the gallery is drawn, and so is one after every room and view below the stage", async ({
  page,
}) => {
  await gallery(page);
  await page.locator('.scene-link[href*="scene=stops"]').click();
  await expect(card(page)).toBeVisible({ timeout: 15_000 });
  await expect.poll(() => plain(page, "#stage"), { timeout: 15_000 }).toBeLessThan(0.7);
  // What rooms and docks bring along stays: it must not reach what is outside them.
  const looks = (): Promise<string[]> =>
    page.evaluate(() =>
      [
        "#overlay svg",
        "#curve .dot",
        "#curve .run",
        "#section-clusters .bar",
        "#section-clusters .part",
        "#transport .key",
      ].map((selector) => {
        const element = document.querySelector(selector);
        if (!element) return `${selector}: none`;
        const { display, position, visibility, width, fill, stroke, padding } = getComputedStyle(element);
        return [selector, display, position, visibility, width, fill, stroke, padding].join(" ");
      }),
    );
  const link = "v=1&d=faithful&m=kmeans&start=random&s=4&t=4";
  await page.goto(`./#${link}`);
  await expect(page.locator("#curve .dot").first()).toBeVisible();
  const before = await looks();
  for (const there of [
    "room=bayes",
    "room=machine",
    "room=picture",
    `${link}&dock=restarts`,
    `${link}&dock=choose`,
    "d=faithful&m=gmm&dock=bound",
    "scene=ladder",
    "room=scenes",
  ]) {
    await page.goto(`./#${there}`);
    await page.waitForTimeout(600);
  }
  await page.goto(`./#${link}`);
  await expect(page.locator("#stage")).toBeVisible();
  await expect.poll(looks).toEqual(before);
  await expect.poll(() => plain(page, "#stage"), { timeout: 15_000 }).toBeLessThan(0.7);
});

for (const [name, files, to, said] of [
  ["the lecture", /\/lecture-.*\.js/, "scene=heavy-tails", "the scene “heavy tails”"],
  ["the lecture's wasm", /lab_bg.*\.wasm/, "scene=heavy-tails", "the scene “heavy tails”"],
  ["a scene's data", /wine-.*\.bin/, "d=wine&m=kmeans&scene=bound", "the scene “bound”"],
  ["a room", /\/machine-.*\.js/, "room=machine", "the room “machine”"],
] as const) {
  test(`on a slow network ${name} is waited for under the name of what was wanted, without another run`, async ({
    page,
  }) => {
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const wanted = page.waitForRequest(files);
    await page.context().route(files, (route) => held.then(() => route.continue()));
    await page.goto(`./#${to}`);
    await wanted;
    await expect(page.locator("#words")).toHaveText(`Loading ${said}…`);
    await expect(page.locator("#notices .notice")).toHaveCount(0);
    await expect(page.locator("#overlay svg, #transport .main, #panel .section")).toHaveCount(0);
    letGo();
    await expect(to.includes("scene=") ? card(page) : page.locator(".machine")).toBeVisible();
  });
}
