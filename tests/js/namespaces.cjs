// Loads the scripts named on the command line as a page would, one after the other into one window, and prints which
// functions they leave for Dash to call: {"namespace": ["function", ...], ...}. Used by tests/conventions.
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");

// Answers every question with itself, so that a script may look around in a page that is not there.
const nothing = new Proxy(function () {}, {
  get(target, name) {
    if (name === Symbol.toPrimitive) return () => "";
    if (name === Symbol.iterator) return function* () {};
    return nothing;
  },
  set: () => true,
  has: () => true,
  apply: () => nothing,
  construct: () => nothing,
});

const page = { console: { log() {}, info() {}, warn() {}, error() {}, debug() {} } };
for (const name of ["document", "navigator", "location", "history", "localStorage", "sessionStorage", "screen",
  "addEventListener", "removeEventListener", "matchMedia", "setTimeout", "clearTimeout", "setInterval",
  "requestAnimationFrame", "cancelAnimationFrame", "queueMicrotask", "fetch", "MutationObserver", "ResizeObserver",
  "IntersectionObserver", "customElements", "HTMLElement", "performance", "CustomEvent", "Event", "Worker", "URL",
  "getComputedStyle", "maplibregl", "Plotly"]) {
  page[name] = nothing;
}
page.window = page.self = page;
const context = vm.createContext(page);
for (const file of process.argv.slice(2)) {
  vm.runInContext(fs.readFileSync(file, "utf-8"), context, { filename: file, timeout: 5000 });
}
const found = {};
for (const [namespace, functions] of Object.entries(page.dash_clientside ?? {})) {
  if (functions === null || typeof functions !== "object") continue;
  found[namespace] = Object.keys(functions).filter((name) => typeof functions[name] === "function");
}
process.stdout.write(JSON.stringify(found));
