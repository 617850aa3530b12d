// What the page asks of the server for a film and for the offline file, and words folded as the server folds them.
"use strict";
const assert = require("node:assert/strict");
const path = require("node:path");
const test = require("node:test");

const parts = require("./helpers.cjs").parts();
require(path.join(__dirname, "..", "..", "assets", "offline", "fold_text.js"));

test("a film takes what a picture is, but for paper and what only pictures have", () => {
  const chosen = { step: "day", mode: "window", format: "gif" };
  const order = { size: "1080x1080", scale: "2", background: "transparent", format: "png", title: "الرقة" };
  assert.deepEqual(parts.publishAnimation.pairsOf(order, chosen), { size: "1080x1080", format: "gif", title: "الرقة", step: "day", mode: "window" });
  assert.equal("size" in parts.publishAnimation.pairsOf({ size: "a4-portrait" }, chosen), false);
  assert.deepEqual([1, 92, 93, 1098, 1099].map(parts.publishAnimation.stepOf), ["day", "day", "week", "week", "month"]);
});

test("the offline file is asked for in the reader's language, which is not the stories'", () => {
  const address = parts.exportOffline.addressOf({ language: "ar", from: "2017-01-01" }, { language: "en", theme: "dark" });
  assert.equal(address, "/export/map.html?language=ar&from=2017-01-01&lang=en&theme=dark");
});

test("words are folded and looked for with what Arabic writes together with them", () => {
  const { fold, words, terms, holds } = parts.foldText;
  assert.equal(fold("الرَّقّة أإآ Straße Ma'arrat ٢٠١٧"), "الرقه ااا strasse maarrat 2017");
  assert.ok(holds(words("قصف بالرقة"), terms("الرقة")));
  assert.ok(holds(words("a market was hit"), terms('"market was" hi')));
  assert.ok(!holds(words("a market was hit"), terms('"was market"')));
  assert.deepEqual(terms(" . "), []);
});
