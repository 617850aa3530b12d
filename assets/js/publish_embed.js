/* The publish panel's last tab: the map on another page, as a snippet of HTML to copy. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const HEIGHTS = [420, 520, 640];
  const HERE = /^(localhost|127\.|\[::1\])/; // an address of this machine alone

  class Embed {
    constructor(host, publish) {
      this.host = host;
      this.publish = publish;
      this.say = host.speak.say;
      const { element } = parts.dom;
      const { say } = this;
      this.title = element("input", { type: "text", dir: "auto", maxlength: 300, oninput: () => this.write() });
      this.height = element("select", { onchange: () => this.write() }, HEIGHTS.map((px) => element("option", { value: px, selected: px === HEIGHTS[1] }, `${px} px`)));
      this.text = element("textarea", { rows: 5, readonly: true, dir: "ltr", class: "publish-snippet", "aria-label": say("embed.snippet") });
      this.open = element("a", { class: "plain", target: "_blank", rel: "noopener" }, say("embed.try"));
      this.said = element("p", { class: "meta", role: "status" });
      const field = (words, control) => element("label", { class: "field" }, element("span", {}, words), control);
      this.node = element("div", { class: "publish-embed" },
        element("p", {}, say("embed.what")),
        element("div", { class: "publish-row even" }, field(say("embed.title"), this.title), field(say("embed.height"), this.height)),
        this.text,
        element("div", { class: "publish-acts" },
          element("button", { type: "button", class: "primary", onclick: () => this.copy() }, say("embed.copy")), this.open, this.said),
        HERE.test(root.location.host) ? element("p", { class: "meta" }, say("embed.here_only")) : null);
    }

    show() {
      if (!this.title.value) this.title.value = this.publish.draft.title;
      this.write();
    }

    /** What is shown now, without what belongs to the page alone. */
    address() {
      const { keeper, config } = this.host;
      const title = this.title.value.trim();
      return root.location.origin + config.embed + keeper.addressOf({ title, present: false, ratio: "window", mark: "", filters: "", tools: false });
    }

    write() {
      const address = this.address();
      this.text.value = parts.publishOrder.snippet(address, this.title.value.trim() || this.say("app.name"), Number(this.height.value));
      this.open.setAttribute("href", address);
      this.said.textContent = "";
    }

    async copy() {
      this.said.textContent = this.say((await parts.views.copy(this.text.value)) ? "embed.copied" : "publish.not_copied");
    }
  }

  (parts.publishTabs = parts.publishTabs || []).push({ name: "embed", create: (host, publish) => new Embed(host, publish) });
  parts.publishEmbed = { HEIGHTS };
  if (typeof module !== "undefined") module.exports = parts.publishEmbed;
})(globalThis);
