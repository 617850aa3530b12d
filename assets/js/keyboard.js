/* Keys that work wherever one is: / searches, space plays, arrows step, escape leaves a place. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const OWN_KEYS = "input, select, textarea, button, a, summary, [role=slider], [contenteditable]";

  /** `act`: {search, play, step(direction), leave}. */
  function listen(page, act) {
    page.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const typing = event.target.closest("input, select, textarea");
      const busy = event.target.closest(OWN_KEYS);
      const run = (action) => {
        event.preventDefault();
        action();
      };
      if (event.key === "Escape" && !typing) run(act.leave);
      else if (event.key === "/" && !typing) run(act.search);
      else if (event.key === " " && !busy) run(act.play);
      else if (event.key === "ArrowLeft" && !busy) run(() => act.step(-1));
      else if (event.key === "ArrowRight" && !busy) run(() => act.step(1));
    });
  }

  parts.keyboard = { listen };
  if (typeof module !== "undefined") module.exports = parts.keyboard;
})(globalThis);
