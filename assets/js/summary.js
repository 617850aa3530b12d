/* What is drawn in a window: the counts of each mark, the totals, the forms there are. Pure. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const NOWHERE = -1e9; // a day before every cube's

  /** What of a cube every window needs again: room for its sums, the place and the form of each mark. */
  function prepared(cube) {
    if (!cube.prepared) {
      const numbers = new Map();
      const placeOf = cube.marks.map((mark) => {
        const key = mark.title ? mark.key : mark.id; // what lies beside a place is somewhere else
        if (!numbers.has(key)) numbers.set(key, numbers.size);
        return numbers.get(key);
      });
      cube.prepared = {
        sums: parts.cube.blank(cube),
        zeros: new Uint32Array(cube.marks.length),
        placeOf: Uint32Array.from(placeOf),
        forms: Uint8Array.from(cube.marks, (mark) => parts.marks.formOf(mark)),
        seen: new Uint8Array(numbers.size),
      };
    }
    return cube.prepared;
  }

  /** Everything the page shows of a window ({first, last} in days; null: no story has a date).
   * Returns {dated, undated, uncertain} a mark (counts in the state's measure; mentions whose day is not certain), `rows` of
   * the marks drawn (most first, made when first asked for) and totals. The arrays are the same every time. */
  function summarise(cube, state, window) {
    const ready = prepared(cube);
    const span = window || { first: NOWHERE, last: NOWHERE };
    const sums = parts.cube.windowSums(cube, span.first, span.last, ready.sums);
    const totals = parts.cube.windowTotals(cube, span.first, span.last);
    const dated = sums[state.measure];
    const undated = state.undated ? sums.undated[state.measure] : ready.zeros;
    const all = (measure) => totals[measure] + (state.undated ? totals.undated[measure] : 0);
    let rows = null;
    return {
      dated,
      undated,
      uncertain: sums.uncertain,
      sums,
      get rows() {
        rows = rows || rowsOf(cube, state, sums, dated, undated);
        return rows;
      },
      ...seenIn(ready, dated, undated),
      stories: all("stories"),
      mentions: all("mentions"),
      clusters: all("clusters"),
      uncertainMentions: totals.uncertain,
      undatedStories: cube.header.undated.stories,
      withoutPlace: cube.header.without_place,
    };
  }

  function rowsOf(cube, state, sums, dated, undated) {
    const rows = [];
    const all = (measure, index) => sums[measure][index] + (state.undated ? sums.undated[measure][index] : 0);
    for (let index = 0; index < cube.marks.length; index += 1) {
      if (!(dated[index] + undated[index])) continue;
      rows.push({
        index,
        mark: cube.marks[index],
        count: dated[index] + undated[index],
        dated: dated[index],
        undated: undated[index],
        stories: all("stories", index),
        mentions: all("mentions", index),
        clusters: all("clusters", index),
      });
    }
    return rows.sort((a, b) => b.count - a.count || a.index - b.index);
  }

  /** The number of places drawn, and the forms to explain: filled where something with a date is, vague ones whether
   * they are hollow or not. */
  function seenIn({ placeOf, forms, seen }, dated, undated) {
    const found = new Set();
    let places = 0;
    seen.fill(0);
    for (let index = 0; index < dated.length; index += 1) {
      if (!dated[index] && !undated[index]) continue;
      if (!seen[placeOf[index]]) places += 1;
      seen[placeOf[index]] = 1;
      if (dated[index] || forms[index] !== parts.marks.FORMS.exact) found.add(forms[index]);
    }
    return { places, forms: found };
  }

  /** Every mark's count over all time, undated stories too. */
  function allTime(cube, measure) {
    const before = cube.before[measure];
    const without = cube.undated[measure];
    return cube.marks.map((_, i) => before[cube.offsets[i + 1]] - before[cube.offsets[i]] + without[i]);
  }

  /** The count the largest mark stands for: over all time, so that sizes can be compared across windows. */
  function largestOf(cube, measure) {
    return allTime(cube, measure).reduce((most, count) => Math.max(most, count), 0);
  }

  parts.summary = { prepared, summarise, allTime, largestOf };
  if (typeof module !== "undefined") module.exports = parts.summary;
})(globalThis);
