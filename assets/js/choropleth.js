/* Governorates, districts or sub-districts coloured by what was told in them. No data is not no events: what has none is
 * hatched, not pale. Each story counts once in an area; the sums come from the server's cube of areas.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SOURCE = "conflict-map-units";
  const HATCH = "conflict-map-blank";
  const MOST = 5; // classes
  const QUANTILES = [0.25, 0.5, 0.75, 0.92]; // where the others begin
  const LEADS = [1, 1.5, 2, 3, 5, 7];
  const OPACITY = [0, 0.14, 0.27, 0.4, 0.54, 0.68];
  const SAMPLES = 24; // windows of one length that the classes are made for

  /** The largest of 1, 1.5, 2, 3, 5 and 7 of a power of ten that is not above a value. */
  function roundDown(value) {
    const power = Math.floor(Math.log10(value) + 1e-9);
    const lead = LEADS.findLast((one) => Number(`${one}e${power}`) <= value * (1 + 1e-9)) || 1;
    return Number(`${lead}e${power}`);
  }

  /** The lower bounds of at most five classes, ascending and round, from values above 0 in ascending order: about as many
   * in each. `whole` numbers begin at one; of rates the first class holds what is below its bound, too. */
  function classes(values, whole) {
    if (!values.length) return [];
    const largest = values[values.length - 1];
    if (whole && largest <= MOST) return Array.from({ length: largest }, (_, i) => i + 1);
    const at = (share) => roundDown(values[Math.min(Math.floor(share * values.length), values.length - 1)]);
    const bounds = [whole ? 1 : at(0), ...QUANTILES.map(at)].map((bound) => (whole ? Math.ceil(bound) : bound));
    return [...new Set(bounds)].sort((one, other) => one - other);
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

  /** What areas count, ascending and without zeros, in windows of `days` days all over the time: classes made of it mean
   * the same while one moves. */
  function valuesIn(cube, measure, days, undated) {
    if (!cube.marks.length) return [];
    const room = parts.cube.blank(cube);
    const [first, last] = cube.first === null ? [0, 0] : [cube.first, cube.last];
    const spare = Math.max(last - first + 1 - days, 0);
    const values = [];
    for (let i = 0; i < (spare ? SAMPLES : 1); i += 1) {
      const from = first + Math.round((spare * i) / (SAMPLES - 1));
      const sums = parts.cube.windowSums(cube, from, from + days - 1, room);
      for (let at = 0; at < cube.marks.length; at += 1) {
        const count = sums[measure][at] + (undated ? sums.undated[measure][at] : 0);
        if (count) values.push(count);
      }
    }
    return values.sort((one, other) => one - other);
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
      this.turn = 0;
      this.known = {}; // outlines by level
      this.given = {}; // class by area, as told to the map
      this.bounds = [];
      this.boundsFor = "";
      this.picture = null; // what was drawn last
      this.left = 0; // stories of the window that lie in no single area
      view.keep(() => this.place());
    }

    place() {
      const { map } = this.view;
      if (!this.on || !this.outlines || map.getSource(SOURCE)) return;
      this.given = {};
      if (!map.hasImage(HATCH)) map.addImage(HATCH, parts.areas.hatch(this.colours.muted, 2), { pixelRatio: 2 });
      map.addSource(SOURCE, { type: "geojson", data: this.outlines, promoteId: "id", tolerance: 0 });
      const below = this.view.ground();
      const state = ["coalesce", ["feature-state", "class"], 0];
      const opacity = ["match", state, ...OPACITY.flatMap((value, at) => (at ? [at, value] : [])), 0];
      map.addLayer({ id: `${SOURCE}-blank`, type: "fill", source: SOURCE, paint: { "fill-pattern": HATCH, "fill-opacity": ["case", ["==", state, 0], 0.22, 0] } }, below);
      map.addLayer({ id: `${SOURCE}-fill`, type: "fill", source: SOURCE, paint: { "fill-color": this.colours.event, "fill-opacity": opacity, "fill-antialias": false } }, below);
      map.addLayer({ id: `${SOURCE}-line`, type: "line", source: SOURCE, paint: { "line-color": this.colours.muted, "line-width": 0.8, "line-opacity": 0.55 } }, below);
      if (this.picture) this.draw(this.picture);
    }

    remove() {
      const { map } = this.view;
      for (const part of ["line", "fill", "blank"]) if (map.getLayer(`${SOURCE}-${part}`)) map.removeLayer(`${SOURCE}-${part}`);
      if (map.getSource(SOURCE)) map.removeSource(SOURCE);
    }

    /** Switch it on or off, at a level; `asked` is what the stories are asked for. Resolves when its data are here. A level
     * that was not added gives way to the first. */
    async show(on, wanted, asked) {
      const turn = (this.turn += 1);
      const level = on && wanted > 1 && !(await this.outlinesOf(1)).levels.includes(wanted) ? 1 : wanted;
      if (turn !== this.turn) return;
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
    draw(picture) {
      const { state, window, summary } = picture;
      const { cube, view } = this;
      this.picture = picture;
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
      const values = valuesIn(this.cube, measure, days, undated);
      this.bounds = classes(values.map((count) => valueOf(count, days, perDay)), !perDay);
    }
  }

  parts.choropleth = { OPACITY, create: (...given) => new Choropleth(...given), classes, classOf, valueOf, valuesIn, roundDown };
  if (typeof module !== "undefined") module.exports = parts.choropleth;
})(globalThis);
