/* The legend: what sizes and forms mean, true to what is drawn; and the scale bar. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const WORDS = 14; // px a count needs beside its circle

  /** Where the counts stand beside circles that share their foot: each at its circle's top, none over another. Pure.
   * `radii` ascending; answers px from the top of the largest. */
  function heights(radii) {
    const all = 2 * Math.max(...radii, 0);
    let below = all + WORDS / 2;
    return radii.map((radius) => (below = Math.min(all - 2 * radius, below - WORDS)));
  }

  function create(host, bar, speak) {
    const { element } = parts.dom;
    const say = speak.say;
    let drawn = "";

    /** `seen`: {largest, measure, forms: Set of marks.FORMS, undated, uncertain} */
    function show(seen) {
      const key = JSON.stringify([seen.largest, seen.measure, [...seen.forms], seen.undated, seen.uncertain]);
      if (key === drawn) return;
      drawn = key;
      const lines = [];
      const counts = parts.marks.legendCounts(seen.largest);
      if (counts.length) {
        lines.push(element("div", { class: "sizes", "aria-label": say(`legend.size_${seen.measure}`) },
          nested(counts, seen.largest),
          element("span", { class: "sizes-of" }, say(`legend.${seen.measure}`))));
      }
      lines.push(element("div", { class: "forms" }, forms(seen)));
      host.replaceChildren(...lines);
      host.hidden = !counts.length && !lines[0].childNodes.length;
    }

    function forms(seen) {
      const { FORMS } = parts.marks;
      const lines = [];
      if (seen.forms.has(FORMS.exact)) lines.push(line("exact"));
      if (seen.forms.has(FORMS.near)) lines.push(line("near"));
      if (seen.forms.has(FORMS.area)) lines.push(line("area"));
      if (seen.forms.has(FORMS.beside)) lines.push(line("beside"));
      if (seen.forms.has(FORMS.blurred)) lines.push(line("blurred"));
      if (seen.undated) lines.push(line("undated"));
      if (seen.uncertain) lines.push(line("uncertain"));
      return lines;
    }

    /** Circles one in another, each with its count. */
    function nested(counts, largest) {
      const radii = counts.map((count) => parts.marks.radius(count, largest));
      const wide = 2 * radii[radii.length - 1];
      const tops = heights(radii);
      const circle = (px) => element("span", { class: "token size", style: `inline-size:${px}px;block-size:${px}px` });
      const words = (count, at) => element("span", { class: "size-count", style: `inset-block-start:${tops[at]}px;inset-inline-start:${wide + 6}px` }, speak.number(count));
      return element("div", { class: "nested", style: `inline-size:${wide}px;block-size:${wide}px;margin-block-start:${Math.max(-tops[tops.length - 1], 0) + WORDS / 2}px` },
        radii.map((radius) => circle(2 * radius)), counts.map(words));
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

  parts.legend = { create, heights };
  if (typeof module !== "undefined") module.exports = parts.legend;
})(globalThis);
