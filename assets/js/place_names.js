/* How a place is called and described in the reader's language. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** The name in the reader's language, and the other one beside it. */
  function of(place, language) {
    const [own, other] = language === "ar" ? [place.name_ar, place.name] : [place.name, place.name_ar];
    return own ? { own, other } : { own: other, other: "" };
  }

  /** "town, Aleppo governorate": the kind, where it lies, and anything more that is given. */
  function describe(place, speak, ...more) {
    const arabic = speak.language === "ar";
    const admin = arabic ? place.admin1_name_ar || place.admin1_name : place.admin1_name;
    return [speak.say(`kind.${place.kind}`), admin, ...more].filter(Boolean).join(comma(speak));
  }

  function comma(speak) {
    return speak.language === "ar" ? "، " : ", ";
  }

  parts.placeNames = { of, describe, comma };
  if (typeof module !== "undefined") module.exports = parts.placeNames;
})(globalThis);
