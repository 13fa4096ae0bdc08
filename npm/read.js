// The values of others are read here, once and whole, before the crate sees them. Reading may run code of theirs, a
// getter or a proxy, that throws, or that calls the very object that is about to work. A copy can do neither.

/** The most numbers in one array, as in the crate: src/points.rs. */
const MOST_NUMBERS = 2 ** 26;
/** The most entries of one options object, those of lists of numbers not counted. */
const MOST_ENTRIES = 2 ** 16;
/** Nested deeper than this nothing is an option. */
const DEEPEST = 6;
/** No key and no value of an option is longer; a message shows the beginning of what is. */
const LONGEST = 100;

/** The length that no array can lie about. */
const typedLength = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "length").get;

const problems = new WeakSet();

/** An `Error` with its code, as the crate makes them. */
export function problem(code, message, cause) {
  const error = Object.assign(new Error(message, { cause }), { code });
  problems.add(error);
  return error;
}

/** What `read` returns; what it throws becomes a problem. Nothing is asked of what was thrown: it may throw again. */
function reading(code, message, read) {
  try {
    return read();
  } catch (cause) {
    throw problems.has(cause) ? cause : problem(code, message, cause);
  }
}

/** An array that is known to fit. */
function room(length, what) {
  if (length > MOST_NUMBERS) {
    throw problem("too-large", `${what} has ${length} entries, more than the ${MOST_NUMBERS} this holds: use fewer`);
  }
  try {
    return new Float64Array(length);
  } catch (cause) {
    throw problem(
      "too-large",
      `there is no memory for the ${length} numbers of ${what}: use fewer, or free other objects first`,
      cause,
    );
  }
}

function copyOfTyped(array, what) {
  const out = room(typedLength.call(array), what);
  out.set(array);
  return out;
}

/** What `value` says its length is; a proxy can say anything. */
function lengthOfList(value) {
  const { length } = value;
  if (!Array.isArray(value) || !Number.isInteger(length) || length < 0) throw new TypeError("not a list");
  return length;
}

/** The numbers of an array, copied. */
export function points(value) {
  return reading("invalid-data", "points cannot be read: give a Float64Array, or another array of numbers", () => {
    if (ArrayBuffer.isView(value)) return copyOfTyped(value, "points");
    const out = room(lengthOfList(value), "points");
    for (let i = 0; i < out.length; i++) {
      const x = value[i];
      if (typeof x !== "number") throw new TypeError("not a number");
      out[i] = x;
    }
    return out;
  });
}

/** A number as it is: converting anything else could run code. */
export function number(value, what, code) {
  if (typeof value === "number") return value;
  throw problem(code, `${what} is of type ${typeof value}: it must be a number`);
}

const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);

/** An options object, copied: lists of numbers as typed arrays, other lists and objects entry by entry. */
export function options(value) {
  let left = MOST_ENTRIES;
  const copy = (value, path, depth) => {
    if (typeof value === "string") return short(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth > DEEPEST)
      throw problem("invalid-option", `${path} is nested more than ${DEEPEST} deep: give a list, or a list of rows`);
    if (ArrayBuffer.isView(value)) return copyOfTyped(value, path);
    const charge = (entries) => {
      left -= entries;
      if (left < 0)
        throw problem(
          "too-large",
          `${path} has more than ${MOST_ENTRIES} entries: give long lists as lists of numbers`,
        );
    };
    const entry = (value, name) => {
      charge(1);
      return reading("invalid-option", `${name} cannot be read: give numbers, texts, lists or plain objects`, () =>
        copy(value(), name, depth + 1),
      );
    };
    if (!Array.isArray(value)) {
      return Object.fromEntries(
        Object.keys(value).map((key) => [short(key), entry(() => value[key], `${path}.${short(key)}`)]),
      );
    }
    const length = lengthOfList(value);
    const numbers = room(length, path);
    let i = 0;
    for (; i < length; i++) {
      const x = value[i];
      if (typeof x !== "number") break;
      numbers[i] = x;
    }
    if (i === length) return numbers;
    // Not all are numbers: the crate says whether that can be.
    charge(i);
    const rest = Array.from({ length: length - i }, (_, j) => entry(() => value[i + j], path));
    return [...numbers.subarray(0, i), ...rest];
  };
  return reading("invalid-option", "options cannot be read: give a plain object, such as { k: 3 }", () =>
    copy(value, "options", 0),
  );
}

/** The same options with plain arrays, as JSON has them. */
export function list(value) {
  if (ArrayBuffer.isView(value)) return Array.from(value);
  if (Array.isArray(value)) return value.map(list);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, value]) => [key, list(value)]));
}
