// The graph at one event of its journal: which nodes there are, in which states, with which edges.
import type { Edge, Graph, Legend } from "./data";

export interface Moment {
  states: ReadonlyMap<string, string>; // of each node that is present
  edges: readonly Edge[];
  changed: ReadonlySet<string>; // nodes that the event itself changed
  isLast: boolean;
}

/** The last one is the graph as it is; one before it is told from the events up to it. */
export function momentAt(graph: Graph, event: number): Moment {
  const last = graph.events.length - 1;
  const changed = changedBy(graph, Math.min(event, last));
  if (event >= last) return { ...asItIs(graph), changed, isLast: true };
  let present: readonly string[] = firstPresent(graph);
  let edges = graph.events.find((one) => one.edges !== null)?.edges ?? graph.edges;
  const told = new Map<string, string>();
  for (const one of graph.events.slice(0, event + 1)) {
    present = one.present ?? present;
    edges = one.edges ?? edges;
    for (const [id, state] of Object.entries(one.states)) told.set(id, state);
  }
  const states = new Map(present.map((id) => [id, told.get(id) ?? "open"]));
  return { states, edges: between(edges, states), changed, isLast: false };
}

function asItIs(graph: Graph): Pick<Moment, "states" | "edges"> {
  const states = new Map(graph.nodes.filter((node) => !node.gone).map((node) => [node.id, node.state]));
  return { states, edges: between(graph.edges, states) };
}

/** Before the first blueprint there is the target alone, where the journal tells of blueprints at all. */
function firstPresent(graph: Graph): string[] {
  const tells = graph.events.some((one) => one.present !== null);
  const there = graph.nodes.filter((node) => (tells ? node.id === graph.target : !node.gone));
  return there.map((node) => node.id);
}

function between(edges: readonly Edge[], states: ReadonlyMap<string, string>): Edge[] {
  return edges.filter((edge) => states.has(edge.from) && states.has(edge.to));
}

function changedBy(graph: Graph, event: number): ReadonlySet<string> {
  const one = graph.events[event];
  if (one === undefined) return new Set();
  const changed = new Set(Object.keys(one.states));
  if (one.present !== null) {
    const before = graph.events.slice(0, event).findLast((each) => each.present !== null)?.present;
    const old = new Set(before ?? firstPresent(graph));
    for (const id of one.present) if (!old.has(id)) changed.add(id);
  }
  return changed;
}

/** The names of the states in which nothing is left to do. */
export function doneStates(legend: readonly Legend[]): ReadonlySet<string> {
  return new Set(legend.filter((row) => row.done).map((row) => row.name));
}
