/* The line that says what is shown: period, counts, switches; and the links that keep the view when the language changes. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** The counts in words, always the same numbers that are drawn. Pure. */
  function counts(say, state, summary) {
    const words = [say("count.stories", {}, summary.stories)];
    if (state.measure === "clusters") words.push(say("count.clusters", {}, summary.clusters));
    words.push(say("count.mentions", {}, summary.mentions), say("count.places", {}, summary.places));
    if (summary.uncertainMentions) words.push(say("count.uncertain", {}, summary.uncertainMentions));
    if (summary.undatedStories) {
      words.push(say(state.undated ? "count.undated" : "count.undated_hidden", {}, summary.undatedStories));
    }
    if (summary.withoutPlace) words.push(say("count.without_place", {}, summary.withoutPlace));
    if (state.text) words.push(say("count.filtered", { words: state.text }));
    return words.join(" · ");
  }

  /** The line keeps the most room its words took at this width: at no step of the window does the map change its size. */
  function keepRoom(line) {
    let width = 0;
    new ResizeObserver(() => {
      if (line.offsetWidth !== width) line.style.minBlockSize = "";
      width = line.offsetWidth;
      line.style.minBlockSize = `${line.offsetHeight}px`;
    }).observe(line);
  }

  function create(find, speak, keeper) {
    const { say, language } = speak;
    const { tell } = parts.dom;
    keepRoom(find("COUNTS").parentElement);

    function show(state, summary, window) {
      tell(find("PERIOD"), window ? parts.calendar.sayPeriod(window.first, window.last, language, true) : say("time.no_dates"));
      tell(find("COUNTS"), counts(say, state, summary));
      find("UNDATED").setAttribute("aria-pressed", String(state.undated));
      find("MEASURE").value = state.measure;
      find("BIN").value = state.bin;
      find("LANGUAGE")?.setAttribute("href", keeper.addressOf({ language: language === "ar" ? "en" : "ar" }));
      find("THEME")?.setAttribute("href", keeper.addressOf({ theme: state.theme === "dark" ? "light" : "dark" }));
    }

    find("UNDATED").addEventListener("click", () => keeper.set({ undated: !keeper.get().undated }));
    find("MEASURE").addEventListener("change", (event) => keeper.set({ measure: event.target.value }));
    find("BIN").addEventListener("change", (event) => keeper.set({ bin: event.target.value }));
    return { show };
  }

  parts.statusLine = { counts, create };
  if (typeof module !== "undefined") module.exports = parts.statusLine;
})(globalThis);
