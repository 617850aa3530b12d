/* Heat: how dense the stories are, as a layer of the map's own WebGL.
 *
 * Every mark spreads its count over a small disc (a quartic kernel, Silverman 1986), all of them are added up in a
 * picture of a quarter the size, and that picture is coloured. A step of the slider writes one number a mark.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const REACH = 44; // px a mark's count spreads
  const COARSE = 4; // the sums are made at a quarter of the size: they are smooth
  const VAGUEST = 3; // what is known only by governorate, region or country has no place to be hot at
  const ANCHOR = [0.6, 0.4]; // see marks_layer.js

  const SPREAD = `#version 300 es
    precision highp float;
    uniform mat4 u_matrix;
    uniform float u_size;
    in vec2 a_position;
    in float a_weight;
    flat out float v_weight;
    void main() {
      v_weight = a_weight;
      gl_Position = a_weight > 0.0 ? u_matrix * vec4(a_position, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
      gl_PointSize = u_size;
    }`;
  const KERNEL = `#version 300 es
    precision highp float;
    uniform float u_unit;
    flat in float v_weight;
    out vec4 sum;
    void main() {
      vec2 p = (gl_PointCoord - 0.5) * 2.0;
      float near = max(0.0, 1.0 - dot(p, p));
      sum = vec4(v_weight * near * near * u_unit);
    }`;
  const WHOLE = `#version 300 es
    out vec2 v_at;
    void main() {
      v_at = vec2(float((gl_VertexID << 1) & 2), float(gl_VertexID & 2));
      gl_Position = vec4(v_at * 2.0 - 1.0, 0.0, 1.0);
    }`;
  const RAMP = `#version 300 es
    precision highp float;
    uniform sampler2D u_sums;
    uniform float u_unit;
    uniform float u_top;
    uniform vec3 u_event;
    uniform vec3 u_deep;
    in vec2 v_at;
    out vec4 colour;
    void main() {
      float value = texture(u_sums, v_at).r / u_unit;
      float t = clamp(sqrt(value / u_top), 0.0, 1.0);
      float alpha = 0.78 * smoothstep(0.0, 0.8, t);
      colour = vec4(mix(u_event, u_deep, smoothstep(0.55, 1.0, t)) * alpha, alpha);
    }`;

  /** How strong a value is drawn, 0 to 1, as in the shader: `top` is full strength. */
  function strength(value, top) {
    return Math.min(Math.sqrt(Math.max(value, 0) / Math.max(top, 1)), 1);
  }

  /** Each mark's weight into `into`; vague ones have none. Returns how many marks with a count are left out. */
  function weights(marks, dated, undated, into) {
    let left = 0;
    for (let i = 0; i < marks.length; i += 1) {
      const count = dated[i] + undated[i];
      const vague = marks[i].precision > VAGUEST;
      into[i] = vague ? 0 : count;
      if (vague && count) left += 1;
    }
    return left;
  }

  /** Km that `REACH` px are at a latitude and zoom. */
  const reachKm = (lat, zoom) => (REACH * 40075.017 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);

  const mixed = (one, other, share) => one.map((part, i) => part * (1 - share) + other[i] * share);

  class HeatLayer {
    constructor(id, colours) {
      Object.assign(this, { id, type: "custom", renderingMode: "2d" });
      this.event = parts.marksLayer.rgb(colours.event);
      this.deep = mixed(this.event, parts.marksLayer.rgb(colours.ink), 0.3);
      this.positions = new Float32Array(0);
      this.values = new Float32Array(0);
      this.top = 1;
      this.stale = { still: true, moving: true };
      this.size = [0, 0];
    }

    onAdd(map, gl) {
      this.map = map;
      this.float = Boolean(gl.getExtension("EXT_color_buffer_float") || gl.getExtension("EXT_color_buffer_half_float"));
      this.spread = parts.marksLayer.link(gl, SPREAD, KERNEL);
      this.ramp = parts.marksLayer.link(gl, WHOLE, RAMP);
      this.still = gl.createBuffer();
      this.moving = gl.createBuffer();
      this.array = gl.createVertexArray();
      this.blank = gl.createVertexArray();
      this.texture = gl.createTexture();
      this.frame = gl.createFramebuffer();
      this.stale = { still: true, moving: true };
      this.size = [0, 0];
    }

    onRemove(_map, gl) {
      for (const buffer of [this.still, this.moving]) gl.deleteBuffer(buffer);
      for (const array of [this.array, this.blank]) gl.deleteVertexArray(array);
      for (const program of [this.spread, this.ramp]) gl.deleteProgram(program);
      gl.deleteTexture(this.texture);
      gl.deleteFramebuffer(this.frame);
    }

    /** Where sums are bytes a whole count must fit: it is made small there. */
    unit() {
      return this.float ? 1 : 1 / Math.max(this.top, 1);
    }

    prerender(gl, frame) {
      if (!this.values.length) return;
      const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight].map((px) => Math.ceil(px / COARSE));
      gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
      this.fit(gl, width, height);
      gl.viewport(0, 0, width, height);
      gl.colorMask(true, true, true, true);
      gl.disable(gl.SCISSOR_TEST);
      gl.disable(gl.STENCIL_TEST);
      gl.disable(gl.DEPTH_TEST);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.useProgram(this.spread);
      gl.bindVertexArray(this.array);
      this.attribute(gl, "a_position", this.still, 2, this.stale.still && this.positions);
      this.attribute(gl, "a_weight", this.moving, 1, this.stale.moving && this.values);
      this.stale.still = this.stale.moving = false;
      const at = (name) => gl.getUniformLocation(this.spread, name);
      gl.uniformMatrix4fv(at("u_matrix"), false, parts.marksLayer.shifted(frame.defaultProjectionData.mainMatrix, ...ANCHOR));
      gl.uniform1f(at("u_size"), (2 * REACH * this.map.getPixelRatio()) / COARSE);
      gl.uniform1f(at("u_unit"), this.unit());
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE);
      gl.drawArrays(gl.POINTS, 0, this.values.length);
      gl.bindVertexArray(null);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    }

    render(gl) {
      if (!this.values.length || !this.size[0]) return;
      gl.useProgram(this.ramp);
      gl.bindVertexArray(this.blank);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, this.texture);
      const at = (name) => gl.getUniformLocation(this.ramp, name);
      gl.uniform1i(at("u_sums"), 0);
      gl.uniform1f(at("u_unit"), this.unit());
      gl.uniform1f(at("u_top"), Math.max(this.top, 1));
      gl.uniform3fv(at("u_event"), this.event);
      gl.uniform3fv(at("u_deep"), this.deep);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      gl.bindVertexArray(null);
    }

    fit(gl, width, height) {
      if (this.size[0] === width && this.size[1] === height) return;
      this.size = [width, height];
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, this.texture);
      const [inside, type] = this.float ? [gl.RGBA16F, gl.HALF_FLOAT] : [gl.RGBA, gl.UNSIGNED_BYTE];
      gl.texImage2D(gl.TEXTURE_2D, 0, inside, width, height, 0, gl.RGBA, type, null);
      for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
      for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.LINEAR);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.texture, 0);
    }

    attribute(gl, name, buffer, size, values) {
      const at = gl.getAttribLocation(this.spread, name);
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      if (values) gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, size, gl.FLOAT, false, 0, 0);
    }

    /** `unit` are the marks' positions on the unit square, as the marks' own layer keeps them. */
    setMarks(unit) {
      this.positions = Float32Array.from(unit, (value, i) => value - ANCHOR[i % 2]);
      this.values = new Float32Array(unit.length / 2);
      this.stale = { still: true, moving: true };
    }

    /** The values were written; `top` is drawn at full strength. */
    changed(top) {
      this.top = top;
      this.stale.moving = true;
      this.map?.triggerRepaint();
    }
  }

  parts.heat = { REACH, VAGUEST, create: (id, colours) => new HeatLayer(id, colours), strength, weights, reachKm };
  if (typeof module !== "undefined") module.exports = parts.heat;
})(globalThis);
