/* The page: waits for its elements, fetches the cube, and lets data flow one way:
 * state → sums of the window → map, counts, panel. Every hand on the page only changes the state.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const PATIENCE = 20000; // ms for the map to start, on a slow machine too
  const PANEL_PAUSE = 160; // ms of rest before the panel asks for a moved window

  /** What is drawn in a window: counts of each mark, totals, forms. Pure. */
  function summarise(cube, state, window) {
    const count = cube.marks.length;
    const sums = window
      ? parts.cube.windowSums(cube, window.first, window.last)
      : { stories: new Uint32Array(count), mentions: new Uint32Array(count) };
    const dated = state.measure === "mentions" ? sums.mentions : sums.stories;
    const without = state.measure === "mentions" ? cube.undatedMentions : cube.undatedStories;
    const undated = state.undated ? without : new Uint32Array(count);
    const totals = window ? parts.cube.windowTotals(cube, window.first, window.last) : { stories: 0, mentions: 0 };
    const undatedTotal = cube.header.undated;
    const forms = new Set();
    const places = new Set();
    const rows = [];
    for (let i = 0; i < count; i += 1) {
      const all = dated[i] + undated[i];
      if (!all) continue;
      if (dated[i]) forms.add(parts.marks.form(cube.marks[i].precision));
      places.add(cube.marks[i].id);
      rows.push({ index: i, mark: cube.marks[i], count: all, dated: dated[i], undated: undated[i], stories: sums.stories[i] + (state.undated ? cube.undatedStories[i] : 0), mentions: sums.mentions[i] + (state.undated ? cube.undatedMentions[i] : 0) });
    }
    rows.sort((a, b) => b.count - a.count || a.mark.name.localeCompare(b.mark.name));
    return {
      dated,
      undated,
      rows,
      forms,
      places: places.size,
      stories: totals.stories + (state.undated ? undatedTotal.stories : 0),
      mentions: totals.mentions + (state.undated ? undatedTotal.mentions : 0),
      undatedStories: undatedTotal.stories,
      withoutPlace: cube.header.without_place,
    };
  }

  /** The count that the largest mark stands for, over all time, so that sizes can be compared across windows. */
  function largestOf(cube, measure) {
    const before = measure === "mentions" ? cube.mentionsBefore : cube.storiesBefore;
    const without = measure === "mentions" ? cube.undatedMentions : cube.undatedStories;
    let largest = 0;
    for (let i = 0; i < cube.marks.length; i += 1) {
      largest = Math.max(largest, before[cube.offsets[i + 1]] - before[cube.offsets[i]] + without[i]);
    }
    return largest;
  }

  function start(page) {
    const config = JSON.parse(page.dataset.config);
    const ids = config.ids;
    const find = (name) => document.getElementById(ids[name]);
    const { language, theme, colours } = config;
    const speak = parts.words.speaker(config.words, language);
    const say = speak.say;
    const source = root.conflictMapSource || parts.dataSource.serverSource(config.api);
    const keeper = parts.viewState.keeper(parts.viewState.parse(root.location.search, { language, theme }), root);

    let cube = null;
    let summary = null;
    let largest = 1;
    let map = null;
    let mapFailed = false;
    let radii = new Float32Array(0);
    let panelTimer = null;
    let panelShown = null;

    // ---- the parts

    const legend = parts.legend.create(find("LEGEND"), find("SCALE_BAR"), speak);
    const panelHost = find("STORY_PANEL");
    const panel = parts.storyPanel.create(panelHost, speak, language, source, {
      choose: (key) => choose(key),
      point: (index) => map && map.point(index),
      unplaced: () => showUnplaced(),
      loaded: () => {},
    });
    const timeline = parts.timeline.create(
      {
        track: find("HISTOGRAM"), canvas: find("HISTOGRAM").querySelector("canvas"), from: find("WINDOW_FROM"), to: find("WINDOW_TO"),
        body: find("WINDOW_BODY"), play: find("PLAY"), back: find("STEP_BACK"), forward: find("STEP_FORWARD"),
      },
      speak,
      language,
      colours,
      {
        window(window, span) {
          const whole = (edge) => (window[edge] === span[edge] ? null : parts.calendar.toIso(window[edge]));
          keeper.set({ from: whole("first"), to: whole("last") });
        },
        playing(yes) {
          find("PLAY").setAttribute("aria-pressed", yes ? "true" : "false");
          find("PLAY").setAttribute("aria-label", say(yes ? "time.pause" : "time.play"));
          find("PLAY").classList.toggle("playing", yes);
        },
      },
    );
    const search = parts.searchBox.create(find("SEARCH"), find("SEARCH_RESULTS"), speak, language, source, {
      place: (place) => goTo(place),
      text: (words) => keeper.set({ text: words, place: "" }, { step: true }),
      storiesAt: (id) => (cube ? storiesOf(id) : 0),
    });

    function storiesOf(id) {
      return summary.rows.filter((row) => row.mark.id === id).reduce((sum, row) => sum + row.stories, 0);
    }

    function goTo(place) {
      const mark = cube && cube.marks.find((candidate) => candidate.id === place.id);
      if (mark) choose(mark.key);
      else {
        choose("");
        notify(say("search.no_stories_named", { place: parts.storyPanel.names(place, language).own }));
      }
      if (map) map.go({ lon: place.lon, lat: place.lat, zoom: Math.max(map.view().zoom, zoomFor(place.precision)) });
    }

    function zoomFor(precision) {
      return { 1: 9, 2: 8, 3: 7.5, 4: 6.8, 5: 6.2 }[precision] || 5;
    }

    function notify(text) {
      const notice = find("NOTICE");
      notice.textContent = text;
      notice.hidden = !text;
      clearTimeout(notify.timer);
      notify.timer = setTimeout(() => { notice.hidden = true; }, 6000);
    }

    // ---- state → picture

    function draw(state) {
      if (!cube) return;
      summary = summarise(cube, state, timeline.window());
      if (map) {
        radii = parts.marks.radii(summary.dated, summary.undated, largest, radii);
        map.setRadii(radii);
        map.select(cube.marks.findIndex((mark) => mark.key === state.place));
      }
      legend.show({ largest, measure: state.measure, forms: summary.forms, undated: state.undated && summary.undatedStories > 0 });
      sayCounts(state);
      const links = { LANGUAGE: { language: language === "ar" ? "en" : "ar" }, THEME: { theme: theme === "dark" ? "light" : "dark" } };
      for (const [name, patch] of Object.entries(links)) find(name).setAttribute("href", keeper.addressOf(patch));
      panelSoon(state);
    }

    function sayCounts(state) {
      const window = timeline.window();
      find("PERIOD").textContent = window ? parts.calendar.sayPeriod(window.first, window.last, language, true) : say("time.no_dates");
      const counts = [say("count.stories", {}, summary.stories), say("count.places", {}, summary.places)];
      if (summary.undatedStories) counts.push(say(state.undated ? "count.undated" : "count.undated_hidden", {}, summary.undatedStories));
      if (summary.withoutPlace) counts.push(say("count.without_place", {}, summary.withoutPlace));
      if (state.text) counts.push(say("count.filtered", { words: state.text }));
      find("COUNTS").textContent = counts.join(" · ");
      find("UNDATED").setAttribute("aria-pressed", state.undated ? "true" : "false");
      find("MEASURE").value = state.measure;
      find("BIN").value = state.bin;
      search.setText(state.text);
      page.classList.toggle("has-place", Boolean(state.place) || panelShown === "unplaced");
    }

    /** The places' list follows at once; a list that must be asked for waits until the hand rests. */
    function panelSoon(state) {
      clearTimeout(panelTimer);
      if (panelShown === "unplaced" && !state.place) return;
      const mark = cube.marks.find((candidate) => candidate.key === state.place);
      if (!mark) {
        panelShown = "places";
        panel.showPlaces(summary);
        return;
      }
      const wait = panelShown === mark.key ? PANEL_PAUSE : 0;
      panelShown = mark.key;
      panelTimer = setTimeout(() => {
        panel.showStories(mark, { mark: mark.key, from: state.from, to: state.to, undated: state.undated ? null : "no", text: state.text });
      }, wait);
    }

    function showUnplaced() {
      panelShown = "unplaced";
      keeper.set({ place: "" });
      page.classList.add("has-place");
      panel.showStories(null, { unplaced: "1", mark: "", text: keeper.get().text });
    }

    function choose(key) {
      if (panelShown === "unplaced") panelShown = null;
      if (key === keeper.get().place) draw(keeper.get());
      else keeper.set({ place: key }, { step: true });
    }

    keeper.onChange((state, changed) => {
      if (changed.has("text")) {
        load(state);
        return;
      }
      if (["from", "to", "bin", "measure"].some((name) => changed.has(name))) {
        if (changed.has("measure") && cube) largest = largestOf(cube, state.measure);
        timeline.show(state);
      }
      if (!(changed.size === 1 && changed.has("view"))) draw(state);
    });

    // ---- data and map

    async function load(state) {
      try {
        cube = parts.cube.decode(await source.cube(state.text));
      } catch (error) {
        page.classList.add("failed");
        notify(say("data.failed"));
        panelHost.replaceChildren(parts.dom.element("div", { class: "failure", role: "alert" },
          parts.dom.element("p", {}, say("data.failed")),
          parts.dom.element("button", { type: "button", class: "more", onclick: () => load(keeper.get()) }, say("again"))));
        return;
      }
      page.classList.remove("failed", "loading");
      page.classList.toggle("is-empty", cube.header.stories === 0 && !state.text);
      largest = largestOf(cube, state.measure);
      timeline.setData(cube, state);
      if (map) giveMarks();
      draw(keeper.get());
    }

    function giveMarks() {
      const weights = cube.marks.map((_, i) => cube.storiesBefore[cube.offsets[i + 1]] - cube.storiesBefore[cube.offsets[i]] + cube.undatedStories[i]);
      radii = new Float32Array(cube.marks.length * 2);
      map.setMarks(cube.marks, weights);
      if (!keeper.get().view && !giveMarks.fitted) {
        const box = parts.marks.extent(cube.marks, weights);
        if (box) map.fit(box, true);
        giveMarks.fitted = true;
      }
    }

    async function startMap() {
      const message = find("MAP_MESSAGE");
      if (!parts.mapView.canDraw()) {
        mapFailed = true;
        message.textContent = say("map.no_webgl");
        message.hidden = false;
        return;
      }
      try {
        const frame = find("MAP_FRAME");
        const ready = await parts.mapView.whenReady(ids.MAP, PATIENCE);
        map = parts.mapView.create(ready, frame, colours, config.firstLabel, {
          choose: (index) => choose(index >= 0 ? cube.marks[index].key : ""),
          hover: tip,
          move(view, rest) {
            legend.scale(view);
            if (rest) keeper.set({ view: { ...view } });
          },
        });
        legend.scale(map.view());
        page.classList.add("map-ready");
        if (cube) {
          giveMarks();
          draw(keeper.get());
        }
      } catch (error) {
        mapFailed = true;
        message.textContent = say("map.failed");
        message.hidden = false;
      }
    }

    function tip(index, at) {
      const box = find("MAP_TIP");
      if (index < 0 || !summary) {
        box.hidden = true;
        return;
      }
      const mark = cube.marks[index];
      const { own } = parts.storyPanel.names(mark, language);
      const lines = [];
      if (summary.dated[index]) lines.push(say(`count.${keeper.get().measure}`, {}, summary.dated[index]));
      if (summary.undated[index]) lines.push(say("count.undated", {}, summary.undated[index]));
      if (mark.precision > 1) lines.push(say(`precision.${mark.precision}`));
      box.replaceChildren(parts.dom.element("strong", {}, own), parts.dom.element("span", {}, lines.join(" · ")));
      box.hidden = false;
      const frame = find("MAP_FRAME").getBoundingClientRect();
      const x = Math.min(Math.max(at.x - frame.left, 90), frame.width - 90);
      const above = at.y - frame.top > 90;
      box.style.left = `${x}px`;
      box.style.top = `${at.y - frame.top + (above ? -18 : 22)}px`;
      box.classList.toggle("below", !above);
    }

    // ---- hands

    find("WINDOW_ALL").addEventListener("click", () => timeline.all());
    find("UNDATED").addEventListener("click", () => keeper.set({ undated: !keeper.get().undated }));
    find("MEASURE").addEventListener("change", (event) => keeper.set({ measure: event.target.value }));
    find("BIN").addEventListener("change", (event) => keeper.set({ bin: event.target.value }));
    find("ZOOM_IN").addEventListener("click", () => map && map.zoom(1));
    find("ZOOM_OUT").addEventListener("click", () => map && map.zoom(-1));
    find("ZOOM_ALL").addEventListener("click", () => {
      const box = cube && summary && parts.marks.extent(cube.marks, cube.marks.map((_, i) => summary.dated[i] + summary.undated[i]));
      if (map && box) map.fit(box);
    });
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const typing = event.target.closest("input, select, textarea, button, a, summary, [role=slider], [contenteditable]");
      if (event.key === "Escape" && !event.target.closest("input")) choose("");
      else if (event.key === "/" && !event.target.closest("input, textarea, select")) {
        event.preventDefault();
        find("SEARCH").focus();
      } else if (event.key === " " && !typing) {
        event.preventDefault();
        timeline.toggle();
      } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && !typing) {
        event.preventDefault();
        timeline.step(event.key === "ArrowRight" ? 1 : -1);
      }
    });
    panelHost.addEventListener("pointerdown", () => page.classList.add("panel-open"));
    find("MAP_FRAME").addEventListener("pointerdown", () => page.classList.remove("panel-open"));

    root.conflictMap = Object.assign(root.conflictMap || {}, {
      /** What is drawn now, for tests and for whoever scripts the page. */
      state() {
        const state = keeper.get();
        const window = timeline.window();
        return {
          ready: Boolean(cube) && (Boolean(map) || mapFailed),
          mapReady: Boolean(map),
          window: window && { from: parts.calendar.toIso(window.first), to: parts.calendar.toIso(window.last) },
          places: summary
            ? summary.rows.map((row) => ({
                id: row.mark.id, key: row.mark.key, name: row.mark.name, name_ar: row.mark.name_ar, lat: row.mark.lat, lon: row.mark.lon,
                precision: row.mark.precision, stories: row.stories, mentions: row.mentions, undated: row.undated, hollow: !row.dated,
              }))
            : [],
          stories: summary ? summary.stories : 0,
          mentions: summary ? summary.mentions : 0,
          undated: { shown: state.undated, stories: cube ? cube.header.undated.stories : 0 },
          withoutPlace: summary ? summary.withoutPlace : 0,
          measure: state.measure,
          place: state.place,
          text: state.text,
          view: map ? map.view() : state.view,
          language: state.language,
          theme: state.theme,
        };
      },
      /** Where a mark stands on the screen: {x, y} in px of the window; null without a map. */
      whereIs(key) {
        const index = cube ? cube.marks.findIndex((mark) => mark.key === key || mark.id === key) : -1;
        return map && index >= 0 ? map.where(index) : null;
      },
      map: () => (map ? map.map : null),
    });

    load(keeper.get());
    startMap();
  }

  /** Start once the page's elements are there: Dash draws them after the scripts have run. */
  function whenDrawn() {
    const page = document.querySelector("[data-config]");
    if (page) {
      start(page);
      return;
    }
    const watcher = new MutationObserver(() => {
      const found = document.querySelector("[data-config]");
      if (!found) return;
      watcher.disconnect();
      start(found);
    });
    watcher.observe(document.body, { childList: true, subtree: true });
  }

  parts.page = { summarise, largestOf };
  if (typeof module !== "undefined") module.exports = parts.page;
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", whenDrawn);
  else whenDrawn();
})(globalThis);
