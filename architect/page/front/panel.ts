// The side panel: all that is known of the selected node.
import { attemptsOf } from "./attempts";
import { bounded } from "./bounded";
import { chip } from "./chip";
import type { GraphNode } from "./data";
import { element, icon } from "./dom";
import { latexBlock } from "./latex";
import { leanBlock } from "./lean";
import type { Sight } from "./sight";
import type { Choice, Store } from "./store";

export class Panel {
  private shown: GraphNode | null = null;

  constructor(
    private readonly place: HTMLElement,
    private readonly store: Store,
  ) {}

  /** The same node again keeps what is folded and how far it is scrolled. */
  show(sight: Sight | null, choice: Choice): void {
    const node = choice.selected === null ? undefined : sight?.nodes.get(choice.selected);
    this.place.hidden = sight === null || node === undefined;
    if (sight === null || node === undefined) {
      this.shown = null;
      this.place.replaceChildren();
      return;
    }
    const isSame = this.shown?.id === node.id;
    const open = [...this.place.querySelectorAll("details")].map((details) => details.open);
    const scrolled = this.place.scrollTop;
    this.place.replaceChildren(...this.parts(node, sight, choice));
    if (isSame) {
      for (const [at, details] of [...this.place.querySelectorAll("details")].entries()) details.open = open[at] ?? details.open;
    }
    this.place.scrollTop = isSame ? scrolled : 0;
    this.shown = node;
  }

  /** Where the keyboard goes when the panel is opened by it. */
  enter(): void {
    this.place.querySelector<HTMLElement>("h2")?.focus();
  }

  private parts(node: GraphNode, sight: Sight, choice: Choice): HTMLElement[] {
    const state = sight.moment.states.get(node.id);
    const around = { macros: choice.page.macros, named: (label: string) => this.named(label, sight) };
    return [
      this.head(node, state, choice),
      ...this.names(node),
      ...part("Statement", node.statement && leanBlock(node.statement)),
      ...part("Proof", node.proof && leanBlock(node.proof)),
      ...part("In words", node.informal && bounded(node.informal, (words) => latexBlock(words, around))),
      ...part("Proof in words", node.informalProof && bounded(node.informalProof, (words) => latexBlock(words, around))),
      ...this.neighbours("Uses", sight.ways.uses(node.id), sight, choice),
      ...this.neighbours("Used by", sight.ways.usedBy(node.id), sight, choice),
      ...part("Attempts", node.attempts.length > 0 && attemptsOf(node.attempts)),
      ...part("Certificate", node.certificate.length > 0 && rows(node.certificate)),
      ...part("Notes", node.notes.length > 0 && element("ul", {}, ...node.notes.map((note) => element("li", {}, note)))),
    ];
  }

  /** The node of a label. */
  private named(label: string, sight: Sight): { title: string; open: () => void } | null {
    const node = sight.nodes.get(label) ?? sight.graph.nodes.find((one) => one.labels.includes(label));
    return node === undefined ? null : { title: node.title || node.id, open: () => this.store.choose({ selected: node.id }) };
  }

  private head(node: GraphNode, state: string | undefined, choice: Choice): HTMLElement {
    const row = choice.page.legend.find((one) => one.name === state);
    const isNow = state === undefined || state === node.state || row === undefined;
    const { fill, border } = isNow ? node : row;
    const close = element(
      "button",
      { type: "button", class: "bare", "aria-label": "Close the panel", title: "Close (Esc)", onclick: () => this.store.choose({ selected: null }) },
      icon("M4 4l8 8M12 4l-8 8"),
    );
    return element(
      "header",
      {},
      element("div", {}, element("p", { class: "kind" }, node.kind), close),
      element("h2", { tabindex: -1, id: "panel-title" }, node.title || node.id),
      element("p", {}, chip(isNow ? node.words || node.state : (state ?? ""), fill, border, choice.dark), ...absent(node, state)),
    );
  }

  private names(node: GraphNode): HTMLElement[] {
    const found: [string, string][] = [];
    if (node.title !== "" && node.title !== node.id) found.push(["name", node.id]);
    const lean = node.lean.filter((name) => name !== node.id);
    if (lean.length > 0) found.push(["Lean", lean.join(", ")]);
    const labels = node.labels.filter((label) => label !== node.id);
    if (labels.length > 0) found.push([labels.length > 1 ? "labels" : "label", labels.join(", ")]);
    if (node.place !== "") found.push(["place", node.place]);
    return found.length > 0 ? [rows(found)] : [];
  }

  private neighbours(name: string, ids: readonly string[], sight: Sight, choice: Choice): HTMLElement[] {
    if (ids.length === 0) return [];
    const legend = new Map(choice.page.legend.map((row) => [row.name, row]));
    const items = ids.map((id) => {
      const node = sight.nodes.get(id);
      const colours = legend.get(sight.moment.states.get(id) ?? "") ?? node;
      const words = chip(node?.title || id, colours?.fill ?? "", colours?.border ?? "", choice.dark);
      return element("li", {}, element("button", { type: "button", class: "link", onclick: () => this.store.choose({ selected: id }) }, words));
    });
    return part(`${name} ${ids.length}`, element("ul", { class: "neighbours" }, ...items));
  }
}

function absent(node: GraphNode, state: string | undefined): HTMLElement[] {
  if (state !== undefined) return [];
  return [element("span", { class: "quiet" }, node.gone ? "not in the last blueprint" : "not there at this moment")];
}

function part(name: string, content: HTMLElement | false | ""): HTMLElement[] {
  return content ? [element("section", {}, element("h3", {}, name), content)] : [];
}

function rows(pairs: readonly [string, string][]): HTMLElement {
  return element("dl", {}, ...pairs.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}
