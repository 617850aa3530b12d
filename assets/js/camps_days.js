/* What a camp was on a day, and how many lived there by whom: from the records of /api/camps. Pure; days are ISO texts. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const later = (one, other) => one[0] > other[0] || (one[0] === other[0] && one[1] > other[1]);

  /** The status on a day, "unknown" before the first; as geodata/camp_records.py status_on. */
  function statusOn(camp, day) {
    const change = changeOn(camp, day);
    return change ? change[2] : "unknown";
  }

  /** What made it what it is on a day: [first day, last day, status]; null before the first. */
  function changeOn(camp, day) {
    let found = null;
    for (const change of camp.statuses) if (change[0] <= day && (!found || later(change, found))) found = change;
    return found;
  }

  /** Whether anything is told of a camp up to a day. */
  const begun = (camp, day) => camp.statuses.some((change) => change[0] <= day) || camp.people.some((figure) => figure[0] <= day);

  /** The figure that speaks on a day: {count, unit, source, first, last, age in days}; null where none is known.
   * Of each source the newest alone counts, and a gap silences it; as dashboard/camps/records.py speaking_figure. */
  function figureOn(camp, day) {
    const newest = new Map();
    for (const figure of camp.people) {
      if (figure[0] > day) continue;
      const key = `${figure[4]} ${figure[3]}`;
      const held = newest.get(key);
      if (!held || !later(held, figure)) newest.set(key, figure);
    }
    let best = null;
    for (const figure of newest.values()) if (figure[2] !== null && (!best || outranks(figure, best))) best = figure;
    if (!best) return null;
    const [first, last, count, unit, source] = best;
    return { count, unit, source, first, last, age: Math.max(0, Math.round((Date.parse(day) - Date.parse(last)) / 86400000)) };
  }

  function outranks(one, other) {
    if (one[1] !== other[1]) return one[1] > other[1];
    if (one[0] !== other[0]) return one[0] > other[0];
    return one[3] === "people" && other[3] !== "people";
  }

  /** Whether a figure is older than the end of its camp, and so tells of nobody there now; as dashboard/camps/records.py. */
  function beforeEnd(camp, day, figure) {
    const change = changeOn(camp, day);
    return Boolean(change && figure && FORMS[change[2]] === "hollow" && figure.last < change[0]);
  }

  /** Half the side of a camp's sign in px: its area grows with the count; the smallest where none is known. */
  const sideOf = (figure) => (figure ? 5 + Math.min(8, Math.sqrt(figure.count) / 32) : 5);

  /** The form that tells a status. */
  const FORMS = { open: "filled", besieged: "ringed", partly_emptied: "half", planned: "dashed", closed: "hollow", evacuated: "hollow", moved: "hollow", merged: "hollow" };
  const formOf = (status) => FORMS[status] || "unknown";

  parts.campsDays = { statusOn, begun, figureOn, beforeEnd, sideOf, formOf, FORMS };
  if (typeof module !== "undefined") module.exports = parts.campsDays;
})(globalThis);
