/* The map's layers: which are shown, each with its switch and its legend, and what keeps them in step with the window.
 *
 * Only what is switched on costs anything. Heat and the colours of areas follow each step of the slider; names and the
 * extents of vague marks wait until it rests.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const LAYERS = ["bubbles", "heat", "areas", "extents", "camps", "labels", "borders"];
  const SHOWN = Object.freeze(["bubbles", "camps", "labels", "borders"]);
  const NONE = "none"; // in the address: no layer at all
  const HEAT = "conflict-map-heat";
  const BORDERS = ["international-casing", "international", "disputed", "ceasefire", "governorate", "first-level"];
  const REST = 220; // ms after the last step before words follow
  const PATIENCE = 700; // and while it plays on

  /** The layers an address names, in our order; "none" is none. */
  function read(value) {
    const named = value.split("|").map((name) => name.trim());
    const known = LAYERS.filter((name) => named.includes(name));
    return known.length || named.includes(NONE) ? Object.freeze(known) : undefined;
  }

  const write = (names) => LAYERS.filter((name) => names.includes(name)).join("|") || NONE;

  const fields = ({ choice }) => ({
    layers: { fallback: SHOWN, read, write },
    value: choice(["count", "perday"]),
    level: choice(["1", "2", "3"]),
  });

  /** A layer more or fewer. */
  const toggled = (layers, name) => read(write(layers.includes(name) ? layers.filter((one) => one !== name) : [...layers, name]));

  /** How much each mark fades: the share of its dated mentions whose day is not certain, written into `into`. */
  function fading(uncertain, mentions, into) {
    for (let i = 0; i < into.length; i += 1) into[i] = mentions[i] ? uncertain[i] / mentions[i] : 0;
    return into;
  }

  class Layers {
    constructor(host) {
      this.host = host;
      this.view = null;
      this.picture = null;
      this.fadingOf = new Float32Array(0);
      this.timer = null;
      this.waitingSince = 0;
      this.failed = "";
      this.panel = parts.layerPanel.create(host, LAYERS, {
        toggle: (name) => this.set({ layers: toggled(this.shown(), name) }),
        value: (value) => this.set({ value }),
        level: (level) => this.set({ level }),
      });
      this.keys = parts.layerKeys.create(host.find("LAYER_KEYS"), host.find("LEGEND"), host.speak);
      this.panel.show(host.keeper.get());
      if (!host.config.framed) this.makeRoom();
      host.find("LAYERS").addEventListener("click", () => this.makeRoom());
    }

    /** In a small window the legend is folded away: the map needs the room. */
    makeRoom() {
      if (root.matchMedia("(max-width: 1000px), (max-height: 620px)").matches) this.host.find("KEYS").open = false;
    }

    set(patch) {
      this.host.keeper.set(patch, { step: true });
    }

    shown() {
      return this.host.keeper.get().layers;
    }

    has(name) {
      return this.shown().includes(name);
    }

    // ---- what the page tells

    mapReady(view) {
      const { config, speak } = this.host;
      const { colours, fonts } = config;
      this.view = view;
      this.choropleth = parts.choropleth.create(view, this.host.source, colours);
      this.heat = parts.heat.create(HEAT, colours);
      view.keep(() => this.placeHeat());
      this.labels = parts.labels.create(view, { language: speak.language, fonts, ink: colours.ink, halo: colours.land });
      view.keep(() => this.showBorders());
      view.map.on("moveend", () => this.tellKeys());
      this.giveMarks();
      this.apply();
    }

    loaded() {
      this.giveMarks();
      this.applyAreas();
    }

    giveMarks() {
      const cube = this.host.cube();
      if (!this.view || !cube) return;
      this.fadingOf = new Float32Array(cube.marks.length);
      this.camps = Uint8Array.from(cube.marks, (mark) => (mark.kind === "camp" ? 1 : 0));
      this.nothing = new Uint8Array(cube.marks.length);
      this.heat.setMarks(this.view.layer.positions());
      this.largest = {};
      this.mask();
    }

    follow(state, changed) {
      if (!["layers", "value", "level"].some((name) => changed.has(name))) return;
      this.panel.show(state);
      this.apply();
      this.host.redraw();
    }

    /** A step of the slider. */
    drawn(picture) {
      this.picture = picture;
      if (!this.view) return;
      const { summary } = picture;
      if (this.fadingOf.length === summary.dated.length) this.view.layer.setFading(fading(summary.uncertain, summary.sums.mentions, this.fadingOf));
      if (this.has("heat")) this.drawHeat(picture);
      if (this.has("areas")) this.choropleth.draw(picture);
      this.later();
    }

    state() {
      return { layers: this.shown(), names: this.labels ? this.labels.drawn() : [], areas: this.areasNow() };
    }

    areasNow() {
      const { choropleth } = this;
      return choropleth && choropleth.on ? { level: choropleth.level, bounds: choropleth.bounds, classes: { ...choropleth.given }, left: choropleth.left } : null;
    }

    // ---- switches

    apply() {
      if (!this.view) return;
      this.mask();
      this.view.layer.showCamps(this.has("camps"));
      this.view.areas.showAll(this.has("extents"));
      this.labels.show(this.has("labels"));
      this.placeHeat();
      this.showBorders();
      this.applyAreas();
      this.later();
    }

    /** Which marks are drawn: all, the camps alone, or none. */
    mask() {
      const [bubbles, camps] = [this.has("bubbles"), this.has("camps")];
      this.view?.setOnly(bubbles ? null : camps ? this.camps || null : this.nothing || null);
    }

    placeHeat() {
      const { map } = this.view;
      const there = map.getLayer(HEAT);
      if (this.has("heat") && !there) map.addLayer(this.heat, parts.mapView.LAYER);
      if (!this.has("heat") && there) map.removeLayer(HEAT);
    }

    drawHeat({ state, cube, summary }) {
      if (this.heat.values.length !== cube.marks.length) return;
      this.largest[state.measure] = this.largest[state.measure] || parts.summary.largestOf(cube, state.measure);
      this.leftOut = parts.heat.weights(cube.marks, summary.dated, summary.undated, this.heat.values);
      this.heat.changed(this.largest[state.measure]);
    }

    showBorders() {
      this.view.showLayers(BORDERS, this.has("borders"));
    }

    async applyAreas() {
      if (!this.choropleth) return;
      const state = this.host.keeper.get();
      try {
        await this.choropleth.show(this.has("areas"), Number(state.level), parts.stateFields.asked(state));
        this.failed = "";
        this.leveled();
        this.credit();
      } catch {
        this.failed = "areas";
        this.host.notify(this.host.speak.say("layer.areas.failed"));
      }
      this.panel.setLevels(this.choropleth.levels);
      if (this.picture && this.has("areas")) this.choropleth.draw(this.picture);
      this.later();
    }

    /** A level that is not there gives way to the one that is drawn; the address follows, with a word about it. */
    leveled() {
      const { on, level, levels } = this.choropleth;
      const asked = Number(this.host.keeper.get().level);
      if (!on || asked === level || levels.includes(asked)) return;
      this.host.keeper.set({ level: "1" });
      this.host.notify(this.host.speak.say("layer.areas.no_level"));
    }

    /** Whoever lent the outlines that are drawn is named beside the base map. */
    credit() {
      const place = this.host.find("MAP_FRAME").querySelector(".credits");
      if (!place) return;
      const { on, outlines } = this.choropleth;
      const lent = on && outlines ? outlines.credits || [] : [];
      this.lenders = this.lenders || place.appendChild(parts.dom.element("span", { class: "lenders" }));
      this.lenders.textContent = lent.map((one) => ` · ${one}`).join("");
    }

    // ---- what waits for rest

    later() {
      const now = performance.now();
      if (this.timer === null) this.waitingSince = now;
      else if (now - this.waitingSince > PATIENCE) return; // it plays on: words come now and then
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.rest(), REST);
    }

    rest() {
      this.timer = null;
      const { picture, view } = this;
      if (!picture || !view) return;
      const { dated, undated } = picture.summary;
      const { only } = view;
      const counts = (index) => (only && !only[index] ? 0 : dated[index] + undated[index]);
      if (picture.cube === this.host.cube()) {
        this.labels.follow(picture.cube.marks, counts, view.sizes);
        view.areas.follow((index) => dated[index] + undated[index]);
      }
      this.tellKeys();
    }

    tellKeys() {
      const { picture, view } = this;
      if (!picture || !view) return;
      const state = this.host.keeper.get();
      const { lat, zoom } = view.view();
      this.keys.show({
        bubbles: this.has("bubbles"),
        camps: this.has("camps") && picture.cube.marks.some((_, i) => this.camps[i] && picture.summary.dated[i] + picture.summary.undated[i]),
        heat: this.has("heat") && { km: parts.heat.reachKm(lat, zoom), top: this.heat.top, left: this.leftOut || 0, measure: state.measure },
        areas: this.has("areas") && !this.failed && { bounds: this.choropleth.bounds, left: this.choropleth.left, perDay: state.value === "perday", measure: state.measure, level: state.level },
        extents: this.has("extents"),
      });
    }
  }

  (parts.featureList = parts.featureList || []).push({ name: "layers", framed: true, fields, create: (host) => new Layers(host) });

  parts.layers = { LAYERS, SHOWN, read, write, toggled, fading };
  if (typeof module !== "undefined") module.exports = parts.layers;
})(globalThis);
