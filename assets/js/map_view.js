/* The map: our marks on plotly's MapLibre, pointing, choosing, moving.
 *
 * The MapLibre object is reached through a private path of plotly.js (see requirements.txt); tests/e2e guards it.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const LAYER = "conflict-map-marks";
  const TILE = 512; // px of the world at zoom 0
  const EDGE = 28; // px from the edge of the frame at which a mark counts as seen
  const NEAREST = 13; // zoom beyond which the base map has no more to tell
  const FARTHEST = 1.5;
  const MOVE_MS = 180;

  /** Whether this browser can draw the map at all. */
  function canDraw() {
    try {
      return Boolean(document.createElement("canvas").getContext("webgl2"));
    } catch {
      return false;
    }
  }

  /** Plotly's own subplot in a plotly graph inside `element`, where it has one yet. */
  function subplotOf(element) {
    const plot = element.querySelector(".js-plotly-plot"); // looked up anew: Dash swaps the element once
    return plot && plot._fullLayout && plot._fullLayout.map && plot._fullLayout.map._subplot;
  }

  /** The MapLibre map inside the element of that id, as soon as layers can be put on it: the base map's own need not be
   * there yet. */
  function mapOf(id) {
    const element = document.getElementById(id);
    const map = element && subplotOf(element)?.map;
    return map && map.style && map.getLayersOrder().length ? map : null;
  }

  /** Plotly puts the map to where its layout says once the base map is there, and whenever the window changes its size:
   * before it does, its layout is told where the map is, or is on its way to, by `where()`. */
  function tellPlotly(subplot, where) {
    const look = subplot.updateLayout;
    subplot.updateLayout = (layout) => {
      const { lon, lat, zoom } = where();
      Object.assign(layout[subplot.id], { center: { lon, lat }, zoom });
      return look.call(subplot, layout);
    };
  }

  /** Resolves with the map when it is ready; rejects after `patience` ms. */
  function whenReady(id, patience) {
    const until = performance.now() + patience;
    return new Promise((resolve, reject) => {
      (function look() {
        const map = mapOf(id);
        if (map) resolve(map);
        else if (performance.now() > until) reject(new Error("the map did not start"));
        else setTimeout(look, 30);
      })();
    });
  }

  /** A round length for the scale bar: {km, px} no wider than `most` px. */
  function scaleBar(lat, zoom, most) {
    const kmPerPixel = (40075.017 * Math.cos((lat * Math.PI) / 180)) / (TILE * 2 ** zoom);
    const widest = kmPerPixel * most;
    const power = 10 ** Math.floor(Math.log10(widest));
    const km = [5, 2, 1].map((lead) => lead * power).find((length) => length <= widest) || power;
    return { km, px: km / kmPerPixel };
  }

  /** Zoom and centre that show the box [west, south, east, north] in a frame of width × height px. */
  function fit(box, width, height, { margin = 56, most = 9, below = 0 } = {}) {
    const [left, top] = parts.marks.mercator(box[0], box[3]);
    const [right, bottom] = parts.marks.mercator(box[2], box[1]);
    const room = Math.max(Math.min(width, height) / 3, 1);
    const across = Math.max(width - 2 * margin, room) / Math.max((right - left) * TILE, 1e-9);
    const down = Math.max(height - below - 2 * margin, room) / Math.max((bottom - top) * TILE, 1e-9);
    const zoom = Math.min(Math.log2(Math.min(across, down)), most);
    const y = (top + bottom) / 2 + below / 2 / (TILE * 2 ** zoom); // the box stands above what covers the map from below
    const lat = (360 / Math.PI) * Math.atan(Math.exp(Math.PI * (1 - 2 * y))) - 90;
    return { lon: ((left + right) / 2) * 360 - 180, lat, zoom };
  }

  /** The marks on a MapLibre map. `on` hears: choose(index), hover(index, point), move(view, atRest). */
  class MapView {
    constructor(map, frame, { colours, firstLabel, shapes, countries }, on) {
      this.map = map;
      this.firstLabel = firstLabel;
      this.kept = [];
      this.drawers = [];
      this.bound = null; // where the map is on its way to
      this.frame = frame;
      this.on = on;
      this.sizes = new Float32Array(0);
      this.only = null;
      this.calm = root.matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.layer = parts.marksLayer.create(LAYER, colours);
      this.keep(() => map.getLayer(LAYER) || map.addLayer(this.layer, this.words()));
      // Before anything else of ours comes between: all that is put beneath the marks stands above the ground.
      this.still = parts.stillGround.create();
      this.keep(() => map.getLayer(this.still.id) || map.addLayer(this.still, LAYER));
      this.areas = parts.areas.create(this, colours, { shapes, countries });
      // A new style, whole or in parts, drops the layers it does not know. No sooner than this: while a style comes,
      // MapLibre already calls itself loaded and then forgets the layers it was given.
      map.on("style.load", () => this.placeAll());
      // In the place of plotly's own resolver, which asks another host for the images the style lacks.
      map.setMissingStyleImageResolver(async (name) => this.drawers.forEach((draw) => draw(name)));
      this.limit();
      this.listen();
      tellPlotly(subplotOf(frame), () => this.bound || this.view());
    }

    /** `hear` is told where a pointer that is no finger moves over the map, once a frame at most. */
    points(hear) {
      let waiting = false;
      this.map.getCanvas().addEventListener("pointermove", (event) => {
        if (waiting || event.pointerType === "touch") return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          hear(event);
        });
      });
    }

    /** `draw` hears the name of each image that is wanted and lacking, and puts it on the map where it knows how. */
    draws(draw) {
      this.drawers.push(draw);
    }

    /** Put something on the map now, and again whenever a new style has dropped it: `place` does nothing where it is. */
    keep(place) {
      this.kept.push(place);
      place();
    }

    /** Put everything on the map that is not there; what cannot be put is told and keeps nothing else away. */
    placeAll() {
      for (const place of this.kept) {
        try {
          place();
        } catch (problem) {
          console.error(problem);
        }
      }
    }

    /** The first layer of words, to put marks beneath. */
    words() {
      return this.map.getLayer(this.firstLabel) ? this.firstLabel : undefined;
    }

    /** The layer to put areas beneath: lines and marks stay above them. */
    ground() {
      const first = this.map.getLayer("rivers-3") ? "rivers-3" : this.words();
      return first || LAYER;
    }

    /** North stays up, and zooms stay where the map has something to say. */
    limit() {
      this.map.dragRotate.disable();
      this.map.touchZoomRotate.disableRotation();
      this.map.touchPitch.disable();
      this.map.setMaxZoom(NEAREST);
      this.map.setMinZoom(FARTHEST);
    }

    listen() {
      const canvas = this.map.getCanvas();
      this.points((event) => this.hover(this.under(event, 2), { x: event.clientX, y: event.clientY }));
      canvas.addEventListener("pointerleave", () => this.hover(-1));
      // A press that did not travel is a choice; anything else moved the map.
      let pressed = null;
      canvas.addEventListener("pointerdown", (event) => {
        pressed = { x: event.clientX, y: event.clientY, finger: event.pointerType === "touch" };
      });
      // At the click and no sooner: a mouse's events follow a finger's, and MapLibre stops a moving map at the first.
      canvas.addEventListener("click", (event) => {
        if (!pressed || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 5) return;
        const at = { x: event.clientX, y: event.clientY, finger: pressed.finger };
        this.on.choose(this.under(event, at.finger ? 12 : 3), at);
      });
      this.map.on("move", () => this.on.move(this.view(), false));
      this.map.on("moveend", () => {
        this.bound = null;
        this.on.move(this.view(), true);
      });
    }

    hover(index, at) {
      this.point(index);
      this.map.getCanvas().style.cursor = index >= 0 ? "pointer" : "";
      this.on.hover(index, at);
    }

    /** The camera for marks.hit: the unit-square point at the middle, px a unit, and the frame's size. */
    camera() {
      const centre = this.map.getCenter();
      const [x, y] = parts.marks.mercator(centre.lng, centre.lat);
      const canvas = this.map.getCanvas();
      return { x, y, scale: TILE * 2 ** this.map.getZoom(), width: canvas.clientWidth, height: canvas.clientHeight };
    }

    under(event, tolerance) {
      const box = this.map.getCanvas().getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      return parts.marks.hit(this.layer.positions(), this.touchable(), this.camera(), x, y, tolerance);
    }

    /** Every mark whose centre lies within `reach` px of a point of the window, the nearest first. */
    around(at, reach) {
      const box = this.map.getCanvas().getBoundingClientRect();
      return parts.marks.around(this.layer.positions(), this.touchable(), this.camera(), at.x - box.left, at.y - box.top, reach);
    }

    setMarks(marks, weights) {
      this.layer.setMarks(marks, weights);
      this.areas.setMarks(marks);
    }

    /** Which marks may be drawn: a number a mark, 0 for none; null: all. Counts from the next radii on. */
    setOnly(only) {
      this.only = only;
    }

    /** Sizes of marks that are not drawn here, yet answer to a pointer; null: none. */
    setGhosts(radii) {
      this.ghosts = radii;
    }

    /** The size of each mark to a pointer: what is drawn, and the ghosts. */
    touchable() {
      const { sizes, ghosts } = this;
      return ghosts && ghosts.length === sizes.length ? sizes.map((size, i) => Math.max(size, ghosts[i])) : sizes;
    }

    /** Radii of all marks, [filled, outer] each; of those not to be drawn they are made nothing. */
    setRadii(radii) {
      const { only } = this;
      for (let i = 0; only && i < only.length; i += 1) if (!only[i]) radii[2 * i] = radii[2 * i + 1] = 0;
      this.sizes = radii;
      this.layer.setRadii(radii);
    }

    /** The window takes a step: only what it changes is drawn anew. */
    step() {
      this.still.step();
    }

    select(index) {
      this.layer.choose("selected", index);
      this.areas.choose("selected", index);
    }

    point(index) {
      this.layer.choose("hovered", index);
      this.areas.choose("hovered", index);
    }

    view() {
      const centre = this.map.getCenter();
      return { lon: centre.lng, lat: centre.lat, zoom: this.map.getZoom() };
    }

    go({ lon, lat, zoom }, quick) {
      const target = { center: [lon, lat], zoom };
      if (quick || this.calm) {
        this.map.jumpTo(target);
        return;
      }
      this.map.easeTo({ ...target, duration: MOVE_MS });
      this.bound = { lon, lat, zoom };
    }

    fit(box, quick) {
      const { clientWidth, clientHeight } = this.frame;
      const key = this.frame.querySelector(".keys[open]");
      // It stands above the scale and the credits: all from its head downwards is taken.
      const taken = key ? this.frame.getBoundingClientRect().bottom - key.getBoundingClientRect().top : 0;
      const below = Math.min(Math.max(taken, 0), clientHeight * 0.36);
      this.go(fit(box, clientWidth, clientHeight, { below }), quick);
    }

    zoom(by) {
      this.go({ ...this.view(), zoom: this.map.getZoom() + by });
    }

    /** Where a mark stands on the screen, in px of the window. */
    where(index) {
      const { x, y, scale, width, height } = this.camera();
      const at = this.layer.positions();
      const box = this.map.getCanvas().getBoundingClientRect();
      return {
        x: (at[2 * index] - x) * scale + width / 2 + box.left,
        y: (at[2 * index + 1] - y) * scale + height / 2 + box.top,
      };
    }

    /** A point of the map's frame, in px, as [lon, lat]. */
    degrees(x, y) {
      const camera = this.camera();
      return parts.marks.unproject(camera.x + (x - camera.width / 2) / camera.scale, camera.y + (y - camera.height / 2) / camera.scale);
    }

    /** A point in degrees as [x, y] px of the map's frame. */
    pixels(lon, lat) {
      const camera = this.camera();
      const [x, y] = parts.marks.mercator(lon, lat);
      return [(x - camera.x) * camera.scale + camera.width / 2, (y - camera.y) * camera.scale + camera.height / 2];
    }

    /** Show layers or hide them: what is hidden costs a frame nothing. */
    showLayers(names, yes) {
      const wanted = yes ? "visible" : "none";
      for (const name of names) {
        if (!this.map.getLayer(name) || (this.map.getLayoutProperty(name, "visibility") || "visible") === wanted) continue;
        this.map.setLayoutProperty(name, "visibility", wanted);
      }
    }

    /** Bring a mark into the part of the frame that `hidden` px at the bottom leave free, if it is not there. */
    reveal(index, hidden) {
      const box = this.map.getCanvas().getBoundingClientRect();
      const at = this.where(index);
      const bottom = box.bottom - hidden;
      const across = at.x > box.left + EDGE && at.x < box.right - EDGE;
      if (across && at.y > box.top + EDGE && at.y < bottom - EDGE) return;
      const by = [at.x - (box.left + box.right) / 2, at.y - (box.top + bottom) / 2];
      const [lon, lat] = this.degrees(box.width / 2 + by[0], box.height / 2 + by[1]);
      this.go({ ...this.view(), lon, lat });
    }
  }

  parts.mapView = { LAYER, canDraw, whenReady, scaleBar, fit, create: (...given) => new MapView(...given) };
  if (typeof module !== "undefined") module.exports = parts.mapView;
})(globalThis);
