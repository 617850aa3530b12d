/* Presentation, for a screenshot or a screen in a room: the tools go; headline, period, counts, legend, scale and credits
 * stay, in a shape to choose. Escape or the key brings everything back. Keys of the timeline go on working.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const RATIOS = ["window", "16x9", "1x1", "4x5", "9x16"];
  const LONGEST_TITLE = 300;
  const REST = 3500; // ms after which the bar of the presentation is gone
  const SETTLED = 120; // ms until the page has its new shape

  const fields = ({ flag, choice, text }) => ({
    present: flag(false),
    ratio: choice(RATIOS),
    title: text({ read: (value) => value.slice(0, LONGEST_TITLE) }),
  });

  /** "16x9" as one writes it. Pure. */
  const written = (ratio) => ratio.replace("x", ":");

  class Presentation {
    constructor(host) {
      this.host = host;
      this.say = host.speak.say;
      this.headline = host.find("HEADLINE");
      this.bar = host.find("PRESENTING");
      this.on = false;
      this.unseen = !host.keeper.get().view; // the page is yet to look for a view
      this.stays = !host.find("PRESENT"); // a page that cannot be presented, only titled
      if (!this.stays) this.listen();
      this.show(host.keeper.get());
    }

    listen() {
      const { host } = this;
      host.find("PRESENT").addEventListener("click", () => this.toggle());
      document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !this.on || document.querySelector("dialog[open]")) return;
        event.preventDefault();
        event.stopPropagation();
        this.leave();
      }, true);
      for (const sign of ["pointermove", "pointerdown"]) host.page.addEventListener(sign, () => this.on && this.showBar(), { passive: true });
    }

    toggle() {
      const window = this.host.find("PUBLISHING");
      if (window.open) window.close();
      if (this.on) this.leave();
      else this.host.keeper.set({ present: true }, { step: true });
    }

    leave() {
      this.host.keeper.set({ present: false }, { step: true });
    }

    follow(state, changed) {
      if (["present", "ratio", "title"].some((name) => changed.has(name))) this.show(state);
    }

    show(state) {
      const { page, config } = this.host;
      this.headline.textContent = state.title || (config.framed ? "" : this.say("app.name"));
      page.classList.toggle("titled", Boolean(state.title));
      if (this.stays) return;
      const key = state.present ? state.ratio : "";
      if (key === (this.shape || "")) return;
      const seen = this.seen();
      this.shape = key;
      this.on = state.present;
      page.classList.toggle("presenting", this.on);
      page.closest(".root")?.classList.toggle("presents", this.on);
      page.dataset.ratio = key;
      this.bar.hidden = !this.on;
      if (this.on) this.furnish(state.ratio);
      this.settle(seen);
    }

    /** What the map shows and where it looks; the first before the presentation is where it goes back to. */
    seen() {
      const map = this.host.map();
      if (!map) return null;
      const bounds = map.map.getBounds();
      const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
      if (!this.on) this.before = { view: map.view(), box };
      return this.before?.box || box;
    }

    /** In its new shape the map shows what it showed; back in the old one it stands where it stood. */
    settle(box) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        root.dispatchEvent(new Event("resize"));
        const map = this.host.map();
        if (!map || !box) return;
        map.map.resize();
        if (this.on) map.map.fitBounds([[box[0], box[1]], [box[2], box[3]]], { animate: false });
        else if (this.before) map.go(this.before.view, true);
        if (!this.on) this.before = null;
      }, SETTLED);
    }

    /** Opened as a presentation, the map looks at everything once it has its shape. */
    mapReady(map) {
      if (!this.on || !this.unseen) return;
      setTimeout(() => {
        map.map.resize();
        this.host.find("ZOOM_ALL").click();
      }, SETTLED);
    }

    furnish(ratio) {
      const { element } = parts.dom;
      const { say } = this;
      const options = RATIOS.map((one) => element("option", { value: one, selected: one === ratio }, one === "window" ? say("present.window") : written(one)));
      const shape = element("select", { "aria-label": say("present.ratio"), onchange: (event) => this.host.keeper.set({ ratio: event.target.value }) }, options);
      if (!this.bar.childElementCount) {
        this.bar.append(shape, element("button", { type: "button", class: "plain", onclick: () => this.leave() }, say("present.leave")));
      } else this.bar.querySelector("select").value = ratio;
      this.host.find("KEYS").open = true;
      this.showBar();
    }

    showBar() {
      this.bar.classList.remove("at-rest");
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.bar.classList.add("at-rest"), REST);
    }

    state() {
      return { presenting: this.on, ratio: this.shape || "" };
    }
  }

  (parts.featureList = parts.featureList || []).push({ name: "presentation", framed: true, fields, create: (host) => new Presentation(host) });
  parts.presentation = { RATIOS, written };
  if (typeof module !== "undefined") module.exports = parts.presentation;
})(globalThis);
