/* The fields of the publish panel over a draft (see publish_order.js): each writes what it is given into the draft. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SHEETS = { "a4-landscape": "a4_landscape", "a4-portrait": "a4_portrait" }; // as their words are called
  const SIDE = { least: 200, most: 6000 }; // px, as in dashboard/publication/sizes.py

  /** Makers of controls that write into the draft. */
  function makers(draft, say, changed) {
    const { element } = parts.dom;
    const set = (name, value) => {
      draft[name] = value;
      changed();
    };
    const field = (words, control) => element("label", { class: "field" }, element("span", {}, words), control);

    function line(name, longest) {
      return field(say(name === "title" ? "publish.headline" : `publish.${name}`), element("input", { type: "text", dir: "auto", name, maxlength: longest, value: draft[name], oninput: (event) => set(name, event.target.value) }));
    }

    function choice(name, values, words) {
      const options = values.map((value) => element("option", { value, selected: value === draft[name] }, words(value)));
      return field(say(`publish.${name}`), element("select", { name, onchange: (event) => set(name, event.target.value) }, options));
    }

    function tick(name) {
      return element("label", { class: "publish-tick" }, element("input", { type: "checkbox", name, checked: draft[name], onchange: (event) => set(name, event.target.checked) }), element("span", {}, say(`publish.${name}`)));
    }

    const named = (name) => (value) => say(`publish.${name}.${value}`);
    const group = (words, ...controls) => element("fieldset", { class: "publish-group" }, element("legend", {}, say(words)), ...controls);
    const row = (...controls) => element("div", { class: "publish-row even" }, ...controls);
    return { set, field, line, choice, tick, named, group, row };
  }

  /** Alternative text: from the data until a hand changed it, and again when asked for. */
  function alternative(draft, say, set) {
    const { element } = parts.dom;
    const text = element("textarea", { name: "alt", rows: 3, "aria-label": say("publish.alt"), dir: "auto", maxlength: 2000, oninput: (event) => write(event.target.value.trim() ? event.target.value : null) });
    const again = element("button", { type: "button", class: "quiet", hidden: true, onclick: () => write(null) }, say("publish.from_stories"));

    function write(value) {
      set("alt", value);
      again.hidden = value === null;
    }

    return {
      nodes: [text, element("div", { class: "publish-row" }, again)],
      show(told) {
        if (draft.alt === null && document.activeElement !== text) text.value = told;
      },
    };
  }

  /** An area to stand out, by name; the names are asked for in the picture's language. */
  function highlights(draft, say, api, set) {
    const { element } = parts.dom;
    const select = element("select", { name: "highlight", onchange: (event) => set("highlight", event.target.value) }, element("option", { value: "" }, say("publish.highlight_none")));

    async function load() {
      select.dataset.language = draft.lang;
      let areas;
      try {
        areas = (await (await parts.publishPreview.answer(`${api}/figure/areas?lang=${draft.lang}`, undefined, "")).json()).areas;
      } catch {
        delete select.dataset.language; // asked for again with the next picture
        return;
      }
      select.replaceChildren(select.firstElementChild, ...areas.map(({ id, name }) => element("option", { value: id, selected: id === draft.highlight }, name)));
    }

    return { node: select, follow: () => select.dataset.language === draft.lang || load() };
  }

  function create(draft, host, changed) {
    const { element } = parts.dom;
    const { speak, config } = host;
    const { say } = speak;
    const { SIZES, FORMATS, STYLES } = parts.publishOrder;
    const { set, field, line, choice, tick, named, group, row } = makers(draft, say, changed);
    const alt = alternative(draft, say, set);
    const highlight = highlights(draft, say, config.api, set);
    const sources = parts.publishLists.sources(draft, speak, changed);
    const labels = parts.publishLists.labels(draft, speak, changed);
    const annotations = parts.publishLists.annotations(draft, speak, changed);

    const notes = element("textarea", { name: "notes", rows: 2, dir: "auto", maxlength: 2000, oninput: (event) => set("notes", event.target.value) });

    const own = ["width", "height"].map((side) => element("input", {
      type: "number", min: SIDE.least, max: SIDE.most, value: draft.own[side], "aria-label": say(`publish.${side}`),
      oninput: (event) => { draft.own[side] = Number(event.target.value) || 0; changed(); },
    }));
    const ownSize = element("div", { class: "publish-row", hidden: true, dir: "ltr" }, own[0], "×", own[1]);
    const size = choice("size", [...SIZES, "own"], (value) => say(`publish.size.${SHEETS[value] || value}`));
    const scale = choice("scale", ["1", "2", "3"], (value) => `${value}×`);

    const node = element("form", { class: "publish-fields", onsubmit: (event) => event.preventDefault() },
      // Headline, size and format are what every picture is asked for: they stand where no one has to look for them.
      group("publish.group.words", line("title", 300), row(size, choice("format", FORMATS, (value) => value.toUpperCase())), ownSize,
        line("subtitle", 2000), field(say("publish.notes"), notes), line("author", 300)),
      group("publish.sources", sources.node),
      group("publish.group.form",
        row(scale, choice("lang", ["en", "ar"], named("lang"))),
        row(choice("style", STYLES, named("style")), choice("theme", ["light", "dark"], named("theme"))),
        choice("background", ["filled", "transparent"], named("background"))),
      group("publish.group.map", choice("extent", ["screen", "all"], named("extent")), field(say("publish.highlight"), highlight.node), tick("labels"), labels.node, tick("locator")),
      group("publish.annotations", annotations.node),
      group("publish.alt", ...alt.nodes));

    return {
      node,
      annotate: annotations.add,
      /** What depends on other fields. */
      follow() {
        ownSize.hidden = draft.size !== "own";
        scale.hidden = draft.format !== "png";
        labels.node.hidden = !draft.labels;
        highlight.follow();
      },
      /** What the server told of the picture. */
      told({ alt: text, sources: found, places }) {
        alt.show(text);
        sources.show(found);
        labels.show(places);
        annotations.show(places);
      },
      setTitle(title) {
        node.elements.title.value = draft.title = title;
      },
    };
  }

  parts.publishFields = { create };
  if (typeof module !== "undefined") module.exports = parts.publishFields;
})(globalThis);
