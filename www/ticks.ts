// Round numbers along the page's own charts, found and written as `src/chart.rs` does for those of the crate:
// tests/browser/ticks.spec.ts compares the two.

/** A range below this part of the largest value is rounding, and no range. */
const FLAT = 1e-9;
/** Less than this is nothing, as it is where numbers are written. */
const TINY = 1e-280;
/** No axis has room for more ticks. */
const MOST = 64;

export interface Tick {
  value: number;
  text: string;
}

/** The power of ten of a positive number's first digit. */
const magnitude = (x: number): number => Number(x.toExponential().split("e")[1]);

/** Half the way: the whole may be more than the largest number. */
const half = (from: number, to: number): number => to / 2 - from / 2;

const flat = (low: number, high: number): boolean =>
  !(half(low, high) > Math.max(FLAT * Math.max(Math.abs(low), Math.abs(high)), TINY) / 2);

/** The range that just holds `values` (those that are numbers); never empty, even when all values are one. */
export function around(values: Iterable<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) if (Number.isFinite(v)) [low, high] = [Math.min(low, v), Math.max(high, v)];
  if (low > high) return [0, 1];
  if (!flat(low, high)) return [low, high];
  const tenth = 0.1 * Math.max(Math.abs(low), Math.abs(high));
  const room = tenth > TINY ? tenth : 1;
  return [Math.max(-Number.MAX_VALUE, low - room), Math.min(Number.MAX_VALUE, high + room)];
}

/** How far along the range `value` lies: 0 at the low end, 1 at the high end. */
export const place = (low: number, high: number, value: number): number => half(low, value) / half(low, high);

/** A round step (1, 2 or 5 times a power of ten) that cuts the range into at most `parts`. */
export function step(low: number, high: number, parts: number): number {
  const rough = Math.min(Number.MAX_VALUE, Math.max(1e-300, 2 * (half(low, high) / parts) || 0));
  const ten = Number(`1e${magnitude(rough)}`);
  // Near the largest number there may be no rounder one.
  return [1, 2, 5, 10].map((m) => m * ten).find((s) => s >= rough && Number.isFinite(s)) ?? ten;
}

/** Digits as people read them: `0.25`, `12,300`, `2 × 10⁻⁷`. */
function written(value: number, digits: number): string {
  if (Math.abs(value) < TINY) return "0";
  const [mantissa = "", exponent] = value.toExponential(digits - 1).split("e");
  const n = Number(exponent);
  const places = Math.max(0, digits - 1 - n);
  const text =
    n < -4 || n > 9
      ? `${mantissa} × 10${[...String(n)].map((c) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)] ?? "⁻").join("")}`
      : value.toLocaleString("en", {
          maximumFractionDigits: places,
          minimumFractionDigits: places,
          useGrouping: "min2",
        });
  return text.replace("-", "−");
}

/** Round values along the range, at most about `parts` of them; none where it is flat, reversed, or not of numbers. */
export function ticks(low: number, high: number, parts: number): Tick[] {
  const by = step(low, high, parts);
  const first = Math.ceil(low / by - FLAT);
  const out: Tick[] = [];
  // Counted, not added up: however small the step, there is a last one.
  for (let i = 0; i < MOST && !flat(low, high); i++) {
    const value = (first + i) * by;
    if (!(value - high <= FLAT * by)) break;
    const digits = 1 + Math.min(12, Math.max(0, magnitude(Math.max(Math.abs(value), by)) - magnitude(by)));
    out.push({ value, text: written(value, digits) });
  }
  return out;
}

/** As few of them as there can be, and at least `least`. */
export function atLeast(low: number, high: number, least: number): Tick[] {
  let found: Tick[] = [];
  for (let parts = 1; parts < MOST && found.length < least; parts++) found = ticks(low, high, parts);
  return found;
}
