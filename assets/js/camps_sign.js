/* The sign of a camp, a tent: its form tells the status, its size how many live there. Drawn once for each that is met. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const RATIO = 2; // pixels of an image for each px on the screen
  const EDGE = 5; // px around the tent, for the ring of a siege

  /** The name of a sign: its form, half its side in whole px, and whether a figure is known. */
  const nameOf = (form, side, known) => `camp-${form}-${Math.round(side)}-${known ? 1 : 0}`;

  /** What a name of a sign says: {form, side, known}; null for any other name. Pure. */
  function read(name) {
    const found = /^camp-([a-z]+)-(\d+)-([01])$/.exec(name);
    return found && { form: found[1], side: Number(found[2]), known: found[3] === "1" };
  }

  /** The corners of a tent of that half side around [0, 0]. Pure. */
  const corners = (side) => [[-side, side], [-side, -side * 0.15], [0, -side], [side, -side * 0.15], [side, side]];

  function outline(pen, side) {
    pen.beginPath();
    corners(side).forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.closePath();
  }

  /** Draw a sign around [0, 0]. `colours`: camp, paper, muted, event. */
  function draw(pen, form, side, known, colours) {
    const hue = form === "unknown" ? colours.muted : colours.camp;
    const hollow = form === "hollow" || form === "dashed" || form === "half";
    pen.lineJoin = "round";
    outline(pen, side);
    pen.lineWidth = 4;
    pen.strokeStyle = colours.paper;
    pen.stroke(); // apart from what lies below
    pen.fillStyle = hollow ? colours.paper : hue;
    pen.fill();
    if (form === "half") {
      pen.save();
      pen.clip();
      pen.fillStyle = hue;
      pen.fillRect(-side, side * 0.25, 2 * side, side);
      pen.restore();
      outline(pen, side);
    }
    pen.lineWidth = hollow ? 2 : 1;
    pen.strokeStyle = hollow ? hue : colours.paper;
    if (form === "dashed") pen.setLineDash([3, 2.5]);
    pen.stroke();
    pen.setLineDash([]);
    if (form === "ringed") ring(pen, side, colours.event);
    if (!known && !hollow) dot(pen, side, colours.paper);
  }

  function ring(pen, side, colour) {
    pen.beginPath();
    pen.arc(0, 0, side * 1.25 + 2, 0, 2 * Math.PI);
    pen.lineWidth = 2;
    pen.strokeStyle = colour;
    pen.stroke();
  }

  function dot(pen, side, colour) {
    pen.beginPath();
    pen.arc(0, side * 0.3, side * 0.45, 0, 2 * Math.PI);
    pen.fillStyle = colour;
    pen.fill();
  }

  /** A canvas with a sign in its middle. */
  function canvas(form, side, known, colours) {
    const sheet = document.createElement("canvas");
    const half = Math.ceil(side * 1.25) + EDGE;
    sheet.width = sheet.height = 2 * half * RATIO;
    const pen = sheet.getContext("2d");
    pen.scale(RATIO, RATIO);
    pen.translate(half, half);
    draw(pen, form, Math.round(side), known, colours);
    return sheet;
  }

  /** Put the image of a sign on a MapLibre map, unless it is there or the name is no sign's. */
  function give(map, name, colours) {
    const sign = read(name);
    if (!sign || map.hasImage(name)) return;
    const sheet = canvas(sign.form, sign.side, sign.known, colours);
    const data = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height);
    map.addImage(name, data, { pixelRatio: RATIO });
  }

  parts.campsSign = { nameOf, read, corners, canvas, give, RATIO };
  if (typeof module !== "undefined") module.exports = parts.campsSign;
})(globalThis);
