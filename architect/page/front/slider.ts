// The time slider: one step for each event of the journal, with its text, and the chart of what was solved and spent.
import { chartOf } from "./chart";
import type { GraphEvent } from "./data";
import { byId, element, icon } from "./dom";
import type { Store } from "./store";
import { spent } from "./words";

const PLAY_TAKES = 12_000; // milliseconds for the whole, however many events, but
const SLOWEST = 900; // none stays longer than this
const FRAME = 40; // nor is any step shorter
const PLAY = "M5 3.2v9.6l8-4.8z";
const PAUSE = "M5 3.5v9M11 3.5v9";

export class Slider {
  private readonly range = element("input", { type: "range", min: 0, step: 1, "aria-label": "Event of the journal", id: "event" });
  private readonly text = element("p", { class: "event", id: "event-text" });
  private readonly figures = element("p", { class: "figures" });
  private readonly drawn = element("div", { class: "drawn" });
  private readonly player: HTMLButtonElement;
  private timer: number | null = null;

  constructor(
    private readonly place: HTMLElement,
    private readonly store: Store,
  ) {
    this.player = this.button("Play", PLAY, () => (this.timer === null ? this.play() : this.stop()));
    const buttons = element(
      "div",
      { class: "buttons" },
      this.button("Previous event", "M10 3.5L5.5 8l4.5 4.5", () => this.go(this.store.now.event - 1)),
      this.player,
      this.button("Next event", "M6 3.5L10.5 8 6 12.5", () => this.go(this.store.now.event + 1)),
    );
    this.range.addEventListener("input", () => this.go(Number(this.range.value)));
    place.append(
      buttons,
      element("div", { class: "track" }, element("div", { class: "line" }, this.text, this.figures), this.drawn, this.range),
    );
    store.watch((_, changed) => {
      if (changed("graph")) this.stop();
      if (changed("page") || changed("graph")) this.redraw();
      this.show();
    });
  }

  private get events(): readonly GraphEvent[] {
    const { page, graph } = this.store.now;
    return (graph === null ? undefined : page.graphs[graph])?.events ?? [];
  }

  private redraw(): void {
    const { events } = this;
    this.place.hidden = events.length < 2;
    byId("app").toggleAttribute("data-timed", events.length >= 2);
    this.range.max = String(Math.max(0, events.length - 1));
    this.drawn.replaceChildren(...(events.length < 2 ? [] : [chartOf(events)]));
  }

  private show(): void {
    const { events } = this;
    const { event } = this.store.now;
    const one = events[event];
    if (one === undefined) return;
    this.range.value = String(event);
    this.range.setAttribute("aria-valuetext", `${event + 1} of ${events.length}: ${one.text}`);
    this.text.textContent = one.text;
    const solved = `${one.solved} of ${one.total} solved`;
    const past = spent({ seconds: one.at, money: one.money || null, tokens: one.tokens || null });
    this.figures.textContent = [`${event + 1}/${events.length}`, solved, past].filter((part) => part !== "").join(" · ");
    const part = events.length < 2 ? 1 : event / (events.length - 1);
    this.place.style.setProperty("--at", String(part));
  }

  private go(event: number): void {
    const last = this.events.length - 1;
    const to = Math.min(Math.max(event, 0), last);
    this.store.choose({ event: to, follows: to === last });
  }

  private play(): void {
    const last = this.events.length - 1;
    if (this.store.now.event >= last) this.go(0);
    const wait = Math.min(SLOWEST, PLAY_TAKES / Math.max(last, 1));
    const step = Math.max(1, Math.round(FRAME / wait));
    this.timer = window.setInterval(() => {
      this.go(this.store.now.event + step);
      if (this.store.now.event >= this.events.length - 1) this.stop();
    }, Math.max(wait, FRAME));
    this.face("Pause", PAUSE);
  }

  private stop(): void {
    if (this.timer !== null) window.clearInterval(this.timer);
    this.timer = null;
    this.face("Play", PLAY);
  }

  private face(name: string, path: string): void {
    this.player.setAttribute("aria-label", name);
    this.player.title = name;
    this.player.replaceChildren(icon(path));
  }

  private button(name: string, path: string, onclick: () => void): HTMLButtonElement {
    return element("button", { type: "button", class: "bare", "aria-label": name, title: name, onclick }, icon(path));
  }
}
