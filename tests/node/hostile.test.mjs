// What does a failed call leave behind? An error with a code and a sentence, and an object that is as it was.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import mixtape from "./load.mjs";

const CODES = ["invalid-option", "invalid-data", "singular-covariance", "too-large", "not-initialised", "freed"];
const MODELS = [
  "KMeans",
  "SoftKMeans",
  "GaussianMixture",
  "BernoulliMixture",
  "MultinomialMixture",
  "PoissonMixture",
  "StudentMixture",
  "KMedoids",
  "OnlineKMeans",
];
const bits = [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 1, 1];
const make = (name, options = { k: 2, seed: 3 }, points = bits) => new mixtape[name](points, 2, options);

/** All that an object tells. */
function told(model) {
  const got = ["phase", "iteration", "converged", "objective", "n", "d", "k"].map((name) => model[name]);
  const lists = ["means", "labels", "responsibilities", "weights", "covariances"]
    .filter((name) => name in model)
    .map((name) => [...model[name]()]);
  return [...got, ...lists, model.logLikelihood?.(), [...model.predict(bits)]];
}

/** The problem that `call` throws. */
function problem(call, codes = CODES, what = `${call}`) {
  try {
    call();
  } catch (error) {
    assert.ok(Object.prototype.toString.call(error) === "[object Error]" && error.name === "Error", "no plain Error");
    assert.ok([codes].flat().includes(error.code), `${error.code}: ${error.message}`);
    assert.match(error.message, /^\S.*: .*\w/, "what is wrong, and what to do");
    return error;
  }
  assert.fail(`nothing was thrown by ${what}`);
}

/** The code of what `call` threw, which must be a problem, if it threw. */
function threw(call, codes, what) {
  try {
    call();
  } catch (error) {
    return problem(
      () => {
        throw error;
      },
      codes,
      what,
    ).code;
  }
}

const boom = () => {
  throw new Error("boom");
};
const TRAPS = Object.getOwnPropertyNames(Reflect);
/** In one trap, or in all, a proxy throws: an error, or something that throws when it is looked at. */
const trapped = (target, trap, thrown = new Error("boom")) =>
  new Proxy(
    target,
    Object.fromEntries(
      (trap ? [trap] : TRAPS).map((name) => [
        name,
        () => {
          throw thrown;
        },
      ]),
    ),
  );
const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const detached = (array) => {
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
};
const own = (target, name, descriptor) => Object.defineProperty(target, name, { configurable: true, ...descriptor });

