"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, randomness } = require("./helpers.cjs");
const { marks, mapView, areas, marksLayer } = parts();

test("nothing has no size, one story is seen, and size grows with the count", () => {
  for (const largest of [1, 2, 7, 60, 3000]) {
    assert.equal(marks.radius(0, largest), 0);
    assert.ok(marks.radius(1, largest) >= marks.SMALLEST);
    for (let count = 1; count < largest; count += Math.ceil(largest / 50)) {
      assert.ok(marks.radius(count + 1, largest) >= marks.radius(count, largest));
    }
    assert.ok(marks.radius(largest, largest) <= marks.LARGEST + 1e-9);
  }
});

test("area is proportional to the count above the smallest mark", () => {
  for (const largest of [50, 900]) {
    const seen = [1, 2, 5, 10, 50, 400, 900].filter((count) => count <= largest && marks.radius(count, largest) > marks.SMALLEST);
    const perStory = seen.map((count) => marks.radius(count, largest) ** 2 / count);
    assert.ok(seen.length > 1);
    for (const value of perStory) assert.ok(Math.abs(value / perStory[0] - 1) < 1e-9);
  }
});

test("few stories make no balloons", () => {
  assert.ok(marks.radius(1, 1) < 8);
  assert.ok(marks.radius(3, 3) < 14);
});

test("what has no date is a ring around what has one", () => {
  const radii = marks.radii([4, 0, 3, 0], [2, 5, 0, 0], 9, new Float32Array(8));
  assert.ok(radii[0] > 0 && radii[1] >= radii[0] + 3);
  assert.ok(radii[2] === 0 && radii[3] > 0);
  assert.ok(radii[4] > 0 && radii[5] === 0);
  assert.deepEqual([...radii.slice(6)], [0, 0]);
  assert.equal(marks.radii([4], null, 9, new Float32Array(2))[1], 0);
});

test("form tells the precision", () => {
  const { FORMS, form } = marks;
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7].map(form),
    [FORMS.exact, FORMS.near, FORMS.area, FORMS.area, FORMS.area, FORMS.area, FORMS.area]);
});

test("what lies beside a place has a form of its own, however near it is", () => {
  const { FORMS, formOf } = marks;
  assert.equal(formOf({ precision: 2 }), FORMS.near);
  for (const precision of [2, 5]) assert.equal(formOf({ precision, vicinity: "offset" }), FORMS.beside);
});

test("the legend explains the scale with a few round counts that are on the map", () => {
  assert.deepEqual(marks.legendCounts(0), []);
  assert.deepEqual(marks.legendCounts(1), [1]);
  assert.deepEqual(marks.legendCounts(2), [1, 2]);
  for (let largest = 3; largest < 5000; largest += 7) {
    const counts = marks.legendCounts(largest);
    assert.ok(counts.length >= 2 && counts.length <= 3, `${largest}: ${counts}`);
    assert.deepEqual(counts, [...new Set(counts)].sort((a, b) => a - b));
    for (const count of counts) {
      assert.ok(count >= 1 && count <= largest);
      assert.match(String(count), /^[125]0*$/);
    }
  }
});

const CAMERA = { x: 0.5, y: 0.5, scale: 1000, width: 400, height: 300 };
const at = (x, y) => [CAMERA.x + (x - CAMERA.width / 2) / CAMERA.scale, CAMERA.y + (y - CAMERA.height / 2) / CAMERA.scale];

test("a click hits the mark under it, with some tolerance, and nothing beside it", () => {
  const positions = new Float64Array([...at(100, 100), ...at(300, 200)]);
  const sizes = new Float32Array([10, 0, 0, 8]);
  const hit = (x, y, tolerance = 2) => marks.hit(positions, sizes, CAMERA, x, y, tolerance);
  assert.equal(hit(100, 100), 0);
  assert.equal(hit(111, 100), 0);
  assert.equal(hit(113, 100), -1);
  assert.equal(hit(113, 100, 12), 0);
  assert.equal(hit(300, 205), 1); // hollow marks are marks
  assert.equal(hit(200, 150), -1);
});

test("a mark of no size is not there", () => {
  assert.equal(marks.hit(new Float64Array(at(50, 50)), new Float32Array([0, 0]), CAMERA, 50, 50, 20), -1);
});

