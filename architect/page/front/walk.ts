// Ways through the graph: what a node builds on, what builds on it, and its neighbours.
import type { Edge } from "./data";

export class Ways {
  private readonly used = new Map<string, string[]>();
  private readonly users = new Map<string, string[]>();

  constructor(edges: readonly Edge[]) {
    for (const { from, to } of edges) {
      push(this.used, from, to);
      push(this.users, to, from);
    }
  }

  /** What the node uses itself. */
  uses(id: string): readonly string[] {
    return this.used.get(id) ?? [];
  }

  usedBy(id: string): readonly string[] {
    return this.users.get(id) ?? [];
  }

  /** All that the node builds on, without itself. */
  below(id: string): ReadonlySet<string> {
    return reached(id, this.used);
  }

  /** All that builds on the node, without itself. */
  above(id: string): ReadonlySet<string> {
    return reached(id, this.users);
  }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else if (!there.includes(value)) there.push(value);
}

function reached(start: string, next: ReadonlyMap<string, string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const other of next.get(id) ?? []) {
      if (other !== start && !found.has(other)) {
        found.add(other);
        waiting.push(other);
      }
    }
  }
  return found;
}
