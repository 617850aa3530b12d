/* The choices of the filters, counted, as geodata/columns/facets.py and dashboard/filters/records.py do it. Pure. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const MOST = 500; // choices of a filter that are told

  /** Stories by value of a facet among mentions; `atLeast`: with all that comes before it. */
  function counts(data, facet, rows) {
    const { story } = data.mentions;
    const told = facet.values.map(() => new Set());
    if (facet.ofStories) for (const row of rows) told[facet.codes[story[row]]].add(story[row]);
    else if (!facet.rows) for (const row of rows) told[facet.codes[row]].add(story[row]);
    else {
      const kept = new Set(rows);
      facet.rows.forEach((row, i) => kept.has(row) && told[facet.codes[i]].add(story[row]));
    }
    if (!facet.atLeast) return told.map((stories) => stories.size);
    const seen = new Set();
    return told.map((stories) => {
      for (const each of stories) seen.add(each);
      return seen.size;
    });
  }

  const before = (one, other) => other.stories - one.stories || (one.value < other.value ? -1 : Number(one.value > other.value));

  function chosen(asked) {
    const several = (text) => (text || "").split("|").map((one) => one.trim()).filter(Boolean);
    const places = several(asked.place);
    return {
      ...Object.fromEntries(["source", "kind", "event", "actor"].map((name) => [name, several(asked[name])])),
      country: places.filter((place) => place.startsWith("iso-")),
      place: places.filter((place) => !place.startsWith("iso-")),
    };
  }

  /** What a place that is chosen and no choice is called: its names, and what it is looked for by. */
  function called(data, value) {
    const row = data.spots.marks.findIndex((mark) => mark.id === value);
    if (row < 0) return [value, value, parts.foldText.fold(value)];
    const { name, name_ar } = data.spots.marks[row];
    return [name || name_ar, name_ar || name, data.spots.names[row]];
  }

  /** {stories, facets, without} for a question. */
  function choices(data, asked) {
    const selected = parts.offlineSelecting.select(data, asked);
    const { story } = data.mentions;
    const left = (name, place) => {
      const among = place ? parts.offlineSelecting.select(data, { ...asked, place }) : selected;
      return new Set(among.mentions(name).map((row) => story[row])).size;
    };
    const total = left("");
    const rowsFor = new Map([["", selected.mentions()]]);
    const wanted = chosen(asked);
    const facets = {};
    for (const facet of data.facets) {
      const apart = selected.filters.includes(facet.filter) ? facet.filter : "";
      if (!rowsFor.has(apart)) rowsFor.set(apart, selected.mentions(apart));
      const numbers = counts(data, facet, rowsFor.get(apart));
      const found = facet.values.map((value, i) => ({ value, stories: numbers[i] })).filter((each) => each.value && each.stories);
      if (!facet.atLeast) found.sort(before);
      const told = found.slice(0, MOST);
      const there = new Set(told.flatMap(({ value }) => value.toLowerCase().split("|")));
      for (const value of wanted[facet.name] || []) if (!there.has(value.toLowerCase())) told.push({ value, stories: facet.name === "place" ? left("", value) : 0 });
      facets[facet.name] = told.map((each) => {
        const [name, name_ar, key] = facet.named[each.value] || called(data, each.value);
        const parent = facet.parents[each.value];
        return { ...each, name, name_ar, key, ...(parent ? { parent } : {}) };
      });
    }
    const without = total ? {} : Object.fromEntries(selected.filters.map((name) => [name, left(name)]));
    return { stories: total, facets, without };
  }

  parts.offlineChoices = { choices };
  if (typeof module !== "undefined") module.exports = parts.offlineChoices;
})(globalThis);
