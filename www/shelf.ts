// Data that is fetched when a link needs it, and put where the engine looks for it.
import austen from "../src/data/austen.bin?url";
import digits from "../src/data/digits.bin?url";
import wine from "../src/data/wine.bin?url";

const FILES: Record<string, string> = { austen, digits, wine };

interface Engine {
  needs: (link: string) => string;
  shelve: (name: string, bytes: Uint8Array) => boolean;
}

/** Fetches what the data of `link` need; the engine says what is wrong when it cannot be had. */
export async function provide(engine: Engine, link: string): Promise<void> {
  const name = engine.needs(link);
  const file = FILES[name];
  if (!file) return;
  try {
    const response = await fetch(file);
    if (response.ok) engine.shelve(name, new Uint8Array(await response.arrayBuffer()));
  } catch {
    // Without a network the link's data are missing, and the deck says so.
  }
}
