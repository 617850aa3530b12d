"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, randomness, randomCube, cubeBytes, catalogue } = require("./helpers.cjs");
const { fan, layers, choropleth, heat, labels, outline, layerKeys, marks, cube, words } = parts();

test("the address names the layers in one order, none of them too, and what it cannot read stays at the default", () => {
  assert.deepEqual(layers.read("labels|bubbles|labels"), ["bubbles", "labels"]);
  assert.deepEqual(layers.read("none"), []);
  assert.equal(layers.write([]), "none");
  assert.equal(layers.read("nonsense"), undefined);
  for (const shown of [[], layers.SHOWN, layers.LAYERS]) assert.deepEqual(layers.read(layers.write(shown)), [...shown].sort((a, b) => layers.LAYERS.indexOf(a) - layers.LAYERS.indexOf(b)));
});

test("a switch turns one layer, and twice is as before", () => {
  for (const name of layers.LAYERS) {
    const once = layers.toggled(layers.SHOWN, name);
    assert.notEqual(once.includes(name), layers.SHOWN.includes(name));
    assert.deepEqual([...layers.toggled(once, name)].sort(), [...layers.SHOWN].sort());
  }
});

test("a mark fades by the share of its mentions whose day is not certain", () => {
  assert.deepEqual([...layers.fading([0, 1, 4, 0], [3, 4, 4, 0], new Float32Array(4))], [0, 0.25, 1, 0]);
});

// ---- coloured areas

test("classes are few, round, ascending, and every value has one", () => {
  const random = randomness(11);
  for (let round = 0; round < 400; round += 1) {
    const whole = random.chance(0.5);
    const values = Array.from({ length: random.int(1, 60) }, () => (whole ? random.int(1, 10 ** random.int(1, 5)) : random.next() * 10 ** random.int(-3, 3) + 1e-6));
    values.sort((a, b) => a - b);
    const bounds = choropleth.classes(values, whole);
    assert.ok(bounds.length >= 1 && bounds.length <= 5, `${bounds}`);
    assert.deepEqual(bounds, [...new Set(bounds)].sort((a, b) => a - b));
    assert.ok(bounds[bounds.length - 1] <= values[values.length - 1]);
    for (const bound of bounds) assert.match(bound.toExponential(), /^(1|1\.5|2|3|4|5|7)e/);
    for (const value of values) {
      const found = choropleth.classOf(value, bounds);
      assert.ok(found >= 1 && found <= bounds.length);
      if (found > 1) assert.ok(value >= bounds[found - 1]);
      if (found < bounds.length) assert.ok(value < bounds[found]);
    }
  }
  assert.equal(choropleth.classOf(0, [1, 5]), 0);
  assert.deepEqual(choropleth.classes([], true), []);
  assert.deepEqual(choropleth.classes([1, 3], true), [1, 2, 3]);
});

test("round numbers are not above what they stand for, nor far below", () => {
  for (const value of [0.0013, 0.02, 1, 1.4, 1.5, 4.99, 5, 70, 2371]) {
    const round = choropleth.roundDown(value);
    assert.ok(round <= value && round > value * 0.59, `${value}: ${round}`);
  }
});

test("per day is by the days of the window", () => {
  assert.equal(choropleth.valueOf(30, 15, true), 2);
  assert.equal(choropleth.valueOf(30, 15, false), 30);
});

test("what areas count is taken from windows of the same length", () => {
  const random = randomness(5);
  const made = cube.decode(cubeBytes(randomCube(random)));
  const all = choropleth.valuesIn(made, "stories", made.last - made.first + 1, true);
  assert.deepEqual(all, parts().summary.allTime(made, "stories").filter(Boolean).sort((a, b) => a - b));
  const week = choropleth.valuesIn(made, "stories", 7, false);
  assert.ok(Math.max(...week) <= Math.max(...all));
});

test("the legend says each class, without gaps between whole numbers", () => {
  for (const language of ["en", "ar"]) {
    const { say, number } = words.speaker(catalogue(language), language);
    const said = layerKeys.ranges([1, 2, 10, 50], true, number, say);
    assert.equal(said.length, 4);
    assert.equal(said[0], "1");
    assert.match(said[1], /2.*9/);
    assert.match(said[2], /10.*49/);
    assert.match(said[3], /50/);
  }
});

