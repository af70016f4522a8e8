// Where each node stands: rows from `layers`, the order in a row from dagre's crossing reduction (in deep graphs from
// sweeps of our own), then as near as may be to what it is tied to. dagre's own coordinates are not used: those of 3,000 nodes are 100,000 pixels wide.
import { Graph, layout } from "@dagrejs/dagre";
import type { Edge } from "./data";
import { type Layers, layersOf } from "./layers";

export interface Place {
  x: number;
  y: number;
}

export interface Places {
  at: ReadonlyMap<string, Place>;
  isImplied: (from: string, to: string) => boolean; // whether a way through others says the edge too
}

const BETWEEN_ROWS = 80;
const BETWEEN_NODES = 26;
type Ties = ReadonlyMap<string, readonly [string, number][]>; // of a node: what it is tied to, and how strongly
type Ranked = Graph<unknown, { rank?: number }>;

const SWEEPS = 24;
const DEEP = 200; // rows; dagre goes down them by recursion, for which some thousands are too many
const MANY = 600; // nodes; from there on long edges do not count in the order, or it would take minutes

export function placesOf(ids: readonly string[], edges: readonly Edge[], width: (id: string) => number): Places {
  const layers = layersOf(ids, edges);
  const ties = tiesOf(layers);
  const rows = rowsOf(layers);
  if (rows.length > DEEP) sweep(rows, ties);
  else if (rows.length > 0) order(rows, layers);
  const x = spread(rows, ties, width);
  const at = new Map<string, Place>();
  for (const [row, nodes] of rows.entries()) {
    for (const id of nodes) at.set(id, { x: x.get(id) ?? 0, y: row * BETWEEN_ROWS });
  }
  putAside(layers.alone, at, width);
  const direct = new Set(layers.edges.map(([user, used]) => `${user}\n${used}`));
  return { at, isImplied: (from, to) => !direct.has(`${from}\n${to}`) };
}

function rowsOf({ row }: Layers): string[][] {
  const rows: string[][] = [];
  for (const [id, at] of row) (rows[at] ??= []).push(id);
  return rows;
}

/** Near rows pull more. */
function tiesOf({ row, edges }: Layers): Ties {
  const ties = new Map<string, [string, number][]>([...row.keys()].map((id) => [id, []]));
  for (const [user, used] of edges) {
    const pull = 1 / Math.max(1, (row.get(user) ?? 0) - (row.get(used) ?? 0));
    ties.get(user)?.push([used, pull]);
    ties.get(used)?.push([user, pull]);
  }
  return ties;
}

/** Each row by the mean places of what its nodes are tied to, down and up again. */
function sweep(rows: readonly string[][], ties: Ties): void {
  const places = new Map<string, number>();
  const count = (nodes: readonly string[]): void => {
    for (const [at, id] of nodes.entries()) places.set(id, at - (nodes.length - 1) / 2);
  };
  rows.forEach(count);
  for (let time = 0; time < SWEEPS; time++) {
    for (const nodes of time % 2 === 0 ? rows : rows.toReversed()) {
      const wanted = new Map(nodes.map((id) => [id, meanOf(ties.get(id) ?? [], places) ?? places.get(id) ?? 0]));
      nodes.sort((one, two) => (wanted.get(one) ?? 0) - (wanted.get(two) ?? 0));
      count(nodes);
    }
  }
}

/** The rows into dagre's order. Its ranks are ours doubled, for it keeps every second one for labels of edges.
 *
 * It knows nodes by number: it keeps them in plain objects, in which a name like `__proto__` means something else. */
