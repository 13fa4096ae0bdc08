// The card of a question, where the words stand: what is asked, a way to answer, and after it the truth.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { swatch } from "../glyphs";
import { icon } from "../icons";
import { always, another, answer, close, put, reveal, setAlways, skip, type Now } from "../predict";
import { reset, tally } from "../score";
import { scene } from "../state";
import { unbroken } from "../words";
import type { Question } from "./types";

function kinds(now: Now): TemplateResult | typeof nothing {
  if (now.questions.length < 2) return nothing;
  return html`<div class="segments kinds" role="radiogroup" aria-label="What to predict">
    ${now.questions.map(
      (q) =>
        html`<label title=${q.title}><input type="radio" name="what" .checked=${live(q.what === now.question.what)} @change=${() => put(q)} /><span>${q.name}</span></label>`,
    )}
  </div>`;
}

function picks(now: Now): TemplateResult {
  const q = now.question;
  const clusters = scene()?.clusters ?? [];
  return html`<div class="picks" role="radiogroup" aria-label=${q.title}>
    ${q.picks.map((p, i) => {
      const c = q.what === "cluster" ? clusters[p.value] : undefined;
      const chosen = now.answer?.[0] === p.value;
      return html`<label class=${c ? "glyph" : ""}><input type="radio" name="pick" aria-label=${p.text} .checked=${live(chosen)} ?data-first=${chosen || (!now.answer && i === 0)}
        @change=${() => answer([p.value, ...(now.answer ?? []).slice(1)])} /><span>${c ? swatch(c) : p.text}</span></label>`;
    })}
  </div>`;
}

/** A number that may be left out. */
function guess(now: Now): TemplateResult {
  const name = scene()?.objective.name ?? "";
  const write = (text: string): void => {
    const value = Number(text);
    const said = now.answer?.[0];
    if (said === undefined) return;
    answer(text.trim() === "" || !Number.isFinite(value) ? [said] : [said, value]);
  };
  return html`<label class="guess"><span>final ${name}</span><input type="number" step="any" inputmode="decimal" placeholder="guess"
    ?disabled=${!now.answer} .value=${live(now.answer?.[1] === undefined ? "" : String(now.answer[1]))} @change=${(e: Event) => write((e.target as HTMLInputElement).value)} /></label>`;
}

function share(now: Now, q: Question): TemplateResult {
  const clusters = scene()?.clusters ?? [];
  const r = now.answer?.[0] ?? 0.5;
  const [low, high] = q.picks;
  const end = (value: number | undefined, part: number): TemplateResult | typeof nothing => {
    const c = value === undefined ? undefined : clusters[value];
    return c ? html`<span class="end">${swatch(c)}<output>${part.toFixed(2)}</output></span>` : nothing;
  };
  const mine = clusters[q.k ?? 0];
  return html`<div class="share-of">${end(low?.value, 1 - r)}
    <input type="range" min="0" max="1" step="0.01" data-first aria-label=${q.title} aria-valuetext=${`${r.toFixed(2)} for cluster ${(q.k ?? 0) + 1}`}
      .value=${live(String(r))} style="--own: ${mine?.colour ?? "var(--ink)"}" @input=${(e: Event) => answer([Number((e.target as HTMLInputElement).value)])} />
    ${end(high?.value ?? q.k ?? 0, r)}</div>`;
}

function ways(now: Now): TemplateResult {
  const q = now.question;
  if (q.what === "centre") {
    return html`<p class="spot" id="predict-help"><span class="keyed">Drag it, or use the arrow keys${now.text ? ": " : "."}</span><span class="touched">Tap or drag${now.text ? ": " : "."}</span><output>${now.text}</output></p>`;
  }
  if (q.what === "r") return share(now, q);
  return html`${picks(now)}${q.what === "optimum" ? guess(now) : nothing}`;
}

function side(now: Now): TemplateResult {
  return html`<div class="side">
    <p class="tally">${tally() ? html`<output title="Right answers, and how near all of them came on average">${tally()}</output><button type="button" class="plain" @click=${reset}>Reset</button>` : nothing}</p>
    <button type="button" class="icon-button shut" aria-label="No more questions" title="Close (Esc)" @click=${close}>${icon("close")}</button>
    <button type="button" class="switch" aria-pressed=${always} title="A question before every half-step" @click=${() => setAlways(!always)}>Every half-step</button>
    ${
      now.verdict
        ? html`<button type="button" class="go" data-next @click=${another}>Next question</button>`
        : html`<button type="submit" class="go" aria-disabled=${!now.answer || now.busy}>${now.busy ? "…" : "Reveal"}</button>`
    }
    ${!now.verdict && !now.busy && always ? html`<button type="button" class="plain unasked" @click=${skip}>Skip</button>` : nothing}
  </div>`;
}

function question(now: Now): TemplateResult {
  const q = now.question;
  const { progress } = now;
  return html`<div class="top"><h2>${q.title}</h2>${kinds(now)}</div>
    <div class="row"><p class="prompt">${q.prompt}</p>
      <div class="ways">${
        now.busy
          ? progress
            ? html`<progress max=${progress.planned} value=${progress.done} aria-label="Starts done"></progress> ${progress.done} of ${progress.planned} starts`
            : nothing
          : ways(now)
      }</div></div>`;
}

function truth(now: Now): TemplateResult {
  const { verdict } = now;
  if (!verdict) return html``;
  return html`<div class="top"><h2 class=${verdict.right ? "right" : "off"}>${icon(verdict.right ? "tick" : "close")}${verdict.headline}</h2></div>
    <p class="told">${unbroken(verdict.sentence)}</p>`;
}

export function card(now: Now): TemplateResult {
  const submit = (event: Event): void => {
    event.preventDefault();
    void reveal();
  };
  return html`<form class="asked" aria-label="Prediction" @submit=${submit}>
    <div class="what">${now.verdict ? truth(now) : question(now)}</div>${side(now)}
  </form>`;
}
