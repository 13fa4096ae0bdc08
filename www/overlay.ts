// What lies over the picture: axes, densities, ellipses, trails, spokes, and the centres that can be taken in hand.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import { middle, shape } from "./glyphs";
import type { Side } from "./protocol";
import { sceneOf, state, type Place } from "./state";
import type { Cluster, Scene } from "./types";

/** Angles of ellipses repeat every half turn: the nearest to the last one, so that none whirls round. */
const angles = new Map<number, number>();

function turned(k: number, angle: number): number {
  const last = angles.get(k) ?? angle;
  const near = angle + 180 * Math.round((last - angle) / 180);
  angles.set(k, near);
  return near;
}

/** More components than this, and only their inner ellipses are drawn in full. */
const MANY = 5;

/** More than this, and their glyphs are smaller. */
const CROWD = 16;

/** The room that the name of the upright axis takes at its top. */
const NAMED = 30;

function axes(scene: Scene): SVGTemplateResult | typeof nothing {
  if (!scene.axes) return nothing;
  const { width, height } = state.size;
  const { x, y } = scene.axes;
  return svg`<g class="axes" aria-hidden="true">
    ${x.ticks.map((t) => svg`<path d="M${t.at} ${height}v-5"/><text x=${t.at} y=${height - 9} class="x">${t.text}</text>`)}
    <text class="x name" x=${width - 8} y=${height - 9}>${x.label}</text>
    ${
      y &&
      svg`${y.ticks.filter((t) => t.at > NAMED).map((t) => svg`<path d="M0 ${t.at}h5"/><text x="9" y=${t.at} class="y">${t.text}</text>`)}
      <text class="y name" x="9" y="14">${y.label}</text>`
    }
  </g>`;
}

function spokes(scene: Scene, at: (c: Cluster) => Place): SVGTemplateResult[] {
  const lines = scene.clusters.map(() => "");
  const s = scene.spokes;
  for (let i = 0; i + 2 < s.length; i += 3) {
    const cluster = scene.clusters[s[i + 2] ?? -1];
    if (!cluster) continue;
    const { x, y } = at(cluster);
    lines[cluster.k] += `M${s[i]?.toFixed(1)} ${s[i + 1]?.toFixed(1)}L${x.toFixed(1)} ${y.toFixed(1)}`;
  }
  return scene.clusters.map((c) => svg`<path class="spokes" d=${lines[c.k] ?? ""} stroke=${c.colour}/>`);
}

function trail(c: Cluster): SVGTemplateResult | typeof nothing {
  if (c.trail.length < 4) return nothing;
  const dots: SVGTemplateResult[] = [];
  let d = "";
  for (let i = 0; i + 1 < c.trail.length; i += 2) {
    const [x, y] = [c.trail[i]?.toFixed(1), c.trail[i + 1]?.toFixed(1)];
    d += `${i ? "L" : "M"}${x} ${y}`;
    if (c.trail.length <= 80) dots.push(svg`<circle cx=${x} cy=${y} r="2.5"/>`);
  }
  return svg`<path class="halo" d=${d}/><path class="ink" d=${d}/>${dots}`;
}

function ellipses(c: Cluster, side: Side): SVGTemplateResult | typeof nothing {
  if (!c.ellipses.length) return nothing;
  const angle = turned(c.k + side / 2, c.ellipses[0]?.angle ?? 0);
  return svg`<g style="transform: translate(${c.x}px, ${c.y}px) rotate(${angle}deg)">
    ${["halo", "ink"].map((kind) =>
      c.ellipses.map(
        (e, i) =>
          svg`<ellipse class="${kind} sigma-${i + 1}" style="rx: ${e.rx}px; ry: ${e.ry}px" rx=${e.rx} ry=${e.ry}/>`,
      ),
    )}
  </g>`;
}

