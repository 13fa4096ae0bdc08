// The room of pictures: a photograph and a link, to its segmentation.
import type { PictureAnswer, PictureView, Priced } from "../rooms/picture.types";
import type { Control } from "../types";
import { Picture, Prices, pictureSettings } from "../wasm/lab/lab.js";
import type { Photo } from "./jobs";
import { isKept, keep, photo } from "./photo";
import { slices } from "./slices";
import type { Work } from "./worker";

/** Device pixels to a pixel where fine lines are drawn. */
const FINE = 4;

interface Said {
  link: string;
  p: string;
  notes: string[];
}

const say = (link: string): Said => pictureSettings(link) as Said;

/** RGBA. */
const bytes = ({ image }: Photo): Uint8Array => new Uint8Array(image.data.buffer);

/** The segmentation asked for last, which is mostly the one that goes on. */
let last: { link: string; shown: Photo; room: Picture } | null = null;
/** Whoever looked at the end sees the end of what is changed, too. */
let wanted = false;
/** Raised by whoever cannot wait for the end. */
let halts = 0;

function segmentation(link: string, shown: Photo): { link: string; shown: Photo; room: Picture } {
  if (last?.link === link && last.shown === shown) return last;
  last?.room.free();
  last = null;
  const { width, height } = shown.image;
  last = { link, shown, room: new Picture(width, height, bytes(shown), link) };
  return last;
}

async function answer(own: { link: string; shown: Photo; room: Picture }, notes: string[]): Promise<PictureAnswer> {
  const { room, shown } = own;
  const view = room.view() as PictureView;
  own.link = view.link;
  const { width, height } = shown.image;
  // Without lines the browser makes the pixels larger.
  const scale = view.prices.length || view.t === 0 ? 1 : FINE;
  const pixels = new Uint8ClampedArray(room.pixels(scale));
  const [controls, credit] = [room.controls(isKept()) as Control[], room.credit()];
  const [before, after] = await Promise.all([
    createImageBitmap(shown.image),
    createImageBitmap(new ImageData(pixels, scale * width)),
  ]);
  return { ...view, notes, controls, credit, width, height, from: shown.from, before, after };
}

export const picture: Work<"picture"> = async ({ link, act, file }, bench) => {
  if (file) await keep(file);
  const said = say(file ? `${link}&p=own&t=0` : link);
  const notes = [...said.notes];
  let from = said.link;
  // Nobody's photograph is in a link.
  if (say(from).p === "own" && !isKept()) {
    from = say(`${from}&p=coffee`).link;
    notes.push("The link was of somebody's own photograph, which never left their device: another is shown.");
  }
  const other = act?.do === "set" && act.key === "p" ? act.value : null;
  if (other) from = say(`${from}&p=${other}&t=0`).link;
  const shown = await photo(say(from).p);
  const before = last?.room.over === true;
  const own = segmentation(from, shown);
  const { room } = own;
  const change = file !== null || act?.do === "set" || act?.do === "again";
  // What is opened by a link is at the half-step that the link says.
  wanted = act?.do === "end" || (change && (wanted || before));
  if (act?.do === "set" && !other) room.set(act.key, act.value);
  if (act?.do === "again") room.again();
  if (act?.do === "go") room.go(act.t);
  if (act?.do === "step") room.step();
  if (wanted && !room.over) {
    const began = halts;
    let busy: Promise<void> = Promise.resolve();
    const tell = (): void => {
      busy = busy.then(async () => bench.tell(await answer(own, notes)));
    };
    const more = (): boolean => last === own && halts === began && room.step();
    await slices(more, tell, bench);
    await busy;
  }
  return answer(own, notes);
};

export const halt: Work<"halt"> = () => {
  halts++;
  return {};
};

export const prices: Work<"prices"> = async ({ link }, bench) => {
  const shown = await photo(say(link).p);
  const { width, height } = shown.image;
  const table = new Prices(width, height, bytes(shown), link);
  try {
    const found = (): { found: Priced[] } => ({ found: table.found() as Priced[] });
    await slices(
      () => table.slice(),
      () => bench.tell(found()),
      bench,
    );
    return found();
  } finally {
    table.free();
  }
};

/** A still for the gallery: an SVG with the segmentation in it. */
export async function still(link: string, width: number, height: number): Promise<string> {
  const shown = await photo(say(link).p);
  const { image } = shown;
  const room = new Picture(image.width, image.height, bytes(shown), link);
  try {
    room.go(12);
    const canvas = new OffscreenCanvas(2 * image.width, 2 * image.height);
    canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(room.pixels(2)), canvas.width), 0, 0);
    const png = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    const text = Array.from(png, (byte) => String.fromCharCode(byte)).join("");
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><image width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice" href="data:image/png;base64,${btoa(text)}"/></svg>`;
  } finally {
    room.free();
  }
}