/** Arrays that are none, or that fight back, made anew each time. */
const LISTS = {
  "a detached array": () => detached(Float64Array.from(bits)),
  "a detached short array": () => detached(Float32Array.from(bits)),
  "a getter that throws": () => own([...bits], 3, { get: boom }),
  "a length that throws": () => trapped([...bits], "get"),
  "a proxy that throws everywhere": () => trapped([...bits]),
  "a proxy that throws a proxy": () => trapped([...bits], "get", trapped({})),
  "a revoked proxy": () => revoked([...bits]),
  "a proxy of a typed array": () => new Proxy(Float64Array.from(bits), {}),
  "an array that is too long": () => new Array(2 ** 32 - 1),
  "a typed array that is too long": () => new Float64Array(3e8),
  "a length that is none": () => new Proxy([], { get: (_, name) => (name === "length" ? 1.5 : 0) }),
  "a length that is an object": () => new Proxy([], { get: (_, name) => (name === "length" ? { valueOf: boom } : 0) }),
  "whole numbers of 64 bits": () => BigInt64Array.of(0n, 1n),
  "a view of bytes": () => new DataView(new ArrayBuffer(16)),
  symbols: () => [Symbol("a"), Symbol("b")],
  "objects that throw": () => [{ valueOf: boom }, { [Symbol.toPrimitive]: boom }],
  texts: () => ["0", "1"],
  nothing: () => null,
  "a function": () => boom,
  "not finite": () => [0, Number.NaN],
  "not whole points": () => [1],
};
const cycle = {};
cycle.means = [cycle];
const OPTIONS = {
  "no object": () => 7,
  "a proxy that throws everywhere": () => trapped({ k: 2 }),
  "a revoked proxy": () => revoked({}),
  "a getter that throws": () => own({ k: 2 }, "seed", { enumerable: true, get: boom }),
  "a symbol": () => ({ k: Symbol("k") }),
  "a big number": () => ({ k: 2n }),
  "a cycle": () => ({ k: 2, init: cycle }),
  "a long text": () => ({ k: "x".repeat(2 ** 24) }),
  "a long key": () => ({ k: 2, ["x".repeat(2 ** 24)]: 1 }),
  "a number that throws": () => ({ k: { valueOf: boom } }),
  "too much": () => ({ k: 2, init: { means: new Float64Array(3e8) } }),
  "many rows": () => ({ k: 2, init: { means: Array.from({ length: 1e5 }, () => [1]) } }),
  "many numbers and then none": () => ({ k: 2, init: { means: [...new Float64Array(1e5), "x"] } }),
  "no k": () => ({}),
};
for (const [name, list] of Object.entries(LISTS)) OPTIONS[`means: ${name}`] = () => ({ k: 2, init: { means: list() } });
test("no points, however hostile, throw anything but a problem, or change an object", () => {
  for (const name of MODELS) {
    const model = make(name);
    model.run(1);
    const before = told(model);
    for (const [what, list] of Object.entries(LISTS)) {
      const code = what.includes("too long") ? "too-large" : "invalid-data";
      problem(() => model.predict(list()), code, what);
      problem(() => make(name, { k: 2 }, list()), code, what);
      assert.deepEqual(told(model), before, what);
    }
    for (const trap of TRAPS) {
      threw(() => model.predict(trapped([...bits], trap)), "invalid-data");
      threw(() => make(name, { k: 2 }, trapped([...bits], trap)), "invalid-data");
      assert.deepEqual(told(model), before, trap);
    }
    model.step();
    model.free();
  }
});

test("no options, however hostile, throw anything but a problem", () => {
  for (const name of MODELS) {
    for (const [what, options] of Object.entries(OPTIONS))
      problem(() => make(name, options()), ["invalid-option", "too-large"], `${name} with ${what}`);
    for (const trap of TRAPS) {
      threw(() => make(name, trapped({ k: 2 }, trap)), "invalid-option");
      threw(() => make(name, { k: 2, init: { means: trapped([0, 0, 1, 1], trap) } }), "invalid-option");
    }
  }
  problem(() => make("KMeans", OPTIONS["means: a typed array that is too long"]()), "too-large");
});

test("a thousand failures break nothing", () => {
  const model = make("GaussianMixture");
  const before = told(model);
  for (let i = 0; i < 1000; i++) {
    problem(() => make("KMeans", { k: 2 }, LISTS["a proxy that throws everywhere"]()), "invalid-data");
    problem(() => make("KMeans", OPTIONS["a getter that throws"]()), "invalid-option");
    problem(() => model.predict(LISTS["a detached array"]()), "invalid-data");
  }
  assert.deepEqual(told(model), before);
  assert.equal(make("KMeans").run(100).converged, true);
});

test("what is read may call the object that reads it, or free it", () => {
  const model = make("KMeans");
  const stepping = own([...bits], 0, {
    get: () => {
      model.step();
      return 0;
    },
  });
  assert.deepEqual([...model.predict(stepping)].length, 6);
  assert.equal(model.phase, "refit");
  problem(() => model.predict(own([...bits], 0, { get: () => model.free() ?? 0 })), "freed");
});

test("numbers are not made of anything else", () => {
  const model = make("KMeans");
  for (const wrong of ["2", 2n, null, undefined, { valueOf: () => model.free() ?? 2 }, Symbol("2"), [2]]) {
    problem(() => model.run(wrong), "invalid-option");
    problem(() => new mixtape.KMeans(bits, wrong, { k: 2 }), "invalid-data");
  }
  assert.equal(model.iteration, 0);
});

