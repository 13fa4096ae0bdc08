// The second side: what shows it is fetched when a run is first put beside another.
import { insist } from "./insist";
import { invalidate, state } from "./state";

type Parts = typeof import("./twin/parts");

let parts: Parts | null = null;
let asked = false;

/** What shows two sides; null while there is one. */
export function beside(): Parts | null {
  const two = Boolean(state.frame?.twin);
  if (two && !asked) {
    asked = true;
    void insist("the second side", () => import("./twin/parts")).then((fetched) => {
      fetched.setUp();
      parts = fetched;
      invalidate();
    });
  }
  const shown = two ? parts : null;
  document.body.toggleAttribute("data-beside", shown !== null);
  return shown;
}
