/* The search box: places by any name, or stories by their words. A combobox after WAI-ARIA's pattern. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const PAUSE = 140; // ms of silence before asking

  /** Whether the words are a name of the place, or begin the one shown. */
  function isNamed(place, words) {
    const begin = words.toLowerCase();
    return place.exact || [place.name, place.name_ar].some((name) => (name || "").toLowerCase().startsWith(begin));
  }

  /** The text field, made in its place, which tells its id and its words. */
  function field(place) {
    const { id, placeholder, label } = place.dataset;
    const input = parts.dom.element("input", { id, placeholder, type: "text", dir: "auto", autocomplete: "off", spellcheck: "false", "aria-label": label });
    place.append(input);
    return input;
  }

  function create(input, results, speak, source, on) {
    const { element } = parts.dom;
    const say = speak.say;
    let options = [];
    let active = -1;
    let timer = null;
    let request = null;
    let hurried = false; // Enter came before the answer
    let filtering = ""; // the words the map is filtered by

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", results.id);
    input.setAttribute("aria-expanded", "false");
    results.setAttribute("role", "listbox");

    function close() {
      clearTimeout(timer);
      timer = null;
      if (request) request.abort();
      hurried = false;
      options = [];
      active = -1;
      results.replaceChildren();
      results.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    async function ask() {
      const words = input.value.trim();
      if (!words) return close();
      if (request) request.abort();
      request = new AbortController();
      const mine = request;
      let places = [];
      try {
        places = (await source.suggestions(words, mine.signal)).places;
      } catch {
        if (mine.signal.aborted) return undefined;
      }
      if (mine.signal.aborted) return undefined;
      return show(words, places);
    }

    function show(words, places) {
      const known = places.flatMap((place) => [
        { place, run: () => on.place(place) },
        { place, only: true, run: () => on.only(place) },
      ]);
      const text = { run: () => on.text(words), label: say("search.in_stories", { words }) };
      // A place that was named comes first; before one that is only like it come the words themselves.
      const named = (entry) => isNamed(entry.place, words);
      options = [...known.filter(named), text, ...known.filter((entry) => !named(entry))];
      results.replaceChildren(...options.map(option));
      results.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(0);
      if (hurried) take(0);
    }

    function option(entry, index) {
      const children = entry.only ? [say("search.only")] : entry.place ? placeOption(entry.place) : wordsOption(entry.label);
      return element(
        "li",
        {
          role: "option",
          id: `${results.id}-${index}`,
          class: entry.only ? "option only" : entry.place ? "option" : "option words",
          "aria-label": entry.only ? say("search.only_in", { place: parts.placeNames.of(entry.place, speak.language).own }) : null,
          onpointerdown: (event) => event.preventDefault(), // the box keeps the focus
          onclick: () => take(index),
          onpointerenter: () => mark(index),
        },
        ...children,
      );
    }

    const wordsOption = (label) => [element("span", { class: "own" }, label), element("span", { class: "kind" }, say("search.hint"))];

    function placeOption(place) {
      const { own, other } = parts.placeNames.of(place, speak.language);
      const stories = on.storiesAt(place.id);
      const where = parts.placeNames.describe(place, speak);
      return [
        element("span", { class: "own" }, own, " ", element("span", { class: "other", dir: "auto" }, other)),
        element("span", { class: "kind" }, `${where} · `, stories ? say("count.stories", {}, stories) : say("search.no_stories")),
      ];
    }

    function mark(index) {
      active = index;
      [...results.children].forEach((child, at) => child.setAttribute("aria-selected", at === index ? "true" : "false"));
      const chosen = results.children[index];
      if (chosen) {
        input.setAttribute("aria-activedescendant", chosen.id);
        chosen.scrollIntoView({ block: "nearest" });
      }
    }

    function take(index) {
      const entry = options[index];
      close();
      if (!entry) return;
      if (entry.place) input.value = filtering; // a place is gone to or stands among the filters: it is no words of the stories
      entry.run();
    }

    /** Enter takes what is marked; whoever types faster than the answer comes gets its first. */
    function enter() {
      if (options.length && !timer) take(Math.max(active, 0));
      else if (input.value.trim()) {
        clearTimeout(timer);
        timer = null;
        hurried = true;
        ask();
      }
    }

    function typed() {
      clearTimeout(timer);
      if (!input.value.trim()) {
        close();
        on.text("");
        return;
      }
      hurried = false;
      timer = setTimeout(() => {
        timer = null;
        ask();
      }, PAUSE);
    }

    function leave() {
      if (results.hidden) {
        input.value = "";
        on.text("");
      }
      close();
    }

    function key(event) {
      if (event.key === "Escape") leave();
      else if (event.key === "Enter") {
        event.preventDefault();
        enter();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
        event.preventDefault();
        mark((active + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
      }
    }

    input.addEventListener("input", typed);
    input.addEventListener("keydown", key);
    input.addEventListener("blur", () => setTimeout(close, 120));

    return {
      /** Show the words the map is filtered by, unless someone is typing. */
      setText(words) {
        filtering = words;
        if (document.activeElement !== input) input.value = words;
      },
    };
  }

  parts.searchBox = { create, field, isNamed };
  if (typeof module !== "undefined") module.exports = parts.searchBox;
})(globalThis);
