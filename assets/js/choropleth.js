/* Governorates, districts or sub-districts coloured by what was told in them. No data is not no events: what has none is
 * hatched, not pale. Each story counts once in an area; the sums come from the server's cube of areas.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SOURCE = "conflict-map-units";
  const HATCH = "conflict-map-blank";
  const MOST = 5; // classes
  const OPACITY = [0, 0.14, 0.27, 0.4, 0.54, 0.68];
  const SAMPLES = 24; // windows of one length that the classes are made for

  /** 1, 2 and 5 of every power of ten, ascending, from `low` to `high`. */
  function roundNumbers(low, high) {
    const numbers = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) {
      for (const lead of [1, 2, 5]) {
        const number = Number(`${lead}e${power}`);
        if (number >= low * 0.999 && number <= high * 1.001) numbers.push(number);
      }
    }
    return numbers;
  }

  /** The lower bounds of at most five classes, ascending and round; the topmost is reached by `largest`. `whole` numbers
   * begin at one; rates where they must, and the first class holds what is below its bound, too. */
  function classes(largest, whole) {
    if (!(largest > 0)) return [];
    if (whole && largest <= MOST) return Array.from({ length: Math.ceil(largest) }, (_, i) => i + 1);
    const numbers = roundNumbers(whole ? 1 : largest / 200, largest);
    const stride = Math.max(1, Math.ceil(numbers.length / MOST));
    const bounds = [];
    for (let at = numbers.length - 1; at >= 0 && bounds.length < MOST; at -= stride) bounds.unshift(numbers[at]);
    if (whole) bounds[0] = 1;
    return bounds;
  }

  /** The class of a value: 0 for none at all, else 1 for the first, … */
  function classOf(value, bounds) {
    if (!(value > 0)) return 0;
    let found = 1;
    while (found < bounds.length && value >= bounds[found]) found += 1;
    return found;
  }

  /** What an area counts in a window, a day where that is asked for. */
  function valueOf(count, days, perDay) {
    return perDay ? count / Math.max(days, 1) : count;
  }

  /** The largest count of any area in windows of `days` days all over the time: so colours mean the same while one moves. */
  function largestIn(cube, measure, days, undated) {
    if (!cube.marks.length) return 0;
    const room = parts.cube.blank(cube);
    const [first, last] = cube.first === null ? [0, 0] : [cube.first, cube.last];
    const spare = Math.max(last - first + 1 - days, 0);
    let most = 0;
    for (let i = 0; i < SAMPLES; i += 1) {
      const from = first + Math.round((spare * i) / (SAMPLES - 1));
      const sums = parts.cube.windowSums(cube, from, from + days - 1, room);
      for (let at = 0; at < cube.marks.length; at += 1) {
        most = Math.max(most, sums[measure][at] + (undated ? sums.undated[measure][at] : 0));
      }
      if (!spare) break;
    }
    return most;
  }

  /** Layers over `view` (see map_view.js); `source` fetches outlines and sums. */
  class Choropleth {
    constructor(view, source, colours) {
      Object.assign(this, { view, source, colours });
      this.on = false;
      this.level = 1;
      this.levels = [1];
      this.outlines = null;
      this.cube = null;
      this.question = "";
      this.known = {}; // outlines by level
      this.given = {}; // class by area, as told to the map
      this.bounds = [];
      this.boundsFor = "";
      this.left = 0; // stories of the window that lie in no single area
      view.keep(() => this.place());
    }

    place() {
      const { map } = this.view;
      if (!this.on || !this.outlines || map.getSource(SOURCE)) return;
      this.given = {};
      if (!map.hasImage(HATCH)) map.addImage(HATCH, parts.areas.hatch(this.colours.muted, 2), { pixelRatio: 2 });
      map.addSource(SOURCE, { type: "geojson", data: this.outlines, promoteId: "id" });
      const below = this.view.ground();
      const state = ["coalesce", ["feature-state", "class"], 0];
      const opacity = ["match", state, ...OPACITY.flatMap((value, at) => (at ? [at, value] : [])), 0];
      map.addLayer({ id: `${SOURCE}-blank`, type: "fill", source: SOURCE, paint: { "fill-pattern": HATCH, "fill-opacity": ["case", ["==", state, 0], 0.22, 0] } }, below);
      map.addLayer({ id: `${SOURCE}-fill`, type: "fill", source: SOURCE, paint: { "fill-color": this.colours.event, "fill-opacity": opacity, "fill-antialias": false } }, below);
      map.addLayer({ id: `${SOURCE}-line`, type: "line", source: SOURCE, paint: { "line-color": this.colours.muted, "line-width": 0.8, "line-opacity": 0.55 } }, below);
    }

    remove() {
      const { map } = this.view;
      for (const part of ["line", "fill", "blank"]) if (map.getLayer(`${SOURCE}-${part}`)) map.removeLayer(`${SOURCE}-${part}`);
      if (map.getSource(SOURCE)) map.removeSource(SOURCE);
    }

    /** Switch it on or off, at a level; `asked` is what the stories are asked for. Resolves when its data are here. */
    async show(on, level, asked) {
      const question = JSON.stringify([level, asked]);
      const moved = level !== this.level;
      this.on = on;
      this.level = level;
      if (!on || moved) this.remove();
      if (!on) return;
      if (this.question === question && this.cube) {
        this.place();
        return;
      }
      this.question = question;
      const [outlines, bytes] = await Promise.all([this.outlinesOf(level), this.source.areaCube({ level, ...asked })]);
      if (this.question !== question || !this.on) return; // a later question is on its way
      this.levels = outlines.levels;
      if (this.outlines !== outlines) this.remove();
      this.outlines = outlines;
      this.cube = parts.cube.decode(bytes);
      this.room = parts.cube.blank(this.cube);
      this.boundsFor = "";
      this.place();
    }

    async outlinesOf(level) {
      this.known[level] = this.known[level] || (await this.source.areas({ level }));
      return this.known[level];
    }

    /** Colour a window; cheap: only areas whose class changed are told to the map. */
    draw({ state, window, summary }) {
      const { cube, view } = this;
      if (!this.on || !cube || !view.map.getSource(SOURCE)) return;
      const { measure } = state;
      const span = window || { first: 0, last: -1 };
      const days = Math.max(span.last - span.first + 1, 1);
      const perDay = state.value === "perday";
      const undated = state.undated && !perDay;
      this.makeBounds(measure, days, perDay, undated);
      const sums = parts.cube.windowSums(cube, span.first, span.last, this.room);
      for (let at = 0; at < cube.marks.length; at += 1) {
        const count = sums[measure][at] + (undated ? sums.undated[measure][at] : 0);
        const found = classOf(valueOf(count, days, perDay), this.bounds);
        const { id } = cube.marks[at];
        if (this.given[id] === found) continue;
        this.given[id] = found;
        view.map.setFeatureState({ source: SOURCE, id }, { class: found });
      }
      const inAreas = parts.cube.windowTotals(cube, span.first, span.last);
      this.left = summary.stories - inAreas.stories - (state.undated ? inAreas.undated.stories : 0);
    }

    makeBounds(measure, days, perDay, undated) {
      const key = [measure, days, perDay, undated].join();
      if (this.boundsFor === key) return;
      this.boundsFor = key;
      const largest = valueOf(largestIn(this.cube, measure, days, undated), days, perDay);
      this.bounds = classes(largest, !perDay);
    }
  }

  parts.choropleth = { OPACITY, create: (...given) => new Choropleth(...given), classes, classOf, valueOf, largestIn, roundNumbers };
  if (typeof module !== "undefined") module.exports = parts.choropleth;
})(globalThis);
