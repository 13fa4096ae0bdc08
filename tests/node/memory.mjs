// Fills what memory there is with objects, and asks them all what they were: run by hostile.test.mjs.
import assert from "node:assert/strict";
import init, { GaussianMixture } from "../../pkg/node.js";

await init();
const points = Float64Array.from({ length: 20000 }, (_, i) => (i * i) % 101);
const told = (model) => [model.phase, model.objective, ...model.means(), ...model.covariances()];
const made = [];
try {
  for (;;) {
    const model = new GaussianMixture(points, 2, { k: 3, init: "forgy", seed: made.length });
    made.push({ model, told: told(model) });
  }
} catch (error) {
  console.log(error.code, error.message);
}
for (const { model, told: before } of made) assert.deepEqual(told(model), before);
// One goes: the others can go on.
made.pop().model.free();
made[0].model.run(3);
assert.equal(made[0].model.iteration, 3);
console.log(made.length, "objects as they were");
