// The address bar always carries the link to what is on the stage.
import { remember } from "./history";
import { go, here } from "./rooms";
import { say, state } from "./state";

/** Browsers stop listening to pages that change their address more often than this. */
const PACE = 250;

let written = fragment();
/** What the address held when it was last written or read here. */
let known = written;
let timer: ReturnType<typeof setTimeout> | undefined;
let wrote = 0;

/** The text of the address after "#". */
export function fragment(): string {
  return location.hash.replace(/^#/, "");
}

/** The address follows what is shown, without filling the browser's history. */
export function follow(link: string): void {
  if (link === written) return;
  written = link;
  if (timer === undefined) timer = setTimeout(write, Math.max(0, wrote + PACE - performance.now()));
}

function write(): void {
  timer = undefined;
  // A person has just changed the address, and the event that says so is still on its way: it comes first.
  if (fragment() !== known) return;
  wrote = performance.now();
  history.replaceState(null, "", `#${written}`);
  known = fragment();
}

addEventListener("hashchange", () => {
  const link = fragment();
  known = link;
  if (link === written) return;
  remember();
  written = link;
  void go(link);
});

export async function copyLink(): Promise<void> {
  written = here() ?? written;
  write();
  try {
    await navigator.clipboard.writeText(location.href);
    say(state.room?.shared?.() || "Link copied. It opens exactly what you see.");
  } catch {
    say("The browser does not allow copying here: the link is in the address bar.");
  }
}
