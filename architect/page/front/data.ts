// What the page is given: the contract with Python's architect/page/data.py, term by term.

export type EdgeKind = "statement" | "proof" | "inferred";

export interface Page {
  format: 1;
  title: string;
  note?: string;
  report?: string; // address of another page about the same, to go back to
  kind: "run" | "blueprint" | "project" | "bench";
  live: boolean;
  graphs: Graph[];
  macros: Macro[];
  legend: Legend[];
}

/** `name` stands for `body` with `arguments`; `first` is one that may be left out, `isSame`: what `body` was before. */
export interface Macro {
  name: string;
  body: string;
  arguments: number;
  first: string | null;
  isSame: boolean;
}

/** A state, its colours, and what it means; `done` says that nothing is left to do at a node of it. */
export interface Legend {
  name: string;
  fill: string;
  border: string;
  words: string;
  done?: boolean;
}

export interface Graph {
  id: string;
  title: string;
  target: string | null;
  state: string;
  seconds: number | null;
  money: number | null;
  tokens: number | null;
  nodes: GraphNode[];
  edges: Edge[];
  events: GraphEvent[];
}

/** `from` uses `to`. */
export interface Edge {
  from: string;
  to: string;
  kind: EdgeKind;
}

export interface GraphNode {
  id: string;
  title: string;
  kind: string;
  state: string;
  words: string;
  fill: string;
  border: string;
  statement: string;
  proof: string;
  informal: string;
  informalProof: string;
  labels: string[];
  lean: string[];
  place: string;
  attempts: Attempt[];
  certificate: [string, string][];
  notes: string[];
  gone: boolean;
}

export interface Attempt {
  method: string;
  seconds: number | null;
  money: number | null;
  tokens: number | null;
  outcome: string;
  diagnosis: string;
  script: string;
  messages: { severity: string; line: number; column: number; text: string }[];
  conversation: { role: string; text: string }[];
}

/** `states`: what changed; `present` and `edges`: from now on, null is as before. */
export interface GraphEvent {
  at: number | null;
  kind: string;
  text: string;
  states: Record<string, string>;
  present: string[] | null;
  edges: Edge[] | null;
  money: number | null;
  tokens: number | null;
  solved: number;
  total: number;
}

/** The data that Python put into the page. */
export function dataOfThePage(): Page {
  return pageOf(document.getElementById("data")?.textContent ?? "null");
}

export function pageOf(json: string): Page {
  const page = JSON.parse(json) as Page | null;
  if (page === null || page.format !== 1) throw new Error("This page holds no data of a format that it knows.");
  return page;
}
