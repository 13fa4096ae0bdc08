// The shipped wasm in Node: iterations, and the frames of the page (half-step, picture, scene), best of five.
import { readFileSync } from "node:fs";
import init, { GaussianMixture, KMeans, SoftKMeans } from "../pkg/mixtape.js";
import initLab, { Picture, Restarts, Sweep } from "../www/wasm/lab/lab.js";
import initPage, { Deck } from "../www/wasm/page/page.js";

await init({ module_or_path: readFileSync(new URL("../pkg/mixtape_bg.wasm", import.meta.url)) });
await initLab({ module_or_path: readFileSync(new URL("../www/wasm/lab/lab_bg.wasm", import.meta.url)) });
await initPage({ module_or_path: readFileSync(new URL("../www/wasm/page/page_bg.wasm", import.meta.url)) });

const ROUNDS = 5;
const best = (work) => Math.min(...Array.from({ length: ROUNDS }, work));
const row = (what, ms) => console.log(`${what.padEnd(58)}${ms.toFixed(3).padStart(10)} ms`);

/** Eight overlapping clusters, from a fixed linear congruential generator. */
function clusters(n) {
  let state = 1;
  const uniform = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  return Float64Array.from(
    { length: 2 * n },
    (_, i) => 6 * ((((i >> 1) % 8) * (i % 2 ? 0.7 : 0.3)) % 1) + uniform() + uniform(),
  );
}

for (const n of [10_000, 100_000, 1_000_000]) {
  const points = clusters(n);
  for (const [name, Model, options] of [
    ["KMeans", KMeans, { k: 8 }],
    ["SoftKMeans", SoftKMeans, { k: 8, stiffness: 4, tolerance: 0 }],
    ["GaussianMixture spherical", GaussianMixture, { k: 8, covariance: "spherical", tolerance: 0 }],
    ["GaussianMixture full", GaussianMixture, { k: 8, tolerance: 0 }],
  ]) {
    const iterations = n > 100_000 ? 2 : 5;
    const ms = best(() => {
      const model = new Model(points, 2, options);
      model.iterate();
      const start = performance.now();
      for (let i = 0; i < iterations; i++) model.iterate();
      const time = (performance.now() - start) / iterations;
      model.free();
      return time;
    });
    row(`${name}, N = ${n}, D = 2, K = 8: one iteration`, ms);
  }
}

for (const model of ["m=kmeans", "m=gmm"]) {
  for (const n of [500, 10_000, 100_000]) {
    const deck = new Deck(`d=blobs&d.n=${n}&d.c=8&${model}&k=8&start=forgy`);
    deck.resize(940, 480, 1);
    deck.draw();
    const ms = best(() => {
      deck.seek(0);
      const start = performance.now();
      let frames = 0;
      while (frames < 10 && deck.step()) {
        deck.draw();
        deck.scene();
        frames++;
      }
      return (performance.now() - start) / frames;
    });
    row(`page, ${model}, N = ${n}, 940 x 480: one half-step and frame`, ms);
  }
}

/** Slices to the end, and the time they took. */
function whole(make) {
  const start = performance.now();
  const work = make();
  while (work.slice());
  work.free();
  return performance.now() - start;
}

for (const link of ["d=blobs&k=3", "d=blobs&d.c=8&k=8&start=random", "d=grid&d.n=500&k=15&start=forgy"]) {
  row(
    `1000 starts, ${link}, N = 500`,
    best(() => whole(() => new Restarts(link, 1000))),
  );
}
for (const link of ["d=three&m=gmm&k=3", "d=blobs&k=3"]) {
  row(
    `every criterion for K = 1..8, ${link}`,
    whole(() => new Sweep(link, false)),
  );
}
row(
  "held-out likelihood against N, d=three&m=gmm&k=3",
  whole(() => new Sweep("d=three&m=gmm&k=3", true)),
);

/** A picture of 320 x 214 pixels, smooth and with grain, from the same generator. */
function picture() {
  const [width, height] = [320, 214];
  let state = 7;
  const noise = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const rgba = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height];
    const shape = Math.hypot(x - 0.5, y - 0.5) < 0.3 ? 0.6 : 0.1;
    const colour = [shape + 0.3 * x, 0.7 * y, 1 - x * y - shape / 2].map(
      (v) => 255 * Math.min(1, Math.max(0, v + 0.1 * noise())),
    );
    rgba.set([...colour, 255], 4 * i);
  }
  return { width, height, rgba };
}

for (const link of [
  "room=picture&k=8",
  "room=picture&k=8&features=place",
  "room=picture&features=superpixels&n=1000",
]) {
  const { width, height, rgba } = picture();
  let steps = 0;
  const ms = best(() => {
    const start = performance.now();
    const room = new Picture(width, height, rgba, link);
    for (steps = 0; room.step(); steps++);
    const time = performance.now() - start;
    room.free();
    return time;
  });
  row(`320 x 214 pixels to the end (${steps} half-steps), ${link.slice(13)}`, ms);
}
