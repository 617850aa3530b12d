"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, randomness, cubeBytes, randomCube } = require("./helpers.cjs");
const { cube: cubes, summary: summaries, pageState, calendar, marks } = parts();

const BASE = calendar.toDay("2017-01-01");
const STATE = { measure: "stories", undated: true, mark: "", text: "", view: null, language: "en", theme: "light" };
const decoded = (given) => cubes.decode(cubeBytes(given));

const mark = (key, days, undated, more) => ({ key, id: key, name: key, name_ar: "", precision: 1, lat: 35, lon: 39, days, undated, ...more });
const SMALL = {
  marks: [
    mark("a", { 0: [2, 5], 4: [1, 1] }, [0, 0]),
    mark("b", { 4: [3, 3] }, [1, 2], { precision: 4 }),
    mark("c", {}, [1, 1]),
    mark("a~2", { 4: [1, 1] }, [0, 0], { id: "a", precision: 2 }),
  ],
  totals: { 0: [2, 5], 4: [4, 5] }, // one story of day 4 stands at two marks
  undated: [2, 3],
  withoutPlace: 5,
};

function summarise(state, window) {
  return summaries.summarise(decoded(SMALL), { ...STATE, ...state }, window && { first: BASE + window[0], last: BASE + window[1] });
}

test("the whole time: every mark, most stories first, a story that stands twice counted once", () => {
  const found = summarise({}, [0, 4]);
  assert.deepEqual(found.rows.map((row) => [row.mark.key, row.count, row.dated, row.undated]),
    [["b", 4, 3, 1], ["a", 3, 3, 0], ["c", 1, 0, 1], ["a~2", 1, 1, 0]]);
  assert.deepEqual([found.stories, found.mentions, found.undatedStories, found.withoutPlace], [8, 13, 2, 5]);
  assert.equal(found.places, 3, "two marks at one place are one place");
});

test("what lies beside a place is a place of its own in the counts and a form of its own in the legend", () => {
  const beside = mark("a~2~20km-E", { 4: [1, 1] }, [0, 0], { id: "a", precision: 2, title: "20 km east of a", vicinity: "offset" });
  const cube = decoded({ ...SMALL, marks: [...SMALL.marks, beside] });
  const found = summaries.summarise(cube, STATE, { first: BASE, last: BASE + 4 });
  assert.equal(found.places, 4);
  assert.ok(found.forms.has(marks.FORMS.beside));
});

test("a window holds only its days, and what has no date", () => {
  const found = summarise({}, [1, 3]);
  assert.deepEqual(found.rows.map((row) => row.mark.key), ["b", "c"]);
  assert.equal(found.stories, 2);
  assert.ok(!found.forms.has(marks.FORMS.exact), "hollow marks have no fill, so the legend does not explain one");
  assert.ok(found.forms.has(marks.FORMS.area), "what is vague is explained though it is hollow");
});

test("undated stories can be hidden, and are still told of", () => {
  const found = summarise({ undated: false }, [1, 3]);
  assert.deepEqual([found.rows.length, found.stories, found.undatedStories], [0, 0, 2]);
  assert.deepEqual(summarise({ undated: false }, [0, 4]).rows.map((row) => [row.mark.key, row.count]), [["a", 3], ["b", 3], ["a~2", 1]]);
});

test("the measure may be mentions", () => {
  const found = summarise({ measure: "mentions" }, [0, 0]);
  assert.deepEqual(found.rows.map((row) => [row.mark.key, row.count, row.stories]), [["a", 5, 2], ["b", 2, 1], ["c", 1, 1]]);
});

