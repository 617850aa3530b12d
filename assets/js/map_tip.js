/* The small sign beside the pointer: the place and its counts. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const ABOVE = 18; // px between the pointer and a sign over it
  const BELOW = 22; // under it stands the hand
  const EDGE = 8; // px that are left to the map's edge

  /** Where a sign of a size stands for a pointer at a point of a frame: its middle, its edge, on which side. Pure. */
  function beside(size, frame, at) {
    const half = size.width / 2 + EDGE;
    const below = at.y < size.height + ABOVE + EDGE;
    return {
      left: Math.max(Math.min(at.x, frame.width - half), half),
      top: at.y + (below ? BELOW : -ABOVE),
      below,
    };
  }

  /** Show a sign beside the pointer, whole within the frame; `at` in px of the window. */
  function placed(box, frame, at) {
    box.hidden = false;
    const edge = frame.getBoundingClientRect();
    const size = { width: box.offsetWidth, height: box.offsetHeight };
    const { left, top, below } = beside(size, edge, { x: at.x - edge.left, y: at.y - edge.top });
    box.style.left = `${left}px`;
    box.style.top = `${top}px`;
    box.classList.toggle("below", below);
  }

  function create(box, frame, speak) {
    const { say, language } = speak;
    function hide() {
      box.hidden = true;
    }

    /** Say what a mark has; `seen`: {dated, undated, measure}. */
    function tell(mark, seen) {
      const now = [mark.key, seen.dated, seen.undated, seen.measure].join(" ");
      if (now === box.dataset.told) return;
      box.dataset.told = now;
      const lines = [];
      if (seen.dated) lines.push(say(`count.${seen.measure}`, {}, seen.dated));
      if (seen.undated) lines.push(say("count.undated", {}, seen.undated));
      if (!lines.length) lines.push(say("compare.none"));
      if (mark.precision > 1) lines.push(parts.placeNames.vagueness(mark, speak));
      box.replaceChildren(
        parts.dom.element("strong", {}, parts.placeNames.of(mark, language).own),
        parts.dom.element("span", {}, lines.join(" · ")),
      );
    }

    /** Show what a mark has beside the pointer, `at` in px of the window. */
    function show(mark, seen, at) {
      tell(mark, seen);
      placed(box, frame, at);
    }

    return { show, tell, hide };
  }

  parts.mapTip = { create, placed, beside };
  if (typeof module !== "undefined") module.exports = parts.mapTip;
})(globalThis);
