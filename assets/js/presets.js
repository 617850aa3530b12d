/* Periods that end with the newest story: a day, a week, a month, a year, all. Pure but for the buttons. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const DAYS = { day: 1, week: 7, month: 30, year: 365 };
  const NAMES = [...Object.keys(DAYS), "all"];

  /** The window of a preset in the data {first, last}, which ends with its newest story. */
  function windowOf(name, data) {
    if (name === "all") return { ...data };
    return { first: Math.max(data.last - DAYS[name] + 1, data.first), last: data.last };
  }

  /** The preset that a window is, "" for none; where the data is shorter than one, it is all of it. */
  function nameOf(window, data) {
    const same = (name) => {
      const { first, last } = windowOf(name, data);
      return first === window.first && last === window.last;
    };
    if (!window || !data) return "";
    return same("all") ? "all" : NAMES.find(same) || "";
  }

  /** Buttons with data-preset in `group`; `act`: {data(), choose(name, window)}. Returns {show(window)}. */
  function create(group, speak, act) {
    const buttons = [...group.querySelectorAll("[data-preset]")];
    let last = null;
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const name = button.dataset.preset;
        if (act.data()) act.choose(name, windowOf(name, act.data()));
      });
    }

    /** Say up to which day they reach, and which of them is shown. */
    function show(window) {
      const data = act.data();
      const name = nameOf(window, data);
      const key = `${name} ${data && data.last}`;
      if (key === last) return;
      last = key;
      for (const button of buttons) {
        button.disabled = !data;
        button.setAttribute("aria-pressed", String(button.dataset.preset === name));
      }
      const newest = data ? speak.say("time.newest", { day: parts.calendar.sayShortDay(data.last, speak.language) }) : "";
      group.querySelector(".until").textContent = newest;
    }

    return { show };
  }

  parts.presets = { NAMES, windowOf, nameOf, create };
  if (typeof module !== "undefined") module.exports = parts.presets;
})(globalThis);
