/* What the panel reads to the person: the places of the window, the stories at one mark, or those without a place. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const UNDATED = "undated"; // stands in the address where a mark's key would: the stories without a date
  const PAUSE = 160; // ms of rest before a list that must be asked for follows a moved window

  const APART = 400; // ms between two drawings of the list of places while the window moves

  function create(page, panel) {
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

    function askFor(state, mark) {
      panel.showStories(mark, {
        mark: mark ? mark.key : "",
        unplaced: mark ? "" : "1",
        from: mark ? state.from : "",
        to: mark ? state.to : "",
        undated: mark && !state.undated ? "no" : "",
        ...parts.stateFields.asked(state),
      });
    }

    function showUndated(state) {
      const question = JSON.stringify(parts.stateFields.asked(state));
      if (shown === UNDATED && asked === question) return; // no window moves them
      shown = UNDATED;
      asked = question;
      panel.showStories(null, { mark: UNDATED, only: UNDATED, ...parts.stateFields.asked(state) });
    }

    return {
      /** Follow the state: `mark` is the one chosen in it, if it stands on the map. */
      follow(state, summary, mark) {
        clearTimeout(timer);
        if (mark) {
          later(shown === mark.key ? PAUSE : 0, () => askFor(state, mark));
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

  parts.reading = { UNDATED, create };
  if (typeof module !== "undefined") module.exports = parts.reading;
})(globalThis);
