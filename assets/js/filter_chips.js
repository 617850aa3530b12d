/* What is set, as chips that can be taken away; and what to do where nothing is left. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** What a filter that is set says, in the reader's words; `choices` are the facets last told. */
  function wordsOf(one, choices, speak) {
    const { say } = speak;
    if (one.name === "text") return say("chip.text", { words: one.value });
    if (one.name === "box" || one.name === "area") return say(`chip.${one.name}`);
    if (one.name === "confidence") return say("filters.at_least", { percent: speak.number(Number(one.value)) });
    const named = (value) => {
      const choice = (choices?.[one.name] || []).find((each) => each.value.toLowerCase() === value.toLowerCase());
      if (choice) return parts.filterGroup.nameOf(choice, speak);
      const key = `${one.name}.${value}`;
      return speak.knows(key) ? say(key) : value;
    };
    if (one.name === "precision") return say("chip.precision", { precision: named(one.value) });
    if (one.name === "role") return one.value.split("|").map(named).join(parts.placeNames.comma(speak));
    return named(one.value);
  }

  /** `on.leave(patch)` takes one away, `on.clear()` all. */
  function create(list, speak, on) {
    const { element } = parts.dom;
    const { say } = speak;
    let shown = [];

    function chip(one, choices) {
      const words = wordsOf(one, choices, speak);
      const filter = speak.knows(`facet.${one.name}`) ? say(`facet.${one.name}`) : "";
      return element("li", {},
        element("button", {
          type: "button",
          class: "chip",
          "data-filter": one.name,
          title: filter || false,
          "aria-label": say("chip.leave", { filter: [filter, words].filter(Boolean).join(": ") }),
          onclick: () => on.leave(one.patch),
        }, element("span", { class: "chip-words", dir: "auto" }, words), element("span", { class: "cross", "aria-hidden": "true" }, "×")));
    }

    return {
      show(set, choices) {
        shown = set;
        const inside = list.contains(document.activeElement);
        const clear = set.length > 1
          ? [element("li", {}, element("button", { type: "button", class: "chip all", onclick: on.clear }, say("filters.clear_all")))] : [];
        list.replaceChildren(...set.map((one) => chip(one, choices)), ...clear);
        list.hidden = !set.length;
        if (inside) list.querySelector("button")?.focus();
      },
      values: () => shown.map(({ name, value }) => `${name}:${value}`),
    };
  }

  parts.filterChips = { create, wordsOf };
  if (typeof module !== "undefined") module.exports = parts.filterChips;
})(globalThis);
