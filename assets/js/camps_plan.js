/* A plan of an import as elements: counts, questions, what each column became, what each camp's rows come to. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SHOWN = 100; // camps of a kind

  /** Which fields columns were given by hand, from selects that carry a heading: {heading: field}. Pure. */
  function mappingOf(selects) {
    const found = {};
    for (const { heading, field, before } of selects) if (field !== before) found[heading] = field || "ignore";
    return found;
  }

  /** The elements of a plan; `on` hears column(heading, field) and answer(id, choice). */
  function create(plan, speak, on) {
    const { element } = parts.dom;
    const { say } = speak;

    function counts() {
      const told = plan.groups.map((group) => element("li", { class: group.action }, element("strong", {}, speak.number(group.count)), ` ${group.told}`));
      return element("ul", { class: "plan-counts" }, told);
    }

    function question(asked) {
      const change = (event) => on.answer(asked.id, event.target.value);
      const answer = asked.choices.length
        ? element("select", { "aria-label": asked.text, onchange: change },
            asked.choices.map((choice) => element("option", { value: choice.code, selected: choice.code === asked.answer }, choice.text)))
        : element("input", { type: "text", "aria-label": asked.text, value: asked.answer, placeholder: "2024-03-31", dir: "ltr", onchange: change });
      return element("li", { class: asked.open ? "open" : null }, element("p", {}, asked.text, asked.row ? element("span", { class: "meta" }, ` (${asked.row})`) : null), answer);
    }

    function column(one) {
      const choices = [["", say("camps.import.left_out")], ...plan.fields, ["keep", say("camps.import.kept_as_is")]];
      const options = choices.map(([field, told]) => element("option", { value: field, selected: field === one.field }, told));
      const select = element("select", { "aria-label": say("camps.import.becomes_of", { column: one.heading }), onchange: (event) => on.column(one.heading, event.target.value, one.field) }, options);
      return element("tr", {}, element("th", { scope: "row" }, element("bdi", {}, one.heading)), element("td", {}, select), element("td", {}, one.how_told), element("td", { class: "example" }, element("bdi", {}, one.example)));
    }

    function columns() {
      const heads = ["column", "becomes", "why", "example"].map((name) => element("th", { scope: "col" }, say(`camps.import.${name}`)));
      const table = element("table", {}, element("thead", {}, element("tr", {}, heads)), element("tbody", {}, plan.columns.map(column)));
      return section("columns", element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": say("camps.import.columns") }, table));
    }

    function step(one) {
      const changes = one.changes.map((change) =>
        element("li", {}, `${change.field_told}: `, element("bdi", {}, change.before || "–"), speak.language === "ar" ? " ← " : " → ", element("bdi", {}, change.after)));
      const remarks = one.remarks.map((remark) => element("li", { class: "meta" }, remark));
      return element("li", {}, element("strong", {}, element("bdi", {}, one.name || "–")), element("span", { class: "meta" }, ` ${say("camps.import.rows", { rows: one.rows.join(", ") })}`), element("ul", {}, changes, remarks));
    }

    function group(found) {
      const more = found.count - Math.min(found.steps.length, SHOWN);
      return element("details", { class: `plan-group ${found.action}`, open: found.action === "refuse" || found.action === "merge" },
        element("summary", {}, `${found.told} (${speak.number(found.count)})`),
        element("ol", {}, found.steps.slice(0, SHOWN).map(step)),
        more > 0 ? element("p", { class: "meta" }, say("camps.import.more", {}, more)) : null);
    }

    function section(name, ...content) {
      return element("section", {}, element("h2", {}, say(`camps.import.${name}`)), ...content);
    }

    const layout = element("p", {}, element("strong", {}, element("bdi", {}, plan.file)), ` · ${plan.layout_told}`, plan.mapped_as ? ` · ${say("camps.import.mapped_as", { name: plan.mapped_as })}` : "");
    return [
      layout,
      element("p", { class: "meta" }, plan.said_by),
      counts(),
      plan.remarks.length ? element("ul", { class: "meta" }, plan.remarks.map((remark) => element("li", {}, remark))) : null,
      plan.questions.length ? section("questions", element("ol", { class: "questions" }, plan.questions.map(question))) : null,
      columns(),
      section("what_comes", ...plan.groups.map(group)),
    ].filter(Boolean);
  }

  parts.campsPlan = { create, mappingOf };
  if (typeof module !== "undefined") module.exports = parts.campsPlan;
})(globalThis);
