"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, catalogue } = require("./helpers.cjs");
const { table, together, words, stateFields } = parts();

const english = words.speaker(catalogue("en"), "en");
const arabic = words.speaker(catalogue("ar"), "ar");

const row = (more) => ({
  id: 1, story: 1, mark: "a", when: null, place: "Raqqa", kind: "city", unit: "", role: "where it happened", precision: "the place itself",
  confidence: 81, outlet: "", title: "T", sentence: "S", tags: ["Armed clash", "SDF"], url: "https://news.example/1", ...more,
});

test("a row is shown in words, with a link only to the web", () => {
  const seen = table.shown(row(), english);
  assert.deepEqual([seen.day, seen.confidence, seen.tags], [english.say("story.undated"), "81%", "Armed clash, SDF"]);
  assert.equal(seen.link, "https://news.example/1");
  assert.equal(table.shown(row(), arabic).tags, "Armed clash، SDF");
  for (const url of ["javascript:alert(1)", "data:text/html,x", "", "/story/1"]) assert.equal(table.shown(row({ url }), english).link, null);
});

test("cells hand text to React as text", () => {
  globalThis.React = { createElement: (tag, attributes, ...children) => ({ tag, attributes, children }) };
  const { OwnDirection, SourceLink } = table.cells(english);
  assert.deepEqual(OwnDirection({ value: "<b>x</b>" }), { tag: "bdi", attributes: null, children: ["<b>x</b>"] });
  assert.equal(OwnDirection({ value: undefined }), null);
  const link = SourceLink({ value: "https://news.example/1" });
  assert.deepEqual([link.tag, link.attributes.href, link.attributes.rel], ["a", "https://news.example/1", "noopener noreferrer"]);
  assert.equal(SourceLink({ value: null }), null);
  delete globalThis.React;
});

test("the rows are asked for as the map is, and for a mark only when that is wanted", () => {
  parts().features.addFields();
  const state = stateFields.parse("?from=2017-01-01&undated=0&text=bread&mark=a&sort=place&dir=asc", {});
  const wanted = table.wantedOf(state);
  assert.deepEqual([wanted.from, wanted.undated, wanted.text, wanted.mark], ["2017-01-01", "no", "bread", ""]);
  assert.deepEqual([state.sort, state.dir], ["place", "asc"]);
  assert.equal(table.wantedOf({ ...state, only: true }).mark, "a");
  assert.equal(together.wantedOf(state).mark, "a");
});

test("how often two are named together is told where there are enough stories to tell", () => {
  assert.equal(together.often({ stories: 1, lift: 9 }, english), "");
  assert.equal(together.often({ stories: 4, lift: 2.46 }, english), "4 stories name both: 2.5 times as many as if it were chance.");
});
