// The bar at the top: where one is, the search, graph or table, light or dark.
import { byId, element, icon } from "./dom";
import type { Sight } from "./sight";
import { type Choice, opening, type Store } from "./store";
import { count } from "./words";

const SUN = "M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9M8 5.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6z";
const MOON = "M13.4 9.8A5.8 5.8 0 016.2 2.6a5.8 5.8 0 107.2 7.2z";

export class Bar {
  private readonly search = byId("search") as HTMLInputElement;

  constructor(
    store: Store,
    private readonly next: () => void, // brings the next found node in
  ) {
    this.search.addEventListener("input", () => store.choose({ search: this.search.value }));
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.next();
    });
    byId("back").addEventListener("click", () => store.choose(opening(store.now.page, null)));
    byId("as-graph").addEventListener("click", () => store.choose({ asTable: false }));
    byId("as-table").addEventListener("click", () => store.choose({ asTable: true }));
    byId("theme").addEventListener("click", () => store.choose({ dark: !store.now.dark }));
  }

  show(sight: Sight | null, choice: Choice): void {
    const { page } = choice;
    const title = sight === null || page.graphs.length === 1 ? page.title : sight.graph.title || sight.graph.id;
    byId("title").textContent = title;
    document.title = `${title} · architect`;
    byId("note").textContent = page.note ?? "";
    byId("report").hidden = !page.report;
    byId("report").setAttribute("href", page.report ?? "");
    byId("back").hidden = sight === null || page.graphs.length < 2;
    byId("seek").hidden = sight === null;
    byId("views").hidden = sight === null;
    byId("as-graph").setAttribute("aria-pressed", String(!choice.asTable));
    byId("as-table").setAttribute("aria-pressed", String(choice.asTable));
    if (this.search.value !== choice.search) this.search.value = choice.search;
    const found = sight?.found;
    byId("found").textContent = found == null ? "" : found.size === 0 ? "none" : count(found.size, "node");
    byId("theme").replaceChildren(icon(choice.dark ? SUN : MOON));
    byId("theme").setAttribute("aria-label", choice.dark ? "Light page" : "Dark page");
    byId("theme").title = choice.dark ? "Light" : "Dark";
    document.documentElement.dataset.theme = choice.dark ? "dark" : "light";
  }

  /** Where `/` leads. */
  seek(): void {
    this.search.focus();
    this.search.select();
  }
}

/** Buttons on the graph: closer, further, all of it. */
export function toolsOf(place: HTMLElement, zoomBy: (factor: number) => void, fit: () => void): void {
  const tool = (name: string, path: string, onclick: () => void): HTMLElement =>
    element("button", { type: "button", class: "bare", "aria-label": name, title: name, onclick }, icon(path));
  place.append(
    tool("Zoom in", "M8 3.5v9M3.5 8h9", () => zoomBy(1.3)),
    tool("Zoom out", "M3.5 8h9", () => zoomBy(1 / 1.3)),
    tool("Show all of it", "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10", fit),
  );
}
