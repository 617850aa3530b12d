/* Choosing many places by hand: a box or a lasso drawn on the map filters by where places lie.
 *
 * Drawn with our own pointer: plotly's selection gives a range without points. The shape stays to be seen, stands in the
 * address, and goes with its × or with Escape. Shift and a drag draw a box at any time.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SOURCE = "conflict-map-drawn";
  const SVG = "http://www.w3.org/2000/svg";

  const fields = () => ({
    bbox: { fallback: null, read: (value) => parts.outline.readBox(value), write: (box) => parts.outline.writeBox(box), asks: true },
    area: { fallback: Object.freeze([]), read: (value) => parts.outline.readArea(value), write: (area) => parts.outline.writeArea(area), asks: true },
  });

  class Lasso {
    constructor(host) {
      this.host = host;
      this.view = null;
      this.tool = ""; // "box" or "lasso" while the next drag draws
      this.points = null; // px of the frame, while it is drawn
      this.sheet = host.find("DRAWING");
      this.clear = host.find("DRAWN_CLEAR");
      this.buttons = { box: host.find("DRAW_BOX"), lasso: host.find("DRAW_LASSO") };
      this.line = document.createElementNS(SVG, "polygon");
      const picture = document.createElementNS(SVG, "svg");
      picture.append(this.line);
      this.sheet.append(picture);
      this.listen();
    }

    listen() {
      for (const [tool, button] of Object.entries(this.buttons)) button.addEventListener("click", () => this.take(this.tool === tool ? "" : tool));
      this.clear.addEventListener("click", () => this.set(null, []));
      this.sheet.addEventListener("pointerdown", (event) => this.begin(event));
      this.sheet.addEventListener("pointermove", (event) => this.move(event));
      this.sheet.addEventListener("pointerup", (event) => this.end(event));
      this.sheet.addEventListener("pointercancel", () => this.cancel());
      document.addEventListener("keydown", (event) => this.escape(event), true);
    }

    mapReady(view) {
      this.view = view;
      const { event, ink } = this.host.config.colours;
      const paint = { "line-color": ink, "line-width": 1.4, "line-dasharray": [3, 2] };
      view.keep(() => {
        if (view.map.getSource(SOURCE)) return;
        view.map.addSource(SOURCE, { type: "geojson", data: this.shape() });
        view.map.addLayer({ id: `${SOURCE}-fill`, type: "fill", source: SOURCE, paint: { "fill-color": event, "fill-opacity": 0.05 } }, view.ground());
        view.map.addLayer({ id: `${SOURCE}-line`, type: "line", source: SOURCE, paint }, view.words());
        this.showDrawn();
      });
      view.map.on("move", () => this.placeClear());
      // Before MapLibre hears of it: shift and a drag are a box, not a move.
      this.host.find("MAP_FRAME").addEventListener("pointerdown", (pressed) => this.shifted(pressed), true);
      for (const button of Object.values(this.buttons)) button.disabled = false;
      this.placeClear();
    }

    shifted(event) {
      if (!event.shiftKey || event.button !== 0 || this.tool || event.target !== this.view.map.getCanvas()) return;
      event.stopPropagation();
      event.target.addEventListener("mousedown", (pressed) => pressed.stopPropagation(), { once: true, capture: true });
      this.take("box", true);
      this.begin(event);
    }

    follow(state, changed) {
      if (!changed.has("bbox") && !changed.has("area")) return;
      this.view?.map.getSource(SOURCE)?.setData(this.shape());
      this.showDrawn();
      this.placeClear();
    }

    showDrawn() {
      const drawn = Boolean(parts.outline.ringOf(this.host.keeper.get()));
      this.view?.showLayers([`${SOURCE}-fill`, `${SOURCE}-line`], drawn);
    }

    state() {
      const { bbox, area } = this.host.keeper.get();
      return { drawnShape: parts.outline.ringOf({ bbox, area }), drawing: this.tool };
    }

    // ---- drawing

    /** Take a tool in hand, or lay it down ("" ). `once`: only for this drag. */
    take(tool, once = false) {
      this.tool = tool;
      this.once = once;
      this.sheet.hidden = !tool;
      for (const [name, button] of Object.entries(this.buttons)) button.setAttribute("aria-pressed", String(name === tool && !once));
      if (tool && !once) this.host.notify(this.host.speak.say(`draw.${tool}.how`));
      if (!tool) this.cancel();
    }

    at(event) {
      const box = this.sheet.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    }

    begin(event) {
      if (!this.tool || (event.pointerType === "mouse" && event.button !== 0)) return;
      event.preventDefault();
      this.sheet.setPointerCapture(event.pointerId);
      this.points = [this.at(event)];
      this.trace();
    }

    move(event) {
      if (!this.points) return;
      const point = this.at(event);
      if (this.tool === "box") this.points = [this.points[0], point];
      else this.points.push(point);
      this.trace();
    }

    /** The corners drawn so far, in px. */
    drawn() {
      if (this.tool !== "box" || this.points.length < 2) return this.points;
      const [[x, y], [right, bottom]] = this.points;
      return [[x, y], [right, y], [right, bottom], [x, bottom]];
    }

    trace() {
      this.line.setAttribute("points", this.points ? this.drawn().map((point) => point.join()).join(" ") : "");
    }

    end(event) {
      if (!this.points) return;
      this.move(event);
      const { tool } = this;
      const corners = parts.outline.corners(this.drawn());
      const degrees = corners && corners.map(([x, y]) => this.view.degrees(x, y));
      this.take("");
      if (!degrees) return;
      if (tool === "box") {
        const [lons, lats] = [0, 1].map((axis) => degrees.map((corner) => corner[axis]));
        this.set([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], []);
      } else this.set(null, degrees);
    }

    cancel() {
      this.points = null;
      this.trace();
      if (this.once) this.take("");
    }

    escape(event) {
      if (event.key !== "Escape" || !this.tool) return;
      event.preventDefault();
      event.stopPropagation();
      this.once = false;
      this.take("");
    }

    // ---- what was drawn

    set(box, area) {
      const { outline } = parts;
      const bbox = box && outline.readBox(outline.writeBox(box));
      this.host.keeper.set({ bbox: bbox || null, area: area.length ? outline.readArea(outline.writeArea(area)) : Object.freeze([]), mark: "" }, { step: true });
    }

    shape() {
      const ring = parts.outline.ringOf(this.host.keeper.get());
      const features = ring ? [{ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } }] : [];
      return { type: "FeatureCollection", features };
    }

    /** The × stands at the shape's topmost corner, inside the frame. */
    placeClear() {
      const ring = this.view && parts.outline.ringOf(this.host.keeper.get());
      this.clear.hidden = !ring;
      if (!ring) return;
      const at = ring.map(([lon, lat]) => this.view.pixels(lon, lat));
      const top = at.reduce((best, point) => (point[1] < best[1] || (point[1] === best[1] && point[0] > best[0]) ? point : best));
      const frame = this.view.frame;
      const [x, y] = [Math.min(Math.max(top[0], 64), frame.clientWidth - 20), Math.min(Math.max(top[1], 20), frame.clientHeight - 20)];
      this.clear.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`;
    }
  }

  (parts.featureList = parts.featureList || []).push({ name: "lasso", fields, create: (host) => new Lasso(host) });

  parts.lasso = { SOURCE };
  if (typeof module !== "undefined") module.exports = parts.lasso;
})(globalThis);
