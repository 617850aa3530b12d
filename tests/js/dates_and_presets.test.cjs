// Dates as readers type them, periods up to the newest story, keys on the handles.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, randomness } = require("./helpers.cjs");
const { dateFields, presets, windowHands, calendar, timeTools } = parts();

const day = calendar.toDay;

test("a date is read as it is written by hand, in both languages", () => {
  const october = day("2017-10-12");
  for (const text of ["2017-10-12", " 2017-10-12 ", "2017/10/12", "12/10/2017", "12-10-2017", "12.10.2017", "12 October 2017",
    "12 oct 2017", "12 Oct. 2017", "١٢/١٠/٢٠١٧", "٢٠١٧-١٠-١٢", "12 تشرين الأول 2017", "١٢ تشرين الاول ٢٠١٧", "12 أكتوبر 2017",
    "12 تشرين الأول/أكتوبر 2017", "۱۲/۱۰/۲۰۱۷", "12\u200f/10\u200f/2017"]) {
    assert.equal(dateFields.read(text, "first"), october, text);
  }
});

test("a month or a year is its first or its last day", () => {
  for (const [text, first, last] of [["2016-02", "2016-02-01", "2016-02-29"], ["2017", "2017-01-01", "2017-12-31"],
    ["February 2016", "2016-02-01", "2016-02-29"], ["شباط 2016", "2016-02-01", "2016-02-29"]]) {
    assert.equal(dateFields.read(text, "first"), day(first), text);
    assert.equal(dateFields.read(text, "last"), day(last), text);
  }
});

test("what is no date is none", () => {
  for (const text of ["", "x", "2017-13-01", "2017-00-10", "2017-10-00", "30/02/2017", "2017-02-29", "12 Octember 2017", "0 May 2017",
    "99999", "17-10-12", "12 October", "2017-10-12 x", "0999-01-01", "3000"]) {
    assert.ok(Number.isNaN(dateFields.read(text, "first")), text);
  }
});

test("whatever day the page says, it reads", () => {
  const random = randomness(3);
  for (let round = 0; round < 400; round += 1) {
    const one = day("1971-01-01") + random.int(0, 25000);
    for (const language of ["en", "ar"]) {
      for (const say of [calendar.sayDay, calendar.sayShortDay]) {
        assert.equal(dateFields.read(say(one, language), "first"), one, say(one, language));
      }
    }
    assert.equal(dateFields.read(calendar.toIso(one), "last"), one);
  }
});

const DATA = { first: day("2017-01-10"), last: day("2017-12-20") };

test("two fields make a window, or say what is wrong and where", () => {
  const { asked } = dateFields;
  assert.deepEqual(asked("2017-02-01", "2017-02", DATA), { window: { first: day("2017-02-01"), last: day("2017-02-28") }, outside: false });
  assert.deepEqual(asked("", " ", DATA), { window: { ...DATA }, outside: false });
  assert.deepEqual(asked("soon", "2017", DATA), { error: "dates.unread", field: "from" });
  assert.deepEqual(asked("2017-05-01", "later", DATA), { error: "dates.unread", field: "to" });
  assert.deepEqual(asked("2017-05-01", "2017-04-30", DATA), { error: "dates.reversed", field: "to" });
  assert.equal(asked("2016", "2017-02-01", DATA).outside, true);
});

test("presets end with the newest story and have the length they say", () => {
  for (const [name, days] of [["day", 1], ["week", 7], ["month", 30]]) {
    const window = presets.windowOf(name, DATA);
    assert.equal(window.last, DATA.last);
    assert.equal(window.last - window.first + 1, days);
    assert.equal(presets.nameOf(window, DATA), name);
  }
  assert.deepEqual(presets.windowOf("year", DATA), DATA, "no longer than the data");
  assert.equal(presets.nameOf({ ...DATA }, DATA), "all");
  assert.equal(presets.nameOf({ first: DATA.first, last: DATA.last - 1 }, DATA), "");
  assert.equal(presets.nameOf(null, null), "");
});

test("what the whole time is stands in no address", () => {
  assert.deepEqual(timeTools.edges({ ...DATA }, DATA), { from: null, to: null });
  assert.deepEqual(timeTools.edges({ first: DATA.first + 1, last: DATA.last }, DATA), { from: "2017-01-11", to: null });
});

test("keys move an edge or the window by a day, a week with shift, to the ends", () => {
  const span = { first: 0, last: 99 };
  const window = { first: 20, last: 29 };
  const key = (part, name, shift) => windowHands.keyed(part, window, windowHands.wanted(name, shift, span), span);
  assert.deepEqual(key("first", "ArrowLeft", false), { first: 19, last: 29 });
  assert.deepEqual(key("last", "ArrowRight", true), { first: 20, last: 36 });
  assert.deepEqual(key("body", "ArrowUp", true), { first: 27, last: 36 });
  assert.deepEqual(key("body", "PageDown", false), { first: 0, last: 9 });
  assert.deepEqual(key("first", "Home", false), { first: 0, last: 29 });
  assert.deepEqual(key("last", "End", false), { first: 20, last: 99 });
  assert.deepEqual(key("body", "End", false), { first: 90, last: 99 });
  assert.equal(windowHands.wanted("a", false, span), null);
});

test("the bin of the undated is as tall as its share, seen at all, never taller than the rest", () => {
  assert.equal(timeTools.heightOf(0, 10), 0);
  assert.equal(timeTools.heightOf(5, 10), 0.5);
  assert.equal(timeTools.heightOf(50, 10), 1);
  assert.ok(timeTools.heightOf(1, 10000) > 0);
  assert.equal(timeTools.heightOf(3, 0), 1);
});

test("a mark fades by the share of its mentions of an uncertain day", () => {
  assert.deepEqual([...timeTools.shares([0, 1, 4, 0], [2, 2, 4, 0], new Float32Array(4))], [0, 0.5, 1, 0]);
});
