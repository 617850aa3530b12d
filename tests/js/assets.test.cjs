// What holds for every script of assets/js: it is a plain script, and Node can load it without a page.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const vm = require("node:vm");

const assets = path.join(__dirname, "..", "..", "assets");
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
    const exported = require(file);
    assert.ok(Object.keys(exported).length > 0, "module.exports is empty: end the script with `if (typeof module ...`");
  });
}
