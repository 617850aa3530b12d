"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { catalogue, parts } = require("./helpers.cjs");
const { exporting, stateFields } = parts();

const OFFERS = [
  { format: "csv", ending: ".csv", rows: ["mentions", "places", "citations"], most: null },
  { format: "gpkg", ending: ".gpkg", rows: ["mentions", "places", "all"], most: null },
  { format: "xlsx", ending: ".xlsx", rows: ["mentions", "places", "citations", "all"], most: 100 },
];
const COUNTS = { mentions: 120, places: 7, stories: 50, citations: 50 };
const names = (offers) => offers.map((offer) => offer.format);

test("a kind of rows is offered in the formats that hold it, Excel first", () => {
  assert.deepEqual(names(exporting.formatsFor(OFFERS, "mentions")), ["xlsx", "csv", "gpkg"]);
  assert.deepEqual(names(exporting.formatsFor(OFFERS, "all")), ["xlsx", "gpkg"]);
});

test("an address asks what the map asks", () => {
  const state = { ...stateFields.parse("?from=2017-10-01&undated=0&text=camp", { language: "en" }) };
  const wanted = exporting.wantedOf(state);
  const address = exporting.addressOf({ rows: "places", archive: true, bom: true }, OFFERS[0], wanted);
  const { pathname, searchParams } = new URL(address, "http://map.example");
  assert.equal(pathname, "/export/places.csv");
  assert.deepEqual(Object.fromEntries(searchParams), { from: "2017-10-01", undated: "no", text: "camp", archive: "yes", bom: "yes" });
  assert.equal(exporting.addressOf({ rows: "all", archive: false, bom: true }, OFFERS[1], {}), "/export/all.gpkg");
  const inArabic = exporting.addressOf({ rows: "all", archive: true, bom: false }, OFFERS[1], { language: "en" }, "ar");
  assert.equal(inArabic, "/export/all.gpkg?language=en&archive=yes&lang=ar");
});

test("nothing, and more than a sheet holds, is told before it is asked for", () => {
  assert.equal(exporting.hindrance(COUNTS, OFFERS[2], "mentions"), "export.too_many");
  assert.equal(exporting.hindrance(COUNTS, OFFERS[2], "all"), "export.too_many");
  assert.equal(exporting.hindrance(COUNTS, OFFERS[2], "citations"), "");
  assert.equal(exporting.hindrance(COUNTS, OFFERS[0], "mentions"), "");
  assert.equal(exporting.hindrance({ mentions: 0, places: 0, stories: 0, citations: 0 }, OFFERS[1], "all"), "export.none");
});

test("every format and kind of rows has its words", () => {
  for (const language of ["en", "ar"]) {
    const words = catalogue(language);
    for (const format of exporting.FORMATS) assert.ok(words[`export.format.${format}`], format);
    for (const rows of ["mentions", "places", "stories", "citations", "all"]) assert.ok(words[`export.${rows}`] && words[`export.${rows}.what`], rows);
  }
});
