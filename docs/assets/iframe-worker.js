// Search works in a Worker, which a browser does not start for a page that is opened from the disk: this one lives in a
// hidden frame instead. (The builder of the site fetches one from the net where no file is called so.)
"use strict";
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    #frame = document.createElement("iframe");
    #loaded;

    constructor(url) {
      super();
      this.#frame.hidden = true;
      document.body.append(this.#frame);
      const inner = this.#frame.contentWindow;
      inner.document.open(); // else a browser puts an empty page into it later
      inner.document.write("<!doctype html><body></body>");
      inner.document.close();
      const load = (source) =>
        new Promise((done, failed) => {
          const script = inner.document.createElement("script");
          script.src = new URL(source, document.baseURI).href;
          script.onload = done;
          script.onerror = failed;
          inner.document.body.append(script);
        });
      inner.importScripts = (...sources) => sources.reduce((before, one) => before.then(() => load(one)), Promise.resolve());
      inner.postMessage = (data) => {
        const said = new MessageEvent("message", { data: structuredClone(data) });
        this.dispatchEvent(said);
        this.onmessage?.(said);
      };
      this.#loaded = load(url);
      this.#loaded.catch(() => {
        const failed = new ErrorEvent("error", { message: `not loaded: ${url}` });
        this.dispatchEvent(failed);
        this.onerror?.(failed);
      });
    }

    postMessage(data) {
      const inner = this.#frame.contentWindow;
      this.#loaded.then(() => inner.dispatchEvent(new inner.MessageEvent("message", { data: structuredClone(data) })), () => {});
    }

    terminate() {
      this.#frame.remove();
    }
  };
}
