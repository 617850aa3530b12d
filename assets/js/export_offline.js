/* The way from the export panel to the map as one file that opens without a server. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** Where the file of a question is, in the reader's language and theme. Pure. */
  const addressOf = (wanted, { language, theme }) =>
    // `language` in a question is the stories'; the page's own is `lang`.
    parts.dataSource.address("/export", "map.html", { ...wanted, lang: language, theme: theme === "dark" ? theme : "" });

  function node(host, wanted) {
    const { element } = parts.dom;
    const { say } = host.speak;
    return element("p", { class: "export-offline" },
      element("a", { href: addressOf(wanted, host.keeper.get()), download: "conflict-map.html" }, say("offline.download")), " ",
      element("span", { class: "meta" }, say("offline.download_what")));
  }

  (parts.exportMore = parts.exportMore || []).push(node);
  parts.exportOffline = { addressOf };
  if (typeof module !== "undefined") module.exports = parts.exportOffline;
})(globalThis);
