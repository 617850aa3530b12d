/* Two windows of time side by side: of each mark, whether it has more, less, is new or gone. Pure.
 *
 * A is the window shown, B what it is compared with. Where they are of different length, counts a day are compared,
 * multiplied out so that nothing is rounded.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const CLASSES = { none: 0, same: 1, more: 2, less: 3, fresh: 4, gone: 5 };
  const CHANGES = ["more", "less", "fresh", "gone"];
  const lengthOf = (window) => window.last - window.first + 1;

  /** The change of one count: `a` in `daysA` days after `b` in `daysB`. */
  function changeOf(a, b, daysA, daysB) {
    if (!a) return b ? CLASSES.gone : CLASSES.none;
    if (!b) return CLASSES.fresh;
    const difference = a * daysB - b * daysA;
    if (!difference) return CLASSES.same;
    return difference > 0 ? CLASSES.more : CLASSES.less;
  }

  /** Counts of each mark in two windows → {classes (a byte a mark), more, less, fresh, gone, same}. */
  function compare(countsA, countsB, windowA, windowB, into) {
    const [daysA, daysB] = [lengthOf(windowA), lengthOf(windowB)];
    const classes = into || new Uint8Array(countsA.length);
    const found = new Uint32Array(6);
    for (let i = 0; i < countsA.length; i += 1) {
      classes[i] = changeOf(countsA[i], countsB[i], daysA, daysB);
      found[classes[i]] += 1;
    }
    const numbers = Object.fromEntries(Object.entries(CLASSES).map(([name, at]) => [name, found[at]]));
    return { classes, ...numbers };
  }

  /** The first windows to compare, {a, b}: b as long as a and right before it; where there is no room, right after it or
   * what is left beside it; the whole time is parted in two. */
  function proposed(a, span) {
    const days = lengthOf(a);
    const before = { first: a.first - days, last: a.first - 1 };
    const after = { first: a.last + 1, last: a.last + days };
    if (before.first >= span.first) return { a, b: before };
    if (after.last <= span.last) return { a, b: after };
    if (a.first > span.first) return { a, b: { first: span.first, last: before.last } };
    if (a.last < span.last) return { a, b: { first: after.first, last: span.last } };
    const middle = span.first + Math.floor(lengthOf(span) / 2);
    if (middle === span.first) return { a, b: a };
    return { a: { first: middle, last: span.last }, b: { first: span.first, last: middle - 1 } };
  }

  /** Stories, mentions and places with a date in a window; `counts` are any measure's of its marks. */
  function numbersOf(cube, window, counts) {
    const totals = parts.cube.windowTotals(cube, window.first, window.last);
    const { placeOf } = parts.summary.prepared(cube);
    const seen = new Uint8Array(placeOf.length);
    let places = 0;
    for (let i = 0; i < placeOf.length; i += 1) {
      if (!counts[i] || seen[placeOf[i]]) continue;
      seen[placeOf[i]] = 1;
      places += 1;
    }
    return { stories: totals.stories, mentions: totals.mentions, places };
  }

  parts.comparison = { CLASSES, CHANGES, changeOf, compare, proposed, numbersOf };
  if (typeof module !== "undefined") module.exports = parts.comparison;
})(globalThis);
