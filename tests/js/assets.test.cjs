// What holds for every script of assets/js: it is a plain script, and Node can load it without a page.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const vm = require("node:vm");

const assets = path.join(__dirname, "..", "..", "assets");
// What only puts the others together and starts the page has nothing to export.
const STARTS = [path.join("js", "page.js")];
const scripts = fs.existsSync(assets)
  ? fs.readdirSync(assets, { recursive: true }).filter((name) => name.endsWith(".js")).sort()
  : [];

test("there are scripts to test", () => assert.notEqual(scripts.length, 0));

for (const name of scripts) {
  const file = path.join(assets, name);

  test(`${name} is a plain script, without import or export`, () => {
    assert.doesNotThrow(() => new vm.Script(fs.readFileSync(file, "utf-8"), { filename: file }));
  });

  test(`${name} loads in Node, where there is no page, and exports its functions`, () => {
    const exported = Object.keys(require(file));
    assert.equal(exported.length > 0, !STARTS.includes(name), "end it with `if (typeof module !== ...) module.exports =`");
  });
}
