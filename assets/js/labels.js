/* Names beside the marks, the busiest first, in the reader's language; MapLibre sees that they do not collide.
 *
 * They follow the window when it rests: a step of the slider does not wait for words. What the base map calls by the same
 * name at the same place gives way, so that no name stands twice.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SOURCE = "conflict-map-names";
  const MOST = 400; // names at once: more than a screen holds
  const SAME_KM = 20; // how far apart two maps put one town
  const WIDE_KM = 500; // and one country

  /** Which marks are named: {mark, count, radius} of the busiest, one for each place; what lies beside a place has no name. */
  function chosen(marks, counts, radii) {
    const best = new Map();
    for (let i = 0; i < marks.length; i += 1) {
      if (!counts(i) || marks[i].title) continue;
      const radius = Math.max(radii[2 * i] || 0, radii[2 * i + 1] || 0);
      const found = best.get(marks[i].id);
      if (!found) best.set(marks[i].id, { mark: marks[i], count: counts(i), radius });
      else {
        found.radius = Math.max(found.radius, radius);
        if (counts(i) > found.count) Object.assign(found, { mark: marks[i], count: counts(i) });
      }
    }
    return [...best.values()].sort((a, b) => b.count - a.count || (a.mark.key < b.mark.key ? -1 : 1)).slice(0, MOST);
  }

  /** The names as GeoJSON points. */
  function features(rows, language) {
    const step = language === "ar" ? 1.5 : 0;
    return rows.map(({ mark, radius }, rank) => {
      const size = (rank < 12 ? 13.5 : 12) + step;
      const properties = { name: parts.placeNames.of(mark, language).own, rank, size, first: rank < 12, offset: (radius + 3) / size };
      return { type: "Feature", properties, geometry: { type: "Point", coordinates: [mark.lon, mark.lat] } };
    });
  }

  /** A name without the word for its kind. */
  const bare = (name) => (name || "").replace(/ (Governorate|Province)$/, "").replace(/^محافظة /, "").toLowerCase();

  /** The positions of the base map's names that the rows name too. `base`: GeoJSON points with name, name_ar, kind. */
  function doubled(base, rows) {
    const named = new Map();
    for (const { mark } of rows) for (const name of [mark.name, mark.name_ar]) if (name) named.set(bare(name), [...(named.get(bare(name)) || []), mark]);
    const found = [];
    base.forEach(({ properties, geometry }, at) => {
      const wide = properties.kind === "country" || properties.kind === "governorate" || properties.kind === "area";
      const marks = [properties.name, properties.name_ar].flatMap((name) => named.get(bare(name)) || []);
      const here = marks.some((mark) => wide === mark.precision > 2 && away(geometry.coordinates, mark) < (wide ? WIDE_KM : SAME_KM));
      if (here) found.push(at);
    });
    return found;
  }

  function away([lon, lat], mark) {
    const radians = Math.PI / 180;
    return 111.2 * Math.hypot(lat - mark.lat, (lon - mark.lon) * Math.cos(lat * radians));
  }

  class Labels {
    /** `look`: {language, fonts, ink, halo}. */
    constructor(view, look) {
      Object.assign(this, { view, look });
      this.on = false;
      this.rows = [];
      this.base = null;
      this.filters = new Map(); // of the base map's layers, as they were
      this.hidden = "";
      view.keep(() => this.place());
    }

    place() {
      const { map } = this.view;
      if (map.getSource(SOURCE) || !this.on) return;
      this.filters.clear();
      this.hidden = "";
      const { language, fonts, ink, halo } = this.look;
      const rightToLeft = language === "ar";
      map.addSource(SOURCE, { type: "geojson", data: this.collection() });
      map.addLayer({
        id: SOURCE,
        type: "symbol",
        source: SOURCE,
        // Fewer where the map shows more: the names of small places come as one comes nearer.
        filter: ["<", ["get", "rank"], ["step", ["zoom"], 14, 5, 24, 6, 40, 7, 90, 8, 180, 9, MOST]],
        layout: {
          "text-field": ["get", "name"],
          "text-font": ["case", ["get", "first"], ["literal", fonts.bold], ["literal", fonts.regular]],
          "text-size": ["get", "size"],
          "text-variable-anchor": rightToLeft ? ["right", "left", "top", "bottom"] : ["left", "right", "top", "bottom"],
          "text-radial-offset": ["get", "offset"],
          "text-justify": "auto",
          "text-max-width": 9,
          "text-padding": 5,
          "symbol-sort-key": ["get", "rank"],
        },
        paint: { "text-color": ink, "text-halo-color": halo, "text-halo-width": 1.5, "text-halo-blur": 0.3 },
      });
      this.giveWay();
    }

    show(on) {
      if (this.on === on) return;
      this.on = on;
      const { map } = this.view;
      if (on) {
        this.place();
        return;
      }
      this.giveBack();
      if (map.getLayer(SOURCE)) map.removeLayer(SOURCE);
      if (map.getSource(SOURCE)) map.removeSource(SOURCE);
    }

    collection() {
      return { type: "FeatureCollection", features: features(this.rows, this.look.language) };
    }

    /** Follow what is drawn; `counts(i)` is what mark i counts. */
    follow(marks, counts, radii) {
      if (!this.on) return;
      this.rows = chosen(marks, counts, radii);
      this.view.map.getSource(SOURCE)?.setData(this.collection());
      this.giveWay();
    }

    // ---- the base map's own names

    async giveWay() {
      const { map } = this.view;
      if (!this.base) {
        const style = map.getStyle();
        if (!style) return; // a new one is on its way
        const { sources, layers } = style;
        this.baseLayers = layers.filter((layer) => layer.source === "labels").map((layer) => layer.id);
        this.base = this.namesOf(sources.labels?.data);
      }
      const base = await this.base;
      if (!base || !this.on || !map.getSource(SOURCE)) return;
      this.hide(doubled(base.features, this.rows));
    }

    /** The base map's names, given whole or by their address; null where it has none of ours. */
    namesOf(given) {
      if (typeof given !== "string") return Promise.resolve(given || null);
      return fetch(given)
        .then((answer) => answer.json())
        .catch(() => null); // then a name may stand twice
    }

    hide(ids) {
      const { map } = this.view;
      if (this.hidden === ids.join()) return;
      this.hidden = ids.join();
      for (const id of this.baseLayers) {
        if (!map.getLayer(id)) continue;
        if (!this.filters.has(id)) this.filters.set(id, map.getFilter(id));
        const not = ["!", ["in", ["id"], ["literal", ids]]];
        const own = this.filters.get(id);
        map.setFilter(id, own ? ["all", own, not] : not);
      }
    }

    giveBack() {
      const { map } = this.view;
      for (const [id, filter] of this.filters) if (map.getLayer(id)) map.setFilter(id, filter);
      this.filters.clear();
      this.hidden = "";
    }

    /** The names that are really drawn now. */
    drawn() {
      const { map } = this.view;
      if (!this.on || !map.getLayer(SOURCE)) return [];
      return [...new Set(map.queryRenderedFeatures({ layers: [SOURCE] }).map((feature) => feature.properties.name))];
    }
  }

  parts.labels = { SOURCE, create: (...given) => new Labels(...given), chosen, features, doubled, bare };
  if (typeof module !== "undefined") module.exports = parts.labels;
})(globalThis);
