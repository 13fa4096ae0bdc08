// Small pictures of links, drawn by the engine in the lab, each once.
import { html, svg, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import { job } from "../lab/lab";
import { invalidate } from "../state";
import type { Ground, Scene } from "../types";

/** Drawn larger than shown: the plot keeps its margins, and its points stay fine. */
const WIDTH = 270;
const HEIGHT = 180;
/** More pictures than this and the oldest is thrown away. */
const KEPT = 96;

interface Picture {
  bitmap: ImageBitmap;
  scene: Scene;
}

const pictures = new Map<string, Picture | null>();

function picture(link: string, ground: Ground): Picture | null {
  const key = `${ground} ${link}`;
  const known = pictures.get(key);
  if (known !== undefined) return known;
  pictures.set(key, null);
  if (pictures.size > KEPT) {
    const [oldest, old] = pictures.entries().next().value ?? [];
    old?.bitmap.close();
    if (oldest !== undefined) pictures.delete(oldest);
  }
  const ask = { link, width: WIDTH, height: HEIGHT, dpr: 1, ground };
  job("thumbnail", ask).answer.then(
    ({ picture: bitmap, scene }) => {
      pictures.set(key, { bitmap, scene });
      invalidate();
    },
    () => pictures.delete(key),
  );
  return null;
}

/** The picture of a link: its points and field, and a ring for every centre. */
export function thumbnail(link: string, ground: Ground): TemplateResult {
  const found = picture(link, ground);
  const draw = (element: Element | undefined): void => {
    const key = `${ground} ${link}`;
    if (!(element instanceof HTMLCanvasElement) || !found || element.dataset.of === key) return;
    element.dataset.of = key;
    [element.width, element.height] = [found.bitmap.width, found.bitmap.height];
    element.getContext("2d")?.drawImage(found.bitmap, 0, 0);
  };
  return html`<span class="thumbnail" aria-hidden="true"><canvas ${ref(draw)}></canvas><svg viewBox="0 0 ${WIDTH} ${HEIGHT}">
    ${found?.scene.clusters.map((c) => svg`<circle cx=${c.x} cy=${c.y} r="8" fill=${c.colour}/>`)}</svg></span>`;
}
