/* The true extent of a vague mark, hatched under the marks while it is pointed at or chosen. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SOURCE = "conflict-map-areas";
  const HATCH = "conflict-map-hatch";
  const EARTH_KM = 6371.0088; // mean radius, IUGG
  const CORNERS = 72;
  const WIDEST_KM = 900; // beyond this a circle says nothing

  /** A circle on the sphere as a GeoJSON polygon: points at `km` from (lon, lat), all bearings. */
  function circle(lon, lat, km) {
    const radians = Math.PI / 180;
    const [phi, distance] = [lat * radians, km / EARTH_KM];
    const ring = [];
    for (let i = 0; i <= CORNERS; i += 1) {
      const bearing = -2 * Math.PI * (i / CORNERS);
      const north = Math.asin(Math.sin(phi) * Math.cos(distance) + Math.cos(phi) * Math.sin(distance) * Math.cos(bearing));
      const east = Math.atan2(
        Math.sin(bearing) * Math.sin(distance) * Math.cos(phi),
        Math.cos(distance) - Math.sin(phi) * Math.sin(north),
      );
      ring.push([lon + east / radians, north / radians]);
    }
    return { type: "Polygon", coordinates: [ring] };
  }

  /** The extent of a mark: its own shape, its governorate's where there is one, else a circle; null for a point. */
  function extentOf(mark, shapes) {
    if (mark.shape) return mark.shape;
    if (mark.precision <= 1) return null;
    if (shapes.has(mark.id)) return shapes.get(mark.id);
    const km = mark.precision === 2 ? Math.max(mark.extent_km, 25) : mark.extent_km;
    return km > 0 && km <= WIDEST_KM ? circle(mark.lon, mark.lat, km) : null;
  }

  /** A tile of slanted lines, as pixels for the map's pattern. */
  function hatch(colour, ratio) {
    const size = 8 * ratio;
    const [red, green, blue] = parts.marksLayer.rgb(colour).map((part) => Math.round(part * 255));
    const data = new Uint8ClampedArray(size * size * 4);
    for (let y = 0; y < size; y += 1) {
      for (let x = 0; x < size; x += 1) {
        const along = ((x + y) % size) / ratio;
        const strength = Math.max(0, 1 - Math.abs(along - 4) / 1.1);
        data.set([red, green, blue, Math.round(255 * strength)], 4 * (y * size + x));
      }
    }
    return { width: size, height: size, data };
  }

  /** Layers on `map`, under `below`. `shapesAddress` is the governorates' GeoJSON. */
  function create(map, colours, below, shapesAddress) {
    const shapes = new Map();
    let marks = [];
    const chosen = { selected: -1, hovered: -1 };

    function place() {
      if (map.getSource(SOURCE)) return;
      if (!map.hasImage(HATCH)) map.addImage(HATCH, hatch(colours.event, 2), { pixelRatio: 2 });
      map.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
      map.addLayer({ id: `${SOURCE}-fill`, type: "fill", source: SOURCE, paint: { "fill-pattern": HATCH, "fill-opacity": 0.4 } }, below);
      map.addLayer(
        { id: `${SOURCE}-line`, type: "line", source: SOURCE, paint: { "line-color": colours.event, "line-width": 1, "line-opacity": 0.7 } },
        below,
      );
      draw();
    }

    function draw() {
      const source = map.getSource(SOURCE);
      if (!source) return;
      const extents = [...new Set(Object.values(chosen))]
        .filter((index) => index >= 0 && marks[index])
        .map((index) => extentOf(marks[index], shapes))
        .filter(Boolean);
      source.setData({ type: "FeatureCollection", features: extents.map((geometry) => ({ type: "Feature", properties: {}, geometry })) });
    }

    place();
    map.on("style.load", place);
    fetch(shapesAddress)
      .then((response) => response.json())
      .then((collection) => {
        for (const feature of collection.features) shapes.set(feature.properties.id, feature.geometry);
        draw();
      })
      .catch(() => {}); // without the shapes, circles say it

    return {
      setMarks(all) {
        marks = all;
        draw();
      },
      choose(what, index) {
        if (chosen[what] === index) return;
        chosen[what] = index;
        draw();
      },
    };
  }

  parts.areas = { circle, extentOf, hatch, create };
  if (typeof module !== "undefined") module.exports = parts.areas;
})(globalThis);
