/* The small panel of the map's layers: a switch each, and what is coloured by how much. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** `on` hears toggle(name), value(value), level(level). */
  function create(host, names, on) {
    const { element } = parts.dom;
    const { say } = host.speak;
    const [button, panel] = [host.find("LAYERS"), host.find("LAYER_PANEL")];
    const switches = new Map();

    function choice(name, values, label, hear) {
      const options = values.map((value) => element("option", { value }, say(`layer.${name}.${value}`)));
      return element("select", { "aria-label": label, onchange: (event) => hear(event.target.value) }, options);
    }

    const value = choice("value", ["count", "perday"], say("layer.value"), (chosen) => on.value(chosen));
    const level = choice("level", ["1", "2", "3"], say("layer.level"), (chosen) => on.level(chosen));
    const more = element("div", { class: "layer-more" }, level, value);

    function row(name) {
      const box = element("input", { type: "checkbox", role: "switch", onchange: () => on.toggle(name) });
      switches.set(name, box);
      const line = element("label", { class: "layer" },
        box,
        element("span", { class: `layer-sign ${name}`, "aria-hidden": "true" }),
        element("span", {}, say(`layer.${name}`)));
      return name === "areas" ? [line, more] : [line];
    }

    panel.replaceChildren(element("h2", {}, say("layer.title")), ...names.flatMap(row));

    function open(yes) {
      panel.hidden = !yes;
      if (yes) host.page.classList.remove("panel-open"); // on a phone the stories' sheet would cover it
      button.setAttribute("aria-expanded", String(yes));
    }

    button.addEventListener("click", () => {
      open(panel.hidden);
      if (!panel.hidden) switches.get(names[0]).focus();
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      open(false);
      button.focus();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!panel.hidden && !panel.contains(event.target) && !button.contains(event.target)) open(false);
    });

    return {
      show(state) {
        for (const [name, box] of switches) box.checked = state.layers.includes(name);
        more.hidden = !state.layers.includes("areas");
        value.value = state.value;
        level.value = state.level;
      },
      /** Which levels of areas there are. */
      setLevels(levels) {
        for (const option of level.options) option.hidden = option.disabled = !levels.includes(Number(option.value));
        level.hidden = levels.length < 2;
      },
    };
  }

  parts.layerPanel = { create };
  if (typeof module !== "undefined") module.exports = parts.layerPanel;
})(globalThis);