test("the measure may be reports, each counted on the day of its first story", () => {
  const given = {
    marks: [mark("a", { 0: [2, 5, 1], 4: [1, 1, 0] }, [0, 0]), mark("b", { 4: [3, 3, 2] }, [2, 2, 1])],
    totals: { 0: [2, 5, 1], 4: [4, 4, 2] },
    undated: [2, 2, 1],
  };
  const seen = (from, to) => summaries.summarise(decoded(given), { ...STATE, measure: "clusters" }, { first: BASE + from, last: BASE + to });
  assert.deepEqual(seen(0, 4).rows.map((row) => [row.mark.key, row.count, row.stories]), [["b", 3, 5], ["a", 1, 3]]);
  assert.equal(seen(0, 4).clusters, 4);
  assert.deepEqual(seen(1, 4).rows.map((row) => [row.mark.key, row.count]), [["b", 3]], "what began earlier is not counted again");
  assert.equal(seen(0, 0).clusters + seen(1, 4).clusters - 1, seen(0, 4).clusters, "windows share reports out; the undated stand in both");
  assert.deepEqual([...summaries.allTime(decoded(given), "clusters")], [1, 3]);
});

test("without a dated story there is no window, and undated ones are drawn", () => {
  const found = summaries.summarise(decoded({ marks: [mark("c", {}, [2, 2])], totals: {}, undated: [2, 2] }), STATE, null);
  assert.deepEqual(found.rows.map((row) => [row.mark.key, row.count, row.dated]), [["c", 2, 0]]);
  assert.equal(found.stories, 2);
});

test("the forms are those of filled marks, and of vague ones though they be hollow", () => {
  assert.deepEqual([...summarise({}, [4, 4]).forms].sort(), [marks.FORMS.exact, marks.FORMS.near, marks.FORMS.area]);
  assert.deepEqual([...summarise({}, [0, 0]).forms].sort(), [marks.FORMS.exact, marks.FORMS.area]);
  assert.deepEqual([...summarise({ undated: false }, [0, 0]).forms], [marks.FORMS.exact]);
});

test("sizes compare across windows: the largest is over all time", () => {
  const cube = decoded(SMALL);
  assert.deepEqual([...summaries.allTime(cube, "stories")], [3, 4, 1, 1]);
  assert.deepEqual([...summaries.allTime(cube, "mentions")], [6, 5, 1, 1]);
  assert.equal(summaries.largestOf(cube, "stories"), 4);
  assert.equal(summaries.largestOf(decoded({ marks: [], totals: {} }), "stories"), 0);
});

test("windows that follow one another share out all stories", () => {
  const random = randomness(8);
  for (let round = 0; round < 20; round += 1) {
    const given = randomCube(random);
    const cube = decoded(given);
    if (cube.first === null) continue;
    const cut = random.int(cube.first, cube.last);
    const state = { ...STATE, undated: false };
    const stories = (first, last) => summaries.summarise(cube, state, { first, last }).stories;
    assert.equal(stories(cube.first, cut) + (cut < cube.last ? stories(cut + 1, cube.last) : 0), stories(cube.first, cube.last));
    const all = summaries.summarise(cube, STATE, { first: cube.first, last: cube.last });
    assert.equal(all.rows.reduce((sum, row) => sum + row.stories, 0), all.stories, "here every story stands at one mark");
  }
});

test("the page's state is what is drawn, as plain data", () => {
  const cube = decoded(SMALL);
  const window = { first: BASE, last: BASE + 3 };
  const state = { ...STATE, undated: true, mark: "b" };
  const seen = pageState.of(state, cube, summaries.summarise(cube, state, window), window, null, true);
  assert.deepEqual(seen.window, { from: "2017-01-01", to: "2017-01-04" });
  assert.deepEqual(seen.places.map((place) => [place.key, place.stories, place.hollow]), [["a", 2, false], ["b", 1, true], ["c", 1, true]]);
  assert.deepEqual([seen.ready, seen.mapReady, seen.stories, seen.withoutPlace, seen.place], [true, false, 4, 5, "b"]);
  assert.deepEqual(seen.undated, { shown: true, stories: 2 });
  assert.deepEqual(JSON.parse(JSON.stringify(seen)), seen);
});

test("before there is data the state says that it is not ready", () => {
  const seen = pageState.of(STATE, null, null, null, null, false);
  assert.deepEqual([seen.ready, seen.window, seen.places], [false, null, []]);
  assert.equal(pageState.of(STATE, decoded(SMALL), null, null, null, false).ready, false, "data, but neither map nor failure");
});
