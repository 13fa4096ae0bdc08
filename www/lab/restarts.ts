// Many starts of a configuration, in slices.
import { provide } from "../shelf";
import { Deck, Restarts, needs, shelve } from "../wasm/lab/lab.js";
import type { Place, Summary } from "./found";
import { slices } from "./slices";
import type { Work } from "./worker";

/** The starts walked last: one can still ask where another run ends among them. */
let last: Restarts | null = null;

export const restarts: Work<"restarts"> = async ({ link, starts }, bench) => {
  await provide({ needs, shelve }, link);
  last?.free();
  last = null;
  const walk = new Restarts(link, starts);
  last = walk;
  const summary = (): Summary => walk.summary() as Summary;
  // Another walk may have taken this one's place, and its memory.
  await slices(
    () => last === walk && walk.slice(),
    () => bench.tell(summary()),
    bench,
  );
  return last === walk ? summary() : ({} as Summary);
};

export const place: Work<"place"> = async ({ link }, bench) => {
  const deck = new Deck(link);
  try {
    await slices(
      () => deck.advance(0) || deck.step(),
      () => {},
      bench,
    );
    return last ? (last.place(deck) as Place) : null;
  } finally {
    deck.free();
  }
};
