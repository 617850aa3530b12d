/* The feed of what is shown: the page names it to the browser, and its address can be copied. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const REST = 400; // ms

  /** The feed's address for what a state asks for: the filters and the period. Pure. */
  function addressOf(state) {
    const pairs = new URLSearchParams(parts.stateFields.asked(state));
    for (const name of ["from", "to"]) if (state[name]) pairs.set(name, state[name]);
    if (!state.undated) pairs.set("undated", "no");
    pairs.set("lang", state.language);
    return `/feed.atom?${pairs}`;
  }

  /** Put the whole address of a page's feed on the clipboard, and say so. */
  async function copyAddress(host) {
    const { say } = host.speak;
    const link = `${root.location.origin}${addressOf(host.keeper.get())}`;
    host.notify((await parts.views.copy(link)) ? say("feeds.copied") : say("views.not_copied", { link }));
  }

  class Feeds {
    constructor(host) {
      this.host = host;
      this.link = document.querySelector('link[rel="alternate"][type="application/atom+xml"]');
      this.tell();
    }

    /** The slider moves on: the address is named once it rests. */
    follow() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.tell(), REST);
    }

    tell() {
      this.link?.setAttribute("href", addressOf(this.host.keeper.get()));
    }

    state() {
      return { feed: addressOf(this.host.keeper.get()) };
    }
  }

  (parts.featureList = parts.featureList || []).push({ name: "feeds", create: (host) => new Feeds(host) });
  parts.feeds = { addressOf, copyAddress };
  if (typeof module !== "undefined") module.exports = parts.feeds;
})(globalThis);
