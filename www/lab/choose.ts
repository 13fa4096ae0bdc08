// Every criterion against K, or against N, in slices.
import { provide } from "../shelf";
import { Sweep, needs, shelve } from "../wasm/lab/lab.js";
import type { Report } from "./found";
import { slices } from "./slices";
import type { Work } from "./worker";

export const choose: Work<"choose"> = async ({ link, lessons }, bench) => {
  await provide({ needs, shelve }, link);
  const sweep = new Sweep(link, lessons);
  try {
    const report = (): Report => sweep.report() as Report;
    bench.tell(report());
    await slices(
      () => sweep.slice(),
      () => bench.tell(report()),
      bench,
    );
    return report();
  } finally {
    sweep.free();
  }
};
