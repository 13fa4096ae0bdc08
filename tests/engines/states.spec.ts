// Every state is the same in every engine: the words, the bits behind them, and a picture; and nothing goes wrong.
import { expect } from "@playwright/test";
import { until, type Driver } from "./driver";
import { look, open, plain, settle, test, type Seen } from "./engines";
import { STATES, type State } from "./states";

const TOLD = [".caption", "#words", ".notice"];
/** A picture has fewer places of one colour than this. */
const BLANK = 0.97;

async function reach(driver: Driver, url: string, state: State): Promise<Seen> {
  await open(driver, url);
  for (const act of state.acts ?? []) {
    if (typeof act !== "string") await until(driver, act.until);
    else {
      await driver.press(act);
      await settle(driver);
    }
  }
  if (state.shown) await until(driver, state.shown);
  return look(driver, [...TOLD, ...(state.told ?? [])]);
}

for (const way of ["http", "file"] as const) {
  for (const state of STATES) {
    test(`${way}: ${state.name}`, async ({ site, chromium, firefox, webkit }) => {
      const url = `${site[way]}#${state.link}`;
      const engines = [chromium, firefox, webkit];
      const [expected, ...others] = await Promise.all(engines.map((driver) => reach(driver, url, state)));
      expect(expected?.wrongs, chromium.name).toEqual([]);
      for (const [i, seen] of others.entries()) expect(seen, engines[i + 1]?.name).toEqual(expected);
      for (const selector of state.drawn ?? []) {
        for (const driver of engines)
          expect(await plain(chromium, await driver.screenshot(selector)), `${driver.name}: ${selector}`).toBeLessThan(
            BLANK,
          );
      }
    });
  }
}
