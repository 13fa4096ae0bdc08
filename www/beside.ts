// The second side: what shows it is fetched when a run is first put beside another.
import { invalidate, say, state } from "./state";

type Parts = typeof import("./twin/parts");

let parts: Parts | null = null;
let asked = false;

/** What shows two sides; null while there is one. */
export function beside(): Parts | null {
  const two = Boolean(state.frame?.twin);
  if (two && !asked) {
    asked = true;
    import("./twin/parts")
      .then((fetched) => {
        fetched.setUp();
        parts = fetched;
        invalidate();
      })
      .catch(() => {
        asked = false;
        say("The second side could not be fetched: is the network there?");
      });
  }
  const shown = two ? parts : null;
  document.body.toggleAttribute("data-beside", shown !== null);
  return shown;
}
