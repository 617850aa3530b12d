/* The one state of the page, and the one writer of its address. Names match dashboard/view_state.py. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** The query part of an address → a state. What cannot be read stays at its default. */
  function parse(search, defaults) {
    const values = new URLSearchParams(search);
    const state = { language: "en", ...parts.stateFields.parse(search, defaults) };
    if (state.from && state.to && state.from > state.to) [state.from, state.to] = [state.to, state.from];
    if (["ar", "en"].includes(values.get("lang"))) state.language = values.get("lang");
    return state;
  }

  /** A state → the query part of its address, without what is at its default (language always stands). */
  function serialise(state) {
    const values = new URLSearchParams([["lang", state.language], ...parts.stateFields.written(state)]);
    return `?${values.toString().replaceAll("%2C", ",").replaceAll("%7C", "|")}`;
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
      const changed = Object.keys(patch).filter((name) => !parts.stateFields.equal(name, patch[name], state[name]));
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
      const changed = Object.keys(next).filter((name) => !parts.stateFields.equal(name, next[name], state[name]));
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

  parts.viewState = { parse, serialise, keeper };
  if (typeof module !== "undefined") module.exports = parts.viewState;
})(globalThis);
