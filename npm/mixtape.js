// The package: the classes of the crate behind a door where values are read, and where what cannot work says so.
import start, {
  initSync as startSync,
  randomSeed as seed,
  BernoulliMixture as Bernoulli,
  GaussianMixture as Gaussian,
  KMeans as Hard,
  SoftKMeans as Soft,
} from "./glue.js";
import { number, options, points, problem } from "./read.js";

let started = false;

const unloaded = (cause) =>
  problem(
    "not-initialised",
    "mixtape_bg.wasm cannot be loaded: serve it beside the files of the package, or say where it is with init({ module_or_path })",
    cause,
  );

/** Loads the wasm, once: from beside this file, or from where `source` says. */
export default async function init(source) {
  try {
    const out = await start(source);
    started = true;
    return out;
  } catch (cause) {
    throw unloaded(cause);
  }
}

/** The same from bytes or a module that are there. */
export function initSync(source) {
  try {
    const out = startSync(source);
    started = true;
    return out;
  } catch (cause) {
    throw unloaded(cause);
  }
}

function needStart() {
  if (!started) throw problem("not-initialised", "the package has not been initialised: call await init() first");
}

export function randomSeed() {
  needStart();
  return seed();
}

const POINTER = Symbol("pointer");

/** A class of the crate whose arguments are read before it borrows the object, and whose freed objects say so. */
const behindTheDoor = (Core) => {
  class Model extends Core {
    constructor(x, d, given) {
      needStart();
      super(points(x), number(d, "d", "invalid-data"), options(given));
    }

    predict(x) {
      const copy = points(x);
      return super.predict(copy);
    }

    run(maxIterations) {
      return super.run(number(maxIterations, "maxIterations", "invalid-option"));
    }

    free() {
      if (this[POINTER]) super.free();
    }

    // Every member of the generated class begins by reading this.
    get __wbg_ptr() {
      if (!this[POINTER]) throw problem("freed", "this object was freed: make a new one");
      return this[POINTER];
    }

    set __wbg_ptr(pointer) {
      Object.defineProperty(this, POINTER, { value: pointer, writable: true });
    }
  }
  // Older engines have no name for it.
  if (Symbol.dispose) Model.prototype[Symbol.dispose] = Model.prototype.free;
  return Model;
};

export class KMeans extends behindTheDoor(Hard) {}
export class SoftKMeans extends behindTheDoor(Soft) {}
export class GaussianMixture extends behindTheDoor(Gaussian) {}
export class BernoulliMixture extends behindTheDoor(Bernoulli) {}
