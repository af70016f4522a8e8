// Under the slider: solved nodes as an area, of all there are, and money (or tokens) as a line, event by event.
import { svg } from "./dom";
import type { GraphEvent } from "./data";

const WIDE = 1000;
const HIGH = 100;

export function chartOf(events: readonly GraphEvent[]): SVGElement {
  const most = Math.max(1, ...events.map((event) => event.total));
  const costs = costsOf(events);
  const dearest = Math.max(...costs, 0);
  const x = (at: number): number => (at / Math.max(1, events.length - 1)) * WIDE;
  const stairs = (values: readonly number[], top: number): string =>
    values.map((value, at) => `${at === 0 ? "M" : `H${x(at)}V`}${at === 0 ? `${x(0)},` : ""}${HIGH - (value / top) * (HIGH - 6)}`).join("");
  const total = stairs(events.map((event) => event.total), most);
  const solved = stairs(events.map((event) => event.solved), most);
  const close = `V${HIGH}H0Z`;
  return svg(
    "svg",
    { class: "chart", viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("path", { class: "total", d: total + close }),
    svg("path", { class: "solved", d: solved + close }),
    dearest > 0 ? svg("path", { class: "cost", d: stairs(costs, dearest) }) : null,
  );
}

/** Of money where any is known, else of tokens. */
function costsOf(events: readonly GraphEvent[]): number[] {
  const isMoney = events.some((event) => (event.money ?? 0) > 0);
  let last = 0;
  return events.map((event) => (last = (isMoney ? event.money : event.tokens) ?? last));
}
