// The gallery: all scenes of the lecture in its order, each with its picture; found by a word.
import "./gallery.css";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import { live } from "lit/directives/live.js";
import type { Room } from "../rooms";
import { follow } from "../share";
import { invalidate, state } from "../state";
import { fetchLecture, lecture, placed, type Placed } from "./lecture";
import type { SceneRow } from "./lecture.types";
import { picture, rest } from "./pictures";

let query = "";
/** A scene that a link asked for and that there is not. */
let unknown = "";
/** Why there is nothing to show. */
let problem = "";
/** The scene that one comes from, to be found again. */
let from = "";

const link = (): string => `room=scenes${query.trim() && `&q=${encodeURIComponent(query.trim())}`}`;
const cards = (): HTMLAnchorElement[] => [...document.querySelectorAll<HTMLAnchorElement>(".scene-link")];
const box = (): HTMLInputElement | null => document.querySelector("#scene-search");

/** The first sentence, as a card has room for. */
function first(words: string): string {
  return /^.*?[.?!](?=\s|$)/.exec(words)?.[0] ?? words;
}

/** Every word of the query is somewhere in the scene; "d7" is a row of the course and not a part of D71. */
function fits({ scene, chapter }: Placed, tokens: string[]): boolean {
  const text = [scene.title, scene.words, scene.look, scene.key, chapter].join(" ").toLowerCase();
  const rows = scene.rows.map((r) => r.toLowerCase());
  return tokens.every((t) => rows.includes(t) || (!/^d\d+$/.test(t) && text.includes(t)));
}

function search(to: string): void {
  query = to;
  unknown = "";
  follow(link());
  invalidate();
}

function clear(): void {
  search("");
  box()?.focus();
}

/** The card in a direction: beside it in the order, above or below it on the screen. */
function neighbour(at: number, key: string): number {
  const list = cards();
  if (key === "Home") return 0;
  if (key === "End") return list.length - 1;
  if (at < 0) return 0;
  if (key === "ArrowRight" || key === "ArrowLeft") return at + (key === "ArrowRight" ? 1 : -1);
  const down = key === "ArrowDown";
  const boxes = list.map((c) => c.getBoundingClientRect());
  const mine = boxes[at];
  if (!mine) return at;
  const rest = boxes
    .map((b, i) => ({ i, dx: Math.abs(b.left - mine.left), dy: down ? b.top - mine.top : mine.top - b.top }))
    .filter((b) => b.dy > 4);
  const near = Math.min(...rest.map((b) => b.dy));
  return rest.filter((b) => b.dy < near + 4).sort((a, b) => a.dx - b.dx)[0]?.i ?? (down ? at : -1);
}

function press(key: string): boolean {
  if (key === "g" || key === "/") {
    box()?.focus();
    return true;
  }
  if (key === "Escape" && query) {
    clear();
    return true;
  }
  if (!/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(key)) return false;
  const list = cards();
  const to = neighbour(list.indexOf(document.activeElement as HTMLAnchorElement), key);
  (to < 0 ? box() : list[to])?.focus();
  return true;
}

function card(scene: SceneRow): TemplateResult {
  return html`<li><a class="scene-link" id="scene-${scene.key}" href="#${scene.home}">
    ${picture(scene)}
    <span class="rows-of">${scene.rows.join(" ")}</span>
    <span class="name">${scene.title}</span>
    <span class="about">${first(scene.words)}</span>
  </a></li>`;
}

function head(shown: number, of: number): TemplateResult {
  const back = state.frame?.link ?? "";
  return html`<div class="gallery-head">
    <h2>Scenes</h2>
    <div class="search" role="search">
      <input id="scene-search" type="search" aria-label="Search the scenes" placeholder="EM, outlier, D7 …" autocomplete="off" spellcheck="false" .value=${live(query)}
        @input=${(e: Event) => search((e.target as HTMLInputElement).value)}
        @keydown=${(e: KeyboardEvent) => {
          if (e.key === "ArrowDown" || (e.key === "Enter" && query)) {
            e.preventDefault();
            const [only] = cards();
            if (e.key === "Enter") only?.click();
            else only?.focus();
          }
        }} />
      <output>${query.trim() ? `${shown} of ${of}` : `${of} scenes`}</output>
    </div>
    <a class="wide" href="#${back}">Playground</a>
  </div>`;
}

function view(): TemplateResult {
  const chapters = lecture();
  if (!chapters) return html`<div class="gallery"><p class="hint">${problem || "Fetching the scenes…"}</p></div>`;
  const tokens = query.toLowerCase().split(/\s+/).filter(Boolean);
  const all = placed(chapters);
  const shown = all.filter((p) => fits(p, tokens));
  return html`<div class="gallery">
    ${head(shown.length, all.length)}
    ${unknown ? html`<p class="gallery-note" role="note">There is no scene “${unknown}” in the lecture. Here are all there are.</p>` : nothing}
    ${shown.length ? nothing : html`<p class="gallery-note">No scene has “${query.trim()}” in it. <button type="button" class="wide" @click=${clear}>Show all</button></p>`}
    ${repeat(
      chapters
        .map((c) => ({ title: c.title, list: shown.filter((p) => p.chapter === c.title) }))
        .filter((c) => c.list.length),
      (c) => c.title,
      (c) =>
        html`<section><h3>${c.title}</h3><ul>${repeat(
          c.list,
          (p) => p.scene.key,
          (p) => card(p.scene),
        )}</ul></section>`,
    )}
  </div>`;
}

/** Where the hand goes when the cards are there: to the scene one comes from. */
function arrive(): void {
  requestAnimationFrame(() => {
    const came = from && document.getElementById(`scene-${from}`);
    if (came) came.focus();
    else if (matchMedia("(pointer: fine)").matches) box()?.focus();
  });
}

export const room: Room = {
  title: "The lecture · scene by scene",
  open(to) {
    const pairs = new URLSearchParams(to);
    query = pairs.get("q") ?? "";
    unknown = pairs.get("unknown") ?? "";
    from = state.frame?.scene.scene ?? "";
    problem = "";
    follow(link());
    fetchLecture().then(
      () => requestAnimationFrame(arrive),
      (error: Error) => {
        problem = error.message;
        invalidate();
      },
    );
  },
  link,
  view,
  press,
  close: rest,
};
