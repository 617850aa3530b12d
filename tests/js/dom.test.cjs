"use strict";
const assert = require("node:assert/strict");
const { before, test } = require("node:test");
const { parts, fakeDocument, randomness } = require("./helpers.cjs");
const { dom, dataSource } = parts();

before(() => { globalThis.document = fakeDocument(); });

const plain = (nodes) => nodes.map((node) => (typeof node === "string" ? node : [node.tagName, node.textContent]));

test("only http and https become links", () => {
  assert.equal(dom.safeAddress("https://example.org/خبر?a=1#b"), "https://example.org/%D8%AE%D8%A8%D8%B1?a=1#b");
  assert.equal(dom.safeAddress("HTTP://example.org"), "http://example.org/");
  for (const bad of ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>1</script>", "vbscript:x",
    "file:///etc/passwd", "blob:https://x/1", "//example.org", "/story/1", "example.org", "", null, undefined, "http://", "ftp://example.org"]) {
    assert.equal(dom.safeAddress(bad), null, String(bad));
  }
});

test("a link out opens a tab that learns nothing", () => {
  const link = dom.outwardLink("https://example.org/", { class: "source-link" }, "Source");
  assert.deepEqual(link.attributes, { class: "source-link", href: "https://example.org/", target: "_blank", rel: "noopener noreferrer" });
  // What a caller gives cannot loosen it.
  assert.equal(dom.outwardLink("https://a.b/", { rel: "opener", target: "_self" }).attributes.rel, "noopener noreferrer");
});

test("an element takes attributes, listeners and children; text stays text", () => {
  let clicked = 0;
  const node = dom.element("button", { class: "a", hidden: true, title: null, disabled: false, onclick: () => { clicked += 1; } },
    "<b>bold</b>", null, [dom.element("i", {}, "x"), undefined, "y"]);
  assert.deepEqual(node.attributes, { class: "a", hidden: "" });
  assert.deepEqual(plain(node.children), ["<b>bold</b>", ["i", "x"], "y"]);
  node.happen("click");
  assert.equal(clicked, 1);
  assert.deepEqual(dom.element("p").attributes, {});
});

test("spans are marked by code points, as Python counts them", () => {
  assert.deepEqual(plain(dom.marked("قصف الرقة اليوم", [[4, 9]])), ["قصف ", ["mark", "الرقة"], " اليوم"]);
  assert.deepEqual(plain(dom.marked("🔴🔴 Raqqa 🕊 now", [[3, 8]])), ["🔴🔴 ", ["mark", "Raqqa"], " 🕊 now"]);
  assert.deepEqual(plain(dom.marked("Raqqa", [[0, 5]])), [["mark", "Raqqa"]]);
  assert.deepEqual(plain(dom.marked("a b", [])), ["a b"]);
  assert.deepEqual(plain(dom.marked("", [])), []);
});

test("spans out of order are sorted; those that overlap or lie outside are left unmarked", () => {
  assert.deepEqual(plain(dom.marked("abcdef", [[4, 5], [1, 2]])), ["a", ["mark", "b"], "cd", ["mark", "e"], "f"]);
  assert.deepEqual(plain(dom.marked("abcdef", [[1, 4], [2, 5]])), ["a", ["mark", "bcd"], "ef"]);
  assert.deepEqual(plain(dom.marked("abc", [[2, 9]])), ["abc"]);
});

test("whatever is marked, no letter is lost", () => {
  const random = randomness(13);
  const letters = ["a", "ب", "🔴", "\u0301", " ", "<"];
  for (let round = 0; round < 300; round += 1) {
    const text = Array.from({ length: random.int(0, 20) }, () => random.pick(letters)).join("");
    const spans = Array.from({ length: random.int(0, 4) }, () => [random.int(0, 18), random.int(0, 22)]).filter(([from, to]) => from < to);
    const nodes = dom.marked(text, spans);
    assert.equal(nodes.map((node) => (typeof node === "string" ? node : node.textContent)).join(""), text);
  }
});

test("an address of the server leaves out what was not asked, and quotes the rest", () => {
  assert.equal(dataSource.address("/api", "cube", { text: "" }), "/api/cube");
  assert.equal(dataSource.address("/api", "stories", { mark: "sy-raqqa~2", from: null, to: undefined, limit: 30, offset: 0 }),
    "/api/stories?mark=sy-raqqa%7E2&limit=30&offset=0");
  assert.equal(new URL(dataSource.address("http://x", "places", { q: "الرقة & more" })).searchParams.get("q"), "الرقة & more");
});

test("the server's refusal is an error, its answers are read", async (t) => {
  const asked = [];
  t.mock.method(globalThis, "fetch", async (path, options) => {
    asked.push([path, options.headers.Accept]);
    return path.includes("q=no") ? { ok: false, status: 503 } : { ok: true, json: async () => ({ places: [] }), arrayBuffer: async () => new ArrayBuffer(3) };
  });
  const source = dataSource.serverSource("/api");
  assert.deepEqual(await source.suggestions("raq"), { places: [] });
  assert.equal((await source.cube("", undefined)).byteLength, 3);
  await assert.rejects(source.suggestions("no"), /503/);
  assert.deepEqual(asked[0], ["/api/places?q=raq", "application/json"]);
});
