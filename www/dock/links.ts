// Parts of links, by their public keys.

/** How a run is looked at, and how far it is: not what it is. */
const VIEW = ["t", "layers", "axes", "dock", "scene"];
/** Where a run starts. */
const START = ["s", "edit"];

function but(link: string, keys: string[]): string[] {
  return link.split("&").filter((part) => part && !keys.includes(part.split("=")[0] ?? ""));
}

/** The run of `link`, whatever its view. */
export const runOf = (link: string): string => but(link, VIEW).join("&");

/** What all starts of `link` share. */
export const startless = (link: string): string => but(link, [...VIEW, ...START]).join("&");

/** What every K of `link` shares. */
export const counting = (link: string): string => but(link, [...VIEW, ...START, "k"]).join("&");

/** The run of `run`, seen as `view` is. */
export const seenAs = (run: string, view: string): string =>
  [...but(run, VIEW), ...view.split("&").filter((part) => VIEW.slice(1).includes(part.split("=")[0] ?? ""))].join("&");

/** `link` with other values; centres moved by hand belong to the start they were moved in. */
export function withKeys(link: string, values: Record<string, number>): string {
  const kept = but(link, [...Object.keys(values), "t", "edit"]);
  return [...kept, ...Object.entries(values).map(([key, value]) => `${key}=${value}`)].join("&");
}
