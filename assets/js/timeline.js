/* The timeline: a histogram of stories with a window over it, two handles, play and step.
 *
 * Time runs left to right in both languages. It knows no map: it says what the window is and that is all. Its hands are in
 * window_hands.js, its clock in player.js, what a step is in play_modes.js.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** `elements`: {canvas, inside, track, from, to, body, play, back, forward}; `on` hears window(window, span), playing(yes). */
  class Timeline {
    constructor(elements, language, colours, on) {
      Object.assign(this, { elements, language, colours, on });
      this.cube = null;
      this.data = null; // the days from the first story to the last
      this.chart = { span: null, window: null, unit: "day", bars: { starts: [], sums: [] } };
      this.frame = null;
      this.mode = "moving";
      this.skip = false;
      this.drawnHooks = [];
      this.player = parts.player.create({
        advance: (steps) => this.advance(steps),
        again: () => this.change(this.opening()),
        playing: (yes) => this.on.playing(yes),
      });
      parts.windowHands.attach(elements, {
        span: () => this.chart.span,
        window: () => this.chart.window,
        change: (next) => this.change(next),
        grabbed: () => this.stop(),
      });
      this.listenToTrack();
      this.listenToButtons();
      this.size = { width: 0, height: 0, font: "" };
      this.drawnAs = {};
      new ResizeObserver(() => this.measure()).observe(elements.track);
    }

    // ---- data and state

    setData(cube, state) {
      this.cube = cube;
      this.data = cube.first === null ? null : { first: cube.first, last: cube.last };
      const { from, to, body, play, back, forward } = this.elements;
      for (const control of [from, to, body]) control.toggleAttribute("data-idle", !this.data);
      for (const control of [play, back, forward]) control.disabled = !this.data;
      if (!this.data) this.stop();
      this.show(state);
    }

    /** How the play goes: {mode, speed, skip, loop}. */
    setPlay({ mode, speed, skip, loop }) {
      Object.assign(this, { mode, skip });
      Object.assign(this.player, { speed, loop });
      this.elements.from.toggleAttribute("data-idle", !this.data || mode === "start");
      if (this.chart.window) this.change(parts.playModes.kept(mode, this.chart.window, this.chart.span));
    }

    /** Follow the state: window, bin and measure. */
    show(state) {
      const data = this.data;
      if (data) {
        const span = this.spanFor(state);
        const unit = state.bin === "auto" ? parts.calendar.fittingUnit(span.first, span.last) : state.bin;
        this.fill(span, unit, state.measure);
        this.chart.window = parts.timeWindow.clamp(this.wanted(state), span);
      } else {
        this.filled = null;
        this.chart.span = null;
        this.chart.bars = { starts: [], sums: [] };
        this.chart.window = null;
      }
      this.later();
    }

    /** Sum up the bars, unless they are those there are: a step of the window changes none. */
    fill(span, unit, measure) {
      const of = `${span.first} ${span.last} ${unit} ${measure}`;
      if (this.filled && this.filled.of === of && this.filled.cube === this.cube) return;
      this.filled = { of, cube: this.cube };
      const starts = parts.calendar.bins(span.first, span.last, unit);
      Object.assign(this.chart, { span, unit, bars: { starts, sums: parts.cube.binSums(this.cube, starts, measure) } });
    }

    /** The window the state asks for, whether there are stories in it or not. */
    wanted(state) {
      const first = state.from ? parts.calendar.toDay(state.from) : this.data.first;
      const last = state.to ? parts.calendar.toDay(state.to) : this.data.last;
      if (first <= last) return { first, last };
      return state.from ? { first, last: first } : { first: last, last };
    }

    /** The days of the data, and those of a window beside them: what was asked for is what is shown. */
    spanFor(state) {
      const { first, last } = this.wanted(state);
      if (last >= this.data.first && first <= this.data.last) return this.data;
      return { first: Math.min(first, this.data.first), last: Math.max(last, this.data.last) };
    }

    window() {
      return this.chart.window;
    }

    /** Take a new window, as its mode allows it; says whether it was one. */
    change(next) {
      const { window, span } = this.chart;
      const kept = next && parts.playModes.kept(this.mode, next, span);
      if (!kept || (kept.first === window.first && kept.last === window.last)) return false;
      this.chart.window = kept;
      this.later();
      this.on.window(kept, this.data);
      return true;
    }

    // ---- drawing

    /** Tell `hook(chart, scale, width)` whenever the axis was drawn. */
    onDrawn(hook) {
      this.drawnHooks.push(hook);
    }

    /** The track's size, kept: asking for it at each step would make the browser lay out the page each time. */
    measure() {
      const { track } = this.elements;
      this.size = { width: track.clientWidth, height: track.clientHeight, font: root.getComputedStyle(track).fontFamily };
      this.later();
    }

    later() {
      if (this.frame === null) this.frame = requestAnimationFrame(() => this.draw());
    }

    draw() {
      this.frame = null;
      const { chart, size, elements } = this;
      const { width } = size;
      const scale = chart.span && parts.timeWindow.axis(chart.span, width);
      if (this.drawnAs.bars !== chart.bars || this.drawnAs.size !== size) {
        parts.histogram.draw({ ground: elements.canvas, inside: elements.inside }, size, chart, scale, this.colours, this.language);
        this.drawnAs = { bars: chart.bars, size };
      }
      if (scale) {
        parts.histogram.window(elements.inside, chart, scale, width);
        parts.windowHands.place(elements, chart.window, chart.span, scale, this.language);
      }
      for (const hook of this.drawnHooks) hook(this.chart, scale, width);
    }

    // ---- hands

    /** A click beside the window takes the bar under it. */
    listenToTrack() {
      const { track, canvas } = this.elements;
      track.addEventListener("pointerdown", (event) => {
        const { span, unit } = this.chart;
        if (!span || event.target !== canvas || event.button > 0) return;
        this.stop();
        const x = event.clientX - track.getBoundingClientRect().left;
        const start = parts.calendar.binStart(parts.timeWindow.axis(span, track.clientWidth).day(x), unit);
        this.change(parts.timeWindow.clamp({ first: start, last: parts.calendar.nextBin(start, unit) - 1 }, span));
      });
    }

    listenToButtons() {
      const { play, back, forward } = this.elements;
      play.addEventListener("click", () => this.toggle());
      for (const [button, direction] of [[back, -1], [forward, 1]]) {
        button.addEventListener("click", () => {
          this.stop();
          this.step(direction);
        });
      }
    }

    // ---- play

    isAll() {
      const { window, span } = this.chart;
      return window.first === span.first && window.last === span.last;
    }

    opening() {
      const { window, span, unit } = this.chart;
      return parts.playModes.opening(this.mode, window, span, unit, parts.calendar);
    }

    /** One bin on (1) or back (-1); from the whole time, first into a window at that end. Says whether it moved. */
    step(direction) {
      const { window, span, unit } = this.chart;
      if (!span) return false;
      if (this.isAll() && (this.mode === "moving" || direction > 0)) {
        const opening = this.opening();
        return this.change(direction > 0 ? opening : parts.timeWindow.moved(opening, span.last - span.first, span));
      }
      return this.change(parts.playModes.stepped(this.mode, window, span, unit, parts.calendar, direction));
    }

    /** By hand: so many steps, and the play stops. */
    stepOften(direction, times) {
      this.stop();
      for (let i = 0; i < times && this.step(direction);) i += 1;
    }

    /** To the beginning (-1) or the end (1) of the time. */
    leap(direction) {
      const { window, span } = this.chart;
      if (!span) return;
      this.stop();
      const days = span.last - span.first + 1;
      if (this.mode === "moving") this.change(parts.timeWindow.moved(window, direction * days, span));
      else this.change(direction > 0 ? { ...window, last: span.last } : this.opening());
    }

    /** So many steps at once; says whether there was one left. */
    advance(steps) {
      const { span, unit } = this.chart;
      let here = this.chart.window;
      for (let i = 0; i < steps; i += 1) {
        const next = this.skip
          ? parts.playModes.skipping(this.mode, here, span, unit, parts.calendar, (first, last) => this.isEmpty(first, last))
          : parts.playModes.stepped(this.mode, here, span, unit, parts.calendar, 1);
        if (!next) break;
        here = next;
      }
      return this.change(here);
    }

    isEmpty(first, last) {
      const { totalDay, base } = this.cube;
      const low = parts.cube.lowerBound(totalDay, 0, totalDay.length, first - base);
      return low === totalDay.length || totalDay[low] > last - base;
    }

    start() {
      const { span, window } = this.chart;
      if (!span || this.player.playing) return;
      if (this.isAll() || window.last >= span.last) this.change(this.opening());
      this.player.start();
    }

    stop() {
      this.player.stop();
    }

    toggle() {
      if (this.player.playing) this.stop();
      else this.start();
    }

    /** Show the whole time. */
    all() {
      this.stop();
      if (this.data) this.change({ ...this.data });
    }
  }

  parts.timeline = { create: (...given) => new Timeline(...given) };
  if (typeof module !== "undefined") module.exports = parts.timeline;
})(globalThis);
