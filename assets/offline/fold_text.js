/* Words folded for looking them up, after geodata/language/normalise.py and geodata/stores/relational/search_terms.py. Pure. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const LETTERS = {
    ٱ: "ا", ى: "ي", ی: "ي", ې: "ي", ے: "ي", ة: "ه", ۀ: "ه", ہ: "ه", ھ: "ه", ە: "ه", ۃ: "ه", ک: "ك", ڪ: "ك", گ: "ك",
    پ: "ب", چ: "ج", ڤ: "ف", ı: "i", ø: "o", ł: "l", đ: "d", "’": "'", "‘": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
    "ʾ": "", "ʿ": "", "ʻ": "", "ʼ": "", "ʹ": "", "ـ": "",
  };
  const ZEROS = [0x660, 0x6f0]; // of Arabic digits, western and eastern
  const APOSTROPHE = /'(?!s(?![a-z]))(?:(?=[a-z])|(?<=[a-z]'))/g;
  const PIECE = /"([^"]*)"?|([^\s"]+)/g;
  const WORD = /[\p{L}\p{N}]+/gu;
  const ARABIC = /^[\u0620-\u064a]{2,}$/;
  const ARTICLE = "ال";
  const WITH_ARTICLE = ["ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل"];
  const WITHOUT_ARTICLE = ["", "و", "ف", "ب", "ل", "ك", "وب", "ول"];
  const SHORTEST_STEM = 2;

  const mapped = (text) => Array.from(text, (letter) => LETTERS[letter] ?? letter).join("");

  function digit(letter) {
    const code = letter.codePointAt(0);
    const zero = ZEROS.find((first) => code >= first && code < first + 10);
    return zero === undefined ? letter : String(code - zero);
  }

  /** A text without vowel signs, accents, case and the like. */
  function fold(text) {
    const plain = mapped(text).normalize("NFKD").toLowerCase().replaceAll("ß", "ss").normalize("NFKD");
    const bare = plain.replace(/[\p{Mn}\p{Cf}]/gu, "").replace(/[٠-٩۰-۹]/g, digit);
    return mapped(bare).replace(APOSTROPHE, "");
  }

  /** The words of a folded text, with a space around each. */
  const words = (text) => ` ${(fold(text).match(WORD) || []).join(" ")} `;

  /** A word with every beginning that Arabic writes together with it. */
  function forms(word) {
    if (!ARABIC.test(word)) return [word];
    const stem = word.startsWith(ARTICLE) ? word.slice(ARTICLE.length) : word;
    if (stem !== word && stem.length >= SHORTEST_STEM) return WITH_ARTICLE.map((beginning) => beginning + stem);
    return [...WITHOUT_ARTICLE, ...WITH_ARTICLE].map((beginning) => beginning + word);
  }

  /** What a text must hold, from what is typed: {spellings, unfinished}; quoted words stand together. */
  function terms(text) {
    const found = [];
    for (const [, quoted, plain] of text.replace(/[“”„«»‟]/g, '"').matchAll(PIECE)) {
      const [first, ...more] = fold(plain ?? quoted).match(WORD) || [];
      if (!first) continue;
      const spellings = forms(first).map((form) => [form, ...more].join(" "));
      found.push({ spellings, quoted: plain === undefined, unfinished: Boolean(plain?.endsWith("*")) });
    }
    if (found.length && !found[found.length - 1].quoted) found[found.length - 1].unfinished = true;
    return found;
  }

  /** Whether a text, given as its `words`, holds all that is asked. */
  const holds = (text, asked) =>
    asked.every(({ spellings, unfinished }) => spellings.some((words) => text.includes(` ${words}${unfinished ? "" : " "}`)));

  parts.foldText = { fold, words, terms, holds };
  if (typeof module !== "undefined") module.exports = parts.foldText;
})(globalThis);
