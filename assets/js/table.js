/* The table of mentions: what the map shows, row by row, under the same filters and window.
 *
 * The grid (AG Grid by dash-ag-grid) is fetched when the table is first opened. Its rows come a block at a time from
 * /api/mentions, sorted there; a row chooses its mark, a chosen mark stands out and can be had alone.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const LOOK = 50; // ms between two looks whether the grid is there
  const PATIENCE = 60000; // ms for it to be there, on a slow machine too
  const PAUSE = 300; // ms of rest before the rows follow a moved window
  const SORTS = ["day", "place", "kind", "unit", "role", "precision", "confidence", "outlet"]; // geodata/columns/rows.py

  const fields = (kinds) => ({
    table: kinds.flag(false),
    sort: kinds.choice(SORTS),
    dir: kinds.choice(["desc", "asc"]),
    only: kinds.flag(false), // rows of the chosen mark alone
  });

  /** Which rows are asked for in a state; their order is the grid's own. */
  function wantedOf(state) {
    return {
      from: state.from,
      to: state.to,
      undated: state.undated ? "" : "no",
      mark: state.only ? state.mark : "",
      ...parts.stateFields.asked(state),
    };
  }

  /** A row as the grid shows it: words only. */
  function shown(row, speak) {
    const comma = parts.placeNames.comma(speak);
    return {
      ...row,
      day: row.when ? parts.calendar.sayWhen(row.when, speak.language) : speak.say("story.undated"),
      outlet: row.outlet || speak.say("story.no_outlet"),
      confidence: `${row.confidence}%`,
      tags: row.tags.join(comma),
      link: parts.dom.safeAddress(row.url),
    };
  }

  /** What stands in cells, as React elements: text stays text, and only http and https become links. */
  function cells(speak) {
    const make = (...given) => root.React.createElement(...given);
    return {
      OwnDirection: ({ value }) => (value ? make("bdi", null, value) : null),
      SourceLink: ({ value }) => (value
        ? make("a", { href: value, target: "_blank", rel: "noopener noreferrer", onClick: (event) => event.stopPropagation() }, `${speak.say("table.link")} ↗`)
        : null),
    };
  }

  function loadScript(address) {
    return new Promise((done, failed) => {
      const script = parts.dom.element("script", { src: address });
      script.addEventListener("load", done);
      script.addEventListener("error", () => {
        script.remove(); // so that it can be tried again
        failed(new Error(address));
      });
      document.head.append(script);
    });
  }

  /** The grid's own interface, once it is ready for rows. Asked again and again: on a slow machine the promise that
   * dash-ag-grid gives for it may never be kept. */
  async function gridOf(id) {
    for (let waited = 0; waited < PATIENCE; waited += LOOK) {
      try {
        const grid = root.dash_ag_grid.getApi(id);
        if (grid?.getGridOption("datasource")) return grid; // the one dash-ag-grid begins with; ours comes after it
      } catch {
        // not there yet: getApi says so by throwing
      }
      await new Promise((done) => setTimeout(done, LOOK));
    }
    throw new Error(`no grid ${id}`);
  }

  class Table {
    constructor(host) {
      this.host = host;
      this.speak = host.speak;
      this.grid = null; // the grid's own interface, once it is there
      this.begun = null;
      this.asked = "";
      this.total = null;
      this.timer = null;
      this.open = false;
      this.drawer = host.find("TABLE");
      const set = (patch) => host.keeper.set(patch);
      host.find("TABLE_OPEN").addEventListener("click", () => set({ table: !host.keeper.get().table }));
      host.find("TABLE_CLOSE").addEventListener("click", () => this.close());
      host.find("TABLE_ONLY").addEventListener("click", () => set({ only: !host.keeper.get().only }));
      this.drawer.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        this.close();
      });
    }

    close() {
      this.host.keeper.set({ table: false });
      this.host.find("TABLE_OPEN").focus();
    }

    // ---- what the page tells

    drawn({ state, cube, chosen }) {
      if (state.table !== this.open) this.turn(state.table);
      if (!this.open) return;
      const mark = chosen >= 0 ? cube.marks[chosen] : null;
      if (mark !== this.mark) this.showChosen(mark);
      this.host.find("TABLE_ONLY").setAttribute("aria-pressed", String(Boolean(mark) && state.only));
      this.sort(state);
      const question = JSON.stringify(wantedOf(state));
      if (question === this.asked) return;
      this.asked = question;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.askAnew(), this.grid ? PAUSE : 0);
    }

    /** Other stories, or the same asked for anew because some were added: the rows are no longer those. */
    loaded() {
      this.asked = "";
    }

    turn(open) {
      this.open = open;
      this.asked = "";
      this.drawer.hidden = !open;
      this.host.page.classList.toggle("has-table", open);
      this.host.find("TABLE_OPEN").setAttribute("aria-expanded", String(open));
      clearTimeout(this.timer);
    }

    showChosen(mark) {
      this.mark = mark;
      const only = this.host.find("TABLE_ONLY");
      only.hidden = !mark;
      if (mark) only.textContent = this.speak.say("table.only", { place: parts.placeNames.of(mark, this.speak.language).own });
      this.grid?.redrawRows();
    }

    // ---- the grid

    askAnew() {
      if (!this.open) return;
      if (!this.grid) this.begin();
      else this.fill();
    }

    begin() {
      this.begun = this.begun || this.build().catch(() => {
        this.begun = null;
        this.fail();
      });
    }

    async build() {
      const { host, speak } = this;
      this.say(speak.say("table.loading"));
      const { sort, dir } = host.keeper.get();
      const { script, component } = await host.source.table({ lang: speak.language, sort, dir });
      root.dashAgGridComponentFunctions = Object.assign(root.dashAgGridComponentFunctions || {}, cells(speak));
      if (!root.dash_ag_grid) await loadScript(script);
      root.dash_clientside.set_props(host.config.ids.TABLE_GRID, { children: component });
      const grid = await gridOf(host.config.ids.TABLE_ROWS);
      grid.setGridOption("rowClassRules", { chosen: ({ data }) => Boolean(data && this.mark && data.mark === this.mark.key) });
      grid.addEventListener("rowClicked", ({ data }) => this.goTo(data));
      grid.addEventListener("cellKeyDown", ({ data, event }) => event.key === "Enter" && this.goTo(data));
      grid.addEventListener("sortChanged", () => this.sorted());
      this.grid = grid;
      this.fill();
    }

    /** Hand the grid a source of rows for what is asked now; what an older one still fetches is dropped. */
    fill() {
      const state = this.host.keeper.get();
      const wanted = wantedOf(state);
      const heading = this.speak.say(state.time === "event" ? "table.event" : "table.day");
      const columns = this.grid.getColumnDefs();
      if (columns.some((column) => column.colId === "day" && column.headerName !== heading)) {
        this.grid.setGridOption("columnDefs", columns.map((column) => (column.colId === "day" ? { ...column, headerName: heading } : column)));
      }
      this.request?.abort();
      const request = (this.request = new AbortController());
      this.grid.setGridOption("datasource", {
        getRows: async ({ startRow, endRow, sortModel, successCallback, failCallback }) => {
          const [order = { colId: SORTS[0], sort: "desc" }] = sortModel;
          const block = { offset: startRow, limit: endRow - startRow, sort: order.colId, dir: order.sort };
          try {
            const page = await this.host.source.mentions({ ...wanted, ...block, lang: this.speak.language }, request.signal);
            this.total = page.total;
            this.say(page.total ? this.speak.say("count.mentions", {}, page.total) : this.speak.say("table.none"));
            successCallback(page.rows.map((row) => shown(row, this.speak)), page.total);
          } catch {
            failCallback();
            if (!request.signal.aborted) this.fail();
          }
        },
      });
    }

    say(words) {
      this.host.find("TABLE_COUNT").textContent = words;
    }

    fail() {
      const again = () => (this.grid ? this.fill() : this.begin());
      this.host.find("TABLE_COUNT").replaceChildren(`${this.speak.say("table.failed")} `,
        parts.dom.element("button", { type: "button", class: "facet-more", onclick: again }, this.speak.say("again")));
    }

    /** By what the grid is sorted. */
    order() {
      const column = this.grid.getColumnState().find((one) => one.sort);
      return column ? { sort: column.colId, dir: column.sort } : { sort: SORTS[0], dir: "desc" };
    }

    sorted() {
      this.host.keeper.set(this.order());
    }

    /** Follow the address, which the browser's back button may have changed. */
    sort(state) {
      const order = this.grid && this.order();
      if (!order || (order.sort === state.sort && order.dir === state.dir)) return;
      this.grid.applyColumnState({ state: [{ colId: state.sort, sort: state.dir }], defaultState: { sort: null } });
    }

    goTo(row) {
      if (!row) return; // not there yet
      // On a phone the table covers the page: make way for what is chosen.
      if (root.getComputedStyle(this.drawer).position === "fixed") this.host.keeper.set({ table: false });
      this.host.choose(row.mark);
    }

    state() {
      return { table: { open: this.open, ready: Boolean(this.grid), total: this.total } };
    }
  }

  parts.table = { wantedOf, shown, cells };
  (parts.featureList = parts.featureList || []).push({ name: "table", fields, create: (host) => new Table(host) });
  if (typeof module !== "undefined") module.exports = parts.table;
})(globalThis);
