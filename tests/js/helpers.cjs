// What the tests of assets/js share: the scripts as a page loads them, random numbers that come again, a small page.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const FOLDER = path.join(__dirname, "..", "..", "assets", "js");
const TEXT = ["dashboard", "geodata"].map((part) => path.join(__dirname, "..", "..", part, "text"));

/** The files of assets/js in the order Dash loads them. */
const scripts = fs.readdirSync(FOLDER).filter((name) => name.endsWith(".js")).sort();

/** The namespace all scripts register into, with every script loaded. */
function parts() {
  for (const name of scripts) require(path.join(FOLDER, name));
  return globalThis.conflictMapParts;
}

function source(name) {
  return fs.readFileSync(path.join(FOLDER, name), "utf-8");
}

function catalogue(language) {
  const read = (folder) => JSON.parse(fs.readFileSync(path.join(folder, `${language}.json`), "utf-8"));
  return Object.assign({}, ...TEXT.map(read));
}

/** Random numbers from a seed (mulberry32), so that a failure comes again. */
function randomness(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    /** A whole number from low to high, both included. */
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (values) => values[Math.floor(next() * values.length)],
    chance: (share) => next() < share,
  };
}

/** A list for each field of the marks; null where the one before of the same place has the same, or where there is nothing. */
function byField(marks) {
  const own = ["vicinity", "title", "title_ar", "shape", "id", "precision"];
  const names = [...new Set(marks.flatMap(Object.keys))];
  const value = (mark, i, name) => {
    if (name === "key") return mark.key.slice(mark.id.length);
    const before = marks[i - 1];
    const shared = before && before.id === mark.id && !own.includes(name) && before[name] === mark[name];
    return shared ? null : mark[name] ?? null;
  };
  return Object.fromEntries(names.map((name) => [name, marks.map((mark, i) => value(mark, i, name))]));
}

/** Bytes in the format CMC3, written after the description in geodata/cube and not after its code.
 * `marks`: [{key, precision, …, days: {day: [stories, mentions, clusters, uncertain]}, undated: [the same]}], days counted from
 * `base`; `totals`: {day: [the same]}; clusters may be left out where each story is one. `again`: {stories: [{mark, day,
 * earlier, undated}], clusters: […]} in the order of their days. */
function cubeBytes({ base = "2017-01-01", marks, totals, undated = [0, 0], withoutPlace = 0, again = {} }) {
  const ascending = (table) => Object.keys(table || {}).map(Number).sort((a, b) => a - b);
  const clustersOf = (counts) => counts[2] ?? counts[0];
  const gaps = (values) => values.map((value, i) => value - (i ? values[i - 1] : 0));
  const sums = (prefix, cells) => [
    [`${prefix}stories`, cells.map(([stories]) => stories)],
    [`${prefix}mentions`, cells.map(([stories, mentions]) => mentions - stories)],
    [`${prefix}clusters`, cells.map((counts) => counts[0] - clustersOf(counts))],
    [`${prefix}uncertain`, cells.map((counts) => counts[3] ?? 0)],
  ];
  const cellsOf = (table) => ascending(table).map((at) => table[at]);
  const withoutDay = marks.map((mark) => mark.undated || [0, 0]);
  const days = ascending(totals);
  const blocks = [
    ["rows", marks.map((mark) => ascending(mark.days).length)],
    ["day", marks.flatMap((mark) => gaps(ascending(mark.days)))],
    ...sums("", marks.flatMap((mark) => cellsOf(mark.days))),
    ["undated_stories", withoutDay.map((counts) => counts[0])],
    ["undated_mentions", withoutDay.map((counts) => counts[1])],
    ["undated_clusters", withoutDay.map(clustersOf)],
    ["total_day", gaps(days)],
    ...sums("total_", cellsOf(totals)),
    ...["stories", "clusters"].flatMap((measure) => {
      const repeats = again[measure] || [];
      return [
        [`again_${measure}_mark`, repeats.map(({ mark }) => mark)],
        [`again_${measure}_day`, gaps(repeats.map(({ day }) => day))],
        [`again_${measure}_gap`, repeats.map(({ day, earlier }) => (earlier === undefined ? 0 : day - earlier))],
        [`again_${measure}_undated`, repeats.map((each) => Number(Boolean(each.undated)))],
      ];
    }),
  ];
  const arrays = [];
  const bodies = [];
  let position = 0;
  for (const [name, values] of blocks) {
    const large = values.filter((value) => value >= 255);
    const room = Math.ceil(values.length / 4) * 4;
    const bytes = Buffer.alloc(room + 4 * large.length);
    values.forEach((value, i) => bytes.writeUInt8(Math.min(value, 255), i));
    large.forEach((value, i) => bytes.writeUInt32LE(value, room + 4 * i));
    arrays.push({ name, length: values.length, offset: position, more: large.length });
    bodies.push(bytes);
    position += bytes.length;
  }
  const iso = (at) => new Date(Date.parse(`${base}T00:00:00Z`) + at * 86400000).toISOString().slice(0, 10);
  const header = {
    base,
    first: days.length ? iso(days[0]) : null,
    last: days.length ? iso(days[days.length - 1]) : null,
    marks: byField(marks.map(({ days: _days, undated: _undated, ...mark }) => ({ id: mark.key.split("~")[0], ...mark }))),
    undated: { stories: undated[0], mentions: undated[1], clusters: clustersOf(undated) },
    without_place: withoutPlace,
    stories: days.reduce((sum, at) => sum + totals[at][0], undated[0] + withoutPlace),
    version: 1,
    arrays,
  };
  let text = Buffer.from(JSON.stringify(header), "utf-8");
  text = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, " ")]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const whole = Buffer.concat([Buffer.from("CMC3", "ascii"), length, text, ...bodies]);
  return whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.byteLength);
}

