/* The address is the view: it is copied as a link, and kept by name in this browser, nowhere else. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const KEPT = "conflict-map.views";
  const MOST = 200;
  const LONGEST = 80; // letters of a name

  /** The kept views of a storage: [{name, address}], newest first. What cannot be read is left out. Pure. */
  function read(text) {
    let list;
    try {
      list = JSON.parse(text || "[]");
    } catch {
      return [];
    }
    const sound = (one) => one && typeof one.name === "string" && typeof one.address === "string" && one.address.startsWith("?");
    return Array.isArray(list) ? list.filter(sound).map(({ name, address }) => ({ name, address })) : [];
  }

  const tidy = (name) => name.trim().replace(/\s+/g, " ").slice(0, LONGEST);

  /** With one more view; one of the same name is replaced. Pure. */
  function added(list, name, address) {
    const called = tidy(name);
    if (!called) return list;
    return [{ name: called, address }, ...list.filter((one) => one.name !== called)].slice(0, MOST);
  }

  /** With a view under another name; one that had it gives way. Pure. */
  function renamed(list, name, next) {
    const called = tidy(next);
    if (!called || called === name) return list;
    return list.filter((one) => one.name !== called).map((one) => (one.name === name ? { ...one, name: called } : one));
  }

  const without = (list, name) => list.filter((one) => one.name !== name);

  /** Whether a button of the page can be pressed: it is there, and something stands behind it. */
  const offered = (button) => Boolean(button && !button.disabled && !button.hidden);

  const pressed = (button) => Boolean(button && button.getAttribute("aria-pressed") === "true");

  /** Put text on the clipboard; false where the browser lets no one. */
  async function copy(text) {
    try {
      await root.navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyByHand(text);
    }
  }

  /** The older way, for pages that are not served over a secure address. */
  function copyByHand(text) {
    const field = parts.dom.element("textarea", { readonly: true, class: "copied", "aria-hidden": "true" });
    const before = document.activeElement;
    field.value = text;
    (document.querySelector("dialog[open]") || document.body).append(field); // under an open window nothing is selected
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus?.();
    return done;
  }

  class Views {
    constructor(host) {
      this.host = host;
      this.say = host.speak.say;
      this.button = host.find("VIEWS");
      this.menu = host.find("VIEWS_MENU");
      this.renaming = "";
      this.button.addEventListener("click", () => this.toggle());
      host.find("COPY_LINK").addEventListener("click", () => this.copyLink());
      this.menu.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        this.close(true);
      });
      document.addEventListener("pointerdown", (event) => {
        if (!this.menu.hidden && !this.menu.contains(event.target) && !this.button.contains(event.target)) this.close(false);
      });
    }

    // ---- the list

    list() {
      try {
        return read(root.localStorage.getItem(KEPT));
      } catch {
        return [];
      }
    }

    keep(list) {
      try {
        root.localStorage.setItem(KEPT, JSON.stringify(list));
      } catch {
        this.host.notify(this.say("views.blocked"));
      }
      this.draw();
    }

    address() {
      return this.host.keeper.addressOf({});
    }

    async copyLink() {
      const { origin, pathname } = root.location;
      const link = `${origin}${pathname}${this.address()}`;
      this.host.notify(this.say((await copy(link)) ? "views.copied" : "views.not_copied", { link }));
    }

    /** Go to a kept view as by a link, but without loading the page anew where that is not needed. */
    open(event, view) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab or window
      event.preventDefault();
      this.close(true);
      root.history.pushState(null, "", view.address);
      root.dispatchEvent(new PopStateEvent("popstate"));
    }

    // ---- the menu

    toggle() {
      if (!this.menu.hidden) return this.close(true);
      this.renaming = "";
      this.draw();
      this.menu.hidden = false;
      this.button.setAttribute("aria-expanded", "true");
      this.menu.querySelector("input").focus();
      return undefined;
    }

    close(back) {
      this.menu.hidden = true;
      this.button.setAttribute("aria-expanded", "false");
      if (back) this.button.focus();
    }

    draw() {
      const { element } = parts.dom;
      const list = this.list();
      const menuRow = (key, act, also = "") => element("button", { type: "button", class: `menu-row${also}`, onclick: () => { this.close(true); act(); } }, this.say(key));
      // What has its own button where there is room; where nothing stands behind it, as in the offline file, it has none here.
      const small = (key, name) => (offered(this.host.find(name)) ? menuRow(key, () => this.host.find(name).click(), " narrow-only") : null);
      const rows = list.map((view) => (view.name === this.renaming ? this.renameForm(view) : this.row(view)));
      this.menu.replaceChildren(
        ...[small("views.copy_label", "COPY_LINK"), small("publish.open", "PUBLISH"), small("export.open", "EXPORT"), small(pressed(this.host.find("EXACT")) ? "exact.switch_off" : "exact.switch_on", "EXACT"), small("help.open", "HELP_OPEN")].filter(Boolean),
        this.nameForm("", "views.save", (name) => this.keep(added(this.list(), name, this.address()))),
        list.length ? element("ul", { class: "kept-views" }, rows) : element("p", { class: "meta" }, this.say("views.none")),
        element("p", { class: "meta" }, this.say("views.where")),
        ...(parts.feeds ? [menuRow("feeds.copy", () => parts.feeds.copyAddress(this.host))] : []),
        ...(parts.watching ? [menuRow("watch.this", () => parts.watching.open())] : []),
      );
    }

    row(view) {
      const { element } = parts.dom;
      const { name, address } = view;
      const act = (key, sign, what) => element("button", { type: "button", class: "small", title: this.say(key, { name }), "aria-label": this.say(key, { name }), onclick: what }, sign);
      return element("li", {},
        element("a", { href: address, dir: "auto", onclick: (event) => this.open(event, view) }, name),
        act("views.rename", "✎", () => this.rename(name)),
        act("views.remove", "×", () => { this.keep(without(this.list(), name)); this.menu.querySelector("input").focus(); }));
    }

    rename(name) {
      this.renaming = name;
      this.draw();
      const field = this.menu.querySelector(".kept-views input");
      field.focus();
      field.select();
    }

    renameForm({ name }) {
      const done = (next) => {
        this.renaming = "";
        this.keep(renamed(this.list(), name, next));
      };
      return parts.dom.element("li", {}, this.nameForm(name, "views.rename_done", done));
    }

    nameForm(name, words, done) {
      const { element } = parts.dom;
      const field = element("input", { type: "text", maxlength: LONGEST, dir: "auto", required: true, value: name, placeholder: this.say("views.name"), "aria-label": this.say("views.name") });
      const submit = (event) => {
        event.preventDefault();
        done(field.value);
        this.menu.querySelector("input").focus();
      };
      return element("form", { class: "name-view", onsubmit: submit }, field, element("button", { type: "submit" }, this.say(words)));
    }
  }

  (parts.featureList = parts.featureList || []).push({ name: "views", create: (host) => { new Views(host); return {}; } });
  parts.views = { read, added, renamed, without, copy, offered };
  if (typeof module !== "undefined") module.exports = parts.views;
})(globalThis);
