// A page that is served while a run goes on: when the server says that something changed, the data are fetched again.
import { pageOf } from "./data";
import { byId } from "./dom";
import type { Store } from "./store";

const AGAIN = 3000; // milliseconds until it is tried again

/** Selection, zoom and slider stay as they are; the slider follows the end where it stood there. */
export function follow(store: Store): void {
  const { protocol, hostname } = window.location;
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (!store.now.page.live || protocol !== "http:" || !isLocal) return;
  const sign = byId("live");
  sign.hidden = false;
  let source: EventSource;
  let waiting = 0;
  let isFetching = false;
  let isStale = false;
  const say = (words: string): void => {
    if (sign.textContent !== words) sign.textContent = words;
    sign.toggleAttribute("data-ended", words !== "live");
  };
  const stop = (): void => {
    source.close();
    window.clearTimeout(waiting);
  };
  const tryAgain = (): void => {
    stop();
    waiting = window.setTimeout(listen, AGAIN);
  };
  const fetchAgain = async (): Promise<void> => {
    isStale = true;
    if (isFetching) return;
    isFetching = true;
    try {
      while (isStale) {
        isStale = false;
        const answer = await fetch("data.json", { cache: "no-cache" });
        if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
        const page = pageOf(await answer.text());
        update(store, page);
        say(page.live ? "live" : "ended");
        if (!page.live) {
          stop();
          return;
        }
      }
    } catch {
      say("connection lost");
      tryAgain();
    } finally {
      isFetching = false;
    }
  };
  const listen = (): void => {
    source = new EventSource("events");
    source.addEventListener("changed", () => void fetchAgain());
    source.addEventListener("error", () => {
      if (!store.now.page.live) return;
      tryAgain(); // only the page itself says that the run has ended
      void fetchAgain();
    });
  };
  listen();
}

function update(store: Store, page: ReturnType<typeof pageOf>): void {
  const { graph, follows, event } = store.now;
  const id = graph === null ? null : store.now.page.graphs[graph]?.id;
  const found = page.graphs.findIndex((one) => one.id === id);
  const at = found >= 0 ? found : page.graphs.length === 1 ? 0 : null;
  const last = (page.graphs[at ?? -1]?.events.length ?? 1) - 1;
  store.choose({ page, graph: at, event: follows ? Math.max(last, 0) : Math.min(event, Math.max(last, 0)) });
}
