// The rail at the left: the legend, whose rows are filters by state, and filters by kind, and what the lines mean.
import { swatch } from "./chip";
import type { EdgeKind } from "./data";
import { element, svg } from "./dom";
import type { Sight } from "./sight";
import { type Choice, type Store, toggled } from "./store";

const LINES: readonly [EdgeKind, string, string][] = [
  ["proof", "in the proof", ""],
  ["statement", "in the statement", "6 4"],
  ["inferred", "inferred by Lean", "1.5 4"],
];

export class Rail {
  constructor(
    private readonly place: HTMLElement,
    private readonly store: Store,
  ) {}

  show(sight: Sight, choice: Choice): void {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.filter : undefined;
    this.place.replaceChildren(
      ...this.states(sight, choice),
      ...this.kinds(sight, choice),
      ...this.folding(choice),
      ...this.lines(sight),
    );
    if (focused === undefined) return;
    const again = [...this.place.querySelectorAll<HTMLElement>("[data-filter]")].find((one) => one.dataset.filter === focused);
    again?.focus();
  }

  private states(sight: Sight, choice: Choice): HTMLElement[] {
    const counts = counted([...sight.moment.states.values()]);
    const used = new Set([...counts.keys(), ...sight.graph.nodes.map((node) => node.state)]);
    const rows = choice.page.legend.filter((row) => used.has(row.name));
    const buttons = rows.map((row) => {
      const { name } = row;
      const onclick = (): void => this.store.choose({ hiddenStates: toggled(this.store.now.hiddenStates, name) });
      const square = swatch(row.fill, row.border, choice.dark);
      return filter(`state ${name}`, name, row.words, counts.get(name) ?? 0, !choice.hiddenStates.has(name), onclick, square);
    });
    return group("States", buttons);
  }

  private kinds(sight: Sight, choice: Choice): HTMLElement[] {
    const counts = counted([...sight.moment.states.keys()].map((id) => sight.nodes.get(id)?.kind ?? ""));
    if (counts.size < 2 && choice.hiddenKinds.size === 0) return [];
    const buttons = [...counts].map(([kind, number]) => {
      const onclick = (): void => this.store.choose({ hiddenKinds: toggled(this.store.now.hiddenKinds, kind) });
      return filter(`kind ${kind}`, kind, "", number, !choice.hiddenKinds.has(kind), onclick, null);
    });
    return group("Kinds", buttons);
  }

  private folding(choice: Choice): HTMLElement[] {
    const onclick = (): void => this.store.choose({ collapsed: !this.store.now.collapsed });
    const properties = { type: "button", role: "switch", class: "switch", "data-filter": "fold", id: "fold" };
    const title = "Of what is proved with all below it, show only what the rest builds on";
    return [element("button", { ...properties, title, "aria-checked": String(choice.collapsed), onclick }, "Collapse proved parts")];
  }

  private lines(sight: Sight): HTMLElement[] {
    const kinds = new Set(sight.moment.edges.map((edge) => edge.kind));
    const rows = LINES.filter(([kind]) => kinds.has(kind)).map(([, words, dashes]) => {
      const line = svg("path", { d: "M1 6H25", stroke: "currentColor", "stroke-width": 1.5, "stroke-dasharray": dashes || null });
      return element("li", {}, svg("svg", { viewBox: "0 0 26 12", width: 26, height: 12, "aria-hidden": "true" }, line), words);
    });
    return rows.length > 0 ? group("Uses", [element("ul", { class: "lines" }, ...rows)]) : [];
  }
}

function group(name: string, content: readonly HTMLElement[]): HTMLElement[] {
  return content.length > 0 ? [element("div", { role: "group", "aria-label": name }, element("h2", {}, name), ...content)] : [];
}

/** Pressed as long as it is shown. */
function filter(
  id: string,
  name: string,
  words: string,
  number: number,
  isShown: boolean,
  onclick: () => void,
  square: HTMLElement | null,
): HTMLElement {
  const properties = { type: "button", class: "filter", "aria-pressed": String(isShown), "data-filter": id, title: words, onclick };
  return element("button", properties, square, element("span", {}, name), element("span", { class: "quiet" }, String(number)));
}

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
