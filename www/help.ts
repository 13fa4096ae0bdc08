// The sheet of shortcuts, fetched when it is first asked for.
import { render } from "lit/html.js";
import { insist } from "./insist";

export interface Shortcut {
  /** As on the keyboard. */
  show: string[];
  does: string;
}

export async function showHelp(): Promise<void> {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#help");
  const { sheet } = await insist("the sheet of shortcuts", () => import("./sheet"));
  if (!dialog || dialog.open) return;
  render(
    sheet(() => dialog.close()),
    dialog,
  );
  dialog.showModal();
}
