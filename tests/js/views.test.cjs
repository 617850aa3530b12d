"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { catalogue, parts } = require("./helpers.cjs");
const { views, shortcuts, words } = parts();
const IDS = fs.readFileSync(path.join(__dirname, "..", "..", "dashboard", "ids.py"), "utf-8");

test("a view is kept by its name, newest first; the same name again replaces it", () => {
  let list = views.added([], "  Raqqa  in   autumn ", "?lang=en&mark=sy-raqqa");
  list = views.added(list, "حلب", "?lang=ar");
  list = views.added(list, "Raqqa in autumn", "?lang=en&from=2017-10-01");
  assert.deepEqual(list, [{ name: "Raqqa in autumn", address: "?lang=en&from=2017-10-01" }, { name: "حلب", address: "?lang=ar" }]);
  assert.equal(views.added(list, "   ", "?"), list);
  assert.equal(views.added([], "x".repeat(500), "?")[0].name.length, 80);
});

test("renamed, it keeps its place and its address; removed, it is gone", () => {
  const list = ["c", "b", "a"].map((name) => ({ name, address: `?text=${name}` }));
  assert.deepEqual(views.renamed(list, "b", "d").map((one) => one.name), ["c", "d", "a"]);
  assert.deepEqual(views.renamed(list, "b", "a").map((one) => one.address), ["?text=c", "?text=b"]);
  assert.equal(views.renamed(list, "b", " "), list);
  assert.deepEqual(views.without(list, "b").map((one) => one.name), ["c", "a"]);
});

test("what someone else wrote there does no harm", () => {
  for (const text of [null, "", "no json", "{}", "7", "[null, 3, {}]", '[{"name": 1, "address": "?"}]']) assert.deepEqual(views.read(text), []);
  const bad = JSON.stringify([{ name: "a", address: "javascript:alert(1)" }, { name: "b", address: "?lang=en", more: 1 }]);
  assert.deepEqual(views.read(bad), [{ name: "b", address: "?lang=en" }]);
});

test("every key is listed once, has words in both languages, and something to do", () => {
  const names = shortcuts.list.map((one) => one.name);
  assert.equal(new Set(names).size, names.length);
  const strokes = shortcuts.list.flatMap((one) => one.keys.map((key) => `${one.shift ? "Shift+" : ""}${key}`));
  assert.equal(new Set(strokes).size, strokes.length);
  for (const one of shortcuts.list) {
    for (const language of ["ar", "en"]) assert.ok(catalogue(language)[`key.${one.name}`], `${language}: ${one.name}`);
    assert.ok(one.press ? new RegExp(`^    ${one.press} = `, "m").test(IDS) : one.does, one.name);
  }
});

test("a key is found by its letter, on a keyboard of another script by its place", () => {
  const name = (event) => shortcuts.find({ shiftKey: false, ...event })?.name;
  assert.equal(name({ key: "f", code: "KeyF" }), "filters");
  assert.equal(name({ key: "ب", code: "KeyF" }), "filters");
  assert.equal(name({ key: "-", code: "Slash" }), "zoom_out", "a German keyboard");
  assert.equal(name({ key: "؟", code: "Slash", shiftKey: true }), "help");
  assert.equal(name({ key: "ArrowLeft", shiftKey: true }), "far_back");
  assert.equal(name({ key: "ArrowLeft" }), "back");
  assert.equal(name({ key: "?", shiftKey: true }), "help");
  assert.equal(name({ key: "q", code: "KeyQ" }), undefined);
});

test("keys are written as on a keyboard", () => {
  const speak = words.speaker(catalogue("en"), "en");
  const written = (name) => shortcuts.written(shortcuts.list.find((one) => one.name === name), speak).join("+");
  assert.deepEqual(["play", "far_back", "leave", "filters", "help"].map(written), ["Space", "Shift+←", "Esc", "F", "?"]);
});

test("what has nothing behind it, as in a file without a server, is not offered", () => {
  assert.equal(views.offered({ disabled: false }), true);
  assert.equal(views.offered({ disabled: true }), false);
  assert.equal(views.offered(null), false);
});
