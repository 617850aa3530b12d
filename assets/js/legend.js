/* The legend: what sizes and forms mean, true to what is drawn; and the scale bar. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  function create(host, bar, speak) {
    const { element } = parts.dom;
    const say = speak.say;
    let drawn = "";

    /** `seen`: {largest, measure, forms: Set of marks.FORMS, undated, uncertain} */
    function show(seen) {
      const key = JSON.stringify([seen.largest, seen.measure, [...seen.forms], seen.undated, seen.uncertain]);
      if (key === drawn) return;
      drawn = key;
      const { FORMS } = parts.marks;
      const lines = [];
      const counts = parts.marks.legendCounts(seen.largest);
      if (counts.length) {
        lines.push(element("div", { class: "sizes", "aria-label": say(`legend.size_${seen.measure}`) },
          counts.map((count) => size(count, seen.largest)),
          element("span", { class: "sizes-of" }, say(`legend.${seen.measure}`))));
      }
      if (seen.forms.has(FORMS.exact)) lines.push(line("exact"));
      if (seen.forms.has(FORMS.near)) lines.push(line("near"));
      if (seen.forms.has(FORMS.area)) lines.push(line("area"));
      if (seen.forms.has(FORMS.beside)) lines.push(line("beside"));
      if (seen.undated) lines.push(line("undated"));
      if (seen.uncertain) lines.push(line("uncertain"));
      host.replaceChildren(...lines);
      host.hidden = !lines.length;
    }

    function size(count, largest) {
      const px = 2 * parts.marks.radius(count, largest);
      return element("span", { class: "size" },
        element("span", { class: "token exact", style: `inline-size:${px}px;block-size:${px}px` }),
        element("span", {}, speak.number(count)));
    }

    function line(form) {
      return element("div", { class: "line" }, element("span", { class: `token ${form}`, "aria-hidden": "true" }), say(`legend.${form}`));
    }

    function scale(view) {
      const { km, px } = parts.mapView.scaleBar(view.lat, view.zoom, 110);
      bar.style.inlineSize = `${px}px`;
      bar.textContent = km >= 1 ? say("scale.km", { km: speak.number(km) }) : say("scale.m", { m: speak.number(Math.round(km * 1000)) });
    }

    return { show, scale };
  }

  parts.legend = { create };
  if (typeof module !== "undefined") module.exports = parts.legend;
})(globalThis);
