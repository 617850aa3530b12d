/* Two handles and what lies between them: drawn by a mouse or a finger, moved by keys. Any window of days can have them. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };
  const WEEK = 7; // days a key moves with shift held

  /** Days a key asks for ({by} or {end}: that end of the span); null for another key. Pure. */
  function wanted(key, shift, span) {
    const end = { Home: span.first, End: span.last }[key];
    if (end !== undefined) return { by: 0, end };
    return KEYS[key] ? { by: KEYS[key] * (shift ? WEEK : 1) } : null;
  }

  /** The window a key makes of one, by the part that has the focus. Pure. */
  function keyed(part, window, { by, end }, span) {
    const { moved, withEdge } = parts.timeWindow;
    if (part !== "body") return withEdge(window, part, end ?? window[part] + by, span);
    if (end === undefined) return moved(window, by, span);
    return moved(window, end === span.last ? span.last - window.last : span.first - window.first, span);
  }

  /** `elements`: {track, from, to, body}; `act`: {span(), window(), change(window), grabbed()}. */
  function attach(elements, act) {
    const { track, from, to, body } = elements;
    const { moved, withEdge } = parts.timeWindow;

    function drag(handle, moveTo) {
      handle.addEventListener("pointerdown", (event) => {
        if (!act.span() || event.button > 0) return;
        event.preventDefault();
        event.stopPropagation();
        handle.focus({ preventScroll: true });
        handle.setPointerCapture(event.pointerId);
        act.grabbed();
        const start = act.window();
        const scale = parts.timeWindow.axis(act.span(), track.clientWidth);
        const left = track.getBoundingClientRect().left;
        const follow = (move) => act.change(moveTo(scale, move.clientX - left, move.clientX - event.clientX, start));
        const release = () => handle.removeEventListener("pointermove", follow);
        handle.addEventListener("pointermove", follow);
        handle.addEventListener("pointerup", release, { once: true });
        handle.addEventListener("pointercancel", release, { once: true });
      });
    }

    function keys(handle, part) {
      handle.addEventListener("keydown", (event) => {
        const asked = act.span() && wanted(event.key, event.shiftKey, act.span());
        if (!asked) return;
        event.preventDefault();
        act.grabbed();
        act.change(keyed(part, act.window(), asked, act.span()));
      });
    }

    drag(from, (scale, x) => withEdge(act.window(), "first", scale.day(x), act.span()));
    drag(to, (scale, x) => withEdge(act.window(), "last", scale.day(x - 1), act.span()));
    drag(body, (scale, _x, travelled, start) => moved(start, scale.days(travelled), act.span()));
    keys(from, "first");
    keys(to, "last");
    keys(body, "body");
  }

  /** Put the handles where the window is, and say so. */
  function place({ from, to, body }, window, span, scale, language) {
    const { sayDay, sayPeriod } = parts.calendar;
    const [left, right] = [scale.left(window.first), scale.right(window.last)];
    // Moved, not laid out anew: at each step only the picture of the page changes, not its layout.
    from.style.transform = body.style.transform = `translateX(${left}px)`;
    to.style.transform = `translateX(${right}px)`;
    const wide = `${Math.max(right - left, 2).toFixed(2)}px`;
    if (body.style.width !== wide) body.style.width = wide;
    for (const [handle, day, words] of [
      [from, window.first, sayDay(window.first, language)],
      [to, window.last, sayDay(window.last, language)],
      [body, window.first, sayPeriod(window.first, window.last, language)],
    ]) {
      handle.setAttribute("aria-valuemin", span.first);
      handle.setAttribute("aria-valuemax", span.last);
      handle.setAttribute("aria-valuenow", day);
      handle.setAttribute("aria-valuetext", words);
    }
  }

  parts.windowHands = { wanted, keyed, attach, place };
  if (typeof module !== "undefined") module.exports = parts.windowHands;
})(globalThis);
