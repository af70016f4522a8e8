// How Cytoscape draws nodes and edges; colours of nodes come with each node, the rest from the page's own variables.
import type { StylesheetJson } from "cytoscape";

export const FONT = '13px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
export const HEIGHT = 32;
const PADDING = 24;
const WIDEST = 210;

const widths = new Map<string, number>();
let ruler: CanvasRenderingContext2D | null = null;

/** Pixels that a node with this label is wide. */
export function widthOf(label: string): number {
  const known = widths.get(label);
  if (known !== undefined) return known;
  ruler ??= document.createElement("canvas").getContext("2d");
  if (ruler === null) return WIDEST;
  if (widths.size === 0) ruler.font = FONT;
  const width = Math.round(Math.min(WIDEST, Math.max(52, ruler.measureText(label).width + PADDING)));
  widths.set(label, width);
  return width;
}

export function styleOf(variable: (name: string) => string): StylesheetJson {
  return [
    {
      selector: "node",
      style: {
        shape: "round-rectangle",
        "corner-radius": "9px",
        width: "data(width)",
        height: HEIGHT,
        "background-color": "data(fill)",
        "border-color": "data(border)",
        "border-width": 1.5,
        label: "data(label)",
        color: "data(text)",
        "font-family": FONT.slice(5),
        "font-size": 13,
        "text-valign": "center",
        "text-wrap": "ellipsis",
        "text-max-width": `${WIDEST - PADDING + 4}px`,
        "min-zoomed-font-size": 5,
        "overlay-opacity": 0,
        "z-index": 10,
      },
    },
    { selector: "node[?square]", style: { shape: "rectangle" } },
    { selector: "node[?target]", style: { "border-width": 3.5, "border-style": "double", height: HEIGHT + 6 } },
    {
      selector: "edge",
      style: {
        "curve-style": "straight",
        "line-color": variable("--edge"),
        "target-arrow-color": variable("--edge"),
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.75,
        width: 1.3,
        "overlay-opacity": 0,
        "z-index": 1,
      },
    },
    { selector: "edge[kind = 'statement']", style: { "line-style": "dashed", "line-dash-pattern": [6, 4] } },
    { selector: "edge[kind = 'inferred']", style: { "line-style": "dashed", "line-dash-pattern": [1.5, 4] } },
    { selector: "edge.far", style: { opacity: 0.5, width: 1 } },
    { selector: "edge.implied", style: { opacity: 0.35, width: 1 } },
    { selector: "edge.through", style: { "line-style": "dashed", "line-dash-pattern": [1.5, 4], opacity: 0.8 } },
    { selector: ".hidden", style: { display: "none" } },
    { selector: "node.faint", style: { opacity: 0.22 } },
    { selector: "edge.faint", style: { opacity: 0.12 } },
    { selector: "edge.below", style: lit(variable("--below")) },
    { selector: "edge.above", style: lit(variable("--above")) },
    { selector: "node.changed", style: around(variable("--changed")) },
    { selector: "node.found", style: around(variable("--found")) },
    { selector: "node.selected", style: { ...around(variable("--accent")), "underlay-opacity": 0.55, "z-index": 20 } },
  ];
}

function lit(colour: string): Record<string, string | number> {
  return { "line-color": colour, "target-arrow-color": colour, width: 2, opacity: 1, "z-index": 5 };
}

function around(colour: string): Record<string, string | number> {
  return { "underlay-color": colour, "underlay-opacity": 0.4, "underlay-padding": 6, "underlay-shape": "round-rectangle" };
}
