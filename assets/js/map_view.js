/* The map: our marks on plotly's MapLibre, pointing, choosing, moving, the scale bar and the legend.
 *
 * The MapLibre object is reached through a private path of plotly.js (see requirements.txt); tests/e2e guards it.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const LAYER = "conflict-map-marks";
  const EDGE = 28; // px from the edge of the frame at which a mark counts as seen
  const TILE = 512; // px of the world at zoom 0

  /** Whether this browser can draw the map at all. */
  function canDraw() {
    try {
      return Boolean(document.createElement("canvas").getContext("webgl2"));
    } catch {
      return false;
    }
  }

  /** The MapLibre map inside the plotly graph of that id, once its style is there. */
  function mapOf(id) {
    const plot = document.querySelector(`#${id} .js-plotly-plot`); // looked up anew: Dash swaps the element once

    const subplot = plot && plot._fullLayout && plot._fullLayout.map && plot._fullLayout.map._subplot;
    const map = subplot && subplot.map;
    return map && map.style && map.isStyleLoaded() ? map : null;
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
  function fit(box, width, height, { margin = 56, most = 9 } = {}) {
    const [left, top] = parts.marks.mercator(box[0], box[3]);
    const [right, bottom] = parts.marks.mercator(box[2], box[1]);
    const room = Math.max(Math.min(width, height) / 3, 1);
    const across = Math.max(width - 2 * margin, room) / Math.max((right - left) * TILE, 1e-9);
    const down = Math.max(height - 2 * margin, room) / Math.max((bottom - top) * TILE, 1e-9);
    const zoom = Math.min(Math.log2(Math.min(across, down)), most);
    const y = (top + bottom) / 2;
    const lat = (360 / Math.PI) * Math.atan(Math.exp(Math.PI * (1 - 2 * y))) - 90;
    return { lon: ((left + right) / 2) * 360 - 180, lat, zoom };
  }

  /** Put the marks on the map; `shapes` is where the governorates' shapes are. `on` gives: choose(index), hover(index, point), move(view). */
  function create(map, frame, { colours, firstLabel, shapes }, on) {
    const layer = parts.marksLayer.create(LAYER, colours);
    const areas = parts.areas.create(map, colours, map.getLayer(firstLabel) ? firstLabel : undefined, shapes);
    let sizes = new Float32Array(0);

    function choose(what, index) {
      layer.choose(what, index);
      areas.choose(what, index);
    }

    function place() {
      if (!map.getLayer(LAYER)) map.addLayer(layer, map.getLayer(firstLabel) ? firstLabel : undefined);
    }
    place();
    map.on("style.load", place); // a new style drops the layers it does not know

    map.dragRotate.disable();
    map.touchZoomRotate.disableRotation();
    map.touchPitch.disable();
    map.setMaxZoom(13); // the base map has no more to tell
    map.setMinZoom(1.5);

    function camera() {
      const centre = map.getCenter();
      const [x, y] = parts.marks.mercator(centre.lng, centre.lat);
      const canvas = map.getCanvas();
      return { x, y, scale: TILE * 2 ** map.getZoom(), width: canvas.clientWidth, height: canvas.clientHeight };
    }

    function under(event, tolerance) {
      const box = map.getCanvas().getBoundingClientRect();
      return parts.marks.hit(layer.positions(), sizes, camera(), event.clientX - box.left, event.clientY - box.top, tolerance);
    }

    const canvas = map.getCanvas();
    let waiting = false;
    canvas.addEventListener("pointermove", (event) => {
      if (waiting || event.pointerType === "touch") return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        const index = under(event, 2);
        choose("hovered", index);
        canvas.style.cursor = index >= 0 ? "pointer" : "";
        on.hover(index, { x: event.clientX, y: event.clientY });
      });
    });
    canvas.addEventListener("pointerleave", () => {
      choose("hovered", -1);
      on.hover(-1);
    });

    // A press that did not travel is a choice; anything else moved the map.
    let pressed = null;
    canvas.addEventListener("pointerdown", (event) => {
      pressed = { x: event.clientX, y: event.clientY };
    });
    canvas.addEventListener("pointerup", (event) => {
      if (!pressed || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 5) return;
      on.choose(under(event, event.pointerType === "touch" ? 12 : 3));
    });

    function view() {
      const centre = map.getCenter();
      return { lon: centre.lng, lat: centre.lat, zoom: map.getZoom() };
    }
    map.on("move", () => on.move(view(), false));
    map.on("moveend", () => on.move(view(), true));

    const calm = root.matchMedia("(prefers-reduced-motion: reduce)").matches;
    function go({ lon, lat, zoom }, quick) {
      const target = { center: [lon, lat], zoom };
      if (quick || calm) map.jumpTo(target);
      else map.easeTo({ ...target, duration: 180 });
    }

    return {
      setMarks(marks, weights) {
        layer.setMarks(marks, weights);
        areas.setMarks(marks);
      },
      setRadii(radii) {
        sizes = radii;
        layer.setRadii(radii);
      },
      select: (index) => choose("selected", index),
      point: (index) => choose("hovered", index),
      go,
      /** Bring a mark into the part of the frame that `hidden` px at the bottom leave free, if it is not there. */
      reveal(index, hidden) {
        const box = map.getCanvas().getBoundingClientRect();
        const at = this.where(index);
        const bottom = box.bottom - hidden;
        const inside = at.x > box.left + EDGE && at.x < box.right - EDGE && at.y > box.top + EDGE && at.y < bottom - EDGE;
        if (inside) return;
        map.panBy([at.x - (box.left + box.right) / 2, at.y - (box.top + bottom) / 2], { duration: calm ? 0 : 180 });
      },
      fit: (box, quick) => go(fit(box, frame.clientWidth, frame.clientHeight), quick),
      zoom: (by) => go({ ...view(), zoom: map.getZoom() + by }),
      view,
      /** Where a mark stands on the screen, in px of the window. */
      where(index) {
        const { x, y, scale, width, height } = camera();
        const at = layer.positions();
        const box = map.getCanvas().getBoundingClientRect();
        return {
          x: (at[2 * index] - x) * scale + width / 2 + box.left,
          y: (at[2 * index + 1] - y) * scale + height / 2 + box.top,
        };
      },
      map,
    };
  }

  parts.mapView = { LAYER, canDraw, whenReady, scaleBar, fit, create };
  if (typeof module !== "undefined") module.exports = parts.mapView;
})(globalThis);
