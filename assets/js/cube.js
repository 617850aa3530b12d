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
  const MEASURES = ["stories", "mentions", "clusters"]; // what can be counted; a cluster is one report, whoever tells it

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
    const perMeasure = (make) => Object.fromEntries(MEASURES.map((measure) => [measure, make(measure)]));
    return {
      header,
      marks: header.places,
      base: parts.calendar.toDay(header.base),
      first: header.first === null ? null : parts.calendar.toDay(header.first),
      last: header.last === null ? null : parts.calendar.toDay(header.last),
      offsets: arrays.offsets,
      day: arrays.day,
      before: perMeasure((measure) => runningTotal(arrays[measure])), // sums of all rows before each
      undated: perMeasure((measure) => arrays[`undated_${measure}`]), // of each mark
      totalDay: arrays.total_day,
      totalBefore: perMeasure((measure) => runningTotal(arrays[`total_${measure}`])),
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

  /** The counts of each mark, by measure, in the days first…last (days since 1970), written into `into`. */
  function windowSums(cube, first, last, into) {
    const from = first - cube.base;
    const after = last - cube.base + 1;
    const count = cube.marks.length;
    const sums = into || Object.fromEntries(MEASURES.map((measure) => [measure, new Uint32Array(count)]));
    for (let i = 0; i < count; i += 1) {
      const low = lowerBound(cube.day, cube.offsets[i], cube.offsets[i + 1], from);
      const high = lowerBound(cube.day, low, cube.offsets[i + 1], after);
      for (const measure of MEASURES) sums[measure][i] = cube.before[measure][high] - cube.before[measure][low];
    }
    return sums;
  }

  /** All that is drawn somewhere in the days first…last, by measure; a story counts once. */
  function windowTotals(cube, first, last) {
    const low = lowerBound(cube.totalDay, 0, cube.totalDay.length, first - cube.base);
    const high = lowerBound(cube.totalDay, low, cube.totalDay.length, last - cube.base + 1);
    return Object.fromEntries(MEASURES.map((measure) => [measure, cube.totalBefore[measure][high] - cube.totalBefore[measure][low]]));
  }

  /** The sums of each bin; `starts` are the bins' first days, ascending; the last bin ends with the data. */
  function binSums(cube, starts, measure) {
    const before = cube.totalBefore[measure];
    const edges = starts.map((day) => lowerBound(cube.totalDay, 0, cube.totalDay.length, day - cube.base));
    edges.push(cube.totalDay.length);
    return starts.map((_, i) => before[edges[i + 1]] - before[edges[i]]);
  }

  parts.cube = { MEASURES, decode, windowSums, windowTotals, binSums, lowerBound, runningTotal };
  if (typeof module !== "undefined") module.exports = parts.cube;
})(globalThis);
