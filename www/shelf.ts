// Data that is fetched when a link needs it, and put where the engine looks for it.
import austen from "../src/data/austen.bin?url";
import digits from "../src/data/digits.bin?url";
import wine from "../src/data/wine.bin?url";
import { insist } from "./insist";

const FILES: Record<string, string> = { austen, digits, wine };

export interface Engine {
  needs: (link: string) => string;
  shelve: (name: string, bytes: Uint8Array) => boolean;
}

/** Fetches what the data of `link` need, as `wait` does. */
export async function provide(engine: Engine, link: string, wait: typeof insist = insist): Promise<void> {
  const name = engine.needs(link);
  const file = FILES[name];
  if (!file) return;
  await wait(`the data (${name})`, async () => {
    const response = await fetch(file);
    if (!response.ok || !engine.shelve(name, new Uint8Array(await response.arrayBuffer())))
      throw new Error(`${file} is not there.`);
  });
}
