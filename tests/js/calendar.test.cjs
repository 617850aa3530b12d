"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, randomness } = require("./helpers.cjs");
const { calendar } = parts();
const { toDay, toIso, bins, binStart, nextBin, ticks } = calendar;

const weekday = (day) => new Date(day * 86400000).getUTCDay();

test("days and ISO days are the same thing twice", () => {
  assert.equal(toDay("1970-01-01"), 0);
  assert.equal(toDay("1969-12-31"), -1);
  assert.equal(toDay("2017-10-12"), 17451);
  assert.equal(toDay("2016-03-01") - toDay("2016-02-28"), 2);
  assert.equal(toDay("2100-03-01") - toDay("2100-02-28"), 1);
  for (let day = toDay("1895-06-01"); day < toDay("2030-01-01"); day += 37) assert.equal(toDay(toIso(day)), day);
});

test("what is no ISO day is NaN", () => {
  for (const text of ["", null, undefined, "2017", "2017-10", "12-10-2017", "2017-10-12T00:00", "2017-13-01", "2017-00-10", "2017-02-30",
    "2017-02-29", "2017-04-31", "٢٠١٧-١٠-١٢", "now"]) {
    assert.ok(Number.isNaN(toDay(text)), String(text));
  }
});

test("weeks begin on Saturday, months on the first, before 1970 too", () => {
  for (const iso of ["2017-10-12", "1970-01-01", "1969-12-31", "1920-02-29", "2016-12-31"]) {
    const day = toDay(iso);
    const week = binStart(day, "week");
    assert.equal(weekday(week), 6, iso);
    assert.ok(week <= day && day < week + 7);
    assert.equal(toIso(binStart(day, "month")), `${iso.slice(0, 8)}01`);
    assert.equal(binStart(day, "day"), day);
  }
  assert.equal(toIso(binStart(toDay("2017-10-14"), "week")), "2017-10-14"); // a Saturday
});

test("bins cover the span, each day in one", () => {
  const random = randomness(21);
  for (let round = 0; round < 60; round += 1) {
    const first = toDay("1960-01-01") + random.int(0, 25000);
    const last = first + random.int(0, 900);
    for (const unit of ["day", "week", "month"]) {
      const starts = bins(first, last, unit);
      assert.ok(starts[0] <= first && nextBin(starts[0], unit) > first, unit);
      assert.ok(starts.at(-1) <= last && nextBin(starts.at(-1), unit) > last, unit);
      for (let i = 1; i < starts.length; i += 1) {
        assert.equal(starts[i], nextBin(starts[i - 1], unit));
        assert.equal(binStart(starts[i] - 1, unit), starts[i - 1]);
      }
    }
  }
});

test("a leap February is a bin of 29 days", () => {
  const start = toDay("2016-02-01");
  assert.equal(nextBin(start, "month") - start, 29);
  assert.equal(toIso(nextBin(toDay("2016-12-01"), "month")), "2017-01-01");
});

test("bars are neither hairs nor blocks", () => {
  const units = ["day", "week", "month"];
  let before = 0;
  for (let days = 1; days < 6000; days += 13) {
    const unit = calendar.fittingUnit(0, days - 1);
    assert.ok(units.indexOf(unit) >= before, "the unit grows with the span");
    before = units.indexOf(unit);
    assert.ok(bins(0, days - 1, unit).length <= 200);
  }
  assert.equal(before, 2);
});

test("ticks ascend, stay inside, and are no more than there is room for", () => {
  const random = randomness(9);
  for (let round = 0; round < 300; round += 1) {
    const first = toDay("1965-01-01") + random.int(0, 20000);
    const last = first + random.int(0, random.pick([5, 60, 400, 4000, 20000]));
    const most = random.int(2, 20);
    for (const language of ["ar", "en"]) {
      const found = ticks(first, last, most, language);
      assert.ok(found.length <= most + 1, `${found.length} ticks where ${most} fit`);
      for (const [i, tick] of found.entries()) {
        assert.ok(tick.day >= first && tick.day <= last);
        assert.ok(tick.label.length > 0);
        if (i) assert.ok(tick.day > found[i - 1].day);
      }
    }
  }
});

test("an axis of some years is labelled with years where they begin", () => {
  const found = ticks(toDay("2011-03-15"), toDay("2019-12-31"), 12, "en");
  assert.deepEqual(found.filter((tick) => tick.major).map((tick) => tick.label),
    ["2012", "2013", "2014", "2015", "2016", "2017", "2018", "2019"]);
});

test("dates are said as each language says them", () => {
  const day = toDay("2017-10-12");
  assert.equal(calendar.sayDay(day, "en"), "12 October 2017");
  assert.equal(calendar.sayShortDay(day, "en"), "12 Oct 2017");
  assert.match(calendar.sayDay(day, "ar"), /12.*تشرين الأول.*2017/);
  assert.match(calendar.sayDay(toDay("2017-06-06"), "ar"), /حزيران/);
  assert.match(calendar.sayDay(toDay("2017-01-06"), "ar"), /كانون الثاني/);
});

test("a period of one day is said once", () => {
  const [day, later] = [toDay("2017-10-12"), toDay("2017-11-02")];
  assert.equal(calendar.sayPeriod(day, day, "en"), "12 October 2017");
  assert.equal(calendar.sayPeriod(day, later, "en", true), "12 Oct 2017 – 2 Nov 2017");
});

test("a date is said as finely as it is known", () => {
  const when = (precision, last = "2017-10-31") => calendar.sayWhen({ first: "2017-10-01", last, precision }, "en");
  assert.equal(when("year", "2017-12-31"), "2017");
  assert.equal(when("month"), "October 2017");
  assert.equal(when("day", "2017-10-01"), "1 October 2017");
  assert.equal(when("days", "2017-10-02"), "1 October 2017 – 2 October 2017");
});
