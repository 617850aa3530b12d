/* The export panel: how many rows each kind has of what is shown, and the link that downloads them. The server counts and
 * writes; the same question as the map's makes both, so a file has as many rows as the screen says. Other files offer more by
 * pushing `(host, wanted) => node` onto parts.exportMore. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const DOWNLOADS = "/export";
  const ROWS = ["mentions", "places", "stories", "citations", "all"];
  const FORMATS = ["xlsx", "csv", "gpkg", "geojson", "parquet", "kml", "bibtex"]; // in the order they are offered
  const LARGE = { xlsx: 30000, other: 200000 }; // rows that take a while

  /** What is asked for in a state, as geodata/query.py reads it. Pure. */
  const wantedOf = (state) => ({ from: state.from, to: state.to, undated: state.undated ? "" : "no", ...parts.stateFields.asked(state) });

  /** The formats that hold such rows, in the order they are offered. Pure. */
  const formatsFor = (offers, rows) => offers.filter((offer) => offer.rows.includes(rows)).sort((a, b) => FORMATS.indexOf(a.format) - FORMATS.indexOf(b.format));

  /** How many rows the longest table of a file has. Pure. */
  const longest = (counts, rows) => (rows === "all" ? Math.max(counts.mentions, counts.places, counts.stories) : counts[rows]);

  /** The address of a download. Pure. */
  function addressOf(choice, offer, wanted, language) {
    const packing = {
      archive: choice.archive ? "yes" : "",
      bom: choice.bom && offer.format === "csv" ? "yes" : "",
      exact: choice.exact ? "yes" : "",
      lang: language === "ar" ? "ar" : "", // what travels with the data is in the reader's language; `language` is the stories'
    };
    return parts.dataSource.address(DOWNLOADS, `${choice.rows}${offer.ending}`, { ...wanted, ...packing });
  }

  /** What keeps a file from being made: a key of the words, "" for nothing. Pure. */
  function hindrance(counts, offer, rows) {
    const size = longest(counts, rows);
    if (!size) return "export.none";
    return offer.most && size > offer.most ? "export.too_many" : "";
  }

  class Exporting {
    constructor(host) {
      this.host = host;
      this.speak = host.speak;
      this.window = host.find("EXPORTING");
      this.choice = { rows: "mentions", format: "", archive: true, bom: false, exact: false };
      this.told = null; // {rows: {kind: number}, formats} of what is shown
      host.find("EXPORT").addEventListener("click", () => this.open());
      this.window.addEventListener("click", (event) => {
        if (event.target === this.window) this.window.close(); // the ground around it
      });
    }

    async open() {
      if (this.window.open) return;
      this.told = null;
      this.draw(this.speak.say("export.counting"));
      this.window.showModal();
      this.wanted = wantedOf(this.host.keeper.get());
      try {
        this.told = await this.host.source.exports(this.wanted);
      } catch {
        this.draw(this.speak.say("export.failed"));
        return;
      }
      this.draw();
      this.window.querySelector("input:checked").focus();
    }

    choose(patch) {
      Object.assign(this.choice, patch);
      const focused = document.activeElement?.dataset.choice;
      this.draw();
      this.window.querySelector(`[data-choice="${focused}"]`)?.focus();
    }

    offer() {
      const possible = formatsFor(this.told.formats, this.choice.rows);
      return possible.find((offer) => offer.format === this.choice.format) || possible[0];
    }

    draw(waiting) {
      const { element } = parts.dom;
      const { say } = this.speak;
      const close = element("button", { type: "button", class: "close", "aria-label": say("export.close"), onclick: () => this.window.close() }, "×");
      const body = waiting ? [element("p", { class: "meta", role: "status" }, waiting)] : this.body();
      this.window.replaceChildren(
        element("header", { class: "export-head" }, element("h2", {}, say("export.title")), close),
        element("div", { class: "export-body" }, body),
      );
    }

    body() {
      const { element } = parts.dom;
      const { say } = this.speak;
      const offer = this.offer();
      return [
        element("fieldset", { class: "export-rows" }, element("legend", { class: "meta" }, say("export.rows")), ROWS.map((rows) => this.kind(rows))),
        this.formats(offer),
        this.check("archive", "export.archive"),
        offer.format === "csv" ? this.check("bom", "export.bom") : null,
        parts.exactness?.isOpen() ? this.check("exact", "export.exact") : null,
        ...this.download(offer),
        ...(parts.exportMore || []).map((make) => make(this.host, this.wanted)),
        element("p", { class: "meta" }, say("export.rights")),
      ].filter(Boolean);
    }

    kind(rows) {
      const { element } = parts.dom;
      const { say, number } = this.speak;
      const box = element("input", { type: "radio", name: "export-rows", value: rows, "data-choice": rows, checked: this.choice.rows === rows, onchange: () => this.choose({ rows }) });
      return element("label", {},
        box,
        element("span", {}, say(`export.${rows}`)),
        rows === "all" ? null : element("span", { class: "number" }, number(this.told.rows[rows])),
        element("span", { class: "meta" }, say(`export.${rows}.what`)));
    }

    formats(chosen) {
      const { element } = parts.dom;
      const { say } = this.speak;
      const options = formatsFor(this.told.formats, this.choice.rows).map(({ format }) => element("option", { value: format, selected: format === chosen.format }, say(`export.format.${format}`)));
      const list = element("select", { "data-choice": "format", onchange: (event) => this.choose({ format: event.target.value }) }, options);
      return element("label", { class: "export-format" }, element("span", {}, say("export.format")), list);
    }

    check(name, words) {
      const { element } = parts.dom;
      const box = element("input", { type: "checkbox", "data-choice": name, checked: this.choice[name], onchange: (event) => this.choose({ [name]: event.target.checked }) });
      return element("label", { class: "export-choice" }, box, element("span", {}, this.speak.say(words)));
    }

    download(offer) {
      const { element } = parts.dom;
      const { say, number } = this.speak;
      const { rows } = this.told;
      const hindered = hindrance(rows, offer, this.choice.rows);
      const link = hindered
        ? element("a", { class: "export-download", role: "link", "aria-disabled": "true" }, say("export.download"))
        : element("a", { class: "export-download", href: addressOf(this.choice, offer, this.wanted, this.speak.language), download: "" }, say("export.download"));
      const large = longest(rows, this.choice.rows) > (LARGE[offer.format] || LARGE.other) ? "export.large" : "";
      const remark = hindered || large;
      return [remark ? element("p", { role: "status" }, say(remark, { most: number(offer.most || 0) })) : null, link];
    }

    state() {
      return { exporting: this.window.open ? { ...this.choice, counts: this.told?.rows || null } : null };
    }
  }

  const create = (host) => (host.find("EXPORTING") && host.source.exports ? new Exporting(host) : {});

  (parts.featureList = parts.featureList || []).push({ name: "exporting", create });
  parts.exporting = { wantedOf, formatsFor, longest, addressOf, hindrance, FORMATS };
  if (typeof module !== "undefined") module.exports = parts.exporting;
})(globalThis);
