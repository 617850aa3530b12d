"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, catalogue, FakeNode, fakeDocument } = require("./helpers.cjs");
const { explanation, words } = parts();

const option = (more) => ({
  id: "sy-raqqa", name: "الرقة", other_name: "Raqqa", where: [["مدينة", 0], ["، ", 0], ["سوريا", 1]], score: 0.7, chosen: true,
  factors: [[[["شهرته", 0]], 0.4], [[["«", 0], ["town", 1], ["» لا تناسبه", 0]], -0.15]], ...more,
});
const why = (options) => ({
  answers: [
    { about: "name", title: "الاسم", lines: [[["«", 0], ["Raqqa", 1], ["» هو الاسم.", 0]], [["ثانية.", 0]]] },
    { about: "role", title: "دوره", lines: [[["قُرئ.", 0]]] },
  ],
  options_title: "الأماكن", options,
});

/** Every node below one of that tag. */
function below(node, tag) {
  if (typeof node === "string") return [];
  return [...(node.tagName === tag ? [node] : []), ...node.children.flatMap((child) => below(child, tag))];
}

function drawn(options, language = "ar") {
  globalThis.document = fakeDocument();
  try {
    const host = new FakeNode("div");
    host.append(...explanation.nodes(why(options), words.speaker(catalogue(language), language)).filter(Boolean));
    return host;
  } finally {
    delete globalThis.document;
  }
}

test("questions stand with their sentences, names by themselves", () => {
  const host = drawn([option()]);
  assert.deepEqual(below(host, "dt").map((node) => node.textContent), ["الاسم", "دوره"]);
  assert.deepEqual(below(host, "dd").map((node) => node.getAttribute("data-about")), ["name", "role"]);
  assert.deepEqual(below(host, "p").map((node) => node.textContent), ["«Raqqa» هو الاسم.", "ثانية.", "قُرئ."]);
  assert.deepEqual(below(host, "bdi").map((node) => node.textContent), ["Raqqa"]);
});

test("places are listed where there is a choice, the chosen one marked, scores in parts", () => {
  assert.equal(below(drawn([option()]), "table").length, 0);
  const host = drawn([option(), option({ id: "gn-1", other_name: "", score: 0.254, chosen: false, factors: [] })]);
  const [first, second] = below(below(host, "tbody")[0], "tr");
  assert.deepEqual([first, second].map((row) => row.getAttribute("class")), ["chosen", null]);
  assert.deepEqual(below(host, "li").map((node) => node.textContent), ["شهرته +0.40", "«town» لا تناسبه −0.15"]);
  assert.equal(below(second, "td")[0].children[0].textContent, "0.25");
  const bars = below(host, "span").filter((node) => node.getAttribute("class") === "score-bar");
  assert.deepEqual(bars.map((node) => node.getAttribute("style")), ["inline-size:70%", "inline-size:25%"]);
  const others = below(host, "bdi").filter((node) => node.getAttribute("class") === "other");
  assert.deepEqual(others.map((node) => [node.textContent, node.getAttribute("lang")]), [["Raqqa", "en"]]);
  assert.deepEqual(below(host, "th").slice(0, 3).map((node) => node.textContent), ["المكان", "الدرجة", "ما يُحسب"]);
});
