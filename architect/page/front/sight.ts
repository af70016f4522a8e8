// What is to be seen of a graph as things are chosen: the moment, what is folded away, filtered out, found and near.
import type { Graph, GraphNode } from "./data";
import { type Folded, folded } from "./collapse";
import { doneStates, type Moment, momentAt } from "./moment";
import type { Choice } from "./store";
import { Ways } from "./walk";

export interface Sight {
  graph: Graph;
  nodes: ReadonlyMap<string, GraphNode>;
  moment: Moment;
  folds: Folded;
  ways: Ways; // of the moment, whatever is filtered out
  shown: ReadonlySet<string>;
  found: ReadonlySet<string> | null; // by the search; null where nothing is sought
}

const NONE: Folded = { hidden: new Set(), within: new Map(), through: [] };

export function sightOf(choice: Choice): Sight | null {
  const graph = choice.graph === null ? undefined : choice.page.graphs[choice.graph];
  if (graph === undefined) return null;
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const moment = momentAt(graph, choice.event);
  const folds = choice.collapsed ? folded(moment, doneStates(choice.page.legend)) : NONE;
  const shown = new Set<string>();
  for (const [id, state] of moment.states) {
    const kind = nodes.get(id)?.kind ?? "";
    if (!folds.hidden.has(id) && !choice.hiddenStates.has(state) && !choice.hiddenKinds.has(kind)) shown.add(id);
  }
  const sought = choice.search.trim().toLowerCase();
  const found = sought === "" ? null : new Set([...shown].filter((id) => isMeant(nodes.get(id), sought)));
  return { graph, nodes, moment, folds, ways: new Ways(moment.edges), shown, found };
}

function isMeant(node: GraphNode | undefined, sought: string): boolean {
  if (node === undefined) return false;
  const names = [node.id, node.title, ...node.labels, ...node.lean, node.statement];
  return names.some((name) => name.toLowerCase().includes(sought));
}
