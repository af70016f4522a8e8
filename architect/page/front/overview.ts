// What a page of several graphs opens on: a table of them, from which each is one click away.
import { chip } from "./chip";
import type { Graph, Legend, Page } from "./data";
import { element } from "./dom";
import { Grid } from "./grid";
import { doneStates } from "./moment";
import { opening, type Store } from "./store";
import { count, dollars, duration, tokens } from "./words";

interface Row {
  at: number;
  graph: Graph;
  solved: number;
  total: number;
}

export class Overview {
  private readonly grid: Grid<Row>;
  private readonly line = element("p", { class: "summary" });

  constructor(
    place: HTMLElement,
    private readonly store: Store,
  ) {
    const open = (row: Row): void => store.choose(opening(store.now.page, row.at));
    this.grid = new Grid<Row>(
      "All graphs",
      [
        { name: "Theorem", cell: (row) => this.link(row, open), by: (row) => row.graph.title },
        { name: "State", cell: (row) => this.state(row.graph), by: (row) => row.graph.state },
        { name: "Solved", cell: progress, by: (row) => row.solved / Math.max(row.total, 1) },
        { name: "Nodes", cell: (row) => String(row.graph.nodes.length), by: (row) => row.graph.nodes.length, isNumber: true },
        { name: "Time", cell: ({ graph }) => duration(graph.seconds), by: ({ graph }) => graph.seconds ?? -1, isNumber: true },
        { name: "Tokens", cell: ({ graph }) => tokens(graph.tokens).replace(" tokens", ""), by: ({ graph }) => graph.tokens ?? -1, isNumber: true },
        { name: "Cost", cell: ({ graph }) => dollars(graph.money), by: ({ graph }) => graph.money ?? -1, isNumber: true },
      ],
      (line, row) => line.addEventListener("click", () => open(row)),
    );
    place.append(this.line, element("div", { class: "scroll" }, this.grid.table));
    store.watch((now, changed) => {
      place.hidden = now.graph !== null;
      if (now.graph === null && (changed("page") || changed("graph") || changed("dark"))) this.show(now.page);
    });
  }

  private show(page: Page): void {
    const done = doneStates(page.legend);
    const states = new Map<string, number>();
    for (const graph of page.graphs) states.set(graph.state, (states.get(graph.state) ?? 0) + 1);
    const parts = [...states].map(([state, number]) => `${number} ${state}`);
    this.line.textContent = `${count(page.graphs.length, "graph")}: ${parts.join(", ")}`;
    this.grid.fill(page.graphs.map((graph, at) => ({ at, graph, ...solvedOf(graph, done) })));
  }

  private link(row: Row, open: (row: Row) => void): HTMLElement {
    return element("button", { type: "button", class: "link", onclick: () => open(row) }, row.graph.title || row.graph.id);
  }

  private state({ state }: Graph): Node | string {
    const row: Legend | undefined = this.store.now.page.legend.find((one) => one.name === state);
    return row === undefined ? state : chip(state, row.fill, row.border, this.store.now.dark);
  }
}

function solvedOf(graph: Graph, done: ReadonlySet<string>): { solved: number; total: number } {
  const last = graph.events.at(-1);
  if (last !== undefined) return { solved: last.solved, total: last.total };
  const nodes = graph.nodes.filter((node) => !node.gone);
  return { solved: nodes.filter((node) => done.has(node.state)).length, total: nodes.length };
}

function progress({ solved, total }: Row): HTMLElement {
  const bar = element("progress", { max: Math.max(total, 1), value: solved, "aria-hidden": "true" });
  return element("span", { class: "progress" }, bar, `${solved} of ${total}`);
}
