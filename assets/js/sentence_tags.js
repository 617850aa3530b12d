/* What a mention's sentence tells of: event types and actors, each with the words that say so, small below it. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** A tag's family: event or actor. */
  const familyOf = (tag) => tag.code.split(":", 1)[0];

  /** Events before actors, each kept in the order of the sentence. */
  function inOrder(tags) {
    return ["event", "actor"].flatMap((family) => tags.filter((tag) => familyOf(tag) === family));
  }

  /** The line below a sentence in `language`; null where it tells of nothing that is known. */
  function line(tags, language) {
    if (!tags || !tags.length) return null;
    const { element } = parts.dom;
    const items = inOrder(tags).map((tag) =>
      element("li", { class: `tag ${familyOf(tag)}` }, element("bdi", {}, tag.name), " ",
        element("q", { class: "tag-words", lang: language, dir: "auto" }, tag.words)));
    return element("ul", { class: "tags" }, items);
  }

  parts.sentenceTags = { inOrder, line };
  if (typeof module !== "undefined") module.exports = parts.sentenceTags;
})(globalThis);
