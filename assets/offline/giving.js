/* Gives the page the data that the file carries; stands before page.js, which asks for them. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});
  const carried = root.conflictMapCarried;
  if (carried) root.conflictMapSource = parts.offlineSource.create(carried.data, carried.language);
})(globalThis);
