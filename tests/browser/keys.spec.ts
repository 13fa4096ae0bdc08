// Whose the keys are: the run's after a pointer, whatever it has pressed; by the keyboard, what has been taken is moved.
import { expect, test, type Page } from "@playwright/test";
import { at, centre, link, onScreen, open, slider, t, whereIs } from "./stage";

const playing = (page: Page) => expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();

async function drag(page: Page, from: { x: number; y: number }, dx: number, dy: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 4 });
  await page.mouse.up();
}

test.describe("after the pointer", () => {
  test("a drag of a centre leaves all keys of the transport to the run", async ({ page }) => {
    await open(page, "d=faithful&m=kmeans&k=2");
    await drag(page, await onScreen(page, 1), 40, -30);
    // The step is answered after all of the drag.
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => link(page)).toMatch(/edit=0\.1:.*&t=1$/);
    const put = (await link(page)).replace("&t=1", "");
    for (const [key, half] of [
      ["PageDown", 2],
      ["PageUp", 1],
      ["ArrowLeft", 0],
      ["Shift+ArrowRight", 2],
      ["Home", 0],
    ] as const) {
      await page.keyboard.press(key);
      await at(page, half);
    }
    await expect.poll(() => link(page)).toBe(put);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("End");
    await expect(page.locator(".done")).toBeVisible();
    await expect.poll(() => link(page)).toContain(`${put}&t=`);
  });

  test("space plays, and presses no button once more", async ({ page }) => {
    await open(page, "d=faithful&m=gmm&k=4");
    await page.getByRole("button", { name: "New start" }).click();
    await expect.poll(() => link(page)).toContain("&s=");
    const seed = /&s=\d+/.exec(await link(page))?.[0] ?? "";
    await page.keyboard.press("Space");
    await playing(page);
    expect(await link(page)).toContain(seed);
    await page.keyboard.press("Home");
    await at(page, 0);
    await page
      .locator(".field", { has: page.getByLabel("K", { exact: true }) })
      .getByRole("button", { name: "+", includeHidden: true })
      .click();
    await expect.poll(() => link(page)).toContain("k=5");
    await page.keyboard.press("Space");
    await playing(page);
    expect(await link(page)).toContain("k=5");
  });

  test("an arrow steps after a tab, a choice, a list, a slider and a switch", async ({ page }) => {
    await open(page, "d=three&m=gmm&k=3&dock=components");
    let half = 0;
    const steps = async (): Promise<void> => {
      await page.keyboard.press("ArrowRight");
      await at(page, ++half);
    };
    await page.getByRole("tab", { name: "Objective" }).click();
    await steps();
    await expect(page.getByRole("tab", { name: "Objective" })).toHaveAttribute("aria-selected", "true");
    await page.getByRole("radiogroup", { name: "Theme" }).getByText("Dark").click();
    await steps();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.getByRole("button", { name: "Trails" }).click();
    await steps();
    // A list that is closed again: a press opens it, Escape closes it.
    const list = page.getByLabel("Speed: half-steps a second");
    await list.click();
    await page.keyboard.press("Escape");
    await expect(list).toBeFocused();
    await steps();
    await expect(list).toHaveValue("1");
    await page.keyboard.press("n");
    await at(page, 0);
  });

  test("a text field keeps its keys", async ({ page }) => {
    await open(page, "d=three&m=gmm&k=3&t=1");
    const field = page.getByLabel("K", { exact: true });
    await field.click();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    await expect(field).toHaveValue("4");
  });

  test("in the room of pictures too, after its divider was dragged", async ({ page }) => {
    await page.goto("./#room=picture");
    const line = await page.locator(".halves .line").boundingBox();
    if (!line) throw new Error("there is no divider");
    await drag(page, { x: line.x + 1, y: line.y + 60 }, 50, 0);
    const split = await page.locator(".halves input").inputValue();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => link(page)).toContain("t=1");
    await expect(page.locator(".halves input")).toHaveValue(split);
  });

  test("a handle that was dragged is not moved by arrows until it is taken", async ({ page }) => {
    await page.goto("./#room=bayes");
    const disc = page.getByRole("slider", { name: "Mean of y = 0" });
    const box = await disc.locator(".grip").boundingBox();
    if (!box) throw new Error("there is no disc");
    await drag(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, -40, 0);
    await expect
      .poll(async () => Math.abs(((await disc.locator(".grip").boundingBox())?.x ?? NaN) - box.x + 40))
      .toBeLessThan(4);
    const put = await disc.getAttribute("aria-valuenow");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await expect(page.locator("#live")).toContainText("Mean of y = 0 is taken");
    expect(await disc.getAttribute("aria-valuenow")).toBe(put);
    await page.keyboard.press("ArrowLeft");
    await expect(disc).toHaveAttribute("aria-valuenow", String(Number(put) - 0.5));
  });
});

