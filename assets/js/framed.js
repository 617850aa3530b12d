/* The page for other sites' frames: map, legend, slider, and the way to the whole map. What the whole page has beside
 * them is not there: these stand in for it, and ask the server for nothing.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const ROOMY = "(min-width: 640px) and (min-height: 400px)"; // where the legend stands open
  const nothing = () => {};

  /** In place of the story panel: only a failure is told, over the map. */
  function panel(find) {
    return {
      showPlaces: nothing,
      showStories: nothing,
      showFailure(words) {
        find("MAP_MESSAGE").textContent = words;
        find("MAP_MESSAGE").hidden = false;
      },
    };
  }

  const reading = () => ({ follow: nothing, leave: nothing, showUnplaced: nothing });
  const search = () => ({ setText: nothing });

  class Framed {
    constructor(host) {
      this.host = host;
      this.tip = parts.mapTip.create(host.find("MAP_TIP"), host.find("MAP_FRAME"), host.speak);
      this.link = host.find("EMBED_OPEN");
      host.find("UNDATED_BIN").disabled = true; // there is no panel to read its stories in
      host.find("KEYS").open = root.matchMedia(ROOMY).matches;
      this.follow();
    }

    /** The whole map as it stands here. */
    follow() {
      this.link.setAttribute("href", `/${this.host.keeper.addressOf({ present: false })}`);
    }

    /** A finger has no hover: what it touches is told. */
    clicked(index, at) {
      const { host } = this;
      const summary = host.summary();
      if (index < 0 || !summary || !at.finger) return;
      const seen = { dated: summary.dated[index], undated: summary.undated[index], measure: host.keeper.get().measure };
      this.tip.show(host.cube().marks[index], seen, at);
    }
  }

  (parts.featureList = parts.featureList || []).push({ name: "framed", framed: true, create: (host) => (host.config.framed ? new Framed(host) : {}) });
  parts.framed = { panel, reading, search };
  if (typeof module !== "undefined") module.exports = parts.framed;
})(globalThis);
