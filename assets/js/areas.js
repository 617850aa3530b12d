/* The true extents of vague marks under the marks: hatched of the one that is pointed at or chosen, outlined of all where
 * that is asked for. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SOURCE = "conflict-map-areas";
  const ALL = "conflict-map-extents";
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

  /** The extent of a mark: its own shape, its governorate's where there is one, else a circle; null for a point. What lies
   * beside a place and has no shape is all that lies within its extent. */
  function extentOf(mark, shapes) {
    if (mark.shape) return mark.shape;
    if (mark.vicinity) return circle(mark.lon, mark.lat, mark.extent_km);
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

  const collection = (features) => ({ type: "FeatureCollection", features });

  /** Layers on `view` (see map_view.js), under its marks. `shapes` and `countries` are where the GeoJSON of governorates and
   * of countries stands. */
  class Areas {
    constructor(view, colours, { shapes, countries }) {
      Object.assign(this, { view, colours, countries });
      this.shapes = new Map();
      this.marks = [];
      this.chosen = { selected: -1, hovered: -1 };
      this.all = false;
      this.counted = new Uint8Array(0); // whether an extent is shown, as told to the map
      view.keep(() => this.place());
      this.learn(shapes, (properties) => properties.id);
    }

    place() {
      const { map } = this.view;
      if (!map.getSource(SOURCE)) {
        if (!map.hasImage(HATCH)) map.addImage(HATCH, hatch(this.colours.event, 2), { pixelRatio: 2 });
        map.addSource(SOURCE, { type: "geojson", data: collection([]) });
        const below = map.getLayer(parts.mapView.LAYER) ? parts.mapView.LAYER : undefined;
        map.addLayer({ id: `${SOURCE}-fill`, type: "fill", source: SOURCE, paint: { "fill-pattern": HATCH, "fill-opacity": 0.4 } }, below);
        map.addLayer({ id: `${SOURCE}-line`, type: "line", source: SOURCE, paint: { "line-color": this.colours.event, "line-width": 1, "line-opacity": 0.7 } }, below);
        this.draw();
      }
      if (this.all && !map.getSource(ALL)) this.placeAll();
    }

    placeAll() {
      const { map } = this.view;
      this.counted = new Uint8Array(this.marks.length);
      map.addSource(ALL, { type: "geojson", data: this.extents() });
      const shown = (most) => ["case", ["==", ["feature-state", "shown"], 1], most, 0];
      map.addLayer({ id: `${ALL}-fill`, type: "fill", source: ALL, paint: { "fill-color": this.colours.event, "fill-opacity": ["case", ["get", "wide"], 0, shown(0.045)], "fill-antialias": false } }, `${SOURCE}-fill`);
      map.addLayer({ id: `${ALL}-line`, type: "line", source: ALL, paint: { "line-color": this.colours.event, "line-width": 0.9, "line-dasharray": [3, 2], "line-opacity": shown(0.6) } }, `${SOURCE}-fill`);
      if (this.counts) this.follow(this.counts);
    }

    /** Every vague mark's extent; its id is its number. */
    extents() {
      const features = [];
      this.marks.forEach((mark, index) => {
        const geometry = extentOf(mark, this.shapes);
        if (geometry) features.push({ type: "Feature", id: index, properties: { wide: mark.precision > 4 }, geometry });
      });
      return collection(features);
    }

    draw() {
      const source = this.view.map.getSource(SOURCE);
      if (!source) return;
      const extents = [...new Set(Object.values(this.chosen))]
        .filter((index) => index >= 0 && this.marks[index])
        .map((index) => extentOf(this.marks[index], this.shapes))
        .filter(Boolean);
      source.setData(collection(extents.map((geometry) => ({ type: "Feature", properties: {}, geometry }))));
      this.view.showLayers([`${SOURCE}-fill`, `${SOURCE}-line`], extents.length > 0);
    }

    /** Fetch true outlines, unless the page carries them; without them, circles say it. */
    async learn(address, idOf) {
      const carried = root.conflictMapFiles?.[address];
      const found = carried || (await fetch(address).then((answer) => answer.json()).catch(() => null));
      for (const feature of found ? found.features : []) this.shapes.set(idOf(feature.properties), feature.geometry);
      this.draw();
      this.view.map.getSource(ALL)?.setData(this.extents());
    }

    setMarks(marks) {
      this.marks = marks;
      this.counts = null; // those of other marks
      this.counted = new Uint8Array(marks.length);
      this.draw();
      const source = this.view.map.getSource(ALL);
      if (!source) return;
      this.view.map.removeFeatureState({ source: ALL });
      source.setData(this.extents());
    }

    choose(what, index) {
      if (this.chosen[what] === index) return;
      this.chosen[what] = index;
      this.draw();
    }

    /** Show the extents of all vague marks, or only of the one that is chosen. */
    showAll(on) {
      const { map } = this.view;
      this.all = on;
      if (on && this.countries) {
        this.learn(this.countries, (properties) => `iso-${properties.iso_a2}`);
        this.countries = null; // once
      }
      if (on) this.place();
      else if (map.getSource(ALL)) {
        for (const part of ["line", "fill"]) map.removeLayer(`${ALL}-${part}`);
        map.removeSource(ALL);
      }
    }

    /** Of all vague marks those with a count have an extent; only changes are told to the map. */
    follow(counts) {
      const { map } = this.view;
      this.counts = counts;
      if (!this.all || !map.getSource(ALL)) return;
      for (let id = 0; id < this.counted.length; id += 1) {
        const shown = (this.marks[id].vicinity || this.marks[id].precision > 1) && counts(id) ? 1 : 0;
        if (shown === this.counted[id]) continue;
        this.counted[id] = shown;
        map.setFeatureState({ source: ALL, id }, { shown });
      }
    }
  }

  parts.areas = { circle, extentOf, hatch, create: (...given) => new Areas(...given) };
  if (typeof module !== "undefined") module.exports = parts.areas;
})(globalThis);
