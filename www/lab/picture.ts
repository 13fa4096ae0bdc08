// The room of pictures: a photograph and a link, to its segmentation. A person's own photograph stays here.
import astronaut from "../photos/astronaut.png?url";
import china from "../photos/china.png?url";
import coffee from "../photos/coffee.png?url";
import type { Offer, PictureSettings, PictureView } from "../rooms/picture.types";
import { Picture, pictureOffer, pictureSettings } from "../wasm/lab/lab.js";
import type { Work } from "./worker";

const PHOTOS: Record<string, string> = { astronaut, china, coffee };

/** A larger picture is made smaller: every pixel is a point. */
const WIDEST = 320;

interface Photo {
  image: ImageData;
  from: string;
}

let own: Photo | null = null;
const loaded = new Map<string, Photo>();
/** The segmentation asked for last, which is mostly the one that goes on. */
let last: { link: string; photo: Photo; room: Picture } | null = null;

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
  return { image: context.getImageData(0, 0, width, height), from: scale < 1 ? `${whole.width} × ${whole.height}` : "" };
}

async function photo(name: string): Promise<Photo> {
  if (name === "own" && own) return own;
  const file = PHOTOS[name] ?? coffee;
  const known = loaded.get(file);
  if (known) return known;
  const response = await fetch(file);
  if (!response.ok) throw new Error("The photograph could not be fetched: is the network there?");
  const made = await decode(await response.blob());
  loaded.set(file, made);
  return made;
}

function segmentation(link: string, photo: Photo): Picture {
  if (last?.link === link && last.photo === photo) return last.room;
  last?.room.free();
  last = null;
  const { data, width, height } = photo.image;
  const room = new Picture(width, height, new Uint8Array(data.buffer as ArrayBuffer), link);
  last = { link, photo, room };
  return room;
}

export const picture: Work<"picture"> = async ({ link, act, file }, bench) => {
  if (file) own = await decode(file);
  let from = file ? `${link}&p=own` : link;
  const said = pictureSettings(from) as PictureSettings;
  // Nobody's photograph is in a link.
  const missing = said.p === "own" && !own;
  if (missing) from = `${link}&p=coffee`;
  const wanted = act?.do === "set" && act.key === "p" ? act.value : missing ? "coffee" : said.p;
  const shown = await photo(wanted);
  const room = act?.do === "set" && act.key === "p" ? segmentation(`${from}&p=${act.value}&t=0`, shown) : segmentation(from, shown);
  if (act?.do === "set" && act.key !== "p") room.set(act.key, act.value);
  if (act?.do === "go") room.go(act.t);
  if (act?.do === "step") room.step();
  if (act?.do === "end") {
    for (let until = performance.now() + 30; room.step(); ) {
      if (performance.now() < until) continue;
      if (!(await bench.breathe())) break;
      until = performance.now() + 30;
    }
  }
  const view = room.view() as PictureView;
  if (last) last.link = view.link;
  const { width, height } = shown.image;
  const [before, after] = await Promise.all([
    createImageBitmap(shown.image),
    createImageBitmap(new ImageData(new Uint8ClampedArray(room.pixels()), width, height)),
  ]);
  const notes = missing ? [...said.notes, "The link was of somebody's own photograph, which never left their device: another is shown."] : said.notes;
  const settings = pictureSettings(view.link) as PictureSettings;
  return { ...view, notes, settings, offer: pictureOffer() as Offer, width, height, from: shown.from, before, after };
};

/** A still for the gallery: an SVG with the segmentation in it. */
export async function still(link: string, width: number, height: number): Promise<string> {
  const shown = await photo((pictureSettings(link) as PictureSettings).p);
  const { data, width: w, height: h } = shown.image;
  const room = new Picture(w, h, new Uint8Array(data.buffer as ArrayBuffer), link);
  try {
    room.go(12);
    const canvas = new OffscreenCanvas(w, h);
    canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(room.pixels()), w, h), 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><image width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice" href="data:image/png;base64,${btoa(text)}"/></svg>`;
  } finally {
    room.free();
  }
}
