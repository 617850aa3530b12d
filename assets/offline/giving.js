/* Gives the page the data that the file carries; stands before page.js, which asks for them. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** The source over what is carried; null where nothing is. */
  const give = (carried) => (carried ? parts.offlineSource.create(carried.data, carried.language) : null);

  const source = give(root.conflictMapCarried);
  if (source) root.conflictMapSource = source;
  if (typeof module !== "undefined") module.exports = { give };
})(globalThis);
