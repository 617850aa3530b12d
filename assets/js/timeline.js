/* The timeline: a histogram of stories with a window over it, two handles, play and step.
 *
 * Time runs left to right in both languages. It knows no map: it says what the window is and that is all.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const TICK_MS = 420; // one step of play
  const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };

  /** `elements`: {canvas, track, from, to, body, play, back, forward}; `on` hears window(window, span), playing(yes). */
  class Timeline {
    constructor(elements, language, colours, on) {
      Object.assign(this, { elements, language, colours, on });
      this.cube = null;
      this.data = null; // the days from the first story to the last
      this.chart = { span: null, window: null, unit: "day", bars: { starts: [], sums: [] } };
      this.timer = null;
      this.frame = null;
      this.listenToHandles();
      this.listenToTrack();
      this.listenToButtons();
      new ResizeObserver(() => this.later()).observe(elements.track);
    }

    // ---- data and state

    setData(cube, state) {
      this.cube = cube;
      this.data = cube.first === null ? null : { first: cube.first, last: cube.last };
      const { from, to, body, play, back, forward } = this.elements;
      for (const control of [from, to, body]) control.toggleAttribute("data-idle", !this.data);
      for (const control of [play, back, forward]) control.disabled = !this.data;
      this.show(state);
    }

    /** Follow the state: window, bin and measure. */
    show(state) {
      const data = this.data;
      if (data) {
        const span = this.spanFor(state);
        this.chart.span = span;
        const unit = state.bin === "auto" ? parts.calendar.fittingUnit(span.first, span.last) : state.bin;
        const starts = parts.calendar.bins(span.first, span.last, unit);
        this.chart.unit = unit;
        this.chart.bars = { starts, sums: parts.cube.binSums(this.cube, starts, state.measure) };
        this.chart.window = parts.timeWindow.clamp(this.wanted(state), span);
      } else {
        this.chart.span = null;
        this.chart.bars = { starts: [], sums: [] };
        this.chart.window = null;
      }
      this.later();
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

    /** Take a new window; says whether it was one. */
    change(next) {
      const { window } = this.chart;
      if (!next || (next.first === window.first && next.last === window.last)) return false;
      this.chart.window = next;
      this.later();
      this.on.window(next, this.data);
      return true;
    }

    // ---- drawing

    later() {
      if (this.frame === null) this.frame = requestAnimationFrame(() => this.draw());
    }

    draw() {
      this.frame = null;
      const { canvas, track } = this.elements;
      const scale = this.chart.span && parts.timeWindow.axis(this.chart.span, track.clientWidth);
      parts.histogram.draw(canvas, track, this.chart, scale, this.colours, this.language);
      if (scale) this.placeHandles(scale);
    }

    placeHandles(scale) {
      const { from, to, body } = this.elements;
      const { window, span } = this.chart;
      const { sayDay, sayPeriod } = parts.calendar;
      const [left, right] = [scale.left(window.first), scale.right(window.last)];
      from.style.left = `${left}px`;
      to.style.left = `${right}px`;
      body.style.left = `${left}px`;
      body.style.width = `${Math.max(right - left, 2)}px`;
      for (const [handle, day, words] of [
        [from, window.first, sayDay(window.first, this.language)],
        [to, window.last, sayDay(window.last, this.language)],
        [body, window.first, sayPeriod(window.first, window.last, this.language)],
      ]) {
        handle.setAttribute("aria-valuemin", span.first);
        handle.setAttribute("aria-valuemax", span.last);
        handle.setAttribute("aria-valuenow", day);
        handle.setAttribute("aria-valuetext", words);
      }
    }

    // ---- hands

    listenToHandles() {
      const { from, to, body } = this.elements;
      const { moved, withEdge } = parts.timeWindow;
      const edge = (name, day) => withEdge(this.chart.window, name, day, this.chart.span);
      this.drag(from, (scale, x) => edge("first", scale.day(x)));
      this.drag(to, (scale, x) => edge("last", scale.day(x - 1)));
      this.drag(body, (scale, _x, travelled, start) => moved(start, scale.days(travelled), this.chart.span));
      this.keys(from, (by, end) => edge("first", end ?? this.chart.window.first + by));
      this.keys(to, (by, end) => edge("last", end ?? this.chart.window.last + by));
      this.keys(body, (by, end) => {
        const { window, span } = this.chart;
        return moved(window, end === undefined ? by : end === span.last ? span.last - window.last : span.first - window.first, span);
      });
    }

    drag(handle, moveTo) {
      handle.addEventListener("pointerdown", (event) => {
        if (!this.chart.span || event.button > 0) return;
        event.preventDefault();
        event.stopPropagation();
        handle.focus({ preventScroll: true });
        handle.setPointerCapture(event.pointerId);
        this.stop();
        const start = this.chart.window;
        const scale = parts.timeWindow.axis(this.chart.span, this.elements.track.clientWidth);
        const left = this.elements.track.getBoundingClientRect().left;
        const follow = (move) => this.change(moveTo(scale, move.clientX - left, move.clientX - event.clientX, start));
        const release = () => handle.removeEventListener("pointermove", follow);
        handle.addEventListener("pointermove", follow);
        handle.addEventListener("pointerup", release, { once: true });
        handle.addEventListener("pointercancel", release, { once: true });
      });
    }

    /** `apply(by, end)`: by so many days, or to that end of the span. */
    keys(handle, apply) {
      handle.addEventListener("keydown", (event) => {
        const { span } = this.chart;
        const end = { Home: span?.first, End: span?.last }[event.key];
        const by = (KEYS[event.key] || 0) * (event.shiftKey ? 7 : 1);
        if (!span || (end === undefined && !by)) return;
        event.preventDefault();
        this.stop();
        this.change(apply(by, end));
      });
    }

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

    /** One bin on (1) or back (-1); from the whole time, first into a window at that end. Says whether it moved. */
    step(direction) {
      const { span, unit } = this.chart;
      if (!span) return false;
      if (this.isAll()) {
        const opening = parts.timeWindow.opening(span, unit, parts.calendar);
        return this.change(direction > 0 ? opening : parts.timeWindow.moved(opening, span.last - span.first, span));
      }
      return this.change(parts.timeWindow.stepped(this.chart.window, unit, span, parts.calendar, direction));
    }

    start() {
      const { span, unit, window } = this.chart;
      if (!span || this.timer !== null) return;
      if (this.isAll() || window.last >= span.last) this.change(parts.timeWindow.opening(span, unit, parts.calendar));
      this.timer = setInterval(() => this.step(1) || this.stop(), TICK_MS);
      this.on.playing(true);
    }

    stop() {
      if (this.timer === null) return;
      clearInterval(this.timer);
      this.timer = null;
      this.on.playing(false);
    }

    toggle() {
      if (this.timer === null) this.start();
      else this.stop();
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
