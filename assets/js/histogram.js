/* Drawing the timeline's bars and dates on a canvas. Knows days and pixels, no hands. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  // Under the bars, in px: the dates at the foot, and those with the strip of coverage (timeline_chart.css); a low chart
  // is that of a phone (timeline_phone.css).
  const LOW = 50;
  const foot = (height) => (height < LOW ? { dates: 12, axis: 17, letters: 10, below: 2 } : { dates: 17, axis: 25, letters: 11, below: 4 });
  const OUTSIDE = 0.72; // of the bars beside the window: quiet, yet three to one against the ground
  const LABEL = 74; // px a date needs
  const WIDEST = 28; // px of a bar: one story on one day is not a wall

  /** A canvas of that size, cleared; null while it has no room. */
  function pen(canvas, { width, height }) {
    const ratio = root.devicePixelRatio || 1;
    const size = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return width ? context : null;
  }

  /** A length in px on the edge of a device pixel: bars that lie between two are blurred. */
  const onPixel = (x) => Math.round(x * (root.devicePixelRatio || 1)) / (root.devicePixelRatio || 1);

  /** Left edge and width of a bar whose bin begins and ends there: no wider than a bar should be, a hair apart. Pure. */
  function barAt(left, right) {
    const share = right - left;
    const wide = Math.min(share, WIDEST);
    const start = onPixel(left + (share - wide) / 2);
    const end = onPixel(left + (share + wide) / 2);
    return { start, wide: Math.max(end - start - (wide > 4 ? 1 : 0), 1) };
  }

  /** The last day of a bin, within the span. Pure. */
  const endOf = (start, { unit, span }) => Math.min(parts.calendar.nextBin(start, unit) - 1, span.last);

  /** `chart`: {bars: {starts, sums}, unit, span}; all bars in one colour. */
  function bars(context, chart, scale, height, colour) {
    const room = height - foot(height).axis;
    const top = Math.max(...chart.bars.sums, 1);
    context.fillStyle = colour;
    chart.bars.starts.forEach((start, i) => {
      if (!chart.bars.sums[i]) return;
      const bar = barAt(scale.left(Math.max(start, chart.span.first)), scale.right(endOf(start, chart)));
      const tall = onPixel(Math.max((chart.bars.sums[i] / top) * (room - 4), 1));
      context.fillRect(bar.start, room - tall, bar.wide, tall);
    });
  }

  /** Where the bins begin and end that a window touches, as [left, right] in px: whole bins, as its stories are. Pure. */
  function touched({ starts }, chart, scale) {
    if (!starts.length) return [0, 0];
    const { window, span } = chart;
    const first = Math.max(parts.cube.lowerBound(starts, 0, starts.length, window.first + 1) - 1, 0);
    const last = Math.max(parts.cube.lowerBound(starts, 0, starts.length, window.last + 1) - 1, 0);
    return [scale.left(Math.max(starts[first], span.first)), scale.right(endOf(starts[last], chart))];
  }

  function axis(context, chart, scale, width, height, colours, language, font) {
    const { dates, letters, below } = foot(height);
    context.font = `${letters}px ${font}`;
    context.fillStyle = colours.muted;
    context.direction = language === "ar" ? "rtl" : "ltr";
    context.textAlign = "left";
    let free = -Infinity;
    const most = Math.max(Math.floor(width / LABEL), 2);
    for (const tick of parts.calendar.ticks(chart.span.first, chart.span.last, most, language)) {
      const x = scale.left(tick.day);
      const wide = context.measureText(tick.label).width;
      if (x < free || x + wide > width) continue;
      context.fillRect(onPixel(x), height - dates, 1, 4);
      context.fillText(tick.label, x + 3, height - below);
      free = x + wide + 14;
    }
  }

  /** Draw what stays while the window moves: on `ground` all bars, muted, and the dates; on `inside` the same bars in the
   * accent, of which `window` shows those the window touches. */
  function draw({ ground, inside }, size, chart, scale, colours, language) {
    const [context, accent] = [pen(ground, size), pen(inside, size)];
    if (!context || !chart.span) return;
    context.fillStyle = colours.hairline;
    context.fillRect(0, size.height - foot(size.height).axis, scale.right(chart.span.last), 1);
    context.globalAlpha = OUTSIDE;
    bars(context, chart, scale, size.height, colours.muted);
    context.globalAlpha = 1;
    bars(accent, chart, scale, size.height, colours.event);
    axis(context, chart, scale, size.width, size.height, colours, language, size.font);
  }

  /** Show the bars the window touches in the accent: nothing is drawn anew, so that it costs next to nothing a step. */
  function window(inside, chart, scale, width) {
    const [left, right] = touched(chart.bars, chart, scale);
    inside.style.clipPath = `inset(0 ${width - right}px 0 ${left}px)`;
  }

  parts.histogram = { draw, window, barAt, touched };
  if (typeof module !== "undefined") module.exports = parts.histogram;
})(globalThis);
