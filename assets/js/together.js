/* What the stories at the chosen mark name beside it: places that lead there, events and actors.
 *
 * Stands in the panel between the head of a place and its stories; asked for at rest.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const PAUSE = 350; // ms of rest before it follows a moved window
  const FEWEST = 2; // stories there must be for "times as many" to say anything

  function wantedOf(state) {
    return { mark: state.mark, from: state.from, to: state.to, undated: state.undated ? "" : "no", ...parts.stateFields.asked(state) };
  }

  /** "4 stories name both: 2.5 times as many as if it were chance"; empty where there are too few to tell. */
  function often({ stories, lift }, speak) {
    if (stories < FEWEST) return "";
    return speak.say("together.often", { stories: speak.say("count.stories", {}, stories), times: speak.number(Math.round(lift * 10) / 10) });
  }

  class Together {
    constructor(host) {
      this.host = host;
      this.asked = "";
      this.timer = null;
      this.request = null;
      this.open = !root.matchMedia("(max-width: 720px)").matches; // on a phone the stories come first
    }

    loaded() {
      this.asked = "";
    }

    drawn({ state, summary, chosen }) {
      const read = chosen >= 0 ? parts.reading.readAt(state, summary, chosen) : state;
      const question = chosen >= 0 ? JSON.stringify(wantedOf(read)) : "";
      if (question === this.asked) return;
      const same = question && this.asked && JSON.parse(this.asked).mark === state.mark;
      this.asked = question;
      clearTimeout(this.timer);
      this.request?.abort();
      if (!same) this.host.panel.companions.replaceChildren();
      if (question) this.timer = setTimeout(() => this.ask(wantedOf(read)), same ? PAUSE : 0);
    }

    async ask(wanted) {
      const request = (this.request = new AbortController());
      const { source, speak, panel } = this.host;
      let found;
      try {
        found = await source.together({ ...wanted, lang: speak.language }, request.signal);
      } catch {
        if (!request.signal.aborted) panel.companions.replaceChildren(); // the stories below are what was asked for
        return;
      }
      if (!request.signal.aborted) this.show(found);
    }

    show(found) {
      const { element } = parts.dom;
      const { speak, panel, goTo } = this.host;
      const groups = [
        ["places", found.places.map((place) => this.entry(place, parts.placeNames.of(place, speak.language).own,
          { onclick: () => goTo(place), "data-place": place.id }))],
        ["events", found.events.map((tag) => this.entry(tag, tag.name))],
        ["actors", found.actors.map((tag) => this.entry(tag, tag.name))],
      ].filter(([, entries]) => entries.length);
      panel.companions.replaceChildren(...(groups.length ? [this.folding(groups.map(([name, entries]) =>
        element("ul", { "aria-label": speak.say(`together.${name}`) }, entries)))] : []));
    }

    /** Under a title that folds it, for this place and the next. */
    folding(lists) {
      const { element } = parts.dom;
      const title = element("h3", {}, this.host.speak.say("together.title"));
      const box = element("details", { class: "together" }, element("summary", {}, title), lists);
      box.open = this.open;
      box.addEventListener("toggle", () => {
        this.open = box.open;
      });
      return box;
    }

    /** A name with its count; a button where it leads somewhere. */
    entry(one, name, acts) {
      const { element } = parts.dom;
      const { speak } = this.host;
      const words = [element("bdi", {}, name), " ", element("span", { class: "count" }, speak.number(one.stories))];
      const title = often(one, speak) || null;
      return element("li", {}, acts ? element("button", { type: "button", title, ...acts }, words) : element("span", { title }, words));
    }
  }

  parts.together = { often, wantedOf };
  (parts.featureList = parts.featureList || []).push({ name: "together", create: (host) => new Together(host) });
  if (typeof module !== "undefined") module.exports = parts.together;
})(globalThis);
