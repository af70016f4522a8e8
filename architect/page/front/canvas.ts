// The graph itself: Cytoscape's elements kept equal to what is to be seen, with no more work than what changed.
import cytoscape, { type Core, type ElementDefinition, type SingularElementArgument } from "cytoscape";
import { paint } from "./colours";
import type { Edge, GraphNode, Legend } from "./data";
import { begin, bringIn } from "./room";
import { type Places, placesOf } from "./places";
import type { Sight } from "./sight";
import type { Choice } from "./store";
import { styleOf, widthOf } from "./style";

const variable = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const NOBODY: ReadonlySet<string> = new Set();
const NOWHERE = { x: 0, y: 0 };
const FAR = 600; // pixels between two nodes: what is tied over more is drawn fainter

interface EdgeData extends Record<"far" | "implied" | "through", boolean> {
  source: string;
  target: string;
}

export class Canvas {
  readonly core: Core;
  private placed = ""; // what the places are of
  private known: ReadonlyMap<string, string> = new Map(); // the elements, as they were last told
  private places: Places = { at: new Map(), isImplied: () => false };

  constructor(private readonly container: HTMLElement) {
    this.core = cytoscape({
      container,
      style: styleOf(variable),
      minZoom: 0.02,
      maxZoom: 2.5,
      autoungrabify: true,
      autounselectify: true,
      boxSelectionEnabled: false,
      hideEdgesOnViewport: false,
      layout: { name: "preset" },
    });
  }

  show(sight: Sight, choice: Choice, changed: (key: keyof Choice) => boolean): void {
    if (changed("graph")) this.core.resize();
    if (changed("dark")) this.core.style(styleOf(variable));
    if (changed("selected")) this.resize();
    const isNew = changed("graph") || changed("collapsed") || this.core.nodes().empty();
    const isOther = changed("page") || changed("graph") || changed("collapsed");
    if (isOther || (choice.collapsed && changed("event"))) this.place(sight, choice);
    this.core.batch(() => {
      if (isOther || changed("event") || changed("dark")) this.keepEqual(sight, choice);
      this.mark(sight, choice);
    });
    if (isNew) this.begin(sight);
    const { selected } = choice;
    const isChosen = selected !== null && changed("selected") && !isNew && sight.shown.has(selected);
    if (isChosen) bringIn(this.core, this.core.getElementById(selected));
    this.container.dataset.shown = String(sight.shown.size);
  }

  /** The panel has come or gone: what was in the middle stays there. */
  private resize(): void {
    const before = this.core.width();
    this.core.resize();
    this.core.panBy({ x: (this.core.width() - before) / 2, y: 0 });
  }

  /** Where each node stands. */
  get at(): Places["at"] {
    return this.places.at;
  }

  private place(sight: Sight, choice: Choice): void {
    const { graph, folds } = sight;
    const ids = graph.nodes.map((node) => node.id).filter((id) => !folds.hidden.has(id));
    const events = graph.events.flatMap((event) => event.edges ?? []);
    const edges = [...graph.edges, ...events, ...folds.through];
    const ties = new Set(edges.map((edge) => `${edge.from}\t${edge.to}`));
    const placed = [choice.graph, graph.id, ...ids, "", ...ties].join("\n");
    if (placed === this.placed) return;
    performance.mark("placing");
    this.places = placesOf(ids, edges, (id) => widthOf(labelOf(sight.nodes.get(id), folds.within.get(id))));
    this.placed = placed;
    performance.measure("places", "placing");
  }

