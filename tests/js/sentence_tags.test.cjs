"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, FakeNode, fakeDocument } = require("./helpers.cjs");
const { sentenceTags } = parts();

const STRIKE = { code: "event:air_strike", name: "غارة جوية", words: "غارات", span: [4, 9] };
const SDF = { code: "actor:sdf", name: "قسد", words: "قسد", span: [0, 3] };
const text = (node) => (typeof node === "string" ? node : node.children.map(text).join(""));

test("events stand before actors, whichever the sentence names first", () => {
  assert.deepEqual(sentenceTags.inOrder([SDF, STRIKE]), [STRIKE, SDF]);
});

test("each tag shows its name and the words that say so, as text of the story's language", () => {
  globalThis.document = fakeDocument();
  try {
    const host = new FakeNode("div");
    host.append(sentenceTags.line([SDF, STRIKE], "ar"));
    assert.equal(text(host), "غارة جوية غاراتقسد قسد");
  } finally {
    delete globalThis.document;
  }
});

test("a sentence that tells of nothing known has no line", () => {
  assert.equal(sentenceTags.line([], "ar"), null);
  assert.equal(sentenceTags.line(undefined, "ar"), null);
});
