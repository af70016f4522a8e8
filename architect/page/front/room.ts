// Which part of the graph the canvas shows: all, what can be read of it, or one node. By places alone: Cytoscape's own
// bounding boxes look at each label and edge, which takes seconds where there are thousands.
import type { Core, NodeSingular } from "cytoscape";
import { HEIGHT } from "./style";

export interface Box {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

const READABLE = 0.55; // the zoom below which labels are too small to read
const LARGEST = 1.4; // the zoom of a small graph that is shown whole
const FIRST = 0.8; // the zoom that a graph opens with which is too large to be read whole
const MARGIN = 40;
const MAP = 204; // pixels at the right that the map of the whole has below; what need not lie under it does not
const STEP = { duration: 180 };

/** Around nodes that are shown; a point where there is none. */
export function boxOf(nodes: readonly NodeSingular[]): Box {
  const box = { x1: Infinity, x2: -Infinity, y1: Infinity, y2: -Infinity };
  for (const node of nodes) {
    const { x, y } = node.position();
    const half = (node.data("width") as number) / 2;
    box.x1 = Math.min(box.x1, x - half);
    box.x2 = Math.max(box.x2, x + half);
    box.y1 = Math.min(box.y1, y - HEIGHT / 2);
    box.y2 = Math.max(box.y2, y + HEIGHT / 2);
  }
  return nodes.length > 0 ? box : { x1: 0, x2: 0, y1: 0, y2: 0 };
}

/** The nodes that are not hidden. */
export function shownOf(core: Core): NodeSingular[] {
  return core.nodes().toArray().filter((node) => !node.hasClass("hidden"));
}

export function fit(core: Core): void {
  core.animate(whole(core), STEP);
}

/** All of it where that can be read, else what is around the node, with no more of the room empty than must be. */
export function begin(core: Core, node: NodeSingular): void {
  const { zoom, pan } = whole(core);
  if (zoom >= READABLE) {
    core.viewport({ zoom, pan });
    return;
  }
  const box = boxOf(shownOf(core));
  const { x, y } = node.position();
  const beside = core.width() - MAP;
  const wide = (box.x2 - box.x1) * FIRST <= beside - MARGIN ? beside : core.width();
  core.viewport({
    zoom: FIRST,
    pan: { x: panned(box.x1, box.x2, x, wide), y: panned(box.y1, box.y2, y, core.height()) },
  });
}

export function zoomBy(core: Core, factor: number): void {
  core.zoom({ level: core.zoom() * factor, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } });
}

/** Moved so that the node is seen, and can be read; not at all where it is so already. */
export function bringIn(core: Core, node: NodeSingular): void {
  const { x, y } = node.renderedPosition();
  const half = ((node.data("width") as number) / 2) * core.zoom();
  const isIn = x - half > 0 && x + half < core.width() && y > HEIGHT && y < core.height() - HEIGHT;
  if (!isIn || core.zoom() < READABLE / 2) {
    core.animate({ center: { eles: node }, zoom: Math.max(core.zoom(), READABLE) }, STEP);
  }
}

function whole(core: Core): { zoom: number; pan: { x: number; y: number } } {
  const { x1, x2, y1, y2 } = boxOf(shownOf(core));
  const [width, height] = [core.width() - 2 * MARGIN, core.height() - 2 * MARGIN];
  const zoom = Math.max(core.minZoom(), Math.min(LARGEST, width / Math.max(x2 - x1, 1), height / Math.max(y2 - y1, 1)));
  return { zoom, pan: { x: core.width() / 2 - (zoom * (x1 + x2)) / 2, y: core.height() / 2 - (zoom * (y1 + y2)) / 2 } };
}

function panned(low: number, high: number, at: number, room: number): number {
  if ((high - low) * FIRST <= room - 2 * MARGIN) return room / 2 - (FIRST * (low + high)) / 2;
  const wanted = room / 2 - FIRST * at;
  return Math.min(MARGIN - FIRST * low, Math.max(room - MARGIN - FIRST * high, wanted));
}