test.describe("by the keyboard", () => {
  test("a centre reached by Tab is moved once Enter has taken it, until Escape", async ({ page }) => {
    await open(page, "d=faithful&m=kmeans&k=2");
    while (!(await page.evaluate(() => Boolean(document.activeElement?.matches(".centre")))))
      await page.keyboard.press("Tab");
    const before = await whereIs(page, 1);
    await page.keyboard.press("ArrowRight");
    await at(page, 1);
    await page.keyboard.press("ArrowLeft");
    await at(page, 0);
    expect(await whereIs(page, 1)).toEqual(before);
    await page.keyboard.press("Enter");
    await expect(page.locator("#live")).toContainText("Centre 1 is taken: arrow keys move it, Escape lets go.");
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(async () => (await whereIs(page, 1)).x).toBeGreaterThan(before.x + 10);
    await at(page, 0);
    await page.keyboard.press("Escape");
    await expect(page.locator("#live")).toContainText("Centre 1 is let go");
    await expect(centre(page, 1)).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await at(page, 1);
  });

  test("what was taken is let go by a pointer and by going elsewhere", async ({ page }) => {
    await open(page, "d=faithful&m=kmeans&k=2");
    await page.keyboard.press("2");
    await expect(centre(page, 2)).toHaveAttribute("data-taken");
    await page.locator("h1").click();
    await expect(page.locator("[data-taken]")).toHaveCount(0);
    await page.keyboard.press("2");
    await page.keyboard.press("Tab");
    await expect(page.locator("[data-taken]")).toHaveCount(0);
  });

  test("a choice and a list reached by Tab keep their arrows, a button its space", async ({ page }) => {
    await open(page, "d=three&m=gmm&k=3");
    await page.locator("h1").click();
    const to = async (selector: string): Promise<void> => {
      for (
        let i = 0;
        i < 80 && !(await page.evaluate((s) => Boolean(document.activeElement?.matches(s)), selector));
        i++
      )
        await page.keyboard.press("Tab");
    };
    await to("[role=radiogroup] input");
    const choice = await page.evaluate(() => (document.activeElement as HTMLInputElement).name);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => link(page)).not.toBe("v=1&d=three&m=gmm&k=3");
    expect(choice).not.toBe("");
    expect(await t(page)).toBe(0);
    await to("#section-start .wide");
    await page.keyboard.press("Space");
    await expect.poll(() => link(page)).toContain("&s=");
  });

  test("the crosshair is taken with its key, and let go", async ({ page }) => {
    await open(page, "d=faithful&m=kmeans&k=2");
    await page.keyboard.press("i");
    const cross = page.locator("#cursor");
    await expect(cross).toHaveAttribute("data-taken");
    const before = await cross.getAttribute("aria-valuenow");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(cross).not.toHaveAttribute("aria-valuenow", before ?? "");
    await at(page, 0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowRight");
    await at(page, 1);
  });

  test("letters and signs are found by their place where they are not Latin", async ({ page }) => {
    await open(page, "d=faithful&m=kmeans&k=2");
    const press = (key: string, code: string, more: { ctrlKey?: true; shiftKey?: true } = {}): Promise<void> =>
      page.evaluate(
        (init) => {
          document.body.dispatchEvent(new KeyboardEvent("keydown", { ...init, bubbles: true, cancelable: true }));
        },
        { key, code, ...more },
      );
    await press("т", "KeyN");
    await expect.poll(() => link(page)).toContain("&s=");
    await press("я", "KeyZ", { ctrlKey: true });
    await expect.poll(() => link(page)).not.toContain("&s=");
    await press("Я", "KeyZ", { shiftKey: true });
    await expect.poll(() => link(page)).toContain("&s=");
    await press("ъ", "BracketRight");
    await expect(page.getByLabel("Speed: half-steps a second")).toHaveValue("2");
    await press("٢", "Digit2");
    await expect(centre(page, 2)).toBeFocused();
  });

  test("the sheet says it", async ({ page }) => {
    await open(page);
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toContainText("Take it; once more, take it apart");
    await expect(page.getByRole("dialog")).toContainText("Let go");
    await page.keyboard.press("Escape");
    await expect(slider(page)).toBeVisible();
  });
});

test("a press that strays by less than four pixels is a click on a centre, not a drag", async ({ page }) => {
  await open(page, "d=faithful&m=kmeans&k=2&t=2");
  const before = await link(page);
  const from = await onScreen(page, 1);
  await drag(page, from, 2, 2);
  await expect(page.locator(".card h2")).toContainText("Centre 1");
  expect(await link(page)).toBe(before);
  await page.keyboard.press("Escape");
  // Pressed beside its middle, it does not jump there.
  const stood = await whereIs(page, 1);
  await drag(page, { x: from.x + 8, y: from.y }, 30, 0);
  await expect.poll(() => link(page)).not.toBe(before);
  await expect.poll(async () => Math.abs((await whereIs(page, 1)).x - stood.x - 30)).toBeLessThan(2);
});

test("the same for a point, a handle of the Bayes room and one of the machine", async ({ page }) => {
  await open(page, "d=faithful&m=kmeans&k=2");
  await page.keyboard.press("d");
  await page.getByRole("button", { name: "Move points" }).click();
  const whole = await link(page);
  const stage = await page.locator("#stage").boundingBox();
  if (!stage) throw new Error("there is no stage");
  await drag(page, { x: stage.x + stage.width / 4, y: stage.y + (stage.height * 3) / 4 }, 2, 2);
  for (const [room, name] of [
    ["bayes", "Mean of y = 1"],
    ["machine", "Mean of component 1"],
  ] as const) {
    expect(await link(page)).toBe(room === "bayes" ? whole : "room=bayes");
    await page.goto(`./#room=${room}`);
    const box = await page.getByRole("slider", { name }).locator(".grip").boundingBox();
    if (!box) throw new Error(`there is no ${name}`);
    await drag(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, 2.5, 2.5);
  }
  // What was asked of the room by then has been answered.
  await page.getByRole("button", { name: "Draw 1", exact: true }).click();
  await expect.poll(() => link(page)).toBe("room=machine&n=501");
});
