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
  const UNIFORMS = ["u_matrix", "u_ratio", "u_event", "u_camp", "u_paper", "u_ink", "u_ring"];
  const RINGS = { hovered: [0.7, 1], selected: [1, 2] }; // opacity, and width in px
  const STILL = 4; // numbers a mark that stay: position, form, whether it is a camp
  const MOVING = 3; // and those that change with the window: two radii, how much it fades

  // A mark is zones about one point, from the outside in: each begins at an edge and adds its colour to what lies
  // about it. The zones are worked out once a mark, in the vertex shader; the fragment shader, which runs for every
  // pixel, only sums them up, without a branch: a machine without a graphics card runs all branches of every pixel.
  const VERTEX = `#version 300 es
    precision highp float;
    uniform mat4 u_matrix;
    uniform float u_ratio;
    uniform vec3 u_event;
    uniform vec3 u_camp;
    uniform vec3 u_paper;
    in vec2 a_position;
    in vec2 a_radii;
    in vec2 a_kind; // form, whether a camp
    in float a_fading;
    flat out vec2 v_size; // half the sprite, and which way the stripes fall: 1 or -1
    flat out vec4 v_edges; // from the outside in
    flat out vec4 v_inner; // two edges more, that of the stripes, and whether a rim is dashed: 1 the hollow one, 2 the filled one
    flat out vec4 v_zones[6]; // what each adds at its edge
    flat out vec4 v_stripes; // what a stripe adds
    flat out vec4 v_gap; // what a gap in the rim takes away
    const float NONE = -9.0; // an edge nothing lies within

    vec4 over(vec4 below, vec3 paint, float alpha) {
      return vec4(paint * alpha, alpha) + below * (1.0 - alpha);
    }

    void main() {
      float filled = a_radii.x;
      float outer = a_radii.y;
      float form = a_kind.x;
      vec3 hue = a_kind.y > 0.5 ? u_camp : u_event;
      float reach = max(filled, outer);
      bool near = form > 0.5 && form < 1.5;
      bool area = form > 1.5;
      bool dashed = form > 2.5 && form < 3.5; // what lies beside a place
      bool blurred = form > 3.5;
      vec4 none = vec4(0.0);
      vec4 hollow = over(none, u_paper, filled > 0.0 ? 0.45 : 0.9); // no dot of the base map shows through
      vec4 zones[6] = vec4[6](none, none, none, none, none, none);
      v_edges = vec4(NONE);
      v_inner = vec4(NONE, NONE, NONE, dashed ? (filled > 0.0 ? 2.0 : 1.0) : 0.0);
      v_stripes = none;
      v_gap = none;
      if (outer > 0.0) { // stories without a date: hollow, but as vague as the others
        v_edges.xy = vec2(outer, outer - 1.5);
        zones[0] = over(hollow, hue, 0.9);
        zones[1] = hollow - zones[0];
        v_gap = zones[1];
      }
      if (outer > 0.0 && filled == 0.0) {
        if (near) {
          v_edges.zw = vec2(max(outer * 0.5, 2.0)) + vec2(0.6, -0.6);
          zones[2] = over(hollow, hue, 0.9) - hollow;
          zones[3] = -zones[2];
        }
        if (area) {
          v_inner.z = outer - 1.5;
          v_stripes = over(hollow, hue, 0.5) - hollow;
        }
      }
      if (filled > 0.0) {
        vec4 ground = outer > 0.0 ? hollow : none;
        vec4 halo = over(ground, u_paper, 0.75);
        vec4 body = over(halo, hue, near ? 0.22 : area ? 0.10 : 0.74);
        vec4 rim = vec4(hue, 1.0);
        v_edges.zw = vec2(filled + 1.0, filled + 0.1);
        v_inner.x = filled - 1.1;
        zones[2] = halo - ground;
        zones[3] = rim - halo;
        zones[4] = body - rim;
        v_gap = dashed ? halo - rim : v_gap;
        if (near) {
          v_inner.y = min(max(filled * 0.5, 2.0), filled - 1.1);
          zones[5] = over(body, hue, 0.74) - body;
        }
        if (area) {
          v_inner.z = filled - 0.5;
          v_stripes = over(body, hue, 0.62) - body;
        }
      }
      float alpha = 1.0 - 0.55 * clamp(a_fading, 0.0, 1.0); // never so faint that it is overlooked
      for (int i = 0; i < 6; i += 1) v_zones[i] = zones[i] * alpha;
      v_stripes *= alpha;
      v_gap *= alpha;
      // No larger than what is drawn: around small marks a wider square is most of what is painted.
      float half_size = reach + 1.5;
      v_size = vec2(half_size, blurred ? -1.0 : 1.0);
      gl_Position = reach > 0.0 ? u_matrix * vec4(a_position, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
      gl_PointSize = 2.0 * half_size * u_ratio;
    }`;

  const FRAGMENT = `#version 300 es
    precision highp float;
    uniform float u_ratio;
    flat in vec2 v_size;
    flat in vec4 v_edges;
    flat in vec4 v_inner;
    flat in vec4 v_zones[6];
    flat in vec4 v_stripes;
    flat in vec4 v_gap;
    out vec4 colour;

    void main() {
      vec2 p = (gl_PointCoord - 0.5) * (2.0 * v_size.x);
      float d = length(p);
      vec4 within = clamp((v_edges - d) * u_ratio + 0.5, 0.0, 1.0);
      vec3 inner = clamp((v_inner.xyz - d) * u_ratio + 0.5, 0.0, 1.0);
      float stripe = clamp((abs(fract((p.x + v_size.y * p.y) * 0.2) - 0.5) * 5.0 - 1.6) * u_ratio, 0.0, 1.0);
      float rim = v_inner.w > 1.5 ? within.w - inner.x : within.x - within.y;
      float gap = min(v_inner.w, 1.0) * step(fract(2.0 * p.y / (abs(p.x) + abs(p.y) + 0.001)), 0.35); // eight about it
      colour = v_zones[0] * within.x + v_zones[1] * within.y + v_zones[2] * within.z + v_zones[3] * within.w
        + v_zones[4] * inner.x + v_zones[5] * inner.y + v_stripes * (stripe * inner.z) + v_gap * (rim * gap);
    }`;

  // The ring about the mark that is chosen or pointed at: drawn for that one alone, above all others.
  const RING_VERTEX = `#version 300 es
    precision highp float;
    uniform mat4 u_matrix;
    uniform float u_ratio;
    in vec2 a_position;
    in vec2 a_radii;
    flat out float v_reach;
    void main() {
      v_reach = max(a_radii.x, a_radii.y);
      gl_Position = v_reach > 0.0 ? u_matrix * vec4(a_position, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
      gl_PointSize = 2.0 * (v_reach + 5.0) * u_ratio;
    }`;

  const RING_FRAGMENT = `#version 300 es
    precision highp float;
    uniform float u_ratio;
    uniform vec3 u_ink;
    uniform vec2 u_ring; // opacity, width in px
    flat in float v_reach;
    out vec4 colour;
    void main() {
      float d = length((gl_PointCoord - 0.5) * 2.0 * (v_reach + 5.0));
      vec2 within = clamp((v_reach + 2.0 + vec2(0.5, -0.5) * u_ring.y - d) * u_ratio + 0.5, 0.0, 1.0);
      colour = vec4(u_ink, 1.0) * (u_ring.x * (within.x - within.y));
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

  /** A linked program with the places of its attributes and uniforms; -1 and null where it has none of that name. */
  function program(gl, vertex, fragment) {
    const linked = link(gl, vertex, fragment);
    const at = {};
    for (const name of ATTRIBUTES) at[name] = gl.getAttribLocation(linked, name);
    for (const name of UNIFORMS) at[name] = gl.getUniformLocation(linked, name);
    return { linked, at };
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
      this.marksProgram = program(gl, VERTEX, FRAGMENT);
      this.ringProgram = program(gl, RING_VERTEX, RING_FRAGMENT);
      this.still = gl.createBuffer();
      this.moving = gl.createBuffer();
      this.array = gl.createVertexArray();
      this.stale = { still: true, moving: true };
    }

    onRemove(_map, gl) {
      gl.deleteBuffer(this.still);
      gl.deleteBuffer(this.moving);
      gl.deleteVertexArray(this.array);
      for (const { linked } of [this.marksProgram, this.ringProgram]) gl.deleteProgram(linked);
    }

    render(gl, frame) {
      if (!this.order.length) return;
      const matrix = shifted(frame.defaultProjectionData.mainMatrix, ...ANCHOR);
      gl.bindVertexArray(this.array);
      this.upload(gl);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      this.take(gl, this.marksProgram, matrix);
      gl.drawArrays(gl.POINTS, 0, this.order.length);
      for (const [what, ring] of Object.entries(RINGS)) {
        const at = this.order.indexOf(this.chosen[what]);
        if (at < 0) continue;
        const { at: places } = this.take(gl, this.ringProgram, matrix);
        gl.uniform2f(places.u_ring, ...ring);
        gl.drawArrays(gl.POINTS, at, 1);
      }
      gl.bindVertexArray(null);
    }

    /** Draw with a program from now on: its attributes from our buffers, its uniforms as they are now. */
    take(gl, found, matrix) {
      const { linked, at } = found;
      gl.useProgram(linked);
      this.bind(gl, at.a_position, this.still, [2, STILL, 0]);
      this.bind(gl, at.a_kind, this.still, [2, STILL, 2]);
      this.bind(gl, at.a_radii, this.moving, [2, MOVING, 0]);
      this.bind(gl, at.a_fading, this.moving, [1, MOVING, 2]);
      gl.uniformMatrix4fv(at.u_matrix, false, matrix);
      gl.uniform1f(at.u_ratio, this.map.getPixelRatio());
      for (const [name, colour] of Object.entries(this.colours)) gl.uniform3fv(at[name], colour);
      return found;
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
        room.still[to + 3] = marks[index].kind === "camp" ? 1 : 0;
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
    bind(gl, at, buffer, [size, stride, offset]) {
      if (at < 0) return; // this program has no use for it
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, size, gl.FLOAT, false, 4 * stride, 4 * offset);
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
