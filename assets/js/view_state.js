/* The one state of the page, and the one writer of its address. Names match dashboard/view_state.py. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const VIEW = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)$/;

  const DEFAULTS = Object.freeze({
    from: null, // first day of the window, ISO; null: from the first story
    to: null,
    undated: true,
    measure: "stories",
    bin: "auto",
    place: "",
    text: "",
    view: null, // {lon, lat, zoom}
    language: "en",
    theme: "light",
  });

  /** "lon,lat,zoom" → {lon, lat, zoom}; null for what is no place on the map. */
  function parseView(text) {
    const found = VIEW.exec(text || "");
    if (!found) return null;
    const [lon, lat, zoom] = found.slice(1).map(Number);
    return Math.abs(lon) > 180 || Math.abs(lat) > 85 || zoom > 18 ? null : { lon, lat, zoom };
  }

  /** The query part of an address → a state. What cannot be read stays at its default. */
  function parse(search, defaults) {
    const values = new URLSearchParams(search);
    const state = { ...DEFAULTS, ...defaults };
    for (const name of ["from", "to"]) {
      if (!Number.isNaN(parts.calendar.toDay(values.get(name)))) state[name] = values.get(name);
    }
    if (state.from && state.to && state.from > state.to) [state.from, state.to] = [state.to, state.from];
    state.undated = values.get("undated") !== "0";
    if (["mentions", "clusters"].includes(values.get("measure"))) state.measure = values.get("measure");
    if (["day", "week", "month"].includes(values.get("bin"))) state.bin = values.get("bin");
    state.place = values.get("place") || "";
    state.text = values.get("text") || "";
    state.view = parseView(values.get("view")) || state.view;
    if (["ar", "en"].includes(values.get("lang"))) state.language = values.get("lang");
    if (["light", "dark"].includes(values.get("theme"))) state.theme = values.get("theme");
    return state;
  }

  /** A state → the query part of its address, without what is at its default (language always stands). */
  function serialise(state) {
    const values = new URLSearchParams();
    values.set("lang", state.language);
    if (state.theme !== "light") values.set("theme", state.theme);
    for (const name of ["from", "to", "place", "text"]) if (state[name]) values.set(name, state[name]);
    if (!state.undated) values.set("undated", "0");
    if (state.measure !== DEFAULTS.measure) values.set("measure", state.measure);
    if (state.bin !== DEFAULTS.bin) values.set("bin", state.bin);
    if (state.view) {
      const { lon, lat, zoom } = state.view;
      values.set("view", [lon.toFixed(4), lat.toFixed(4), zoom.toFixed(2)].join(","));
    }
    return `?${values.toString().replaceAll("%2C", ",")}`;
  }

  /** Holds the state; tells its listeners what changed; writes the address when things come to rest. */
  function keeper(initial, page) {
    let state = initial;
    let pending = null;
    const listeners = [];

    function write(step) {
      clearTimeout(pending);
      pending = null;
      const address = serialise(state);
      if (address === page.location.search) return;
      page.history[step ? "pushState" : "replaceState"](null, "", address);
    }

    /** Change part of the state. `step` makes it a step that the browser's back button undoes. */
    function set(patch, { step = false } = {}) {
      const changed = Object.keys(patch).filter((name) => patch[name] !== state[name]);
      if (!changed.length) return;
      if (step && pending !== null) write(false);
      state = { ...state, ...patch };
      clearTimeout(pending);
      if (step) write(true);
      else pending = setTimeout(() => write(false), 250);
      for (const listener of listeners) listener(state, new Set(changed));
    }

    page.addEventListener("popstate", () => {
      const { language, theme } = state;
      const next = parse(page.location.search, { language, theme });
      // Language and theme are drawn by the server: only a fresh page can change them.
      if (next.language !== language || next.theme !== theme) {
        page.location.reload();
        return;
      }
      const changed = Object.keys(next).filter((name) => next[name] !== state[name]);
      state = next;
      for (const listener of listeners) listener(state, new Set(changed));
    });

    return {
      get: () => state,
      set,
      onChange: (listener) => listeners.push(listener),
      addressOf: (patch) => serialise({ ...state, ...patch }),
    };
  }

  parts.viewState = { DEFAULTS, parse, serialise, keeper };
  if (typeof module !== "undefined") module.exports = parts.viewState;
})(globalThis);
