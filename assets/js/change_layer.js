/* What has changed between two windows, drawn over the marks: a circle as large as the larger of the two counts. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SOURCE = "conflict-map-changes";

  /** The circles as GeoJSON: {change: its class, radius}. Pure. */
  function features(marks, classes, countsA, countsB, largest) {
    const found = [];
    for (let i = 0; i < marks.length; i += 1) {
      if (classes[i] === parts.comparison.CLASSES.none) continue;
      const radius = parts.marks.radius(Math.max(countsA[i], countsB[i]), largest);
      found.push({
        type: "Feature",
        geometry: { type: "Point", coordinates: [marks[i].lon, marks[i].lat] },
        properties: { change: classes[i], radius },
      });
    }
    // The small stand on top of the large.
    found.sort((one, other) => other.properties.radius - one.properties.radius);
    return { type: "FeatureCollection", features: found };
  }

  /** The sizes that make what is gone answer to a pointer as a mark does: [0, radius] a mark, like marks.radii. Pure. */
  function ghosts(classes, countsB, largest) {
    const radii = new Float32Array(2 * classes.length);
    for (let i = 0; i < classes.length; i += 1) {
      if (classes[i] === parts.comparison.CLASSES.gone) radii[2 * i + 1] = parts.marks.radius(countsB[i], largest);
    }
    return radii;
  }

  /** How each class looks; what is gone is hollow, what is new has a ring. */
  function paint(colours) {
    const { same, more, less, fresh, gone } = parts.comparison.CLASSES;
    const by = (table, otherwise) => ["match", ["get", "change"], ...Object.entries(table).flatMap(([key, value]) => [Number(key), value]), otherwise];
    return {
      "circle-radius": ["+", ["get", "radius"], 0.5], // covers the mark below
      "circle-color": by({ [same]: colours.border, [more]: colours.more, [less]: colours.less, [fresh]: colours.fresh, [gone]: colours.paper }, colours.border),
      "circle-opacity": 0.92,
      "circle-stroke-color": by({ [fresh]: colours.ink, [gone]: colours.gone }, colours.paper),
      "circle-stroke-width": by({ [fresh]: 1.5, [gone]: 2.5 }, 1),
    };
  }

  /** A layer on a MapLibre map: {show(collection), hide()}; `above()` names the layer it lies beneath, the first of words. */
  function create(map, colours, above = () => undefined) {
    const empty = { type: "FeatureCollection", features: [] };
    let drawn = empty;

    function place() {
      if (map.getSource(SOURCE)) return;
      map.addSource(SOURCE, { type: "geojson", data: drawn });
      map.addLayer({ id: SOURCE, type: "circle", source: SOURCE, paint: paint(colours) }, above());
    }

    function give(collection) {
      if (drawn === empty && collection === empty) return;
      drawn = collection;
      place();
      map.getSource(SOURCE).setData(collection);
    }

    map.on("style.load", () => drawn !== empty && place()); // a new style drops the layers it does not know
    return { show: give, hide: () => give(empty) };
  }

  parts.changeLayer = { SOURCE, features, ghosts, paint, create };
  if (typeof module !== "undefined") module.exports = parts.changeLayer;
})(globalThis);