test("a small mark on a large one can be chosen", () => {
  const positions = new Float64Array([...at(100, 100), ...at(112, 100)]);
  const sizes = new Float32Array([30, 0, 5, 0]);
  assert.equal(marks.hit(positions, sizes, CAMERA, 112, 100, 2), 1);
  assert.equal(marks.hit(positions, sizes, CAMERA, 90, 100, 2), 0);
  // The same place drawn twice, exact and vague: the small one is on top.
  assert.equal(marks.hit(new Float64Array([...at(50, 50), ...at(50, 50)]), sizes, CAMERA, 50, 50, 2), 1);
});

test("the extent leaves out one far place, and holds all when there are few", () => {
  const random = randomness(2);
  const near = Array.from({ length: 99 }, () => ({ lon: 36 + random.next() * 6, lat: 33 + random.next() * 4 }));
  const all = [...near, { lon: 139.7, lat: 35.7 }];
  const [west, south, east, north] = marks.extent(all, all.map(() => 10));
  assert.ok(west >= 36 && east <= 42 && south >= 33 && north <= 37);
  assert.ok(east - west > 4 && north - south > 2.5);
  const two = [{ lon: 39.01, lat: 35.95 }, { lon: 38.67, lat: 33.31 }];
  assert.deepEqual(marks.extent(two, [5, 1]), [38.67, 33.31, 39.01, 35.95]);
  assert.deepEqual(marks.extent(two, [5, 0]), [39.01, 35.95, 39.01, 35.95]);
  assert.equal(marks.extent(two, [0, 0]), null);
  assert.equal(marks.extent([], []), null);
});

test("Web Mercator: corners, middle, and the known place of Raqqa", () => {
  assert.deepEqual(marks.mercator(0, 0).map((v) => Number(v.toFixed(12))), [0.5, 0.5]);
  const [x, y] = marks.mercator(-180, 85.0511287798066);
  assert.ok(Math.abs(x) < 1e-12 && Math.abs(y) < 1e-9);
  // EPSG:3857 of (39.01 E, 35.95 N): 4342573.3, 4291967.2 m; the world is 40075016.69 m wide.
  const world = 2 * Math.PI * 6378137;
  const [lon, lat] = [39.01, 35.95].map((degrees) => (degrees * Math.PI) / 180);
  const expected = [0.5 + (6378137 * lon) / world, 0.5 - (6378137 * Math.asinh(Math.tan(lat))) / world];
  marks.mercator(39.01, 35.95).forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-12));
});

// ---- the map's own arithmetic

test("the scale bar is round, fits, and is as long as it says", () => {
  for (const lat of [0, 35, -50, 70]) {
    for (let zoom = 1.5; zoom <= 13; zoom += 0.37) {
      const { km, px } = mapView.scaleBar(lat, zoom, 110);
      assert.ok(px <= 110 + 1e-9 && px > 110 / 2.6, `${km} km is ${px} px`);
      assert.match(km.toPrecision(1), /^[125](e\+?\d+)?$|^0\.0*[125]$/);
      const kmPerPixel = (2 * Math.PI * 6378.137 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);
      assert.ok(Math.abs(px * kmPerPixel - km) < 1e-3 * km);
    }
  }
});

test("a fitted box is in the frame, as large as it can be", () => {
  const random = randomness(31);
  for (let round = 0; round < 300; round += 1) {
    const west = random.int(-1700, 1600) / 10;
    const south = random.int(-700, 690) / 10;
    const box = [west, south, west + random.next() * 12 + 0.01, south + random.next() * 8 + 0.01];
    const [width, height] = [random.int(300, 1600), random.int(220, 1000)];
    const { lon, lat, zoom } = mapView.fit(box, width, height);
    assert.ok(zoom <= 9);
    const [cx, cy] = marks.mercator(lon, lat);
    const size = 512 * 2 ** zoom;
    const corners = [[box[0], box[1]], [box[2], box[3]]].map(([x, y]) => marks.mercator(x, y));
    const reach = corners.map(([x, y]) => [Math.abs(x - cx) * size, Math.abs(y - cy) * size]);
    for (const [dx, dy] of reach) assert.ok(dx <= width / 2 + 1e-6 && dy <= height / 2 + 1e-6);
    assert.ok(Math.abs(reach[0][0] - reach[1][0]) < 1e-3 && Math.abs(reach[0][1] - reach[1][1]) < 1e-3, "centred");
    if (zoom < 9) {
      const filled = Math.max(...reach.map(([dx, dy]) => Math.max(dx / Math.max(width / 2 - 56, 1), dy / Math.max(height / 2 - 56, 1))));
      assert.ok(filled > 0.999);
    }
  }
});

