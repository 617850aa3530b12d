/* What a first visit is told in one quiet line: gone for ever once read, or once one of its gestures was made. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SEEN = "conflict-map.hint";
  const BY_HAND = "(pointer: coarse), (max-width: 720px)"; // no keys to press there

  /** Whether it was read before; a browser that keeps nothing is never told twice on one page. */
  function seen() {
    try {
      return root.localStorage.getItem(SEEN) !== null;
    } catch {
      return false;
    }
  }

  function remember() {
    try {
      root.localStorage.setItem(SEEN, "seen");
    } catch {
      // it will be told again on the next visit
    }
  }

  class Hint {
    constructor(host) {
      this.host = host;
      this.box = host.find("HINT");
      this.done = seen();
    }

    loaded(cube) {
      if (this.done || !cube.header.stories || this.box.childElementCount) return;
      const { element } = parts.dom;
      const { say } = this.host.speak;
      const wordsFor = (name) => (name === "search" && root.matchMedia(BY_HAND).matches ? "hint.search_by_hand" : `hint.${name}`);
      this.box.append(
        element("ul", {}, parts.help.GESTURES.map((name) => element("li", {}, say(wordsFor(name))))),
        element("button", { type: "button", class: "close", "aria-label": say("hint.close"), title: say("hint.close"), onclick: () => this.leave() }, "×"),
      );
      this.box.hidden = false;
    }

    follow(state, changed) {
      if (["mark", "from", "to", "text", "place"].some((name) => changed.has(name))) this.leave();
    }

    leave() {
      if (this.done) return;
      this.done = true;
      this.box.hidden = true;
      remember();
    }

    state() {
      return { hint: !this.box.hidden };
    }
  }

  (parts.featureList = parts.featureList || []).push({ name: "hint", create: (host) => new Hint(host) });
  parts.hint = { seen };
  if (typeof module !== "undefined") module.exports = parts.hint;
})(globalThis);
