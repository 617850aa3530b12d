/* Days as whole numbers since 1970-01-01, and how readers say them. No time zone enters here: a day is a day. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const DAY_MS = 86400000;
  // ar-SY says the months as Syria does (تشرين الأول); Western digits by default.
  const LOCALES = { ar: "ar-SY-u-nu-latn", en: "en-GB" };

  /** "2017-10-12" → days since 1970; NaN for what is not an ISO day. */
  function toDay(iso) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(iso || "")) return NaN;
    const day = Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
    return !Number.isNaN(day) && toIso(day) === iso ? day : NaN; // some engines read 30 February as 2 March
  }

  function toIso(day) {
    return new Date(day * DAY_MS).toISOString().slice(0, 10);
  }

  const formats = new Map();

  function format(day, language, options) {
    const key = language + JSON.stringify(options);
    if (!formats.has(key)) {
      formats.set(key, new Intl.DateTimeFormat(LOCALES[language] || LOCALES.en, { timeZone: "UTC", ...options }));
    }
    return formats.get(key).format(new Date(day * DAY_MS));
  }

  /** "12 October 2017" / «12 تشرين الأول 2017» */
  function sayDay(day, language) {
    return format(day, language, { day: "numeric", month: "long", year: "numeric" });
  }

  /** "12 Oct 2017" for tight places. */
  function sayShortDay(day, language) {
    return format(day, language, { day: "numeric", month: "short", year: "numeric" });
  }

  /** A span of days as it would be written in a caption. */
  function sayPeriod(first, last, language, short) {
    const say = short ? sayShortDay : sayDay;
    return first === last ? say(first, language) : `${say(first, language)} – ${say(last, language)}`;
  }

  /** A story's date as finely as it is known: {first, last, precision} with ISO days. */
  function sayWhen(when, language) {
    const first = toDay(when.first);
    if (when.precision === "year") return format(first, language, { year: "numeric" });
    if (when.precision === "month") return format(first, language, { month: "long", year: "numeric" });
    return sayPeriod(first, toDay(when.last), language);
  }

  /** The first day of the bin that holds `day`; weeks begin on Saturday, as they do in Syria. */
  function binStart(day, unit) {
    if (unit === "day") return day;
    // 1970-01-03 (day 2) was a Saturday.
    if (unit === "week") return day - ((((day - 2) % 7) + 7) % 7);
    const date = new Date(day * DAY_MS);
    return Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY_MS);
  }

  function nextBin(start, unit) {
    if (unit === "day") return start + 1;
    if (unit === "week") return start + 7;
    const date = new Date(start * DAY_MS);
    return Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MS);
  }

  /** The first days of all bins that cover first…last. */
  function bins(first, last, unit) {
    const starts = [];
    for (let day = binStart(first, unit); day <= last; day = nextBin(day, unit)) starts.push(day);
    return starts;
  }

  /** Bars that are neither hairs nor blocks: day up to four months, week up to three years, then month. */
  function fittingUnit(first, last) {
    const days = last - first + 1;
    if (days <= 124) return "day";
    return days <= 1100 ? "week" : "month";
  }

  const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];

  /** Labels for an axis with room for `most` of them: [{day, label, major}], ascending. */
  function ticks(first, last, most, language) {
    const days = last - first + 1;
    if (days <= most * 20) return dayTicks(first, last, most, language);
    const months = days / 30.4;
    const step = MONTH_STEPS.find((candidate) => months / candidate <= most) || 240;
    const found = [];
    let day = binStart(first, "month");
    for (; day <= last; day = nextBin(day, "month")) {
      const date = new Date(day * DAY_MS);
      const index = date.getUTCFullYear() * 12 + date.getUTCMonth();
      if (index % step !== 0 || day < first) continue;
      const january = date.getUTCMonth() === 0;
      const options = step >= 12 || january ? { year: "numeric" } : { month: "short" };
      found.push({ day, label: format(day, language, options), major: january });
    }
    return found;
  }

  function dayTicks(first, last, most, language) {
    const step = [1, 2, 7, 14, 30].find((candidate) => (last - first + 1) / candidate <= most) || 30;
    const found = [];
    for (let day = first; day <= last; day += step) {
      found.push({ day, label: format(day, language, { day: "numeric", month: "short" }), major: day === first });
    }
    return found;
  }

  parts.calendar = {
    toDay, toIso, sayDay, sayShortDay, sayPeriod, sayWhen, binStart, nextBin, bins, fittingUnit, ticks,
  };
  if (typeof module !== "undefined") module.exports = parts.calendar;
})(globalThis);
