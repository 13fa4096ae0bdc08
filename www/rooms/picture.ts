// K-means on the pixels of a picture: the photograph, its segmentation, the palette and what it costs.
import "./rooms.css";
import "./picture.css";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { icon, type Icon } from "../icons";
import { keepTouch } from "../grip";
import { job, type Job } from "../lab/lab";
import type { Room } from "../rooms";
import { invalidate, say, state } from "../state";
import { SPEEDS } from "../transport";
import type { Control } from "../types";
import { widget } from "../widgets";
import { noteList } from "./parts";
import type { PictureAct, PictureAnswer, Priced } from "./picture.types";
import { Talk } from "./talk";

/** Half-steps a second when nothing is said, and as many as there can be. */
const [PACE, FAST] = [4, 60];
/** A finger's reach, CSS pixels. */
const REACH = 25;

let dropped: Blob | null = null;
/** Where the photograph gives way to its segmentation, in percent. */
let split = 50;
/** The pointer went down on the line between them. */
let gripped = false;
const touch = keepTouch(() => gripped);
let playing = false;
let pace = PACE;
/** On its way to the end. */
let running = false;
/** What is known of other K, and for which link but for K and t. */
let table: { of: string; found: Priced[]; job: Job<"prices"> | null } = { of: "", found: [], job: null };

const talk = new Talk<PictureAct, PictureAnswer>(
  async (link, act) => {
    const file = dropped;
    dropped = null;
    running = true;
    try {
      return await job("picture", { link, act, file }, (part) => {
        if (state.room !== room) return;
        talk.view = part;
        show(part);
        invalidate();
      }).answer;
    } finally {
      running = false;
    }
  },
  (view) => {
    show(view);
    const of = view.link.replace(/&(?:k|t|scene)=[^&]*/g, "");
    if (of !== table.of) {
      table.job?.cancel();
      table = { of, found: [], job: null };
    }
    if (view.end) playing = false;
    if (playing) setTimeout(() => playing && talk.act({ do: "step" }, "play"), 1000 / pace);
  },
);

function show(view: PictureAnswer): void {
  paint("picture-before", view.before);
  paint("picture-after", view.after);
}

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
  if (running) void job("halt", {}).answer;
  talk.act(what, gesture);
}

function play(): void {
  const view = talk.view;
  if (!view) return;
  playing = !playing;
  if (running) void job("halt", {}).answer;
  if (playing) talk.act(view.end ? { do: "go", t: 0 } : { do: "step" }, "play");
  invalidate();
}

function open(file: Blob | null | undefined): void {
  if (!file) return;
  if (!file.type.startsWith("image/")) {
    say("This file is no picture: open a PNG, JPEG or WebP.");
    return;
  }
  dropped = file;
  act({ do: "go", t: 0 });
}

function save(): void {
  const canvas = document.getElementById("picture-after");
  if (!(canvas instanceof HTMLCanvasElement)) return;
  canvas.toBlob((blob) => {
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    const anchor = Object.assign(document.createElement("a"), { href: url, download: "mixtape-segmentation.png" });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }, "image/png");
}

function fill(): void {
  const link = talk.link;
  const found = (part: { found: Priced[] }): void => {
    table.found = part.found;
    invalidate();
  };
  table.job = job("prices", { link }, found);
  const own = table;
  own.job?.answer.then(
    (all) => {
      own.job = null;
      own.found = all.found;
      invalidate();
    },
    (error: unknown) => say(error instanceof Error ? error.message : String(error)),
  );
  invalidate();
}

function key(
  title: string,
  press: string,
  face: Icon | TemplateResult,
  off: boolean,
  does: () => void,
  kind = "",
): TemplateResult {
  return html`<button type="button" class="key ${kind}" aria-label=${title} title="${title} (${press})" aria-disabled=${off} @click=${() => off || does()}>${typeof face === "string" ? icon(face) : face}</button>`;
}

