// What the page has to say is seen and heard in every room, and a name that nobody gave leads nowhere.
import { expect, test, type Page } from "@playwright/test";
import { accessible } from "./axe";
import { open } from "./stage";

/** "" is the playground; the others show something of their own before they are there. */
const PLACES: [name: string, link: string, shown: string][] = [
  ["the playground", "d=iris", ".clusters, #transport .main"],
  ["compare", "d=iris&m=kmeans&k=3&vs.m=gmm", "#picture-beside"],
  ["Bayes' rule", "room=bayes", ".bayes .plots"],
  ["the machine", "room=machine", ".machine .plots"],
  ["pictures", "room=picture", ".pictures .halves"],
  ["the gallery", "room=scenes", ".scene-link"],
];

/** It stands in the window, with nothing over it. */
async function seen(page: Page, text: string): Promise<void> {
  const notice = page.locator("#notices .notice", { hasText: text });
  await expect(notice).toBeInViewport({ ratio: 1 });
  const clear = await notice.evaluate((e) => {
    const { left, top, width, height } = e.getBoundingClientRect();
    const style = (e as HTMLElement).style;
    style.pointerEvents = "auto";
    const over = document.elementFromPoint(left + width / 2, top + height / 2);
    style.pointerEvents = "";
    return e.contains(over);
  });
  expect(clear).toBe(true);
  await expect(page.locator("#live")).toContainText(text);
}

for (const [name, link, shown] of PLACES) {
  for (const size of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    test(`a notice is seen and heard: ${name}, ${size.width} wide`, async ({ page, context }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.setViewportSize(size);
      await page.goto(`./#${link}`);
      await expect(page.locator(shown).first()).toBeVisible({ timeout: 15_000 });
      await page.getByRole("button", { name: "Copy link" }).click();
      await seen(page, "Link copied");
    });
  }
}

test("a notice is seen and heard while there is a question", async ({ page }) => {
  await open(page, "d=faithful&m=kmeans&k=3&start=random&s=1");
  await page.keyboard.press("p");
  await expect(page.locator(".asked")).toBeVisible();
  await page.keyboard.press("t");
  await seen(page, "Theme:");
});

test("a file that is no picture is said in the room of pictures", async ({ page }) => {
  await page.goto("./#room=picture");
  await expect(page.locator(".pictures .halves")).toBeVisible({ timeout: 15_000 });
  await page
    .locator(".pictures input[type=file]")
    .setInputFiles({ name: "x.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await seen(page, "could not be read as a picture");
});

// Names that every object of JavaScript has.
for (const name of ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__", "nonsense"]) {
  test(`no room, dock, scene or theme is called ${name}`, async ({ page }) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.addInitScript((theme) => localStorage.setItem("mixtape.theme", theme), name);
    await open(page, `room=${name}`);
    await expect(page.getByRole("note")).toContainText(`There is no room "${name}"`, { ignoreCase: true });
    await page.evaluate(
      (key) => (location.hash = `dock=${key}&layers=${key}&d=${key}&m=${key}&start=${key}&${key}=1&vs.${key}=1`),
      name,
    );
    await expect(page.getByRole("note")).toContainText(`dock`);
    await page.evaluate((key) => (location.hash = `d=iris&scene=${key}`), name);
    await expect(page.getByText(/no scene|must be the name of a scene/)).toBeVisible();
    await page.evaluate((key) => (location.hash = `scene=${key}`), name);
    await expect(page.getByRole("note")).toContainText(`There is no scene “${name}”`);
    await page.evaluate((key) => (location.hash = `room=bayes&${key}=1`), name);
    // The room's part is fetched first.
    await expect(page.locator(".bayes .plots")).toBeVisible({ timeout: 15_000 });
    expect(errors).toEqual([]);
  });
}

test("axe: a notice and a note", async ({ page }) => {
  await open(page, "room=nonsense");
  await page.keyboard.press("t");
  await expect(page.locator(".toast")).toBeVisible();
  await accessible(page);
});
