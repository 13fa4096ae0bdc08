// The package as its users meet it: classes, reports, errors, and the same bits as native code.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import mixtape, { json, page } from "./load.mjs";

const square = Float64Array.of(0, 0, 0, 1, 10, 0, 10, 1);
const two = { init: { means: [[0, 0], [10, 0]] } };

test("a state object steps as documented", () => {
  const model = new mixtape.KMeans(square, 2, two);
  assert.deepEqual([model.n, model.d, model.k, model.phase, model.iteration, model.converged], [4, 2, 2, "assign", 0, false]);
  assert.deepEqual(model.step(), { half: "assign", iteration: 0, objective: 2, converged: false, changed: 4, events: [] });
  assert.equal(model.phase, "refit");
  assert.deepEqual(model.step(), { half: "refit", iteration: 1, objective: 1, converged: false, events: [] });
  assert.ok(model.means() instanceof Float64Array && model.labels() instanceof Uint32Array);
  assert.deepEqual([...model.means()], [0, 0.5, 10, 0.5]);
  assert.deepEqual([...model.labels()], [0, 0, 1, 1]);
  assert.deepEqual([...model.responsibilities()], [1, 0, 1, 0, 0, 1, 0, 1]);
  assert.deepEqual([...model.predict([4, 0, 6, 0])], [0, 1]);
  const last = model.run(100);
  assert.deepEqual([last.iteration, model.converged, model.objective], [2, true, 1]);
  assert.equal(model.run(100), undefined);
  assert.equal(model.iterate().iteration, 3);
  model.free();
});

test("mixtures have weights, covariances and a log-likelihood", () => {
  const model = new mixtape.GaussianMixture(square, 2, { k: 2, seed: 1, covariance: "spherical" });
  model.run(50);
  assert.equal(model.covariances().length, 8);
  assert.ok(Math.abs(model.weights().reduce((a, b) => a + b) - 1) < 1e-12);
  assert.ok(Math.abs(model.logLikelihood() - model.objective) < 1e-6);
  const soft = new mixtape.SoftKMeans(square, 2, { ...two, stiffness: 1e4 });
  soft.iterate();
  assert.deepEqual([...soft.means()], [0, 0.5, 10, 0.5]);
  const bits = new mixtape.BernoulliMixture([0, 0, 0, 0, 1, 1, 1, 1], 2, { k: 2, init: { means: [0.2, 0.2, 0.8, 0.8] } });
  bits.run(100);
  assert.deepEqual([...bits.labels()], [0, 0, 1, 1]);
});

test("the same seed gives the same bits, another seed another start", () => {
  const start = (seed) => [...new mixtape.KMeans(square, 2, { k: 2, init: "random", seed }).means()];
  assert.deepEqual(start(5), start(5));
  assert.notDeepEqual(start(5), start(6));
  const seed = mixtape.randomSeed();
  assert.ok(Number.isSafeInteger(seed) && seed >= 0);
});

const fails = (make, code, ...words) =>
  assert.throws(make, (error) => {
    assert.ok(error instanceof Error);
    assert.equal(error.code, code, error.message);
    for (const word of words) assert.ok(error.message.includes(word), `"${error.message}" does not name ${word}`);
    return true;
  });

