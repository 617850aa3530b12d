/* The first script of the offline file: unpacks what it carries and starts the page, without asking anyone. */
(function (root) {
  "use strict";

  const BIG = 10000; // letters: a worker's own source, not a line that loads it

  /** A text the file carries compressed. */
  async function unpack(name) {
    const packed = document.getElementById(`packed-${name}`);
    const bytes = Uint8Array.from(atob(packed.textContent.trim()), (letter) => letter.charCodeAt(0));
    packed.remove();
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  /** Run a script of the file; the page's policy knows it by its hash. */
  function run(source) {
    const script = document.createElement("script");
    script.textContent = source;
    document.head.append(script);
  }

  /** Where a file's blobs have another origin than the file, MapLibre wraps its worker in a module that may not be loaded.
   * The worker's source is kept when the blob is made, and the worker started from a data: address. */
  function mendWorkers() {
    const address = URL.createObjectURL(new Blob([""]));
    const same = new URL(address).origin === root.location.origin;
    URL.revokeObjectURL(address);
    if (same) return;
    const [PlainBlob, PlainWorker] = [root.Blob, root.Worker];
    let source = null;
    root.Blob = class extends PlainBlob {
      constructor(pieces = [], options = {}) {
        super(pieces, options);
        if (options.type === "text/javascript" && String(pieces[0]).length > BIG) source = String(pieces[0]);
      }
    };
    root.Worker = class extends PlainWorker {
      constructor(given, options) {
        if (source === null) super(given, options);
        else super(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`, { type: "module" });
      }
    };
  }

  /** Language and theme: what the address says, else what the file was made in. */
  function wanted(page) {
    const values = new URLSearchParams(root.location.search);
    const choose = (name, choices, fallback) => (choices.includes(values.get(name)) ? values.get(name) : fallback);
    return { language: choose("lang", ["en", "ar"], page.language), theme: choose("theme", ["light", "dark"], page.theme) };
  }

  /** Put the page of a language and theme in its place. */
  function furnish(page, { language, theme }) {
    const html = document.documentElement;
    html.lang = language;
    html.dir = language === "ar" ? "rtl" : "ltr";
    html.dataset.theme = theme;
    for (const [name, value] of Object.entries(page.variables[theme])) html.style.setProperty(name, value);
    document.title = page.titles[language];
    const drawn = document.getElementById(`page-${language}-${theme}`).content.cloneNode(true);
    drawn.querySelector("[data-offline-page]").dataset.config = page.configs[`${language}-${theme}`];
    document.querySelector(".first-light").replaceWith(drawn);
  }

  /** The base map's style with its data, which all styles share. */
  function styleOf(page, files, name) {
    const style = page.styles[name];
    for (const source of Object.values(style.sources)) source.data = files[source.data];
    return style;
  }

  async function start() {
    const [page, files] = (await Promise.all([unpack("page"), unpack("files")])).map((text) => JSON.parse(text));
    const chosen = wanted(page);
    furnish(page, chosen);
    root.conflictMapFiles = files;
    const [plotly, scripts, data] = await Promise.all([unpack("plotly"), unpack("scripts"), unpack("data")]);
    mendWorkers();
    run(plotly);
    const { figure, config, place } = page.map;
    const style = styleOf(page, files, `${chosen.language}-${chosen.theme}`);
    const layout = { ...figure.layout, map: { ...figure.layout.map, style } };
    root.conflictMapCarried = { data: JSON.parse(data), language: chosen.language };
    run(scripts); // the page starts with these, and looks for the map until it is there
    await root.Plotly.newPlot(document.getElementById(place).firstElementChild, figure.data, layout, config);
  }

  if (typeof module !== "undefined") module.exports = { wanted, styleOf };
  if (typeof document === "undefined") return;
  start().catch((error) => {
    const told = document.querySelector(".first-light");
    if (told) told.textContent = told.dataset.failed;
    throw error;
  });
})(globalThis);
