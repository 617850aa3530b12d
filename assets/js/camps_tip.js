/* What is told of a camp on the map: the sign beside the pointer, the same one pinned, and the legend of the signs. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const ROOMY = "(min-width: 640px) and (min-height: 760px)"; // a frame that has room for every form
  const ORDER = ["filled", "ringed", "half", "dashed", "hollow", "unknown"];

  /** How old a figure is: a key of the texts and its count. Pure. */
  function ageOf(days) {
    if (days < 31) return ["camps.age.days", days];
    if (days < 730) return ["camps.age.months", Math.round(days / 30.44)];
    return ["camps.age.years", Math.round(days / 365.25)];
  }

  /** The address of a page about camps, in the reader's language and theme. */
  function addressOf(host, path) {
    const theme = host.config.theme === "dark" ? "&theme=dark" : "";
    return `${path}?lang=${host.speak.language}${theme}`;
  }

  const dossierOf = (host, camp) => addressOf(host, `/camp/${encodeURIComponent(camp.id)}`);

  /** The sign of a camp under the pointer: {show, leave, pin, close}. */
  function create(host) {
    const { element } = parts.dom;
    const { say, number, language } = host.speak;
    const frame = host.find("MAP_FRAME");
    const box = element("div", { class: "map-tip camp-tip", hidden: true });
    frame.append(box);
    let pinned = false;

    function lines({ camp, status, figure }, { sources, day }) {
      const names = language === "ar" ? [camp.name_ar, camp.name] : [camp.name, camp.name_ar];
      const [own, other] = names[0] ? names : [names[1], ""];
      const [age, count] = figure ? ageOf(figure.age) : [];
      return [
        element("strong", {}, own),
        other ? element("bdi", { class: "camp-other", lang: language === "ar" ? "en" : "ar" }, other) : null,
        element("span", {}, `${say(`camps.status.${status}`)} · ${figure ? say(`camps.${figure.unit}`, {}, figure.count) : say("camps.no_figure")}`),
        figure && parts.campsDays.beforeEnd(camp, day, figure) ? element("span", {}, say("camps.before_end")) : null,
        figure ? element("span", { class: "meta" }, element("bdi", {}, sources[figure.source] || say("camps.no_source")), ` · ${say(age, {}, count)}`) : null,
        camp.blurred ? element("span", { class: "meta" }, say(`camps.blurred.${camp.blurred}`, { km: number(Math.max(1, Math.round((camp.metres || 0) / 1000))) })) : null,
      ].filter(Boolean);
    }

    function put(at) {
      parts.mapTip.placed(box, frame, at);
      box.classList.toggle("pinned", pinned);
    }

    function show(sign, seen, at) {
      if (pinned) return;
      box.replaceChildren(...lines(sign, seen));
      put(at);
    }

    function close() {
      pinned = false;
      parts.dom.hide(box, true);
    }

    function pin(sign, seen, at) {
      pinned = true;
      const link = host.config.framed ? null : element("a", { href: dossierOf(host, sign.camp), class: "camp-open" }, say("camps.open_dossier"));
      box.replaceChildren(...lines(sign, seen), ...(link ? [link] : []));
      put(at);
    }

    document.addEventListener("keydown", (event) => event.key === "Escape" && pinned && close());
    return { show, pin, close, leave: () => !pinned && close() };
  }

  /** What the forms and sizes of the signs mean, for those that are drawn. */
  function legend(host) {
    const { element } = parts.dom;
    const { say } = host.speak;
    // Folded at first where room is short: with every form told, it would hide the marks it tells of.
    // From the start where there will be camps: the first look at the map leaves room for the key as it is then.
    const awaited = Boolean(host.source.camps) && host.keeper.get().layers.includes("camps");
    const box = element("div", { class: "legend camps-key", hidden: !awaited });
    const lines = element("div", { class: "camps-forms", hidden: true });
    const title = element("button", { type: "button", class: "layer-key-title", "aria-expanded": "false", onclick: unfold }, say("camps.legend"));
    box.append(title, lines);
    host.find("LAYER_KEYS").after(box);
    let drawn = "";
    let [chosen, held] = [host.config.framed && root.matchMedia(ROOMY).matches, false];
    fold();

    function fold() {
      lines.hidden = !chosen && !held;
      title.setAttribute("aria-expanded", String(!lines.hidden));
    }

    function unfold() {
      chosen = !chosen;
      fold();
    }

    /** In a picture nothing can be unfolded: every form is told as long as `on`. */
    function hold(on) {
      held = Boolean(on);
      title.tabIndex = held ? -1 : 0;
      fold();
    }

    function line(form, known, words) {
      const sign = parts.campsSign.canvas(form, 6, known, host.config.colours);
      sign.className = "camp-sign";
      sign.setAttribute("aria-hidden", "true");
      return element("div", { class: "line" }, sign, words);
    }

    function show(signs) {
      const forms = ORDER.filter((form) => signs.some((sign) => sign.form === form));
      const uncounted = signs.some((sign) => !sign.figure);
      const key = `${forms.join()} ${uncounted}`;
      if (key === drawn) return;
      drawn = key;
      box.hidden = !forms.length;
      lines.replaceChildren(
        ...forms.map((form) => line(form, true, say(`camps.form.${form}`))),
        ...(uncounted ? [line("filled", false, say("camps.form.uncounted"))] : []),
      );
    }

    return { show, hold };
  }

  /** The way to all camps, in the panel of layers. */
  function linkTo(host) {
    const panel = host.find("LAYER_PANEL");
    if (!panel || host.config.framed || panel.querySelector(".all-camps")) return;
    panel.append(parts.dom.element("a", { class: "all-camps", href: addressOf(host, "/camps") }, host.speak.say("camps.all")));
  }

  parts.campsTip = { create, legend, linkTo, ageOf, addressOf };
  if (typeof module !== "undefined") module.exports = parts.campsTip;
})(globalThis);
