/* Keys that work wherever one is, by the list in shortcuts.js. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const OWN_KEYS = "input, select, textarea, button, a, summary, [role=slider], [contenteditable]";
  const SCROLLED = "aside, dialog, [id=story-panel]"; // there, home and end scroll

  /** Whether what has the focus needs the key for itself. */
  function needed(shortcut, target) {
    if (target.closest("input, select, textarea, [contenteditable]")) return true;
    if (target.closest("dialog[open]")) return true; // a window over the page: its own keys alone
    if (shortcut.plain && !parts.shortcuts.plainOn()) return true;
    if (shortcut.busy && target.closest(OWN_KEYS)) return true;
    return Boolean(shortcut.scrolls && target.closest(SCROLLED));
  }

  /** `act`: {search, play, step(direction, times), leap(direction), leave, press(name of a button)}. */
  function listen(page, act) {
    page.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const shortcut = parts.shortcuts.find(event);
      if (!shortcut || needed(shortcut, event.target)) return;
      event.preventDefault();
      if (shortcut.press) act.press(shortcut.press);
      else act[shortcut.does](...(shortcut.by || []));
    });
  }

  parts.keyboard = { listen };
  if (typeof module !== "undefined") module.exports = parts.keyboard;
})(globalThis);
