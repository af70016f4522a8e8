// The graph as a plain table: the same nodes, for reading in order, for sorting, and for screen readers.
import { chip } from "./chip";
import type { GraphNode } from "./data";
import { element } from "./dom";
import { Grid } from "./grid";
import type { Sight } from "./sight";
import type { Choice, Store } from "./store";
import { count, duration } from "./words";

interface Row {
  node: GraphNode;
  state: string;
  uses: number;
  usedBy: number;
  seconds: number | null;
}

export class Listing {
  private readonly grid: Grid<Row>;
  private readonly line = element("p", { class: "summary" });

  constructor(
    private readonly place: HTMLElement,
    private readonly store: Store,
  ) {
    const open = ({ node }: Row): void => store.choose({ selected: node.id });
    this.grid = new Grid<Row>(
      "Nodes of the graph",
      [
        {
          name: "Node",
          cell: (row) => element("button", { type: "button", class: "link", onclick: () => open(row) }, row.node.title || row.node.id),
          by: ({ node }) => node.title || node.id,
        },
        { name: "Kind", cell: ({ node }) => node.kind, by: ({ node }) => node.kind },
        { name: "State", cell: (row) => this.state(row), by: (row) => row.state },
        { name: "Uses", cell: (row) => String(row.uses), by: (row) => row.uses, isNumber: true },
        { name: "Used by", cell: (row) => String(row.usedBy), by: (row) => row.usedBy, isNumber: true },
        { name: "Attempts", cell: ({ node }) => String(node.attempts.length), by: ({ node }) => node.attempts.length, isNumber: true },
        { name: "Time", cell: (row) => duration(row.seconds), by: (row) => row.seconds ?? -1, isNumber: true },
        { name: "Place", cell: ({ node }) => node.place, by: ({ node }) => node.place },
      ],
      (line, row) => {
        line.dataset.node = row.node.id;
        line.addEventListener("click", () => open(row));
      },
    );
    place.append(this.line, element("div", { class: "scroll" }, this.grid.table));
  }

  /** `before` is what else there is to say. */
  show(sight: Sight, choice: Choice, before = ""): void {
    const ids = [...(sight.found ?? sight.shown)];
    const order = new Map(sight.graph.nodes.map((node, at) => [node.id, at]));
    ids.sort((one, two) => (order.get(one) ?? 0) - (order.get(two) ?? 0));
    const rows = ids.flatMap((id) => {
      const node = sight.nodes.get(id);
      return node === undefined ? [] : [rowOf(node, sight)];
    });
    this.line.textContent = `${before}${count(rows.length, "node")}, ${count(sight.moment.edges.length, "edge")} at this moment`;
    this.grid.fill(rows);
    this.mark(choice.selected);
  }

  mark(selected: string | null): void {
    for (const line of this.place.querySelectorAll<HTMLElement>("tbody tr")) {
      line.toggleAttribute("data-selected", line.dataset.node === selected);
    }
  }

  private state({ node, state }: Row): Node | string {
    const { page, dark } = this.store.now;
    const row = page.legend.find((one) => one.name === state);
    const { fill, border } = state === node.state || row === undefined ? node : row;
    return chip(state === node.state ? node.words || state : state, fill, border, dark);
  }
}

function rowOf(node: GraphNode, { moment, ways }: Sight): Row {
  const known = node.attempts.flatMap((attempt) => attempt.seconds ?? []);
  return {
    node,
    state: moment.states.get(node.id) ?? node.state,
    uses: ways.uses(node.id).length,
    usedBy: ways.usedBy(node.id).length,
    seconds: known.length > 0 ? known.reduce((sum, seconds) => sum + seconds) : null,
  };
}
