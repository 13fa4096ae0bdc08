// One scene of the lecture beside its run: what it is, what to look for, two questions, and the way on.
import "./card.css";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { set } from "../engine";
import { icon } from "../icons";
import { insist } from "../insist";
import { go, here, sceneKey } from "../rooms";
import { remember } from "../history";
import { answered, count, reset, tally } from "../score";
import { invalidate, say, state } from "../state";
import { unbroken } from "../words";
import { fetchLecture, lecture, placed, type Placed } from "./lecture";
import type { Question } from "./lecture.types";

/** As wide as card.css needs to put the card beside a room. */
const beside = matchMedia("(min-width: 75rem)");

/** Go to the scene so many places farther; from outside the lecture to its first. */
export async function turn(by: number): Promise<void> {
  const list = placed(await fetchLecture());
  const at = list.findIndex((p) => p.scene.key === sceneKey());
  const next = list[at < 0 ? 0 : at + by];
  if (next) location.hash = next.scene.home;
  else say(by < 0 ? "This is the first scene of the lecture." : "This is the last scene of the lecture.");
}

function close(): void {
  if (!state.room) set("scene", "");
  else {
    remember();
    void go(here()?.replace(/&scene=[^&]*/, "") ?? "");
  }
}

/** The catalogue may name the right one first; on the card it stands anywhere, and always at the same place. */
function turned(ask: string, options: string[]): { text: string; i: number }[] {
  const all = options.map((text, i) => ({ text, i }));
  const by = ask.length % all.length;
  return [...all.slice(by), ...all.slice(0, by)];
}

/** Why it is so, once one has answered. */
function because(q: Question, right: boolean | undefined): TemplateResult {
  return html`<div role="status">${right === undefined ? nothing : html`<p class="because"><b>${right ? "Right." : "Not so."}</b> ${unbroken(q.answer)}</p>`}</div>`;
}

function options(id: string, q: Question, kind: { options: string[]; right: number }): TemplateResult {
  const mine = answered.get(id);
  const choose = (option: number): void => {
    const right = option === kind.right;
    answered.set(id, { option, right });
    count(right);
  };
  return html`<fieldset class="question">
    <legend>${unbroken(q.ask)}</legend>
    ${turned(q.ask, kind.options).map(({ text, i }) => {
      const verdict = !mine ? "" : i === kind.right ? "right" : i === mine.option ? "wrong" : "other";
      return html`<label class="option ${verdict}">
        <input type="radio" name=${id} .checked=${live(mine?.option === i)} ?disabled=${mine !== undefined && mine.option !== i} @change=${() => choose(i)} />
        <span>${unbroken(text)}</span>
        ${verdict === "right" || verdict === "wrong" ? html`<span class="outcome">${icon(verdict === "right" ? "tick" : "close")}${i === mine?.option ? "your answer" : "right"}</span>` : nothing}
      </label>`;
    })}
    ${because(q, mine?.right)}
  </fieldset>`;
}

function question(id: string, q: Question): TemplateResult {
  if (q.kind.how === "choose") return options(id, q, q.kind);
  const { what, k, n, t } = q.kind;
  const mine = answered.get(id);
  const ask = async (): Promise<void> => {
    const { start } = await insist("the questions", () => import("../predict/parts"));
    const result = await start({ what, t, ...(k === undefined ? {} : { k }), ...(n === undefined ? {} : { n }) });
    if (!result) return;
    answered.set(id, { right: result.verdict.right });
    invalidate();
  };
  return html`<div class="question"><p>${unbroken(q.ask)}</p>
    <button type="button" class="wide" @click=${() => void ask()}>${icon("predict")}${mine ? "Answer again on the picture" : "Answer on the picture"}</button>
    ${because(q, mine?.right)}</div>`;
}

function score(): TemplateResult | typeof nothing {
  const text = tally();
  return text
    ? html`<p class="score"><span title="Right answers, and how near all of them came on average">Right so far: ${text}</span><button type="button" class="plain" @click=${reset}>Reset</button></p>`
    : nothing;
}

function ways(p: Placed): TemplateResult {
  const moved = here() !== p.scene.home;
  const way = (
    text: string,
    title: string,
    act: () => unknown,
    off: boolean,
    before = nothing as unknown,
    after = nothing as unknown,
  ): TemplateResult =>
    html`<button type="button" class="wide" title=${title} aria-disabled=${off} @click=${() => off || act()}>${before}${text}${after}</button>`;
  return html`<div class="ways">
    ${way("Previous", "Previous scene (<)", () => turn(-1), p.number === 1, icon("back"))}
    ${way("Start", "Back to the scene’s start", () => (location.hash = p.scene.home), !moved, icon("undo"))}
    ${way("Next", "Next scene (>)", () => turn(1), p.number === p.of, nothing, icon("forward"))}
  </div>`;
}

export function card(key: string): TemplateResult {
  const chapters = lecture();
  if (!chapters) return html`<p class="hint">Fetching the scene…</p>`;
  const p = placed(chapters).find((at) => at.scene.key === key);
  if (!p)
    return html`<article class="scene-card"><p>There is no scene “${key}” in the lecture.</p><a class="wide" href="#room=scenes">${icon("scenes")}All scenes</a></article>`;
  const { scene } = p;
  const questions = html`${scene.questions.map((q, i) => question(`${key}-${i}`, q))} ${score()}`;
  return html`<article class="scene-card" aria-label="Scene: ${scene.title}">
    <header><p>${p.chapter} · <span>${p.number} of ${p.of}</span></p><h2>${scene.title}</h2>
      <button type="button" class="icon-button" aria-label="Close the scene" title="Close the scene; the run stays" @click=${close}>${icon("close")}</button></header>
    <div class="scene-body">
      <p>${unbroken(scene.words)}</p>
      <div><p class="look"><b>Look for</b> ${unbroken(scene.look)}</p>
        ${ways(p)}</div>
    </div>
    ${
      // A room needs its height: there they unfold.
      state.room
        ? html`<details class="folded" ?open=${beside.matches}><summary>Two questions</summary><div class="asked-here">${questions}</div></details>`
        : questions
    }
  </article>`;
}
