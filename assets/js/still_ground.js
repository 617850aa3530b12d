/* The base map under a moving window: drawn once, kept as a picture, and laid under every further step.
 *
 * A step of the slider changes the marks alone, yet MapLibre draws the whole map for it: land, coasts, rivers, borders, a
 * hundred milliseconds a frame where there is no graphics card. So a layer that draws nothing lies above the base map:
 * while steps follow one another and the map stands still it keeps the pixels beneath it, and lays them out again in the
 * place of the layers they came from. What is seen is the same to the pixel; whatever else is drawn is drawn as ever.
 *
 * Layers are passed over in MapLibre's painter, which is its own affair: where that has no such steps, every layer is drawn
 * each time, as without this file. tests/e2e guards it.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const LAYER = "conflict-map-ground";
  const TOGETHER = 1000; // ms within which steps follow one another: the slowest machine's too
  const PASSED_OVER = { renderLayer: 2, renderTileClippingMasks: 0 }; // of the painter: which argument is the layer
  const CHANGES = ["move", "resize"]; // what makes another picture of what lies beneath; both are told before it is drawn
  const STAYS = /^conflict-map-drawn/; // of our own layers under this one, those no step changes

  /** Whether two lists of numbers are the same. Pure. */
  const same = (one, other) => Boolean(one && other) && one.every((value, at) => value === other[at]);

  /** The layers a kept picture stands for: all under `layer`, or none where a step would change one of them. Pure. */
  function beneath(order, layer) {
    const under = order.slice(0, Math.max(order.indexOf(layer), 0));
    const changing = under.some((id) => id.startsWith("conflict-map") && !STAYS.test(id));
    return new Set(changing ? [] : under);
  }

  /** A MapLibre custom layer (CustomLayerInterface of MapLibre GL JS). */
  class StillGround {
    constructor() {
      this.id = LAYER;
      this.type = "custom";
      this.renderingMode = "2d";
      this.stepped = -Infinity; // when the window last took a step
      this.kept = null; // the layers the picture stands for, where there is one
      this.forget = () => {
        this.kept = null;
      };
    }

    /** The window takes a step. */
    step(now = performance.now()) {
      const follows = now - this.stepped < TOGETHER;
      this.stepped = now;
      this.moving = follows;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.leave(), TOGETHER);
    }

    /** From now on everything is drawn again. */
    leave() {
      this.moving = false;
      this.forget();
    }

    /** Whether the kept picture stands for a layer now. */
    standsFor(id) {
      return this.kept !== null && this.kept.has(id);
    }

    // ---- what MapLibre calls

    onAdd(map, gl) {
      this.map = map;
      this.leave();
      const { painter } = map;
      // The canvas must be one whose pixels can be laid back as they are.
      const known = Object.keys(PASSED_OVER).every((step) => typeof painter?.[step] === "function");
      this.able = known && !gl.getContextAttributes()?.antialias;
      if (!this.able) return;
      this.picture = gl.createFramebuffer();
      this.pixels = gl.createRenderbuffer();
      this.size = [0, 0];
      for (const event of CHANGES) map.on(event, this.forget);
      for (const [step, at] of Object.entries(PASSED_OVER)) {
        const draw = Object.getPrototypeOf(painter)[step];
        painter[step] = (...given) => (this.standsFor(given[at].id) ? undefined : draw.apply(painter, given));
      }
    }

    onRemove(_map, gl) {
      this.leave();
      for (const event of CHANGES) this.map.off(event, this.forget);
      for (const step of Object.keys(PASSED_OVER)) delete this.map.painter[step]; // what it is by its class
      gl.deleteFramebuffer(this.picture);
      gl.deleteRenderbuffer(this.pixels);
    }

    render(gl) {
      if (!this.able || !this.moving) return;
      if (this.kept) this.lay(gl);
      else this.keep(gl);
    }

    /** Keep what is drawn so far, if that is all there is to be drawn. */
    keep(gl) {
      const layers = beneath(this.map.getLayersOrder(), LAYER);
      if (!layers.size || !this.isWhole(layers)) return;
      this.fit(gl);
      this.copy(gl, null, this.picture);
      this.kept = layers;
    }

    /** Whether all these layers draw is there; what lies above them may still be on its way. */
    isWhole(layers) {
      const sources = new Set([...layers].map((id) => this.map.getLayer(id).source));
      return [...sources].every((source) => !source || this.map.isSourceLoaded(source));
    }

    lay(gl) {
      this.copy(gl, this.picture, null);
    }

    copy(gl, from, to) {
      const [width, height] = this.size;
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, from);
      gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, to);
      gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    }

    /** Room for the picture, as large as the canvas. */
    fit(gl) {
      const size = [gl.drawingBufferWidth, gl.drawingBufferHeight];
      if (same(size, this.size)) return;
      this.size = size;
      gl.bindRenderbuffer(gl.RENDERBUFFER, this.pixels);
      gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, ...size);
      gl.bindFramebuffer(gl.FRAMEBUFFER, this.picture);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, this.pixels);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.bindRenderbuffer(gl.RENDERBUFFER, null);
    }
  }

  parts.stillGround = { LAYER, same, beneath, create: () => new StillGround() };
  if (typeof module !== "undefined") module.exports = parts.stillGround;
})(globalThis);
