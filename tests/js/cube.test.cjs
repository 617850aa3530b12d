"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, randomness, cubeBytes, randomCube } = require("./helpers.cjs");
const { cube: cubes, calendar } = parts();

const BASE = calendar.toDay("2017-01-01");

function sumBetween(table, from, to) {
  let [stories, mentions, clusters] = [0, 0, 0];
  for (const [day, [s, m, c = s]] of Object.entries(table)) {
    if (BASE + Number(day) >= from && BASE + Number(day) <= to) [stories, mentions, clusters] = [stories + s, mentions + m, clusters + c];
  }
  return { stories, mentions, clusters };
}

test("a cube is read as it was written", () => {
  const marks = [
    { key: "sy-raqqa", id: "sy-raqqa", name: "Raqqa", name_ar: "الرقة", days: { 3: [2, 5, 1], 9: [1, 1, 0] }, undated: [0, 0] },
    { key: "sy-rukban", id: "sy-rukban", name: "Rukban", name_ar: "الركبان", days: {}, undated: [2, 2, 1] },
  ];
  const cube = cubes.decode(cubeBytes({ base: "2017-01-01", marks, totals: { 3: [2, 5, 1], 9: [1, 1, 0] }, undated: [2, 2, 1], withoutPlace: 4 }));
  assert.deepEqual(cube.marks.map((mark) => mark.name_ar), ["الرقة", "الركبان"]);
  assert.equal(calendar.toIso(cube.first), "2017-01-04");
  assert.equal(calendar.toIso(cube.last), "2017-01-10");
  assert.deepEqual([...cube.offsets], [0, 2, 2]);
  assert.deepEqual([...cube.day], [3, 9]);
  assert.deepEqual([...cube.undated.stories], [0, 2]);
  assert.deepEqual([...cube.undated.mentions], [0, 2]);
  assert.deepEqual([...cube.undated.clusters], [0, 1]);
  assert.deepEqual([...cube.before.clusters], [0, 1, 1]);
  assert.deepEqual([...cube.totalBefore.clusters], [0, 1, 1]);
  assert.equal(cube.header.undated.clusters, 1);
  assert.equal(cube.header.without_place, 4);
});

test("an empty cube has no days and no marks", () => {
  const cube = cubes.decode(cubeBytes({ marks: [], totals: {} }));
  assert.equal(cube.first, null);
  assert.equal(cube.last, null);
  assert.deepEqual(datedOnly(cubes.windowTotals(cube, BASE, BASE + 10)), { stories: 0, mentions: 0, clusters: 0 });
  assert.equal(cubes.windowSums(cube, BASE, BASE + 10).stories.length, 0);
});

const datedOnly = ({ stories, mentions, clusters }) => ({ stories, mentions, clusters });

for (const seed of [7, 11]) {
  test(`sums of random windows equal sums by hand (${seed})`, () => {
    const random = randomness(seed);
    for (let round = 0; round < 15; round += 1) {
      const given = randomCube(random, { places: random.int(1, 9), days: random.int(1, 90) });
      const cube = cubes.decode(cubeBytes(given));
      const room = cubes.blank(cube); // the same for all windows, far ones and those a day on, as the page has it
      let from = BASE;
      for (let window = 0; window < 30; window += 1) {
        from = random.chance(0.5) ? from + random.int(-2, 2) : BASE + random.int(-20, 100);
        const to = from + random.int(0, 60);
        const sums = cubes.windowSums(cube, from, to, room);
        given.marks.forEach((mark, i) => {
          assert.deepEqual({ stories: sums.stories[i], mentions: sums.mentions[i], clusters: sums.clusters[i] }, sumBetween(mark.days, from, to));
        });
        assert.deepEqual(datedOnly(cubes.windowTotals(cube, from, to)), sumBetween(given.totals, from, to));
      }
    }
  });
}

test("counts above 65 535 survive", () => {
  const marks = [{ key: "a", id: "a", days: { 0: [70000, 90000], 70000: [1, 1] } }];
  const cube = cubes.decode(cubeBytes({ marks, totals: { 0: [70000, 90000], 70000: [1, 1] } }));
  assert.deepEqual(datedOnly(cubes.windowTotals(cube, BASE, BASE + 70000)), { stories: 70001, mentions: 90001, clusters: 70001 });
  assert.equal(cubes.windowSums(cube, BASE, BASE).mentions[0], 90000);
});

test("days before the base's year and before 1970 are days like others", () => {
  const marks = [{ key: "a", id: "a", days: { 0: [1, 1], 30: [2, 2] } }];
  const cube = cubes.decode(cubeBytes({ base: "1925-10-18", marks, totals: { 0: [1, 1], 30: [2, 2] } }));
  assert.deepEqual(datedOnly(cubes.windowTotals(cube, calendar.toDay("1925-10-18"), calendar.toDay("1925-11-16"))), { stories: 1, mentions: 1, clusters: 1 });
  assert.deepEqual(datedOnly(cubes.windowTotals(cube, calendar.toDay("1925-11-17"), calendar.toDay("1970-01-01"))), { stories: 2, mentions: 2, clusters: 2 });
});