/** A random cube as `cubeBytes` takes it, every story at one mark. */
function randomCube(random, { places = 7, days = 60 } = {}) {
  const totals = {};
  const undated = [0, 0, 0];
  const marks = [];
  for (let i = 0; i < places; i += 1) {
    const mark = { key: `p${i}`, id: `p${i}`, name: `Place ${i}`, name_ar: `مكان ${i}`, kind: "town", precision: random.pick([1, 1, 2, 4]),
      lon: 36 + random.next() * 6, lat: 33 + random.next() * 4, extent_km: 30, country: "SY", admin1: "", admin1_name: "", admin1_name_ar: "",
      days: {}, undated: [0, 0] };
    for (let day = 0; day < days; day += 1) {
      if (!random.chance(0.2)) continue;
      const stories = random.int(1, 9);
      const mentions = stories + random.int(0, 5);
      const clusters = random.int(0, stories);
      mark.days[day] = [stories, mentions, clusters];
      totals[day] = mark.days[day].map((count, i) => (totals[day] || [0, 0, 0])[i] + count);
    }
    if (random.chance(0.4)) {
      const stories = random.int(1, 3);
      mark.undated = [stories, stories + 1, 1];
      undated[0] += stories;
      undated[1] += stories + 1;
      undated[2] += 1;
    }
    marks.push(mark);
  }
  return { marks, totals, undated, withoutPlace: random.int(0, 3) };
}

/** The little of a document that dom.js and its users ask for; text stays text. */
class FakeNode {
  constructor(tag) {
    this.tagName = tag;
    this.attributes = {};
    this.listeners = {};
    this.children = [];
    this.hidden = false;
    this.value = "";
  }

  setAttribute(name, value) { this.attributes[name] = String(value); }
  getAttribute(name) { return name in this.attributes ? this.attributes[name] : null; }
  removeAttribute(name) { delete this.attributes[name]; }
  get id() { return this.attributes.id || ""; }
  append(...children) { this.children.push(...children); }
  replaceChildren(...children) { this.children = children; }
  addEventListener(name, listener) { (this.listeners[name] = this.listeners[name] || []).push(listener); }
  scrollIntoView() {}
  focus() { globalThis.document.activeElement = this; }

  /** Let an event happen; returns whether someone prevented its default. */
  happen(name, event = {}) {
    let prevented = false;
    const given = { preventDefault: () => { prevented = true; }, target: this, ...event };
    for (const listener of this.listeners[name] || []) listener(given);
    return prevented;
  }

  set textContent(text) { this.children = [text]; }
  get textContent() {
    return this.children.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
  }
}

function fakeDocument() {
  return { activeElement: null, createElement: (tag) => new FakeNode(tag) };
}

module.exports = { scripts, parts, source, catalogue, randomness, cubeBytes, randomCube, FakeNode, fakeDocument };
