// A page that is served while a run goes on: when the server says that something changed, the data are fetched again.
import { pageOf } from "./data";
import { byId } from "./dom";
import type { Store } from "./store";

/** Selection, zoom and slider stay as they are; the slider follows the end where it stood there. */
export function follow(store: Store): void {
  const { protocol, hostname } = window.location;
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (!store.now.page.live || protocol !== "http:" || !isLocal) return;
  const sign = byId("live");
  sign.hidden = false;
  const source = new EventSource("events");
  let isFetching = false;
  let isStale = false;
  const end = (words: string): void => {
    source.close();
    sign.textContent = words;
    sign.dataset.ended = "";
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
        if (!page.live) end("ended");
      }
    } catch {
      end("connection lost");
    } finally {
      isFetching = false;
    }
  };
  source.addEventListener("changed", () => void fetchAgain());
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED || !store.now.page.live) end("ended");
    else void fetchAgain(); // the server went away: either the run has ended, or it will answer again
  });
}

function update(store: Store, page: ReturnType<typeof pageOf>): void {
  const { graph, follows, event } = store.now;
  const id = graph === null ? null : store.now.page.graphs[graph]?.id;
  const found = page.graphs.findIndex((one) => one.id === id);
  const at = found >= 0 ? found : page.graphs.length === 1 ? 0 : null;
  const last = (page.graphs[at ?? -1]?.events.length ?? 1) - 1;
  store.choose({ page, graph: at, event: follows ? Math.max(last, 0) : Math.min(event, Math.max(last, 0)) });
}
