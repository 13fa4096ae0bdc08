// K-means on points of one's own, half a step at a time, with a new point at the end.
import init, { KMeans } from "mixtape";

await init();

// Four points in two dimensions, row by row.
const points = Float64Array.of(0, 0, 0, 1, 10, 0, 10, 1);
const model = new KMeans(points, 2, { k: 2, seed: 1 });
while (!model.converged) {
  const { half, objective } = model.step();
  console.log(half, objective);
}
console.log("labels", model.labels().join(" "));
console.log("a new point belongs to", model.predict([9, 1])[0]);
model.free();

// Prints:
// assign 2
// refit 1
// assign 1
// labels 1 1 0 0
// a new point belongs to 0
