"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts } = require("./helpers.cjs");
const { watching, stateFields, viewState, features } = parts();
features.addFields();
const address = (search) => {
  const state = viewState.parse(search, { language: "en", theme: "light" });
  return watching.addressOf(state, stateFields.asked(state));
};

test("what is watched are the filters, not the period", () => {
  assert.equal(address("?lang=ar&from=2017-06-01&to=2017-10-20&event=air_strike"), "/watch?event=air_strike&lang=ar");
});

test("a chosen place is watched, however vague its mark", () => {
  const pairs = new URLSearchParams(address("?place=sy-homs&mark=sy-raqqa~4&theme=dark").split("?")[1]);
  assert.deepEqual([pairs.get("place"), pairs.get("theme")], ["sy-raqqa", "dark"]);
});
