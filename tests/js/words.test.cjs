"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, catalogue, scripts, source } = require("./helpers.cjs");
const { words, placeNames, statusLine, storyPanel } = parts();

const english = words.speaker(catalogue("en"), "en");
const arabic = words.speaker(catalogue("ar"), "ar");

test("English has two forms", () => {
  const said = [0, 1, 2, 11, 100, 103, 1234].map((count) => english.say("count.stories", {}, count));
  assert.deepEqual(said, ["0 stories", "1 story", "2 stories", "11 stories", "100 stories", "103 stories", "1,234 stories"]);
});

test("Arabic has six", () => {
  const said = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111].map((count) => arabic.say("count.stories", {}, count));
  assert.deepEqual(said, ["لا أخبار", "خبر واحد", "خبران", "3 أخبار", "10 أخبار", "11 خبرًا", "99 خبرًا", "100 خبر", "102 خبر", "103 أخبار", "111 خبرًا"]);
});

test("numbers are in Western digits in both languages", () => {
  assert.equal(arabic.number(1234567), "1,234,567");
  assert.equal(english.number(1234567), "1,234,567");
});

test("places in a sentence are filled, those without a value stay", () => {
  const { say } = words.speaker({ a: "{x} and {y}, {x}", b: "{count} of {total}" }, "en");
  assert.equal(say("a", { x: "one" }), "one and {y}, one");
  assert.equal(say("b", { total: 7 }, 3), "3 of 7");
  assert.equal(say("a", { x: "$& $1 {y}", y: "<b>" }), "$& $1 {y} and <b>, $& $1 {y}");
});

test("an unknown key is returned as it is, and known to be unknown", () => {
  assert.equal(english.say("no.such.key"), "no.such.key");
  assert.equal(english.knows("no.such.key"), false);
  assert.equal(english.knows("count.stories"), true);
});

test("every word the scripts say is in both catalogues", () => {
  const said = scripts.flatMap((name) => [...source(name).matchAll(/\bsay\(\s*"([^"]+)"/g)].map((match) => match[1]));
  assert.ok(said.length > 30);
  for (const language of ["ar", "en"]) {
    const known = catalogue(language);
    assert.deepEqual(said.filter((key) => !(key in known)), [], language);
  }
});

// ---- names of places

const RAQQA = { name: "Raqqa", name_ar: "الرقة", kind: "city", admin1_name: "Raqqa Governorate", admin1_name_ar: "محافظة الرقة" };

test("a place is called by its name in the reader's language, else by the one it has", () => {
  assert.deepEqual(placeNames.of(RAQQA, "ar"), { own: "الرقة", other: "Raqqa" });
  assert.deepEqual(placeNames.of(RAQQA, "en"), { own: "Raqqa", other: "الرقة" });
  assert.deepEqual(placeNames.of({ name: "Tanf", name_ar: "" }, "ar"), { own: "Tanf", other: "" });
  assert.deepEqual(placeNames.of({ name: "", name_ar: "التنف" }, "en"), { own: "التنف", other: "" });
});

test("a place is described with the commas of the language", () => {
  assert.equal(placeNames.describe(RAQQA, english, "near it"), "city, Raqqa Governorate, near it");
  assert.equal(placeNames.describe(RAQQA, arabic), "مدينة، محافظة الرقة");
  assert.equal(placeNames.describe({ kind: "city", admin1_name: "Ninawa", admin1_name_ar: "" }, arabic), "مدينة، Ninawa");
  assert.equal(placeNames.describe({ kind: "country", admin1_name: "" }, english, ""), "country");
});

// ---- the line that says what is shown

const STATE = { measure: "stories", undated: true, text: "" };
const SUMMARY = { stories: 12, mentions: 30, clusters: 7, places: 3, undatedStories: 0, withoutPlace: 0 };

test("counts are those drawn, each said only where there is something to say", () => {
  const line = (state, summary) => statusLine.counts(english.say, { ...STATE, ...state }, { ...SUMMARY, ...summary });
  assert.equal(line(), "12 stories · 30 mentions · 3 places");
  assert.equal(line({ measure: "mentions" }), "12 stories · 30 mentions · 3 places");
  assert.equal(line({ measure: "clusters" }), "12 stories · 7 distinct reports · 30 mentions · 3 places");
  assert.equal(line({}, { undatedStories: 2 }), "12 stories · 30 mentions · 3 places · 2 without a date");
  assert.equal(line({}, { uncertainMentions: 1 }), "12 stories · 30 mentions · 3 places · 1 mention of an uncertain day");
  assert.equal(line({ undated: false }, { undatedStories: 2 }), "12 stories · 30 mentions · 3 places · 2 without a date, hidden");
  assert.equal(line({ text: "shelling" }, { withoutPlace: 1 }), "12 stories · 30 mentions · 3 places · 1 without a place · only “shelling”");
});
