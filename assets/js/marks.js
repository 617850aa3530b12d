/* What a mark looks like: its size from its stories, its form from its precision. Pure functions. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SMALLEST = 4; // px: still seen, still hit by a finger with its tolerance
  const LARGEST = 32; // px
  const SINGLE = 6; // px of a lone story where there are few: a map of ten stories is not a map of balloons
  const FORMS = { exact: 0, near: 1, area: 2, beside: 3, blurred: 4 };

  /** Filled for a place that is known, ringed for "near it", hatched for a district or more (UCDP's scale). */
  function form(precision) {
    if (precision <= 1) return FORMS.exact;
    return precision === 2 ? FORMS.near : FORMS.area;
  }

  /** The form of a mark; what lies beside a place has one of its own, however near it is, and so has what is blurred
   * to protect people. */
  function formOf(mark) {
    if (mark.blurred && !mark.vicinity && mark.precision <= 2) return FORMS.blurred;
    return mark.vicinity ? FORMS.beside : form(mark.precision);
  }

  /** Radius in px: area grows with the count; `largest` is the count that the largest mark stands for. */
  function radius(count, largest) {
    if (count <= 0) return 0;
    return Math.max(SMALLEST, Math.min(LARGEST / Math.sqrt(Math.max(largest, 1)), SINGLE) * Math.sqrt(count));
  }

  /** Radii of all marks in a window: filled for what is dated, outer ring for what has no date. */
  function radii(dated, undated, largest, into) {
    for (let i = 0; i < dated.length; i += 1) {
      const filled = radius(dated[i], largest);
      const without = undated ? undated[i] : 0;
      into[2 * i] = filled;
      into[2 * i + 1] = without ? Math.max(radius(dated[i] + without, largest), filled + 3) : 0;
    }
    return into;
  }

  /** Two or three round counts whose bubbles explain the scale. */
  function legendCounts(largest) {
    if (largest <= 2) return [1, 2].filter((count) => count <= largest);
    const top = roundDown(largest);
    const middle = roundDown(top / 5);
    return [...new Set([1, middle, top])].filter((count) => count >= 1).sort((a, b) => a - b);
  }

  function roundDown(value) {
    if (value < 1) return 1;
    const power = 10 ** Math.floor(Math.log10(value));
    const lead = value / power;
    return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
  }

  /** Web Mercator, 0…1 from the north-west corner (EPSG:3857 scaled to the unit square). */
  function mercator(lon, lat) {
    const y = (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))) / 360;
    return [(lon + 180) / 360, y];
  }

  /** The mark under a point of the screen: the one whose centre is nearest relative to its size. -1: none.
   * `camera` is {x, y, scale, width, height}: the unit-square point at the middle and pixels a unit. */
  function hit(positions, sizes, camera, pointX, pointY, tolerance) {
    let best = -1;
    let bestDistance = Infinity;
    for (let i = 0; i < positions.length / 2; i += 1) {
      const size = Math.max(sizes[2 * i], sizes[2 * i + 1]);
      if (!size) continue;
      const dx = (positions[2 * i] - camera.x) * camera.scale + camera.width / 2 - pointX;
      const dy = (positions[2 * i + 1] - camera.y) * camera.scale + camera.height / 2 - pointY;
      const distance = Math.hypot(dx, dy);
      if (distance > size + tolerance) continue;
      // Relative distance alone would let a large disc hide a small one that stands on it.
      const relative = distance / size + size / 1000;
      if (relative < bestDistance) {
        bestDistance = relative;
        best = i;
      }
    }
    return best;
  }

  /** Every mark whose centre lies within `reach` px of a point of the screen, the nearest first. */
  function around(positions, sizes, camera, pointX, pointY, reach) {
    const found = [];
    for (let i = 0; i < positions.length / 2; i += 1) {
      if (!sizes[2 * i] && !sizes[2 * i + 1]) continue;
      const dx = (positions[2 * i] - camera.x) * camera.scale + camera.width / 2 - pointX;
      const dy = (positions[2 * i + 1] - camera.y) * camera.scale + camera.height / 2 - pointY;
      const distance = Math.hypot(dx, dy);
      if (distance <= reach) found.push({ index: i, distance });
    }
    return found.sort((a, b) => a.distance - b.distance || a.index - b.index).map((each) => each.index);
  }

  /** Longitude and latitude of a point of the unit square; the inverse of `mercator`. */
  function unproject(x, y) {
    return [x * 360 - 180, (360 / Math.PI) * Math.atan(Math.exp(Math.PI * (1 - 2 * y))) - 90];
  }

  /** The box [west, south, east, north] that holds most of what is drawn; null when there is nothing.
   * The outermost 2 % on each side are left out: one far place must not shrink all others to a speck. */
  function extent(marks, counts) {
    const drawn = marks.map((mark, i) => ({ mark, count: counts[i] })).filter((entry) => entry.count > 0);
    // The middle of a country or a sea is nowhere in particular: look there only when there is nothing else.
    const placed = drawn.filter((entry) => entry.mark.precision < 6);
    const seen = placed.length ? placed : drawn;
    if (!seen.length) return null;
    const share = (name, from, to) => {
      const sorted = [...seen].sort((a, b) => a.mark[name] - b.mark[name]);
      const total = sorted.reduce((sum, entry) => sum + entry.count, 0);
      let sum = 0;
      let low = null;
      let high = null;
      for (const entry of sorted) {
        sum += entry.count;
        if (low === null && sum >= from * total) low = entry.mark[name];
        if (high === null && sum >= to * total) high = entry.mark[name];
      }
      return [low, high];
    };
    const [west, east] = share("lon", 0.02, 0.98);
    const [south, north] = share("lat", 0.02, 0.98);
    return [west, south, east, north];
  }

  parts.marks = { FORMS, LARGEST, SMALLEST, form, formOf, radius, radii, legendCounts, mercator, unproject, hit, around, extent };
  if (typeof module !== "undefined") module.exports = parts.marks;
})(globalThis);
