// Every function the scripts borrow from one another exists: a misspelt one would only show when someone clicks.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, scripts, source } = require("./helpers.cjs");

const without = (text) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:])\/\/.*$/gm, "$1");

/** [namespace, function] pairs that a text uses, `const { a, b: c } = parts.x` and `const y = parts.x; y.z(` too. */
function borrowed(text) {
  const code = without(text);
  const found = [...code.matchAll(/\bparts\.(\w+)(?:\.(\w+))?/g)].map((match) => [match[1], match[2]]);
  for (const match of code.matchAll(/const \{([^}]*)\} = parts\.(\w+);/g)) {
    for (const name of match[1].split(",")) found.push([match[2], name.split(":")[0].trim()]);
  }
  for (const match of code.matchAll(/const (\w+) = parts\.(\w+);/g)) {
    for (const use of code.matchAll(new RegExp(`\\b${match[1]}\\.(\\w+)\\(`, "g"))) found.push([match[2], use[1]]);
  }
  return found.filter(([namespace]) => namespace);
}

const defined = parts();

for (const name of scripts) {
  test(`what ${name} borrows is there`, () => {
    const missing = borrowed(source(name)).filter(
      ([namespace, member]) => !(namespace in defined) || (member && !(member in defined[namespace])),
    );
    assert.deepEqual(missing, []);
  });
}

test("something is borrowed at all, and a stranger is found", () => {
  assert.ok(borrowed(source("page.js")).length > 20);
  assert.deepEqual(borrowed("const { toDay } = parts.calender;"), [["calender", undefined], ["calender", "toDay"]]);
  assert.deepEqual(borrowed("const c = parts.calendar; c.tomorrow(1); // parts.not"), [["calendar", undefined], ["calendar", "tomorrow"]]);
});
