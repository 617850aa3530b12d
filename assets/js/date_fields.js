/* Dates as a reader types them, and two fields for the first and the last day of the window. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const LOCALES = ["en-GB", "ar-SY", "ar-EG", "ar-MA"]; // كانون الثاني, يناير, جانفي: one month, three names
  const MOST_YEARS = [1000, 2999];

  /** Western digits, one kind of blank, no vowel marks, ا for أ إ آ: what is compared. */
  function plain(text) {
    return text
      .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
      .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
      .replace(/[\u064b-\u0652\u0640\u200e\u200f\u061c]/g, "")
      .replace(/[أإآ]/g, "ا")
      .toLowerCase()
      .replace(/[\s,،.]+/g, " ")
      .trim();
  }

  let months = null;

  /** Every name of the twelve months → its number. */
  function monthNames() {
    if (months) return months;
    months = new Map();
    for (const locale of LOCALES) {
      for (const length of ["long", "short"]) {
        const format = new Intl.DateTimeFormat(locale, { month: length, timeZone: "UTC" });
        for (let month = 1; month <= 12; month += 1) months.set(plain(format.format(new Date(Date.UTC(2017, month - 1, 15)))), month);
      }
    }
    months.set("sep", 9);
    return months;
  }

  /** The month of a name; «تشرين الأول/أكتوبر» tells it twice. */
  const monthOf = (name) => name.split("/").map((part) => monthNames().get(part.trim())).find(Boolean);

  const pad = (number, width) => String(number).padStart(width, "0");

  /** The day of a year, month and day; whatever is not given is the first or, at the `edge` "last", the last of it. */
  function dayOf(year, month, day, edge) {
    if (year < MOST_YEARS[0] || year > MOST_YEARS[1] || month > 12) return NaN;
    const { toDay, nextBin } = parts.calendar;
    const end = edge === "last";
    const found = toDay(`${pad(year, 4)}-${pad(month || (end ? 12 : 1), 2)}-${pad(day || 1, 2)}`);
    return day || !end ? found : nextBin(found, "month") - 1;
  }

  /** What was typed → a day; NaN for what is no date. 2017-10-12, 2017-10, 2017, 12/10/2017, 12 October 2017, ١٢ تشرين الأول ٢٠١٧. */
  function read(text, edge) {
    const given = plain(text);
    let found = /^(\d{4})(?:[-/ ](\d{1,2})(?:[-/ ](\d{1,2}))?)?$/.exec(given);
    if (found) {
      const [year, month, day] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
      return month === 0 || day === 0 ? NaN : dayOf(year, month, day, edge);
    }
    found = /^(\d{1,2})[-/ ](\d{1,2})[-/ ](\d{4})$/.exec(given);
    if (found) return Number(found[1]) && Number(found[2]) ? dayOf(Number(found[3]), Number(found[2]), Number(found[1]), edge) : NaN;
    found = /^(?:(\d{1,2}) )?(\D+?) (\d{4})$/.exec(given);
    const month = found && monthOf(found[2]);
    if (!month || found[1] === "0") return NaN;
    return dayOf(Number(found[3]), month, found[1] ? Number(found[1]) : null, edge);
  }

  /** What two fields ask for: {window} or {error, field}, the error a key of the catalogue. Pure.
   * What is left blank is that end of the data. */
  function asked(from, to, data) {
    const first = from.trim() ? read(from, "first") : data.first;
    const last = to.trim() ? read(to, "last") : data.last;
    if (Number.isNaN(first)) return { error: "dates.unread", field: "from" };
    if (Number.isNaN(last)) return { error: "dates.unread", field: "to" };
    if (first > last) return { error: "dates.reversed", field: "to" };
    return { window: { first, last }, outside: first < data.first || last > data.last };
  }

  /** The form's insides: two labelled fields, a button, a line for what is wrong. */
  function furnish(form, speak) {
    const { element } = parts.dom;
    const fields = {};
    const messageId = `${form.id}-message`;
    for (const [name, words] of [["from", speak.say("dates.from")], ["to", speak.say("dates.to")]]) {
      fields[name] = element("input", { type: "text", name, size: 11, dir: "auto", autocomplete: "off", placeholder: "2017-10-12", "aria-describedby": messageId });
      form.append(element("label", { class: "choice shown" }, element("span", {}, words), fields[name]));
    }
    const message = element("p", { id: messageId, class: "date-message", role: "alert", hidden: true });
    form.append(element("button", { type: "submit", class: "quiet" }, speak.say("dates.apply")), message);
    return { fields, message };
  }

  /** Two fields in `form`; `act`: {data(), change(window)}. Returns {show(window)}. */
  function create(form, speak, act) {
    const { fields, message } = furnish(form, speak);
    const { from, to } = fields;
    let shown = null;

    function tell(words, field) {
      message.textContent = words;
      message.hidden = !words;
      message.classList.toggle("wrong", Boolean(field));
      for (const [name, input] of Object.entries(fields)) {
        if (name === field) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    }

    function apply() {
      const data = act.data();
      if (!data) return;
      const { window, outside, error, field } = asked(from.value, to.value, data);
      if (error) {
        tell(speak.say(error, { given: fields[field].value.trim() }), field);
        return;
      }
      const say = (day) => parts.calendar.sayShortDay(day, speak.language);
      tell(outside ? speak.say("dates.outside", { first: say(data.first), last: say(data.last) }) : "");
      shown = null;
      act.change(window);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      apply();
    });
    for (const input of [from, to]) input.addEventListener("change", apply);

    /** Follow the window, but never under the reader's fingers. */
    function show(window) {
      const key = window ? `${window.first} ${window.last}` : "";
      if (key === shown || form.contains(document.activeElement)) return;
      shown = key;
      tell("");
      from.value = window ? parts.calendar.toIso(window.first) : "";
      to.value = window ? parts.calendar.toIso(window.last) : "";
    }

    return { show };
  }

  parts.dateFields = { read, asked, create };
  if (typeof module !== "undefined") module.exports = parts.dateFields;
})(globalThis);
