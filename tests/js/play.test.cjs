// The play: what a step makes of a window by mode, and the clock that asks for steps.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, randomness } = require("./helpers.cjs");
const { playModes, player, calendar } = parts();

const random = randomness(23);
const UNITS = ["day", "week", "month"];

function given() {
  const first = calendar.toDay("2011-03-15") + random.int(0, 3000);
  const span = { first, last: first + random.int(0, random.pick([0, 5, 60, 700])) };
  const [a, b] = [random.int(span.first, span.last), random.int(span.first, span.last)];
  return { span, window: { first: Math.min(a, b), last: Math.max(a, b) }, unit: random.pick(UNITS) };
}

/** All windows of a play, from a first one. */
function played(mode, window, span, unit) {
  const seen = [window];
  for (let next = window; (next = playModes.stepped(mode, next, span, unit, calendar, 1)); ) {
    seen.push(next);
    assert.ok(seen.length < 2000, "it comes to an end");
  }
  return seen;
}

test("a growing window keeps its first day, reaches the end, and grows at every step by no more than a bin", () => {
  for (let round = 0; round < 400; round += 1) {
    const { span, window, unit } = given();
    for (const mode of ["cumulative", "start"]) {
      const seen = played(mode, playModes.kept(mode, window, span), span, unit);
      for (const next of seen) assert.equal(next.first, mode === "start" ? span.first : window.first);
      assert.equal(seen.at(-1).last, span.last);
      seen.slice(1).forEach((next, i) => {
        assert.ok(next.last > seen[i].last);
        assert.ok(calendar.bins(seen[i].last + 1, next.last, unit).length === 1, "one bin at a time");
      });
    }
  }
});

test("a growing window steps back to where it was, on whole bins", () => {
  let tried = 0;
  for (let round = 0; round < 400; round += 1) {
    const { span, window, unit } = given();
    const whole = { first: window.first, last: calendar.nextBin(calendar.binStart(window.last, unit), unit) - 1 };
    if (whole.last >= span.last) continue;
    const next = playModes.stepped("cumulative", whole, span, unit, calendar, 1);
    if (calendar.nextBin(next.last, unit) !== next.last + 1 && next.last === span.last) continue;
    assert.deepEqual(playModes.stepped("cumulative", next, span, unit, calendar, -1), whole);
    tried += 1;
  }
  assert.ok(tried > 50);
});

test("the play opens inside the span: with its own length when moving, with one bin when growing", () => {
  for (let round = 0; round < 400; round += 1) {
    const { span, window, unit } = given();
    for (const mode of playModes.MODES) {
      const { first, last } = playModes.opening(mode, window, span, unit, calendar);
      assert.ok(span.first <= first && first <= last && last <= span.last);
      if (mode === "start" || mode === "moving") assert.equal(first, span.first);
      const all = window.first === span.first && window.last === span.last;
      if (mode === "moving" && !all) assert.equal(last - first, window.last - window.first);
    }
  }
});

test("skipping passes over what is empty and over nothing else", () => {
  for (let round = 0; round < 300; round += 1) {
    const { span, window, unit } = given();
    const told = new Set(Array.from({ length: random.int(0, 6) }, () => random.int(span.first, span.last)));
    const empty = (first, last) => ![...told].some((day) => day >= first && day <= last);
    for (const mode of playModes.MODES) {
      const start = playModes.kept(mode, window, span);
      const all = played(mode, start, span, unit);
      const full = all.slice(1).filter((next, i) => {
        const seen = playModes.brought(mode, all[i], next);
        return !empty(seen.first, seen.last);
      });
      const found = playModes.skipping(mode, start, span, unit, calendar, empty);
      if (full.length) assert.deepEqual(found, full[0]);
      else assert.deepEqual(found, all.length > 1 ? all.at(-1) : null);
    }
  }
});

// ---- the clock

function running({ left = Infinity, loop = false, speed = 1 } = {}) {
  const world = { time: 0, frames: [], steps: 0, playing: null, rounds: 0, left };
  const made = player.create(
    {
      advance: (steps) => {
        if (world.left <= 0) return false;
        world.left -= steps;
        world.steps += steps;
        return true;
      },
      again: () => { world.rounds += 1; world.left = left; return true; },
      playing: (yes) => { world.playing = yes; },
    },
    { now: () => world.time, frame: (tell) => world.frames.push(tell), cancel: () => { world.frames.length = 0; } },
  );
  Object.assign(made, { loop, speed });
  /** Let frames of `ms` pass. */
  world.pass = (frames, ms) => {
    for (let i = 0; i < frames; i += 1) {
      world.time += ms;
      world.frames.splice(0).forEach((tell) => tell());
    }
  };
  return [made, world];
}

for (const speed of player.SPEEDS) {
  test(`at ${speed}× a minute has its steps, however long the frames take`, () => {
    for (const frame of [16, 50, 190]) {
      const [made, world] = running({ speed });
      made.start();
      world.pass(Math.ceil(60000 / frame), frame);
      const wanted = (60000 / player.STEP_MS) * speed;
      assert.ok(Math.abs(world.steps - wanted) <= 12, `${world.steps} of ${wanted} with frames of ${frame} ms`);
    }
  });
}

test("after a long pause it goes on and does not jump", () => {
  const [made, world] = running({ speed: 20 });
  made.start();
  world.pass(1, 3600000);
  assert.ok(world.steps <= 12);
});

test("at the end it stops, or begins anew where it should", () => {
  const [once, one] = running({ left: 5, speed: 20 });
  once.start();
  one.pass(100, 100);
  assert.deepEqual([one.playing, one.rounds, once.playing], [false, 0, false]);
  const [over, again] = running({ left: 5, loop: true, speed: 20 });
  over.start();
  again.pass(100, 100);
  assert.ok(again.rounds > 3);
  assert.equal(again.playing, true);
  over.stop();
  assert.equal(again.playing, false);
  const { steps } = again;
  again.pass(10, 1000);
  assert.equal(again.steps, steps, "nothing goes on after it was stopped");
});
