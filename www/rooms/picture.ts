// K-means on the pixels of a picture: the photograph, its segmentation, the palette and what it costs.
import "./rooms.css";
import "./picture.css";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { icon, type Icon } from "../icons";
import { job } from "../lab/lab";
import type { Room } from "../rooms";
import { invalidate } from "../state";
import type { Choice } from "../types";
import { noteList } from "./parts";
import type { Knob, PictureAct, PictureAnswer } from "./picture.types";
import { Talk } from "./talk";

/** Half-steps a second while playing. */
const PACE = 3;

let dropped: Blob | null = null;
/** Where the photograph gives way to its segmentation, in percent. */
let split = 50;
let playing = false;

const talk = new Talk<PictureAct, PictureAnswer>(
  (link, act) => {
    const file = dropped;
    dropped = null;
    return job("picture", { link, act, file }).answer;
  },
  (view) => {
    paint("picture-before", view.before);
    paint("picture-after", view.after);
    if (view.converged) playing = false;
    if (playing) setTimeout(() => playing && talk.act({ do: "step" }, "play"), 1000 / PACE);
  },
);

/** The canvas is there after the next picture of the page. */
function paint(id: string, bitmap: ImageBitmap, again = true): void {
  requestAnimationFrame(() => {
    const canvas = document.getElementById(id);
    if (!(canvas instanceof HTMLCanvasElement)) {
      if (again) paint(id, bitmap, false);
      return;
    }
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
  });
}

function act(what: PictureAct, gesture = ""): void {
  playing = false;
  talk.act(what, gesture);
}

function play(): void {
  const view = talk.view;
  if (!view) return;
  playing = !playing;
  if (playing) talk.act(view.converged ? { do: "go", t: 0 } : { do: "step" }, "play");
  invalidate();
}

function open(file: Blob | null | undefined): void {
  if (!file?.type.startsWith("image/")) return;
  playing = false;
  dropped = file;
  talk.act({ do: "go", t: 0 });
}

function choose(title: string, key: string, value: string, choices: Choice[]): TemplateResult {
  const blurb = choices.find((c) => c.key === value)?.blurb;
  return html`<label class="setting"><span>${title}</span>
    <select @change=${(e: Event) => act({ do: "set", key, value: (e.target as HTMLSelectElement).value })}>
      ${choices.map((c) => html`<option value=${c.key} .selected=${live(c.key === value)}>${c.title}</option>`)}
    </select>${blurb ? html`<small class="hint">${blurb}</small>` : nothing}</label>`;
}

function turn(knob: Knob, value: number): TemplateResult {
  return html`<label class="setting"><span>${knob.title} <output>${value}</output></span>
    <input type="range" min=${knob.min} max=${knob.max} step=${knob.step} .value=${live(String(value))}
      @change=${(e: Event) => act({ do: "set", key: knob.key, value: (e.target as HTMLInputElement).value }, `knob ${knob.key}`)} /></label>`;
}

function key(title: string, show: Icon | TemplateResult, off: boolean, press: () => void, kind = ""): TemplateResult {
  return html`<button type="button" class="key ${kind}" aria-label=${title} title=${title} aria-disabled=${off} @click=${() => off || press()}>${typeof show === "string" ? icon(show) : show}</button>`;
}

function transport(v: PictureAnswer): TemplateResult {
  return html`<div class="keys">
    ${key("To the start", "start", v.t === 0, () => act({ do: "go", t: 0 }))}
    ${key("Half a step back", html`${icon("back")}<span class="size">½</span>`, v.t === 0, () => act({ do: "go", t: v.t - 1 }))}
    ${key(playing ? "Pause" : "Play", playing ? "pause" : "play", false, play, "main")}
    ${key("Half a step", html`<span class="size">½</span>${icon("forward")}`, v.converged, () => act({ do: "step" }))}
    ${key("To the end", "end", v.converged, () => act({ do: "end" }))}
  </div>`;
}

/** Drag, or arrow keys on the slider over the pictures. */
function pictures(v: PictureAnswer): TemplateResult {
  const grab = (event: PointerEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    if (event.type === "pointerdown") (event.currentTarget as Element).setPointerCapture(event.pointerId);
    else if (!event.buttons) return;
    split = Math.min(100, Math.max(0, (100 * (event.clientX - box.left)) / box.width));
    invalidate();
  };
  return html`<div class="halves" style="--split: ${split}%; aspect-ratio: ${v.width} / ${v.height}; --ratio: ${v.width / v.height}" @pointerdown=${grab} @pointermove=${grab}>
    <canvas id="picture-before" role="img" aria-label="The photograph"></canvas>
    <canvas id="picture-after" role="img" aria-label="Its segmentation"></canvas>
    <input type="range" min="0" max="100" step="1" aria-label="Photograph to the left of here, segmentation to the right" .value=${live(String(Math.round(split)))}
      @input=${(e: Event) => {
        split = Number((e.target as HTMLInputElement).value);
        invalidate();
      }} />
    <span class="line" aria-hidden="true"></span>
  </div>`;
}

