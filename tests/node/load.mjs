// The shipped package, in Node, and the files of the reference.
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import init, * as mixtape from "../../pkg/node.js";

await init();

export default mixtape;

/** All that the page is made of. */
export async function page() {
  const parts = await import("../../www/wasm/lab/lab.js");
  await parts.default({ module_or_path: readFileSync(new URL("../../www/wasm/lab/lab_bg.wasm", import.meta.url)) });
  for (const name of ["austen", "digits", "wine"])
    parts.shelve(name, readFileSync(new URL(`../../src/data/${name}.bin`, import.meta.url)));
  return parts;
}

const file = (path) => readFileSync(new URL(`../${path}`, import.meta.url));

export const json = (path) => JSON.parse(file(path).toString());

function csv(path) {
  const [header, ...rows] = file(path)
    .toString()
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return { header, rows };
}

/** 8-bit RGB pixels of a PNG without interlacing. */
function png(path) {
  const bytes = file(path);
  const width = bytes.readUInt32BE(16);
  const chunks = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT") chunks.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(chunks));
  const stride = width * 3;
  const height = raw.length / (stride + 1);
  const out = new Uint8Array(height * stride);
  const paeth = (a, b, c) => {
    const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
  };
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= 3 ? out[y * stride + x - 3] : 0;
      const up = y > 0 ? out[(y - 1) * stride + x] : 0;
      const corner = x >= 3 && y > 0 ? out[(y - 1) * stride + x - 3] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[y * stride + x] = raw[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return { width, height, rgb: out };
}

/** The points of a reference case, as a flat array, and their d. */
export function points(reference) {
  const { file: name, columns, rows: which, transform } = reference.dataset;
  if (name.endsWith(".png")) {
    const { width, height, rgb } = png(`data/${name}`);
    const rows = Array.from({ length: width * height }, (_, i) => {
      const colour = [...rgb.subarray(3 * i, 3 * i + 3)].map((v) => v / 255);
      if (transform.kind === "rgb") return colour;
      const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
      return [...colour, transform.weight * (x / width), transform.weight * (y / height)];
    });
    return { d: rows[0].length, values: Float64Array.from(rows.flat()) };
  }
  const { header, rows } = csv(`data/${name}`);
  if (name === "digits_binary.csv") {
    const wanted = rows.filter((row) => which === null || "234".includes(row[1]));
    return { d: 64, values: Float64Array.from(wanted.flatMap((row) => [...row[0]].map(Number))) };
  }
  const at = columns.map((column) => header.indexOf(column));
  const change =
    {
      standardize: (x, j) => (x - transform.mean[j]) / transform.std[j],
      divide: (x) => x / transform.by,
      binarise: (x) => (x > 0 ? 1 : 0),
    }[transform?.kind] ?? ((x) => x);
  return {
    d: at.length,
    values: Float64Array.from(rows.flatMap((row) => at.map((i, j) => change(Number(row[i]), j)))),
  };
}
