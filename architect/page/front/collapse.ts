// Proved parts as one node each: of what is done with all below it, only what the rest builds on stays to be seen.
import type { Edge } from "./data";
import type { Moment } from "./moment";
import { Ways } from "./walk";

export interface Folded {
  hidden: ReadonlySet<string>;
  within: ReadonlyMap<string, number>; // how many hidden nodes stand under one that stays
  through: readonly Edge[]; // between nodes that stay, where the way leads through hidden ones
}

export function folded(moment: Moment, done: ReadonlySet<string>): Folded {
  const ways = new Ways(moment.edges);
  const whole = wholes(moment, ways, done);
  const stays = (id: string): boolean => {
    const users = ways.usedBy(id);
    return !whole.has(id) || users.length === 0 || users.some((user) => !whole.has(user));
  };
  const hidden = new Set([...whole].filter((id) => !stays(id)));
  const within = new Map<string, number>();
  const through: Edge[] = [];
  for (const id of whole) {
    if (hidden.has(id)) continue;
    const seen = new Set<string>();
    const waiting = [id];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      for (const used of ways.uses(at)) {
        if (seen.has(used)) continue;
        seen.add(used);
        if (hidden.has(used)) waiting.push(used);
        else if (at !== id) through.push({ from: id, to: used, kind: "inferred" });
      }
    }
    const count = [...seen].filter((one) => hidden.has(one)).length;
    if (count > 0) within.set(id, count);
  }
  return { hidden, within, through };
}

/** The nodes that are done with all that they build on. */
function wholes(moment: Moment, ways: Ways, done: ReadonlySet<string>): ReadonlySet<string> {
  const open = [...moment.states].filter(([, state]) => !done.has(state)).map(([id]) => id);
  const spoilt = new Set(open);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const user of ways.usedBy(id)) {
      if (!spoilt.has(user)) {
        spoilt.add(user);
        open.push(user);
      }
    }
  }
  return new Set([...moment.states.keys()].filter((id) => !spoilt.has(id)));
}
