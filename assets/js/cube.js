/* The place × day cube: read from its bytes, summed over a window of days.
 *
 * The format (CMC1) is written by geodata/cube.py and described there. Days are whole numbers counted from the
 * cube's base day; a window holds both its ends.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const MAGIC = "CMC1";
  const TYPES = { u16: Uint16Array, u32: Uint32Array };

  /** Read a cube. Throws an Error when the bytes are not one. */
  function decode(buffer) {
    const bytes = new Uint8Array(buffer);
    if (bytes.length < 8 || String.fromCharCode(...bytes.subarray(0, 4)) !== MAGIC) {
      throw new Error("not a cube");
    }
    const headerLength = new DataView(buffer).getUint32(4, true);
    const start = 8 + headerLength;
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
    const arrays = {};
    for (const entry of header.arrays) {
      arrays[entry.name] = new TYPES[entry.type](buffer, start + entry.offset, entry.length);
    }
    return {
      header,
      marks: header.places,
      base: parts.calendar.toDay(header.base),
      first: header.first === null ? null : parts.calendar.toDay(header.first),
      last: header.last === null ? null : parts.calendar.toDay(header.last),
      offsets: arrays.offsets,
      day: arrays.day,
      storiesBefore: runningTotal(arrays.stories),
      mentionsBefore: runningTotal(arrays.mentions),
      undatedStories: arrays.undated_stories,
      undatedMentions: arrays.undated_mentions,
      totalDay: arrays.total_day,
      totalStories: arrays.total_stories,
      totalMentions: arrays.total_mentions,
      totalStoriesBefore: runningTotal(arrays.total_stories),
      totalMentionsBefore: runningTotal(arrays.total_mentions),
    };
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

  /** Stories and mentions of each mark in the days first…last (days since 1970), written into `into`. */
  function windowSums(cube, first, last, into) {
    const from = first - cube.base;
    const after = last - cube.base + 1;
    const count = cube.marks.length;
    const sums = into || { stories: new Uint32Array(count), mentions: new Uint32Array(count) };
    for (let i = 0; i < count; i += 1) {
      const low = lowerBound(cube.day, cube.offsets[i], cube.offsets[i + 1], from);
      const high = lowerBound(cube.day, low, cube.offsets[i + 1], after);
      sums.stories[i] = cube.storiesBefore[high] - cube.storiesBefore[low];
      sums.mentions[i] = cube.mentionsBefore[high] - cube.mentionsBefore[low];
    }
    return sums;
  }

  /** All stories and mentions that are drawn somewhere in the days first…last; a story counts once. */
  function windowTotals(cube, first, last) {
    const low = lowerBound(cube.totalDay, 0, cube.totalDay.length, first - cube.base);
    const high = lowerBound(cube.totalDay, low, cube.totalDay.length, last - cube.base + 1);
    return {
      stories: cube.totalStoriesBefore[high] - cube.totalStoriesBefore[low],
      mentions: cube.totalMentionsBefore[high] - cube.totalMentionsBefore[low],
    };
  }

  /** The sums of each bin; `starts` are the bins' first days, ascending; the last bin ends with the data. */
  function binSums(cube, starts, measure) {
    const before = measure === "mentions" ? cube.totalMentionsBefore : cube.totalStoriesBefore;
    const edges = starts.map((day) => lowerBound(cube.totalDay, 0, cube.totalDay.length, day - cube.base));
    edges.push(cube.totalDay.length);
    return starts.map((_, i) => before[edges[i + 1]] - before[edges[i]]);
  }

  parts.cube = { decode, windowSums, windowTotals, binSums, lowerBound, runningTotal };
  if (typeof module !== "undefined") module.exports = parts.cube;
})(globalThis);
