// What is fetched is asked for until it comes: again by itself, ever more seldom, and at once when somebody wants it.

/** Milliseconds before the second try, and at most between two. */
const [FIRST, MOST] = [2_000, 60_000];

/** What did not come at the first try, by what a reader calls it. */
const late = new Map<symbol, string>();
const asleep = new Set<() => void>();
let hear: (names: string[]) => void = () => {};

/** `listener` is told what is missing whenever that changes. */
export function watchMissing(listener: typeof hear): void {
  hear = listener;
}

/** Whatever is missing is tried now. */
export function again(): void {
  for (const wake of asleep) wake();
}

addEventListener("online", again);

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    const wake = (): void => {
      clearTimeout(timer);
      asleep.delete(wake);
      done();
    };
    const timer = setTimeout(wake, milliseconds);
    asleep.add(wake);
  });
}

/** What `load` brings, whenever it comes. Only what has come and cannot run is an error. */
export async function insist<T>(name: string, load: () => Promise<T>): Promise<T> {
  const mine = Symbol();
  const tell = (): void => hear([...new Set(late.values())]);
  try {
    for (let wait = FIRST; ; wait = Math.min(MOST, 2 * wait)) {
      try {
        return await load();
      } catch (error) {
        if (error instanceof WebAssembly.CompileError) throw error;
        if (!late.has(mine)) {
          late.set(mine, name);
          tell();
        }
        await pause(wait);
      }
    }
  } finally {
    if (late.delete(mine)) tell();
  }
}

/** It did not come at once; `found` is when it is there. */
export class Late extends Error {
  constructor(readonly found: Promise<unknown>) {
    super("This is not here yet.");
  }
}

const coming = new Map<string, Promise<unknown>>();

/** The same for those who cannot wait: it comes at once, or is `Late`. A name stands for one thing. */
export async function promptly<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    if (!coming.has(name)) return await load();
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) throw error;
    coming.set(
      name,
      insist(name, load).finally(() => coming.delete(name)),
    );
  }
  throw new Late(coming.get(name) ?? Promise.resolve());
}
