/* The list of the window's places, the busiest first. While the window moves it is told anew several times a second, so
 * its rows stay and only what they say changes: nothing is laid out twice, and who stands on a row with the keyboard stays
 * there. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const LEAST = 1.5; // percent of the width that the bar of the smallest has

  /** How long the bar of a count is beside the largest, as CSS. Pure. */
  const barOf = (count, largest) => `${Math.max((count / largest) * 100, LEAST)}%`;

  /** `on` hears choose(key) and point(index, -1 for none). */
  function create(speak, on) {
    const { element, tell } = parts.dom;
    const list = element("ol", { class: "place-list" });
    const rows = [];

    function added() {
      const row = { shown: null };
      row.own = element("span", { class: "own" });
      row.kind = element("span", { class: "kind" });
      row.count = element("span", { class: "place-count" });
      row.bar = element("span", { class: "place-bar" });
      row.button = element(
        "button",
        {
          type: "button",
          class: "place-row",
          onclick: () => on.choose(row.shown.mark.key),
          onpointerenter: () => on.point(row.shown.index),
          onpointerleave: () => on.point(-1),
        },
        element("span", { class: "place-names" }, row.own, row.kind),
        row.count,
        row.bar,
      );
      row.item = element("li", {}, row.button);
      rows.push(row);
      return row;
    }

    function fill(row, shown, largest) {
      const { mark, count } = shown;
      if (row.shown?.mark !== mark) {
        row.button.dataset.mark = mark.key;
        tell(row.own, parts.placeNames.of(mark, speak.language).own);
        tell(row.kind, parts.placeNames.describeMark(mark, speak));
      }
      tell(row.count, speak.number(count));
      const bar = barOf(count, largest);
      if (row.bar.style.inlineSize !== bar) row.bar.style.inlineSize = bar;
      row.shown = shown;
    }

    /** Show these rows of a summary; gives the element. */
    function show(shown) {
      shown.forEach((each, at) => fill(rows[at] || added(), each, shown[0].count));
      const items = rows.slice(0, shown.length).map((row) => row.item);
      for (let at = list.children.length; at < items.length; at += 1) list.append(items[at]);
      while (list.children.length > items.length) list.lastChild.remove();
      return list;
    }

    return { show };
  }

  parts.placesList = { create, barOf };
  if (typeof module !== "undefined") module.exports = parts.placesList;
})(globalThis);
