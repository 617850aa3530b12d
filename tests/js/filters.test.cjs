"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, catalogue, FakeNode, fakeDocument } = require("./helpers.cjs");
const { filterFields, filterGroup, filterChips, filterSteps, nothingLeft, stateFields, viewState, features, words } = parts();
features.addFields();
const english = words.speaker(catalogue("en"), "en");
const arabic = words.speaker(catalogue("ar"), "ar");
const group = (name) => filterFields.groups.find((one) => one.name === name);
const START = viewState.parse("", {});

test("the filters are asked for under the names of a query, the story's language too", () => {
  const search = "?lang=ar&source=One|Two&language=en&place=iso-SY&kind=town&roles=actor,location&precision=3&confidence=70&filters=open";
  const state = viewState.parse(search, {});
  assert.deepEqual([state.language, state.storyLanguage], ["ar", "en"]);
  assert.deepEqual(stateFields.asked(state), {
    source: "One|Two", language: "en", place: "iso-SY", kind: "town", roles: "actor,location", precision: "3", confidence: "70",
  });
  assert.deepEqual(viewState.parse(viewState.serialise(state), {}), state);
  assert.ok(stateFields.asksAnew(["storyLanguage"]) && !stateFields.asksAnew(["filters"]));
});

test("what cannot be a filter is left out of the question", () => {
  const state = viewState.parse("?language=xx&precision=9&confidence=900", {});
  assert.deepEqual(stateFields.asked(state), {});
});

test("a choice is added and taken away, one of several or the only one", () => {
  const one = { ...START, ...filterFields.choose(group("source"), START, "One", true) };
  const two = { ...one, ...filterFields.choose(group("source"), one, "Two", true) };
  assert.deepEqual(two.source, ["One", "Two"]);
  assert.ok(filterFields.isChosen(group("source"), two, "TWO"), "outlets are the same in any case");
  assert.deepEqual(filterFields.choose(group("source"), two, "One", false), { source: ["Two"] });
  assert.deepEqual(filterFields.choose(group("language"), START, "ar", true), { storyLanguage: "ar" });
});

test("a unit with an id and a name is chosen and left as one", () => {
  const both = { ...START, ...filterFields.choose(group("place"), START, "iq-nineveh|Nineveh", true) };
  assert.deepEqual(both.place, ["iq-nineveh", "Nineveh"]);
  const choices = { place: [{ value: "iq-nineveh|Nineveh" }] };
  assert.deepEqual(filterFields.set(both, choices).map(({ name, value, patch }) => [name, value, patch]),
    [["place", "iq-nineveh|Nineveh", { place: [] }]]);
  assert.equal(filterFields.set(both, null).length, 2, "until the choices are known they are two");
});

test("countries and areas share a field but not a group", () => {
  const state = { ...START, place: ["iso-SY", "sy-raqqa"] };
  assert.deepEqual(filterFields.set(state, {}).map(({ name, value }) => `${name}:${value}`), ["place:sy-raqqa", "country:iso-SY"]);
});

test("roles start from those that are drawn, and come back to them", () => {
  const roles = group("role");
  assert.ok(filterFields.isChosen(roles, START, "location") && !filterFields.isChosen(roles, START, "actor"));
  const more = { ...START, ...filterFields.choose(roles, START, "actor", true) };
  assert.deepEqual(more.roles, ["actor", "dateline", "location"]);
  assert.deepEqual(filterFields.choose(roles, more, "actor", false), { roles: [] });
  assert.deepEqual(filterFields.loosened("role").roles.length, 5, "loosened, every role is drawn");
});

test("clearing leaves no filter, whoever made it", () => {
  const state = { ...START, text: "flour", source: ["One"], confidence: "70", from: "2017-01-01" };
  const clear = { ...state, ...filterFields.cleared() };
  assert.deepEqual(stateFields.asked(clear), {});
  assert.equal(clear.from, "2017-01-01", "the period is no filter");
  assert.deepEqual(filterFields.loosened("window"), { from: null, to: null, undated: true });
  assert.deepEqual(filterFields.loosened("language"), { storyLanguage: "" });
});

test("a long list shows the first few and what is chosen; words find any name in any spelling", () => {
  const choices = Array.from({ length: 20 }, (_, n) => ({ value: `o${n}`, key: n === 15 ? "محافظه الرقه|raqqa" : `outlet ${n}` }));
  const chosen = (value) => value === "o12";
  assert.deepEqual(filterGroup.shownOf(choices, "", false, chosen).map((one) => one.value), ["o0", "o1", "o2", "o3", "o4", "o5", "o12"]);
  assert.equal(filterGroup.shownOf(choices, "", true, chosen).length, 20);
  for (const typed of ["الرَّقة", "RAQQA", "raqq"]) {
    assert.deepEqual(filterGroup.shownOf(choices, typed, false, chosen).map((one) => one.value), ["o15"], typed);
  }
});

