/* The marks as a layer of the map's own WebGL: one point sprite a mark, redrawn by writing two numbers each.
 *
 * A custom layer, because restyling a plotly trace costs a hundred milliseconds a step and this costs a tenth of one.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

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

    void main() {
      vec2 p = (gl_PointCoord - 0.5) * 2.0 * v_half;
      float d = length(p);
      float filled = v_radii.x;
      float outer = v_radii.y;
      vec4 c = vec4(0.0);
      if (outer > 0.0) {
        c = over(c, u_paper, 0.45 * disc(d, outer));
        c = over(c, u_event, 0.9 * ring(d, outer - 0.75, 1.5));
      }
      if (filled > 0.0) {
        c = over(c, u_paper, 0.75 * disc(d, filled + 1.0));
        if (v_form < 0.5) {
          c = over(c, u_event, 0.74 * disc(d, filled));
        } else if (v_form < 1.5) {
          c = over(c, u_event, 0.22 * disc(d, filled));
          c = over(c, u_event, 0.74 * disc(d, max(filled * 0.5, 2.0)));
        } else {
          c = over(c, u_event, 0.10 * disc(d, filled));
          float stripe = abs(fract((p.x + p.y) / 5.0) - 0.5) * 5.0;
          float hatch = clamp((stripe - 1.6) * u_ratio, 0.0, 1.0);
          c = over(c, u_event, 0.62 * hatch * disc(d, filled - 0.5));
        }
        c = over(c, u_event, ring(d, filled - 0.5, 1.2));
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

  /** The product of a column-major 4×4 matrix with a shift by (x, y): done in doubles, so that deep zooms stay still. */
  function shifted(matrix, x, y) {
    const result = Float32Array.from(matrix);
    for (let row = 0; row < 4; row += 1) {
      result[12 + row] = matrix[row] * x + matrix[4 + row] * y + matrix[12 + row];
    }
    return result;
  }

  /** A MapLibre custom layer. `colours` has event, paper, ink as #rrggbb. */
  function create(id, colours) {
    let map = null;
    let gl = null;
    let program = null;
    let places = {};
    let marks = [];
    let order = [];
    let radiiNow = new Float32Array(0);
    let stale = { still: true, moving: true };
    const anchor = [0.6, 0.4]; // about where Syria is on the unit square
    const chosen = { selected: -1, hovered: -1 };
    const buffers = {};
    let positions = new Float64Array(0);

    function upload() {
      if (stale.still) {
        const still = new Float32Array(order.length * 4);
        order.forEach((index, at) => {
          still[4 * at] = positions[2 * index] - anchor[0];
          still[4 * at + 1] = positions[2 * index + 1] - anchor[1];
          still[4 * at + 2] = parts.marks.form(marks[index].precision);
          still[4 * at + 3] = index;
        });
        gl.bindBuffer(gl.ARRAY_BUFFER, buffers.still);
        gl.bufferData(gl.ARRAY_BUFFER, still, gl.STATIC_DRAW);
      }
      if (stale.moving) {
        const moving = new Float32Array(order.length * 2);
        order.forEach((index, at) => {
          moving[2 * at] = radiiNow[2 * index] || 0;
          moving[2 * at + 1] = radiiNow[2 * index + 1] || 0;
        });
        gl.bindBuffer(gl.ARRAY_BUFFER, buffers.moving);
        gl.bufferData(gl.ARRAY_BUFFER, moving, gl.DYNAMIC_DRAW);
      }
      stale = { still: false, moving: false };
    }

    function bind(name, buffer, size, stride, offset) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.enableVertexAttribArray(places[name]);
      gl.vertexAttribPointer(places[name], size, gl.FLOAT, false, stride, offset);
    }

    return {
      id,
      type: "custom",
      renderingMode: "2d",

      onAdd(owner, context) {
        map = owner;
        gl = context;
        program = link(gl);
        places = {};
        for (const name of ["a_position", "a_kind", "a_radii"]) places[name] = gl.getAttribLocation(program, name);
        for (const name of ["u_matrix", "u_ratio", "u_event", "u_paper", "u_ink", "u_selected", "u_hovered"]) {
          places[name] = gl.getUniformLocation(program, name);
        }
        buffers.still = gl.createBuffer();
        buffers.moving = gl.createBuffer();
        buffers.array = gl.createVertexArray();
        stale = { still: true, moving: true };
      },

      onRemove() {
        gl.deleteBuffer(buffers.still);
        gl.deleteBuffer(buffers.moving);
        gl.deleteVertexArray(buffers.array);
        gl.deleteProgram(program);
      },

      render(_gl, frame) {
        if (!order.length) return;
        gl.useProgram(program);
        gl.bindVertexArray(buffers.array);
        upload();
        bind("a_position", buffers.still, 2, 16, 0);
        bind("a_kind", buffers.still, 2, 16, 8);
        bind("a_radii", buffers.moving, 2, 8, 0);
        gl.uniformMatrix4fv(places.u_matrix, false, shifted(frame.defaultProjectionData.mainMatrix, ...anchor));
        gl.uniform1f(places.u_ratio, map.getPixelRatio());
        gl.uniform3fv(places.u_event, rgb(colours.event));
        gl.uniform3fv(places.u_paper, rgb(colours.paper));
        gl.uniform3fv(places.u_ink, rgb(colours.ink));
        gl.uniform1f(places.u_selected, chosen.selected);
        gl.uniform1f(places.u_hovered, chosen.hovered);
        gl.enable(gl.BLEND);
        gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
        gl.drawArrays(gl.POINTS, 0, order.length);
        gl.bindVertexArray(null);
      },

      /** Give the marks once; the large are drawn first so that the small stay on top. */
      setMarks(all, weights) {
        marks = all;
        order = all.map((_, index) => index).sort((a, b) => weights[b] - weights[a] || a - b);
        positions = new Float64Array(all.length * 2);
        all.forEach((mark, index) => positions.set(parts.marks.mercator(mark.lon, mark.lat), 2 * index));
        stale = { still: true, moving: true };
      },

      /** Radii of all marks, [filled, outer] each, in px; redraws. */
      setRadii(radii) {
        radiiNow = radii;
        stale.moving = true;
        if (map) map.triggerRepaint();
      },

      /** Which mark is selected or hovered; -1 for none. */
      choose(what, index) {
        if (chosen[what] === index) return;
        chosen[what] = index;
        if (map) map.triggerRepaint();
      },

      positions: () => positions,
    };
  }

  parts.marksLayer = { create, shifted, rgb };
  if (typeof module !== "undefined") module.exports = parts.marksLayer;
})(globalThis);
