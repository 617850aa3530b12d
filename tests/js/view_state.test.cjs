"use strict";
const assert = require("node:assert/strict");
const { mock, test } = require("node:test");
const { parts, randomness } = require("./helpers.cjs");
const { viewState, calendar } = parts();
const { parse, serialise, keeper } = viewState;
const DEFAULTS = parse("", {});

function randomState(random) {
  const day = () => calendar.toIso(calendar.toDay("1960-01-01") + random.int(0, 25000));
  const round = (value, digits) => Number(value.toFixed(digits));
  const [a, b] = [day(), day()].sort();
  return {
    from: random.chance(0.5) ? a : null,
    to: random.chance(0.5) ? b : null,
    undated: random.chance(0.5),
    measure: random.pick(["stories", "mentions", "clusters"]),
    bin: random.pick(["auto", "day", "week", "month"]),
    mark: random.pick(["", "sy-raqqa", "sy-raqqa~2", "gn-99072"]),
    text: random.pick(["", "الرقة", "two words", "a&b=c#d?e", "100% «x»", '"air strike" +x', "a,b"]),
    view: random.chance(0.5)
      ? { lon: round(random.next() * 360 - 180, 4), lat: round(random.next() * 160 - 80, 4), zoom: round(random.next() * 13, 2) }
      : null,
    language: random.pick(["ar", "en"]),
    theme: random.pick(["light", "dark"]),
  };
}

test("an address gives back the state it was made of", () => {
  const random = randomness(41);
  for (let round = 0; round < 500; round += 1) {
    const state = randomState(random);
    assert.deepEqual(parse(serialise(state), {}), state);
    assert.equal(serialise(parse(serialise(state), {})), serialise(state));
  }
});

test("an address says only what differs, and always the language", () => {
  assert.equal(serialise({ ...DEFAULTS }), "?lang=en");
  assert.equal(serialise({ ...DEFAULTS, language: "ar", view: { lon: 38.6, lat: 34.9, zoom: 5.9 } }), "?lang=ar&view=38.6000,34.9000,5.90");
});

test("what an address does not say comes from the page", () => {
  assert.equal(parse("", { language: "ar", theme: "dark" }).language, "ar");
  assert.equal(parse("?lang=en", { language: "ar", theme: "dark" }).language, "en");
  assert.equal(parse("?theme=light", { language: "ar", theme: "dark" }).theme, "light");
});

test("a mangled address still opens the map", () => {
  for (const search of ["?from=yesterday", "?from=2017-02-30", "?to=2017", "?view=", "?view=1,2", "?view=a,b,c", "?view=999,10,5", "?view=10,99,5",
    "?view=10,10,50", "?view=1e3,2,3", "?bin=year", "?measure=people", "?lang=fr", "?theme=red", "?%", "?%E0%A4%A", "?&&&=", "?undated=maybe"]) {
    assert.deepEqual(parse(search, {}), { ...DEFAULTS }, search);
  }
});

test("first and last day the wrong way round are swapped", () => {
  const state = parse("?from=2017-06-01&to=2017-02-01", {});
  assert.deepEqual([state.from, state.to], ["2017-02-01", "2017-06-01"]);
});

// ---- the keeper, over a page that is only a history

function fakePage(search = "?lang=en") {
  const page = {
    entries: [search],
    at: 0,
    reloads: 0,
    listeners: [],
    location: { get search() { return page.entries[page.at]; }, reload() { page.reloads += 1; } },
    history: {
      pushState(_state, _title, address) { page.entries.splice(page.at + 1, Infinity, address); page.at += 1; },
      replaceState(_state, _title, address) { page.entries[page.at] = address; },
    },
    addEventListener(name, listener) { if (name === "popstate") page.listeners.push(listener); },
    go(by) { page.at += by; for (const listener of page.listeners) listener(); },
  };
  return page;
}

function keeperOn(t, search) {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const page = fakePage(search);
  const heard = [];
  const kept = keeper(parse(page.location.search, {}), page);
  kept.onChange((state, changed) => heard.push([...changed].sort()));
  return { page, heard, kept };
}

test("a change is told at once, to all, and only a change", (t) => {
  const { kept, heard } = keeperOn(t);
  kept.set({ mark: "sy-raqqa", measure: "stories" });
  kept.set({ mark: "sy-raqqa" });
  assert.deepEqual(heard, [["mark"]]);
  assert.equal(kept.get().mark, "sy-raqqa");
});

test("the address waits for rest: a drag is one entry, not hundreds", (t) => {
  const { page, kept } = keeperOn(t);
  for (let day = 10; day < 30; day += 1) {
    kept.set({ from: `2017-01-${day}` });
    mock.timers.tick(50);
  }
  assert.deepEqual(page.entries, ["?lang=en"]);
  mock.timers.tick(400);
  assert.deepEqual(page.entries, ["?lang=en&from=2017-01-29"]);
});

test("a step is an entry of its own, and leaves what moved before it in the one before", (t) => {
  const { page, kept } = keeperOn(t);
  kept.set({ from: "2017-01-10" });
  kept.set({ mark: "sy-raqqa" }, { step: true });
  assert.deepEqual(page.entries, ["?lang=en&from=2017-01-10", "?lang=en&from=2017-01-10&mark=sy-raqqa"]);
  mock.timers.tick(1000);
  assert.equal(page.entries.length, 2);
});

test("back undoes a step, forward makes it again", (t) => {
  const { page, kept, heard } = keeperOn(t);
  kept.set({ mark: "sy-raqqa" }, { step: true });
  kept.set({ text: "شهداء", mark: "" }, { step: true });
  page.go(-1);
  assert.deepEqual([kept.get().mark, kept.get().text], ["sy-raqqa", ""]);
  assert.deepEqual(heard.at(-1), ["mark", "text"]);
  page.go(-1);
  assert.equal(kept.get().mark, "");
  page.go(2);
  assert.equal(kept.get().text, "شهداء");
  assert.equal(page.reloads, 0);
  mock.timers.tick(1000);
  assert.equal(page.entries.length, 3);
});

test("going back to another language asks the server for that page", (t) => {
  const { page, heard } = keeperOn(t, "?lang=en");
  page.entries.unshift("?lang=ar");
  page.at = 1;
  page.go(-1);
  assert.equal(page.reloads, 1);
  assert.deepEqual(heard, []);
});

test("the address of another language keeps everything else", (t) => {
  const { kept } = keeperOn(t, "?lang=en&from=2017-01-10&mark=sy-raqqa&view=38.6000,34.9000,5.90&undated=0");
  assert.equal(kept.addressOf({ language: "ar" }), "?lang=ar&from=2017-01-10&mark=sy-raqqa&undated=0&view=38.6000,34.9000,5.90");
  assert.equal(kept.get().language, "en");
});
