/* A shape drawn by hand on the map, as the corners of an area in degrees: made simple, written, read. Pure. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const MOST = 80; // corners: as many as an address can bear
  const FINE = 1.5; // px a line may be moved when it is made simple
  const SMALLEST = 6; // px: less is a click whose hand shook

  /** A line of [x, y] with fewer corners, none moved by more than `tolerance` (Ramer 1972, Douglas and Peucker 1973). */
  function simpler(line, tolerance) {
    if (line.length < 3) return line;
    const kept = new Uint8Array(line.length);
    kept[0] = kept[line.length - 1] = 1;
    const open = [[0, line.length - 1]];
    while (open.length) {
      const [from, to] = open.pop();
      let farthest = -1;
      let most = tolerance;
      for (let i = from + 1; i < to; i += 1) {
        const distance = beside(line[i], line[from], line[to]);
        if (distance > most) [most, farthest] = [distance, i];
      }
      if (farthest < 0) continue;
      kept[farthest] = 1;
      open.push([from, farthest], [farthest, to]);
    }
    return line.filter((_, i) => kept[i]);
  }

  /** How far a point is from the stretch between two others. */
  function beside([x, y], [ax, ay], [bx, by]) {
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = length ? Math.min(Math.max(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length, 0), 1) : 0;
    return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
  }

  /** The corners of a lasso drawn as points in px; null where it encloses nothing. */
  function corners(points) {
    const [across, down] = [0, 1].map((axis) => {
      const values = points.map((point) => point[axis]);
      return Math.max(...values) - Math.min(...values);
    });
    if (points.length < 3 || across < SMALLEST || down < SMALLEST) return null;
    let tolerance = FINE;
    let line = simpler(points, tolerance);
    while (line.length > MOST) line = simpler(points, (tolerance *= 1.5));
    return line.length >= 3 ? line : null;
  }

  const clamp = (value, most) => Math.min(Math.max(value, -most), most);
  const degrees = (value) => String(Number(value.toFixed(4)));

  /** "lon lat,lon lat,…" of [lon, lat] corners; empty for none. */
  const writeArea = (area) => area.map(([lon, lat]) => `${degrees(clamp(lon, 180))} ${degrees(clamp(lat, 90))}`).join(",");

  function readArea(value) {
    const found = value.split(",").map((corner) => corner.trim().split(/\s+/).map(Number));
    const right = found.length >= 3 && found.length <= 500 && found.every((corner) => corner.length === 2 && onGlobe(corner));
    return right ? Object.freeze(found) : undefined;
  }

  const onGlobe = ([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

  /** "west,south,east,north" of a box; empty for none. */
  const writeBox = (box) => (box ? [clamp(box[0], 180), clamp(box[1], 90), clamp(box[2], 180), clamp(box[3], 90)].map(degrees).join(",") : "");

  function readBox(value) {
    const found = value.split(",").map(Number);
    const right = found.length === 4 && onGlobe(found.slice(0, 2)) && onGlobe(found.slice(2)) && found[1] <= found[3];
    return right ? Object.freeze(found) : undefined;
  }

  /** What a state filters by, as the ring of a polygon, closed; null for nothing. */
  function ringOf({ bbox, area }) {
    if (area.length) return [...area, area[0]];
    if (!bbox) return null;
    const [west, south, given, north] = bbox;
    const east = given < west ? given + 360 : given; // across the date line
    return [[west, south], [east, south], [east, north], [west, north], [west, south]];
  }

  parts.outline = { MOST, simpler, corners, writeArea, readArea, writeBox, readBox, ringOf };
  if (typeof module !== "undefined") module.exports = parts.outline;
})(globalThis);
