/* The publish panel's first tab: a picture with its preview, its fields, and what to do with it. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const KEPT_MS = 60000; // that a file stays at hand while the browser saves it

  class Picture {
    constructor(host, publish) {
      this.host = host;
      this.publish = publish;
      this.say = host.speak.say;
      const { element } = parts.dom;
      const { say } = this;
      const { draft } = publish;
      this.preview = parts.publishPreview.create(host.speak, host.config.api, {
        told: (record) => this.fields.told(record),
        point: (at) => this.point(at),
      });
      this.fields = parts.publishFields.create(draft, host, () => this.changed());
      this.download = element("button", { type: "button", class: "primary", onclick: () => this.save() }, say("publish.download"));
      this.said = element("p", { class: "meta", role: "status" });
      this.line = element("code", { dir: "ltr", tabindex: "0" });
      this.node = element("div", { class: "publish-body" },
        element("div", { class: "publish-left" }, this.preview.node,
          element("div", { class: "publish-acts" }, this.download,
            element("button", { type: "button", class: "plain", onclick: () => this.copy(this.link(), "publish.address_copied") }, say("publish.copy_address")),
            this.said),
          element("details", { class: "publish-command" }, element("summary", {}, say("publish.command")), this.line,
            element("button", { type: "button", class: "quiet", onclick: () => this.copy(this.line.textContent, "publish.command_copied") }, say("publish.copy")))),
        this.fields.node);
    }

    show() {
      const { title } = this.host.keeper.get();
      if (title && title !== this.publish.draft.title) this.fields.setTitle(title);
      this.changed(true);
    }

    hide() {
      this.preview.close();
      this.host.keeper.set({ title: this.publish.draft.title.trim() });
    }

    changed(now) {
      const told = this.publish.order();
      this.fields.follow();
      this.preview.ask(told, now);
      this.said.textContent = "";
      this.line.textContent = parts.publishOrder.command(told, /Win/.test(root.navigator.userAgent));
    }

    link() {
      return root.location.origin + parts.publishOrder.pictureAddress(this.publish.order());
    }

    async copy(text, words) {
      const done = await parts.views.copy(text);
      this.said.textContent = this.say(done ? words : "publish.not_copied");
    }

    /** A click on the preview: the place it points to gets words. */
    async point(at) {
      const path = parts.publishOrder.address(`${this.host.config.api}/figure/point`, this.publish.order(), at);
      try {
        const found = await (await this.preview.answer(path, undefined, this.say("publish.failed"))).json();
        if (found) this.fields.annotate(found);
        else this.said.textContent = this.say("publish.not_on_map");
      } catch (error) {
        this.said.textContent = error.message;
      }
    }

    async save() {
      const told = this.publish.order();
      this.download.disabled = true;
      this.said.textContent = this.say("publish.drawing");
      try {
        const blob = await (await this.preview.answer(parts.publishOrder.pictureAddress(told), undefined, this.say("publish.failed"))).blob();
        const name = parts.publishOrder.fileName(told);
        const address = URL.createObjectURL(blob);
        parts.dom.element("a", { href: address, download: name }).click();
        setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
        this.said.textContent = this.say("publish.saved", { name });
      } catch (error) {
        this.said.textContent = error.message;
      }
      this.download.disabled = false;
      this.download.focus({ preventScroll: true });
    }

    picture() {
      return this.preview.picture();
    }
  }

  (parts.publishTabs = parts.publishTabs || []).push({ name: "picture", create: (host, publish) => new Picture(host, publish) });
  parts.publishPicture = { KEPT_MS };
  if (typeof module !== "undefined") module.exports = parts.publishPicture;
})(globalThis);
