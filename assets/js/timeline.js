/* The timeline: a histogram of stories with a window over it, two handles, play and step.
 *
 * Time runs left to right in both languages. It knows no map: it says what the window is and that is all.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const TICK_MS = 420; // one step of play
  const AXIS = 18; // px under the bars, for the dates

  /** Build into `host`'s elements. `on.window(window)` hears every change, `on.playing(yes)` the state of play. */
  function create(elements, language, colours, on) {
    const { canvas, track, from, to, body, play, back, forward } = elements;
    const calendar = parts.calendar;
    const windows = parts.timeWindow;
    let cube = null;
    let span = null;
    let window = null;
    let unit = "day";
    let measure = "stories";
    let bars = { starts: [], sums: [] };
    let timer = null;
    let frame = null;

    function setData(next, state) {
      cube = next;
      span = cube.first === null ? null : { first: cube.first, last: cube.last };
      for (const control of [from, to, body, play, back, forward]) {
        control.toggleAttribute("data-idle", !span);
        if ("disabled" in control) control.disabled = !span;
      }
      show(state);
    }

    /** Follow the state: window, bin and measure. */
    function show(state) {
      measure = state.measure;
      if (span) {
        unit = state.bin === "auto" ? calendar.fittingUnit(span.first, span.last) : state.bin;
        const starts = calendar.bins(span.first, span.last, unit);
        bars = { starts, sums: parts.cube.binSums(cube, starts, measure) };
        window = windows.clamp(
          {
            first: state.from ? calendar.toDay(state.from) : span.first,
            last: state.to ? calendar.toDay(state.to) : span.last,
          },
          span,
        );
      } else {
        bars = { starts: [], sums: [] };
        window = null;
      }
      later();
    }

    function change(next) {
      if (!next || (next.first === window.first && next.last === window.last)) return false;
      window = next;
      later();
      on.window(window, span);
      return true;
    }

    // ---- drawing

    function later() {
      if (frame === null) frame = requestAnimationFrame(draw);
    }

    function draw() {
      frame = null;
      const width = track.clientWidth;
      const height = track.clientHeight;
      const ratio = root.devicePixelRatio || 1;
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      const pen = canvas.getContext("2d");
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, width, height);
      if (!span || !width) return;
      const scale = windows.axis(span, width);
      drawBars(pen, scale, height);
      drawAxis(pen, scale, width, height);
      placeHandles(scale);
    }

    function drawBars(pen, scale, height) {
      const room = height - AXIS;
      const top = Math.max(...bars.sums, 1);
      pen.fillStyle = colours.hairline;
      pen.fillRect(0, room, scale.right(span.last), 1);
      bars.starts.forEach((start, i) => {
        if (!bars.sums[i]) return;
        const end = Math.min(calendar.nextBin(start, unit) - 1, span.last);
        const left = scale.left(Math.max(start, span.first));
        const gap = scale.right(end) - left > 4 ? 1 : 0;
        const tall = Math.max((bars.sums[i] / top) * (room - 4), 1);
        const inside = end >= window.first && start <= window.last;
        pen.globalAlpha = inside ? 1 : 0.42;
        pen.fillStyle = inside ? colours.event : colours.border;
        pen.fillRect(left, room - tall, Math.max(scale.right(end) - left - gap, 0.8), tall);
      });
      pen.globalAlpha = 1;
    }

    function drawAxis(pen, scale, width, height) {
      pen.font = `11px ${root.getComputedStyle(track).fontFamily}`;
      pen.textBaseline = "alphabetic";
      pen.fillStyle = colours.muted;
      pen.direction = language === "ar" ? "rtl" : "ltr";
      pen.textAlign = "left";
      let free = -Infinity;
      for (const tick of calendar.ticks(span.first, span.last, Math.max(Math.floor(width / 74), 2), language)) {
        const x = scale.left(tick.day);
        const wide = pen.measureText(tick.label).width;
        if (x < free || x + wide > width) continue;
        pen.fillRect(x, height - AXIS, 1, 4);
        pen.fillText(tick.label, x + 3, height - 4);
        free = x + wide + 14;
      }
    }

    function placeHandles(scale) {
      const left = scale.left(window.first);
      const right = scale.right(window.last);
      from.style.left = `${left}px`;
      to.style.left = `${right}px`;
      body.style.left = `${left}px`;
      body.style.width = `${Math.max(right - left, 2)}px`;
      for (const [handle, day] of [[from, window.first], [to, window.last]]) {
        handle.setAttribute("aria-valuemin", span.first);
        handle.setAttribute("aria-valuemax", span.last);
        handle.setAttribute("aria-valuenow", day);
        handle.setAttribute("aria-valuetext", calendar.sayDay(day, language));
      }
      body.setAttribute("aria-valuetext", calendar.sayPeriod(window.first, window.last, language));
      body.setAttribute("aria-valuemin", span.first);
      body.setAttribute("aria-valuemax", span.last);
      body.setAttribute("aria-valuenow", window.first);
    }

    // ---- hands

    function drag(handle, moveTo) {
      handle.addEventListener("pointerdown", (event) => {
        if (!span || event.button > 0) return;
        event.preventDefault();
        event.stopPropagation();
        handle.focus({ preventScroll: true });
        stop();
        handle.setPointerCapture(event.pointerId);
        const grip = { x: event.clientX, window };
        const scale = windows.axis(span, track.clientWidth);
        const edge = track.getBoundingClientRect().left;
        const follow = (move) => change(moveTo(scale, move.clientX - edge, move.clientX - grip.x, grip.window));
        const release = () => {
          handle.removeEventListener("pointermove", follow);
          handle.removeEventListener("pointerup", release);
          handle.removeEventListener("pointercancel", release);
        };
        handle.addEventListener("pointermove", follow);
        handle.addEventListener("pointerup", release);
        handle.addEventListener("pointercancel", release);
      });
    }
    drag(from, (scale, x) => windows.withEdge(window, "first", scale.day(x), span));
    drag(to, (scale, x) => windows.withEdge(window, "last", scale.day(x - 1), span));
    drag(body, (scale, _x, dx, start) => windows.moved(start, scale.days(dx), span));

    // A click beside the window takes the bar under it.
    track.addEventListener("pointerdown", (event) => {
      if (!span || event.target !== canvas || event.button > 0) return;
      stop();
      const x = event.clientX - track.getBoundingClientRect().left;
      const start = calendar.binStart(windows.axis(span, track.clientWidth).day(x), unit);
      change(windows.clamp({ first: start, last: calendar.nextBin(start, unit) - 1 }, span));
    });

    const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };

    function keys(handle, apply) {
      handle.addEventListener("keydown", (event) => {
        if (!span) return;
        let target = null;
        if (event.key in KEYS) target = { by: KEYS[event.key] * (event.shiftKey ? 7 : 1) };
        else if (event.key === "Home") target = { to: span.first };
        else if (event.key === "End") target = { to: span.last };
        if (!target) return;
        event.preventDefault();
        stop();
        change(apply(target));
      });
    }
    keys(from, (t) => windows.withEdge(window, "first", "to" in t ? t.to : window.first + t.by, span));
    keys(to, (t) => windows.withEdge(window, "last", "to" in t ? t.to : window.last + t.by, span));
    keys(body, (t) => windows.moved(window, "to" in t ? t.to - (t.to === span.last ? window.last : window.first) : t.by, span));

    // ---- play

    function isAll() {
      return window.first === span.first && window.last === span.last;
    }

    function step(direction) {
      if (!span) return false;
      const next = windows.stepped(isAll() ? openAt(direction) : window, unit, span, calendar, direction);
      return next ? change(next) : false;
    }

    function openAt(direction) {
      const first = windows.opening(span, unit, calendar);
      return direction > 0 ? first : windows.moved(first, span.last - span.first, span);
    }

    function start() {
      if (!span || timer !== null) return;
      if (isAll() || window.last >= span.last) change(windows.opening(span, unit, calendar));
      timer = setInterval(() => {
        if (!step(1)) stop();
      }, TICK_MS);
      on.playing(true);
    }

    function stop() {
      if (timer === null) return;
      clearInterval(timer);
      timer = null;
      on.playing(false);
    }

    play.addEventListener("click", () => (timer === null ? start() : stop()));
    back.addEventListener("click", () => {
      stop();
      step(-1);
    });
    forward.addEventListener("click", () => {
      stop();
      step(1);
    });
    new ResizeObserver(later).observe(track);

    return {
      setData,
      show,
      toggle: () => (timer === null ? start() : stop()),
      step,
      all() {
        stop();
        if (span) change({ ...span });
      },
      window: () => window,
      span: () => span,
    };
  }

  parts.timeline = { create };
  if (typeof module !== "undefined") module.exports = parts.timeline;
})(globalThis);
