/* The place × day cube: read from its bytes, summed over a window of days.
 *
 * The format (CMC3) is written by geodata/cube and described there. Days are whole numbers counted from the cube's
 * base day; a window holds both its ends. What has two days at a mark is counted once in a window that holds both:
 * the sums of its days, less its repeats.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const MAGIC = "CMC3";
  const MEASURES = ["stories", "mentions", "clusters"]; // what can be counted; a cluster is one report, whoever tells it
  const SUMMED = [...MEASURES, "uncertain"]; // uncertain: mentions whose day is not certain
  const REPEATED = ["stories", "clusters"];
  const MORE = 255;

  /** Whole numbers as packed: bytes, of which 255 stands for the next of the larger ones behind them. */
  function unpacked(buffer, start, { length, offset, more }) {
    const small = new Uint8Array(buffer, start + offset, length);
    const large = new Uint32Array(buffer, start + offset + Math.ceil(length / 4) * 4, more);
    const values = Uint32Array.from(small);
    let next = 0;
    for (let i = 0; next < more; i += 1) if (small[i] === MORE) values[i] = large[next++];
    return values;
  }

  /** Read a cube. Throws an Error when the bytes are not one. */
  function decode(buffer) {
    const bytes = new Uint8Array(buffer);
    if (bytes.length < 8 || String.fromCharCode(...bytes.subarray(0, 4)) !== MAGIC) {
      throw new Error("not a cube");
    }
    const headerLength = new DataView(buffer).getUint32(4, true);
    const start = 8 + headerLength;
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
    const arrays = Object.fromEntries(header.arrays.map((entry) => [entry.name, unpacked(buffer, start, entry)]));
    const offsets = runningTotal(arrays.rows);
    return {
      header,
      marks: wholeMarks(header.marks),
      base: parts.calendar.toDay(header.base),
      first: header.first === null ? null : parts.calendar.toDay(header.first),
      last: header.last === null ? null : parts.calendar.toDay(header.last),
      offsets,
      day: daysOf(arrays.day, offsets),
      before: running(arrays, ""), // by measure: sums of all rows before each
      undated: Object.fromEntries(MEASURES.map((measure) => [measure, arrays[`undated_${measure}`]])), // of each mark
      totalDay: daysOf(arrays.total_day, [0, arrays.total_day.length]),
      totalBefore: running(arrays, "total_"),
      repeats: Object.fromEntries(REPEATED.map((measure) => [measure, repeatsOf(arrays, `again_${measure}_`)])),
    };
  }

  const SHARED = ["name", "name_ar", "kind", "lat", "lon", "extent_km", "admin1", "admin1_name", "admin1_name_ar", "country"];

  /** The marks, each with all its fields, from a list for each field; see geodata/cube. */
  function wholeMarks(fields) {
    const names = Object.keys(fields);
    const marks = [];
    for (let i = 0; i < (fields.id || []).length; i += 1) {
      const mark = {};
      for (const name of names) if (fields[name][i] !== null) mark[name] = fields[name][i];
      mark.key = mark.id + fields.key[i];
      const before = marks[i - 1];
      if (before && before.id === mark.id) for (const name of SHARED) if (!(name in mark)) mark[name] = before[name];
      marks.push(mark);
    }
    return marks;
  }

  /** Differences → days, anew from each offset. */
  function daysOf(gaps, offsets) {
    const days = new Int32Array(gaps.length);
    for (let mark = 0; mark + 1 < offsets.length; mark += 1) {
      let day = 0;
      for (let row = offsets[mark]; row < offsets[mark + 1]; row += 1) days[row] = day += gaps[row];
    }
    return days;
  }

  /** Running totals of every measure; mentions are written less stories, clusters as what stories are more. */
  function running(arrays, prefix) {
    const stories = arrays[`${prefix}stories`];
    const mentions = arrays[`${prefix}mentions`].map((more, i) => stories[i] + more);
    const clusters = arrays[`${prefix}clusters`].map((less, i) => stories[i] - less);
    const counts = { stories, mentions, clusters, uncertain: arrays[`${prefix}uncertain`] };
    return Object.fromEntries(SUMMED.map((measure) => [measure, runningTotal(counts[measure])]));
  }

  /** Where something is counted again: its mark, the day, the day before that (-1: none), whether the undated hold it. */
  function repeatsOf(arrays, prefix) {
    const day = daysOf(arrays[`${prefix}day`], [0, arrays[`${prefix}day`].length]);
    const gap = arrays[`${prefix}gap`];
    return { mark: arrays[`${prefix}mark`], day, earlier: day.map((later, i) => (gap[i] ? later - gap[i] : -1)), undated: arrays[`${prefix}undated`] };
  }

  /** Sums of everything before each index; one longer than its input. */
  function runningTotal(values) {
    const sums = new Uint32Array(values.length + 1);
    for (let i = 0; i < values.length; i += 1) sums[i + 1] = sums[i] + values[i];
    return sums;
  }

  /** The first index in [from, to) whose value is not below `wanted`; `to` when there is none. */
  function lowerBound(values, from, to, wanted) {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (values[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const CLOSE = 8; // rows an edge is looked for one by one

  /** The same as `lowerBound`, quick where it is close to `guess`: a window moves by a day or two. */
  function lowerBoundNear(values, from, to, wanted, guess) {
    let at = guess;
    if (at < to && values[at] < wanted) {
      const end = Math.min(to, at + CLOSE);
      while (at < end && values[at] < wanted) at += 1;
      return at === end && at < to ? lowerBound(values, at, to, wanted) : at;
    }
    const end = Math.max(from, at - CLOSE);
    while (at > end && values[at - 1] >= wanted) at -= 1;
    return at === end && at > from ? lowerBound(values, from, at, wanted) : at;
  }

  /** The counts of each mark in the days first…last (days since 1970), by measure and of what is uncertain, written
   * into `into`; and in `undated` by measure what the undated hold besides. */
  function windowSums(cube, first, last, into) {
    const from = first - cube.base;
    const after = last - cube.base + 1;
    const count = cube.marks.length;
    const sums = into || blank(cube);
    const { stories, mentions, clusters, uncertain } = sums;
    const { before, offsets, day } = cube;
    const { lows, highs } = sums.edges;
    for (let i = 0; i < count; i += 1) {
      const low = lowerBoundNear(day, offsets[i], offsets[i + 1], from, lows[i]);
      const high = lowerBoundNear(day, low, offsets[i + 1], after, Math.max(highs[i], low));
      lows[i] = low;
      highs[i] = high;
      stories[i] = before.stories[high] - before.stories[low];
      mentions[i] = before.mentions[high] - before.mentions[low];
      clusters[i] = before.clusters[high] - before.clusters[low];
      uncertain[i] = before.uncertain[high] - before.uncertain[low];
    }
    for (const measure of MEASURES) sums.undated[measure].set(cube.undated[measure]);
    for (const measure of REPEATED) {
      again(cube.repeats[measure], from, after, (mark, undated) => {
        if (mark === count) return;
        if (undated) sums.undated[measure][mark] -= 1;
        else sums[measure][mark] -= 1;
      });
    }
    return sums;
  }

  /** Room for the sums of a window, and for where it begins and ends among the rows of each mark. */
  function blank(cube) {
    const size = cube.marks.length;
    const make = (names) => Object.fromEntries(names.map((name) => [name, new Uint32Array(size)]));
    const edges = { lows: Uint32Array.from(cube.offsets.subarray(0, size)), highs: Uint32Array.from(cube.offsets.subarray(0, size)) };
    return { ...make(SUMMED), undated: make(MEASURES), edges };
  }

  /** Tell of each repeat in a window: its mark, and whether it is among the undated (else in the window) that it
   * would be counted twice. */
  function again(repeats, from, after, tell) {
    const { mark, day, earlier, undated } = repeats;
    const end = lowerBound(day, 0, day.length, after);
    for (let i = lowerBound(day, 0, end, from); i < end; i += 1) {
      if (earlier[i] >= from && earlier[i] >= 0) tell(mark[i], false);
      else if (undated[i]) tell(mark[i], true);
    }
  }

  /** All that is drawn somewhere in the days first…last, by measure; a story counts once. In `undated` what the
   * undated hold besides. */
  function windowTotals(cube, first, last) {
    const from = first - cube.base;
    const after = last - cube.base + 1;
    const low = lowerBound(cube.totalDay, 0, cube.totalDay.length, from);
    const high = lowerBound(cube.totalDay, low, cube.totalDay.length, after);
    const totals = Object.fromEntries(SUMMED.map((measure) => [measure, cube.totalBefore[measure][high] - cube.totalBefore[measure][low]]));
    totals.undated = { ...cube.header.undated };
    for (const measure of REPEATED) {
      again(cube.repeats[measure], from, after, (mark, undated) => {
        if (mark !== cube.marks.length) return;
        if (undated) totals.undated[measure] -= 1;
        else totals[measure] -= 1;
      });
    }
    return totals;
  }

  /** The sums of each bin (what has days in several counts in each); `starts` are the bins' first days, ascending; the last bin ends with the data. */
  function binSums(cube, starts, measure) {
    const before = cube.totalBefore[measure];
    const edges = starts.map((day) => lowerBound(cube.totalDay, 0, cube.totalDay.length, day - cube.base));
    edges.push(cube.totalDay.length);
    return starts.map((_, i) => before[edges[i + 1]] - before[edges[i]]);
  }

  parts.cube = { MEASURES, SUMMED, decode, blank, windowSums, windowTotals, binSums, lowerBound, runningTotal };
  if (typeof module !== "undefined") module.exports = parts.cube;
})(globalThis);
