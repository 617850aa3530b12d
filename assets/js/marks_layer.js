/* The marks as a layer of the map's own WebGL: one point sprite a mark, redrawn by writing two numbers each.
 *
 * A custom layer, because restyling a plotly trace costs a hundred milliseconds a step and this costs a tenth of one.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  // Where Syria is on the unit square: positions are kept relative to it, so that 32 bits are enough at every zoom.
  const ANCHOR = [0.6, 0.4];
  const ATTRIBUTES = ["a_position", "a_kind", "a_radii", "a_fading"];
  const UNIFORMS = ["u_matrix", "u_ratio", "u_event", "u_camp", "u_paper", "u_ink", "u_selected", "u_hovered"];
  const STILL = 5; // numbers a mark that stay: position, form, index, whether it is a camp
  const MOVING = 3; // and those that change with the window: two radii, how much it fades

  const VERTEX = `#version 300 es
    precision highp float;
    uniform mat4 u_matrix;
    uniform float u_ratio;
    in vec2 a_position;
    in vec2 a_radii;
    in vec3 a_kind; // form, index, camp
    in float a_fading;
    out vec2 v_radii;
    out float v_half;
    flat out float v_form;
    flat out float v_index;
    flat out float v_camp;
    flat out float v_alpha;
    void main() {
      float reach = max(a_radii.x, a_radii.y);
      v_radii = a_radii;
      v_form = a_kind.x;
      v_index = a_kind.y;
      v_camp = a_kind.z;
      v_alpha = 1.0 - 0.55 * clamp(a_fading, 0.0, 1.0); // never so faint that it is overlooked
      v_half = reach + 5.0;
      gl_Position = reach > 0.0 ? u_matrix * vec4(a_position, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
      gl_PointSize = 2.0 * v_half * u_ratio;
    }`;

  const FRAGMENT = `#version 300 es
    precision highp float;
    uniform float u_ratio;
    uniform vec3 u_event;
    uniform vec3 u_camp;
    uniform vec3 u_paper;
    uniform vec3 u_ink;
    uniform float u_selected;
    uniform float u_hovered;
    in vec2 v_radii;
    in float v_half;
    flat in float v_form;
    flat in float v_index;
    flat in float v_camp;
    flat in float v_alpha;
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
      return v_form > 2.5 && v_form < 3.5 ? step(0.35, fract(atan(p.y, p.x) * 1.2732)) : 1.0;
    }

    void main() {
      vec2 p = (gl_PointCoord - 0.5) * 2.0 * v_half;
      float d = length(p);
      float filled = v_radii.x;
      float outer = v_radii.y;
      vec4 c = vec4(0.0);
      vec3 hue = v_camp > 0.5 ? u_camp : u_event;
      if (outer > 0.0) { // stories without a date: hollow, but as vague as the others
        c = over(c, u_paper, (filled > 0.0 ? 0.45 : 0.9) * disc(d, outer)); // no dot of the base map shows through
        if (filled == 0.0 && v_form > 1.5) c = over(c, hue, 0.5 * stripes(p) * disc(d, outer - 0.5));
        else if (filled == 0.0 && v_form > 0.5) c = over(c, hue, 0.9 * ring(d, max(outer * 0.5, 2.0), 1.2));
        c = over(c, hue, 0.9 * ring(d, outer - 0.75, 1.5) * (filled > 0.0 ? 1.0 : dashes(p)));
      }
      if (filled > 0.0) {
        c = over(c, u_paper, 0.75 * disc(d, filled + 1.0));
        if (v_form < 0.5) { // the place itself: filled
          c = over(c, hue, 0.74 * disc(d, filled));
        } else if (v_form < 1.5) { // near it: ringed
          c = over(c, hue, 0.22 * disc(d, filled));
          c = over(c, hue, 0.74 * disc(d, max(filled * 0.5, 2.0)));
        } else { // an area: hatched
          c = over(c, hue, 0.10 * disc(d, filled));
          c = over(c, hue, 0.62 * stripes(p) * disc(d, filled - 0.5));
        }
        c = over(c, hue, ring(d, filled - 0.5, 1.2) * dashes(p));
      }
      c *= v_alpha;
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

  /** A program of two shaders. Throws an Error with what the machine says of them. */
  function link(gl, vertex, fragment) {
    const program = gl.createProgram();
    gl.attachShader(program, compile(gl, gl.VERTEX_SHADER, vertex));
    gl.attachShader(program, compile(gl, gl.FRAGMENT_SHADER, fragment));
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
      this.colours = { u_event: rgb(colours.event), u_camp: rgb(colours.event), u_paper: rgb(colours.paper), u_ink: rgb(colours.ink) };
      this.hues = { event: rgb(colours.event), camp: rgb(colours.camp || colours.event) };
      this.marks = [];
      this.order = [];
      this.radii = new Float32Array(0);
      this.fading = new Float32Array(0);
      this.room = { still: new Float32Array(0), moving: new Float32Array(0) };
      this.unit = new Float64Array(0);
      this.chosen = { selected: -1, hovered: -1 };
      this.stale = { still: true, moving: true };
    }

    // ---- what MapLibre calls

    onAdd(map, gl) {
      this.map = map;
      this.program = link(gl, VERTEX, FRAGMENT);
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
      this.bind(gl, "a_position", this.still, [2, STILL, 0]);
      this.bind(gl, "a_kind", this.still, [3, STILL, 2]);
      this.bind(gl, "a_radii", this.moving, [2, MOVING, 0]);
      this.bind(gl, "a_fading", this.moving, [1, MOVING, 2]);
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
      if (this.stale.still) this.write(gl, this.still, this.writeStill());
      if (this.stale.moving) this.write(gl, this.moving, this.writeMoving());
      this.stale.still = this.stale.moving = false;
    }

    writeStill() {
      const { order, unit, marks, room } = this;
      for (let at = 0, to = 0; at < order.length; at += 1, to += STILL) {
        const index = order[at];
        room.still[to] = unit[2 * index] - ANCHOR[0];
        room.still[to + 1] = unit[2 * index + 1] - ANCHOR[1];
        room.still[to + 2] = parts.marks.formOf(marks[index]);
        room.still[to + 3] = index;
        room.still[to + 4] = marks[index].kind === "camp" ? 1 : 0;
      }
      return room.still;
    }

    writeMoving() {
      const { order, radii, fading, room } = this;
      for (let at = 0, to = 0; at < order.length; at += 1, to += MOVING) {
        const index = order[at];
        room.moving[to] = radii[2 * index] || 0;
        room.moving[to + 1] = radii[2 * index + 1] || 0;
        room.moving[to + 2] = fading[index] || 0;
      }
      return room.moving;
    }

    write(gl, buffer, values) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW);
    }

    /** `layout`: how many numbers, of how many a mark, from which on. */
    bind(gl, name, buffer, [size, stride, offset]) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.enableVertexAttribArray(this.at[name]);
      gl.vertexAttribPointer(this.at[name], size, gl.FLOAT, false, 4 * stride, 4 * offset);
    }

    // ---- what the page calls

    /** Give the marks once; the large are drawn first so that the small stay on top. */
    setMarks(marks, weights) {
      this.marks = marks;
      this.order = marks.map((_, index) => index).sort((a, b) => weights[b] - weights[a] || a - b);
      this.unit = new Float64Array(marks.length * 2);
      this.room = { still: new Float32Array(marks.length * STILL), moving: new Float32Array(marks.length * MOVING) };
      marks.forEach((mark, index) => this.unit.set(parts.marks.mercator(mark.lon, mark.lat), 2 * index));
      this.stale = { still: true, moving: true };
    }

    /** Radii of all marks, [filled, outer] each, in px; redraws. */
    setRadii(radii) {
      this.radii = radii;
      this.stale.moving = true;
      this.map?.triggerRepaint();
    }

    /** How much each mark fades, 0 to 1: the share of it whose day is not certain. Read when drawn next. */
    setFading(fading) {
      this.fading = fading;
      this.stale.moving = true;
    }

    /** Whether camps have their own colour. */
    showCamps(yes) {
      Object.assign(this.colours, { u_camp: yes ? this.hues.camp : this.hues.event });
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

  parts.marksLayer = { create: (id, colours) => new MarksLayer(id, colours), link, shifted, rgb };
  if (typeof module !== "undefined") module.exports = parts.marksLayer;
})(globalThis);
