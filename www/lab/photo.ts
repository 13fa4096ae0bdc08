// Photographs as pixels: those that come along, and one's own, which stays here.
import { insist } from "../insist";
import astronaut from "../photos/astronaut.webp?url";
import china from "../photos/china.webp?url";
import coffee from "../photos/coffee.webp?url";

const PHOTOS: Record<string, string> = { astronaut, china, coffee };

/** A larger picture is made smaller: every pixel is a point. */
const WIDEST = 320;

export interface Photo {
  image: ImageData;
  /** RGBA. */
  bytes: Uint8Array;
  /** Its size before it was made smaller; "" when it was not. */
  from: string;
}

const loaded = new Map<string, Photo>();

async function decode(blob: Blob): Promise<Photo> {
  const whole = await createImageBitmap(blob, { colorSpaceConversion: "none", premultiplyAlpha: "none" });
  const scale = Math.min(1, WIDEST / Math.max(whole.width, whole.height));
  const [width, height] = [Math.max(1, Math.round(whole.width * scale)), Math.max(1, Math.round(whole.height * scale))];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser cannot read pictures in a worker.");
  // Transparent places become white, not black.
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(whole, 0, 0, width, height);
  const image = context.getImageData(0, 0, width, height);
  const bytes = new Uint8Array(image.data.buffer as ArrayBuffer);
  return { image, bytes, from: scale < 1 ? `${whole.width} × ${whole.height}` : "" };
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