function centre(c: Cluster, side: Side, tagged: boolean): SVGTemplateResult {
  const held = inHand(c, side);
  const of = side ? `, ${state.frame?.twin?.compare.names[side] ?? ""}` : "";
  const { x, y } = held ?? c;
  return svg`<g class=${held ? "centre held" : "centre"} data-k=${c.k} tabindex=${c.k === state.centre ? 0 : -1}
      role="slider" aria-roledescription="movable centre" aria-label="Centre ${c.name}${of}" aria-describedby="centre-help"
      aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round((100 * x) / Math.max(1, state.size.width))}
      aria-valuetext="${c.coordinates}; ${c.weight === null ? `${c.countText} points` : `weight ${c.weightText}`}"
      style="transform: translate(${x}px, ${y}px)">
    <circle class="reach" r="25"/>
    <path class="rim" d=${shape(c.shape)}/>
    <path class="fill" d=${shape(c.shape)} fill=${c.colour}/>
    <text y=${middle(c.shape)} fill=${c.ink}>${c.name}</text>
    ${tagged ? svg`<text class="tag" x="20" y="0">${c.coordinates}</text>` : nothing}
  </g>`;
}

/** Where a centre of that side is held, when it is. */
function inHand(c: Cluster, side: Side): Place | null {
  return state.hand === side && state.held?.k === c.k ? state.held : null;
}

function cursor(): SVGTemplateResult | typeof nothing {
  const at = state.cursor;
  if (!at) return nothing;
  const r = state.tool === "brush" || state.tool === "erase" ? state.brush.spread : 0;
  const keys = at.by === "keys";
  return svg`<g class="cursor" id="cursor" tabindex=${keys ? 0 : -1} role="slider" aria-label="Crosshair"
      aria-describedby="cursor-help" aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${Math.round((100 * at.x) / Math.max(1, state.size.width))}
      aria-valuetext=${state.inspection ? `${state.inspection.coordinates}. ${state.inspection.sentence}` : `${Math.round(at.x)}, ${Math.round(at.y)} pixels`}
      style="transform: translate(${at.x}px, ${at.y}px)">
    ${r ? svg`<circle class="halo" r=${r}/><circle class="ink" r=${r}/>` : nothing}
    ${keys ? svg`<path class="halo" d="M-14 0h9M5 0h9M0-14v9M0 5v9"/><path class="ink" d="M-14 0h9M5 0h9M0-14v9M0 5v9"/>` : nothing}
  </g>`;
}

function looked(): SVGTemplateResult | typeof nothing {
  const i = state.inspection;
  if (!i || i.kind === "centre") return nothing;
  return svg`<g class=${state.pinned ? "looked pinned" : "looked"} transform="translate(${i.x} ${i.y})" aria-hidden="true">
    <circle class="halo" r="9"/><circle class="ink" r="9"/>
    ${i.kind === "place" ? svg`<circle class="ink solid" r="2"/>` : nothing}
  </g>`;
}

export function overlay(side: Side = 0): TemplateResult {
  const frame = state.frame;
  const scene = sceneOf(side);
  if (!frame || !scene) return html``;
  const { width, height } = state.size;
  const at = (c: Cluster): Place => inHand(c, side) ?? c;
  const mine = state.hand === side;
  const tagged = scene.layers.includes("labels");
  const still = frame.fade <= 0 || state.held !== null;
  return html`<svg class=${still ? "still" : "glide"} style="--glide: ${frame.fade}ms" width=${width} height=${height}
      viewBox="0 0 ${width} ${height}" role="group" aria-label=${side ? "Centres of the second model" : "Centres"}>
    ${scene.histogram ? svg`<path class="histogram" d=${scene.histogram}/>` : nothing}
    ${scene.contours.map((d) => svg`<path class="contour" d=${d}/>`)}
    ${scene.curves.map(
      (c) => svg`<path class=${c.k < 0 ? "density whole" : "density"} d=${c.d}
        style=${c.k < 0 ? "" : `stroke: ${scene.clusters[c.k]?.colour ?? ""}`}/>`,
    )}
    ${scene.spokes.length ? spokes(scene, at) : nothing}
    <g class=${scene.clusters.length > MANY ? "ellipses many" : "ellipses"} aria-hidden="true">${scene.clusters.map((c) => ellipses(c, side))}</g>
    <g class="trails" aria-hidden="true">${scene.clusters.map(trail)}</g>
    ${axes(scene)} ${mine ? looked() : nothing}
    <g class=${scene.clusters.length > CROWD ? "centres crowd" : "centres"}>${repeat(
      scene.clusters,
      (c) => c.k,
      (c) => centre(c, side, tagged),
    )}</g>
    ${mine ? cursor() : nothing}
  </svg>`;
}
