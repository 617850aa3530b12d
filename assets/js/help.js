/* The window behind “?”: first what hands do, then every key of shortcuts.js. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const GESTURES = ["time", "mark", "search"]; // those of the hint for a first visit

  class Help {
    constructor(host) {
      this.host = host;
      this.speak = host.speak;
      this.window = host.find("HELP");
      host.find("HELP_OPEN").addEventListener("click", () => this.open());
      this.window.addEventListener("click", (event) => {
        if (event.target === this.window) this.window.close(); // the ground around it
      });
    }

    open() {
      if (this.window.open) return;
      if (!this.window.childElementCount) this.fill();
      this.window.showModal();
    }

    fill() {
      const { element } = parts.dom;
      const { say } = this.speak;
      const close = element("button", { type: "button", class: "close", "aria-label": say("help.close"), onclick: () => this.window.close() }, "×");
      const here = (one) => !one.press || parts.views.offered(this.host.find(one.press));
      const keys = parts.shortcuts.list.filter(here).map((one) => element("tr", {}, element("td", {}, this.key(one)), element("td", {}, say(`key.${one.name}`))));
      this.window.append(
        element("header", { class: "help-head" }, element("h2", {}, say("help.title")), close),
        element("div", { class: "help-body" },
          element("ul", { class: "gestures" }, GESTURES.map((name) => element("li", {}, say(`hint.${name}`)))),
          element("h3", { id: "help-keys" }, say("help.keys")),
          element("table", { "aria-labelledby": "help-keys" }, element("tbody", {}, keys)),
          element("p", { class: "meta" }, say("help.handles")),
          this.choice()),
      );
    }

    key(one) {
      const { element } = parts.dom;
      const names = parts.shortcuts.written(one, this.speak);
      return element("span", { dir: "ltr" }, names.flatMap((name, i) => [i ? " + " : null, element("kbd", {}, name)]));
    }

    /** Letters and signs can be turned off (WCAG 2.1.4). */
    choice() {
      const { element } = parts.dom;
      const box = element("input", { type: "checkbox", checked: parts.shortcuts.plainOn(), onchange: (event) => parts.shortcuts.turnPlain(event.target.checked) });
      return element("label", { class: "help-plain" }, box, this.speak.say("help.plain"));
    }

    state() {
      return { helpOpen: this.window.open };
    }
  }

  (parts.featureList = parts.featureList || []).push({ name: "help", create: (host) => new Help(host) });
  parts.help = { GESTURES };
  if (typeof module !== "undefined") module.exports = parts.help;
})(globalThis);
