"use strict";
const assert = require("node:assert/strict");
const { mock, test } = require("node:test");
const { parts, catalogue, FakeNode, fakeDocument } = require("./helpers.cjs");
const { searchBox, words, keyboard } = parts();

const RAQQA = { id: "sy-raqqa", name: "Raqqa", name_ar: "الرقة", kind: "city", admin1_name: "", admin1_name_ar: "" };
const TAL = { id: "sy-tabqa", name: "Tabqa", name_ar: "الطبقة", kind: "city", admin1_name: "", admin1_name_ar: "" };
const HINT = catalogue("en")["search.hint"];
const settled = async () => { for (let i = 0; i < 5; i += 1) await Promise.resolve(); };

function box(t, answer = async () => ({ places: [RAQQA, TAL] })) {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  globalThis.document = fakeDocument();
  const input = new FakeNode("input");
  const results = new FakeNode("ul");
  results.setAttribute("id", "search-results");
  results.hidden = true;
  const asked = [];
  const done = [];
  const source = { suggestions: (typed, signal) => { asked.push([typed, signal]); return answer(typed); } };
  const speak = words.speaker(catalogue("en"), "en");
  const made = searchBox.create(input, results, speak, source, {
    place: (place) => done.push(["place", place.id]),
    only: (place) => done.push(["only", place.id]),
    text: (typed) => done.push(["text", typed]),
    storiesAt: (id) => (id === "sy-raqqa" ? 12 : 0),
  });
  const type = (text) => { input.value = text; input.happen("input"); };
  const rest = async () => { mock.timers.tick(200); await settled(); };
  return { input, results, asked, done, type, rest, made };
}

test("it asks once, when the typing rests", async (t) => {
  const { asked, type, rest } = box(t);
  for (const text of ["R", "Ra", "Raq"]) {
    type(text);
    mock.timers.tick(60);
  }
  assert.equal(asked.length, 0);
  await rest();
  assert.deepEqual(asked.map(([typed]) => typed), ["Raq"]);
});

test("it offers the place that was named, then the words themselves, then what is like it", async (t) => {
  const { results, type, rest, input } = box(t);
  type("raqqa");
  await rest();
  assert.equal(results.hidden, false);
  assert.deepEqual(results.children.map((child) => child.textContent),
    ["Raqqa الرقةcity · 12 stories", "only here", `Stories that contain “raqqa”${HINT}`, "Tabqa الطبقةcity · no stories here", "only here"]);
  assert.equal(results.children[1].getAttribute("aria-label"), "Only stories in Raqqa");
  assert.equal(input.getAttribute("aria-expanded"), "true");
  assert.equal(input.getAttribute("aria-activedescendant"), "search-results-0");
  assert.deepEqual(results.children.map((child) => child.getAttribute("aria-selected")), ["true", "false", "false", "false", "false"]);
});

test("arrows go round, Enter takes, Escape closes", async (t) => {
  const { input, results, done, type, rest } = box(t);
  type("raqqa");
  await rest();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"]) {
    assert.ok(input.happen("keydown", { key }));
  }
  assert.equal(input.getAttribute("aria-activedescendant"), "search-results-2");
  input.happen("keydown", { key: "Enter" });
  assert.deepEqual(done, [["text", "raqqa"]]);
  assert.equal(results.hidden, true);
  type("raqqa");
  await rest();
  input.happen("keydown", { key: "Escape" });
  assert.equal(results.hidden, true);
  assert.equal(input.value, "raqqa", "the first Escape only closes the list");
  input.happen("keydown", { key: "Escape" });
  assert.deepEqual([input.value, done.at(-1)], ["", ["text", ""]]);
});

test("Enter before the answer takes its first when it comes, and asks at once", async (t) => {
  const { input, results, asked, done, type, rest } = box(t, async () => ({ places: [TAL] }));
  type("barrel bombs");
  input.happen("keydown", { key: "Enter" });
  assert.deepEqual(asked.map(([typed]) => typed), ["barrel bombs"]);
  await settled();
  assert.deepEqual([done, results.hidden], [[["text", "barrel bombs"]], true]);
  await rest();
  assert.equal(asked.length, 1, "the pause that was waited for is over");
});

test("who types on after Enter has not chosen yet", async (t) => {
  const { input, results, done, type, rest } = box(t);
  type("raq");
  input.happen("keydown", { key: "Enter" });
  type("raqqa");
  await rest();
  assert.deepEqual([done, results.hidden], [[], false]);
});

