// The pictures on the cards: drawn by the lab's engine, one after another, for cards that are in sight.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import { shape } from "../glyphs";
import { job } from "../lab/lab";
import { invalidate } from "../state";
import { ground } from "../theme";
import type { Cluster, Ground, Scene } from "../types";
import type { SceneRow } from "./lecture.types";

/** CSS pixels of a picture; a card shows it a little smaller or larger. */
const WIDTH = 320;
const HEIGHT = 200;
/** Half-steps after which a run that a link leaves at its start is shown. */
const REST = 80;

interface Drawn {
  picture: ImageBitmap;
  scene: Scene;
}

/** One run or two side by side; a still of a room; nothing could be had. */
type Picture = { sides: Drawn[] } | { still: string } | { sorry: true };

const pictures = new Map<string, Picture>();
/** Cards in sight, and what is being drawn. */
const inSight = new Map<string, SceneRow>();
let drawing = false;

const named = (row: SceneRow, on: Ground): string => `${on} ${row.key}`;

async function draw(row: SceneRow, on: Ground): Promise<Picture> {
  const { link } = row;
  if (/(^|&)room=/.test(link))
    return { still: (await job("preview", { link, width: WIDTH, height: HEIGHT, ground: on }).answer).svg };
  const two = /(^|&)vs[.=]/.test(link);
  const size = { width: two ? WIDTH / 2 : WIDTH, height: HEIGHT, dpr: Math.min(1.5, devicePixelRatio), ground: on };
  const further = /(^|&)t=/.test(link) ? 0 : REST;
  const first = await job("thumbnail", { link, ...size, further }).answer;
  if (!two || !first.beside) return { sides: [first] };
  return { sides: [first, await job("thumbnail", { link: first.beside, ...size, further }).answer] };
}

/** One at a time: what is scrolled past is never drawn. */
async function next(): Promise<void> {
  const on = ground();
  const row = [...inSight.values()].find((r) => !pictures.has(named(r, on)));
  if (drawing || !row) return;
  drawing = true;
  pictures.set(named(row, on), await draw(row, on).catch(() => ({ sorry: true }) as const));
  drawing = false;
  invalidate();
  void next();
}

const rows = new WeakMap<Element, SceneRow>();
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const row = rows.get(target);
      if (!row) continue;
      if (isIntersecting) inSight.set(row.key, row);
      else inSight.delete(row.key);
    }
    void next();
  },
  { rootMargin: "80px" },
);

/** The gallery is left: nothing more is drawn. */
export function rest(): void {
  observer.disconnect();
  inSight.clear();
}

function ellipses(c: Cluster, many: boolean): SVGTemplateResult {
  const shown = many ? c.ellipses.slice(0, 1) : c.ellipses.slice(0, 2);
  return svg`<g transform="translate(${c.x} ${c.y}) rotate(${c.ellipses[0]?.angle ?? 0})">
    ${shown.map((e, i) => svg`<ellipse class="halo" rx=${e.rx} ry=${e.ry}/><ellipse class="ink sigma-${i + 1}" rx=${e.rx} ry=${e.ry}/>`)}</g>`;
}

function over(scene: Scene): SVGTemplateResult {
  const many = scene.clusters.length > 5;
  return svg`${scene.histogram ? svg`<path class="histogram" d=${scene.histogram}/>` : nothing}
    ${scene.contours.map((d) => svg`<path class="contour" d=${d}/>`)}
    ${scene.curves.map((c) => svg`<path class=${c.k < 0 ? "density whole" : "density"} d=${c.d} style=${c.k < 0 ? "" : `stroke: ${scene.clusters[c.k]?.colour ?? ""}`}/>`)}
    ${scene.clusters.filter((c) => c.ellipses.length).map((c) => ellipses(c, many))}
    ${scene.clusters.map(
      (c) =>
        svg`<g transform="translate(${c.x} ${c.y}) scale(${many ? 0.5 : 0.65})"><path class="rim" d=${shape(c.shape)}/><path class="fill" d=${shape(c.shape)} fill=${c.colour}/></g>`,
    )}`;
}

function inside(row: SceneRow): TemplateResult | typeof nothing {
  const key = named(row, ground());
  const picture = pictures.get(key);
  if (!picture) return nothing;
  if ("sorry" in picture) return html`<span class="hint">No picture of this one.</span>`;
  if ("still" in picture) {
    if (!picture.still) return html`<span class="hint">A room of its own</span>`;
    return html`<img alt="" src="data:image/svg+xml,${encodeURIComponent(picture.still)}" />`;
  }
  const paint =
    (bitmap: ImageBitmap, side: number) =>
    (element: Element | undefined): void => {
      const of = `${key} ${side}`;
      if (!(element instanceof HTMLCanvasElement) || element.dataset.of === of) return;
      element.dataset.of = of;
      [element.width, element.height] = [bitmap.width, bitmap.height];
      element.getContext("2d")?.drawImage(bitmap, 0, 0);
    };
  const width = WIDTH / picture.sides.length;
  return html`${picture.sides.map(
    (s, i) =>
      html`<span class="side-of"><canvas ${ref(paint(s.picture, i))}></canvas><svg class="overlay" viewBox="0 0 ${width} ${HEIGHT}">${over(s.scene)}</svg></span>`,
  )}`;
}

/** The picture of a scene, once its card has been in sight. */
export function picture(row: SceneRow): TemplateResult {
  // A changed ground asks for new pictures of what is in sight.
  void next();
  const watch = (element: Element | undefined): void => {
    if (!element) return;
    rows.set(element, row);
    observer.observe(element);
  };
  return html`<span class="still" aria-hidden="true" ${ref(watch)}>${inside(row)}</span>`;
}
