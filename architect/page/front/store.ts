// What the person who looks at the page has chosen; who shows something is told when it changes.
import type { Page } from "./data";

export interface Choice {
  page: Page;
  graph: number | null; // its place in page.graphs; null: the overview
  event: number; // its place in the graph's events
  follows: boolean; // the last event, whichever that is
  selected: string | null; // id of a node
  search: string;
  hiddenStates: ReadonlySet<string>;
  hiddenKinds: ReadonlySet<string>;
  collapsed: boolean;
  asTable: boolean;
  dark: boolean;
}

type Listener = (now: Choice, changed: (key: keyof Choice) => boolean) => void;

export class Store {
  private readonly listeners: Listener[] = [];

  constructor(private choice: Choice) {}

  get now(): Choice {
    return this.choice;
  }

  /** What is equal to what is there is no change. */
  choose(patch: Partial<Choice>): void {
    const before = this.choice;
    this.choice = { ...before, ...patch };
    const keys = Object.keys(patch) as (keyof Choice)[];
    const changed = new Set(keys.filter((key) => before[key] !== this.choice[key]));
    if (changed.size === 0) return;
    for (const listener of this.listeners) listener(this.choice, (key) => changed.has(key));
  }

  /** Called at once with everything as changed, and then at each change, in the order of subscription. */
  watch(listener: Listener): void {
    this.listeners.push(listener);
    listener(this.choice, () => true);
  }
}

/** What is chosen when a graph is opened (none: the overview): its end, and all of it; the node where it is the only one. */
export function opening(page: Page, graph: number | null): Omit<Choice, "page" | "asTable" | "dark"> {
  const { events = [], nodes = [] } = graph === null ? {} : (page.graphs[graph] ?? {});
  const selected = nodes.length === 1 ? (nodes[0]?.id ?? null) : null;
  const all = { hiddenStates: new Set<string>(), hiddenKinds: new Set<string>(), collapsed: false };
  return { graph, event: Math.max(0, events.length - 1), follows: true, selected, search: "", ...all };
}

/** The set with the item taken out if it is there, and put in if not. */
export function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
