/* How a place is called and described in the reader's language. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** The name in the reader's language, and the other one beside it; of what lies beside a place the words for that. */
  function of(place, language) {
    const [english, arabic] = place.title ? [sentence(place.title), place.title_ar] : [place.name, place.name_ar];
    const [own, other] = language === "ar" ? [arabic, english] : [english, arabic];
    return own ? { own, other } : { own: other, other: "" };
  }

  /** With a capital at its head. */
  function sentence(words) {
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  /** How vague a mark is: how far what lies beside a place may be from where it stands, else its precision. */
  function vagueness(mark, speak) {
    if (mark.blurred && !mark.title) return speak.say(`blurred.${mark.blurred}`);
    if (!mark.title) return speak.say(`precision.${mark.precision}`);
    return speak.say("beside.within", { km: speak.number(Math.max(1, Math.round(mark.extent_km))) });
  }

  /** "town, Aleppo governorate", with its vagueness where that is not the place's own. */
  function describeMark(mark, speak) {
    if (!mark.title) return describe(mark, speak, mark.key === mark.id ? "" : vagueness(mark, speak));
    const arabic = speak.language === "ar";
    const area = arabic ? mark.admin1_name_ar || mark.admin1_name : mark.admin1_name;
    return [area || of({ ...mark, title: "" }, speak.language).own, vagueness(mark, speak)].join(comma(speak));
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

  parts.placeNames = { of, describe, describeMark, vagueness, comma };
  if (typeof module !== "undefined") module.exports = parts.placeNames;
})(globalThis);
