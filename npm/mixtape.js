// The package: the classes of the crate behind a door where values are read, and where what cannot work says so.
import start, * as core from "./glue.js";
import { list, number, options, points, problem } from "./read.js";

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
    const out = core.initSync(source);
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
  return core.randomSeed();
}

const POINTER = Symbol("pointer");
const GIVEN = Symbol("given");
/** More half-steps than this nobody saves. */
const MOST_HALF_STEPS = 1e7;

/** What was saved, read from its text or as it is. */
function saved(json) {
  const unread = (cause) =>
    problem("invalid-option", "what was saved cannot be read: give what toJSON returned, or its text", cause);
  let value = json;
  if (typeof json === "string") {
    try {
      value = JSON.parse(json);
    } catch (cause) {
      throw unread(cause);
    }
  }
  const copy = options(value);
  if (typeof copy !== "object" || copy === null || ArrayBuffer.isView(copy)) throw unread();
  return copy;
}

/** A class of the crate whose arguments are read before it borrows the object, and whose freed objects say so. */
const behindTheDoor = (Core, name) => {
  class Model extends Core {
    constructor(x, d, given) {
      needStart();
      const copy = options(given);
      super(points(x), number(d, "d", "invalid-data"), copy);
      this[GIVEN] = copy;
    }

    static restarts(x, d, given, starts = 100) {
      needStart();
      return Core.restarts(
        points(x),
        number(d, "d", "invalid-data"),
        options(given),
        number(starts, "starts", "invalid-option"),
      );
    }

    static chooseK(x, d, given, plan) {
      needStart();
      return Core.chooseK(points(x), number(d, "d", "invalid-data"), options(given), options(plan));
    }

    static fromJSON(json) {
      needStart();
      const { model, points, d, options: given, halfSteps } = saved(json);
      if (model !== name)
        throw problem("invalid-option", `this was saved by ${model} and not by ${name}: call fromJSON of ${model}`);
      if (!Number.isInteger(halfSteps) || halfSteps < 0 || halfSteps > MOST_HALF_STEPS) {
        throw problem(
          "invalid-option",
          `halfSteps is ${halfSteps}: it must be a whole number from 0 to ${MOST_HALF_STEPS}`,
        );
      }
      const out = new this(points, d, given);
      try {
        for (let t = 0; t < halfSteps; t++) out.step();
      } catch (cause) {
        out.free();
        throw cause;
      }
      return out;
    }

    toJSON() {
      return {
        model: name,
        points: Array.from(this.points()),
        d: this.d,
        options: list(this[GIVEN]),
        halfSteps: this.halfSteps,
      };
    }

    predict(x) {
      const copy = points(x);
      return super.predict(copy);
    }

    predictProbabilities(x) {
      const copy = points(x);
      return super.predictProbabilities(copy);
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
  if (Core.prototype.scoreSamples) {
    Model.prototype.scoreSamples = function (x) {
      const copy = points(x);
      return Core.prototype.scoreSamples.call(this, copy);
    };
  }
  // Older engines have no name for it.
  if (Symbol.dispose) Model.prototype[Symbol.dispose] = Model.prototype.free;
  return Model;
};

export class KMeans extends behindTheDoor(core.KMeans, "KMeans") {}
export class SoftKMeans extends behindTheDoor(core.SoftKMeans, "SoftKMeans") {}
export class GaussianMixture extends behindTheDoor(core.GaussianMixture, "GaussianMixture") {}
export class BernoulliMixture extends behindTheDoor(core.BernoulliMixture, "BernoulliMixture") {}
export class MultinomialMixture extends behindTheDoor(core.MultinomialMixture, "MultinomialMixture") {}
export class PoissonMixture extends behindTheDoor(core.PoissonMixture, "PoissonMixture") {}
export class StudentMixture extends behindTheDoor(core.StudentMixture, "StudentMixture") {}
export class KMedoids extends behindTheDoor(core.KMedoids, "KMedoids") {}
export class OnlineKMeans extends behindTheDoor(core.OnlineKMeans, "OnlineKMeans") {}
export class KMedians extends behindTheDoor(core.KMedians, "KMedians") {}
export class ExponentialMixture extends behindTheDoor(core.ExponentialMixture, "ExponentialMixture") {}
