"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, catalogue, FakeNode, fakeDocument } = require("./helpers.cjs");
const { storyPanel, words } = parts();

const english = words.speaker(catalogue("en"), "en");
const arabic = words.speaker(catalogue("ar"), "ar");

const story = (id, more) => ({
  id, title: `Story ${id}`, kind: "article", language: "en", outlet: "One", url: `https://news.example/${id}`, archived: "", published: null,
  parents: [], mentions: [], others: [], ...more,
});

test("the others of a report are told with their outlets", () => {
  const item = story(1, { others: [story(2), story(3, { outlet: "Two" }), story(4, { outlet: "Two" }), story(5, { outlet: "" })] });
  assert.equal(storyPanel.othersInWords(item, english), "and 4 more in 2 outlets");
  assert.equal(storyPanel.othersInWords(item, arabic), "و4 أخبار أخرى، والمصدر وسيلتا إعلام");
  assert.equal(storyPanel.othersInWords(story(1, { others: [story(2, { outlet: "" })] }), english), "and 1 more");
});

/** Every node below one that fits. */
function below(node, fits) {
  if (typeof node === "string") return [];
  return [...(fits(node) ? [node] : []), ...node.children.flatMap((child) => below(child, fits))];
}

test("stories of one report are folded under the first, each with its links; what is left is counted by report", async () => {
  globalThis.document = fakeDocument();
  const page = {
    total: 5, clusters: 3, outlets: 2,
    stories: [story(1, { others: [story(2, { outlet: "Two", archived: "https://web.archive.org/web/2/x" }), story(3, { url: "javascript:alert(1)" })] }), story(4)],
  };
  const host = new FakeNode("div");
  host.querySelector = () => null;
  FakeNode.prototype.querySelector = function find(selector) { return below(this, (node) => `.${node.getAttribute("class")}` === selector)[0] || null; };
  try {
    const panel = storyPanel.create(host, english, { stories: async () => page }, { choose() {}, point() {}, unplaced() {} });
    panel.showStories({ key: "a", id: "a", name: "Raqqa", name_ar: "", kind: "city", precision: 1, admin1_name: "" }, { mark: "a" });
    await new Promise((resolve) => setImmediate(resolve));
    const of = (name) => below(host, (node) => (node.getAttribute("class") || "").split(" ").includes(name));
    assert.equal(of("total")[0].textContent, "5 stories · 2 outlets");
    assert.equal(of("story").length, 2);
    const [folded] = of("others");
    assert.equal(folded.children[0].textContent, "and 2 more in 2 outlets");
    const links = below(folded, (node) => node.tagName === "a").map((node) => node.getAttribute("href"));
    assert.deepEqual(links, ["https://news.example/2", "https://web.archive.org/web/2/x", "/story/2?lang=en", "/story/3?lang=en"]);
    assert.equal(of("others").length, 1, "a story that stands alone folds nothing");
    assert.equal(of("more")[0].textContent, "Show 1 more");
  } finally {
    delete FakeNode.prototype.querySelector;
    delete globalThis.document;
  }
});
