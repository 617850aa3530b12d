/* The publish panel's film: the timeline drawn by the server as MP4 or GIF, with progress, to be cancelled or downloaded. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const CHOICES = { step: ["day", "week", "month"], mode: ["window", "cumulative"], format: ["mp4", "gif"] };
  const USUAL = { mode: "window", format: "mp4" };
  const AT_A_TIME = { day: 7, week: 4, month: 3 }; // steps shown together, as the server has it
  const SECONDS = { mp4: [20, 60], gif: [10, 10] }; // usual and most
  const PAPER = "1200x675"; // the size of a film whose picture is for paper
  const ASK_MS = 500; // between two looks at a film that is being drawn
  const HEADERS = { "X-Conflict-Map": "page" };
  const SCREEN = /^\d+x\d+$/; // sizes a film can have; paper is none

  /** The pairs of a film: those of the picture in the panel, and what is chosen here. Pure. */
  function pairsOf(order, chosen) {
    const { size, scale, background, ...kept } = order;
    return { ...kept, ...(SCREEN.test(size || "") ? { size } : {}), ...chosen };
  }

  /** The step that makes a film of so many days neither jump nor crawl. Pure. */
  function stepOf(days) {
    if (days <= 92) return "day";
    return days <= 3 * 366 ? "week" : "month";
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
      const count = (name, least) => element("input", { name, type: "number", min: least, max: 120, dir: "ltr" });
      this.fields = { step: select("step"), mode: select("mode"), window: count("window", 1), seconds: count("seconds", 2), format: select("format") };
      this.labels = Object.fromEntries(Object.entries(this.fields).map(([name, control]) =>
        [name, element("label", { class: "field" }, element("span", {}, say(`film.${name}`)), control)]));
      for (const name of Object.keys(CHOICES)) this.fields[name].addEventListener("change", () => this.fit(name));
      this.start = element("button", { type: "button", class: "primary", onclick: () => this.draw() }, say("film.draw"));
      this.stop = element("button", { type: "button", class: "plain", hidden: true, onclick: () => this.cancel() }, say("film.cancel"));
      this.bar = element("progress", { max: 1, value: 0, hidden: true, "aria-label": say("publish.drawing") });
      this.paper = element("p", { class: "meta" }, say("film.paper", { size: PAPER.replace("x", " × ") }));
      this.seen = element("div", { class: "publish-film", hidden: true });
      this.said = element("p", { class: "meta", role: "status" });
      this.link = element("a", { class: "primary", hidden: true }, say("film.download"));
      this.node = element("div", { class: "publish-animation" },
        element("p", {}, say("film.what")), this.paper,
        element("div", { class: "publish-row even" }, Object.values(this.labels)),
        element("div", { class: "publish-acts" }, this.start, this.stop, this.link, this.said),
        this.bar, this.seen);
    }

    /** The tab is opened: a film may be on its way, begun before the page was loaded anew. */
    async show() {
      const order = this.publish.order();
      this.paper.hidden = !order.size || SCREEN.test(order.size);
      if (!this.fitted) {
        const window = this.host.timeline.window();
        this.fields.step.value = stepOf(window ? window.last - window.first + 1 : 0);
        this.fitted = true;
        this.fit("step");
        this.fit("format");
      }
      if (this.job) return;
      const under = await this.ask("").catch(() => null); // nothing was asked for: a failure need not be told
      if (under && under.state === "drawing") this.told(under);
    }

    /** What is usual beside a choice. */
    fit(name) {
      const { step, mode, window, seconds, format } = this.fields;
      if (name === "step") window.value = AT_A_TIME[step.value];
      if (name === "format") [seconds.value, seconds.max] = SECONDS[format.value];
      this.labels.window.hidden = mode.value === "cumulative";
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
      this.name = parts.publishOrder.fileName({ ...this.publish.order(), format: chosen.format });
      this.link.hidden = this.seen.hidden = true;
      this.seen.replaceChildren();
      this.start.disabled = true;
      this.said.textContent = this.say("publish.drawing");
      try {
        this.told(await this.ask("", { method: "POST", body }));
      } catch (error) {
        this.rest(error.message);
      }
    }

    async look() {
      if (!this.job) return;
      try {
        this.told(await this.ask(`/${this.job}`));
      } catch (error) {
        this.rest(error.message);
      }
    }

    async cancel() {
      if (!this.job) return;
      clearTimeout(this.timer);
      this.stop.disabled = true; // the server answers once the step it is at is drawn
      this.said.textContent = this.say("film.cancelling");
      try {
        this.told(await this.ask(`/${this.job}`, { method: "DELETE" }));
      } catch (error) {
        this.rest(error.message);
      }
      this.stop.disabled = false;
    }

    /** How far the server is. */
    told({ id, state, done, total, error, format }) {
      this.job = id;
      if (state === "drawing") {
        const { number } = this.host.speak;
        this.bar.hidden = this.stop.hidden = false;
        this.start.disabled = true;
        this.bar.value = done / Math.max(total, 1);
        this.said.textContent = this.say("film.progress", { done: number(done), total: number(total) });
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.look(), ASK_MS);
        return;
      }
      if (state === "done") this.finish(`${this.host.config.api}/animation/${id}/file`, format);
      this.rest(error || this.say(`film.${state}`));
    }

    /** The film is there, to be looked at and taken along. */
    finish(address, format) {
      const { element } = parts.dom;
      this.link.setAttribute("href", address);
      this.link.setAttribute("download", this.name || `conflict-map.${format}`);
      const words = this.say("publish.tab.animation");
      this.seen.replaceChildren(format === "gif"
        ? element("img", { src: address, alt: words })
        : element("video", { src: address, controls: true, muted: true, loop: true, playsinline: true, "aria-label": words }));
      this.link.hidden = this.seen.hidden = false;
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
  parts.publishAnimation = { pairsOf, stepOf, CHOICES };
  if (typeof module !== "undefined") module.exports = parts.publishAnimation;
})(globalThis);
