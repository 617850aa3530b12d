/* Places that overlap on the screen: the click chooses the nearest, and a small list beside it names them all. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const REACH = 9; // px: centres nearer to each other than this cannot be told apart by hand
  const FINGER = 18;
  const MOST = 12;

  /** How much a place has; what is gone from the period stands on the map while two are compared. Pure. */
  const counted = (speak, measure, count) => (count ? speak.say(`count.${measure}`, {}, count) : speak.say("compare.none"));

  class Fan {
    constructor(host) {
      this.host = host;
      this.box = host.find("FAN");
      this.view = null;
      this.box.addEventListener("keydown", (event) => this.key(event));
    }

    mapReady(view) {
      this.view = view;
      view.map.on("move", () => !this.box.hidden && this.place(view.where(this.chosen)));
    }

    loaded() {
      this.close();
    }

    /** A click on the map: `index` is what it chose, `at` where it was. */
    clicked(index, at) {
      if (index < 0 || !this.view) {
        this.close();
        return;
      }
      const centre = this.view.where(index);
      const found = this.view.around(centre, at.finger ? FINGER : REACH).slice(0, MOST);
      if (found.length < 2) this.close();
      else this.open(found, index, centre);
    }

    open(found, chosen, at) {
      const { element } = parts.dom;
      const { say } = this.host.speak;
      const items = found.map((index) => this.item(index, index === chosen));
      this.box.replaceChildren(element("p", { class: "meta" }, say("fan.title", {}, found.length)), element("ul", {}, items));
      this.box.hidden = false;
      this.chosen = chosen;
      this.place(at);
      this.box.querySelector("[aria-current]")?.focus({ preventScroll: true });
    }

    item(index, current) {
      const { element } = parts.dom;
      const { speak } = this.host;
      const { marks } = this.host.cube();
      const mark = marks[index];
      const { dated, undated } = this.host.summary();
      const { measure } = this.host.keeper.get();
      const button = element("button", {
        type: "button",
        class: "fan-item",
        "aria-current": current ? "true" : null,
        onclick: () => this.take(index),
        onpointerenter: () => this.view.point(index),
        onfocus: () => this.view.point(index),
      },
      element("span", { class: `token ${mark.kind === "camp" ? "camp " : ""}${form(mark)}`, "aria-hidden": "true" }),
      element("span", { class: "fan-name" }, parts.placeNames.of(mark, speak.language).own,
        mark.precision > 1 ? element("span", { class: "meta" }, parts.placeNames.vagueness(mark, speak)) : null),
      element("span", { class: "fan-count" }, counted(speak, measure, dated[index] + undated[index])));
      return element("li", {}, button);
    }

    take(index) {
      this.host.choose(this.host.cube().marks[index].key);
      for (const button of this.box.querySelectorAll("button")) button.removeAttribute("aria-current");
      document.activeElement?.setAttribute("aria-current", "true");
    }

    /** Beside the point, inside the frame. */
    place(at) {
      const frame = this.host.find("MAP_FRAME").getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = this.box;
      const right = at.x - frame.left + 22;
      const left = right + width > frame.width - 8 ? at.x - frame.left - 22 - width : right;
      this.box.style.left = `${Math.max(left, 8)}px`;
      this.box.style.top = `${Math.min(Math.max(at.y - frame.top - height / 2, 8), Math.max(frame.height - height - 8, 8))}px`;
    }

    key(event) {
      const buttons = [...this.box.querySelectorAll("button")];
      const at = buttons.indexOf(document.activeElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
      if (event.key === "Escape") {
        event.preventDefault();
        this.close();
        this.view.map.getCanvas().focus();
      } else if (to !== undefined) {
        event.preventDefault();
        buttons[(to + buttons.length) % buttons.length].focus();
      }
    }

    close() {
      if (this.box.hidden) return;
      this.box.hidden = true;
      this.view?.point(-1);
    }

    state() {
      return { fan: this.box.hidden ? [] : [...this.box.querySelectorAll(".fan-name")].map((name) => name.firstChild.textContent) };
    }
  }

  function form(mark) {
    return Object.entries(parts.marks.FORMS).find(([, value]) => value === parts.marks.formOf(mark))[0];
  }

  (parts.featureList = parts.featureList || []).push({ name: "fan", create: (host) => new Fan(host) });

  parts.fan = { REACH, counted };
  if (typeof module !== "undefined") module.exports = parts.fan;
})(globalThis);
