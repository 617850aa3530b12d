/* Coverage: no data is not no events. A strip under the bars that is darker where more outlets told something and hatched
 * where none did, and a table of the outlets' days.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const FAINTEST = 0.18; // of a bin with one outlet among many: still seen
  const HATCH = 4; // px between the lines
  const NARROWEST = 5; // px of what can be seen to be hatched; blank below that
  const MOST_ROWS = 200;

  /** How strongly a bin is drawn: the share of outlets that told something in it. Pure. */
  const strength = (reporting, outlets) => FAINTEST + (1 - FAINTEST) * (reporting / Math.max(outlets, 1));

  /** The stretches of days with no story within first…last: [{first, last}]. Pure. */
  function silentWithin(silent, first, last) {
    return silent
      .map(([start, days]) => ({ first: Math.max(start, first), last: Math.min(start + days - 1, last) }))
      .filter((stretch) => stretch.first <= stretch.last);
  }

  /** Days with a story by an outlet, as a share of those between its first and last. Pure. */
  function shareOf(outlet) {
    const { toDay } = parts.calendar;
    return outlet.days / (toDay(outlet.last) - toDay(outlet.first) + 1);
  }

  function pen(canvas) {
    const ratio = root.devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return { context, height };
  }

  function hatched(context, left, right, height) {
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    context.beginPath();
    for (let x = left - height; x < right; x += HATCH) {
      context.moveTo(x, height);
      context.lineTo(x + height, 0);
    }
    context.stroke();
    context.restore();
  }

  function draw(canvas, found, chart, scale, colours) {
    const { context, height } = pen(canvas);
    if (!found || !scale) return;
    const { span } = chart;
    context.fillStyle = context.strokeStyle = colours.muted;
    for (const [start, reporting] of found.bins) {
      const last = Math.min(parts.calendar.nextBin(start, found.unit) - 1, span.last);
      const [left, right] = [scale.left(Math.max(start, span.first)), scale.right(last)];
      context.globalAlpha = strength(reporting, found.outlets.length);
      context.fillRect(left, 0, Math.max(right - left, 0.5), height);
    }
    context.globalAlpha = 1;
    for (const stretch of silentWithin(found.silent, span.first, span.last)) {
      const [left, right] = [scale.left(stretch.first), scale.right(stretch.last)];
      context.clearRect(left, 0, right - left, height);
      if (right - left >= NARROWEST) hatched(context, left, right, height);
    }
  }

  /** An outlet's days from the first of all to the last, as runs of stretches that are equally told: [{from, to, share}],
   * from and to in percent of the time, without those it told nothing in. Pure. */
  function runsOf(slices) {
    const runs = [];
    slices.forEach((share, at) => {
      const before = runs[runs.length - 1];
      if (before && before.share === share) before.end = at + 1;
      else runs.push({ share, at, end: at + 1 });
    });
    const percent = (at) => (at / slices.length) * 100;
    return runs.filter(({ share }) => share).map(({ share, at, end }) => ({ from: percent(at), to: percent(end), share }));
  }

  /** The days of one outlet as a strip: darker where it told something on more of them. */
  function strip(outlet, colours) {
    const shade = (share) => `color-mix(in srgb, ${colours.muted} ${Math.round((FAINTEST + (1 - FAINTEST) * (share / 100)) * 100)}%, transparent)`;
    const stops = runsOf(outlet.slices).flatMap(({ from, to, share }) => [
      `transparent ${from}%`, `${shade(share)} ${from}%`, `${shade(share)} ${to}%`, `transparent ${to}%`,
    ]);
    const bar = parts.dom.element("div", { class: "outlet-days", "aria-hidden": "true" });
    bar.style.backgroundImage = `linear-gradient(to right, ${stops.join(", ")})`;
    return bar;
  }

  /** The table of outlets, as nodes. */
  function table(found, speak, colours) {
    const { element } = parts.dom;
    const { say } = speak;
    const day = (iso) => parts.calendar.sayShortDay(parts.calendar.toDay(iso), speak.language);
    const heads = ["outlet", "time", "first", "last", "covered", "share", "gaps", "longest"];
    const rows = found.outlets.slice(0, MOST_ROWS).map((outlet) => element("tr", {},
      element("th", { scope: "row" }, element("bdi", {}, outlet.name || say("coverage.no_outlet"))),
      element("td", { class: "days" }, strip(outlet, colours)),
      element("td", {}, day(outlet.first)),
      element("td", {}, day(outlet.last)),
      element("td", { class: "number" }, speak.number(outlet.days)),
      element("td", { class: "number" }, speak.number(Math.round(shareOf(outlet) * 100)) + "%"),
      element("td", { class: "number" }, speak.number(outlet.gaps)),
      element("td", { class: "number" }, outlet.longest_gap ? say("coverage.days", {}, outlet.longest_gap) : "–")));
    const left = found.outlets.length - rows.length;
    return [
      element("table", {},
        element("thead", {}, element("tr", {}, heads.map((name) => element("th", { scope: "col" }, say(`coverage.${name}`))))),
        element("tbody", {}, rows)),
      left > 0 ? element("p", { class: "meta" }, say("coverage.more", {}, left)) : null,
    ].filter(Boolean);
  }

  function create(host) {
    const { find, speak, source, timeline } = host;
    const [strip, button, window] = [find("COVERAGE_STRIP"), find("COVERAGE"), find("COVERAGE_TABLE")];
    let found = null;
    let request = null;
    let drawnAs = "";
    let askedAs = "";
    let askedFor = {};

    function drawStrip(chart, scale, width) {
      const key = `${width} ${chart.span && chart.span.first} ${chart.span && chart.span.last} ${found ? found.key : ""}`;
      if (key === drawnAs) return;
      drawnAs = key;
      draw(strip, found, chart, scale, host.config.colours);
    }

    async function ask(chart) {
      const cube = host.cube();
      if (!source.coverage || !cube || !chart.span || (askedFor.cube === cube && askedFor.unit === chart.unit)) return;
      askedFor = { cube, unit: chart.unit }; // other filters bring another cube
      const { source: sources, language } = parts.stateFields.asked(host.keeper.get());
      const key = JSON.stringify([cube.header.version, chart.unit, sources, language]);
      if (key === askedAs) return;
      askedAs = key;
      request?.abort();
      request = new AbortController();
      try {
        const answer = await source.coverage({ bin: chart.unit, source: sources, language }, request.signal);
        if (askedAs !== key) return;
        found = { ...answer, key };
        timeline.later();
        if (!window.hidden) fill();
      } catch {
        if (askedAs === key) askedAs = ""; // asked again with other stories, or other bars
      }
    }

    function fill() {
      const { element } = parts.dom;
      const note = !found || !found.outlets.length ? speak.say("coverage.none") : speak.say("coverage.note");
      const close = element("button", { type: "button", class: "quiet", onclick: () => open(false) }, speak.say("coverage.close"));
      window.replaceChildren(
        element("header", {}, element("h2", {}, speak.say("coverage.title")), close),
        element("p", { class: "meta" }, note),
        ...(found && found.undated ? [element("p", { class: "meta" }, speak.say("coverage.undated", {}, found.undated))] : []),
        ...(found && found.outlets.length ? table(found, speak, host.config.colours) : []),
      );
    }

    function open(yes) {
      window.hidden = !yes;
      button.setAttribute("aria-expanded", String(yes));
      if (yes) fill();
      else button.focus({ preventScroll: true });
    }

    timeline.onDrawn((chart, scale, width) => {
      drawStrip(chart, scale, width);
      ask(chart);
    });
    button.addEventListener("click", () => open(window.hidden));
    window.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      open(false);
    });
    return { state: () => ({ coverage: found && { unit: found.unit, bins: found.bins.length, silent: found.silent, outlets: found.outlets } }) };
  }

  (parts.featureList = parts.featureList || []).push({ name: "coverage", create });
  parts.coverage = { strength, silentWithin, shareOf, runsOf };
  if (typeof module !== "undefined") module.exports = parts.coverage;
})(globalThis);
