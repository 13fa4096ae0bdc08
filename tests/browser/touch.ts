// A finger, as the browser hears it from the screen.
import { expect, type Page } from "@playwright/test";

/** Of a swipe. A browser that takes a touch for itself lets fewer through. */
const MOVES = 8;

export interface Spot {
  x: number;
  y: number;
}

/** One finger goes down at `from` and along `by`, a few pixels at a time, and up. */
export async function swipe(page: Page, from: Spot, by: Spot, moves = MOVES): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: Spot[]): Promise<unknown> =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints });
  await send("touchStart", [from]);
  for (let i = 1; i <= moves; i++)
    await send("touchMove", [{ x: from.x + (by.x * i) / moves, y: from.y + (by.y * i) / moves }]);
  await send("touchEnd", []);
  await client.detach();
}

/** What the page hears of pointers, from now on. */
export async function listen(page: Page): Promise<() => Promise<{ moves: number; cancelled: number; up: number }>> {
  await page.evaluate(() => {
    const heard = { moves: 0, cancelled: 0, up: 0 };
    Object.assign(window, { heard });
    addEventListener("pointermove", () => heard.moves++, true);
    addEventListener("pointercancel", () => heard.cancelled++, true);
    addEventListener("pointerup", () => heard.up++, true);
  });
  return () =>
    page.evaluate(() => (window as unknown as { heard: { moves: number; cancelled: number; up: number } }).heard);
}

/** All of a swipe is heard, whichever way it goes. */
export async function heardWhole(page: Page, from: () => Promise<Spot>, length: number): Promise<void> {
  for (const [name, by] of Object.entries({
    up: { x: 0, y: -1 },
    down: { x: 0, y: 1 },
    aslant: { x: 0.7, y: 0.7 },
    along: { x: 1, y: 0 },
  })) {
    const heard = await listen(page);
    await swipe(page, await from(), { x: by.x * length, y: by.y * length });
    await expect.poll(async () => (await heard()).up + (await heard()).cancelled, name).toBe(1);
    expect(await heard(), name).toEqual({ moves: MOVES, cancelled: 0, up: 1 });
  }
}
