/* The publish panel: from what is on the screen to a finished picture. Nothing typed here is kept anywhere but on this page.
 *
 * Other files add ways to publish, each a tab of its own:
 *   (parts.publishTabs = parts.publishTabs || []).push({ name, create(host, publish) });
 * `create` gives {node, show(), hide()}; the tab's words are publish.tab.NAME, and `publish.order()` gives the pairs of the
 * picture as it stands in the panel. Tabs stand in the order of their names in TABS, others behind them.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const TABS = ["picture", "animation", "embed"];
  const list = (parts.publishTabs = parts.publishTabs || []);

  class Publish {
    constructor(host) {
      this.host = host;
      this.speak = host.speak;
      this.window = host.find("PUBLISHING");
      host.find("PUBLISH").addEventListener("click", () => this.open());
      this.window.addEventListener("click", (event) => {
        if (event.target === this.window) this.window.close(); // the ground around it
      });
      this.window.addEventListener("close", () => this.current?.hide?.());
    }

    open() {
      if (this.window.open) return;
      if (!this.tabs) this.fill();
      this.window.showModal();
      this.choose(this.shown || "picture");
      this.window.querySelector("[role=tabpanel]:not([hidden]) :is(input, button, textarea)")?.focus({ preventScroll: true });
    }

    fill() {
      const { element } = parts.dom;
      const { say } = this.speak;
      const { language, theme, title } = this.host.keeper.get();
      this.draft = parts.publishOrder.fresh({ language, theme, title, tall: root.innerHeight > root.innerWidth });
      const rank = ({ name }) => (TABS.includes(name) ? TABS.indexOf(name) : TABS.length);
      this.tabs = [...list].sort((a, b) => rank(a) - rank(b)).map((tab) => {
        const made = tab.create(this.host, this);
        const panel = element("section", { class: `publish-panel ${tab.name}`, role: "tabpanel", "aria-label": say(`publish.tab.${tab.name}`), hidden: true }, made.node);
        const button = element("button", { type: "button", role: "tab", "aria-selected": "false", onclick: () => this.choose(tab.name) }, say(`publish.tab.${tab.name}`));
        return { name: tab.name, made, panel, button };
      });
      const bar = element("div", { class: "ways publish-tabs", role: "tablist", "aria-label": say("publish.title"), onkeydown: (event) => this.walk(event) }, this.tabs.map((tab) => tab.button));
      const close = element("button", { type: "button", class: "close", "aria-label": say("publish.close"), onclick: () => this.window.close() }, "×");
      const tools = this.window.firstElementChild;
      tools.append(close);
      this.window.append(element("header", { class: "publish-head" }, element("h2", {}, say("publish.title")), bar, tools), ...this.tabs.map((tab) => tab.panel));
    }

    /** Arrows walk the tabs, in the page's direction. */
    walk(event) {
      const forward = root.getComputedStyle(this.window).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      event.preventDefault();
      const at = this.tabs.findIndex((tab) => tab.name === this.shown);
      const next = this.tabs[(at + (event.key === forward ? 1 : this.tabs.length - 1)) % this.tabs.length];
      this.choose(next.name);
      next.button.focus();
    }

    choose(name) {
      if (this.current && this.shown !== name) this.current.hide?.();
      this.shown = name;
      for (const tab of this.tabs) {
        const on = tab.name === name;
        tab.panel.hidden = !on;
        tab.button.setAttribute("aria-selected", String(on));
        tab.button.tabIndex = on ? 0 : -1;
        if (on) this.current = tab.made;
      }
      this.current.show?.();
    }

    /** The pairs of the picture in the panel, of what the page shows now. */
    order() {
      const state = this.host.keeper.get();
      const view = this.host.map()?.map.getBounds();
      const seen = view ? [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()] : null;
      const box = seen && parts.exactness?.isOpen() ? parts.exactness.veiledBox(seen) : seen;
      const asked = { from: state.from, to: state.to, undated: state.undated ? "" : "no", ...parts.stateFields.asked(state) };
      return parts.publishOrder.pairs(this.draft, asked, { frame: parts.publishOrder.frameOf(box), measure: state.measure });
    }

    state() {
      return { publishing: this.window.open ? this.shown : "", picture: this.tabs?.find((tab) => tab.name === "picture").made.picture() || null };
    }
  }

  (parts.featureList = parts.featureList || []).push({ name: "publish", create: (host) => (host.find("PUBLISHING") ? new Publish(host) : {}) });
  parts.publish = { TABS };
  if (typeof module !== "undefined") module.exports = parts.publish;
})(globalThis);
