// The chapters of the lecture, every scene with the link that the page itself would write for it.
import type { Chapter } from "../gallery/lecture.types";
import { canonical, lecture as read } from "../wasm/lab/lab.js";
import type { Work } from "./worker";

function home(link: string, key: string): string {
  // A room knows nothing of scenes: the page remembers for it.
  return link.includes("room=") ? `${canonical(link)}&scene=${key}` : canonical(`${link}&scene=${key}`);
}

export const lecture: Work<"lecture"> = () => ({
  chapters: (read() as Chapter[]).map((c) => ({
    ...c,
    scenes: c.scenes.map((s) => ({ ...s, home: home(s.link, s.key) })),
  })),
});
