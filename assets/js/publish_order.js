/* What a picture is asked to be: from the fields of the publish panel to the pairs of its address, to a command, to the
 * snippet of a frame. Pure. The pairs are those of dashboard/publication/order.py.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const SIZES = ["1200x675", "1200x630", "1080x1080", "1080x1350", "1080x1920", "1920x1080", "a4-landscape", "a4-portrait"];
  const FORMATS = ["png", "svg", "pdf"];
  const STYLES = ["basic", "minimal", "print"];
  const USUAL = { size: SIZES[0], format: "png", scale: "1", lang: "en", theme: "light", background: "filled", style: "basic", labels: "on", locator: "on", measure: "stories" };
  const WORDS = ["title", "subtitle", "notes", "author"];
  // Filters as options of the command, named as in the address but for one; those of several values are repeated.
  const FILTERS = ["from", "to", "time", "undated", "text", "bbox", "area", "precision", "confidence", "roles", "language"];
  const SEVERAL = ["place", "source", "kind", "event", "actor"];
  const CALLED = { language: "stories-language" };
  const SAME = ["title", "subtitle", "notes", "author", "theme", "background", "style", "labels", "label", "highlight", "view", "frame", "scale", "alt", "measure", "locator"];

  /** A picture to begin with, as the page is: a tall one from a tall screen. */
  function fresh({ language, theme, title, tall }) {
    return {
      ...{ title: title || "", subtitle: "", notes: "", author: "", sources: null, alt: null },
      ...{ lang: language, theme, size: tall ? "1080x1350" : SIZES[0], own: { width: 900, height: 600 }, format: "png", scale: "1" },
      ...{ background: "filled", style: "basic", labels: true, label: [], highlight: "", extent: "screen", annotations: [], locator: true },
    };
  }

  const oneLine = (text) => text.replace(/\s+/g, " ").trim();
  const round = (degrees) => Number(degrees.toFixed(4));

  /** The box of the screen as a picture's frame; "" where it frames nothing that can be drawn. */
  function frameOf(box) {
    if (!box) return "";
    const [west, east] = [box[0], box[2]].map((lon) => Math.max(-180, Math.min(180, lon)));
    const [south, north] = [box[1], box[3]].map((lat) => Math.max(-84, Math.min(84, lat)));
    return east - west > 0.005 && north - south > 0.005 ? [west, south, east, north].map(round).join(",") : "";
  }

  const sourceLine = ({ text, url }) => (url.trim() ? `${oneLine(text)}|${url.trim()}` : oneLine(text));
  const sizeOf = (draft) => (draft.size === "own" ? `${draft.own.width}x${draft.own.height}` : draft.size);

  /** The pairs of a picture: `asked` are those of the query, `seen` is {frame, measure}. What is usual is left out. */
  function pairs(draft, asked, seen) {
    const all = {
      ...asked,
      ...Object.fromEntries(WORDS.map((name) => [name, draft[name].trim()])),
      ...{ size: sizeOf(draft), format: draft.format, scale: draft.format === "png" ? draft.scale : "1", lang: draft.lang, theme: draft.theme },
      ...{ background: draft.background, style: draft.style, labels: draft.labels ? "on" : "off", locator: draft.locator ? "on" : "off", measure: seen.measure },
      label: draft.labels ? draft.label.join("|") : "",
      highlight: draft.highlight,
      frame: draft.extent === "screen" ? seen.frame : "",
      annotations: draft.annotations.filter((one) => one.text.trim()).map((one) => `${round(one.lat)},${round(one.lon)}|${oneLine(one.text)}`).join("\n"),
    };
    const told = Object.fromEntries(Object.entries(all).filter(([name, value]) => value && value !== USUAL[name]));
    if (draft.sources) told.sources = draft.sources.filter((one) => one.text.trim() || one.url.trim()).map(sourceLine).join("\n");
    if (draft.alt !== null && draft.alt.trim()) told.alt = draft.alt.trim();
    return told;
  }

  /** The path of a picture, or of what is told of it. */
  function address(path, told, more = {}) {
    const { format, ...others } = told;
    const query = new URLSearchParams({ ...others, ...more }).toString();
    return query ? `${path}?${query}` : path;
  }

  const pictureAddress = (told, more) => address(`/figure.${told.format || "png"}`, told, more);

  /** A word of a command line, as a shell reads it back. */
  function quoted(word, windows) {
    if (/^[\w.,:=/+-]+$/.test(word)) return word;
    if (windows) return `"${word.replace(/\s*\n\s*/g, " ").replace(/"/g, '\\"')}"`;
    return `'${word.replace(/'/g, "'\\''")}'`;
  }

  /** The command that draws the same picture. */
  function command(told, windows) {
    const words = ["python", "app.py", "figure", `conflict-map.${told.format || "png"}`];
    const give = (option, value) => words.push(/^-/.test(value) ? quoted(`--${option}=${value}`, windows) : `--${option} ${quoted(value, windows)}`);
    if (told.size) give("preset", told.size);
    if (told.lang) give("language", told.lang);
    for (const name of SAME) if (told[name]) give(name, told[name]);
    for (const line of (told.sources || "").split("\n").filter(Boolean)) give("sources", line);
    for (const line of (told.annotations || "").split("\n").filter(Boolean)) give("annotate", line);
    for (const name of FILTERS) if (told[name]) give(CALLED[name] || name, told[name]);
    for (const name of SEVERAL) for (const value of (told[name] || "").split("|").filter(Boolean)) give(name, value);
    return words.join(" ");
  }

  /** What a picture's file is called. */
  function fileName(told) {
    const name = oneLine((told.title || "").replace(/[\\/:*?"<>|\u0000-\u001f.]/g, " ")).slice(0, 80).trim().replace(/ /g, "-");
    return `${name || "conflict-map"}.${told.format || "png"}`;
  }

  const SIGNS = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };
  const attribute = (text) => text.replace(/[&"<>]/g, (sign) => SIGNS[sign]);

  /** The HTML that frames the map on another page. */
  function snippet(source, title, height) {
    return `<iframe src="${attribute(source)}" title="${attribute(title)}" width="100%" height="${height}" loading="lazy" style="border:0" allowfullscreen></iframe>`;
  }

  parts.publishOrder = { SIZES, FORMATS, STYLES, fresh, frameOf, pairs, address, pictureAddress, command, fileName, snippet };
  if (typeof module !== "undefined") module.exports = parts.publishOrder;
})(globalThis);
