/* The timeline's tools: presets, typed dates, the two times, how the play goes, and the bin of what has no date.
 * Each only changes the state; the timeline follows it.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** The speed in the address; only those that can be chosen. */
  const speedField = () => ({
    fallback: 1,
    read: (text) => parts.player.SPEEDS.find((speed) => String(speed) === text),
    write: String,
  });

  const fields = ({ choice, flag }) => ({
    time: choice(["published", "event"], { asks: true }),
    mode: choice(parts.playModes.MODES),
    speed: speedField(),
    skip: flag(false),
    loop: flag(false),
    tools: flag(false), // the row of tools is open
  });

  /** How tall the bar of the undated is beside the tallest of the dated, 0 to 1. Pure. */
  const heightOf = (undated, tallest) => (undated ? Math.max(Math.min(undated / Math.max(tallest, 1), 1), 0.04) : 0);

  /** The share of each mark's mentions in a window whose day is not certain, 0 to 1, into `into`. Pure. */
  function shares(uncertain, mentions, into) {
    for (let i = 0; i < mentions.length; i += 1) into[i] = mentions[i] ? uncertain[i] / mentions[i] : 0;
    return into;
  }

  function edges(window, data) {
    const { toIso } = parts.calendar;
    return {
      from: window.first === data.first ? null : toIso(window.first),
      to: window.last === data.last ? null : toIso(window.last),
    };
  }

  /** Take a window by name or as typed; from the start, only one that begins there. */
  function take(host, window) {
    const { keeper, timeline } = host;
    const { data } = timeline;
    timeline.stop();
    const from = keeper.get().mode === "start" && window.first !== data.first ? { mode: "moving" } : {};
    keeper.set({ ...from, ...edges(window, data) }, { step: true });
  }

  function listen(host) {
    const { find, keeper } = host;
    const toggle = (id, name) => find(id).addEventListener("click", () => keeper.set({ [name]: !keeper.get()[name] }));
    toggle("SKIP_EMPTY", "skip");
    toggle("LOOP", "loop");
    toggle("TIME_MORE", "tools");
    find("PLAY_MODE").addEventListener("change", (event) => keeper.set({ mode: event.target.value }));
    find("SPEED").addEventListener("change", (event) => keeper.set({ speed: Number(event.target.value) }));
    for (const button of find("TIME_AXIS").querySelectorAll("[data-time]")) {
      button.addEventListener("click", () => keeper.set({ time: button.dataset.time }, { step: true }));
    }
    find("UNDATED_BIN").addEventListener("click", () => host.choose(parts.reading.UNDATED));
  }

  /** The controls as the state has them. */
  function show(host, state) {
    const { find } = host;
    find("PLAY_MODE").value = state.mode;
    find("SPEED").value = String(state.speed);
    for (const [id, pressed] of [["SKIP_EMPTY", state.skip], ["LOOP", state.loop]]) find(id).setAttribute("aria-pressed", String(pressed));
    for (const button of find("TIME_AXIS").querySelectorAll("[data-time]")) {
      button.setAttribute("aria-pressed", String(button.dataset.time === state.time));
    }
    find("TIME_MORE").setAttribute("aria-expanded", String(state.tools));
    find("TIMELINE").classList.toggle("tools-open", state.tools);
    host.timeline.setPlay(state);
  }

  function create(host) {
    const { find, speak, timeline, keeper } = host;
    const data = () => timeline.data;
    const act = { data, change: (window) => take(host, window), choose: (_name, window) => take(host, window) };
    const presets = parts.presets.create(find("PRESETS"), speak, act);
    const dates = parts.dateFields.create(find("DATES"), speak, act);
    const bin = find("UNDATED_BIN");
    let fading = new Float32Array(0);
    let binAs = "";

    /** The undated stories' own bar; hollow when they are hidden. */
    function showBin(state, cube) {
      const undated = cube.header.undated[state.measure];
      const tallest = Math.max(...timeline.chart.bars.sums, 0);
      const key = `${undated} ${tallest} ${state.undated} ${state.mark === parts.reading.UNDATED}`;
      if (key === binAs) return;
      binAs = key;
      bin.hidden = !undated;
      bin.classList.toggle("off", !state.undated);
      bin.setAttribute("aria-pressed", String(state.mark === parts.reading.UNDATED));
      const label = speak.say("time.undated_bin", {}, cube.header.undated.stories);
      bin.title = label;
      bin.setAttribute("aria-label", label);
      bin.querySelector(".bar").style.height = `${heightOf(undated, tallest) * 100}%`;
      bin.querySelector(".sum").textContent = speak.number(undated);
    }

    listen(host);
    show(host, keeper.get());
    return {
      follow: (state, changed) => {
        if (["time", "mode", "speed", "skip", "loop", "tools"].some((name) => changed.has(name))) show(host, state);
      },
      loaded: () => host.timeline.setPlay(keeper.get()),
      drawn({ state, cube, summary, window }) {
        presets.show(window);
        if (state.tools) dates.show(window);
        showBin(state, cube);
        if (fading.length !== cube.marks.length) fading = new Float32Array(cube.marks.length);
        host.map()?.setFading?.(shares(summary.uncertain, summary.sums.mentions, fading));
      },
      state() {
        const { time, mode, speed, skip, loop } = keeper.get();
        return { time, mode, speed, skip, loop, playing: timeline.player.playing, uncertain: host.summary()?.uncertainMentions || 0 };
      },
    };
  }

  (parts.featureList = parts.featureList || []).push({ name: "time", framed: true, fields, create });
  parts.timeTools = { heightOf, shares, edges };
  if (typeof module !== "undefined") module.exports = parts.timeTools;
})(globalThis);
