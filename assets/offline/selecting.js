/* Which stories and mentions a question lets through, by the name of each filter, as geodata/columns/selecting.py. Pure.
 *
 * `data` is what dashboard/offline/contents.py carries; a question has the pairs of geodata/query.py.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const UNTOLD = -1000000; // a mention whose sentence tells no day
  const COUNTRY = "iso-";

  const several = (text, between = "|") => (text || "").split(between).map((one) => one.trim()).filter(Boolean);
  const mask = (length, test) => Uint8Array.from({ length }, (_, i) => (test(i) ? 1 : 0));
  const outletKey = (name) => parts.foldText.fold(name).split(/\s+/).filter(Boolean).join(" ");

  /** The day of a mention in the time asked for, null where it has none. */
  function dayOf(data, at, time) {
    const published = data.stories.day[data.mentions.story[at]];
    if (time !== "event") return published;
    const told = data.mentions.told[at];
    return told === UNTOLD ? published : told;
  }

  /** Whether the day of a mention is not certain. */
  function isUncertain(data, at, time) {
    const { mentions, stories } = data;
    const story = mentions.story[at];
    if (time !== "event") return Boolean(stories.vague[story]);
    return Boolean(mentions.vague[at]) || (mentions.told[at] === UNTOLD && stories.day[story] !== null);
  }

  function within(asked) {
    const undated = asked.undated !== "no";
    if (!asked.from && !asked.to && undated) return null;
    const first = asked.from ? parts.calendar.toDay(asked.from) : -Infinity;
    const last = asked.to ? parts.calendar.toDay(asked.to) : Infinity;
    return (day) => (day === null ? undated : day >= first && day <= last);
  }

  /** Inside a polygon: a line to the east crosses its edges an odd number of times. */
  function inside(corners, lat, lon) {
    let odd = false;
    corners.forEach(([east, north], i) => {
      const [nextEast, nextNorth] = corners[(i + 1) % corners.length];
      if (north === nextNorth || lat < Math.min(north, nextNorth) || lat >= Math.max(north, nextNorth)) return;
      if (lon < east + (lat - north) * ((nextEast - east) / (nextNorth - north))) odd = !odd;
    });
    return odd;
  }

  function storyMasks(data, asked, window) {
    const { stories } = data;
    const size = stories.id.length;
    const masks = {};
    const test = window && asked.time !== "event" ? within(asked) : null;
    if (test) masks.window = mask(size, (i) => test(stories.day[i]));
    const sources = new Set(several(asked.source).map(outletKey));
    if (sources.size) masks.source = mask(size, (i) => sources.has(data.outletKeys[stories.outlet[i]]));
    if (asked.language) masks.language = mask(size, (i) => data.languages[stories.language[i]] === asked.language);
    const terms = parts.foldText.terms(asked.text || "");
    if (terms.length) {
      data.words = data.words || wordsOf(data);
      masks.text = mask(size, (i) => parts.foldText.holds(data.words[i], terms));
    }
    return masks;
  }

  /** The words of each story that the file carries: its title, and its sentences that name a place. */
  function wordsOf(data) {
    const texts = data.stories.title.map((title) => [title]);
    const known = new Set();
    data.mentions.sentence.forEach((sentence, at) => {
      if (known.has(sentence)) return;
      known.add(sentence);
      texts[data.mentions.story[at]].push(data.mentions.sentences[sentence]);
    });
    return texts.map((each) => each.map(parts.foldText.words).join(" . ")); // no phrase runs over the end of a sentence
  }

  function spotMasks(data, asked) {
    const { marks, admin2 } = data.spots;
    const size = marks.length;
    const masks = {};
    const places = new Set(several(asked.place));
    if (places.size) {
      masks.place = mask(size, (i) => {
        const { id, admin1, country } = marks[i];
        return [id, admin1, admin2[i]].some((name) => places.has(name)) || (country && places.has(`${COUNTRY}${country}`));
      });
    }
    if (asked.bbox) {
      const [west, south, east, north] = asked.bbox.split(",").map(Number);
      masks.box = mask(size, (i) => {
        const { lat, lon } = marks[i];
        const across = west > east ? lon >= west || lon <= east : lon >= west && lon <= east;
        return across && lat >= south && lat <= north;
      });
    }
    if (asked.area) {
      const corners = asked.area.split(",").map((corner) => corner.trim().split(/\s+/).map(Number));
      masks.area = mask(size, (i) => inside(corners, marks[i].lat, marks[i].lon));
    }
    const kinds = new Set(several(asked.kind));
    if (kinds.size) masks.kind = mask(size, (i) => kinds.has(marks[i].kind));
    if (asked.precision) masks.precision = mask(size, (i) => marks[i].precision <= Number(asked.precision));
    return masks;
  }

  function mentionMasks(data, asked, window) {
    const { mentions } = data;
    const size = mentions.spot.length;
    const roles = new Set(asked.roles ? several(asked.roles, ",") : data.drawn);
    const masks = {};
    if (!data.roles.every((role) => roles.has(role))) masks.role = mask(size, (i) => roles.has(data.roles[mentions.role[i]]));
    if (asked.confidence) masks.confidence = mask(size, (i) => mentions.confidence[i] >= Number(asked.confidence));
    for (const name of ["event", "actor"]) {
      const wanted = new Set(several(asked[name]));
      if (wanted.size) masks[name] = tagged(data, name, wanted);
    }
    const test = window && asked.time === "event" ? within(asked) : null;
    if (test) masks.window = mask(size, (i) => test(dayOf(data, i, "event")));
    return masks;
  }

  function tagged(data, name, wanted) {
    const { rows, codes, values } = data.facets.find((facet) => facet.name === name);
    const found = new Uint8Array(data.mentions.spot.length);
    rows.forEach((row, i) => {
      if (wanted.has(values[codes[i]])) found[row] = 1;
    });
    return found;
  }

  /** Whether more is asked of a mention than its role, so that only stories on the map can answer. */
  function asksOfMentions(asked) {
    const windowed = asked.time === "event" && (asked.from || asked.to || asked.undated === "no");
    return Boolean(windowed || ["place", "bbox", "area", "kind", "precision", "confidence", "event", "actor"].some((name) => asked[name]));
  }

  /** What a question lets through: {filters, mentions(apartFrom), stories()}; without `window` over all time. */
  function select(data, asked, { window = true } = {}) {
    const ofStories = storyMasks(data, asked, window);
    const ofSpots = spotMasks(data, asked);
    const ofMentions = mentionMasks(data, asked, window);
    const { story, spot } = data.mentions;
    const but = (masks, name) => Object.entries(masks).filter(([each]) => each !== name).map(([, each]) => each);

    /** The rows of the mentions all filters but one let through. */
    function mentions(apartFrom = "") {
      const [told, standing, own] = [ofStories, ofSpots, ofMentions].map((masks) => but(masks, apartFrom));
      const rows = [];
      for (let i = 0; i < story.length; i += 1) {
        if (own.every((each) => each[i]) && standing.every((each) => each[spot[i]]) && told.every((each) => each[story[i]])) rows.push(i);
      }
      return rows;
    }

    /** The rows of the stories that fulfil what is asked of a story itself. */
    function stories() {
      const masks = Object.values(ofStories);
      return data.stories.id.map((_, i) => i).filter((i) => masks.every((each) => each[i]));
    }

    return { filters: [ofStories, ofSpots, ofMentions].flatMap(Object.keys), mentions, stories };
  }

  parts.offlineSelecting = { select, dayOf, isUncertain, asksOfMentions, inside };
  if (typeof module !== "undefined") module.exports = parts.offlineSelecting;
})(globalThis);
