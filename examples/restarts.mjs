// EM finds a local optimum: this keeps the best of several starts.
import init, { GaussianMixture } from "mixtape";

await init();

const points = Float64Array.of(0, 0, 0, 1, 1, 0, 10, 10, 10, 11, 11, 10, 0, 20, 1, 20, 0, 21);
let best = null;
for (let seed = 1; seed <= 20; seed++) {
  const model = new GaussianMixture(points, 2, { k: 3, covariance: "spherical", varianceFloor: 0.01, seed });
  model.run(200);
  if (best && best.logLikelihood() >= model.logLikelihood()) {
    // The memory of the wasm is given back at once.
    model.free();
    continue;
  }
  best?.free();
  best = model;
}
console.log("log-likelihood", best.logLikelihood().toFixed(3));
console.log("labels", best.labels().join(" "));
best.free();

// Prints:
// log-likelihood -23.653
// labels 2 2 2 0 0 0 1 1 1
