/* The page: waits for its elements, fetches the cube, and lets data flow one way:
 * state → sums of the window → map, counts, panel. Every hand on the page only changes the state.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const PATIENCE = 20000; // ms for the map to start, on a slow machine too
  const NOTICE_MS = 6000;
  const ZOOM_FOR = { 1: 9, 2: 8, 3: 7.5, 4: 6.8, 5: 6.2, 6: 5 }; // by precision, when a search goes there

  function start(page) {
    const config = JSON.parse(page.dataset.config);
    const { language, theme, colours, ids } = config;
    const find = (name) => document.getElementById(ids[name]);
    const speak = parts.words.speaker(config.words, language);
    const say = speak.say;
    const source = root.conflictMapSource || parts.dataSource.serverSource(config.api);
    const keeper = parts.viewState.keeper(parts.viewState.parse(root.location.search, { language, theme }), root);

    let cube = null;
    let summary = null;
    let largest = 1;
    let map = null;
    let mapFailed = false;
    let fitted = Boolean(keeper.get().view);
    let radii = new Float32Array(0);

    const legend = parts.legend.create(find("LEGEND"), find("SCALE_BAR"), speak);
    const tip = parts.mapTip.create(find("MAP_TIP"), find("MAP_FRAME"), speak);
    const status = parts.statusLine.create(find, speak, keeper);
    const panel = parts.storyPanel.create(find("STORY_PANEL"), speak, source, {
      choose,
      point: (index) => map && map.point(index),
      unplaced() {
        keeper.set({ place: "" });
        reading.showUnplaced(keeper.get());
      },
    });
    const reading = parts.reading.create(page, panel);
    const timeline = parts.timeline.create(timelineElements(), language, colours, {
      window(window, span) {
        const edge = (name) => (window[name] === span[name] ? null : parts.calendar.toIso(window[name]));
        keeper.set({ from: edge("first"), to: edge("last") });
      },
      playing(yes) {
        const button = find("PLAY");
        button.setAttribute("aria-pressed", String(yes));
        button.setAttribute("aria-label", say(yes ? "time.pause" : "time.play"));
        button.classList.toggle("playing", yes);
      },
    });
    const search = parts.searchBox.create(find("SEARCH"), find("SEARCH_RESULTS"), speak, source, {
      place: goTo,
      text: (words) => keeper.set({ text: words, place: "" }, { step: true }),
      storiesAt: (id) =>
        (summary ? summary.rows : []).filter((row) => row.mark.id === id).reduce((sum, row) => sum + row.stories, 0),
    });

    function timelineElements() {
      const track = find("HISTOGRAM");
      return {
        track, canvas: track.querySelector("canvas"), from: find("WINDOW_FROM"), to: find("WINDOW_TO"),
        body: find("WINDOW_BODY"), play: find("PLAY"), back: find("STEP_BACK"), forward: find("STEP_FORWARD"),
      };
    }

    // ---- state → picture

    const markOf = (key) => cube.marks.findIndex((mark) => mark.key === key);

    function draw(state) {
      if (!cube) return;
      const window = timeline.window();
      summary = parts.summary.summarise(cube, state, window);
      const chosen = markOf(state.place);
      if (map) {
        radii = parts.marks.radii(summary.dated, summary.undated, largest, radii);
        map.setRadii(radii);
        map.select(chosen);
      }
      legend.show({ largest, measure: state.measure, forms: summary.forms, undated: state.undated && summary.undatedStories > 0 });
      status.show(state, summary, window);
      search.setText(state.text);
      reading.follow(state, summary, cube.marks[chosen]);
    }

    keeper.onChange((state, changed) => {
      if (changed.has("text")) {
        load(state);
        return;
      }
      if (changed.size === 1 && changed.has("view")) return;
      if (changed.has("measure") && cube) largest = parts.summary.largestOf(cube, state.measure);
      if (["from", "to", "bin", "measure"].some((name) => changed.has(name))) timeline.show(state);
      draw(state);
    });

    function choose(key) {
      if (!cube) return;
      reading.leave();
      if (key === keeper.get().place) draw(keeper.get());
      else keeper.set({ place: key }, { step: true });
      const index = key ? markOf(key) : -1;
      if (map && index >= 0) map.reveal(index, sheetHeight());
    }

    /** How much of the map the panel covers once open: on a phone it is a sheet over the map. */
    function sheetHeight() {
      const sheet = root.getComputedStyle(find("STORY_PANEL"));
      return sheet.position === "absolute" ? Math.min(root.innerHeight * 0.58, 520) : 0;
    }

    function goTo(place) {
      const mark = cube && cube.marks.find((candidate) => candidate.id === place.id);
      choose(mark ? mark.key : "");
      if (!mark) notify(say("search.no_stories_named", { place: parts.placeNames.of(place, language).own }));
      if (map) map.go({ lon: place.lon, lat: place.lat, zoom: Math.max(map.view().zoom, ZOOM_FOR[place.precision] || 4) });
    }

    let noticeTimer = null;
    function notify(text) {
      const notice = find("NOTICE");
      notice.textContent = text;
      notice.hidden = false;
      clearTimeout(noticeTimer);
      noticeTimer = setTimeout(() => { notice.hidden = true; }, NOTICE_MS);
    }

    // ---- data and map

    async function load(state) {
      try {
        cube = parts.cube.decode(await source.cube(state.text));
      } catch {
        page.classList.add("failed");
        page.classList.remove("loading");
        panel.showFailure(say("data.failed"), () => load(keeper.get()));
        return;
      }
      page.classList.remove("failed", "loading");
      page.classList.toggle("is-empty", cube.header.stories === 0 && !state.text);
      largest = parts.summary.largestOf(cube, state.measure);
      timeline.setData(cube, keeper.get());
      giveMarks();
      draw(keeper.get());
    }

    function giveMarks() {
      if (!map || !cube) return;
      const weights = parts.summary.allTime(cube, "stories");
      radii = new Float32Array(cube.marks.length * 2);
      map.setMarks(cube.marks, weights);
      const box = fitted ? null : parts.marks.extent(cube.marks, weights);
      if (box) {
        map.fit(box, true);
        fitted = true;
      }
    }

    async function startMap() {
      if (!parts.mapView.canDraw()) {
        failMap("map.no_webgl");
        return;
      }
      let ready;
      try {
        ready = await parts.mapView.whenReady(ids.MAP, PATIENCE);
      } catch {
        failMap("map.failed");
        return;
      }
      map = parts.mapView.create(ready, find("MAP_FRAME"), config, {
        choose: (index) => choose(index >= 0 ? cube.marks[index].key : ""),
        hover: pointAt,
        move(view, rest) {
          legend.scale(view);
          if (rest) keeper.set({ view: { ...view } });
        },
      });
      legend.scale(map.view());
      page.classList.add("map-ready");
      giveMarks();
      draw(keeper.get());
    }

    function failMap(words) {
      mapFailed = true;
      const message = find("MAP_MESSAGE");
      message.textContent = say(words);
      message.hidden = false;
    }

    function pointAt(index, at) {
      if (index < 0 || !summary) tip.hide();
      else {
        const seen = { dated: summary.dated[index], undated: summary.undated[index], measure: keeper.get().measure };
        tip.show(cube.marks[index], seen, at);
      }
    }

    // ---- hands

    find("WINDOW_ALL").addEventListener("click", timeline.all);
    find("ZOOM_IN").addEventListener("click", () => map && map.zoom(1));
    find("ZOOM_OUT").addEventListener("click", () => map && map.zoom(-1));
    find("ZOOM_ALL").addEventListener("click", () => {
      const drawn = summary && cube.marks.map((_, i) => summary.dated[i] + summary.undated[i]);
      const box = drawn && parts.marks.extent(cube.marks, drawn);
      if (map && box) map.fit(box);
    });
    parts.keyboard.listen(document, {
      search: () => find("SEARCH").focus(),
      play: timeline.toggle,
      step: timeline.step,
      leave: () => choose(""),
    });
    find("STORY_PANEL").addEventListener("pointerdown", () => page.classList.add("panel-open"));
    find("MAP_FRAME").addEventListener("pointerdown", () => page.classList.remove("panel-open"));

    root.conflictMap = {
      /** What is drawn now, for tests and for whoever scripts the page. */
      state: () => parts.pageState.of(keeper.get(), cube, summary, timeline.window(), map, mapFailed),
      /** Where a mark stands on the screen: {x, y} in px of the window; null without a map. */
      whereIs(key) {
        const index = cube ? cube.marks.findIndex((mark) => mark.key === key) : -1;
        return map && index >= 0 ? map.where(index) : null;
      },
      map: () => map && map.map,
    };

    load(keeper.get());
    startMap();
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
