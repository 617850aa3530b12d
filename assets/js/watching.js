/* Watching: the way from the map's filters to the form of /watch, and on that page sending the form and removing watches. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const HEADERS = { "X-Conflict-Map": "page" };

  /** The address of the form for what a state shows: its filters, and the chosen place where there is one. Pure. */
  function addressOf(state, asked) {
    const pairs = new URLSearchParams(asked);
    if (state.mark) pairs.set("place", state.mark.split("~")[0]);
    pairs.set("lang", state.language);
    if (state.theme === "dark") pairs.set("theme", "dark");
    return `/watch?${pairs}`;
  }

  let page = null; // the map's, where this is one

  /** Go from the map to the form. */
  function open() {
    const state = page.keeper.get();
    root.location.assign(addressOf(state, parts.stateFields.asked(state)));
  }

  // ---- the page of watches

  async function post(path, body, fallback) {
    const response = await fetch(path, { method: "POST", headers: HEADERS, body }).catch(() => null);
    if (response?.ok) return "";
    return (await response?.json().catch(() => ({})))?.error || fallback;
  }

  function begin(form) {
    const problem = form.querySelector("[role=alert]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const given = new FormData(form);
      given.set("number", given.get(given.get("kind")) || "");
      problem.textContent = await post("/api/watches", given, form.dataset.failed);
      problem.hidden = !problem.textContent;
      if (problem.hidden) root.location.reload();
    });
    for (const field of form.querySelectorAll("input[type=number]")) {
      field.addEventListener("input", () => { form.elements.kind.value = field.name; });
    }
    for (const button of root.document.querySelectorAll("[data-watch-remove]")) {
      button.addEventListener("click", async () => {
        if (button.textContent !== button.dataset.sure) { // asked once more, in its own place
          button.textContent = button.dataset.sure;
          return;
        }
        problem.textContent = await post(`/api/watches/${button.dataset.watchRemove}/remove`, null, form.dataset.failed);
        problem.hidden = !problem.textContent;
        if (problem.hidden) root.location.reload();
      });
    }
  }

  const form = root.document?.querySelector("[data-watch-form]");
  if (form) begin(form);

  (parts.featureList = parts.featureList || []).push({ name: "watching", create: (host) => { page = host; return {}; } });
  parts.watching = { addressOf, open };
  if (typeof module !== "undefined") module.exports = parts.watching;
})(globalThis);