test("any array of numbers will do", () => {
  const wanted = [...make("KMeans").predict(bits)];
  for (const Kind of [
    Array,
    Float64Array,
    Float32Array,
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
  ]) {
    assert.deepEqual(
      [...make("KMeans", { k: 2, seed: 3 }, Kind.from(bits)).predict(Kind.from(bits))],
      wanted,
      Kind.name,
    );
  }
});

test("a freed object says so, however it is asked", () => {
  for (const name of MODELS) {
    const model = make(name);
    model.free();
    model.free();
    const members = Object.getOwnPropertyNames(
      Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf(model))),
    );
    const asked = members.filter((member) => !["constructor", "free"].includes(member) && !member.startsWith("__"));
    assert.ok(asked.length >= 14, asked.join());
    for (const member of asked) {
      const argument = { predict: bits, predictProbabilities: bits, scoreSamples: bits, run: 5 }[member];
      problem(() => (typeof model[member] === "function" ? model[member](argument) : model[member]), "freed");
    }
  }
});

test("before init every entrance says what to do", async () => {
  const fresh = await import("../../pkg/mixtape.js?fresh");
  // The bindings are loaded already; the door has its own memory of it.
  for (const name of MODELS) problem(() => new fresh[name](bits, 2, { k: 2 }), "not-initialised");
  problem(() => fresh.randomSeed(), "not-initialised");
});

test("a wasm that is not there is a problem too", () => {
  const script = `import init, { initSync } from ${JSON.stringify(new URL("../../pkg/mixtape.js", import.meta.url))};
    const code = async (work) => { try { await work(); } catch (error) { return error.code + (error.cause ? " because" : ""); } };
    console.log(await code(() => init({ module_or_path: "data:text/plain,none" })), await code(() => initSync({ module: new Uint8Array(8) })));
    const { default: own } = await import(${JSON.stringify(new URL("../../pkg/node.js", import.meta.url))});
    await own();
    console.log("there");`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "ignore"],
  }).toString();
  assert.equal(out, "not-initialised because not-initialised because\nthere\n");
});

test("memory that is not there is a problem, and what was made before stays", () => {
  const out = execFileSync(process.execPath, [
    "--wasm-max-mem-pages=512",
    fileURLToPath(new URL("memory.mjs", import.meta.url)),
  ]).toString();
  assert.match(out, /^too-large .* MB of memory, which is not there: .*\n\d+ objects as they were\n$/);
});

/** Small random whole numbers, the same in every run. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

test("after any calls, good and bad, a failed one has changed nothing", () => {
  const lists = Object.values(LISTS);
  const options = Object.values(OPTIONS).filter((_, i) => !/long|too/.test(Object.keys(OPTIONS)[i]));
  const seen = new Set();
  for (let seed = 1; seed <= 60; seed++) {
    const roll = dice(seed);
    const name = MODELS[seed % MODELS.length];
    // Two columns that are the same: a covariance without a floor becomes singular.
    const points = Array.from({ length: 8 + roll(8) }, () => roll(2)).flatMap((x) => [x, roll(6) ? x : 1 - x]);
    const given =
      name === "GaussianMixture"
        ? { k: 2, seed, varianceFloor: 0, init: { means: [0, 0, 1, 1], covariances: [1, 0, 0, 1, 1, 0, 0, 1] } }
        : { k: 2, seed };
    const model = make(name, given, points);
    for (let i = 0; i < 12; i++) {
      const before = told(model);
      const call = [
        () => model.step(),
        () => model.iterate(),
        () => model.run(roll(5)),
        () => model.run([Number.NaN, -1, "1"][roll(3)]),
        () => model.predict(lists[roll(lists.length)]()),
        () => make(name, options[roll(options.length)](), points),
      ][roll(6)];
      const code = threw(call);
      if (code) assert.deepEqual(told(model), before);
      seen.add(code);
    }
    model.free();
  }
  for (const code of [undefined, "singular-covariance", "invalid-data", "invalid-option"])
    assert.ok(seen.has(code), code);
});
