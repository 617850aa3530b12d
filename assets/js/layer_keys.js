/* The legends of the layers that are shown, beside that of the bubbles. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** The ranges of classes in words: "1–4", "5–19", "20+"; rates "under 0.1", "0.1–0.5", … */
  function ranges(bounds, whole, number, say) {
    return bounds.map((low, at) => {
      const next = bounds[at + 1];
      if (next === undefined) return say("layer.range.from", { low: number(low) });
      if (!whole) return at ? say("layer.range.to", { low: number(low), high: number(next) }) : say("layer.range.under", { high: number(next) });
      return next - 1 === low ? number(low) : say("layer.range.to", { low: number(low), high: number(next - 1) });
    });
  }

  function create(box, legend, speak) {
    const { element } = parts.dom;
    const { say, number } = speak;
    const rates = new Intl.NumberFormat(speak.language === "ar" ? "ar-u-nu-latn" : "en-GB", { maximumSignificantDigits: 2 });
    const rate = (value) => rates.format(value); // a story in two years is a rate, too
    let drawn = "";

    function section(title, ...lines) {
      return element("div", { class: "layer-key" }, element("div", { class: "layer-key-title" }, title), lines);
    }

    function heat({ km, top, left, measure }) {
      const counts = parts.marks.legendCounts(top);
      const ticks = counts.map((count) => element("span", { style: `inset-inline-start:${100 * parts.heat.strength(count, top)}%` }, number(count)));
      return section(say(`layer.heat.${measure}`, { km: number(Math.max(1, round(km))) }),
        element("div", { class: "ramp", dir: "ltr" }),
        element("div", { class: "ramp-ticks", dir: "ltr" }, ticks),
        left ? element("div", { class: "meta" }, say("layer.heat.left", {}, left)) : null);
    }

    function areas({ bounds, left, perDay, measure, level }) {
      const swatches = ranges(bounds, !perDay, perDay ? rate : number, say).map((words, at) =>
        element("div", { class: "line" }, element("span", { class: "swatch", style: `opacity:${parts.choropleth.OPACITY[at + 1]}` }), words));
      const value = perDay ? "perday" : "count";
      return section(say(`layer.areas.${value}.${measure}`, { unit: say(`layer.unit.${level}`) }),
        element("div", { class: "swatches" }, swatches, element("div", { class: "line" }, element("span", { class: "swatch blank" }), say("layer.areas.blank"))),
        left > 0 ? element("div", { class: "meta" }, say("layer.areas.left", {}, left)) : null);
    }

    const line = (form, words) => element("div", { class: "line" }, element("span", { class: `token ${form}`, "aria-hidden": "true" }), words);

    /** `seen`: {bubbles, camps, heat, areas, extents}; what is false is not shown. */
    function show(seen) {
      const key = JSON.stringify(seen);
      if (key === drawn) return;
      drawn = key;
      const forms = [
        seen.camps ? line("exact camp", say("layer.camps.key")) : null,
        seen.extents ? line("extent", say("layer.extents.key")) : null,
      ].filter(Boolean);
      const found = [
        forms.length ? section(null, ...forms) : null,
        seen.areas && seen.areas.bounds.length ? areas(seen.areas) : null,
        seen.heat ? heat(seen.heat) : null,
      ].filter(Boolean);
      box.replaceChildren(...found);
      box.hidden = !found.length;
      legend.classList.toggle("off", !seen.bubbles && !seen.camps);
    }

    return { show };
  }

  function round(km) {
    const power = 10 ** Math.max(0, Math.floor(Math.log10(km)));
    return Math.round(km / power) * power || km;
  }

  parts.layerKeys = { create, ranges };
  if (typeof module !== "undefined") module.exports = parts.layerKeys;
})(globalThis);