// ---- heat

test("what is vague has no heat and is counted, what is without a story is neither", () => {
  const into = new Float32Array(4);
  const all = [{ precision: 1 }, { precision: 3 }, { precision: 4 }, { precision: 6 }];
  assert.equal(heat.weights(all, [2, 1, 5, 0], [1, 0, 0, 0], into), 1);
  assert.deepEqual([...into], [3, 1, 0, 0]);
});

test("heat grows with the count and is full at the top", () => {
  assert.equal(heat.strength(0, 50), 0);
  assert.equal(heat.strength(50, 50), 1);
  assert.equal(heat.strength(500, 50), 1);
  for (let count = 1; count < 50; count += 1) assert.ok(heat.strength(count + 1, 50) > heat.strength(count, 50));
});

// ---- names

const place = (values) => ({ key: values.id, name: values.id, name_ar: "", lat: 35, lon: 39, precision: 1, ...values });

test("the busiest are named, each place once, by its largest mark", () => {
  const all = [place({ id: "a" }), place({ id: "b" }), place({ id: "b", key: "b~2", precision: 2 }), place({ id: "c", title: "near c" }), place({ id: "d" })];
  const counts = [2, 3, 9, 50, 0];
  const rows = labels.chosen(all, (i) => counts[i], [4, 0, 5, 11, 9, 0, 30, 0, 0, 0]);
  assert.deepEqual(rows.map(({ mark, radius }) => [mark.key, radius]), [["b~2", 11], ["a", 4]]);
  const [first] = labels.features(rows, "en");
  assert.equal(first.properties.rank, 0);
  assert.ok(first.properties.offset * first.properties.size > 11, "beside the mark, not on it");
});

test("a name the marks give is taken from the base map where it is the same place, and only there", () => {
  const base = (name, kind, lon, lat) => ({ properties: { name, name_ar: "", kind }, geometry: { coordinates: [lon, lat] } });
  const rows = [place({ id: "tripoli", name: "Tripoli", lon: 35.85, lat: 34.44 }), place({ id: "iso-SY", name: "Syria", precision: 6, lon: 38.5, lat: 35 }),
    place({ id: "g", name: "Idlib Governorate", precision: 4, lon: 36.7, lat: 35.8 })].map((mark) => ({ mark }));
  const found = labels.doubled([
    base("Tripoli", "city", 35.84, 34.43), base("Tripoli", "capital", 13.18, 32.89), base("Syria", "country", 38.2, 34.9),
    base("Idlib", "city", 36.63, 35.93), base("Idlib", "governorate", 36.6, 35.8), base("Homs", "city", 36.7, 34.7),
  ], rows);
  assert.deepEqual(found, [0, 2, 4]);
});

// ---- shapes drawn by hand

test("a line is made simpler, and no corner was farther from it than allowed", () => {
  const random = randomness(3);
  const line = Array.from({ length: 300 }, (_, i) => [i, 40 * Math.sin(i / 30) + random.next()]);
  const simple = outline.simpler(line, 2);
  assert.ok(simple.length < 60 && simple.length > 4);
  assert.deepEqual([simple[0], simple.at(-1)], [line[0], line.at(-1)]);
  for (const [x, y] of line) {
    const at = simple.findIndex((corner) => corner[0] >= x);
    const [[ax, ay], [bx, by]] = [simple[Math.max(at - 1, 0)], simple[at]];
    const share = bx === ax ? 0 : (x - ax) / (bx - ax);
    assert.ok(Math.abs(y - ay - share * (by - ay)) < 8);
  }
});

test("a lasso has corners enough for a shape and few enough for an address; a shaking hand draws none", () => {
  const random = randomness(8);
  const wild = Array.from({ length: 4000 }, (_, i) => [300 + (200 + 90 * random.next()) * Math.cos(i / 637), 300 + (200 + 90 * random.next()) * Math.sin(i / 637)]);
  const corners = outline.corners(wild);
  assert.ok(corners.length >= 3 && corners.length <= outline.MOST);
  assert.equal(outline.corners([[5, 5], [6, 6], [7, 5]]), null);
  assert.equal(outline.corners([[5, 5], [90, 5]]), null);
});

