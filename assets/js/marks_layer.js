/* The marks as a layer of the map's own WebGL: one point sprite a mark, redrawn by writing two numbers each.
 *
 * A custom layer, because restyling a plotly trace costs a hundred milliseconds a step and this costs a tenth of one.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  // Where Syria is on the unit square: positions are kept relative to it, so that 32 bits are enough at every zoom.
  const ANCHOR = [0.6, 0.4];
  const ATTRIBUTES = ["a_position", "a_kind", "a_radii"];
  const UNIFORMS = ["u_matrix", "u_ratio", "u_event", "u_paper", "u_ink", "u_selected", "u_hovered"];

  const VERTEX = `#version 300 es
    precision highp float;
    uniform mat4 u_matrix;
    uniform float u_ratio;
    in vec2 a_position;
    in vec2 a_radii;
    in vec2 a_kind; // form, index
    out vec2 v_radii;
    out float v_half;
    flat out float v_form;
    flat out float v_index;
    void main() {
      float reach = max(a_radii.x, a_radii.y);
      v_radii = a_radii;
      v_form = a_kind.x;
      v_index = a_kind.y;
      v_half = reach + 5.0;
      gl_Position = reach > 0.0 ? u_matrix * vec4(a_position, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
      gl_PointSize = 2.0 * v_half * u_ratio;
    }`;

  const FRAGMENT = `#version 300 es
    precision highp float;
    uniform float u_ratio;
    uniform vec3 u_event;
    uniform vec3 u_paper;
    uniform vec3 u_ink;
    uniform float u_selected;
    uniform float u_hovered;
    in vec2 v_radii;
    in float v_half;
    flat in float v_form;
    flat in float v_index;
    out vec4 colour;

    vec4 over(vec4 below, vec3 paint, float alpha) {
      return vec4(paint * alpha, alpha) + below * (1.0 - alpha);
    }
    float disc(float d, float r) { return clamp((r - d) * u_ratio + 0.5, 0.0, 1.0); }
    float ring(float d, float r, float width) { return disc(d, r + width * 0.5) * (1.0 - disc(d, r - width * 0.5)); }

    float stripes(vec2 p) {
      float stripe = abs(fract((p.x + p.y) / 5.0) - 0.5) * 5.0;
      return clamp((stripe - 1.6) * u_ratio, 0.0, 1.0);
    }

    // What lies beside a place has an outline of dashes.
    float dashes(vec2 p) {
      return v_form > 2.5 ? step(0.35, fract(atan(p.y, p.x) * 1.2732)) : 1.0;
    }

    void main() {
      vec2 p = (gl_PointCoord - 0.5) * 2.0 * v_half;
      float d = length(p);
      float filled = v_radii.x;
      float outer = v_radii.y;
      vec4 c = vec4(0.0);
      if (outer > 0.0) { // stories without a date: hollow, but as vague as the others
        c = over(c, u_paper, (filled > 0.0 ? 0.45 : 0.9) * disc(d, outer)); // no dot of the base map shows through
        if (filled == 0.0 && v_form > 1.5) c = over(c, u_event, 0.5 * stripes(p) * disc(d, outer - 0.5));
        else if (filled == 0.0 && v_form > 0.5) c = over(c, u_event, 0.9 * ring(d, max(outer * 0.5, 2.0), 1.2));
        c = over(c, u_event, 0.9 * ring(d, outer - 0.75, 1.5) * (filled > 0.0 ? 1.0 : dashes(p)));
      }
      if (filled > 0.0) {
        c = over(c, u_paper, 0.75 * disc(d, filled + 1.0));
        if (v_form < 0.5) { // the place itself: filled
          c = over(c, u_event, 0.74 * disc(d, filled));
        } else if (v_form < 1.5) { // near it: ringed
          c = over(c, u_event, 0.22 * disc(d, filled));
          c = over(c, u_event, 0.74 * disc(d, max(filled * 0.5, 2.0)));
        } else { // an area: hatched
          c = over(c, u_event, 0.10 * disc(d, filled));
          c = over(c, u_event, 0.62 * stripes(p) * disc(d, filled - 0.5));
        }
        c = over(c, u_event, ring(d, filled - 0.5, 1.2) * dashes(p));
      }
      float reach = max(filled, outer);
      float chosen = v_index == u_selected ? 1.0 : 0.0;
      float pointed = v_index == u_hovered ? 1.0 : 0.0;
      c = over(c, u_ink, max(chosen, pointed * 0.7) * ring(d, reach + 2.0, 1.0 + chosen));
      colour = c;
    }`;

  function compile(gl, kind, source) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
    return shader;
  }

  function link(gl) {
    const program = gl.createProgram();
    gl.attachShader(program, compile(gl, gl.VERTEX_SHADER, VERTEX));
    gl.attachShader(program, compile(gl, gl.FRAGMENT_SHADER, FRAGMENT));
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
    return program;
  }

  /** "#c8442b" → [0…1, 0…1, 0…1] */
  function rgb(hex) {
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  }

  /** A column-major 4×4 matrix times a shift by (x, y): in doubles, so that deep zooms stay still. */
  function shifted(matrix, x, y) {
    const result = Float32Array.from(matrix);
    for (let row = 0; row < 4; row += 1) {
      result[12 + row] = matrix[row] * x + matrix[4 + row] * y + matrix[12 + row];
    }
    return result;
  }

  /** A MapLibre custom layer (CustomLayerInterface of MapLibre GL JS). `colours` has event, paper, ink as #rrggbb. */
  class MarksLayer {
    constructor(id, colours) {
      this.id = id;
      this.type = "custom";
      this.renderingMode = "2d";
      this.colours = { u_event: rgb(colours.event), u_paper: rgb(colours.paper), u_ink: rgb(colours.ink) };
      this.marks = [];
      this.order = [];
      this.radii = new Float32Array(0);
      this.unit = new Float64Array(0);
      this.chosen = { selected: -1, hovered: -1 };
      this.stale = { still: true, moving: true };
    }

    // ---- what MapLibre calls

    onAdd(map, gl) {
      this.map = map;
      this.program = link(gl);
      this.at = {};
      for (const name of ATTRIBUTES) this.at[name] = gl.getAttribLocation(this.program, name);
      for (const name of UNIFORMS) this.at[name] = gl.getUniformLocation(this.program, name);
      this.still = gl.createBuffer();
      this.moving = gl.createBuffer();
      this.array = gl.createVertexArray();
      this.stale = { still: true, moving: true };
    }

    onRemove(_map, gl) {
      gl.deleteBuffer(this.still);
      gl.deleteBuffer(this.moving);
      gl.deleteVertexArray(this.array);
      gl.deleteProgram(this.program);
    }

    render(gl, frame) {
      if (!this.order.length) return;
      gl.useProgram(this.program);
      gl.bindVertexArray(this.array);
      this.upload(gl);
      this.bind(gl, "a_position", this.still, 16, 0);
      this.bind(gl, "a_kind", this.still, 16, 8);
      this.bind(gl, "a_radii", this.moving, 8, 0);
      gl.uniformMatrix4fv(this.at.u_matrix, false, shifted(frame.defaultProjectionData.mainMatrix, ...ANCHOR));
      gl.uniform1f(this.at.u_ratio, this.map.getPixelRatio());
      for (const [name, colour] of Object.entries(this.colours)) gl.uniform3fv(this.at[name], colour);
      gl.uniform1f(this.at.u_selected, this.chosen.selected);
      gl.uniform1f(this.at.u_hovered, this.chosen.hovered);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.drawArrays(gl.POINTS, 0, this.order.length);
      gl.bindVertexArray(null);
    }

    upload(gl) {
      if (this.stale.still) this.fill(gl, this.still, 4, (index, into, at) => {
        into[at] = this.unit[2 * index] - ANCHOR[0];
        into[at + 1] = this.unit[2 * index + 1] - ANCHOR[1];
        into[at + 2] = parts.marks.formOf(this.marks[index]);
        into[at + 3] = index;
      });
      if (this.stale.moving) this.fill(gl, this.moving, 2, (index, into, at) => {
        into[at] = this.radii[2 * index] || 0;
        into[at + 1] = this.radii[2 * index + 1] || 0;
      });
      this.stale = { still: false, moving: false };
    }

    fill(gl, buffer, size, write) {
      const values = new Float32Array(this.order.length * size);
      this.order.forEach((index, at) => write(index, values, at * size));
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW);
    }

    bind(gl, name, buffer, stride, offset) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.enableVertexAttribArray(this.at[name]);
      gl.vertexAttribPointer(this.at[name], 2, gl.FLOAT, false, stride, offset);
    }

    // ---- what the page calls

    /** Give the marks once; the large are drawn first so that the small stay on top. */
    setMarks(marks, weights) {
      this.marks = marks;
      this.order = marks.map((_, index) => index).sort((a, b) => weights[b] - weights[a] || a - b);
      this.unit = new Float64Array(marks.length * 2);
      marks.forEach((mark, index) => this.unit.set(parts.marks.mercator(mark.lon, mark.lat), 2 * index));
      this.stale = { still: true, moving: true };
    }

    /** Radii of all marks, [filled, outer] each, in px; redraws. */
    setRadii(radii) {
      this.radii = radii;
      this.stale.moving = true;
      this.map?.triggerRepaint();
    }

    /** Which mark is "selected" or "hovered"; -1 for none. */
    choose(what, index) {
      if (this.chosen[what] === index) return;
      this.chosen[what] = index;
      this.map?.triggerRepaint();
    }

    /** Positions on the unit square (see marks.mercator), two numbers a mark. */
    positions() {
      return this.unit;
    }
  }

  parts.marksLayer = { create: (id, colours) => new MarksLayer(id, colours), shifted, rgb };
  if (typeof module !== "undefined") module.exports = parts.marksLayer;
})(globalThis);
