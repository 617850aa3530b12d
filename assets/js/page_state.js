/* The page's state as one plain object: what is drawn, for tests and scripts. Pure. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  function of(state, cube, summary, window, map, mapFailed) {
    const { toIso } = parts.calendar;
    return {
      ready: Boolean(cube) && (Boolean(map) || mapFailed),
      mapReady: Boolean(map),
      window: window && { from: toIso(window.first), to: toIso(window.last) },
      places: (summary ? summary.rows : []).map(({ mark, stories, mentions, dated, undated }) => ({
        id: mark.id,
        key: mark.key,
        name: mark.name,
        name_ar: mark.name_ar,
        vicinity: mark.vicinity || "",
        lat: mark.lat,
        lon: mark.lon,
        precision: mark.precision,
        stories,
        mentions,
        undated,
        hollow: !dated,
      })),
      stories: summary ? summary.stories : 0,
      mentions: summary ? summary.mentions : 0,
      undated: { shown: state.undated, stories: cube ? cube.header.undated.stories : 0 },
      withoutPlace: cube ? cube.header.without_place : 0,
      measure: state.measure,
      place: state.mark,
      text: state.text,
      view: map ? map.view() : state.view,
      language: state.language,
      theme: state.theme,
    };
  }

  parts.pageState = { of };
  if (typeof module !== "undefined") module.exports = parts.pageState;
})(globalThis);
