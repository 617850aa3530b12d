/* A quiet line over the filters where stories were read with other words for events and actors than those there are now:
 * what can be chosen there is not all they tell. Asked for once, when the page has its data and rests.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const REST = 2500; // ms: nobody waits for it
  const COMMAND = "python app.py stories retag";

  /** The line for so many stories; null for none. */
  function line(stories, speak) {
    if (!stories) return null;
    const { element } = parts.dom;
    const told = speak.say("retag.waiting", { stories: speak.say("count.stories", {}, stories) });
    return element("p", { class: "meta retag" }, told, " ", element("code", { dir: "ltr" }, COMMAND));
  }

  function create(host) {
    let asked = false;

    async function ask() {
      try {
        const found = line(await host.source.untagged(), host.speak);
        if (found) host.find("FILTERS_BODY").prepend(found);
      } catch {
        // Nothing depends on it.
      }
    }

    return {
      loaded() {
        if (asked || !host.source.untagged) return;
        asked = true;
        setTimeout(ask, REST);
      },
    };
  }

  (parts.featureList = parts.featureList || []).push({ name: "retag", create });
  parts.retagNotice = { line };
  if (typeof module !== "undefined") module.exports = parts.retagNotice;
})(globalThis);
