/* The small sign beside the pointer: the place and its counts. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const ROOM = 90; // px a sign needs on either side and above

  function create(box, frame, speak) {
    const { say, language } = speak;

    function hide() {
      box.hidden = true;
    }

    /** `seen`: {dated, undated, measure} of the mark; `at`: the pointer in px of the window. */
    function show(mark, seen, at) {
      const lines = [];
      if (seen.dated) lines.push(say(`count.${seen.measure}`, {}, seen.dated));
      if (seen.undated) lines.push(say("count.undated", {}, seen.undated));
      if (!lines.length) lines.push(say("compare.none"));
      if (mark.precision > 1) lines.push(parts.placeNames.vagueness(mark, speak));
      box.replaceChildren(
        parts.dom.element("strong", {}, parts.placeNames.of(mark, language).own),
        parts.dom.element("span", {}, lines.join(" · ")),
      );
      box.hidden = false;
      const edge = frame.getBoundingClientRect();
      const below = at.y - edge.top < ROOM;
      box.style.left = `${Math.min(Math.max(at.x - edge.left, ROOM), edge.width - ROOM)}px`;
      box.style.top = `${at.y - edge.top + (below ? 22 : -18)}px`;
      box.classList.toggle("below", below);
    }

    return { show, hide };
  }

  parts.mapTip = { create };
  if (typeof module !== "undefined") module.exports = parts.mapTip;
})(globalThis);