function palette(v: PictureAnswer): TemplateResult {
  if (!v.palette.length) return html``;
  return html`<h2>Palette</h2>
    <div class="ribbon" aria-hidden="true">${v.palette.map((s) => html`<i style="flex: ${s.part.toFixed(4)}; background: ${s.hex}"></i>`)}</div>
    <ul class="palette">${v.palette.map((s) => html`<li><i style="background: ${s.hex}"></i>${s.hex}<span>${s.share}</span></li>`)}</ul>`;
}

function prices(v: PictureAnswer): TemplateResult {
  if (!v.prices.length) return html`<p class="figure-line"><b>${v.regions}</b> connected regions</p>`;
  const k = v.settings.values[0];
  return html`<h2>Bits per pixel</h2>
    <table class="prices"><thead><tr><th scope="col">K</th><th scope="col">log₂ K + 24 K / N</th><th scope="col">of 24</th></tr></thead>
      <tbody>${v.prices.map(
        (p) => html`<tr aria-current=${p.k === k}><th scope="row"><button type="button" @click=${() => act({ do: "set", key: "k", value: String(p.k) })}>${p.k}</button></th><td>${p.bits}</td><td>${p.percent}</td></tr>`,
      )}</tbody></table>
    ${v.coded ? html`<p class="hint">With short code words for frequent colours: ${v.coded} bits.</p>` : nothing}`;
}

function side(v: PictureAnswer): TemplateResult {
  const { settings, offer } = v;
  const [k, w, n, m] = offer.knobs;
  const [kv = 4, wv = 0, nv = 0, mv = 0] = settings.values;
  const small = settings.features === "superpixels";
  return html`<div class="side-by">
    ${choose("Photograph", "p", settings.p, offer.photos.filter((c) => c.key !== "own" || settings.p === "own"))}
    <label class="wide file">Open your own photograph<input type="file" accept="image/*" @change=${(e: Event) => open((e.target as HTMLInputElement).files?.[0])} /></label>
    <p class="hint">Or drop or paste one. It never leaves this device${v.from ? html`; it was ${v.from} pixels and is shown ${v.width} × ${v.height}` : nothing}.</p>
    ${choose("Features", "features", settings.features, offer.features)}
    ${small ? nothing : k && turn(k, kv)}
    ${settings.features === "place" && w ? turn(w, wv) : nothing}
    ${small && n && m ? html`${turn(n, nv)} ${turn(m, mv)}` : nothing}
    ${choose("Colours as", "space", settings.space, offer.spaces)}
    ${small ? nothing : choose("Start", "start", settings.start, offer.starts)}
    ${palette(v)} ${prices(v)}
  </div>`;
}

function drop(event: DragEvent): void {
  event.preventDefault();
  open(event.dataTransfer?.files[0]);
}

function paste(event: ClipboardEvent): void {
  open([...(event.clipboardData?.files ?? [])][0]);
}

export const room: Room = {
  title: "Pictures · K-means on pixels",
  open: (link) => {
    addEventListener("paste", paste);
    talk.open(link);
  },
  link: () => talk.link,
  close: () => {
    playing = false;
    removeEventListener("paste", paste);
    talk.close();
  },
  press: (name) => {
    const v = talk.view;
    if (!v) return false;
    if (name === " ") play();
    else if (name === "ArrowRight") act({ do: "step" });
    else if (name === "ArrowLeft") act({ do: "go", t: Math.max(0, v.t - 1) });
    else if (name === "Home") act({ do: "go", t: 0 });
    else if (name === "End") act({ do: "end" });
    else return false;
    return true;
  },
  view: () => {
    const v = talk.view;
    return html`<div class="pictures" @dragover=${(e: Event) => e.preventDefault()} @drop=${drop}>
      <div class="shown">${v ? pictures(v) : html`<p class="hint">Fetching the photograph…</p>`}
        ${v
          ? html`<p class="sentence" role="status">${v.sentence}</p>
            <p class="figure-line"><span><var>J</var> = <output class="cost">${v.cost}</output></span><span>half-step ${v.t}${v.recorded > v.t ? ` of ${v.recorded}` : ""}</span>${v.converged ? html`<span class="done">${icon("tick")}converged</span>` : nothing}</p>
            ${transport(v)}`
          : nothing}</div>
      ${v ? side(v) : nothing}
      ${noteList(v?.notes ?? [])}
    </div>`;
  },
};
