/* One filter in the rail: its choices with how many stories each would leave. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const FEW = 6; // choices shown before "more"
  const MANY = 10; // choices from which on they can be searched

  /** What a choice is called in the reader's language. */
  const nameOf = (choice, speak) => (speak.language === "ar" ? choice.name_ar : choice.name) || choice.name || choice.value;

  /** The choices with what belongs to one right after it. Pure. */
  function inOrder(choices) {
    const there = new Set(choices.map((choice) => choice.value));
    const within = (parent) => choices.filter((choice) => choice.parent === parent);
    return choices.filter((choice) => !there.has(choice.parent)).flatMap((choice) => [choice, ...within(choice.value)]);
  }

  /** The choices to show: those whose names hold the words, else the first few at the top, whatever is chosen and what
   * belongs to it. */
  function shownOf(choices, words, all, isChosen) {
    const sought = parts.filterFields.folded(words);
    if (sought) return choices.filter((choice) => choice.key.includes(sought));
    if (all) return choices;
    const there = new Set(choices.map((choice) => choice.value));
    const first = new Set(choices.filter((choice) => !there.has(choice.parent)).slice(0, FEW));
    const chosen = new Set(choices.filter((choice) => isChosen(choice.value)));
    const [open, over] = [new Set([...chosen].map((one) => one.value)), new Set([...chosen].map((one) => one.parent))];
    return choices.filter((choice) => first.has(choice) || chosen.has(choice) || open.has(choice.parent) || over.has(choice.value));
  }

  /** `on.choose(value, yes)`. The group's `node` stays; `show(choices, state)` fills it anew. */
  function create(group, speak, on) {
    const { element } = parts.dom;
    const { say } = speak;
    const title = say(`facet.${group.name}`);
    const body = element("div", { class: "facet-body", id: `facet-${group.name}` });
    const mark = element("span", { class: "facet-set" });
    const head = element("button", { type: "button", class: "facet-head", "aria-controls": body.id, onclick: () => fold(body.hidden) },
      element("span", {}, title), mark);
    const node = element("fieldset", { class: "facet", "data-facet": group.name }, element("legend", {}, head), body);
    const shown = { choices: [], state: null, all: false, words: "" };
    const list = element("div", { class: "facet-list" });
    const tools = group.form === "steps" ? [] : [searchField(), list, moreButton(), clearButton()];
    const [search, , more, clear] = tools;
    const slider = group.form === "steps" ? parts.filterSteps.create(group, title, speak, on.choose) : null;
    body.append(...(slider ? [slider.node] : tools));
    fold(Boolean(group.open));

    function fold(open) {
      body.hidden = !open;
      head.setAttribute("aria-expanded", String(open));
    }

    function searchField() {
      return element("input", {
        type: "search",
        class: "facet-search",
        placeholder: say("filters.find"),
        "aria-label": say("filters.find_in", { filter: title }),
        dir: "auto",
        oninput: (event) => {
          shown.words = event.target.value;
          fill();
        },
      });
    }

    function moreButton() {
      return element("button", { type: "button", class: "facet-more", onclick: () => {
        shown.all = !shown.all;
        fill();
      } });
    }

    function clearButton() {
      return element("button", { type: "button", class: "facet-more", onclick: () => on.clear() }, say("filters.clear"));
    }

    function row(choice) {
      const chosen = parts.filterFields.isChosen(group, shown.state, choice.value);
      const many = group.form === "many";
      const box = element("input", {
        type: many ? "checkbox" : "radio",
        name: `facet-${group.name}`,
        value: choice.value,
        checked: chosen,
        onchange: (event) => on.choose(choice.value, event.target.checked),
      });
      const name = nameOf(choice, speak);
      const kind = [choice.stories || chosen ? "" : " none", choice.parent && !shown.words ? " within" : ""].join("");
      return element("label", { class: `facet-choice${kind}`, title: name }, box,
        element("span", { class: "facet-name", dir: "auto" }, name),
        element("span", { class: "facet-count" }, choice.stories === null ? "" : speak.number(choice.stories)));
    }

    /** Draw the choices; who is among them with the keyboard stays there. */
    function fill() {
      const focused = list.contains(document.activeElement) ? document.activeElement.value : null;
      const isChosen = (value) => parts.filterFields.isChosen(group, shown.state, value);
      const rows = shownOf(shown.choices, shown.words, shown.all, isChosen);
      const any = { value: "", name: say("filters.any"), name_ar: say("filters.any"), stories: null };
      const one = group.form === "one" && !shown.words ? [any] : [];
      list.replaceChildren(...[...one, ...rows].map(row));
      if (one.length && !parts.filterFields.chosen(group, shown.state).length) list.querySelector("input").checked = true;
      if (shown.words && !rows.length) list.append(element("p", { class: "meta" }, say("filters.no_such")));
      const rest = shown.choices.length - shownOf(shown.choices, "", false, isChosen).length;
      more.hidden = Boolean(shown.words) || rest <= 0;
      more.textContent = shown.all ? say("filters.fewer") : say("filters.more", {}, rest);
      search.hidden = shown.choices.length < MANY;
      if (focused !== null) [...list.querySelectorAll("input")].find((input) => input.value === focused)?.focus();
    }

    return {
      node,
      /** The choices as last told, and what of them the state has chosen. */
      show(choices, state) {
        Object.assign(shown, { choices: inOrder(choices), state });
        const value = state[group.field];
        const number = Array.isArray(value) ? value.filter((one) => parts.filterFields.belongs(group, one)).length : Number(Boolean(value));
        mark.textContent = number ? speak.number(number) : "";
        node.hidden = !choices.length && !number;
        if (slider) {
          slider.show(choices, value);
          return;
        }
        clear.hidden = !number;
        fill();
      },
    };
  }

  parts.filterGroup = { create, inOrder, shownOf, nameOf };
  if (typeof module !== "undefined") module.exports = parts.filterGroup;
})(globalThis);
