// Photographs as pixels: those that come along, and one's own, which stays here.
import { insist } from "../insist";
import type { Photo } from "./jobs";
import astronaut from "../photos/astronaut.webp?url";
import china from "../photos/china.webp?url";
import coffee from "../photos/coffee.webp?url";

const PHOTOS: Record<string, string> = { astronaut, china, coffee };

const loaded = new Map<string, Photo>();

/** The page does it: in a worker of a page that was opened as a file, WebKit reads no picture. */
function decode(blob: Blob): Promise<Photo> {
  return new Promise((resolve, fail) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Photo | null>): void => {
      port1.close();
      if (data) resolve(data);
      else fail(new Error("This browser cannot read the photograph."));
    };
    postMessage({ decode: blob, to: port2 }, { transfer: [port2] });
  });
}

/** From now on there is a photograph of one's own. */
export async function keep(file: Blob): Promise<void> {
  try {
    loaded.set("own", await decode(file));
  } catch {
    throw new Error("This file could not be read as a picture: open a PNG, JPEG or WebP.");
  }
}

export function isKept(): boolean {
  return loaded.has("own");
}

export async function photo(name: string): Promise<Photo> {
  const known = loaded.get(name);
  if (known) return known;
  const blob = await insist("the photograph", async () => {
    const response = await fetch(PHOTOS[name] ?? coffee);
    if (!response.ok) throw new Error(`There is no photograph at ${response.url}.`);
    return response.blob();
  });
  const made = await decode(blob);
  loaded.set(name, made);
  return made;
}
