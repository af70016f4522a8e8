// The way through the page by keyboard: `/` searches, arrows go to neighbours, Enter opens the panel, Escape goes back.
import type { Places } from "./places";
import type { Sight } from "./sight";
import type { Store } from "./store";

export interface Keyed {
  sight: () => Sight | null;
  places: () => Places["at"];
  seek: () => void;
  enterPanel: () => void;
  zoomBy: (factor: number) => void;
  fit: () => void;
}

const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

export function listen(store: Store, graph: HTMLElement, keyed: Keyed): void {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type === "search";
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      keyed.seek();
    } else if (event.key === "Escape") back(store, graph, isTyping);
  });
  graph.addEventListener("keydown", (event) => {
    const sight = keyed.sight();
    if (sight === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS.has(event.key)) store.choose({ selected: nextOf(event.key, store.now.selected, sight, keyed.places()) });
    else if (event.key === "Enter" && store.now.selected !== null) keyed.enterPanel();
    else if (event.key === "+" || event.key === "=") keyed.zoomBy(1.3);
    else if (event.key === "-") keyed.zoomBy(1 / 1.3);
    else if (event.key === "0") keyed.fit();
    else return;
    event.preventDefault();
  });
}

/** One step back: the search, then the selection; the keyboard is at the graph again. */
function back(store: Store, graph: HTMLElement, isTyping: boolean): void {
  const { search, selected, asTable } = store.now;
  const wasElsewhere = isTyping || document.activeElement?.closest("#panel") != null;
  if (search !== "" && isTyping) store.choose({ search: "" });
  else if (selected !== null && !isTyping) store.choose({ selected: null });
  if (wasElsewhere && !asTable) graph.focus();
}

/** Up to what the node uses, down to what uses it, the nearest of each; left and right along its row. */
function nextOf(key: string, selected: string | null, sight: Sight, at: Places["at"]): string | null {
  const { graph, shown, ways } = sight;
  const here = selected === null ? undefined : at.get(selected);
  if (selected === null || here === undefined || !shown.has(selected)) {
    return graph.target !== null && shown.has(graph.target) ? graph.target : ([...shown][0] ?? null);
  }
  const far = (id: string): number => Math.abs((at.get(id)?.x ?? 0) - here.x) + 3 * Math.abs((at.get(id)?.y ?? 0) - here.y);
  const nearest = (ids: readonly string[]): string | null =>
    ids.filter((id) => shown.has(id)).sort((one, two) => far(one) - far(two))[0] ?? null;
  if (key === "ArrowUp") return nearest(ways.uses(selected)) ?? selected;
  if (key === "ArrowDown") return nearest(ways.usedBy(selected)) ?? selected;
  const side = key === "ArrowLeft" ? -1 : 1;
  const beside = [...shown].filter((id) => at.get(id)?.y === here.y && side * ((at.get(id)?.x ?? 0) - here.x) > 0);
  return nearest(beside) ?? selected;
}