test("a single place is not zoomed to its doorstep", () => {
  const { lon, lat, zoom } = mapView.fit([39.01, 35.95, 39.01, 35.95], 800, 600);
  assert.equal(zoom, 9);
  assert.ok(Math.abs(lon - 39.01) < 1e-9 && Math.abs(lat - 35.95) < 1e-9);
});

// ---- areas

function distanceKm([lon1, lat1], [lon2, lat2]) {
  const radians = Math.PI / 180;
  const a = Math.sin(((lat2 - lat1) * radians) / 2) ** 2
    + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin(((lon2 - lon1) * radians) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.sqrt(a));
}

test("every corner of a circle is as far as it says, and the ring is closed and turns left", () => {
  for (const [lon, lat, km] of [[39.01, 35.95, 25], [38.67, 33.31, 90], [-70, -45, 500], [10, 70, 200]]) {
    const { type, coordinates } = areas.circle(lon, lat, km);
    assert.equal(type, "Polygon");
    const ring = coordinates[0];
    for (const corner of ring) assert.ok(Math.abs(distanceKm([lon, lat], corner) - km) < km * 1e-6);
    assert.ok(distanceKm(ring[0], ring.at(-1)) < 1e-6);
    const turn = ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);
    assert.ok(turn > 0, "GeoJSON (RFC 7946): the outer ring runs counterclockwise");
  }
});

test("the extent of a mark: none for a point, its own shape, else a circle, none for the world", () => {
  const shape = { type: "Polygon", coordinates: [] };
  const shapes = new Map([["sy-raqqa-governorate", shape]]);
  const mark = (values) => ({ id: "a", lon: 39, lat: 36, extent_km: 0, precision: 1, ...values });
  const own = { type: "Polygon", coordinates: [] };
  assert.equal(areas.extentOf(mark({ id: "sy-raqqa-governorate", precision: 2, shape: own }), shapes), own, "its own shape before all others");
  assert.equal(areas.extentOf(mark({}), shapes), null);
  assert.equal(areas.extentOf(mark({ id: "sy-raqqa-governorate", precision: 4 }), shapes), shape);
  const radius = (area) => distanceKm([39, 36], area.coordinates[0][0]);
  assert.ok(Math.abs(radius(areas.extentOf(mark({ precision: 2, extent_km: 4 }), shapes)) - 25) < 1e-3);
  assert.ok(Math.abs(radius(areas.extentOf(mark({ precision: 5, extent_km: 120 }), shapes)) - 120) < 1e-3);
  const beside = mark({ id: "sy-raqqa-governorate", precision: 4, vicinity: "around", extent_km: 8 });
  assert.ok(Math.abs(radius(areas.extentOf(beside, shapes)) - 8) < 1e-3, "what lies near it and has no shape is its extent");
  assert.equal(areas.extentOf(mark({ precision: 6, extent_km: 2500 }), shapes), null);
  assert.equal(areas.extentOf(mark({ precision: 4 }), shapes), null);
});

test("the hatch repeats without a seam", () => {
  const { width, height, data } = areas.hatch("#c8442b", 2);
  assert.equal(data.length, width * height * 4);
  const alpha = (x, y) => data[4 * (((y + height) % height) * width + ((x + width) % width)) + 3];
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) assert.equal(alpha(x, y), alpha(x + 1, y - 1));
  assert.ok(data.some((value, i) => i % 4 === 3 && value > 200) && data.some((value, i) => i % 4 === 3 && value === 0));
  assert.deepEqual([...data.slice(0, 3)], [200, 68, 43]);
});

// ---- the layer

test("a shifted matrix moves a point by the shift", () => {
  const matrix = Array.from({ length: 16 }, (_, i) => (i * 7) % 5 - 1.5);
  const apply = (m, [x, y]) => [0, 1, 2, 3].map((row) => m[row] * x + m[4 + row] * y + m[12 + row]);
  const moved = marksLayer.shifted(matrix, 0.6, 0.4);
  apply(moved, [0.01, -0.02]).forEach((value, i) => assert.ok(Math.abs(value - apply(matrix, [0.61, 0.38])[i]) < 1e-6));
});

test("the legend's counts stand at their circles and never over one another", () => {
  const { legend } = parts();
  assert.deepEqual(legend.heights([4, 12, 28]), [48, 32, 0]);
  for (const radii of [[4], [4, 5], [4, 4.5, 5], [4, 14, 28]]) {
    const tops = legend.heights(radii);
    tops.slice(1).forEach((top, i) => assert.ok(tops[i] - top >= 14));
    assert.ok(tops[0] <= 2 * radii[radii.length - 1] - 7);
  }
});
