/* The window to add stories: give them, look at what was understood, keep them, undo. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const WAYS = ["text", "files", "address"];
  const ASK_MS = 350; // between two looks at a job that works
  const HEADERS = { "X-Conflict-Map": "page" };

  /** Ask one of the routes; an answer that is no success throws an Error with the server's own sentence. */
  async function ask(path, options, fallback) {
    let response;
    try {
      response = await fetch(path, { ...options, headers: HEADERS });
    } catch {
      throw new Error(fallback);
    }
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(body.error || fallback);
    return body;
  }

  class Adding {
    /** `on.changed()` hears that stories were kept or taken back. */
    constructor(window, button, speak, api, on) {
      Object.assign(this, { window, speak, api, on });
      this.way = "text";
      this.given = { text: "", outlet: "", published: "", url: "", address: "", files: [] };
      button.addEventListener("click", () => this.open());
      window.addEventListener("click", (event) => {
        if (event.target === window) window.close(); // beside the window
      });
    }

    say(key, values, count) {
      return this.speak.say(key, values, count);
    }

    async open() {
      this.window.showModal();
      this.show();
      try {
        const access = await ask(`${this.api}/access`, {}, this.say("adding.failed"));
        if (access.may_change) this.form();
        else this.closed(access.has_password);
      } catch (error) {
        this.failed(error.message);
      }
    }

    /** The window's frame around `content`. */
    show(...content) {
      const { element } = parts.dom;
      this.window.replaceChildren(
        element(
          "header",
          { class: "adding-head" },
          element("h2", {}, this.say("adding.title")),
          element("button", { type: "button", class: "close", "aria-label": this.say("adding.close"), onclick: () => this.window.close() }, "×"),
        ),
        element("div", { class: "adding-body" }, ...content),
      );
    }

    button(words, act, kind) {
      return parts.dom.element("button", { type: "button", class: kind || "plain", onclick: act }, words);
    }

    failed(words) {
      this.show(
        parts.dom.element("p", { class: "problem", role: "alert" }, words),
        parts.dom.element("footer", { class: "adding-foot" }, this.button(this.say("adding.back"), () => this.form())),
      );
    }

    // ---- who may

    closed(hasPassword) {
      const { element } = parts.dom;
      if (!hasPassword) {
        this.show(element("p", {}, this.say("adding.only_there")));
        return;
      }
      const password = element("input", { type: "password", name: "password", autocomplete: "current-password", required: true });
      const enter = async (event) => {
        event.preventDefault();
        const body = new FormData();
        body.set("password", password.value);
        try {
          await ask(`${this.api}/sign-in`, { method: "POST", body }, this.say("adding.failed"));
          this.form();
        } catch (error) {
          this.failed(error.message);
        }
      };
      this.show(
        element("form", { class: "sign-in", onsubmit: enter },
          element("p", {}, this.say("adding.needs_password")),
          this.field("adding.password", password),
          element("button", { type: "submit", class: "primary" }, this.say("adding.sign_in"))),
      );
      password.focus();
    }

    // ---- giving

    form() {
      const { element } = parts.dom;
      const tabs = element("div", { class: "ways", role: "group" }, WAYS.map((way) => this.tab(way)));
      const fields = { text: () => this.textFields(), files: () => this.fileFields(), address: () => this.addressFields() };
      const look = element("button", { type: "submit", class: "primary" }, this.say("adding.look"));
      this.show(
        tabs,
        element("form", { class: "given", onsubmit: (event) => { event.preventDefault(); this.look(); } },
          ...fields[this.way](),
          element("footer", { class: "adding-foot" }, look)),
      );
      this.window.querySelector("textarea, input:not([type=file])")?.focus();
    }

    tab(way) {
      return parts.dom.element(
        "button",
        { type: "button", "aria-pressed": String(way === this.way), onclick: () => { this.way = way; this.form(); } },
        this.say(`adding.by_${way}`),
      );
    }

    /** A labelled field whose value is remembered under `name`. */
    field(words, input, hint) {
      const { element } = parts.dom;
      return element("label", { class: "field" }, element("span", {}, this.say(words)), input,
        hint ? element("small", {}, this.say(hint)) : null);
    }

    input(name, attributes) {
      const node = parts.dom.element(attributes?.tag || "input", { name, ...attributes, tag: null });
      node.value = this.given[name];
      node.addEventListener("input", () => { this.given[name] = node.value; });
      return node;
    }

    textFields() {
      return [
        this.field("adding.text", this.input("text", { tag: "textarea", rows: 11, dir: "auto", required: true })),
        ...this.beside(),
      ];
    }

    beside() {
      const { element } = parts.dom;
      return [
        element("p", { class: "meta" }, this.say("adding.optional")),
        element("div", { class: "beside" },
          this.field("adding.outlet", this.input("outlet", { dir: "auto" })),
          this.field("adding.published", this.input("published", { dir: "ltr", placeholder: this.say("adding.published_hint") })),
          this.field("adding.url", this.input("url", { dir: "ltr", type: "url" }))),
      ];
    }

    fileFields() {
      const { element } = parts.dom;
      const input = element("input", { type: "file", multiple: true, class: "file-input" });
      const said = element("strong", {}, this.chosenFiles());
      const take = (files) => {
        this.given.files = [...files];
        said.textContent = this.chosenFiles();
      };
      input.addEventListener("change", () => take(input.files));
      const stop = (event) => event.preventDefault();
      const drop = element("label", { class: "drop", ondragover: stop, ondrop: (event) => { stop(event); take(event.dataTransfer.files); } },
        input, said, element("small", {}, this.say("adding.files_hint")));
      return [drop];
    }

    chosenFiles() {
      const { files } = this.given;
      if (!files.length) return this.say("adding.files");
      return `${this.say("adding.files_chosen", {}, files.length)}: ${files.slice(0, 3).map((file) => file.name).join(", ")}`;
    }

    addressFields() {
      return [this.field("adding.address", this.input("address", { type: "url", dir: "ltr", required: true }), "adding.address_hint")];
    }

    body() {
      const body = new FormData();
      if (this.way === "files") for (const file of this.given.files) body.append("files", file);
      if (this.way === "address") body.set("address", this.given.address);
      if (this.way === "text") for (const name of ["text", "outlet", "published", "url"]) body.set(name, this.given[name]);
      return body;
    }

    // ---- looking, keeping, undoing

    async look() {
      await this.follow(`${this.api}/adding`, { method: "POST", body: this.body() });
    }

    async keep(job) {
      await this.follow(`${this.api}/adding/${job.job}/keep`, { method: "POST" });
    }

    /** Begin a step and follow it to its end. */
    async follow(path, options) {
      const fallback = this.say("adding.failed");
      try {
        let job = await ask(path, options, fallback);
        while (job.state === "reading" || job.state === "keeping") {
          this.progress(job);
          await new Promise((resolve) => setTimeout(resolve, ASK_MS));
          job = await ask(`${this.api}/adding/${job.job}`, {}, fallback);
        }
        this.settled(job);
      } catch (error) {
        this.failed(error.message);
      }
    }

    progress(job) {
      const { element } = parts.dom;
      const reading = job.state === "reading";
      const bar = element("progress", reading ? {} : { value: job.done, max: Math.max(job.total, 1) });
      const numbers = { done: this.speak.number(job.done), total: this.speak.number(job.total) };
      this.show(element("p", { role: "status" }, this.say(reading ? "adding.reading" : "adding.keeping", numbers)), bar);
    }

    settled(job) {
      if (job.state === "failed") this.failed(job.error);
      else if (job.state === "ready") this.preview(job);
      else if (job.state === "kept") this.kept(job);
      else this.undone();
    }

    preview(job) {
      const { element } = parts.dom;
      const shown = job.stories.length;
      const foot = [this.button(this.say("adding.back"), () => this.form())];
      if (job.total) foot.push(this.button(this.say("adding.keep", {}, job.total), () => this.keep(job), "primary"));
      this.show(
        element("p", { role: "status" }, job.total ? this.say("adding.understood", {}, job.total) : this.say("adding.nothing")),
        element("ol", { class: "drafts" }, job.stories.map((story) => this.draft(story))),
        job.total > shown ? element("p", { class: "meta" }, this.say("adding.more", {}, job.total - shown)) : null,
        this.refusals(job),
        element("footer", { class: "adding-foot" }, ...foot),
      );
      this.window.querySelector(".primary")?.focus();
    }

    draft(story) {
      const { element } = parts.dom;
      const when = story.published ? parts.calendar.sayWhen(story.published, this.speak.language) : this.say("story.undated");
      const notes = story.notes.map((note) => element("p", { class: "note" }, this.say(`note.${note.code}`, { detail: note.detail })));
      return element(
        "li",
        { class: "draft" },
        element("h3", { dir: "auto", lang: story.language }, story.title || this.say("story.untitled")),
        element("p", { class: "meta" }, element("bdi", {}, story.outlet || this.say("story.no_outlet")), " · ", element("bdi", {}, when),
          story.related ? ` · ${this.say("adding.related", {}, story.related)}` : null),
        element("p", { class: "chips" }, story.places.length ? story.places.map((place) => this.chip(place)) : element("span", { class: "meta" }, this.say("adding.no_places"))),
        ...notes,
      );
    }

    chip(place) {
      const { own } = parts.placeNames.of(place, this.speak.language);
      const words = place.drawn ? parts.placeNames.vagueness(place, this.speak) : this.say(`role.${place.role}`);
      return parts.dom.element("span", { class: place.drawn ? "chip drawn" : "chip", title: words, dir: "auto" }, own || place.surface);
    }

    refusals(job) {
      const { element } = parts.dom;
      const list = job.refusals || [];
      if (!list.length) return null;
      return element("details", { class: "refusals", open: true },
        element("summary", {}, this.say("adding.refused", {}, job.refused || list.length)),
        element("ul", {}, list.map((refusal) => element("li", { dir: "auto" }, element("strong", {}, refusal.origin), " ", `${refusal.reason} ${refusal.remedy}`))));
    }

    kept(job) {
      const { element } = parts.dom;
      const numbers = Object.fromEntries(Object.entries(job.kept).map(([name, count]) => [name, this.speak.number(count)]));
      this.on.changed();
      this.given.files = [];
      this.given.text = "";
      this.show(
        element("p", { role: "status", class: "done" }, this.say("adding.kept", numbers)),
        this.refusals(job),
        element("footer", { class: "adding-foot" },
          this.button(this.say("adding.undo"), () => this.undo(job)),
          this.button(this.say("adding.another"), () => this.form()),
          this.button(this.say("adding.show"), () => this.window.close(), "primary")),
      );
      this.window.querySelector(".primary")?.focus();
    }

    async undo(job) {
      await this.follow(`${this.api}/adding/${job.job}/undo`, { method: "POST" });
    }

    undone() {
      this.on.changed();
      this.show(
        parts.dom.element("p", { role: "status" }, this.say("adding.undone")),
        parts.dom.element("footer", { class: "adding-foot" }, this.button(this.say("adding.another"), () => this.form())),
      );
    }
  }

  parts.adding = { create: (...given) => new Adding(...given) };
  if (typeof module !== "undefined") module.exports = parts.adding;
})(globalThis);
