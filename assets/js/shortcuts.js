/* Every key that works wherever one is, in one list: keyboard.js acts by it, the window behind “?” shows it.
 *
 * `keys` are KeyboardEvent.key; `codes` the place of a letter on the keyboard, for layouts whose letters are not Latin.
 * `does` names an action of the page, given `by`; `press` a button of dashboard/ids.py that the key presses. `plain` keys
 * are letters and signs: whoever dictates or mistypes can turn them off. `busy` keys are left to what has the focus.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const LONG = 7; // steps with shift held
  const OFF = "conflict-map.keys";

  const LIST = Object.freeze([
    { name: "search", keys: ["/"], codes: ["Slash"], plain: true, does: "search" },
    { name: "play", keys: [" "], busy: true, does: "play" },
    { name: "back", keys: ["ArrowLeft"], busy: true, does: "step", by: [-1, 1] },
    { name: "forward", keys: ["ArrowRight"], busy: true, does: "step", by: [1, 1] },
    { name: "far_back", keys: ["ArrowLeft"], shift: true, busy: true, does: "step", by: [-1, LONG] },
    { name: "far_forward", keys: ["ArrowRight"], shift: true, busy: true, does: "step", by: [1, LONG] },
    { name: "start", keys: ["Home"], busy: true, scrolls: true, does: "leap", by: [-1] },
    { name: "end", keys: ["End"], busy: true, scrolls: true, does: "leap", by: [1] },
    { name: "leave", keys: ["Escape"], does: "leave" },
    { name: "filters", keys: ["f"], codes: ["KeyF"], plain: true, press: "FILTERS_TOGGLE" },
    { name: "layers", keys: ["l"], codes: ["KeyL"], plain: true, press: "LAYERS" },
    { name: "zoom_in", keys: ["+", "="], plain: true, press: "ZOOM_IN" },
    { name: "zoom_out", keys: ["-"], plain: true, press: "ZOOM_OUT" },
    { name: "zoom_all", keys: ["0"], plain: true, press: "ZOOM_ALL" },
    { name: "copy", keys: ["c"], codes: ["KeyC"], plain: true, press: "COPY_LINK" },
    { name: "views", keys: ["v"], codes: ["KeyV"], plain: true, press: "VIEWS" },
    { name: "publish", keys: ["i"], codes: ["KeyI"], plain: true, press: "PUBLISH" },
    { name: "present", keys: ["p"], codes: ["KeyP"], plain: true, press: "PRESENT" },
    { name: "help", keys: ["?", "؟"], plain: true, press: "HELP_OPEN" },
  ]);

  const SIGNS = { ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };

  /** The shortcut a key stands for; undefined for none. Shift matters where one of two asks for it. */
  function find({ key, code, shiftKey }) {
    const latin = /^[ -~]/.test(key || "");
    const called = LIST.filter((one) => one.keys.includes(key) || (!latin && one.codes?.includes(code) && !shiftKey));
    return called.find((one) => Boolean(one.shift) === Boolean(shiftKey)) || called.find((one) => !one.shift);
  }

  /** The key as it is written on a keyboard: [modifier, key]. */
  function written(one, speak) {
    const key = one.keys[0] === " " ? speak.say("key.space") : SIGNS[one.keys[0]] || (one.keys[0].length > 1 ? one.keys[0] : one.keys[0].toUpperCase());
    return one.shift ? ["Shift", key] : [key];
  }

  /** Whether letters and signs are shortcuts here. A browser that keeps nothing has them. */
  function plainOn() {
    try {
      return root.localStorage?.getItem(OFF) !== "off";
    } catch {
      return true;
    }
  }

  function turnPlain(on) {
    try {
      root.localStorage.setItem(OFF, on ? "on" : "off");
    } catch {
      // this browser keeps nothing: they stay on
    }
  }

  parts.shortcuts = { list: LIST, find, written, plainOn, turnPlain };
  if (typeof module !== "undefined") module.exports = parts.shortcuts;
})(globalThis);