test("what is counted on several days counts once in a window that holds them", () => {
  const marks = [{ key: "a", id: "a", days: { 1: [1, 1, 1, 1], 4: [2, 2, 1], 8: [1, 1] }, undated: [1, 1] }];
  const again = { stories: [{ mark: 0, day: 4, earlier: 1 }, { mark: 1, day: 4, earlier: 1 }, { mark: 0, day: 8, earlier: 4, undated: true }] };
  const cube = cubes.decode(cubeBytes({ marks, totals: { 1: [1, 1], 4: [2, 2], 8: [1, 1] }, undated: [1, 1], again }));
  const seen = (from, to) => {
    const sums = cubes.windowSums(cube, BASE + from, BASE + to);
    return [sums.stories[0], sums.undated.stories[0], sums.mentions[0], sums.uncertain[0]];
  };
  assert.deepEqual(seen(0, 9), [2, 1, 4, 1]); // 4 less two that were there before
  assert.deepEqual(seen(2, 5), [2, 1, 2, 0]); // the day before lies outside
  assert.deepEqual(seen(5, 9), [1, 0, 1, 0]); // what the undated hold as well
  const totals = cubes.windowTotals(cube, BASE, BASE + 9);
  assert.deepEqual([totals.stories, totals.undated.stories], [3, 1]);
});

test("the bins of the histogram hold every story once", () => {
  const random = randomness(3);
  for (let round = 0; round < 20; round += 1) {
    const given = randomCube(random, { days: random.int(1, 400) });
    const cube = cubes.decode(cubeBytes(given));
    if (cube.first === null) continue;
    for (const unit of ["day", "week", "month"]) {
      const starts = calendar.bins(cube.first, cube.last, unit);
      for (const measure of cubes.MEASURES) {
        const sums = cubes.binSums(cube, starts, measure);
        starts.forEach((start, i) => {
          assert.equal(sums[i], sumBetween(given.totals, start, (starts[i + 1] ?? cube.last + 1) - 1)[measure]);
        });
        assert.equal(sums.reduce((a, b) => a + b, 0), sumBetween(given.totals, cube.first, cube.last)[measure]);
      }
    }
  }
});

test("sums are written into the arrays that are given", () => {
  const cube = cubes.decode(cubeBytes({ marks: [{ key: "a", id: "a", days: { 1: [2, 3] } }], totals: { 1: [2, 3] } }));
  const into = cubes.blank(cube);
  into.stories[0] = 9;
  assert.equal(cubes.windowSums(cube, BASE, BASE + 5, into), into);
  assert.deepEqual([into.stories[0], into.mentions[0], into.clusters[0]], [2, 3, 2]);
});

test("the lower bound is where a value would be put in", () => {
  const random = randomness(5);
  for (let round = 0; round < 200; round += 1) {
    const values = Array.from({ length: random.int(0, 12) }, () => random.int(0, 20)).sort((a, b) => a - b);
    const wanted = random.int(-2, 22);
    const by = values.findIndex((value) => value >= wanted);
    assert.equal(cubes.lowerBound(values, 0, values.length, wanted), by < 0 ? values.length : by);
  }
});

test("what is no cube is refused", () => {
  const good = new Uint8Array(cubeBytes({ marks: [{ key: "a", id: "a", days: { 1: [2, 3] } }], totals: { 1: [2, 3] } }));
  const changed = (change) => {
    const copy = good.slice();
    change(copy);
    return copy.buffer;
  };
  const bad = {
    "nothing": new ArrayBuffer(0),
    "four bytes": new TextEncoder().encode("CMC3").buffer,
    "another format": changed((bytes) => bytes.set([67, 77, 67, 49])),
    "an answer in words": new TextEncoder().encode('{"error": "no"}   ').buffer,
    "a header longer than the whole": changed((bytes) => bytes.set([255, 255, 255, 127], 4)),
    "a header cut short": changed((bytes) => bytes.set([8, 0, 0, 0], 4)),
    "a damaged header": changed((bytes) => bytes.set([0], 9)),
    "arrays cut off": good.slice(0, good.length - 4).buffer,
    "all arrays cut off": good.slice(0, 8 + new DataView(good.buffer).getUint32(4, true)).buffer,
  };
  for (const [what, bytes] of Object.entries(bad)) assert.throws(() => cubes.decode(bytes), Error, what);
  assert.doesNotThrow(() => cubes.decode(good.buffer));
});
