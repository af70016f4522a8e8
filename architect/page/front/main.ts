// The page: its parts put together, and what was chosen handed to each of them.
import { addressed, keepAddress } from "./address";
import { Bar, toolsOf } from "./bar";
import { Canvas } from "./canvas";
import { dataOfThePage } from "./data";
import { byId } from "./dom";
import { listen } from "./keys";
import { Listing } from "./listing";
import { follow } from "./live";
import { Minimap } from "./minimap";
import { Overview } from "./overview";
import { Panel } from "./panel";
import { Rail } from "./rail";
import { fit, zoomBy } from "./room";
import { type Sight, sightOf } from "./sight";
import { Slider } from "./slider";
import { type Choice, opening, Store } from "./store";
import { darkAtFirst, keepTheme } from "./theme";
import { count } from "./words";

function start(): void {
  const page = dataOfThePage();
  const store = new Store({ page, ...opening(page, addressed(page)), asTable: false, dark: darkAtFirst() });
  keepTheme(store);
  keepAddress(store);
  new Overview(byId("overview"), store);
  new Slider(byId("time"), store); // before the graph, whose room it takes from
  const place = byId("graph");
  let sight: Sight | null = null;
  let canvas: Canvas | null = null;
  let undrawn = ""; // why there is no graph to be seen
  const rail = new Rail(byId("rail"), store);
  const panel = new Panel(byId("panel"), store);
  const listing = new Listing(byId("listing"), store);
  const bar = new Bar(store, () => choose(store, nextFound(sight, store.now.selected)));
  store.watch((now, changed) => {
    sight = sightOf(now);
    bar.show(sight, now);
    byId("app").toggleAttribute("data-overview", sight === null);
    byId("stage").hidden = sight === null;
    byId("stage").toggleAttribute("data-away", now.asTable); // it keeps its size, by which Cytoscape goes
    byId("listing").hidden = sight === null || !now.asTable;
    panel.show(sight, now);
    if (sight === null) return;
    rail.show(sight, now);
    if (now.asTable) listing.show(sight, now);
    if (changed("page") || changed("graph") || changed("collapsed")) undrawn = "";
    if (undrawn === "") {
      try {
        canvas ??= open(store, place);
        canvas.show(sight, now, changed);
      } catch (error) {
        console.error(error);
        undrawn = `The graph cannot be drawn (${String(error)}), so here are its nodes as a table: `;
        byId("said").textContent = undrawn;
      }
    }
    if (undrawn !== "") {
      byId("views").hidden = true;
      byId("stage").toggleAttribute("data-away", true);
      byId("listing").hidden = false;
      listing.show(sight, now, undrawn);
    }
    tell(place, sight, now, changed("selected"));
  });
  const by = (factor: number): void => void (canvas && zoomBy(canvas.core, factor));
  const whole = (): void => void (canvas && fit(canvas.core));
  toolsOf(byId("tools"), by, whole);
  listen(store, place, {
    sight: () => sight,
    places: () => canvas?.at ?? new Map(),
    seek: () => bar.seek(),
    enterPanel: () => panel.enter(),
    zoomBy: by,
    fit: whole,
  });
  follow(store);
  document.documentElement.dataset.ready = "";
}

function open(store: Store, place: HTMLElement): Canvas {
  const canvas = new Canvas(place);
  canvas.core.on("tap", "node", (event) => store.choose({ selected: event.target.id() as string }));
  canvas.core.on("tap", (event) => {
    if (event.target === canvas.core) store.choose({ selected: null });
  });
  new Minimap(byId("map") as HTMLCanvasElement, canvas.core);
  return canvas;
}

function choose(store: Store, selected: string | null): void {
  if (selected !== null) store.choose({ selected });
}

/** The one after the selected among what the search found, round and round. */
function nextFound(sight: Sight | null, selected: string | null): string | null {
  const found = [...(sight?.found ?? [])];
  return found[(found.indexOf(selected ?? "") + 1) % Math.max(found.length, 1)] ?? null;
}

/** For screen readers: what the graph is, and what is selected. */
function tell(place: HTMLElement, sight: Sight, now: Choice, isOtherNode: boolean): void {
  const { moment, shown, nodes, ways } = sight;
  place.setAttribute("aria-label", `Graph of ${count(shown.size, "node")} and ${count(moment.edges.length, "edge")}`);
  const node = now.selected === null ? undefined : nodes.get(now.selected);
  if (!isOtherNode || node === undefined) return;
  const [uses, usedBy] = [ways.uses(node.id).length, ways.usedBy(node.id).length];
  byId("said").textContent = `${node.title || node.id}, ${node.kind}, ${node.words}, uses ${uses}, used by ${usedBy}`;
}

start();
