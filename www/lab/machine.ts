// The generative machine: a link and what was done to it, to three pictures and everything beside them.
import type { Estimates, MachineView } from "../rooms/machine.types";
import { Machine, preview as still } from "../wasm/lab/lab.js";
import { still as photograph } from "./picture";
import type { Work } from "./worker";

export const machine: Work<"machine"> = async ({ link, act, width, height, dpr, ground }) => {
  const room = new Machine(link);
  try {
    if (act?.do === "set") room.set(act.key, act.value);
    if (act?.do === "more") room.more(act.by);
    if (act?.do === "again") room.again(act.key);
    if (act?.do === "nudge") room.nudge(act.key, act.dx, act.dy);
    if (act?.do === "drag") room.drag(act.key, act.x, act.y, width, height);
    if (act?.do === "pick") room.pick(act.x, act.y, width, height);
    const picture = (panel: number): Promise<ImageBitmap> => {
      const pixels = new Uint8ClampedArray(room.paint(panel, width, height, dpr, ground));
      return createImageBitmap(new ImageData(pixels, room.pixelWidth));
    };
    const [complete, incomplete, mixed] = [await picture(0), await picture(1), await picture(2)];
    return { ...(room.view(width, height) as MachineView), notes: room.notes(), complete, incomplete, mixed };
  } finally {
    room.free();
  }
};

export const estimates: Work<"estimates"> = ({ link }) => {
  const room = new Machine(link);
  try {
    return { table: (room.table() ?? null) as Estimates | null };
  } finally {
    room.free();
  }
};

export const preview: Work<"preview"> = async ({ link, width, height, ground }) => {
  if (link.includes("room=picture")) return { svg: await photograph(link, width, height) };
  return { svg: still(link, width, height, ground) };
};