  private keepEqual(sight: Sight, choice: Choice): void {
    const legend = new Map(choice.page.legend.map((row) => [row.name, row]));
    const wanted = new Map<string, ElementDefinition>();
    for (const [id, state] of sight.moment.states) {
      const node = sight.nodes.get(id);
      if (node === undefined || sight.folds.hidden.has(id)) continue;
      const label = labelOf(node, sight.folds.within.get(id));
      const data = { id, label, width: widthOf(label), ...painted(node, state, legend, choice.dark) };
      const shape = { square: node.kind === "definition", target: id === sight.graph.target };
      wanted.set(id, { group: "nodes", data: { ...data, ...shape }, position: { ...(this.places.at.get(id) ?? NOWHERE) } });
    }
    const edge = ({ from, to, kind }: Edge, through: boolean): void => {
      if (!wanted.has(from) || !wanted.has(to)) return;
      const id = `${from}\n${to}\n${kind}`; // no name has a line end
      const [user, used] = [this.places.at.get(from) ?? NOWHERE, this.places.at.get(to) ?? NOWHERE];
      const far = Math.hypot(user.x - used.x, user.y - used.y) > FAR;
      const marks = { implied: this.places.isImplied(from, to), far, through };
      wanted.set(id, { group: "edges", data: { id, source: to, target: from, kind, ...marks } });
    };
    for (const one of sight.moment.edges) edge(one, false);
    for (const one of sight.folds.through) edge(one, true);
    this.core.elements().filter((one) => !wanted.has(one.id())).remove();
    const missing: ElementDefinition[] = [];
    for (const [id, definition] of wanted) {
      const there = this.core.getElementById(id);
      if (there.empty()) missing.push(definition);
      else if (this.known.get(id) !== JSON.stringify(definition)) {
        there.data(definition.data);
        if (definition.position) there.position({ ...definition.position });
      }
    }
    this.known = new Map([...wanted].map(([id, definition]) => [id, JSON.stringify(definition)]));
    this.core.add(missing);
  }

  /** Classes only: what is hidden, found, changed, selected, and what hangs together with that. */
  private mark(sight: Sight, { selected, event }: Choice): void {
    const { shown, found, ways, graph, moment } = sight;
    const isThere = selected !== null && shown.has(selected);
    const below = isThere ? ways.below(selected) : NOBODY;
    const above = isThere ? ways.above(selected) : NOBODY;
    const changed = event < graph.events.length - 1 ? moment.changed : NOBODY;
    for (const node of this.core.nodes().toArray()) {
      const id = node.id();
      const isNear = !isThere || id === selected || below.has(id) || above.has(id);
      this.class(node, {
        hidden: !shown.has(id),
        faint: found === null ? !isNear : !found.has(id) && !(isThere && isNear),
        found: found?.has(id) ?? false,
        changed: changed.has(id),
        selected: isThere && id === selected,
      });
    }
    for (const edge of this.core.edges().toArray()) {
      const { source: used, target: user, far, implied, through } = edge.data() as EdgeData;
      const isBelow = isThere && (user === selected || below.has(user)) && below.has(used);
      const isAbove = isThere && (used === selected || above.has(used)) && above.has(user);
      const isFaint = (isThere || found !== null) && !isBelow && !isAbove;
      this.class(edge, { far, implied, through, below: isBelow, above: isAbove, faint: isFaint });
    }
  }

  /** Only where they are others than before: Cytoscape styles anew what it is told of. */
  private class(one: SingularElementArgument, classes: Record<string, boolean>): void {
    const names = Object.keys(classes).filter((name) => classes[name]).join(" ");
    if (one.scratch("classes") === names) return;
    one.scratch("classes", names);
    one.classes(names);
  }

  private begin(sight: Sight): void {
    const target = this.core.getElementById(sight.graph.target ?? "");
    const node = target.nonempty() ? target : this.core.nodes().max((one) => one.degree(false)).ele;
    if (node !== undefined && node.nonempty()) begin(this.core, node);
  }
}

function labelOf(node: GraphNode | undefined, within: number | undefined): string {
  const name = node === undefined ? "" : node.title || node.id;
  return within === undefined ? name : `${name}  +${within}`;
}

function painted(node: GraphNode, state: string, legend: ReadonlyMap<string, Legend>, dark: boolean): object {
  const { fill, border } = state === node.state ? node : (legend.get(state) ?? { fill: "#ffffff", border: "" });
  return paint(fill, border, dark);
}
