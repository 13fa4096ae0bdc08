// Bayes' rule in one dimension: a link and what was done to it, to everything that is shown.
import type { BayesView } from "../rooms/bayes.types";
import { Bayes } from "../wasm/lab/lab.js";
import type { Work } from "./worker";

export const bayes: Work<"bayes"> = ({ link, act, width, height }) => {
  const room = new Bayes(link);
  try {
    if (act?.do === "set") room.set(act.key, act.value);
    if (act?.do === "nudge") room.nudge(act.key, act.by);
    if (act?.do === "drag") room.drag(act.key, act.x, width, height);
    return { ...(room.view(width, height) as BayesView), notes: room.notes() };
  } finally {
    room.free();
  }
};
