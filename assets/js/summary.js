/* What is drawn in a window: the counts of each mark, the totals, the forms there are. Pure. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const NOTHING = { stories: 0, mentions: 0, clusters: 0 };

  /** Everything the page shows of a window ({first, last} in days; null: no story has a date).
   * Returns {dated, undated} counts a mark in the state's measure, `rows` of the marks drawn (most first), and totals. */
  function summarise(cube, state, window) {
    const size = cube.marks.length;
    const zeros = new Uint32Array(size);
    const sums = window ? parts.cube.windowSums(cube, window.first, window.last) : { stories: zeros, mentions: zeros, clusters: zeros };
    const totals = window ? parts.cube.windowTotals(cube, window.first, window.last) : NOTHING;
    const undatedTotals = state.undated ? cube.header.undated : NOTHING;
    const without = cube.undated;
    const dated = sums[state.measure];
    const undated = state.undated ? without[state.measure] : zeros;
    const rows = [];
    for (let index = 0; index < size; index += 1) {
      if (dated[index] + undated[index]) rows.push(row(index));
    }
    rows.sort((a, b) => b.count - a.count || a.index - b.index);

    function row(index) {
      const all = (measure) => sums[measure][index] + (state.undated ? without[measure][index] : 0);
      return {
        index,
        mark: cube.marks[index],
        count: dated[index] + undated[index],
        dated: dated[index],
        undated: undated[index],
        stories: all("stories"),
        mentions: all("mentions"),
        clusters: all("clusters"),
      };
    }

    return {
      dated,
      undated,
      rows,
      forms: formsOf(rows),
      places: new Set(rows.map((entry) => (entry.mark.title ? entry.mark.key : entry.mark.id))).size,
      stories: totals.stories + undatedTotals.stories,
      mentions: totals.mentions + undatedTotals.mentions,
      clusters: totals.clusters + undatedTotals.clusters,
      undatedStories: cube.header.undated.stories,
      withoutPlace: cube.header.without_place,
    };
  }

  /** The forms to explain: filled where something with a date is, vague ones whether they are hollow or not. */
  function formsOf(rows) {
    const { formOf, FORMS } = parts.marks;
    const seen = rows.map((entry) => ({ form: formOf(entry.mark), dated: entry.dated }));
    return new Set(seen.filter((entry) => entry.dated || entry.form !== FORMS.exact).map((entry) => entry.form));
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

  parts.summary = { summarise, allTime, largestOf };
  if (typeof module !== "undefined") module.exports = parts.summary;
})(globalThis);
