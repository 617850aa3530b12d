/* Comparing two windows: the second one on the histogram, the numbers side by side, the changes on the map. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const REST = 180; // ms of rest before the map and the outlets follow
  const ROWS = ["stories", "mentions", "places", "outlets"];

  /** The second window a state asks for; null: none. */
  function secondOf(state) {
    if (!state.vs_from || !state.vs_to) return null;
    const days = [state.vs_from, state.vs_to].map((iso) => parts.calendar.toDay(iso)).sort((a, b) => a - b);
    return { first: days[0], last: days[1] };
  }

  class Compare {
    constructor(host) {
      this.host = host;
      this.second = null;
      this.known = { cube: null, key: "", sums: null };
      this.layer = null;
      this.timer = null;
      this.outlets = { key: "", numbers: [] };
      this.result = null;
      const { find, timeline } = host;
      this.hands = { track: find("HISTOGRAM"), from: find("SECOND_FROM"), to: find("SECOND_TO"), body: find("SECOND_BODY") };
      this.row = find("COMPARISON");
      parts.windowHands.attach(this.hands, {
        span: () => timeline.chart.span,
        window: () => this.second,
        change: (next) => this.set(next),
        grabbed: () => timeline.stop(),
      });
      timeline.onDrawn((chart, scale) => this.place(chart, scale));
      find("COMPARE").addEventListener("click", () => this.toggle());
      this.build();
    }

    // ---- the row of numbers

    build() {
      const { element } = parts.dom;
      const { say } = this.host.speak;
      const cell = (tag, attributes, text) => element(tag, attributes, text || "");
      this.cells = {};
      const head = element("tr", {}, cell("td", {}));
      for (const name of ROWS) head.append(cell("th", { scope: "col" }, say(`compare.${name}`)));
      const line = (which) => {
        const row = element("tr", { class: which });
        this.cells[which] = { period: cell("th", { scope: "row" }) };
        row.append(this.cells[which].period);
        for (const name of ROWS) row.append((this.cells[which][name] = cell("td", {})));
        return row;
      };
      const table = element("table", { class: "two-windows" }, element("thead", {}, head), element("tbody", {}, line("a"), line("b")));
      this.changes = {};
      const legend = element("ul", { class: "changes", "aria-label": say("compare.changes") });
      for (const name of parts.comparison.CHANGES) {
        this.changes[name] = element("span", {});
        legend.append(element("li", {}, element("span", { class: `change is-${name}`, "aria-hidden": "true" }), this.changes[name]));
      }
      this.note = element("p", { class: "compare-note" });
      const close = element("button", { type: "button", class: "quiet", onclick: () => this.toggle() }, say("compare.end"));
      this.row.append(table, element("div", { class: "compare-side" }, legend, this.note), close);
    }

    tell(a, b, numbers, result) {
      const { speak } = this.host;
      const period = (window) => parts.calendar.sayPeriod(window.first, window.last, speak.language, true);
      for (const [which, window, i] of [["a", a, 0], ["b", b, 1]]) {
        this.cells[which].period.textContent = period(window);
        for (const name of ROWS) this.cells[which][name].textContent = name === "outlets" ? this.outletsInWords(i) : speak.number(numbers[i][name]);
      }
      for (const name of parts.comparison.CHANGES) this.changes[name].textContent = speak.say(`compare.${name}`, {}, result[name]);
      const even = a.last - a.first === b.last - b.first;
      this.note.textContent = speak.say(even ? "compare.note" : "compare.note_per_day");
    }

    outletsInWords(i) {
      const number = this.outlets.numbers[i];
      return number === undefined ? "…" : this.host.speak.number(number);
    }

    // ---- state

    set(window) {
      const { toIso } = parts.calendar;
      this.host.keeper.set({ vs_from: toIso(window.first), vs_to: toIso(window.last) });
      this.host.timeline.later();
    }

    toggle() {
      const { keeper, timeline } = this.host;
      if (this.second) {
        keeper.set({ vs_from: null, vs_to: null }, { step: true });
        return;
      }
      const { window, span } = timeline.chart;
      if (!span) return;
      timeline.stop();
      const { a, b } = parts.comparison.proposed(window, span);
      timeline.change(a);
      const { toIso } = parts.calendar;
      keeper.set({ vs_from: toIso(b.first), vs_to: toIso(b.last) }, { step: true });
    }

    // ---- what follows

    place(chart, scale) {
      const { from, to, body } = this.hands;
      for (const control of [from, to, body]) parts.dom.hide(control, !this.second || !scale);
      if (!this.second || !scale) return;
      const seen = parts.timeWindow.clamp(this.second, chart.span);
      parts.windowHands.place(this.hands, seen, chart.span, scale, this.host.speak.language);
    }

    drawn({ state, cube, summary, window }) {
      const second = window && secondOf(state);
      const shown = Boolean(second);
      if (shown !== Boolean(this.second)) this.host.timeline.later();
      this.second = second;
      if (this.row.hidden === shown) {
        this.row.hidden = !shown;
        this.host.find("COMPARE").setAttribute("aria-pressed", String(shown));
        this.host.page.classList.toggle("comparing", shown);
      }
      if (shown) this.compare(state, cube, summary, window, second);
      else this.end();
    }

    end() {
      if (!this.result) return;
      this.result = null;
      clearTimeout(this.timer);
      this.layer?.hide();
      this.host.map()?.setGhosts(null);
    }

    /** The sums of the second window, worked out once while it stays. */
    sumsOf(cube, window) {
      const key = `${window.first} ${window.last}`;
      if (this.known.cube !== cube || this.known.key !== key) {
        const sums = parts.cube.windowSums(cube, window.first, window.last, this.known.cube === cube ? this.known.sums : undefined);
        const numbers = parts.comparison.numbersOf(cube, window, sums.stories);
        this.known = { cube, key, sums, numbers };
      }
      return this.known;
    }

    compare(state, cube, summary, a, b) {
      const { sums, numbers } = this.sumsOf(cube, b);
      const counts = [summary.sums[state.measure], sums[state.measure]];
      const into = this.result && this.result.classes.length === counts[0].length ? this.result.classes : undefined;
      const result = parts.comparison.compare(...counts, a, b, into);
      const own = parts.comparison.numbersOf(cube, a, summary.sums.stories);
      const key = JSON.stringify([a, b, parts.stateFields.asked(state), cube.header.version]);
      if (key !== this.outlets.key) this.outlets = { key, numbers: [] };
      this.tell(a, b, [own, numbers], result);
      this.result = { ...result, a: { ...a, ...own }, b: { ...b, ...numbers } };
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.rest(cube, counts, key, state), REST);
    }

    rest(cube, counts, key, state) {
      if (this.layer && this.result) {
        const largest = parts.summary.largestOf(cube, state.measure); // as the marks below
        this.layer.show(parts.changeLayer.features(cube.marks, this.result.classes, ...counts, largest));
        this.host.map().setGhosts(parts.changeLayer.ghosts(this.result.classes, counts[1], largest));
      }
      this.askOutlets(key, state);
    }

    async askOutlets(key, state) {
      const { source } = this.host;
      if (!source.outlets || this.outlets.numbers.length || !this.result) return;
      const { toIso } = parts.calendar;
      const asked = parts.stateFields.asked(state);
      const windows = [this.result.a, this.result.b];
      try {
        const numbers = await Promise.all(windows.map(({ first, last }) =>
          source.outlets({ ...asked, from: toIso(first), to: toIso(last), undated: "no" })));
        if (this.outlets.key !== key) return;
        this.outlets.numbers = numbers;
        ["a", "b"].forEach((which, i) => { this.cells[which].outlets.textContent = this.outletsInWords(i); });
      } catch {
        // The other numbers stand without it.
      }
    }

    mapReady(view) {
      this.layer = parts.changeLayer.create(view.map, this.host.config.colours, () => view.words());
    }

    state() {
      if (!this.result) return { comparison: null };
      const { toIso } = parts.calendar;
      const told = ({ first, last, ...numbers }) => ({ from: toIso(first), to: toIso(last), ...numbers });
      const { a, b, more, less, fresh, gone, same } = this.result;
      return { comparison: { a: told(a), b: told(b), more, less, new: fresh, gone, same } };
    }
  }

  (parts.featureList = parts.featureList || []).push({
    name: "compare",
    framed: true,
    fields: ({ day }) => ({ vs_from: day(), vs_to: day() }),
    create: (host) => new Compare(host),
  });
  parts.compareWindows = { secondOf };
  if (typeof module !== "undefined") module.exports = parts.compareWindows;
})(globalThis);
