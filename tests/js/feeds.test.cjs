"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts } = require("./helpers.cjs");
const { feeds, viewState, features } = parts();
features.addFields();
const address = (search) => feeds.addressOf(viewState.parse(search, { language: "en", theme: "light" }));

test("a feed is of what is asked for and of the period, in the reader's language", () => {
  assert.equal(address(""), "/feed.atom?lang=en");
  assert.equal(address("?lang=ar&from=2017-06-01&to=2017-10-20&undated=0"), "/feed.atom?from=2017-06-01&to=2017-10-20&undated=no&lang=ar");
  const pairs = new URLSearchParams(address("?place=sy-raqqa|sy-homs&text=a%26b").split("?")[1]);
  assert.deepEqual([pairs.get("place"), pairs.get("text")], ["sy-raqqa|sy-homs", "a&b"]);
});

test("where one looks and what is chosen is no part of it", () => {
  assert.equal(address("?view=38.1,35.2,6.10&theme=dark&mark=sy-raqqa&measure=mentions"), "/feed.atom?lang=en");
});
