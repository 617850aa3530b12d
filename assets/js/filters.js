/* The filters: a rail (on a phone a sheet) of choices, chips of what is set, and a way out where nothing is left.
 *
 * The choices are asked for at rest, never at a step of the slider; see /api/facets.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const PAUSE = 350; // ms of rest before the choices are counted anew
  const WIDE = "(min-width: 1200px)"; // where the rail stands open unless one folded it; see filters.css

  /** What the choices are counted for in a state: the window and all that is asked. */
  function wantedOf(state) {
    return { from: state.from, to: state.to, undated: state.undated ? "" : "no", ...parts.stateFields.asked(state) };
  }

  class Filters {
    constructor(host) {
      this.host = host;
      this.speak = host.speak;
      this.told = null; // the last answer of /api/facets
      this.asked = "";
      this.chips = parts.filterChips.create(host.find("FILTER_CHIPS"), this.speak, {
        leave: (patch) => this.set(patch),
        clear: () => this.set(parts.filterFields.cleared()),
      });
      this.nothing = parts.nothingLeft.create(host.find("FILTERS_EMPTY"), this.speak, (patch) => this.set(patch));
      this.furnish();
      const wide = root.matchMedia(WIDE);
      wide.addEventListener("change", () => this.fold(this.host.keeper.get()));
      this.wide = wide;
      this.fold(host.keeper.get());
      this.show(host.keeper.get());
    }

    furnish() {
      const { host, speak } = this;
      const { element } = parts.dom;
      this.groups = parts.filterFields.groups.map((group) => ({
        ...group,
        ...parts.filterGroup.create(group, speak, {
          choose: (value, yes) => this.set(parts.filterFields.choose(group, host.keeper.get(), value, yes)),
          clear: () => this.set(this.clearing(group)),
        }),
      }));
      this.clear = element("button", { type: "button", class: "facet-more", onclick: () => this.set(parts.filterFields.cleared()) },
        speak.say("filters.clear_all"));
      this.failure = element("p", { class: "meta", hidden: true }, speak.say("filters.failed"), " ",
        element("button", { type: "button", class: "facet-more", onclick: () => this.ask() }, speak.say("again")));
      host.find("FILTERS_BODY").append(element("div", { class: "filters-foot" }, this.clear, this.failure),
        ...this.groups.map((group) => group.node));
      const toggle = host.find("FILTERS_TOGGLE");
      toggle.addEventListener("click", () => host.keeper.set({ filters: this.isOpen() ? "folded" : "open" }));
      host.find("FILTERS").addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || this.wide.matches || !this.isOpen()) return;
        event.stopPropagation();
        host.keeper.set({ filters: "folded" });
        toggle.focus();
      });
    }

    /** What leaves all choices of a group: of those that share a field, only its own. */
    clearing(group) {
      const value = this.host.keeper.get()[group.field];
      if (!Array.isArray(value)) return { [group.field]: "" };
      return { [group.field]: Object.freeze(value.filter((one) => !parts.filterFields.belongs(group, one))) };
    }

    /** Each choice is a step that the browser's back button undoes. */
    set(patch) {
      this.host.keeper.set(patch, { step: true });
    }

    isOpen() {
      const { filters } = this.host.keeper.get();
      return filters ? filters === "open" : this.wide.matches;
    }

    fold(state) {
      const open = this.isOpen();
      this.host.page.dataset.filters = open ? "open" : "folded";
      this.host.find("FILTERS_TOGGLE").setAttribute("aria-expanded", String(open));
      this.host.find("FILTERS_BODY").hidden = !open;
      if (open && state) this.later();
    }

    /** Everything the state alone decides. */
    show(state) {
      const choices = this.told?.facets;
      const set = parts.filterFields.set(state, choices);
      this.host.find("FILTERS_TOGGLE").querySelector(".filters-set").textContent = set.length ? this.speak.number(set.length) : "";
      this.host.page.classList.toggle("is-filtered", set.length > 0);
      this.clear.hidden = !set.length;
      this.chips.show(set, choices);
      if (choices) for (const group of this.groups) group.show(choices[group.name] || [], state);
    }

    // ---- what is asked for

    later(wait = PAUSE) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => (this.isPlaying() ? this.later() : this.ask()), wait);
    }

    isPlaying() {
      return this.host.find("PLAY").getAttribute("aria-pressed") === "true";
    }

    async ask() {
      const wanted = wantedOf(this.host.keeper.get());
      const question = JSON.stringify([wanted, this.host.cube()?.header.version]);
      if (question === this.asked || !this.host.source.facets) return;
      this.request?.abort();
      this.request = new AbortController();
      const { signal } = this.request;
      try {
        const told = await this.host.source.facets(wanted, signal);
        if (signal.aborted) return;
        this.asked = question;
        this.told = told;
        this.failure.hidden = true;
      } catch {
        this.failure.hidden = signal.aborted;
        return;
      }
      const state = this.host.keeper.get();
      this.show(state);
      this.host.find("FILTERS_SAID").textContent = this.speak.say("count.stories", {}, this.told.stories);
      this.drawn({ state, summary: this.host.summary() });
    }

    // ---- hooks of features.js

    follow(state, changed) {
      if (changed.has("filters")) this.fold(state);
      if (parts.stateFields.asksAnew(changed)) this.show(state);
      const moved = ["from", "to", "undated"].some((name) => changed.has(name));
      if (moved && (this.isOpen() || this.isNothingLeft)) this.later();
    }

    loaded() {
      this.later(0);
    }

    drawn({ state, summary }) {
      const empty = Boolean(summary) && !summary.stories && this.host.page.classList.contains("is-filtered");
      if (empty && !this.isNothingLeft) this.later();
      if (empty || this.isNothingLeft) this.nothing.show(empty, state, this.told);
      this.isNothingLeft = empty;
    }

    state() {
      const { told } = this;
      return { filters: { open: this.isOpen(), stories: told ? told.stories : null, set: this.chips.values() } };
    }
  }

  (parts.featureList = parts.featureList || []).push({
    name: "filters",
    fields: (makers) => parts.filterFields.fields(makers),
    create: (host) => {
      const made = new Filters(host);
      return {
        follow: (state, changed) => made.follow(state, changed),
        loaded: () => made.loaded(),
        drawn: (picture) => made.drawn(picture),
        state: () => made.state(),
      };
    },
  });

  parts.filters = { wantedOf };
  if (typeof module !== "undefined") module.exports = parts.filters;
})(globalThis);
