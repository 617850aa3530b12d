/* The interface's words, from the same catalogue the server uses (dashboard/text and geodata/text). */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** A speaker for one language: say(key, values, count). A key the catalogue lacks is returned as it is. */
  function speaker(catalogue, language) {
    const rules = new Intl.PluralRules(language);
    const numbers = new Intl.NumberFormat(language === "ar" ? "ar-u-nu-latn" : "en-GB");

    function number(value) {
      return numbers.format(value);
    }

    function say(key, values, count) {
      let entry = catalogue[key];
      if (entry === undefined) return key;
      if (typeof entry === "object") entry = entry[rules.select(count || 0)] || entry.other;
      const filled = { ...values };
      if (count !== undefined) filled.count = number(count);
      return entry.replace(/\{(\w+)\}/g, (whole, name) => (name in filled ? String(filled[name]) : whole));
    }

    function knows(key) {
      return catalogue[key] !== undefined;
    }

    return { say, number, knows, language };
  }

  parts.words = { speaker };
  if (typeof module !== "undefined") module.exports = parts.words;
})(globalThis);