function transport(v: PictureAnswer): TemplateResult {
  return html`<div class="keys">
    ${key("To the start", "Home", "start", v.t === 0, () => act({ do: "go", t: 0 }))}
    ${key("Half a step back", "←", html`${icon("back")}<span class="size">½</span>`, v.t === 0, () => act({ do: "go", t: v.t - 1 }))}
    ${key(playing ? "Pause" : "Play", "Space", playing ? "pause" : "play", false, play, "main")}
    ${key("Half a step", "→", html`<span class="size">½</span>${icon("forward")}`, v.end !== "", () => act({ do: "step" }))}
    ${key("To the end", "End", "end", v.end !== "", () => act({ do: "end" }))}
    <label class="speed"><span>Speed</span><select aria-label="Speed: half-steps a second" @change=${(e: Event) => {
      pace = Number((e.target as HTMLSelectElement).value) || FAST;
    }}>${SPEEDS.map((s) => html`<option value=${s.speed} .selected=${(s.speed || FAST) === pace}>${s.title}</option>`)}</select></label>
  </div>`;
}

/** Drag, or arrow keys on the slider over the pictures. */
function pictures(v: PictureAnswer): TemplateResult {
  const grab = (event: PointerEvent): void => {
    const target = event.currentTarget as HTMLElement;
    const box = target.getBoundingClientRect();
    const to = (100 * (event.clientX - box.left)) / box.width;
    if (event.type === "pointerdown") {
      gripped = (Math.abs(to - split) * box.width) / 100 <= REACH;
      target.setPointerCapture(event.pointerId);
      target.querySelector("input")?.focus({ preventScroll: true });
    } else if (!event.buttons) return;
    split = Math.min(100, Math.max(0, to));
    invalidate();
  };
  return html`<div class="halves" style="--split: ${split}%; aspect-ratio: ${v.width} / ${v.height}; --ratio: ${v.width / v.height}" @pointerdown=${grab} @pointermove=${grab} @touchstart=${touch}>
    <canvas id="picture-before" role="img" aria-label="The photograph"></canvas>
    <canvas id="picture-after" class=${v.prices.length ? "coarse" : ""} role="img" aria-label="Its segmentation"></canvas>
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
  return html`<h2>Palette <span class="hint">the K centres, by their share of the pixels</span></h2>
    <div class="ribbon" aria-hidden="true">${v.palette.map((s) => html`<i style="flex: ${s.part.toFixed(4)}; background: ${s.hex}"></i>`)}</div>
    <ul class="palette" tabindex="0" aria-label="Palette">${v.palette.map((s) => html`<li><i style="background: ${s.hex}"></i>${s.hex}<span>${s.share}</span></li>`)}</ul>`;
}

function prices(v: PictureAnswer): TemplateResult {
  if (!v.prices.length) {
    return html`<h2>Superpixels</h2><p class="figure-line">${v.t ? html`<span><b>${v.regions}</b> connected regions</span>` : html`<span class="hint">Counted from the first half-step on.</span>`}${v.error ? html`<span>colour error ${v.error} of 255</span>` : nothing}</p>`;
  }
  const k = Number(v.controls.find((c) => c.key === "k")?.value);
  const row = (p: PictureAnswer["prices"][number]): TemplateResult => {
    const own = p.k === k;
    const found = table.found.find((f) => f.k === p.k);
    const [coded, error] = own && v.coded ? [v.coded, v.error] : [found?.coded, found?.error];
    return html`<tr aria-current=${own}><th scope="row"><button type="button" title="Segment with K = ${p.k}" @click=${() => act({ do: "set", key: "k", value: String(p.k) })}>${p.k}</button></th>
      <td>${p.bits}</td><td>${p.percent}</td><td>${coded ?? "·"}</td><td>${error ?? "·"}</td></tr>`;
  };
  const whole = v.prices.every((p) => p.k === k || table.found.some((f) => f.k === p.k));
  return html`<h2>Bits per pixel <span class="hint">24 in the photograph</span></h2>
    <table class="prices"><thead><tr><th scope="col">K</th><th scope="col" title="K colours by number, and the palette">log₂ K + 24 K / N</th><th scope="col">of 24</th><th scope="col" title="With short code words for frequent colours, and the palette">coded</th><th scope="col" title="Root mean squared difference from the photograph, in levels of 256">error</th></tr></thead>
      <tbody>${v.prices.map(row)}</tbody></table>
    <p class="hint">${v.whole} Coded: short words for frequent colours. Error: root mean squared, in levels of 256.</p>
    ${whole ? nothing : html`<button type="button" class="wide" ?disabled=${table.job !== null} @click=${fill}>${table.job ? "Running K-means at every K …" : "Fill in: run K-means at every K"}</button>`}`;
}

/** The room's ids are its own: the playground's panel may be there, too. */
function turn(c: Control): TemplateResult {
  const put = (_: string, value: string): void => act({ do: "set", key: c.key, value }, `set ${c.key}`);
  return widget({ ...c, key: `picture-${c.key}` }, "", put);
}

function side(v: PictureAnswer): TemplateResult {
  const of = (...groups: string[]): TemplateResult[] => v.controls.filter((c) => groups.includes(c.group)).map(turn);
  return html`<div class="side-by">
    ${of("data")}
    <label class="wide file">Open your own photograph<input type="file" accept="image/*" @change=${(e: Event) => {
      const input = e.target as HTMLInputElement;
      open(input.files?.[0]);
      input.value = "";
    }} /></label>
    <p class="hint">Or drop or paste one. It never leaves this device${v.from ? html`; it was ${v.from} pixels and is shown ${v.width} × ${v.height}` : nothing}.</p>
    ${of("model", "start")}
    ${v.controls.some((c) => c.group === "start") ? html`<button type="button" class="wide" @click=${() => act({ do: "again" })}>${icon("dice")} New start</button>` : nothing}
    ${palette(v)} ${prices(v)}
  </div>`;
}

function drop(event: DragEvent): void {
  event.preventDefault();
  open(event.dataTransfer?.files[0]);
}

function paste(event: ClipboardEvent): void {
  const [file] = event.clipboardData?.files ?? [];
  if (file) open(file);
}

export const room: Room = {
  title: "Pictures · K-means on pixels",
  open: (link) => {
    addEventListener("paste", paste);
    if (running) void job("halt", {}).answer;
    talk.open(link);
  },
  link: () => talk.link,
  shared: () =>
    talk.link.includes("p=own")
      ? "Link copied. Your own photograph stays here: whoever opens the link sees another one with these settings."
      : "",
  close: () => {
    playing = false;
    if (running) void job("halt", {}).answer;
    table.job?.cancel();
    table = { of: "", found: [], job: null };
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
    else if (name === "n" && v.prices.length) act({ do: "again" });
    else return false;
    return true;
  },
  view: () => {
    const v = talk.view;
    return html`<div class="pictures" @dragover=${(e: Event) => e.preventDefault()} @drop=${drop}>
      <div class="shown">${v ? pictures(v) : html`<p class="hint">Fetching the photograph…</p>`}
        ${
          v
            ? html`<p class="hint credit-line">${v.credit}</p>
            ${transport(v)}
            <p class="sentence" role="status">${v.sentence}</p>
            <p class="figure-line"><span><var>J</var> = <output class="cost">${v.cost}</output></span><span>half-step ${v.t}${v.recorded > v.t ? ` of ${v.recorded}` : ""}</span>${v.end ? html`<span class="done">${v.end === "converged" ? icon("tick") : nothing}${v.end}</span>` : nothing}
              <button type="button" class="wide" ?disabled=${v.t === 0} @click=${save}>Save as PNG</button></p>`
            : nothing
        }</div>
      ${v ? side(v) : nothing}
      ${noteList(v?.notes ?? [])}
    </div>`;
  },
};
