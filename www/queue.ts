// Asks wait here until the worker is free; a newer one of the same kind replaces the one before it, so a hand that moves
// faster than the picture skips places instead of queueing them.
import type { Ask } from "./protocol";

export const waiting: Ask[] = [];

const LATEST = new Set<Ask["do"]>(["stage", "seek", "set", "drag", "carry", "inspect"]);

/** Asks that change nothing of the run. */
export const LOOKS = new Set<Ask["do"]>(["begin", "open", "stage", "ground", "beside", "side", "inspect"]);

function same(a: Ask, b: Ask): boolean {
  if (a.do !== b.do || !LATEST.has(a.do)) return false;
  if (a.do === "set" && b.do === "set") return a.key === b.key;
  if (a.do === "drag" && b.do === "drag") return a.k === b.k;
  return true;
}

/** `kept`: the first is being answered and stays. */
export function queue(ask: Ask, kept: boolean): void {
  const last = waiting.at(-1);
  if (last && same(last, ask) && !(kept && waiting.length === 1)) waiting[waiting.length - 1] = ask;
  else waiting.push(ask);
}

/** The link whose data an ask is about to show; "" when it shows no other data. */
export function brings(ask: Ask): string {
  if (ask.do === "begin" || ask.do === "open") return ask.link;
  return ask.do === "set" && ask.key === "d" ? `d=${ask.value}` : "";
}