function order(rows: readonly string[][], { row, edges }: Layers): void {
  const keys = new Map([...row.keys()].map((id, at) => [id, `n${at}`]));
  const ranks = new Map([...row].map(([id, at]) => [keys.get(id), 2 * at]));
  const key = (id: string): string => keys.get(id) ?? "";
  const graph = new Graph();
  graph.setGraph({
    ranker: (ranked: Ranked) => {
      for (const id of ranked.nodes()) ranked.node(id).rank = ranks.get(id) ?? -2;
    },
  });
  for (const id of keys.values()) graph.setNode(id, { width: 1, height: 1 });
  const longest = row.size < MANY ? 8 : 3;
  for (const [user, used] of edges) {
    if ((row.get(user) ?? 0) - (row.get(used) ?? 0) <= longest) graph.setEdge(key(used), key(user), {});
  }
  layout(graph);
  for (const nodes of rows) nodes.sort((one, two) => (graph.node(key(one)).x ?? 0) - (graph.node(key(two)).x ?? 0));
}

/** Each node towards the mean of what it is tied to, near ones counting more; the order in a row stays. */
function spread(rows: readonly string[][], ties: Ties, width: (id: string) => number): ReadonlyMap<string, number> {
  const x = new Map<string, number>();
  for (const nodes of rows) {
    const full = nodes.reduce((sum, id) => sum + width(id) + BETWEEN_NODES, 0);
    let left = -full / 2;
    for (const id of nodes) {
      x.set(id, left + width(id) / 2);
      left += width(id) + BETWEEN_NODES;
    }
  }
  for (let time = 0; time < SWEEPS; time++) {
    for (const nodes of time % 2 === 0 ? rows : rows.toReversed()) {
      const wanted = nodes.map((id) => meanOf(ties.get(id) ?? [], x) ?? x.get(id) ?? 0);
      for (const [at, value] of apart(nodes, wanted, width).entries()) x.set(nodes[at] ?? "", value);
    }
  }
  return x;
}

function meanOf(ties: readonly [string, number][], x: ReadonlyMap<string, number>): number | null {
  const pull = ties.reduce((sum, [, each]) => sum + each, 0);
  return pull === 0 ? null : ties.reduce((sum, [id, each]) => sum + each * (x.get(id) ?? 0), 0) / pull;
}

/** The least squares from what is wanted with room between neighbours: pools of adjacent violators. */
function apart(nodes: readonly string[], wanted: readonly number[], width: (id: string) => number): number[] {
  const offsets = [0];
  for (let at = 1; at < nodes.length; at++) {
    const room = (width(nodes[at - 1] ?? "") + width(nodes[at] ?? "")) / 2 + BETWEEN_NODES;
    offsets.push((offsets[at - 1] ?? 0) + room);
  }
  const pools: { sum: number; size: number }[] = [];
  for (const [at, value] of wanted.entries()) {
    let pool = { sum: value - (offsets[at] ?? 0), size: 1 };
    for (let before = pools.at(-1); before && before.sum / before.size > pool.sum / pool.size; before = pools.at(-1)) {
      pools.pop();
      pool = { sum: before.sum + pool.sum, size: before.size + pool.size };
    }
    pools.push(pool);
  }
  const means = pools.flatMap(({ sum, size }) => Array<number>(size).fill(sum / size));
  return means.map((mean, at) => mean + (offsets[at] ?? 0));
}

/** What no edge touches stands below the rest, in lines about as wide as that is. */
function putAside(alone: readonly string[], at: Map<string, Place>, width: (id: string) => number): void {
  const there = [...at.values()];
  const centres = there.map((place) => place.x);
  const left = centres.length > 0 ? centres.reduce((one, two) => Math.min(one, two)) : -400;
  const right = centres.length > 0 ? centres.reduce((one, two) => Math.max(one, two)) : 400;
  const room = Math.max(right - left, 900);
  let y = there.reduce((low, place) => Math.max(low, place.y + BETWEEN_ROWS), 0);
  let x = 0;
  for (const id of alone) {
    if (x > 0 && x + width(id) > room) [x, y] = [0, y + BETWEEN_ROWS / 1.5];
    at.set(id, { x: left + x + width(id) / 2, y });
    x += width(id) + BETWEEN_NODES;
  }
}
