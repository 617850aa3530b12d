/* The page: waits for its elements, fetches the cube, and lets data flow one way:
 * state → sums of the window → map, counts, panel. Every hand on the page only changes the state.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const PATIENCE = 45000; // ms for the map to start, on a slow machine too
  const NOTICE_MS = 6000;
  const ZOOM_FOR = { 1: 9, 2: 8, 3: 7.5, 4: 6.8, 5: 6.2, 6: 5 }; // by precision, when a search goes there

  class Page {
    constructor(page) {
      this.page = page;
      this.config = JSON.parse(page.dataset.config);
      const { language, theme, words, api } = this.config;
      this.speak = parts.words.speaker(words, language);
      this.features = [];
      parts.features.addFields();
      this.source = root.conflictMapSource || parts.dataSource.serverSource(api);
      this.keeper = parts.viewState.keeper(parts.viewState.parse(root.location.search, { language, theme }), root);
      this.cube = null;
      this.summary = null;
      this.largest = 1;
      this.map = null;
      this.mapFailed = false;
      this.fitted = Boolean(this.keeper.get().view);
      this.radii = new Float32Array(0);
      this.pointed = -1; // the mark under the pointer
      this.furnish();
      this.features = parts.features.createAll(this.host());
      this.keeper.onChange((state, changed) => this.follow(state, changed));
      this.listen();
      this.load();
      this.startMap();
    }

    /** The element of a name in dashboard/ids.py. */
    find(name) {
      return document.getElementById(this.config.ids[name]);
    }

    // ---- the page's parts

    furnish() {
      const find = (name) => this.find(name);
      const { speak, source, keeper, config } = this;
      this.legend = parts.legend.create(find("LEGEND"), find("SCALE_BAR"), speak);
      this.tip = parts.mapTip.create(find("MAP_TIP"), find("MAP_FRAME"), speak);
      this.status = parts.statusLine.create(find, speak, keeper);
      this.panel = config.framed ? parts.framed.panel(find) : parts.storyPanel.create(find("STORY_PANEL"), speak, source, {
        choose: (key) => this.choose(key),
        point: (index) => this.map?.point(index),
        unplaced: () => this.readUnplaced(),
      });
      this.reading = config.framed ? parts.framed.reading() : parts.reading.create(this.page, this.panel, speak);
      this.timeline = parts.timeline.create(this.timelineElements(), config.language, config.colours, {
        window: (window, span) => this.setWindow(window, span),
        playing: (yes) => this.showPlaying(yes),
      });
      this.search = config.framed ? parts.framed.search() : parts.searchBox.create(parts.searchBox.field(find("SEARCH_FIELD")), find("SEARCH_RESULTS"), speak, source, {
        place: (place) => this.goTo(place),
        text: (words) => keeper.set({ text: words, mark: "" }, { step: true }),
        only: (place) => keeper.set({ place: Object.freeze([place.id]) }, { step: true }),
        storiesAt: (id) => this.storiesAt(id),
      });
      if (!config.framed) parts.adding.create(find("ADDING"), find("ADD"), speak, config.api, { changed: () => this.changed() });
    }

    /** Stories were kept or taken back. Samples give way to the first story of one's own: a fresh page says so. */
    changed() {
      if (this.config.samples) this.find("ADDING").addEventListener("close", () => root.location.reload(), { once: true });
      else this.load();
    }

    timelineElements() {
      const find = (name) => this.find(name);
      return {
        track: find("HISTOGRAM"),
        canvas: find("HISTOGRAM").querySelector("canvas"),
        inside: find("HISTOGRAM").querySelector("canvas.inside"),
        from: find("WINDOW_FROM"),
        to: find("WINDOW_TO"),
        body: find("WINDOW_BODY"),
        play: find("PLAY"),
        back: find("STEP_BACK"),
        forward: find("STEP_FORWARD"),
      };
    }

    listen() {
      const find = (name) => this.find(name);
      find("WINDOW_ALL").addEventListener("click", () => this.timeline.all());
      find("ZOOM_IN").addEventListener("click", () => this.map?.zoom(1));
      find("ZOOM_OUT").addEventListener("click", () => this.map?.zoom(-1));
      find("ZOOM_ALL").addEventListener("click", () => this.showAll());
      find("STORY_PANEL")?.addEventListener("pointerdown", () => this.page.classList.add("panel-open"));
      find("MAP_FRAME").addEventListener("pointerdown", () => this.page.classList.remove("panel-open"));
      parts.keyboard.listen(document, {
        search: () => find("SEARCH")?.focus(),
        play: () => this.timeline.toggle(),
        step: (direction, times) => this.timeline.stepOften(direction, times),
        leap: (direction) => this.timeline.leap(direction),
        leave: () => this.choose(""),
        press: (name) => this.find(name)?.click(),
      });
    }

    // ---- state → picture

    follow(state, changed) {
      if (parts.stateFields.asksAnew(changed)) {
        this.load();
        this.tell("follow", state, changed);
        return;
      }
      if (changed.has("view")) this.look(state.view);
      if (changed.size === 1 && changed.has("view")) return;
      if (changed.has("measure") && this.cube) this.largest = parts.summary.largestOf(this.cube, state.measure);
      if (changed.has("from") || changed.has("to")) this.map?.step();
      if (["from", "to", "bin", "measure"].some((name) => changed.has(name))) this.timeline.show(state);
      this.draw(state);
      this.tell("follow", state, changed);
    }

    /** Move the map to where the address says, unless it is there: it was the map itself that said so. */
    look(view) {
      const here = this.map && view ? this.map.view() : null;
      if (here && Object.keys(here).some((name) => Math.abs(here[name] - view[name]) > 0.01)) this.map.go(view);
    }

    draw(state) {
      if (!this.cube) return;
      const { cube, largest } = this;
      const window = this.timeline.window();
      const summary = parts.summary.summarise(cube, state, window);
      const chosen = this.markOf(state.mark);
      this.summary = summary;
      if (this.pointed >= 0) this.tip.tell(cube.marks[this.pointed], this.seenOf(this.pointed));
      if (this.map) {
        this.radii = parts.marks.radii(summary.dated, summary.undated, largest, this.radii);
        this.map.setRadii(this.radii);
        this.map.select(chosen);
      }
      const undated = state.undated && summary.undatedStories > 0;
      this.legend.show({ largest, measure: state.measure, forms: summary.forms, undated, uncertain: summary.uncertainMentions > 0 });
      this.status.show(state, summary, window);
      this.search.setText(state.text);
      this.reading.follow(state, summary, cube.marks[chosen], chosen);
      this.tell("drawn", { state, cube, summary, window, chosen });
    }

    // ---- features of other files, see features.js

    /** What a feature is given to work with. */
    host() {
      return {
        page: this.page,
        config: this.config,
        speak: this.speak,
        source: this.source,
        keeper: this.keeper,
        timeline: this.timeline,
        panel: this.panel,
        reading: this.reading,
        find: (name) => this.find(name),
        map: () => this.map,
        cube: () => this.cube,
        summary: () => this.summary,
        choose: (key) => this.choose(key),
        goTo: (place) => this.goTo(place),
        notify: (text) => this.notify(text),
        redraw: () => this.draw(this.keeper.get()),
      };
    }

    tell(what, ...given) {
      for (const feature of this.features) feature[what]?.(...given);
    }

    markOf(key) {
      return key ? this.cube.marks.findIndex((mark) => mark.key === key) : -1;
    }

    storiesAt(id) {
      const rows = this.summary ? this.summary.rows.filter((row) => row.mark.id === id) : [];
      return rows.reduce((sum, row) => sum + row.stories, 0);
    }

    showPlaying(yes) {
      const button = this.find("PLAY");
      button.setAttribute("aria-pressed", String(yes));
      button.setAttribute("aria-label", this.speak.say(yes ? "time.pause" : "time.play"));
      button.classList.toggle("playing", yes);
    }

    notify(text) {
      const notice = this.find("NOTICE");
      notice.textContent = text;
      notice.hidden = false;
      clearTimeout(this.noticeTimer);
      this.noticeTimer = setTimeout(() => {
        notice.hidden = true;
      }, NOTICE_MS);
    }

    // ---- hands → state

    setWindow(window, span) {
      const edge = (name) => (window[name] === span[name] ? null : parts.calendar.toIso(window[name]));
      this.keeper.set({ from: edge("first"), to: edge("last") });
    }

    choose(key) {
      if (!this.cube) return;
      this.reading.leave();
      if (key === this.keeper.get().mark) this.draw(this.keeper.get());
      else this.keeper.set({ mark: key }, { step: !this.config.framed });
      this.reveal(key);
    }

    /** Bring a chosen mark into view. */
    reveal(key) {
      const index = this.cube ? this.markOf(key) : -1;
      if (this.map && index >= 0) this.map.reveal(index, this.sheetHeight());
    }

    /** How much of the map is covered from below: by the table, on a phone by the panel, a sheet over the map. */
    sheetHeight() {
      const table = this.find("TABLE");
      if (!table) return 0;
      if (!table.hidden) return table.offsetHeight;
      const sheet = root.getComputedStyle(this.find("STORY_PANEL"));
      return sheet.position === "absolute" ? Math.min(root.innerHeight * 0.58, 520) : 0;
    }

    readUnplaced() {
      this.keeper.set({ mark: "" });
      this.reading.showUnplaced(this.keeper.get());
    }

    goTo(place) {
      const { say, language } = this.speak;
      const marks = this.cube ? this.cube.marks.filter((candidate) => candidate.id === place.id) : [];
      const mark = marks.find((candidate) => !candidate.title) || marks[0];
      this.choose(mark ? mark.key : "");
      if (!mark) this.notify(say("search.no_stories_named", { place: parts.placeNames.of(place, language).own }));
      const zoom = ZOOM_FOR[place.precision] || 4;
      if (this.map) this.map.go({ lon: place.lon, lat: place.lat, zoom: Math.max(this.map.view().zoom, zoom) });
    }

    showAll() {
      const { cube, summary, map } = this;
      const drawn = summary && cube.marks.map((_, i) => summary.dated[i] + summary.undated[i]);
      const box = drawn && parts.marks.extent(cube.marks, drawn);
      if (map && box) map.fit(box);
    }

    // ---- data and map

    async load() {
      const asked = parts.stateFields.asked(this.keeper.get());
      const question = JSON.stringify(asked);
      let cube;
      try {
        cube = parts.cube.decode(await this.source.cube(asked));
      } catch {
        this.page.classList.replace("loading", "failed");
        this.panel.showFailure(this.speak.say("data.failed"), () => this.load());
        return;
      }
      const state = this.keeper.get();
      if (JSON.stringify(parts.stateFields.asked(state)) !== question) return; // a later question is on its way
      this.cube = cube;
      this.pointAt(-1); // other marks
      this.page.classList.remove("failed", "loading");
      this.page.classList.toggle("is-empty", cube.header.stories === 0 && question === "{}");
      this.largest = parts.summary.largestOf(cube, state.measure);
      this.timeline.setData(cube, state);
      this.giveMarks();
      this.tell("loaded", cube);
      this.draw(state);
      this.firstLook();
    }

    giveMarks() {
      const { map, cube } = this;
      if (!map || !cube) return;
      const weights = parts.summary.allTime(cube, "stories");
      this.radii = new Float32Array(cube.marks.length * 2);
      map.setMarks(cube.marks, weights);
    }

    /** The first look shows all marks, clear of the key: so not before the key says what it has to say. */
    firstLook() {
      const { map, cube } = this;
      if (!map || !cube || this.fitted) return;
      const box = parts.marks.extent(cube.marks, parts.summary.allTime(cube, "stories"));
      if (!box) return;
      map.fit(box, true);
      this.fitted = true;
    }

    async startMap() {
      if (!parts.mapView.canDraw()) {
        this.failMap("map.no_webgl");
        return;
      }
      let ready;
      try {
        ready = await parts.mapView.whenReady(this.config.ids.MAP, PATIENCE);
      } catch {
        this.failMap("map.failed");
        return;
      }
      this.map = parts.mapView.create(ready, this.find("MAP_FRAME"), this.config, {
        choose: (index, at) => {
          this.choose(index >= 0 ? this.cube.marks[index].key : "");
          this.tell("clicked", index, at);
        },
        hover: (index, at) => this.pointAt(index, at),
        move: (view, rest) => {
          this.legend.scale(view);
          if (rest) this.keeper.set({ view });
        },
      });
      this.legend.scale(this.map.view());
      this.page.classList.add("map-ready");
      this.giveMarks();
      this.tell("mapReady", this.map);
      this.draw(this.keeper.get());
      this.firstLook();
      this.reveal(this.keeper.get().mark);
    }

    failMap(words) {
      this.mapFailed = true;
      const message = this.find("MAP_MESSAGE");
      message.textContent = this.speak.say(words);
      message.hidden = false;
    }

    pointAt(index, at) {
      this.pointed = this.summary ? index : -1;
      if (this.pointed < 0) this.tip.hide();
      else this.tip.show(this.cube.marks[index], this.seenOf(index), at);
    }

    seenOf(index) {
      const { dated, undated } = this.summary;
      return { dated: dated[index], undated: undated[index], measure: this.keeper.get().measure };
    }

    // ---- for tests and whoever scripts the page

    /** What is drawn now. */
    state() {
      const { keeper, cube, summary, timeline, map, mapFailed } = this;
      const own = parts.pageState.of(keeper.get(), cube, summary, timeline.window(), map, mapFailed);
      return Object.assign(own, ...this.features.map((feature) => feature.state?.() || {}));
    }

    /** Where a mark stands on the screen: {x, y} in px of the window; null without a map. */
    whereIs(key) {
      const index = this.cube ? this.markOf(key) : -1;
      return this.map && index >= 0 ? this.map.where(index) : null;
    }
  }

  function start(element) {
    const page = new Page(element);
    root.conflictMap = {
      state: () => page.state(),
      whereIs: (key) => page.whereIs(key),
      map: () => page.map && page.map.map,
    };
  }

  /** Start once the page's elements are there: Dash draws them after the scripts have run. */
  function whenDrawn() {
    const drawn = () => document.querySelector("[data-config]");
    if (drawn()) {
      start(drawn());
      return;
    }
    const watcher = new MutationObserver(() => {
      if (!drawn()) return;
      watcher.disconnect();
      start(drawn());
    });
    watcher.observe(document.body, { childList: true, subtree: true });
  }

  if (typeof document === "undefined") return;
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", whenDrawn);
  else whenDrawn();
})(globalThis);
