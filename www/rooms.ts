// The rooms beside the playground: full views of their own, fetched when one goes there.
// Every place has a link; a room's names it: `room=scenes`.
import type { TemplateResult } from "lit/html.js";
import { insist } from "./insist";
import { invalidate, say, state } from "./state";
import { ask, open } from "./wire";

export interface Room {
  /** What stands in the head. */
  title: string;
  /** Show what `link` says; called again when the link changes. */
  open(link: string): void;
  /** The canonical link to what is shown. */
  link(): string;
  /** What is said when the link is copied, where it does not open exactly what is seen. */
  shared?(): string;
  view(): TemplateResult;
  /** A key, named as in keys.ts; true when it meant something here. */
  press?(key: string): boolean;
  /** One goes elsewhere. */
  close?(): void;
}

/** By the name in a link, which may be any text: no object, whose own names are some, too. */
const ROOMS = new Map<string, () => Promise<{ room: Room }>>([
  ["bayes", () => import("./rooms/bayes")],
  ["machine", () => import("./rooms/machine")],
  ["picture", () => import("./rooms/picture")],
  ["scenes", () => import("./gallery/room")],
]);

/** The playground is set up when one first comes to it. */
let setUp: ((link: string) => void) | null = null;
let wanted = "";
/** The scene of the lecture that a room was opened for: rooms know nothing of scenes. */
let within = "";

/** The key of the scene that is shown; "" when it is none. */
export function sceneKey(): string {
  return state.room ? within : (state.frame?.scene.scene ?? "");
}

/** The name of the room that `link` leads to; "" = the playground, which says of another that there is none. */
function named(link: string): string {
  const name = /(?:^|&)room=([a-z]+)(?:&|$)/.exec(link)?.[1] ?? "";
  return ROOMS.has(name) ? name : "";
}

/** The link to what is shown now. */
export function here(): string | undefined {
  return state.room ? state.room.link() + (within && `&scene=${within}`) : state.frame?.link;
}

/** Go where `link` leads. */
export async function go(link: string): Promise<void> {
  const name = named(link);
  wanted = link;
  const load = ROOMS.get(name);
  const short = /^scene=([^&]+)$/.exec(link)?.[1];
  const scene = /(?:^|&)scene=([^&]+)/.exec(link)?.[1] ?? "";
  state.coming = scene ? `the scene “${scene.replaceAll("-", " ")}”` : name && `the room “${name}”`;
  invalidate();
  if (!load && !short) {
    leave();
    if (setUp) {
      setUp(link);
      setUp = null;
      wanted = link;
    } else ask({ do: "open", link, opened: open() });
    return;
  }
  try {
    if (!load) {
      const full = await (await insist("the scenes", () => import("./gallery/lecture"))).expand(short ?? "");
      if (wanted === link) await go(full);
      return;
    }
    const { room } = await insist(state.coming, load);
    // Meanwhile one may have gone elsewhere.
    if (wanted !== link) return;
    if (state.room !== room) state.room?.close?.();
    state.room = room;
    document.body.dataset.room = name;
    within = scene;
    room.open(link.replace(/&scene=[^&]*/, ""));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  invalidate();
}

function leave(): void {
  state.room?.close?.();
  state.room = null;
  delete document.body.dataset.room;
}

/** To be called once: goes where the address says. `playground` begins with a link. */
export function begin(link: string, playground: (link: string) => void): void {
  setUp = playground;
  void go(link);
}
