// A small picture of what a link shows, by the same engine as the stage.
import { provide } from "../shelf";
import { Deck, needs, shelve } from "../wasm/lab/lab.js";
import type { Scene } from "../types";
import { slices } from "./slices";
import type { Work } from "./worker";

export const thumbnail: Work<"thumbnail"> = async ({ link, width, height, dpr, ground, further = 0 }, bench) => {
  await provide({ needs, shelve }, link);
  const deck = new Deck(link);
  try {
    deck.theme(ground);
    deck.resize(width, height, dpr);
    let left = further;
    await slices(
      () => deck.advance(0) || (left-- > 0 && deck.step()),
      () => {},
      bench,
    );
    deck.draw();
    const view = deck.pixels();
    const pixels = new Uint8ClampedArray(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);
    const picture = await createImageBitmap(new ImageData(pixels, deck.pixelWidth, deck.pixelHeight));
    return { picture, scene: deck.scene() as Scene, beside: deck.twinLink(deck.twinT()) };
  } finally {
    deck.free();
  }
};
