// What the page shows of the questions: the card in the place of the words, the layer over the stage.
import type { TemplateResult } from "lit/html.js";
import { asking, follow, now, press, toggle } from "../predict";
import { arrive } from "../predicting";
import { mount } from "../state";
import { card as show } from "./card";
import { layer } from "./layer";
import "../predict.css";

export { asking, press, start, toggle } from "../predict";

export function card(): TemplateResult | null {
  follow();
  return now && show(now);
}

const root = document.createElement("div");
root.id = "predict";
root.className = "overlay";
document.getElementById("overlay")?.after(root);
mount("predict", layer);
arrive({ asking, card, press, toggle });
