/* What of the page's state stands in its address, field by field. A feature adds its own with `add`. Pure.
 *
 * A field has a default, `read(text)` (undefined: cannot be read, the default stays) and `write(value)`. `asks`
 * marks what the stories are asked for: when it changes, the page fetches its sums anew. The names of those fields
 * and the texts they are written as are those of geodata/query.py; `called` is the field's name there where it is not the
 * state's.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const VIEW = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)$/;
  const fields = new Map();

  /** Add fields: {name: {fallback, read, write, asks, called}}. */
  function add(more) {
    for (const [name, field] of Object.entries(more)) fields.set(name, field);
  }

  /** A word or sentence. */
  const text = (options = {}) => ({ fallback: "", read: (value) => value, write: (value) => value, ...options });

  /** One of a few words; the first is the default. */
  const choice = (values, options = {}) => ({
    fallback: values[0],
    read: (value) => (values.includes(value) ? value : undefined),
    write: (value) => value,
    ...options,
  });

  /** Several values with "|" between; frozen, and the very same array while it stays the same. */
  const several = (options = {}) => ({
    fallback: Object.freeze([]),
    read: (value) => Object.freeze([...new Set(value.split("|").map((one) => one.trim()).filter(Boolean))]),
    write: (values) => values.join("|"),
    ...options,
  });

  /** Yes or no, written as 1 or 0. */
  const flag = (fallback, options = {}) => ({
    fallback,
    read: (value) => ({ 0: false, 1: true })[value],
    write: (value) => (value ? "1" : "0"),
    ...options,
  });

  /** A day, ISO; null: open. */
  const day = (options = {}) => ({
    fallback: null,
    read: (value) => (Number.isNaN(parts.calendar.toDay(value)) ? undefined : value),
    write: (value) => value,
    ...options,
  });

  /** "lon,lat,zoom" → {lon, lat, zoom}; undefined for what is no place on the map. */
  function readView(value) {
    const found = VIEW.exec(value);
    if (!found) return undefined;
    const [lon, lat, zoom] = found.slice(1).map(Number);
    return Math.abs(lon) > 180 || Math.abs(lat) > 85 || zoom > 18 ? undefined : { lon, lat, zoom };
  }

  /** While positions are shown exactly, an address does not tell the place the map was taken to. */
  function writeView(view) {
    const { lon, lat, zoom } = parts.exactness?.isOpen() ? parts.exactness.veiled(view) : view;
    return [lon.toFixed(4), lat.toFixed(4), zoom.toFixed(2)].join(",");
  }

  add({
    theme: choice(["light", "dark"]),
    from: day(),
    to: day(),
    mark: text(), // the key of the mark that is chosen
    text: text({ asks: true }),
    undated: flag(true),
    measure: choice(["stories", "mentions", "clusters"]),
    bin: choice(["auto", "day", "week", "month"]),
    view: { fallback: null, read: readView, write: writeView },
  });

  /** Whether a value is the field's default. */
  function isDefault(field, value) {
    if (value === undefined || value === null || value === field.fallback) return true;
    const text = field.write(value);
    return text === "" || (field.fallback !== null && text === field.write(field.fallback));
  }

  /** The state an address holds; `defaults` are put before the fields' own. */
  function parse(search, defaults) {
    const values = new URLSearchParams(search);
    const state = {};
    for (const [name, field] of fields) state[name] = field.fallback;
    Object.assign(state, defaults);
    for (const [name, field] of fields) {
      const value = values.get(field.called || name);
      const found = value ? field.read(value) : undefined;
      if (found !== undefined) state[name] = found;
    }
    return state;
  }

  /** The pairs of a state that are not at their defaults. */
  function written(state) {
    const pairs = [];
    for (const [name, field] of fields) {
      if (!isDefault(field, state[name])) pairs.push([field.called || name, field.write(state[name])]);
    }
    return pairs;
  }

  /** What a field is at its default; undefined where there is no such field. */
  const fallback = (name) => fields.get(name)?.fallback;

  /** What the stories are asked for in a state: {name: text}. */
  function asked(state) {
    const asking = new Set([...fields].filter(([, field]) => field.asks).map(([name, field]) => field.called || name));
    return Object.fromEntries(written(state).filter(([name]) => asking.has(name)));
  }

  /** Whether a change of these names asks for other stories. */
  const asksAnew = (names) => [...names].some((name) => fields.get(name)?.asks);

  /** Whether two values of a field are the same. */
  function equal(name, one, other) {
    const field = fields.get(name);
    if (one === other || !field) return one === other;
    return one !== null && other !== null && one !== undefined && other !== undefined && field.write(one) === field.write(other);
  }

  parts.stateFields = { add, text, choice, several, flag, day, parse, written, asked, asksAnew, equal, fallback };
  if (typeof module !== "undefined") module.exports = parts.stateFields;
})(globalThis);
