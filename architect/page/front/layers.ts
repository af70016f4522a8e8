// Which row each node stands in: what it uses above it, as near as it may be, and no row over a width that can be read.
import type { Edge } from "./data";

export interface Layers {
  row: ReadonlyMap<string, number>; // from the top; without the nodes that no edge touches
  edges: readonly (readonly [string, string])[]; // [user, used]: those that no way through others says already
  alone: readonly string[];
}

export function layersOf(ids: readonly string[], all: readonly Edge[]): Layers {
  const uses = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]));
  const touched = new Set<string>();
  for (const { from, to } of all) {
    if (from === to || !uses.has(from) || !uses.has(to)) continue;
    uses.get(from)?.add(to);
    touched.add(from).add(to);
  }
  const connected = ids.filter((id) => touched.has(id));
  const order = withoutCircles(connected, uses);
  const edges = reduced(order, uses);
  return { row: rows(order, edges), edges, alone: ids.filter((id) => !touched.has(id)) };
}

/** The nodes, each behind what it uses; an edge that closes a circle is taken out of `uses`. */
function withoutCircles(ids: readonly string[], uses: Map<string, Set<string>>): string[] {
  const order: string[] = [];
  const entered = new Set<string>();
  const left = new Set<string>();
  for (const start of ids) {
    const path: [string, Iterator<string>][] = [];
    const enter = (id: string): void => {
      entered.add(id);
      path.push([id, [...(uses.get(id) ?? [])][Symbol.iterator]()]);
    };
    if (!entered.has(start)) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const [id, rest] = top;
      const next = rest.next();
      if (next.done) {
        left.add(id);
        order.push(id);
        path.pop();
      } else if (!entered.has(next.value)) enter(next.value);
      else if (!left.has(next.value)) uses.get(id)?.delete(next.value);
    }
  }
  return order;
}

/** Without the edges that a longer way says too, as leanblueprint draws its graphs. */
function reduced(order: readonly string[], uses: ReadonlyMap<string, ReadonlySet<string>>): [string, string][] {
  const height = new Map<string, number>();
  for (const id of order) {
    height.set(id, most([...(uses.get(id) ?? [])].map((used) => (height.get(used) ?? 0) + 1)));
  }
  const high = (id: string): number => height.get(id) ?? 0;
  const kept: [string, string][] = [];
  for (const id of order) {
    const direct = [...(uses.get(id) ?? [])].sort((one, two) => high(two) - high(one));
    const lowest = high(direct.at(-1) ?? id);
    const seen = new Set<string>();
    for (const used of direct) {
      if (seen.has(used)) continue;
      kept.push([id, used]);
      const waiting = [used];
      for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
        for (const next of uses.get(at) ?? []) {
          if (seen.has(next) || high(next) < lowest) continue;
          seen.add(next);
          waiting.push(next);
        }
      }
    }
  }
  return kept;
}

/** Filled from below: a node may come once all its users stand; of those, the one on the longest chain comes first. */
function rows(order: readonly string[], edges: readonly (readonly [string, string])[]): Map<string, number> {
  const widest = Math.max(6, Math.ceil(1.1 * Math.sqrt(order.length)));
  const chain = new Map<string, number>();
  const uses = new Map<string, string[]>(order.map((id) => [id, []]));
  const users = new Map<string, number>(order.map((id) => [id, 0]));
  for (const [user, used] of edges) {
    uses.get(user)?.push(used);
    users.set(used, (users.get(used) ?? 0) + 1);
  }
  for (const id of order) chain.set(id, most((uses.get(id) ?? []).map((used) => (chain.get(used) ?? 0) + 1)));
  const fromBelow = new Map<string, number>();
  let free = order.filter((id) => users.get(id) === 0);
  for (let row = 0; free.length > 0; row++) {
    free.sort((one, two) => (chain.get(two) ?? 0) - (chain.get(one) ?? 0));
    const next = free.slice(widest);
    for (const id of free.slice(0, widest)) {
      fromBelow.set(id, row);
      for (const used of uses.get(id) ?? []) {
        const waits = (users.get(used) ?? 0) - 1;
        users.set(used, waits);
        if (waits === 0) next.push(used);
      }
    }
    free = next;
  }
  const last = most([...fromBelow.values()]);
  return new Map([...fromBelow].map(([id, row]) => [id, last - row]));
}

/** `Math.max` of very many arguments fails. */
function most(numbers: readonly number[]): number {
  return numbers.reduce((one, two) => Math.max(one, two), 0);
}
