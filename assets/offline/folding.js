/* Mentions folded to mark × day and written as a cube, as geodata/columns/folding.py and geodata/cube do it. Pure. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const MORE = 255;
  const EVERYWHERE = -1; // the whole map's group

  /** What one group (a mark, or the whole map) counts on each step; step 0 holds the undated. */
  class Group {
    constructor() {
      this.cells = new Map(); // step → {stories, mentions, reports, uncertain}
      this.steps = { stories: new Map(), reports: new Map() }; // of each story or report
    }

    add(step, story, report, uncertain) {
      let cell = this.cells.get(step);
      if (!cell) this.cells.set(step, (cell = { stories: new Set(), mentions: 0, reports: new Set(), uncertain: 0 }));
      cell.stories.add(story);
      cell.reports.add(report);
      cell.mentions += 1;
      cell.uncertain += uncertain ? 1 : 0;
      for (const [name, thing] of [["stories", story], ["reports", report]]) {
        const known = this.steps[name].get(thing);
        if (known) known.add(step);
        else this.steps[name].set(thing, new Set([step]));
      }
    }

    /** Where something is counted that was counted before: [{later, earlier, undated}]. */
    again(name) {
      const found = [];
      for (const steps of this.steps[name].values()) {
        if (steps.size < 2) continue;
        const sorted = [...steps].sort((one, other) => one - other);
        for (let i = 1; i < sorted.length; i += 1) found.push({ later: sorted[i], earlier: sorted[i - 1], undated: sorted[0] === 0 });
      }
      return found;
    }
  }

  /** Whole numbers as a cube keeps them: a byte each, the larger ones behind. */
  function packed(arrays) {
    const entries = [];
    const blocks = [];
    let offset = 0;
    for (const [name, values] of arrays) {
      const large = values.filter((value) => value >= MORE);
      const start = Math.ceil(values.length / 4) * 4;
      const block = new Uint8Array(start + 4 * large.length);
      values.forEach((value, i) => (block[i] = Math.min(value, MORE)));
      const view = new DataView(block.buffer);
      large.forEach((value, i) => view.setUint32(start + 4 * i, value, true));
      entries.push({ name, length: values.length, offset, more: large.length });
      blocks.push(block);
      offset += block.length;
    }
    return { entries, blocks };
  }

  function bytesOf(header, arrays) {
    const { entries, blocks } = packed(arrays);
    const text = new TextEncoder().encode(JSON.stringify({ ...header, arrays: entries }));
    const length = Math.ceil(text.length / 4) * 4;
    const size = blocks.reduce((sum, block) => sum + block.length, 8 + length);
    const bytes = new Uint8Array(size).fill(0x20, 0, 8 + length);
    bytes.set(new TextEncoder().encode("CMC3"));
    new DataView(bytes.buffer).setUint32(4, length, true);
    bytes.set(text, 8);
    let at = 8 + length;
    for (const block of blocks) {
      bytes.set(block, at);
      at += block.length;
    }
    return bytes.buffer;
  }

  const sortedSteps = (group) => [...group.cells.keys()].sort((one, other) => one - other);

  /** The rows of groups with a day, those of each after one another; the first day of each counts from the base. */
  function sums(groups, prefix) {
    const rows = { day: [], stories: [], mentions: [], clusters: [], uncertain: [] };
    for (const group of groups) {
      let before = 0;
      for (const step of sortedSteps(group)) {
        if (!step) continue;
        const { stories, mentions, reports, uncertain } = group.cells.get(step);
        rows.day.push(step - 1 - before);
        before = step - 1;
        rows.stories.push(stories.size);
        rows.mentions.push(mentions - stories.size);
        rows.clusters.push(stories.size - reports.size);
        rows.uncertain.push(uncertain);
      }
    }
    return Object.entries(rows).map(([name, values]) => [`${prefix}${name}`, values]);
  }

  function againArrays(groups, whole, name, prefix) {
    const found = groups.flatMap((group, mark) => group.again(name).map((each) => ({ ...each, mark })));
    found.push(...whole.again(name).map((each) => ({ ...each, mark: groups.length })));
    found.sort((one, other) => one.later - other.later);
    return [
      [`${prefix}mark`, found.map(({ mark }) => mark)],
      [`${prefix}day`, found.map(({ later }, i) => later - (i ? found[i - 1].later : 1))],
      [`${prefix}gap`, found.map(({ later, earlier }) => (earlier ? later - earlier : 0))],
      [`${prefix}undated`, found.map(({ undated }) => (undated ? 1 : 0))],
    ];
  }

  function byField(marks) {
    const names = [...new Set(marks.flatMap(Object.keys))];
    return Object.fromEntries(names.map((name) => [name, marks.map((mark) => (name === "key" ? mark.key.slice(mark.id.length) : mark[name] ?? null))]));
  }

  const iso = (day) => new Date(day * 86400000).toISOString().slice(0, 10);

  /** The cube of mentions. `rows`: [{group, day, story, report, uncertain}], `day` since 1970 or null; `marks` by group;
   * `asked` is how many stories there are, on the map or not; `every`: with the marks that count nothing, too. */
  function cube(rows, marks, { asked, version, every }) {
    const days = rows.map(({ day }) => day).filter((day) => day !== null);
    const base = days.length ? days.reduce((one, other) => Math.min(one, other)) : 0;
    const groups = new Map();
    const whole = new Group();
    for (const { group, day, story, report, uncertain } of rows) {
      const step = day === null ? 0 : day - base + 1;
      if (group !== EVERYWHERE) {
        if (!groups.has(group)) groups.set(group, new Group());
        groups.get(group).add(step, story, report, uncertain);
        whole.add(step, story, report, uncertain);
      }
    }
    const numbers = every ? [...marks.keys()] : [...groups.keys()].sort((one, other) => one - other);
    const here = numbers.map((number) => groups.get(number) || new Group());
    const dated = sortedSteps(whole).filter((step) => step);
    const undated = whole.cells.get(0) || { stories: new Set(), mentions: 0, reports: new Set() };
    const header = {
      base: iso(base),
      first: dated.length ? iso(base + dated[0] - 1) : null,
      last: dated.length ? iso(base + dated[dated.length - 1] - 1) : null,
      marks: byField(numbers.map((number) => marks[number])),
      undated: { stories: undated.stories.size, mentions: undated.mentions, clusters: undated.reports.size },
      without_place: asked - whole.steps.stories.size,
      stories: asked,
      version,
    };
    const undatedOf = (count) => here.map((group) => (group.cells.has(0) ? count(group.cells.get(0)) : 0));
    return bytesOf(header, [
      ["rows", here.map((group) => group.cells.size - (group.cells.has(0) ? 1 : 0))],
      ...sums(here, ""),
      ["undated_stories", undatedOf((cell) => cell.stories.size)],
      ["undated_mentions", undatedOf((cell) => cell.mentions)],
      ["undated_clusters", undatedOf((cell) => cell.reports.size)],
      ...sums([whole], "total_"),
      ...againArrays(here, whole, "stories", "again_stories_"),
      ...againArrays(here, whole, "reports", "again_clusters_"),
    ]);
  }

  parts.offlineFolding = { EVERYWHERE, cube };
  if (typeof module !== "undefined") module.exports = parts.offlineFolding;
})(globalThis);
