"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts } = require("./helpers.cjs");
const { campsDays, campsLayer, campsSign, campsTip, campsPlan } = parts();

const camp = (more) => ({ id: "a", place: "a", name: "A", name_ar: "أ", lat: 33, lon: 38, statuses: [], people: [], ...more });

test("a status holds from its first day until the next one", () => {
  const one = camp({ statuses: [["2014-01-01", "2014-12-31", "open"], ["2025-06-07", "2025-06-07", "closed"]] });
  assert.equal(campsDays.statusOn(one, "2013-12-31"), "unknown");
  assert.equal(campsDays.statusOn(one, "2014-01-01"), "open");
  assert.equal(campsDays.statusOn(one, "2025-06-06"), "open");
  assert.equal(campsDays.statusOn(one, "2025-06-07"), "closed");
});

test("of each source the newest figure counts, a gap silences it, zero is a figure", () => {
  const one = camp({ people: [["2018-01-01", "2018-01-01", 50, "people", 0], ["2019-01-01", "2019-01-01", 40, "people", 1], ["2019-06-01", "2019-06-01", null, "people", 1], ["2020-01-01", "2020-01-01", 0, "people", 0]] });
  assert.equal(campsDays.figureOn(one, "2017-12-31"), null);
  assert.equal(campsDays.figureOn(one, "2019-02-01").count, 40);
  assert.equal(campsDays.figureOn(one, "2019-07-01").count, 50);
  assert.deepEqual([campsDays.figureOn(one, "2020-01-11").count, campsDays.figureOn(one, "2020-01-11").age], [0, 10]);
});

test("people speak before households of the same time, whatever their order", () => {
  const both = [["2018-01-01", "2018-01-01", 200, "households", 0], ["2018-01-01", "2018-01-01", 900, "people", 1]];
  for (const people of [both, [...both].reverse()]) assert.equal(campsDays.figureOn(camp({ people }), "2018-02-01").unit, "people");
});

test("signs: none before a camp is known, larger for more people, the large first", () => {
  const early = camp({ id: "early", statuses: [["2014-01-01", "2014-01-01", "open"]], people: [["2014-01-01", "2014-01-01", 90000, "people", 0]] });
  const late = camp({ id: "late", statuses: [["2019-01-01", "2019-01-01", "besieged"]] });
  assert.deepEqual(campsLayer.signsOn([late, early], "2018-01-01").map((sign) => sign.camp.id), ["early"]);
  const both = campsLayer.signsOn([late, early], "2019-01-01");
  assert.deepEqual(both.map((sign) => [sign.camp.id, sign.form]), [["early", "filled"], ["late", "ringed"]]);
  assert.ok(both[0].side > both[1].side);
  assert.notEqual(both[0].name, campsSign.nameOf(both[0].form, both[0].side, false));
});

test("a camp without any history is always shown, its status unknown", () => {
  assert.deepEqual(campsLayer.signsOn([camp()], "2000-01-01").map((sign) => sign.form), ["unknown"]);
});

test("every status has a form and what has ended is hollow", () => {
  for (const status of ["closed", "evacuated", "moved", "merged"]) assert.equal(campsDays.formOf(status), "hollow");
  const others = ["open", "besieged", "partly_emptied", "planned", "unknown"].map(campsDays.formOf);
  assert.equal(new Set(others).size, others.length);
});

test("points carry a name only where the mark has none, and the size of a blurred cell", () => {
  const [sign] = campsLayer.signsOn([camp({ metres: 800 })], "2000-01-01");
  const { features } = campsLayer.collection([sign], () => false, () => "A");
  assert.equal(features[0].properties.name, "");
  assert.ok(features[0].properties.wide > 0);
  assert.deepEqual(features[0].geometry.coordinates, [38, 33]);
});

test("a figure from before the end tells of nobody there now, one from after it does", () => {
  const statuses = [["2014-01-01", "2014-01-01", "open"], ["2025-06-07", "2025-06-07", "closed"]];
  const before = camp({ statuses, people: [["2022-01-01", "2022-12-31", 8000, "people", 0]] });
  const after = camp({ statuses, people: [["2025-06-08", "2025-06-08", 25, "households", 0]] });
  const told = (one, day) => campsDays.beforeEnd(one, day, campsDays.figureOn(one, day));
  assert.deepEqual([told(before, "2024-01-01"), told(before, "2026-01-01"), told(after, "2026-01-01")], [false, true, false]);
});

test("ages are told in days, months, years", () => {
  assert.deepEqual([0, 30, 31, 729, 730].map((days) => campsTip.ageOf(days)[0].split(".").pop()), ["days", "days", "months", "months", "years"]);
});

test("only columns that were changed are mapped; one left out is ignored", () => {
  const selects = [{ heading: "A", field: "name", before: "name" }, { heading: "B", field: "", before: "lat" }, { heading: "C", field: "people", before: "" }];
  assert.deepEqual(campsPlan.mappingOf(selects), { B: "ignore", C: "people" });
});

test("the name of a sign can be read again, and no other name can", () => {
  assert.deepEqual(campsSign.read(campsSign.nameOf("dashed", 6.6, true)), { form: "dashed", side: 7, known: true });
  for (const name of ["", "camp", "camp-filled-7-2", "conflict-map-hatch", "xcamp-filled-7-1"]) assert.equal(campsSign.read(name), null);
});