test("what belongs to a type stands under it: the types first, the rest once theirs is chosen", () => {
  const choice = (value, parent) => ({ value, key: value, ...(parent ? { parent } : {}) });
  const told = [choice("battles"), choice("strategic"), choice("clash", "battles"), choice("arrest", "strategic"), choice("territory", "battles"), choice("left", "forgotten")];
  const ordered = filterGroup.inOrder(told);
  const shown = (all, ...chosen) => filterGroup.shownOf(ordered, "", all, (value) => chosen.includes(value)).map((one) => one.value);
  assert.deepEqual(shown(true), ["battles", "clash", "territory", "strategic", "arrest", "left"]);
  assert.deepEqual(shown(false), ["battles", "strategic", "left"]);
  assert.deepEqual(shown(false, "battles"), ["battles", "clash", "territory", "strategic", "left"]);
  assert.deepEqual(shown(false, "arrest"), ["battles", "strategic", "arrest", "left"]);
  const many = [...Array.from({ length: 8 }, (_, n) => choice(`t${n}`)), choice("own", "t7")];
  const few = filterGroup.shownOf(filterGroup.inOrder(many), "", false, (value) => value === "own").map((one) => one.value);
  assert.deepEqual(few.slice(-3), ["t5", "t7", "own"], "with the one it belongs to");
});

test("letters are folded as the server folds them", () => {
  for (const [given, wanted] of [["أُسامة", "اسامه"], ["Şanlıurfa", "sanlıurfa"], ["Deirʿ", "deir"], ["لؤي", "لوي"], ["ئ ى", "ي ي"]]) {
    assert.equal(filterFields.folded(given), wanted);
  }
});

test("chips say what is set in the reader's words", () => {
  const choices = { place: [{ value: "sy-raqqa", name: "Raqqa", name_ar: "الرقة" }] };
  const said = (one, speak) => filterChips.wordsOf(one, choices, speak);
  assert.equal(said({ name: "text", value: "flour" }, english), "words: “flour”");
  assert.equal(said({ name: "place", value: "sy-raqqa" }, arabic), "الرقة");
  assert.equal(said({ name: "kind", value: "town" }, english), "town");
  assert.equal(said({ name: "precision", value: "3" }, english), "at least: somewhere in the district");
  assert.equal(said({ name: "confidence", value: "70" }, english), "at least 70 % sure");
  assert.equal(said({ name: "source", value: "<b>Nobody</b>" }, english), "<b>Nobody</b>");
});

test("a chip takes its filter away; with several one takes away all", () => {
  globalThis.document = fakeDocument();
  const list = new FakeNode("ul");
  list.contains = () => false;
  const done = [];
  const chips = filterChips.create(list, english, { leave: (patch) => done.push(patch), clear: () => done.push("all") });
  const state = { ...START, source: ["One"], kind: ["town"] };
  chips.show(filterFields.set(state, {}), {});
  const buttons = list.children.map((item) => item.children[0]);
  assert.deepEqual(buttons.map((button) => button.textContent), ["One×", "town×", "Clear all filters"]);
  assert.equal(buttons[0].getAttribute("aria-label"), "Remove filter Outlet: One");
  buttons[0].happen("click");
  buttons[2].happen("click");
  assert.deepEqual(done, [{ source: [] }, "all"]);
  chips.show([], {});
  assert.equal(list.hidden, true);
});

test("where nothing is left, the filter that costs most is offered", () => {
  assert.deepEqual(nothingLeft.best({ source: 3, text: 9, kind: 0 }), ["text", 9]);
  assert.equal(nothingLeft.best({ source: 0 }), null);
  globalThis.document = fakeDocument();
  const box = new FakeNode("div");
  const done = [];
  const shown = nothingLeft.create(box, english, (patch) => done.push(patch));
  shown.show(true, START, { stories: 0, without: { text: 9 } });
  assert.deepEqual(box.children.map((child) => child.textContent),
    ["No story passes all these filters.", "Without “Words”: 9 stories", "Clear all filters"]);
  box.children[1].happen("click");
  assert.deepEqual(done, [{ text: "" }]);
  shown.show(false, START, null);
  assert.equal(box.hidden, true);
});

test("the slider stands on the last step not above the value", () => {
  assert.deepEqual([0, 50, 60, 90, 100].map((value) => filterSteps.stepOf([0, 50, 70, 90], value)), [0, 1, 1, 3, 3]);
});
