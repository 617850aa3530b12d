"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts } = require("./helpers.cjs");
const { placeNames, words } = parts();

const CATALOGUE = { "kind.city": "city", "precision.2": "near it", "beside.within": "within about {km} km" };
const ENGLISH = words.speaker(CATALOGUE, "en");
const ARABIC = words.speaker({ ...CATALOGUE, "beside.within": "في حدود {km} كم" }, "ar");
const PALMYRA = { key: "p", id: "p", name: "Palmyra", name_ar: "تدمر", kind: "city", precision: 1, admin1_name: "Homs Governorate", admin1_name_ar: "محافظة حمص" };
const EAST = { ...PALMYRA, key: "p~2~20km-E", precision: 2, extent_km: 12.7, title: "the road east of Palmyra", title_ar: "على بعد 20 كم شرق تدمر" };

test("a place is called by its name, what lies beside it by the words for that", () => {
  assert.deepEqual(placeNames.of(PALMYRA, "en"), { own: "Palmyra", other: "تدمر" });
  assert.deepEqual(placeNames.of(EAST, "en"), { own: "The road east of Palmyra", other: "على بعد 20 كم شرق تدمر" });
  assert.equal(placeNames.of(EAST, "ar").own, "على بعد 20 كم شرق تدمر");
  assert.deepEqual(placeNames.of({ ...PALMYRA, name_ar: "" }, "ar"), { own: "Palmyra", other: "" });
});

test("what lies beside a place is no city, and says how far it may be from where it stands", () => {
  assert.equal(placeNames.describeMark(PALMYRA, ENGLISH), "city, Homs Governorate");
  assert.equal(placeNames.describeMark({ ...PALMYRA, key: "p~2", precision: 2 }, ENGLISH), "city, Homs Governorate, near it");
  assert.equal(placeNames.describeMark(EAST, ENGLISH), "Homs Governorate, within about 13 km");
  assert.equal(placeNames.describeMark(EAST, ARABIC), "محافظة حمص، في حدود 13 كم");
  assert.equal(placeNames.describeMark({ ...EAST, admin1_name: "", admin1_name_ar: "" }, ENGLISH), "Palmyra, within about 13 km");
});
