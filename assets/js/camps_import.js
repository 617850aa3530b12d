/* The page to import camps: give a file, look at its plan, change it, keep it, undo. Nothing is written before one agrees. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const HEADERS = { "X-Conflict-Map": "page" };

  class Importing {
    constructor(place, config) {
      this.place = place;
      this.config = config;
      this.speak = parts.words.speaker(config.words, config.language);
      this.mapping = {};
      this.answers = {};
      this.key = "";
    }

    say(key, values, count) {
      return this.speak.say(key, values, count);
    }

    async ask(path, options) {
      let response;
      try {
        response = await fetch(`${this.config.api}${path}`, { ...options, headers: HEADERS });
      } catch {
        throw new Error(this.say("camps.import.failed"));
      }
      const body = await response.json().catch(() => ({}));
      if (!response.ok) throw new Error(body.error || this.say("camps.import.failed"));
      return body;
    }

    /** Do something that may fail; the sentence of a failure is shown. */
    async attempt(work) {
      this.tell("");
      this.place.setAttribute("aria-busy", "true");
      try {
        await work();
      } catch (error) {
        this.tell(error.message, true);
      }
      this.place.removeAttribute("aria-busy");
    }

    tell(text, wrong) {
      if (!this.message) return;
      this.message.textContent = text;
      this.message.classList.toggle("wrong", Boolean(wrong));
    }

    async start() {
      const { element } = parts.dom;
      this.message = element("p", { class: "message", role: "status" });
      this.body = element("div", {});
      this.place.replaceChildren(this.message, this.body);
      await this.attempt(async () => {
        const access = await this.ask("/access", {});
        if (access.may_change) await this.form();
        else this.closed(access.has_password);
      });
    }

    closed(hasPassword) {
      const { element } = parts.dom;
      if (!hasPassword) {
        this.body.replaceChildren(element("p", {}, this.say("camps.import.only_there")));
        return;
      }
      const password = element("input", { type: "password", autocomplete: "current-password", required: true });
      const enter = (event) => {
        event.preventDefault();
        const body = new FormData();
        body.set("password", password.value);
        this.attempt(async () => {
          await this.ask("/sign-in", { method: "POST", body });
          await this.form();
        });
      };
      this.body.replaceChildren(element("form", { class: "asked", onsubmit: enter },
        element("label", {}, element("span", {}, this.speak.say("adding.password")), password),
        element("button", { type: "submit" }, this.speak.say("adding.sign_in"))));
    }

    // ---- the file

    async form() {
      const { element } = parts.dom;
      this.file = element("input", { type: "file", required: true, accept: ".csv,.tsv,.txt,.xlsx,.geojson,.json,.kml,.kmz,.gpkg,.zip" });
      this.source = element("input", { type: "text", maxlength: "200" });
      this.date = element("input", { type: "text", placeholder: "2024-03", dir: "ltr" });
      const field = (key, input) => element("label", {}, element("span", {}, this.say(`camps.import.${key}`)), input);
      const form = element("form", { class: "asked", onsubmit: (event) => this.give(event) },
        field("file", this.file), field("source", this.source), field("date", this.date),
        element("button", { type: "submit" }, this.say("camps.import.look")));
      this.planned = element("div", { class: "plan" });
      this.earlier = element("section", { class: "earlier" });
      this.body.replaceChildren(form, this.planned, this.earlier);
      await this.showBatches();
    }

    give(event) {
      event.preventDefault();
      this.mapping = {};
      this.answers = {};
      this.look(this.file.files[0]);
    }

    /** Ask for the plan, of a new file or of the one that is held. */
    look(file) {
      const body = new FormData();
      if (file) body.set("file", file);
      else body.set("key", this.key);
      body.set("lang", this.config.language);
      body.set("source", this.source.value);
      body.set("date", this.date.value);
      body.set("mapping", JSON.stringify(this.mapping));
      body.set("answers", JSON.stringify(this.answers));
      return this.attempt(async () => this.show(await this.ask("/camps/import", { method: "POST", body })));
    }

    show(plan) {
      const { element } = parts.dom;
      this.key = plan.key;
      const found = parts.campsPlan.create(plan, this.speak, {
        column: (heading, field, before) => {
          Object.assign(this.mapping, parts.campsPlan.mappingOf([{ heading, field, before }]));
          this.look();
        },
        answer: (id, choice) => {
          this.answers[id] = choice;
          this.look();
        },
      });
      const name = element("input", { type: "text", maxlength: "80", "aria-label": this.say("camps.import.mapping_name"), placeholder: this.say("camps.import.mapping_name") });
      const keep = element("button", { type: "button", class: "primary", disabled: plan.open > 0 || plan.kept === 0, onclick: () => this.keep() }, this.say("camps.import.keep", {}, plan.kept));
      const why = plan.open ? this.say("camps.import.open", {}, plan.open) : plan.kept ? this.say("camps.import.nothing_yet") : this.say("camps.import.nothing");
      const saving = Object.keys(this.mapping).length
        ? element("div", { class: "save-mapping" }, name, element("button", { type: "button", onclick: () => this.save(name.value) }, this.say("camps.import.save_mapping")))
        : null;
      this.planned.replaceChildren(...found, element("div", { class: "agree" }, keep, element("span", { class: "meta" }, why)), ...(saving ? [saving] : []));
    }

    keep() {
      return this.attempt(async () => {
        const kept = await this.ask(`/camps/import/${this.key}/keep`, { method: "POST" });
        this.planned.replaceChildren();
        this.tell(this.say("camps.import.kept", { batch: kept.batch }));
        await this.showBatches();
      });
    }

    save(name) {
      const body = new FormData();
      body.set("name", name);
      return this.attempt(async () => {
        const { saved } = await this.ask(`/camps/import/${this.key}/mapping`, { method: "POST", body });
        this.tell(this.say("camps.import.mapping_saved", { name: saved }));
      });
    }

    // ---- what was kept before

    async showBatches() {
      const { element } = parts.dom;
      const { batches } = await this.ask("/camps/import/batches", { method: "POST" });
      const line = (batch) => element("li", {},
        element("bdi", {}, batch.label), element("span", { class: "meta" }, ` ${batch.begun} · ${this.say("camps.import.camps", {}, batch.camps)} `),
        batch.undone ? element("span", { class: "meta" }, this.say("camps.import.undone")) : element("button", { type: "button", onclick: () => this.undo(batch.number) }, this.say("camps.import.undo")));
      this.earlier.replaceChildren(...(batches.length ? [element("h2", {}, this.say("camps.import.earlier")), element("ul", {}, batches.map(line))] : []));
    }

    undo(batch) {
      return this.attempt(async () => {
        const done = await this.ask(`/camps/import/undo/${batch}`, { method: "POST" });
        this.tell(this.say("camps.import.taken_back", { removed: done.removed, restored: done.restored }));
        await this.showBatches();
      });
    }
  }

  function begin() {
    const place = document.querySelector("[data-camps-import]");
    if (place) new Importing(place, JSON.parse(place.dataset.campsImport)).start();
  }

  if (typeof document !== "undefined") {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
    else begin();
  }

  parts.campsImport = { Importing };
  if (typeof module !== "undefined") module.exports = parts.campsImport;
})(globalThis);
