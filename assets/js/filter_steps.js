/* A filter for a least value in a few steps: a slider that says what its place means. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** The step that stands for a value: the last one not above it. */
  function stepOf(steps, value) {
    return steps.reduce((found, step, at) => (step <= value ? at : found), 0);
  }

  /** `choose(value, yes)` as for any group: the text of a step, or none for the first. */
  function create(group, title, speak, choose) {
    const { element } = parts.dom;
    const { say } = speak;
    let counts = new Map();
    const said = element("output", { class: "step-said" });
    const slider = element("input", {
      type: "range",
      min: 0,
      max: group.steps.length - 1,
      step: 1,
      "aria-label": title,
      oninput: () => tell(group.steps[slider.value]),
      onchange: () => choose(String(group.steps[slider.value]), Number(slider.value) > 0),
    });

    function tell(value) {
      const words = value ? say("filters.at_least", { percent: speak.number(Number(value)) }) : say("filters.any");
      const stories = counts.get(String(value));
      const whole = stories === undefined ? words : `${words} · ${say("count.stories", {}, stories)}`;
      said.textContent = whole;
      slider.setAttribute("aria-valuetext", whole);
    }

    return {
      node: element("div", { class: "steps" }, slider, said),
      show(choices, value) {
        counts = new Map(choices.map((choice) => [choice.value, choice.stories]));
        if (document.activeElement !== slider || !value) slider.value = String(stepOf(group.steps, Number(value || 0)));
        tell(value || 0);
      },
    };
  }

  parts.filterSteps = { create, stepOf };
  if (typeof module !== "undefined") module.exports = parts.filterSteps;
})(globalThis);
