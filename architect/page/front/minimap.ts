// The whole graph in a corner, with a frame around what is seen of it; a click or a drag goes there.
import type { Core } from "cytoscape";
import { type Box, boxOf, shownOf } from "./room";

export class Minimap {
  private readonly context: CanvasRenderingContext2D | null;
  private waits = false;

  constructor(
    private readonly map: HTMLCanvasElement,
    private readonly core: Core,
  ) {
    this.context = map.getContext("2d");
    core.on("viewport add remove data class position", () => this.soon());
    new ResizeObserver(() => this.soon()).observe(map);
    map.addEventListener("pointerdown", (event) => {
      map.setPointerCapture(event.pointerId);
      this.go(event);
    });
    map.addEventListener("pointermove", (event) => {
      if (map.hasPointerCapture(event.pointerId)) this.go(event);
    });
  }

  /** However much changes, it is drawn once a frame. */
  soon(): void {
    if (this.waits) return;
    this.waits = true;
    requestAnimationFrame(() => {
      this.waits = false;
      this.draw();
    });
  }

  private draw(): void {
    const { context, map, core } = this;
    if (context === null || map.clientWidth === 0) return;
    const ratio = window.devicePixelRatio;
    map.width = map.clientWidth * ratio;
    map.height = map.clientHeight * ratio;
    const nodes = shownOf(core);
    const frame = core.extent();
    const all = boxOf(nodes);
    const isAllSeen = all.x1 >= frame.x1 && all.x2 <= frame.x2 && all.y1 >= frame.y1 && all.y2 <= frame.y2;
    map.parentElement?.toggleAttribute("data-idle", nodes.length === 0 || isAllSeen);
    const { scale, left, top } = this.fitted(all);
    context.scale(ratio, ratio);
    context.translate(left, top);
    context.scale(scale, scale);
    for (const node of nodes) {
      const { x, y } = node.position();
      const width = Math.max(node.data("width") as number, 2 / scale);
      const height = Math.max(32, 2 / scale);
      context.fillStyle = node.data("dot") as string;
      context.globalAlpha = node.hasClass("faint") ? 0.25 : 1;
      context.fillRect(x - width / 2, y - height / 2, width, height);
    }
    context.globalAlpha = 1;
    const accent = getComputedStyle(map).getPropertyValue("--accent");
    context.strokeStyle = accent;
    context.lineWidth = 1.5 / scale;
    context.strokeRect(frame.x1, frame.y1, frame.w, frame.h);
  }

  private fitted(all: Box): { scale: number; left: number; top: number } {
    const [width, height] = [this.map.clientWidth - 12, this.map.clientHeight - 12];
    const scale = Math.min(width / Math.max(all.x2 - all.x1, 1), height / Math.max(all.y2 - all.y1, 1));
    return {
      scale,
      left: 6 + (width - (all.x1 + all.x2) * scale) / 2,
      top: 6 + (height - (all.y1 + all.y2) * scale) / 2,
    };
  }

  private go(event: PointerEvent): void {
    const all = boxOf(shownOf(this.core));
    const { scale, left, top } = this.fitted(all);
    const zoom = this.core.zoom();
    const x = (event.offsetX - left) / scale;
    const y = (event.offsetY - top) / scale;
    this.core.pan({ x: this.core.width() / 2 - x * zoom, y: this.core.height() / 2 - y * zoom });
  }
}
