/* What the panel reads to the person: the places of the window, the stories at one mark, or those without a place. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const UNDATED = "undated"; // stands in the address where a mark's key would: the stories without a date
  const PAUSE = 160; // ms of rest before a list that must be asked for follows a moved window

  const APART = 400; // ms between two drawings of the list of places while the window moves

  /** The state whose window is read at a mark: where it has no story in the one shown and another is compared with it
   * (the mark is gone), that of the other. */
  function readAt(state, summary, index) {
    const here = summary.dated[index] + summary.undated[index];
    const other = here ? null : parts.compareWindows.secondOf(state);
    return other ? { ...state, from: parts.calendar.toIso(other.first), to: parts.calendar.toIso(other.last), undated: false } : state;
  }

  function create(page, panel, speak) {
    let listed = -APART; // when the list of places was last drawn
    let shown = null; // "places", "unplaced" or a mark's key
    let asked = ""; // what the undated stories were asked for
    let timer = null;

    function later(wait, act) {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    }

    function showPlaces(summary) {
      listed = performance.now();
      panel.showPlaces(summary);
    }

    function askFor(state, mark, note) {
      panel.showStories(mark, {
        mark: mark ? mark.key : "",
        unplaced: mark ? "" : "1",
        from: mark ? state.from : "",
        to: mark ? state.to : "",
        undated: mark && !state.undated ? "no" : "",
        ...parts.stateFields.asked(state),
      }, note);
    }

    /** Whose window it is, where it is not the one shown. */
    function notOf({ from, to }) {
      const [first, last] = [from, to].map((iso) => parts.calendar.toDay(iso));
      return speak.say("compare.read", { period: parts.calendar.sayPeriod(first, last, speak.language, true) });
    }

    function showUndated(state) {
      const question = JSON.stringify(parts.stateFields.asked(state));
      if (shown === UNDATED && asked === question) return; // no window moves them
      shown = UNDATED;
      asked = question;
      panel.showStories(null, { mark: UNDATED, only: UNDATED, ...parts.stateFields.asked(state) });
    }

    return {
      /** Follow the state: `mark` is the one chosen in it, if it stands on the map, the `index`th of all. */
      follow(state, summary, mark, index) {
        clearTimeout(timer);
        if (mark) {
          const read = readAt(state, summary, index);
          later(shown === mark.key ? PAUSE : 0, () => askFor(read, mark, read === state ? "" : notOf(read)));
          shown = mark.key;
        } else if (state.mark === UNDATED) {
          showUndated(state);
        } else if (shown !== "unplaced") {
          const wait = shown === "places" ? listed + APART - performance.now() : 0;
          shown = "places";
          if (wait > 0) later(wait, () => showPlaces(summary));
          else showPlaces(summary);
        }
        page.classList.toggle("has-place", Boolean(mark) || shown === "unplaced" || shown === UNDATED);
      },
      showUnplaced(state) {
        clearTimeout(timer);
        shown = "unplaced";
        page.classList.add("has-place");
        askFor(state, null);
      },
      /** Leave whatever is read for what the state says. */
      leave() {
        shown = null;
      },
    };
  }

  parts.reading = { UNDATED, readAt, create };
  if (typeof module !== "undefined") module.exports = parts.reading;
})(globalThis);
