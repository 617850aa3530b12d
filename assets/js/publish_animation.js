/* The publish panel's film: the timeline drawn by the server as MP4 or GIF, with progress, to be cancelled or downloaded. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const CHOICES = { step: ["day", "week", "month"], mode: ["window", "cumulative"], format: ["mp4", "gif"] };
  const USUAL = { step: "week", mode: "window", format: "mp4" };
  const ASK_MS = 500; // between two looks at a film that is being drawn
  const HEADERS = { "X-Conflict-Map": "page" };
  const SCREEN = /^\d+x\d+$/; // sizes a film can have; paper is none

  /** The pairs of a film: those of the picture in the panel, and what is chosen here. Pure. */
  function pairsOf(order, chosen) {
    const { size, scale, background, ...kept } = order;
    return { ...kept, ...(SCREEN.test(size || "") ? { size } : {}), ...chosen };
  }

  class Animation {
    constructor(host, publish) {
      Object.assign(this, { host, publish });
      this.say = host.speak.say;
      this.job = null;
      const { element } = parts.dom;
      const { say } = this;
      const select = (name) => element("select", { name }, CHOICES[name].map((value) =>
        element("option", { value, selected: USUAL[name] === value }, name === "format" ? value.toUpperCase() : say(`film.${name}.${value}`))));
      this.fields = Object.fromEntries(Object.keys(CHOICES).map((name) => [name, select(name)]));
      this.start = element("button", { type: "button", class: "primary", onclick: () => this.draw() }, say("film.draw"));
      this.stop = element("button", { type: "button", class: "plain", hidden: true, onclick: () => this.cancel() }, say("film.cancel"));
      this.bar = element("progress", { max: 1, value: 0, hidden: true });
      this.said = element("p", { class: "meta", role: "status" });
      this.link = element("a", { class: "plain", download: "", hidden: true }, say("film.download"));
      this.node = element("div", { class: "publish-animation" },
        element("p", {}, say("film.what")),
        element("div", { class: "publish-row even" }, Object.entries(this.fields).map(([name, control]) =>
          element("label", { class: "field" }, element("span", {}, say(`film.${name}`)), control))),
        element("div", { class: "publish-acts" }, this.start, this.stop, this.link),
        this.bar, this.said);
    }

    /** Ask one of the routes; what is refused throws an Error with the server's own sentence. */
    async ask(path, options) {
      const response = await fetch(`${this.host.config.api}/animation${path}`, { ...options, headers: HEADERS });
      const body = await response.json().catch(() => ({}));
      if (!response.ok) throw new Error(body.error || this.say("film.failed"));
      return body;
    }

    async draw() {
      const chosen = Object.fromEntries(Object.entries(this.fields).map(([name, control]) => [name, control.value]));
      const body = new URLSearchParams(Object.entries(pairsOf(this.publish.order(), chosen)).filter(([, value]) => value !== null && value !== undefined));
      this.link.hidden = true;
      this.start.disabled = true;
      this.said.textContent = "";
      try {
        this.show(await this.ask("", { method: "POST", body }));
      } catch (error) {
        this.rest(error.message);
      }
    }

    async look() {
      if (!this.job) return;
      try {
        this.show(await this.ask(`/${this.job}`));
      } catch (error) {
        this.rest(error.message);
      }
    }

    async cancel() {
      if (!this.job) return;
      clearTimeout(this.timer);
      try {
        this.show(await this.ask(`/${this.job}`, { method: "DELETE" }));
      } catch (error) {
        this.rest(error.message);
      }
    }

    show({ id, state, done, total, error }) {
      this.job = id;
      if (state === "drawing") {
        const { number } = this.host.speak;
        this.bar.hidden = this.stop.hidden = false;
        this.bar.value = done / Math.max(total, 1);
        this.said.textContent = this.say("film.progress", { done: number(done), total: number(total) });
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.look(), ASK_MS);
        return;
      }
      if (state === "done") {
        this.link.setAttribute("href", `${this.host.config.api}/animation/${id}/file`);
        this.link.hidden = false;
      }
      this.rest(error || this.say(`film.${state}`));
    }

    /** Nothing is being drawn any more. */
    rest(words) {
      clearTimeout(this.timer);
      this.job = null;
      this.bar.hidden = this.stop.hidden = true;
      this.start.disabled = false;
      this.said.textContent = words;
    }
  }

  (parts.publishTabs = parts.publishTabs || []).push({ name: "animation", create: (host, publish) => new Animation(host, publish) });
  parts.publishAnimation = { pairsOf, CHOICES };
  if (typeof module !== "undefined") module.exports = parts.publishAnimation;
})(globalThis);
