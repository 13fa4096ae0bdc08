// The page's ticks are those of the crate, text for text, over ranges of all sizes and over those that are none.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { around, atLeast, place, ticks } from "../../www/ticks";

interface Row {
  /** The bits of the doubles. */
  ends: [string, string];
  parts: number;
  ticks: string[];
  around: string[];
}

const rows = JSON.parse(readFileSync("tests/digests/ticks.json", "utf8")) as Row[];
const double = (bits: string): number => new Float64Array(new BigUint64Array([BigInt(bits)]).buffer)[0] ?? NaN;

test("the same texts as the crate's", () => {
  expect(rows.length).toBeGreaterThan(600);
  const texts = (low: number, high: number, parts: number): string[] => ticks(low, high, parts).map((t) => t.text);
  for (const row of rows) {
    const [low, high] = [double(row.ends[0]), double(row.ends[1])];
    expect(texts(low, high, row.parts), `${low} to ${high}`).toEqual(row.ticks);
    expect(texts(...around([low, high]), row.parts), `around ${low}, ${high}`).toEqual(row.around);
  }
});

test("every pair of doubles has an end of ticks, and every axis has as many as are wanted", () => {
  let seed = 1n;
  const random = (): bigint => (seed = BigInt.asUintN(64, seed * 6364136223846793005n + 1442695040888963407n));
  const wrong: unknown[] = [];
  for (let i = 0; i < 20_000; i++) {
    const bits = random();
    const a = double(String(bits));
    for (const b of [double(String(random())), double(String(BigInt.asUintN(64, bits + BigInt(i % 4)))), -a]) {
      const places = ticks(a, b, 1 + (i % 9)).map((t) => place(a, b, t.value));
      const [low, high] = around([a, b]);
      const least = 1 + (i % 3);
      const sound =
        places.every((at) => at >= -1e-6 && at <= 1 + 1e-6) && low < high && atLeast(low, high, least).length >= least;
      if (!sound) wrong.push([a, b, places, low, high, least]);
    }
  }
  expect(wrong).toEqual([]);
});
