// The rooms beside the playground: full views of their own, fetched when one goes there.
// Every place has a link; a room's names it: `room=scenes`.
import { html, type TemplateResult } from "lit/html.js";
import { invalidate, say, state } from "./state";
import { ask } from "./wire";

export interface Room {
  /** What stands in the head. */
  title: string;
  /** Show what `link` says; called again when the link changes. */
  open(link: string): void;
  /** The canonical link to what is shown. */
  link(): string;
  view(): TemplateResult;
  /** A key, named as in keys.ts; true when it meant something here. */
  press?(key: string): boolean;
  /** One goes elsewhere. */
  close?(): void;
}

const ROOMS: Record<string, () => Promise<{ room: Room }>> = {
  bayes: () => import("./rooms/bayes"),
  machine: () => import("./rooms/machine"),
  picture: () => import("./rooms/picture"),
};

/** The playground is set up when one first comes to it. */
let setUp: ((link: string) => void) | null = null;
let wanted = "";

/** The name of the room that `link` leads to; "" = the playground. */
function named(link: string): string {
  const name = /(?:^|&)room=([a-z]+)(?:&|$)/.exec(link)?.[1] ?? "";
  return name in ROOMS ? name : "";
}

/** The link to what is shown now. */
export function here(): string | undefined {
  return state.room ? state.room.link() : state.frame?.link;
}

/** Go where `link` leads. */
export async function go(link: string): Promise<void> {
  const name = named(link);
  wanted = link;
  const load = ROOMS[name];
  if (!load) {
    leave();
    if (setUp) [setUp, wanted] = [(setUp(link), null), link];
    else ask({ do: "open", link });
    return;
  }
  try {
    const { room } = await load();
    // Meanwhile one may have gone elsewhere.
    if (wanted !== link) return;
    if (state.room !== room) state.room?.close?.();
    state.room = room;
    document.body.dataset["room"] = name;
    room.open(link);
  } catch {
    say("This part of Mixtape could not be fetched: is the network there? Try again when it is.");
  }
  invalidate();
}

function leave(): void {
  state.room?.close?.();
  state.room = null;
  delete document.body.dataset["room"];
  invalidate();
}

/** To be called once: goes where the address says. `playground` begins with a link. */
export function begin(link: string, playground: (link: string) => void): void {
  setUp = playground;
  void go(link);
}

export function roomView(): TemplateResult {
  return state.room ? state.room.view() : html``;
}
