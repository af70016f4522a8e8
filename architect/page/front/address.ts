// The address: behind `#` is the graph that is open, so that each can be linked to and the browser's Back goes through them.
import type { Page } from "./data";
import { opening, type Store } from "./store";

/** The place of the graph that is named there; of several none where none is. */
export function addressed(page: Page): number | null {
  if (page.graphs.length === 1) return 0;
  const named = fragment();
  const at = page.graphs.findIndex((graph) => graph.id === named);
  return at < 0 ? null : at;
}

export function keepAddress(store: Store): void {
  store.watch(({ page, graph }, changed) => {
    if (!changed("graph") || addressed(page) === graph) return;
    window.location.hash = graph === null ? "" : encodeURIComponent(page.graphs[graph]?.id ?? "");
  });
  window.addEventListener("hashchange", () => {
    const { page, graph } = store.now;
    const at = addressed(page);
    if (at !== graph) store.choose(opening(page, at));
  });
}

function fragment(): string {
  const written = window.location.hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written; // somebody's, in which a % stands for itself
  }
}
