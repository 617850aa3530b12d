/* The lists of the publish panel: sources, places to name, words that point to places. Each draws itself from the draft
 * and tells when a hand has changed it.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const MOST = { sources: 20, annotations: 30, label: 60 }; // as in dashboard/publication/order.py

  const removal = (words, act) => parts.dom.element("button", { type: "button", class: "small", title: words, "aria-label": words, onclick: act }, "×");

  /** Sources, a line each: text and link. Until a hand changes them they are those of the stories shown. */
  function sources(draft, speak, changed) {
    const { element } = parts.dom;
    const { say } = speak;
    const rows = element("ol", { class: "publish-rows" });
    const again = element("button", { type: "button", class: "quiet", hidden: true, onclick: () => { draft.sources = null; show(told); changed(); } }, say("publish.from_stories"));
    const more = element("button", { type: "button", class: "quiet", onclick: () => add() }, say("publish.add_source"));
    let told = [];

    const list = () => draft.sources || told;
    const own = () => (draft.sources = list().map((one) => ({ ...one })));

    function add() {
      own().push({ text: "", url: "" });
      show(told);
      rows.lastElementChild?.querySelector("input").focus();
    }

    function row(one, at) {
      const field = (name, kind) => element("input", {
        type: kind, dir: name === "url" ? "ltr" : "auto", value: one[name], maxlength: name === "url" ? 1000 : 300, placeholder: say(`publish.source_${name}`),
        "aria-label": `${say(`publish.source_${name}`)} ${speak.number(at + 1)}`,
        oninput: (event) => { own()[at][name] = event.target.value; again.hidden = false; changed(); },
      });
      const remove = () => { own().splice(at, 1); show(told); more.focus(); changed(); };
      return element("li", {}, field("text", "text"), field("url", "url"), removal(say("publish.remove"), remove));
    }

    function show(found) {
      told = found;
      if (rows.contains(document.activeElement) && draft.sources) return; // a hand is in it
      rows.replaceChildren(...list().map(row));
      again.hidden = !draft.sources;
      more.disabled = list().length >= MOST.sources;
    }

    return { node: element("div", { class: "publish-list" }, rows, element("div", { class: "publish-row" }, more, again)), show };
  }

  /** A choice of the places shown; `act(place)` at each. */
  function placeChoice(speak, words, act) {
    const { element } = parts.dom;
    const select = element("select", { class: "publish-places", "aria-label": words });
    let places = [];
    select.addEventListener("change", () => {
      const place = places.find((one) => one.id === select.value);
      select.value = "";
      if (place) act(place);
    });
    return {
      node: select,
      show(found, without = []) {
        places = found.filter((one) => !without.includes(one.id));
        const options = places.map((one) => element("option", { value: one.id }, `${one.name} (${speak.number(one.count)})`));
        if (document.activeElement !== select) select.replaceChildren(element("option", { value: "" }, words), ...options);
        select.disabled = !places.length;
      },
    };
  }

  /** Places to name, as chips; none: the weightiest that fit. */
  function labels(draft, speak, changed) {
    const { element } = parts.dom;
    const { say } = speak;
    const chips = element("ul", { class: "publish-chips" });
    const names = new Map();
    let found = [];
    const choice = placeChoice(speak, say("publish.label_add"), (place) => {
      if (draft.label.length < MOST.label) draft.label.push(place.id);
      changed();
      show(found);
    });

    function show(places) {
      found = places;
      for (const one of places) names.set(one.id, one.name);
      const chip = (id, at) => element("li", {},
        element("button", { type: "button", class: "chip", "aria-label": say("publish.label_remove", { place: names.get(id) || id }), onclick: () => { draft.label.splice(at, 1); changed(); show(found); choice.node.focus(); } },
          element("span", { dir: "auto" }, names.get(id) || id), element("span", { class: "cross", "aria-hidden": "true" }, "×")));
      chips.replaceChildren(...(draft.label.length ? draft.label.map(chip) : [element("li", { class: "meta" }, say("publish.label_none"))]));
      choice.show(places, draft.label);
    }

    return { node: element("div", { class: "publish-list" }, chips, choice.node), show };
  }

  /** Words that point to a place: from a click on the preview, or from the list of places. */
  function annotations(draft, speak, changed) {
    const { element } = parts.dom;
    const { say } = speak;
    const rows = element("ol", { class: "publish-rows" });
    const choice = placeChoice(speak, say("publish.annotate_place"), (place) => add(place, place.name));

    function row(one, at) {
      const where = one.name || `${one.lat.toFixed(2)}, ${one.lon.toFixed(2)}`;
      return element("li", {},
        element("span", { class: "meta where", dir: "auto" }, where),
        element("input", { type: "text", dir: "auto", maxlength: 300, value: one.text, placeholder: say("publish.annotation"), "aria-label": say("publish.annotation_at", { place: where }), oninput: (event) => { one.text = event.target.value; changed(); } }),
        removal(say("publish.remove"), () => { draft.annotations.splice(at, 1); draw(); choice.node.focus(); changed(); }));
    }

    function draw() {
      rows.replaceChildren(...draft.annotations.map(row));
    }

    function add({ lat, lon }, name = "") {
      if (draft.annotations.length >= MOST.annotations) return;
      draft.annotations.push({ lat, lon, name, text: "" });
      draw();
      const field = rows.lastElementChild.querySelector("input");
      field.scrollIntoView({ block: "nearest" });
      field.focus();
    }

    return { node: element("div", { class: "publish-list" }, element("p", { class: "meta" }, say("publish.annotate_how")), rows, choice.node), show: choice.show, add };
  }

  parts.publishLists = { sources, labels, annotations };
  if (typeof module !== "undefined") module.exports = parts.publishLists;
})(globalThis);