test("every bad option names its key and what is allowed", () => {
  const { KMeans, SoftKMeans, GaussianMixture, BernoulliMixture } = mixtape;
  const bad = [
    [KMeans, { k: 0 }, "k", "256"],
    [KMeans, { k: 2.5 }, "k", "256"],
    [KMeans, { k: "2" }, "k", "256"],
    [KMeans, { k: NaN }, "k", "256"],
    [KMeans, {}, "k", "256"],
    [KMeans, { k: 5 }, "k", "4 points"],
    [KMeans, { k: 2, seed: -1 }, "seed", "2^53"],
    [KMeans, { k: 2, seed: 2 ** 54 }, "seed", "2^53"],
    [KMeans, { k: 2, init: "best" }, "init", "k-means++"],
    [KMeans, { k: 2, init: { means: [1, 2, 3] } }, "init.means", "4"],
    [KMeans, { k: 2, init: { means: [[0, 0], [1, NaN]] } }, "init.means"],
    [KMeans, { k: 2, init: { means: [[0, 0], [1]] } }, "init.means", "lengths"],
    [KMeans, { k: 2, init: { weights: [1, 2] } }, "init.weights"],
    [KMeans, { k: 2, emptyCluster: "drop" }, "emptyCluster", "farthest"],
    [KMeans, { k: 2, distance: 3 }, "distance", "euclidean"],
    [KMeans, { k: 2, stiffness: 3 }, "stiffness"],
    [KMeans, { k: 2, colour: "red" }, "colour"],
    [SoftKMeans, { k: 2, stiffness: 0 }, "stiffness", "greater than 0"],
    [SoftKMeans, { k: 2, tolerance: -1 }, "tolerance", "at least 0"],
    [GaussianMixture, { k: 2, covariance: "round" }, "covariance", "tied"],
    [GaussianMixture, { k: 2, weights: [0.5, 0.5] }, "weights", "learned"],
    [GaussianMixture, { k: 2, varianceFloor: Infinity }, "varianceFloor", "at least 0"],
    [GaussianMixture, { k: 2, regularization: null }, "regularization", "at least 0"],
    [GaussianMixture, { k: 2, init: { means: [0, 0, 1, 1], weights: [0, 0] } }, "init.weights"],
    [GaussianMixture, { k: 2, init: { means: [0, 0, 1, 1], covariances: [1, 2, 3] } }, "init.covariances", "8"],
    [BernoulliMixture, { k: 2, pseudoCount: "a" }, "pseudoCount", "at least 0"],
  ];
  for (const [Model, options, ...words] of bad) fails(() => new Model(square, 2, options), "invalid-option", ...words);
  fails(() => new KMeans(square, 2, 7), "invalid-option", "plain object");
});

test("every bad array says what is wrong with it", () => {
  const { KMeans, BernoulliMixture } = mixtape;
  const make = (points, d) => () => new KMeans(points, d, { k: 1 });
  fails(make([], 2), "invalid-data", "no points");
  fails(make([1, 2, 3], 2), "invalid-data", "multiple");
  fails(make([1, NaN], 2), "invalid-data", "point 1", "finite");
  fails(make([1, 2, 3, -Infinity], 2), "invalid-data", "point 2", "finite");
  fails(make([1, "2"], 2), "invalid-data", "Float64Array");
  fails(make(undefined, 2), "invalid-data", "Float64Array");
  fails(make("12", 2), "invalid-data", "Float64Array");
  for (const d of [0, -1, 1.5, NaN, undefined]) fails(make([1, 2], d), "invalid-data", "d is");
  fails(() => new BernoulliMixture([0, 0.5], 1, { k: 1 }), "invalid-data", "0 and 1");
});

test("a failed call leaves the object as it was", () => {
  const line = Float64Array.from({ length: 10 }, (_, i) => Math.floor(i / 2));
  const model = new mixtape.GaussianMixture(line, 2, {
    varianceFloor: 0,
    init: { means: [[0, 0], [4, 4]], covariances: [[[1, 0], [0, 1]], [[1, 0], [0, 1]]] },
  });
  model.step();
  const before = [model.phase, model.objective, ...model.means(), ...model.covariances(), ...model.weights()];
  fails(() => model.step(), "singular-covariance", "component 1");
  fails(() => model.predict([1]), "invalid-data", "multiple");
  fails(() => model.run(NaN), "invalid-option", "maxIterations");
  assert.deepEqual([model.phase, model.objective, ...model.means(), ...model.covariances(), ...model.weights()], before);
});

test("the same links give the same states and the same pictures as native code", async () => {
  const { Deck } = await page();
  for (const { link, digest, theme, picture } of json("digests/runs.json")) {
    const deck = new Deck(link);
    while (deck.advance(1000));
    assert.equal(deck.link(), link);
    assert.equal(deck.digest(), digest, link);
    deck.theme(theme);
    deck.resize(320, 200, 1);
    deck.draw();
    let hash = 0x811c9dc5;
    for (const byte of deck.pixels()) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    assert.equal(hash.toString(16).padStart(8, "0"), picture, `the picture of ${link}`);
    deck.free();
  }
});

test("the types name every class and every option", () => {
  const types = readFileSync(new URL("../../pkg/mixtape.d.ts", import.meta.url), "utf8");
  const names = ["KMeans", "SoftKMeans", "GaussianMixture", "BernoulliMixture", "StepReport", "MixtapeError", "emptyCluster?", "distance?", "stiffness?", "covariance?", "varianceFloor?", "regularization?", "pseudoCount?", "tolerance?", "\"not-initialised\"", "\"freed\""];
  for (const name of names) assert.ok(types.includes(name), `${name} has no type`);
});
