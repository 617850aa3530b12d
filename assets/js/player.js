/* The clock of the play: so many steps a second, as many a frame as are due. Knows no window. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const STEP_MS = 420; // one step at 1×
  const SPEEDS = [0.25, 0.5, 1, 2, 5, 10, 20];
  const MOST = 12; // steps a frame: after a pause the play goes on, it does not jump

  /** Steps due after `passed` ms at a speed, and the ms they took. Pure. */
  function due(passed, speed) {
    const each = STEP_MS / speed;
    const steps = Math.floor(passed / each);
    return { steps: Math.min(steps, MOST), taken: steps * each };
  }

  class Player {
    /** `act`: {advance(steps) → whether it could, again() → whether it began anew, playing(yes)}; `clock`: {now, frame, cancel}. */
    constructor(act, clock) {
      this.act = act;
      this.clock = clock;
      this.speed = 1;
      this.loop = false;
      this.frame = null;
    }

    get playing() {
      return this.frame !== null;
    }

    start() {
      if (this.playing) return;
      this.since = this.clock.now();
      this.next();
      this.act.playing(true);
    }

    next() {
      this.frame = this.clock.frame(() => this.tick());
    }

    tick() {
      const now = this.clock.now();
      const { steps, taken } = due(now - this.since, this.speed);
      this.since += taken;
      if (steps && !this.act.advance(steps) && !(this.loop && this.act.again())) this.stop();
      else this.next();
    }

    stop() {
      if (!this.playing) return;
      this.clock.cancel(this.frame);
      this.frame = null;
      this.act.playing(false);
    }
  }

  const browser = () => ({
    now: () => performance.now(),
    frame: (tell) => requestAnimationFrame(tell),
    cancel: (frame) => cancelAnimationFrame(frame),
  });

  parts.player = { SPEEDS, STEP_MS, due, create: (act, clock) => new Player(act, clock || browser()) };
  if (typeof module !== "undefined") module.exports = parts.player;
})(globalThis);
