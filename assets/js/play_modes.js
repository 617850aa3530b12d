/* What a step of the play makes of a window, by mode. Pure.
 *
 * moving: the window goes on, its length kept. cumulative: its first day stays, its end goes on. start: the same from the
 * first day of the data.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const MODES = ["moving", "cumulative", "start"];

  /** The window as its mode allows it: from the start, the first day is the data's. */
  function kept(mode, window, span) {
    return mode === "start" ? { first: span.first, last: window.last } : window;
  }

  /** Where the play begins: its length kept where the window has one, else in a first stretch of the span. */
  function opening(mode, window, span, unit, calendar) {
    const { timeWindow } = parts;
    if (mode === "moving") {
      const all = window.first === span.first && window.last === span.last;
      return all ? timeWindow.opening(span, unit, calendar) : timeWindow.moved(window, span.first - window.first, span);
    }
    const first = mode === "start" || window.first >= span.last ? span.first : window.first;
    const last = calendar.nextBin(calendar.binStart(first, unit), unit) - 1;
    return timeWindow.clamp({ first, last }, span);
  }

  /** The window one bin on (1) or back (-1); null at the end. */
  function stepped(mode, window, span, unit, calendar, direction) {
    if (mode === "moving") return parts.timeWindow.stepped(window, unit, span, calendar, direction);
    const { first, last } = kept(mode, window, span);
    if (direction > 0) {
      if (last >= span.last) return null;
      const end = calendar.nextBin(calendar.binStart(last + 1, unit), unit) - 1;
      return { first, last: Math.min(end, span.last) };
    }
    const end = calendar.binStart(last, unit) - 1;
    return end < first ? null : { first, last: end };
  }

  /** What a step has brought to see: the whole of a window that moved, else the days it has grown by. */
  function brought(mode, before, after) {
    return mode === "moving" ? after : { first: before.last + 1, last: after.last };
  }

  /** A step that goes on where it would bring nothing; `empty(first, last)` says so. At the end, the last there is. */
  function skipping(mode, window, span, unit, calendar, empty) {
    let here = stepped(mode, window, span, unit, calendar, 1);
    let before = window;
    while (here) {
      const seen = brought(mode, before, here);
      if (!empty(seen.first, seen.last)) return here;
      const next = stepped(mode, here, span, unit, calendar, 1);
      if (!next) return here;
      before = here;
      here = next;
    }
    return null;
  }

  parts.playModes = { MODES, kept, opening, stepped, brought, skipping };
  if (typeof module !== "undefined") module.exports = parts.playModes;
})(globalThis);
