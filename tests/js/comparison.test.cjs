// Two windows compared, the layer that draws it, the strip of coverage.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, randomness, randomCube, cubeBytes } = require("./helpers.cjs");
const { calendar, timeWindow, comparison, changeLayer, coverage, compareWindows, cube: cubes, summary, histogram } = parts();

const random = randomness(41);
const { CLASSES } = comparison;
const window = (first, last) => ({ first, last });

test("a mark is new, gone, more, less or the same; by counts a day where the windows differ", () => {
  const { changeOf } = comparison;
  assert.equal(changeOf(0, 0, 7, 7), CLASSES.none);
  assert.equal(changeOf(3, 0, 7, 7), CLASSES.fresh);
  assert.equal(changeOf(0, 3, 7, 7), CLASSES.gone);
  assert.equal(changeOf(4, 3, 7, 7), CLASSES.more);
  assert.equal(changeOf(3, 4, 7, 7), CLASSES.less);
  assert.equal(changeOf(3, 3, 7, 7), CLASSES.same);
  assert.equal(changeOf(2, 4, 7, 14), CLASSES.same);
  assert.equal(changeOf(3, 4, 7, 14), CLASSES.more);
});

test("swapped windows swap what is more and less, new and gone", () => {
  for (let round = 0; round < 200; round += 1) {
    const counts = () => Uint32Array.from({ length: 12 }, () => random.int(0, 3));
    const [a, b] = [counts(), counts()];
    const [wa, wb] = [window(0, random.int(0, 30)), window(50, 50 + random.int(0, 30))];
    const there = comparison.compare(a, b, wa, wb);
    const back = comparison.compare(b, a, wb, wa);
    assert.deepEqual([there.more, there.less, there.fresh, there.gone, there.same], [back.less, back.more, back.gone, back.fresh, back.same]);
    const seen = a.filter((count, i) => count || b[i]).length;
    assert.equal(there.more + there.less + there.fresh + there.gone + there.same, seen);
  }
});

test("the second window lies right before the first where there is room, and always within the data", () => {
  assert.deepEqual(comparison.proposed(window(50, 59), window(0, 99)), { a: window(50, 59), b: window(40, 49) });
  assert.deepEqual(comparison.proposed(window(5, 14), window(0, 99)).b, window(15, 24));
  assert.deepEqual(comparison.proposed(window(0, 99), window(0, 99)), { a: window(50, 99), b: window(0, 49) });
  for (let round = 0; round < 500; round += 1) {
    const span = window(0, random.int(0, 60));
    const [x, y] = [random.int(0, span.last), random.int(0, span.last)];
    const { a, b } = comparison.proposed(window(Math.min(x, y), Math.max(x, y)), span);
    for (const one of [a, b]) assert.ok(one.first >= 0 && one.first <= one.last && one.last <= span.last);
    if (span.last) assert.ok(a.last < b.first || b.last < a.first, "they do not overlap");
  }
});

test("the numbers of a window are those the page shows without the undated", () => {
  for (let round = 0; round < 30; round += 1) {
    const cube = cubes.decode(cubeBytes(randomCube(random)));
    if (cube.first === null) continue;
    const [x, y] = [random.int(cube.first, cube.last), random.int(cube.first, cube.last)];
    const span = window(Math.min(x, y), Math.max(x, y));
    const seen = summary.summarise(cube, { measure: "stories", undated: false }, span);
    const own = comparison.numbersOf(cube, span, cubes.windowSums(cube, span.first, span.last).stories);
    assert.deepEqual(own, { stories: seen.stories, mentions: seen.mentions, places: seen.places });
  }
});

test("every changed mark has a circle, as large as the larger of its counts, the large ones below", () => {
  const marks = [{ lon: 38, lat: 35 }, { lon: 39, lat: 36 }, { lon: 40, lat: 35 }];
  const { features } = changeLayer.features(marks, [CLASSES.less, CLASSES.none, CLASSES.fresh], [1, 0, 9], [4, 0, 0], 9);
  assert.deepEqual(features.map((one) => one.properties.change), [CLASSES.fresh, CLASSES.less]);
  assert.deepEqual(features[1].geometry.coordinates, [38, 35]);
  assert.equal(features[1].properties.radius, parts().marks.radius(4, 9));
});

