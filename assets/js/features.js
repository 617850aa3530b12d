/* The features of the page that live in files of their own.
 *
 * Each pushes {name, fields, create} onto a list, whatever the order the files are loaded in; `framed: true` where it is
 * wanted on the page for other sites' frames, too (map, legend, slider: see dashboard/page/layout.py):
 *   (parts.featureList = parts.featureList || []).push({ name, fields, create });
 * `fields(stateFields)` gives what the feature keeps in the address (see state_fields.js). `create(host)` makes it
 * from what page.js lends it (Page.host) and gives an object which may have
 *   follow(state, changed)  the state has changed; `changed` is a Set of names
 *   loaded(cube)            other stories are asked for and their sums are here
 *   drawn(picture)          {state, cube, summary, window, chosen} is what is drawn now: called at each slider step, so be quick
 *   clicked(index, at)      the map was clicked: at a mark (its index, else -1), where ({x, y} of the window, finger)
 *   mapReady(map)           the map (see map_view.js) has started
 *   state()                 what tests and scripts may know, merged into window.conflictMap.state()
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const list = (parts.featureList = parts.featureList || []);

  /** Add the fields of all features to those of the address. */
  function addFields() {
    for (const feature of list) if (feature.fields) parts.stateFields.add(feature.fields(parts.stateFields));
  }

  /** All features, made for a page. */
  const createAll = (host) => list.filter((feature) => feature.framed || !host.config.framed).map((feature) => feature.create(host) || {});

  parts.features = { addFields, createAll };
  if (typeof module !== "undefined") module.exports = parts.features;
})(globalThis);
