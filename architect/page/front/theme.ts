// Light or dark: as the system says until somebody chooses, and then as was chosen, where the browser keeps that.
import type { Store } from "./store";

const KEY = "architect-page-theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");

export function darkAtFirst(): boolean {
  const kept = read();
  return kept === null ? system.matches : kept === "dark";
}

export function keepTheme(store: Store): void {
  let fromSystem = false;
  system.addEventListener("change", () => {
    if (read() !== null) return;
    fromSystem = true;
    store.choose({ dark: system.matches });
    fromSystem = false;
  });
  let isFirst = true;
  store.watch((now, changed) => {
    if (changed("dark") && !isFirst && !fromSystem) write(now.dark ? "dark" : "light");
    isFirst = false;
  });
}

/** A page from a file may have no place to keep anything, which browsers say with an exception. */
function read(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(theme: string): void {
  try {
    window.localStorage.setItem(KEY, theme);
  } catch {
    // it holds for this page then
  }
}
