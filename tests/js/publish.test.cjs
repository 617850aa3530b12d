"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts } = require("./helpers.cjs");
const { publishOrder: order, presentation, stateFields } = parts();

const draft = (more = {}) => ({ ...order.fresh({ language: "en", theme: "light", title: "" }), ...more });
const SEEN = { frame: "35,32,43,38", measure: "stories" };

test("a picture begins as the page is, and says only what is not usual", () => {
  assert.deepEqual(order.pairs(draft(), { from: "2017-01-01", to: null, text: "" }, SEEN), { from: "2017-01-01", frame: "35,32,43,38" });
  assert.equal(order.pairs(order.fresh({ language: "en", theme: "light", tall: true }), {}, SEEN).size, "1080x1350");
  const arabic = order.fresh({ language: "ar", theme: "dark", title: "الرقة" });
  assert.deepEqual(order.pairs(arabic, {}, { frame: "", measure: "mentions" }), { title: "الرقة", lang: "ar", theme: "dark", measure: "mentions" });
});

test("the filter of the stories' language is not the picture's", () => {
  assert.deepEqual(order.pairs(draft({ lang: "ar", extent: "all" }), { language: "en" }, SEEN), { language: "en", lang: "ar" });
});

test("sources and alternative text: absent until a hand changed them, then as written, even where that is nothing", () => {
  assert.equal("sources" in order.pairs(draft(), {}, SEEN), false);
  assert.equal(order.pairs(draft({ sources: [] }), {}, SEEN).sources, "");
  const sources = [{ text: " A\nreport ", url: "https://a.example/1 " }, { text: "B", url: "" }, { text: "", url: " " }];
  assert.equal(order.pairs(draft({ sources }), {}, SEEN).sources, "A report|https://a.example/1\nB");
  assert.equal(order.pairs(draft({ alt: "  words " }), {}, SEEN).alt, "words");
});

test("annotations without words are not drawn; labels not when there are none", () => {
  const annotations = [{ lat: 35.951234, lon: 39.01, text: "The | dam\n broke" }, { lat: 1, lon: 2, text: " " }];
  const told = order.pairs(draft({ annotations, labels: false, label: ["a"], size: "own", own: { width: 300, height: 250 }, format: "svg", scale: "3" }), {}, SEEN);
  assert.equal(told.annotations, "35.9512,39.01|The | dam broke");
  assert.equal(told.label, undefined);
  assert.deepEqual([told.labels, told.size, told.format, told.scale], ["off", "300x250", "svg", undefined]);
});

test("what a screen shows is a frame the server takes", () => {
  assert.equal(order.frameOf([-400, -90, 400, 90]), "-180,-84,180,84");
  assert.equal(order.frameOf([35.123456, 32, 43, 38]), "35.1235,32,43,38");
  assert.equal(order.frameOf([200, 0, 210, 5]), "");
  assert.equal(order.frameOf(null), "");
});

test("the address carries everything but the format, which it ends in", () => {
  const told = { title: "A & B", format: "pdf" };
  assert.equal(order.pictureAddress(told), "/figure.pdf?title=A+%26+B");
  assert.equal(order.pictureAddress({}), "/figure.png");
  assert.equal(order.address("/api/figure", told, { x: 1 }), "/api/figure?title=A+%26+B&x=1");
});

test("the command is one a shell reads back", () => {
  const told = { title: "Raqqa's $HOME", size: "a4-portrait", frame: "-5,30,1,40", sources: "A|https://a.example\nB", from: "2017-01-01", language: "ar", lang: "en", undated: "no" };
  assert.equal(order.command(told, false), "python app.py figure conflict-map.png --preset a4-portrait --language en --title 'Raqqa'\\''s $HOME' --frame=-5,30,1,40 --sources 'A|https://a.example' --sources B --from 2017-01-01 --undated no --stories-language ar");
  assert.match(order.command({ title: 'say "x"' }, true), /--title "say \\"x\\""$/);
});

test("the command has every filter of the map, those of several values repeated", () => {
  const told = { time: "event", area: "38 35,39 35,39 36", precision: "2", confidence: "60", roles: "location", place: "a|b", source: "One Paper|B", kind: "camp" };
  assert.equal(
    order.command(told, false).split("conflict-map.png ")[1],
    "--time event --area '38 35,39 35,39 36' --precision 2 --confidence 60 --roles location --place a --place b --source 'One Paper' --source B --kind camp",
  );
});

test("a file's name is one every system takes", () => {
  assert.equal(order.fileName({ title: "Raqqa: what/now?\n", format: "svg" }), "Raqqa-what-now.svg");
  assert.equal(order.fileName({ title: "../.." }), "conflict-map.png");
  assert.equal(order.fileName({ title: "الرقة اليوم" }), "الرقة-اليوم.png");
});

test("nothing typed breaks out of the snippet's attributes", () => {
  const html = order.snippet('http://h/embed?a=1&b="', '"><script>', 520);
  assert.equal(html, '<iframe src="http://h/embed?a=1&amp;b=&quot;" title="&quot;&gt;&lt;script&gt;" width="100%" height="520" loading="lazy" style="border:0" allowfullscreen></iframe>');
});

test("a presentation stands in the address, and nothing else reads as one", () => {
  parts().features.addFields();
  assert.deepEqual(presentation.RATIOS.map(presentation.written), ["window", "16:9", "1:1", "4:5", "9:16"]);
  const read = (search) => stateFields.parse(search, {});
  assert.equal(read("?present=1&ratio=4x5").present, true);
  assert.equal(read("?present=1&ratio=4x5").ratio, "4x5");
  assert.equal(read("?present=yes&ratio=2x1").present, false);
  assert.equal(read("?ratio=2x1").ratio, "window");
  assert.equal(read(`?title=${"x".repeat(999)}`).title.length, 300);
});
