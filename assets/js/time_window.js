/* Windows of days as pure arithmetic: what a drag, a key or a tick of the clock makes of one. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** The window inside the span, at least a day long, the right way round. */
  function clamp(window, span) {
    const first = Math.min(Math.max(window.first, span.first), span.last);
    const last = Math.min(Math.max(window.last, span.first), span.last);
    return first <= last ? { first, last } : { first: last, last: first };
  }

  /** The window moved by `days`, its length kept; it stops at the ends of the span. */
  function moved(window, days, span) {
    const length = window.last - window.first;
    const first = Math.min(Math.max(window.first + days, span.first), Math.max(span.last - length, span.first));
    return clamp({ first, last: first + length }, span);
  }

  /** One edge of the window moved to `day`; pushed past the other, the edges swap roles at that day. */
  function withEdge(window, edge, day, span) {
    const next = { ...window, [edge]: day };
    if (next.first > next.last) next[edge === "first" ? "last" : "first"] = day;
    return clamp(next, span);
  }

  /** How many whole bins a window is; 0 where it begins or ends within one (the ends of the span end a bin). */
  function wholeBins(window, unit, span, calendar) {
    const begins = (day) => calendar.binStart(day, unit) === day;
    if (!begins(window.first) || !(begins(window.last + 1) || window.last === span.last)) return 0;
    return calendar.bins(window.first, window.last, unit).length;
  }

  /** Whole bins moved by one: months keep being months, whatever their length. */
  function steppedBins(window, count, unit, span, calendar, direction) {
    const first = direction > 0 ? calendar.nextBin(window.first, unit) : calendar.binStart(window.first - 1, unit);
    let last = first;
    for (let bin = 0; bin < count; bin += 1) last = calendar.nextBin(last, unit);
    if (direction > 0 && window.last >= span.last) return null;
    const next = clamp({ first, last: last - 1 }, span);
    return Math.sign(next.first - window.first) === direction ? next : null;
  }

  /** The next window of the play: one bin further. null at the end. */
  function stepped(window, unit, span, calendar, direction = 1) {
    const count = wholeBins(window, unit, span, calendar);
    if (count) return steppedBins(window, count, unit, span, calendar, direction);
    const whole = calendar.binStart(window.first, unit);
    const next = direction > 0 ? calendar.nextBin(whole, unit) : calendar.binStart(whole - 1, unit);
    const days = next - whole;
    const result = moved(window, days, span);
    return result.first === window.first ? null : result;
  }

  /** Where play begins when everything is shown: the first tenth of the span, in whole bins. */
  function opening(span, unit, calendar) {
    const reach = Math.max(Math.round((span.last - span.first + 1) / 10), 1);
    const last = calendar.nextBin(calendar.binStart(Math.min(span.first + reach - 1, span.last), unit), unit) - 1;
    return clamp({ first: span.first, last }, span);
  }

  /** Day ⇄ pixel on an axis of `width` px that gives every day of the span the same room. */
  function axis(span, width) {
    const days = span.last - span.first + 1;
    return {
      left: (day) => ((day - span.first) / days) * width,
      right: (day) => ((day - span.first + 1) / days) * width,
      day: (x) => Math.min(Math.max(Math.floor(span.first + (x / width) * days), span.first), span.last),
      days: (dx) => Math.round((dx / width) * days),
    };
  }

  parts.timeWindow = { clamp, moved, withEdge, stepped, opening, axis };
  if (typeof module !== "undefined") module.exports = parts.timeWindow;
})(globalThis);
