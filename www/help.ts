// The sheet of shortcuts, fetched when it is first asked for.
import { render } from "lit/html.js";

export interface Shortcut {
  /** As on the keyboard. */
  show: string[];
  does: string;
}

export async function showHelp(): Promise<void> {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#help");
  const { sheet } = await import("./sheet");
  if (!dialog || dialog.open) return;
  render(sheet(() => dialog.close()), dialog);
  dialog.showModal();
}
