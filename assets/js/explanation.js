/* Why a mention was read as it was: sentences and the places of its name, as the server words them
 * (geodata/explanation). The story's own page shows the same with dashboard/stories/explanation.html. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** A line's nodes: what may run the other way than the line stands by itself. */
  function line(fragments) {
    const { element } = parts.dom;
    return fragments.map(([text, own]) => (own ? element("bdi", {}, text) : text));
  }

  /** A weight with its sign: +0.34, −0.20. */
  function signed(weight) {
    return `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(2)}`;
  }

  /** The nodes of an explanation; `speak` words the table's head. */
  function nodes(why, speak) {
    const { element } = parts.dom;
    const answers = why.answers.flatMap((answer) => [
      element("dt", {}, answer.title),
      element("dd", { "data-about": answer.about }, answer.lines.map((each) => element("p", {}, line(each)))),
    ]);
    return [element("dl", { class: "answers" }, answers), why.options.length > 1 ? table(why, speak) : null];
  }

  function table(why, speak) {
    const { element } = parts.dom;
    const heads = ["why.place", "why.score", "why.counts"].map((key) => element("th", { scope: "col" }, speak.say(key)));
    return element(
      "table",
      { class: "options" },
      element("caption", {}, why.options_title),
      element("thead", {}, element("tr", {}, heads)),
      element("tbody", {}, why.options.map((option) => row(option, speak))),
    );
  }

  function row(option, speak) {
    const { element } = parts.dom;
    const other = option.other_name
      ? element("bdi", { class: "other", lang: speak.language === "ar" ? "en" : "ar" }, option.other_name)
      : null;
    const factors = option.factors.map(([phrase, weight]) =>
      element("li", {}, element("span", {}, line(phrase)), " ", element("bdi", { class: "weight", dir: "ltr" }, signed(weight))));
    return element(
      "tr",
      { class: option.chosen ? "chosen" : null },
      element("th", { scope: "row" }, element("bdi", { class: "name" }, option.name), " ", other,
        element("span", { class: "where" }, line(option.where))),
      element("td", { class: "score" }, element("span", { class: "score-number" }, option.score.toFixed(2)),
        element("span", { class: "score-bar", style: `inline-size:${Math.round(option.score * 100)}%`, "aria-hidden": "true" })),
      element("td", {}, element("ul", { class: "factors" }, factors)),
    );
  }

  parts.explanation = { nodes, line, signed };
  if (typeof module !== "undefined") module.exports = parts.explanation;
})(globalThis);