test("areas and boxes are written as the server reads them, and come back the same", () => {
  const area = [[38.12345678, 35], [39.5, 36.25], [38, 37]];
  assert.equal(outline.writeArea(area), "38.1235 35,39.5 36.25,38 37");
  assert.deepEqual(outline.readArea(outline.writeArea(area)), [[38.1235, 35], [39.5, 36.25], [38, 37]]);
  assert.equal(outline.writeBox([38.5, 35.5, 39.5, 36.5]), "38.5,35.5,39.5,36.5");
  assert.deepEqual(outline.readBox("38.5,35.5,39.5,36.5"), [38.5, 35.5, 39.5, 36.5]);
  for (const wrong of ["", "1,2,3", "1,9,3,2", "200,1,201,2", "a,b,c,d"]) assert.equal(outline.readBox(wrong), undefined);
  for (const wrong of ["1 2,3 4", "1 2,3 4,5", "1 2,3 4,500 6", "x y,1 2,3 4"]) assert.equal(outline.readArea(wrong), undefined);
  assert.equal(outline.ringOf({ bbox: null, area: [] }), null);
  assert.deepEqual(outline.ringOf({ bbox: [1, 2, 3, 4], area: [] })[2], [3, 4]);
});

test("what the map gives as degrees is what it stands at", () => {
  for (const [lon, lat] of [[39.01, 35.95], [-70, -45], [0, 0], [179, 80]]) {
    const back = marks.unproject(...marks.mercator(lon, lat));
    assert.ok(Math.abs(back[0] - lon) < 1e-9 && Math.abs(back[1] - lat) < 1e-9);
  }
});

test("all marks about a point are found, the nearest first, those of no size are not", () => {
  const camera = { x: 0.5, y: 0.5, scale: 1000, width: 400, height: 300 };
  const at = (x, y) => [0.5 + (x - 200) / 1000, 0.5 + (y - 150) / 1000];
  const positions = new Float64Array([...at(106, 100), ...at(100, 100), ...at(103, 100), ...at(140, 100)]);
  assert.deepEqual(marks.around(positions, [4, 0, 0, 5, 0, 0, 9, 0], camera, 100, 100, 9), [1, 0]);
});

test("in a list of places that lie together, what is gone from the period is said to be gone", () => {
  const speak = words.speaker(catalogue("en"), "en");
  assert.equal(fan.counted(speak, "stories", 2), "2 stories");
  assert.equal(fan.counted(speak, "stories", 0), "none in the period shown");
});

test("a level of areas that was not added gives way to the first, and is never asked for", async () => {
  const asked = [];
  const source = {
    areas: async ({ level }) => (asked.push(`areas ${level}`), { levels: [1], features: [], credits: [] }),
    areaCube: async ({ level }) => (asked.push(`cube ${level}`), new ArrayBuffer(0)),
  };
  const drawn = choropleth.create({ keep: () => {}, map: {} }, source, {});
  await drawn.show(true, 3, {}).catch(() => {}); // the cube of this test holds nothing to be drawn
  assert.deepEqual(asked, ["areas 1", "cube 1"]);
  assert.equal(drawn.level, 1);
});

test("a kept picture stands for what lies under the marks, unless a step changes some of it", () => {
  const { beneath, same, LAYER, create } = parts().stillGround;
  assert.deepEqual([...beneath(["sea", "land", "conflict-map-drawn-fill", LAYER, "conflict-map-marks"], LAYER)], ["sea", "land", "conflict-map-drawn-fill"]);
  assert.equal(beneath(["sea", "conflict-map-choropleth-fill", "land", LAYER], LAYER).size, 0);
  assert.equal(beneath(["sea", "land"], LAYER).size, 0);
  assert.equal(same([1, 2], [1, 2]), true);
  assert.equal(same([1, 2], [1, 3]), false);
  assert.equal(same(null, [1]), false);
  const ground = create();
  ground.step(1000);
  assert.equal(ground.moving, false); // a step alone: nothing is worth keeping for it
  ground.step(1100);
  assert.equal(ground.moving, true);
  ground.step(9000);
  assert.equal(ground.moving, false);
  clearTimeout(ground.timer);
});

test("a place's row has a bar as long as its share, and never none", () => {
  const { barOf } = parts().placesList;
  assert.equal(barOf(50, 100), "50%");
  assert.equal(barOf(1, 100000), "1.5%");
});
