/* Where the filters leave nothing: which of them to loosen, with a button that does it. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** The filter whose absence leaves most: [mask, stories], or null where none alone helps. Pure. */
  function best(without) {
    const found = Object.entries(without || {}).filter(([, stories]) => stories > 0);
    return found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] || null;
  }

  function create(box, speak, loosen) {
    const { element } = parts.dom;
    const { say } = speak;

    return {
      /** `told` is the last answer of /api/facets. */
      show(empty, state, told) {
        box.hidden = !empty;
        if (!empty) return;
        const found = told && !told.stories ? best(told.without) : null;
        const all = element("button", { type: "button", class: "more", onclick: () => loosen(parts.filterFields.cleared()) },
          say("filters.clear_all"));
        const one = found
          ? element("button", { type: "button", class: "more", onclick: () => loosen(parts.filterFields.loosened(found[0])) },
              say("nothing.without", { filter: say(`facet.${found[0]}`), stories: say("count.stories", {}, found[1]) }))
          : null;
        box.replaceChildren(...[element("p", {}, say("nothing.left")), one, all].filter(Boolean));
      },
    };
  }

  parts.nothingLeft = { create, best };
  if (typeof module !== "undefined") module.exports = parts.nothingLeft;
})(globalThis);
