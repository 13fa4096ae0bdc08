// Light, dark, projector, or as the system says. Remembered on this device; not part of a link.
import { invalidate, say } from "./state";
import type { Ground } from "./types";
import { ask } from "./wire";

export type Theme = "system" | Ground;

export const THEMES: { key: Theme; title: string }[] = [
  { key: "system", title: "Auto" },
  { key: "light", title: "Light" },
  { key: "dark", title: "Dark" },
  { key: "projector", title: "Projector" },
];

const KEY = "mixtape.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

export function theme(): Theme {
  const kept = document.documentElement.dataset.theme;
  return THEMES.find((t) => t.key === kept)?.key ?? "system";
}

export function ground(): Ground {
  const now = theme();
  if (now !== "system") return now;
  return dark.matches ? "dark" : "light";
}

export function setTheme(to: Theme): void {
  if (to === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = to;
  try {
    if (to === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, to);
  } catch {
    // A page without storage forgets the theme, and that is all.
  }
  ask({ do: "ground", ground: ground() });
  invalidate();
}

export function nextTheme(): void {
  const at = THEMES.findIndex((t) => t.key === theme());
  const next = THEMES[(at + 1) % THEMES.length] ?? THEMES[0];
  if (!next) return;
  setTheme(next.key);
  say(`Theme: ${next.title.toLowerCase()}.`);
}

dark.addEventListener("change", () => ask({ do: "ground", ground: ground() }));
