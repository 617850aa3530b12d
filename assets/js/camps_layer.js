/* The camps on the map as they were at the end of the window: status and population of that day, by the newest figure. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const LAYER = "camps"; // its switch, see layers.js
  const SOURCE = "conflict-map-camps";
  const AREAS = "conflict-map-camps-blurred";
  const NAMED_FROM = 7; // zoom

  /** The signs of a day: {camp, status, figure, form, side, name}, the small ones last so that they lie on top. Pure. */
  function signsOn(camps, day) {
    const { statusOn, figureOn, sideOf, formOf, begun } = parts.campsDays;
    const undated = (camp) => !camp.statuses.length && !camp.people.length;
    return camps
      .filter((camp) => undated(camp) || begun(camp, day))
      .map((camp) => {
        const [status, figure] = [statusOn(camp, day), figureOn(camp, day)];
        const [form, side] = [formOf(status), Math.round(sideOf(figure))];
        return { camp, status, figure, form, side, name: parts.campsSign.nameOf(form, side, Boolean(figure)) };
      })
      .sort((one, other) => other.side - one.side || (one.camp.id < other.camp.id ? -1 : 1));
  }

  /** Signs as GeoJSON; `named(camp)` says whether its name is drawn, `own(camp)` what it is called. Pure. */
  function collection(signs, named, own) {
    const features = signs.map(({ camp, side, name }, rank) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [camp.lon, camp.lat] },
      properties: { sign: name, rank, name: named(camp) ? own(camp) : "", offset: (side + 4) / 12, wide: camp.metres ? atZoom22(camp.metres, camp.lat) : 0 },
    }));
    return { type: "FeatureCollection", features };
  }

  /** The radius in px at zoom 22 of so many metres at a latitude; half of it one zoom out. Pure. */
  const atZoom22 = (metres, lat) => metres / ((40075017 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** 22));

  class Camps {
    constructor(host) {
      this.host = host;
      this.camps = null;
      this.signs = [];
      this.day = "";
      this.key = "";
      this.positions = new Float64Array(0);
      this.radii = new Float32Array(0);
      this.tip = parts.campsTip.create(host);
      this.legend = parts.campsTip.legend(host);
      this.legend.hold(host.keeper.get().present);
      if (host.source.camps) this.fetch();
    }

    async fetch() {
      try {
        const told = await this.host.source.camps();
        this.camps = told.camps;
        this.sources = told.sources;
      } catch {
        return; // the map is whole without them; the next load asks again
      }
      this.day = "";
      if (this.picture) this.drawn(this.picture);
    }

    // ---- what the page tells

    mapReady(view) {
      this.view = view;
      view.draws((name) => parts.campsSign.give(view.map, name, this.host.config.colours));
      view.keep(() => this.place());
      view.points((event) => this.point(this.under(event, 2), event));
      view.map.getCanvas().addEventListener("pointerleave", () => this.tip.leave());
      view.map.on("movestart", () => this.tip.close());
      parts.campsTip.linkTo(this.host);
      this.show();
    }

    loaded() {
      if (!this.camps && this.host.source.camps) this.fetch();
      this.day = "";
    }

    follow(state, changed) {
      if (changed.has("layers")) this.show();
      if (changed.has("present")) this.legend.hold(state.present);
    }

    drawn(picture) {
      this.picture = picture;
      // Where no story has a day, the camps are those of today.
      const day = picture.window ? parts.calendar.toIso(picture.window.last) : new Date().toISOString().slice(0, 10);
      if (!this.camps || !this.on() || day === this.day) return;
      this.day = day;
      this.tip.close();
      this.signs = signsOn(this.camps, day);
      const told = this.told(picture);
      const key = this.signs.map(({ camp, name }) => `${camp.id} ${name} ${told.has(camp.place) ? 1 : 0}`).join("|");
      if (key === this.key) return;
      this.key = key;
      this.toTouch();
      this.data = collection(this.signs, (camp) => !told.has(camp.place), (camp) => this.called(camp));
      this.legend.show(this.signs);
      this.give();
    }

    clicked(index, at) {
      const found = this.on() ? this.under({ clientX: at.x, clientY: at.y }, at.finger ? 10 : 3) : -1;
      if (found < 0) this.tip.close();
      else this.tip.pin(this.signs[found], this.seen(), at);
    }

    state() {
      const told = this.signs.map(({ camp, status, figure }) => [camp.id, status, figure ? figure.count : null]);
      return { camps: this.on() ? { day: this.day, signs: told } : null };
    }

    // ----

    on() {
      return this.host.keeper.get().layers.includes(LAYER);
    }

    called(camp) {
      return (this.host.speak.language === "ar" ? camp.name_ar : camp.name) || camp.name || camp.name_ar;
    }

    seen() {
      return { day: this.day, sources: this.sources };
    }

    /** The places whose marks are drawn, which have their names already. */
    told({ cube, summary }) {
      if (this.marked?.cube !== cube) this.marked = { cube, rows: [...cube.marks.keys()].filter((row) => cube.marks[row].kind === "camp") };
      const told = new Set();
      for (const row of this.marked.rows) if (summary.dated[row] + summary.undated[row]) told.add(cube.marks[row].id);
      return told;
    }

    toTouch() {
      this.positions = new Float64Array(2 * this.signs.length);
      this.radii = new Float32Array(2 * this.signs.length);
      this.signs.forEach(({ camp, side }, i) => {
        this.positions.set(parts.marks.mercator(camp.lon, camp.lat), 2 * i);
        this.radii[2 * i] = side;
      });
    }

    under(event, tolerance) {
      if (!this.signs.length || !this.on()) return -1;
      const box = this.view.map.getCanvas().getBoundingClientRect();
      return parts.marks.hit(this.positions, this.radii, this.view.camera(), event.clientX - box.left, event.clientY - box.top, tolerance);
    }

    point(index, event) {
      if (index < 0) {
        this.tip.leave();
        return;
      }
      this.view.map.getCanvas().style.cursor = "pointer";
      this.tip.show(this.signs[index], this.seen(), { x: event.clientX, y: event.clientY });
    }

    show() {
      if (!this.view) return;
      this.view.showLayers([AREAS, SOURCE], this.on());
      if (!this.on()) this.tip.close();
      this.legend.show(this.on() ? this.signs : []);
      if (this.on() && this.picture) {
        this.day = "";
        this.drawn(this.picture);
      }
    }

    give() {
      if (!this.view || !this.data) return;
      this.place();
      const { map } = this.view;
      map.getSource(SOURCE).setData(this.data);
    }

    place() {
      const { map } = this.view;
      if (!this.data || map.getSource(SOURCE)) return;
      const { colours } = this.host.config;
      map.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
      map.addLayer(this.areas(colours), parts.mapView.LAYER);
      const { SOURCE: names } = parts.labels;
      map.addLayer(this.symbols(colours), map.getLayer(names) ? names : undefined); // whichever came first, a sign hides no name
      this.give();
    }

    /** Where a position is told as a cell alone, the cell's extent. */
    areas(colours) {
      const radius = ["get", "wide"];
      return {
        id: AREAS,
        type: "circle",
        source: SOURCE,
        filter: [">", ["get", "wide"], 0],
        paint: {
          "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 0, ["/", radius, 2 ** 22], 22, radius],
          "circle-color": colours.camp,
          "circle-opacity": 0.06,
          "circle-stroke-color": colours.camp,
          "circle-stroke-width": 1,
          "circle-stroke-opacity": 0.5,
        },
      };
    }

    symbols(colours) {
      const { fonts } = this.host.config;
      const rightToLeft = this.host.speak.language === "ar";
      return {
        id: SOURCE,
        type: "symbol",
        source: SOURCE,
        layout: {
          "icon-image": ["get", "sign"],
          "icon-allow-overlap": true,
          "icon-ignore-placement": true,
          "text-field": ["step", ["zoom"], "", NAMED_FROM, ["get", "name"]],
          "text-font": ["literal", fonts.regular],
          "text-size": rightToLeft ? 13.5 : 12,
          "text-variable-anchor": rightToLeft ? ["right", "left", "top", "bottom"] : ["left", "right", "top", "bottom"],
          "text-radial-offset": ["get", "offset"],
          "text-justify": "auto",
          "text-max-width": 9,
          "text-optional": true,
          "symbol-sort-key": ["get", "rank"],
        },
        paint: { "text-color": colours.camp, "text-halo-color": colours.land, "text-halo-width": 1.5 },
      };
    }
  }

  (parts.featureList = parts.featureList || []).push({ name: "camps", framed: true, create: (host) => new Camps(host) });

  parts.campsLayer = { signsOn, collection, atZoom22 };
  if (typeof module !== "undefined") module.exports = parts.campsLayer;
})(globalThis);