test("older options are not taken for newer words", async (t) => {
  const { input, done, type, rest } = box(t, async (typed) => ({ places: [typed === "raqqa" ? RAQQA : TAL] }));
  type("raqqa");
  await rest();
  type("tabqa");
  input.happen("keydown", { key: "Enter" });
  await settled();
  assert.deepEqual(done, [["place", "sy-tabqa"]]);
});

test("a place that was taken leaves the words the map is filtered by in the box", async (t) => {
  const { input, made, done, type, rest } = box(t);
  made.setText("shelling");
  input.focus();
  for (const key of ["Enter", "ArrowDown"]) {
    type("raqqa");
    await rest();
    if (key === "ArrowDown") input.happen("keydown", { key });
    input.happen("keydown", { key: "Enter" });
    assert.equal(input.value, "shelling");
  }
  assert.deepEqual(done, [["place", "sy-raqqa"], ["only", "sy-raqqa"]]);
  type("barrel");
  await rest();
  input.happen("keydown", { key: "Enter" });
  assert.equal(input.value, "barrel", "words that filter stay");
});

test("a click takes an option, and pressing it does not take the focus away", async (t) => {
  const { results, done, type, rest } = box(t);
  type("raqqa");
  await rest();
  assert.ok(results.children[0].happen("pointerdown"));
  results.children[0].happen("click");
  type("raqqa");
  await rest();
  results.children[1].happen("click");
  assert.deepEqual(done, [["place", "sy-raqqa"], ["only", "sy-raqqa"]]);
});

test("an answer that comes after newer words is thrown away", async (t) => {
  const waiting = [];
  const { results, type, rest } = box(t, () => new Promise((resolve) => waiting.push(resolve)));
  type("raqqa");
  await rest();
  type("tabqa");
  await rest();
  waiting[1]({ places: [TAL] });
  await settled();
  waiting[0]({ places: [RAQQA] });
  await settled();
  assert.match(results.children[0].textContent, /^Tabqa/);
});

test("without the gazetteer the words can still be looked for", async (t) => {
  const { results, type, rest } = box(t, async () => { throw new Error("503"); });
  type("raqqa");
  await rest();
  assert.deepEqual(results.children.map((child) => child.textContent), [`Stories that contain “raqqa”${HINT}`]);
});

test("emptied, it stops filtering and asks nothing", async (t) => {
  const { asked, done, results, type, rest } = box(t);
  type("   ");
  await rest();
  assert.deepEqual([asked.length, done, results.hidden], [0, [["text", ""]], true]);
});

test("it shows what the map is filtered by, but never over someone's typing", (t) => {
  const { input, made } = box(t);
  made.setText("shelling");
  assert.equal(input.value, "shelling");
  input.focus();
  made.setText("");
  assert.equal(input.value, "shelling");
});

// ---- keys of the page

test("keys work wherever one is, but not in a field, and not with Ctrl", () => {
  const page = new FakeNode("document");
  const done = [];
  keyboard.listen(page, {
    search: () => done.push("search"), play: () => done.push("play"), step: (by) => done.push(by), leave: () => done.push("leave"),
  });
  const within = (tag) => ({ closest: (selector) => (tag && selector.split(", ").includes(tag) ? {} : null) });
  const press = (key, tag, more) => page.happen("keydown", { key, target: within(tag), ...more });
  for (const key of ["/", " ", "ArrowLeft", "ArrowRight", "Escape"]) assert.ok(press(key));
  assert.deepEqual(done, ["search", "play", -1, 1, "leave"]);
  done.length = 0;
  for (const key of ["/", " ", "ArrowLeft", "Escape"]) assert.ok(!press(key, "input"));
  assert.ok(!press(" ", "button") && !press("ArrowLeft", "[role=slider]"));
  assert.ok(!press("/", null, { ctrlKey: true }) && !press(" ", null, { defaultPrevented: true }));
  assert.deepEqual(done, []);
  press("/", "button");
  press("Escape", "button");
  assert.deepEqual(done, ["search", "leave"]);
});

test("a place is named by one of its names, in any case, or by the beginning of the one shown", () => {
  const place = { name: "Kobani", name_ar: "كوباني", exact: false };
  const { isNamed } = searchBox;
  for (const words of ["Kobani", "koba", "كوبا"]) assert.ok(isNamed(place, words), words);
  for (const words of ["bani", "flour"]) assert.ok(!isNamed(place, words), words);
  assert.ok(isNamed({ ...place, exact: true }, "Ayn al-Arab"), "an alias the gazetteer knows");
});
