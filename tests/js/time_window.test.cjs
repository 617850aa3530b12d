"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, randomness } = require("./helpers.cjs");
const { timeWindow: windows, calendar } = parts();

const random = randomness(17);
const UNITS = ["day", "week", "month"];

function given() {
  const first = calendar.toDay("1968-01-01") + random.int(0, 18000);
  const span = { first, last: first + random.int(0, random.pick([0, 3, 40, 800])) };
  const edge = () => random.int(span.first, span.last);
  const [a, b] = [edge(), edge()];
  return { span, window: { first: Math.min(a, b), last: Math.max(a, b) } };
}

const length = (window) => window.last - window.first;

function assertInside(window, span) {
  assert.ok(span.first <= window.first && window.first <= window.last && window.last <= span.last, JSON.stringify({ window, span }));
}

function times(count, check) {
  for (let round = 0; round < count; round += 1) check(given());
}

test("a clamped window lies in the span, whatever it was; one that lay there stays", () => {
  times(500, ({ span, window }) => {
    assert.deepEqual(windows.clamp(window, span), window);
    assertInside(windows.clamp({ first: random.int(-9999, 99999), last: random.int(-9999, 99999) }, span), span);
  });
});

test("a moved window keeps its length and stops at the ends", () => {
  times(500, ({ span, window }) => {
    const days = random.int(-1200, 1200);
    const next = windows.moved(window, days, span);
    assertInside(next, span);
    assert.equal(length(next), length(window));
    const free = window.first + days >= span.first && window.last + days <= span.last;
    if (free) assert.equal(next.first, window.first + days);
    else assert.ok(next.first === span.first || next.last === span.last);
  });
});

test("an edge goes where it is put; pushed past the other it takes it along", () => {
  times(500, ({ span, window }) => {
    const day = random.int(span.first, span.last);
    const left = windows.withEdge(window, "first", day, span);
    const right = windows.withEdge(window, "last", day, span);
    assert.deepEqual(left, { first: day, last: Math.max(window.last, day) });
    assert.deepEqual(right, { first: Math.min(window.first, day), last: day });
    assertInside(windows.withEdge(window, random.pick(["first", "last"]), random.int(-9999, 99999), span), span);
  });
});

test("a window in the middle that steps forward and back is where it was", () => {
  let tried = 0;
  times(800, ({ span, window }) => {
    for (const unit of UNITS) {
      // Months differ in length: from the 29th on there may be no such day in the next.
      if (unit === "month" && Number(calendar.toIso(window.first).slice(8)) > 28) continue;
      const there = windows.stepped(window, unit, span, calendar, 1);
      if (!there || there.last === span.last) continue;
      tried += 1;
      assertInside(there, span);
      assert.equal(length(there), length(window));
      assert.deepEqual(windows.stepped(there, unit, span, calendar, -1), window);
    }
  });
  assert.ok(tried > 200);
});

test("steps come to an end in both directions", () => {
  times(100, ({ span, window }) => {
    for (const unit of UNITS) {
      for (const direction of [1, -1]) {
        let [at, count] = [window, 0];
        for (let next = at; next; next = windows.stepped(at, unit, span, calendar, direction)) {
          if (next !== at) assert.ok(Math.sign(next.first - at.first) === direction);
          at = next;
          count += 1;
          assert.ok(count <= length(span) + 2);
        }
        assert.equal(direction > 0 ? at.last : at.first, direction > 0 ? span.last : span.first);
      }
    }
  });
});

test("play opens at the beginning, with less than everything where there is more than a bin", () => {
  times(300, ({ span }) => {
    for (const unit of UNITS) {
      const opening = windows.opening(span, unit, calendar);
      assertInside(opening, span);
      assert.equal(opening.first, span.first);
      if (calendar.bins(span.first, span.last, unit).length > 12) assert.ok(opening.last < span.last);
    }
  });
});

test("day and pixel are each other's inverse", () => {
  times(300, ({ span, window }) => {
    const width = random.int(300, 1600);
    const axis = windows.axis(span, width);
    assert.ok(Math.abs(axis.left(span.first)) < 1e-9);
    assert.ok(Math.abs(axis.right(span.last) - width) < 1e-6);
    for (const day of [window.first, window.last]) {
      assert.equal(axis.day((axis.left(day) + axis.right(day)) / 2), day);
      assert.ok(Math.abs(axis.right(day) - axis.left(day + 1)) < 1e-6);
    }
    assert.equal(axis.day(-50), span.first);
    assert.equal(axis.day(width + 50), span.last);
    const days = random.int(-100, 100);
    assert.ok(Math.abs(axis.days((days / (length(span) + 1)) * width) - days) < 1e-9);
  });
});

test("a month stays a month when it is stepped", () => {
  const span = { first: calendar.toDay("2017-01-01"), last: calendar.toDay("2018-12-31") };
  let window = { first: calendar.toDay("2017-10-01"), last: calendar.toDay("2017-10-31") };
  const seen = [];
  for (let i = 0; i < 5; i += 1) {
    window = windows.stepped(window, "month", span, calendar, 1);
    seen.push(`${calendar.toIso(window.first)} ${calendar.toIso(window.last)}`);
  }
  assert.deepEqual(seen.slice(0, 2), ["2017-11-01 2017-11-30", "2017-12-01 2017-12-31"]);
  assert.equal(seen[4], "2018-03-01 2018-03-31");
  assert.equal(calendar.toIso(windows.stepped(window, "month", span, calendar, -1).last), "2018-02-28");
});
