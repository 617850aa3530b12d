"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, catalogue, randomness, FakeNode, fakeDocument } = require("./helpers.cjs");
const { mapTip, words } = parts();

const RAQQA = { key: "sy-raqqa", id: "sy-raqqa", name: "Raqqa", name_ar: "الرقة", precision: 1 };

test("a sign stands whole within the map, wherever the pointer is", () => {
  const random = randomness(7);
  for (let i = 0; i < 500; i += 1) {
    const frame = { width: random.int(320, 1600), height: random.int(260, 900) };
    const size = { width: random.int(60, 260), height: random.int(30, 120) };
    const at = { x: random.int(0, frame.width), y: random.int(0, frame.height) };
    const { left, top, below } = mapTip.beside(size, frame, at);
    const [from, to] = below ? [top, top + size.height] : [top - size.height, top];
    assert.ok(left - size.width / 2 >= 0 && left + size.width / 2 <= frame.width, JSON.stringify({ frame, size, at }));
    assert.ok(from >= 0, JSON.stringify({ frame, size, at }));
    assert.ok(below ? from > at.y : to < at.y, "it does not cover what it tells of");
  }
});

test("a sign narrower than its room stands right over the pointer", () => {
  const { left, below } = mapTip.beside({ width: 100, height: 40 }, { width: 800, height: 600 }, { x: 70, y: 300 });
  assert.deepEqual([left, below], [70, false]);
});

test("what is told changes with the slider, and the sign stays where it is", () => {
  globalThis.document = fakeDocument();
  const box = new FakeNode("div");
  Object.assign(box, { style: {}, dataset: {}, offsetWidth: 100, offsetHeight: 40, hidden: true, classList: { toggle() {} } });
  let looked = 0;
  const frame = { getBoundingClientRect: () => { looked += 1; return { left: 0, top: 0, width: 800, height: 600 }; } };
  const tip = mapTip.create(box, frame, words.speaker(catalogue("en"), "en"));
  tip.show(RAQQA, { dated: 12, undated: 0, measure: "stories" }, { x: 300, y: 300 });
  assert.deepEqual([box.hidden, box.textContent, box.style.left], [false, "Raqqa12 stories", "300px"]);
  tip.tell(RAQQA, { dated: 3, undated: 1, measure: "stories" });
  assert.equal(box.textContent, "Raqqa3 stories · 1 without a date");
  assert.equal(looked, 1, "a step of the slider looks nothing up");
  tip.hide();
  assert.ok(box.hidden);
});
