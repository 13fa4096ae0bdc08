// Every case of the reference, every iteration, through the shipped wasm.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import mixtape, { json, points } from "./load.mjs";

const TOLERANCE = 1e-9;

/** Equal to 1e-9 of the largest entry. */
function close(found, wanted, what) {
  const [a, b] = [[found].flat(3), [wanted].flat(3)].map((v) =>
    v.flatMap((x) => (ArrayBuffer.isView(x) ? [...x] : [x])),
  );
  assert.equal(a.length, b.length, `${what}: length`);
  const scale = Math.max(...b.map(Math.abs), Number.MIN_VALUE);
  for (const [i, x] of a.entries()) {
    assert.ok(Math.abs(x - b[i]) <= TOLERANCE * scale, `${what}[${i}]: ${x}, not ${b[i]}`);
  }
}

const labelsText = (labels) => [...labels].map((k) => k.toString(36)).join("");

const walk = {
  kmeans(c, { values, d }) {
    const model = new mixtape.KMeans(values, d, { k: c.k, init: c.init });
    for (const it of c.iterations) {
      const assigned = model.step();
      assert.equal(assigned.half, "assign");
      assert.equal(assigned.changed, it.changed);
      close(assigned.objective, it.j_after_assignment, "J after assignment");
      const refitted = model.step();
      assert.equal(refitted.iteration, it.iter);
      close(refitted.objective, it.j_after_refit, "J after refit");
      close(model.means(), it.means, "means");
      if (it.iter === 1 && c.labels_first_iteration) assert.equal(labelsText(model.labels()), c.labels_first_iteration);
    }
    assert.equal(model.converged, c.final.converged);
    assert.equal(labelsText(model.labels()), c.final.labels);
    const again = new mixtape.KMeans(values, d, { k: c.k, init: c.init });
    const last = again.run(1000);
    assert.equal(last.iteration, c.final.iterations);
    close(again.objective, c.final.inertia, "inertia");
  },
  soft_kmeans(c, { values, d }) {
    const model = new mixtape.SoftKMeans(values, d, { k: c.k, init: c.init, stiffness: c.beta, tolerance: 0 });
    for (const it of c.iterations) {
      close(model.step().objective, it.free_energy, "free energy");
      close(model.responsibilities().slice(0, 5 * c.k), it.r_first5, "responsibilities");
      model.step();
      close(model.means(), it.means, "means");
    }
  },
  gmm(c, { values, d }) {
    const kind = c.covariance === "diag" ? "diagonal" : c.covariance;
    const model = new mixtape.GaussianMixture(values, d, {
      k: c.k,
      init: c.init,
      covariance: kind,
      varianceFloor: 0,
      regularization: c.reg_covar,
      tolerance: 0,
    });
    for (const it of c.iterations) {
      close(model.logLikelihood(), it.loglik, "log p(D)");
      close(model.step().objective, it.loglik, "the bound after the E-step");
      model.step();
      close(model.weights(), it.weights, "weights");
      close(model.means(), it.means, "means");
      if (it.covariances && c.covariance === "full") close(model.covariances(), it.covariances, "covariances");
    }
    close(model.logLikelihood(), c.final.loglik, "final log p(D)");
    model.step();
    assert.equal(labelsText(model.labels()), c.final.labels);
    close(model.responsibilities().slice(0, 5 * c.k), c.final.responsibilities_first5, "responsibilities");
  },
  bernoulli(c, { values, d }) {
    const model = new mixtape.BernoulliMixture(values, d, {
      k: c.k,
      init: { means: c.init.mu, weights: c.init.weights },
      pseudoCount: c.pseudo_count,
      tolerance: 0,
    });
    for (const it of c.iterations) {
      close(model.step().objective, it.loglik, "log p(D)");
      model.step();
      close(model.weights(), it.weights, "weights");
      if (it.mu) close(model.means(), it.mu, "mu");
    }
    close(model.logLikelihood(), c.final.loglik, "final log p(D)");
    model.step();
    assert.equal(labelsText(model.labels()), c.final.labels);
  },
};

const cases = readdirSync(new URL("../reference", import.meta.url)).map((name) => json(`reference/${name}`));
for (const c of cases.filter((c) => walk[c.model])) {
  test(`${c.id}: ${c.title}`, () => walk[c.model](c, points(c)));
}

test("every case was found", () => {
  const count = (model) => cases.filter((c) => c.model === model).length;
  assert.deepEqual(Object.keys(walk).map(count), [6, 3, 7, 3]);
});
