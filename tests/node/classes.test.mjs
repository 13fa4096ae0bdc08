// Every model has its class, all classes have the same methods, and many runs are one call.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import mixtape from "./load.mjs";

const CENTRES = ["KMeans", "SoftKMeans", "KMedoids", "KMedians", "OnlineKMeans"];
const MIXTURES = [
  "GaussianMixture",
  "BernoulliMixture",
  "MultinomialMixture",
  "PoissonMixture",
  "ExponentialMixture",
  "StudentMixture",
];
const ALL = [...CENTRES, ...MIXTURES];
/** Two groups that every model can read: counts; zeros and ones for a Bernoulli mixture; waiting times. */
const counts = [0, 1, 1, 0, 2, 1, 1, 2, 0, 0, 9, 8, 8, 9, 10, 9, 9, 10, 8, 8];
const bits = [0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1];
const times = counts.map((x) => x + 0.5);
const data = (name) => ({ BernoulliMixture: bits, ExponentialMixture: times })[name] ?? counts;
const OPTIONS = {
  GaussianMixture: { covariance: "spherical" },
  OnlineKMeans: { batch: 4 },
  StudentMixture: { dof: 3 },
  MultinomialMixture: { pseudoCount: 0.5 },
};
const options = (name, more) => ({ k: 2, seed: 1, ...OPTIONS[name], ...more });
const make = (name, more) => new mixtape[name](data(name), 2, options(name, more));

function fails(call, code, ...words) {
  assert.throws(call, (error) => {
    assert.equal(error.code, code, error.message);
    for (const word of words) assert.ok(error.message.includes(word), `"${error.message}" does not name ${word}`);
    return true;
  });
}

for (const name of ALL) {
  test(`${name} steps, ends and predicts`, () => {
    const model = make(name);
    assert.deepEqual([model.n, model.d, model.k, model.phase, model.halfSteps], [10, 2, 2, "assign", 0]);
    assert.equal(model.step().half, "assign");
    assert.equal(model.step().half, "refit");
    model.run(200);
    assert.ok(model.converged && Number.isFinite(model.objective));
    assert.equal(model.means().length, 4);
    assert.deepEqual([...model.points()], data(name));
    assert.deepEqual([...model.predict(data(name))].length, 10);
    const r = model.predictProbabilities(data(name));
    assert.equal(r.length, 20);
    for (let n = 0; n < 10; n++) assert.ok(Math.abs(r[2 * n] + r[2 * n + 1] - 1) < 1e-12);
    assert.deepEqual(
      [...model.predict(data(name))],
      Array.from({ length: 10 }, (_, n) => Number(r[2 * n + 1] > r[2 * n])),
    );
    fails(() => model.predictProbabilities([1]), "invalid-data", "multiple");
    model.free();
    fails(() => model.predictProbabilities([1, 1]), "freed");
  });

  test(`${name} is saved as JSON and goes on from there`, () => {
    const model = make(name);
    for (let t = 0; t < 3; t++) model.step();
    const again = mixtape[name].fromJSON(JSON.stringify(model));
    assert.ok(again instanceof mixtape[name]);
    const state = (m) => [m.halfSteps, m.phase, m.objective, ...m.means(), ...m.responsibilities()];
    assert.deepEqual(state(again), state(model));
    model.step();
    again.step();
    assert.deepEqual(state(again), state(model));
    assert.deepEqual(mixtape[name].fromJSON(model.toJSON()).toJSON(), model.toJSON());
    const other = ALL.find((one) => one !== name);
    fails(() => mixtape[other].fromJSON(model.toJSON()), "invalid-option", name);
    fails(() => mixtape[name].fromJSON({ ...model.toJSON(), halfSteps: -1 }), "invalid-option", "halfSteps");
    for (const broken of ["{", "3", "[1]", undefined, null])
      fails(() => mixtape[name].fromJSON(broken), "invalid-option");
  });

  test(`${name} counts where its starts end`, () => {
    const { optima, failed, unfinished } = mixtape[name].restarts(data(name), 2, options(name), 20);
    assert.equal(optima.reduce((sum, o) => sum + o.count, 0) + failed, 20);
    assert.equal(unfinished, 0);
    const [best] = optima;
    const model = make(name, { seed: best.seed });
    while (model.halfSteps < best.halfSteps) model.step();
    assert.ok(model.converged);
    assert.equal(model.objective, best.objective);
    const sign = MIXTURES.includes(name) ? -1 : 1;
    for (const o of optima) assert.ok(sign * o.objective >= sign * best.objective);
    for (const starts of [0, 1.5, NaN, 1e9])
      fails(() => mixtape[name].restarts(data(name), 2, options(name), starts), "invalid-option", "starts", "10000");
    fails(
      () => mixtape[name].restarts(data(name), 2, options(name, { init: { means: [0, 0, 1, 1] } })),
      "invalid-option",
      "init",
    );
  });

  test(`${name} chooses K`, () => {
    const { rows, verdicts } = mixtape[name].chooseK(data(name), 2, options(name, { k: undefined }), {
      kMax: 3,
      starts: 2,
      references: 2,
    });
    assert.deepEqual(
      rows.map((row) => row.k),
      [1, 2, 3],
    );
    const dense = MIXTURES.includes(name);
    for (const row of rows) assert.equal(row.bic !== null, dense);
    assert.ok(verdicts.length > 0 && verdicts.every((v) => v.k >= 1 && v.k <= 3 && v.sentence.length > 0));
    assert.equal(
      verdicts.some((v) => v.criterion === "bic"),
      dense,
    );
    fails(() => mixtape[name].chooseK(data(name), 2, {}, { kMax: 0 }), "invalid-option", "kMax", "256");
    fails(() => mixtape[name].chooseK(data(name), 2, {}, { most: 3 }), "invalid-option", "most", "kMax");
    fails(() => mixtape[name].chooseK(data(name), 2, {}, { kMax: "3" }), "invalid-option", "kMax");
  });
}

for (const name of MIXTURES) {
  test(`${name} scores points by log p(x)`, () => {
    const model = make(name);
    model.run(200);
    const scores = model.scoreSamples(data(name));
    assert.equal(scores.length, 10);
    const sum = scores.reduce((a, b) => a + b);
    assert.ok(Math.abs(sum - model.logLikelihood()) < 1e-9 * Math.abs(sum));
    assert.ok(Math.abs(model.weights().reduce((a, b) => a + b) - 1) < 1e-12);
  });
}

test("a centre is no density", () => {
  for (const name of CENTRES)
    for (const method of ["logLikelihood", "scoreSamples", "weights"])
      assert.equal(method in make(name), false, `${name}.${method}`);
});

test("components with a shape have covariances", () => {
  for (const name of ["GaussianMixture", "StudentMixture"]) assert.equal(make(name).covariances().length, 8);
});

test("counts and bits are asked for in words", () => {
  for (const name of ["MultinomialMixture", "PoissonMixture", "BernoulliMixture"])
    fails(() => new mixtape[name]([0.5, 1, 1, 0], 2, { k: 1 }), "invalid-data");
});

test("every class and every option has a type", () => {
  const types = readFileSync(new URL("../../pkg/mixtape.d.ts", import.meta.url), "utf8");
  for (const name of ALL) {
    assert.match(types, new RegExp(`export class ${name} \\{`));
    assert.match(types, new RegExp(`export interface ${name}Options \\{`));
    assert.match(types, new RegExp(`namespace ${name} \\{`));
  }
});
