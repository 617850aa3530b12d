/* The filters there are, what they keep in the address, and which are set. Pure.
 *
 * A filter is a line in `groups`: its name is that of its choices in /api/facets and of its words (facet.NAME), `field`
 * its field of the state, `form` how it is chosen: "many", "one", or "steps" for a least value.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const ALL_ROLES = Object.freeze(["actor", "dateline", "demonym", "location", "organisation"]);
  const DRAWN_ROLES = Object.freeze(["dateline", "location"]); // as in geodata/stores/port.py
  const CONFIDENCES = [0, 50, 70, 90]; // as counted by geodata/columns/facets.py

  const groups = [
    { name: "source", field: "source", form: "many", open: true },
    { name: "event", field: "event", form: "many", open: true },
    { name: "actor", field: "actor", form: "many" },
    { name: "place", field: "place", form: "many", open: true },
    { name: "country", field: "place", form: "many" },
    { name: "kind", field: "kind", form: "many" },
    { name: "language", field: "storyLanguage", form: "one" },
    { name: "precision", field: "precision", form: "one" },
    { name: "confidence", field: "confidence", form: "steps", steps: CONFIDENCES },
    { name: "role", field: "roles", form: "many", usual: DRAWN_ROLES },
  ];

  /** Filters made elsewhere: words typed, shapes drawn. */
  const LOOSE = { text: "text", box: "bbox", area: "area" };

  /** What the filters keep in the address. The story's language is called as in a query; `language` is the page's. */
  function fields({ text, several, choice }) {
    const matching = (pattern) => text({ asks: true, read: (value) => (pattern.test(value) ? value : undefined) });
    const listed = (value) => Object.freeze([...new Set(value.split(",").map((one) => one.trim()).filter(Boolean))].sort());
    return {
      source: several({ asks: true }),
      storyLanguage: { ...matching(/^(ar|en)$/), called: "language" },
      place: several({ asks: true }),
      kind: several({ asks: true }),
      event: several({ asks: true }),
      actor: several({ asks: true }),
      roles: { ...several({ asks: true }), read: listed, write: (values) => values.join(",") },
      precision: matching(/^[1-7]$/),
      confidence: matching(/^([1-9]\d?|100)$/),
      filters: choice(["", "open", "folded"]),
    };
  }

  /** The parts of a choice: a unit may be known by an id and a name. */
  const partsOf = (value) => value.split("|");

  /** What is chosen of a filter: an array, the usual where nothing is. */
  function chosen(group, state) {
    const value = state[group.field];
    if (Array.isArray(value)) return value.length || !group.usual ? value : group.usual;
    return value ? [value] : [];
  }

  /** Whether a choice is chosen. */
  function isChosen(group, state, value) {
    const same = (one) => one.toLowerCase();
    const set = new Set(chosen(group, state).map(same));
    return partsOf(value).every((part) => set.has(same(part)));
  }

  /** The change of the state that chooses a value or leaves it. */
  function choose(group, state, value, yes) {
    if (group.form !== "many") return { [group.field]: yes ? value : "" };
    const own = new Set(partsOf(value).map((part) => part.toLowerCase()));
    const others = chosen(group, state).filter((part) => !own.has(part.toLowerCase()));
    const next = (yes ? [...others, ...partsOf(value)] : others).slice();
    if (!group.usual) return { [group.field]: Object.freeze(next) };
    next.sort();
    return { [group.field]: Object.freeze(next.join() === [...group.usual].sort().join() ? [] : next) };
  }

  /** The change that unsets the filters of these names of fields. */
  function without(names) {
    return Object.fromEntries(names.map((name) => [name, parts.stateFields.fallback(name)]));
  }

  /** The change that unsets what a mask of geodata/columns/selecting.py is called. */
  function loosened(mask) {
    if (mask === "window") return without(["from", "to", "undated"]);
    if (mask === "role") return { roles: ALL_ROLES };
    const group = groups.find((one) => one.name === mask);
    return without([group ? group.field : LOOSE[mask] || mask]);
  }

  /** The change that unsets all. */
  function cleared() {
    const names = [...groups.map((group) => group.field), ...Object.values(LOOSE)];
    return without([...new Set(names)].filter((name) => parts.stateFields.fallback(name) !== undefined));
  }

  /** What is set, in the order of the filters: [{group, value, patch}]; `choices` are the facets last told, so that what
   * has two names is one. */
  function set(state, choices) {
    const found = [];
    for (const [name, field] of Object.entries(LOOSE)) {
      const value = state[field];
      if (value && value.length) found.push({ name, value, patch: without([field]) });
    }
    const done = new Set();
    for (const group of groups) {
      const value = state[group.field];
      if (!value || !value.length) continue;
      if (group.form !== "many") {
        found.push({ name: group.name, value, patch: without([group.field]) });
      } else if (group.usual) {
        found.push({ name: group.name, value: value.join("|"), patch: without([group.field]) });
      } else {
        const known = (choices?.[group.name] || []).map((choice) => choice.value).filter((one) => isChosen(group, state, one));
        const rest = value.filter((one) => belongs(group, one)).filter((one) => !known.some((each) => partsOf(each).includes(one)));
        for (const one of [...known, ...rest]) {
          if (done.has(`${group.field}:${one}`)) continue;
          done.add(`${group.field}:${one}`);
          found.push({ name: group.name, value: one, patch: choose(group, state, one, false) });
        }
      }
    }
    return found;
  }

  /** Of the filters that share a field, whose a value is: countries have ids of their own. */
  function belongs(group, value) {
    if (group.field !== "place") return true;
    return (group.name === "country") === value.startsWith("iso-");
  }

  /** A text as it is looked for: without marks and the letters that are written one way or another. */
  function folded(words) {
    return words
      .normalize("NFKD")
      .replace(/[\p{M}ـʿʾ'’ʻ]/gu, "")
      .replace(/[أإآٱ]/g, "ا")
      .replace(/[ىیئ]/g, "ي")
      .replace(/ؤ/g, "و")
      .replace(/ة/g, "ه")
      .replace(/ک/g, "ك")
      .toLowerCase()
      .trim();
  }

  parts.filterFields = { groups, fields, partsOf, chosen, isChosen, choose, belongs, loosened, cleared, set, folded };
  if (typeof module !== "undefined") module.exports = parts.filterFields;
})(globalThis);