test("the second window is in the address whole or not at all", () => {
  assert.equal(compareWindows.secondOf({ vs_from: "2017-01-01", vs_to: null }), null);
  const { first, last } = compareWindows.secondOf({ vs_from: "2017-02-01", vs_to: "2017-01-01" });
  assert.equal(last - first, 31);
});

// ---- coverage, and bars

test("an outlet's strip is one run where it is told the same, and nothing where it is silent", () => {
  assert.deepEqual(coverage.runsOf([0, 50, 50, 0, 100]), [{ from: 20, to: 60, share: 50 }, { from: 80, to: 100, share: 100 }]);
  assert.deepEqual(coverage.runsOf([0, 0]), []);
  assert.deepEqual(coverage.runsOf([7]), [{ from: 0, to: 100, share: 7 }]);
});

test("more outlets are drawn more strongly, one among many is still seen", () => {
  assert.equal(coverage.strength(5, 5), 1);
  assert.ok(coverage.strength(1, 500) > 0.15);
  assert.ok(coverage.strength(2, 5) < coverage.strength(3, 5));
});

test("silent stretches are cut to the axis", () => {
  assert.deepEqual(coverage.silentWithin([[0, 3], [10, 5], [30, 2]], 2, 12), [window(2, 2), window(10, 12)]);
});

test("an outlet's share is that of the days between its first and last", () => {
  assert.equal(coverage.shareOf({ first: "2017-01-01", last: "2017-01-10", days: 5 }), 0.5);
});

test("bars begin and end on whole pixels and leave a hair between them", () => {
  for (let round = 0; round < 300; round += 1) {
    const left = random.next() * 800;
    const right = left + random.next() * 60;
    const { start, wide } = histogram.barAt(left, right);
    assert.equal(start, Math.round(start));
    assert.equal(wide, Math.round(wide));
    assert.ok(wide >= 1 && wide <= 29);
    if (right - left > 6) assert.ok(start >= left - 1 && start + wide <= right + 0.5);
  }
});

test("what is gone answers to a pointer at the size it had, and nothing else does", () => {
  const { none, more, gone } = CLASSES;
  const found = changeLayer.ghosts(Uint8Array.of(none, gone, more, gone), [0, 4, 9, 1], 9);
  const radius = (count) => Math.fround(parts().marks.radius(count, 9));
  assert.deepEqual([...found], [0, 0, 0, radius(4), 0, 0, 0, radius(1)]);
});

test("a mark that is gone is read in the window compared with; any other in the one shown", () => {
  const { reading } = parts();
  const seen = { dated: [0, 3, 0], undated: [0, 0, 2] };
  const state = { from: "2018-01-01", to: "2018-12-31", undated: true, vs_from: "2017-12-31", vs_to: "2017-01-01" };
  assert.deepEqual(reading.readAt(state, seen, 0), { ...state, from: "2017-01-01", to: "2017-12-31", undated: false });
  for (const index of [1, 2]) assert.equal(reading.readAt(state, seen, index), state);
  const alone = { ...state, vs_from: "", vs_to: "" };
  assert.equal(reading.readAt(alone, seen, 0), alone);
});

test("the bars a window touches are shown whole, and no others", () => {
  const span = { first: calendar.toDay("2017-01-10"), last: calendar.toDay("2017-06-20") };
  const starts = calendar.bins(span.first, span.last, "month");
  const scale = timeWindow.axis(span, 1000);
  const at = (first, last) => histogram.touched({ starts }, { span, unit: "month", window: { first: calendar.toDay(first), last: calendar.toDay(last) } }, scale);
  assert.deepEqual(at("2017-01-10", "2017-06-20"), [scale.left(span.first), scale.right(span.last)]);
  assert.deepEqual(at("2017-02-28", "2017-03-01"), [scale.left(calendar.toDay("2017-02-01")), scale.right(calendar.toDay("2017-03-31"))]);
  assert.deepEqual(at("2017-06-01", "2017-06-01"), [scale.left(calendar.toDay("2017-06-01")), scale.right(span.last)]);
  assert.deepEqual(at("2017-01-10", "2017-01-31"), [scale.left(span.first), scale.right(calendar.toDay("2017-01-31"))]);
  assert.deepEqual(histogram.touched({ starts: [] }, { span, unit: "day", window: span }, scale), [0, 0]);
});
