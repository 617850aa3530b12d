/* The story panel: the places of the window, or the stories at one of them, each down to its sentence and its source. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const PAGE = 30; // stories asked for at a time
  const PLACES = 60; // places listed before "more"

  /** "and 11 more in 3 outlets", of a story and the others that tell the same report. */
  function othersInWords(item, speak) {
    const more = speak.say("story.others", {}, item.others.length);
    const outlets = new Set(item.others.map((other) => other.outlet).filter(Boolean)).size;
    return outlets ? speak.say("story.others_in", { others: more, outlets: speak.say("count.outlets", {}, outlets) }) : more;
  }

  function create(host, speak, source, on) {
    const { language } = speak;
    const { of: names, describeMark } = parts.placeNames;
    const { element, tell, safeAddress, outwardLink, marked } = parts.dom;
    const say = speak.say;
    let request = null;
    let shown = null; // what the panel shows now, to tell a new place from a new window of the same
    let openReasons = new Set();
    const companions = element("div", { class: "companions" }); // between a place's head and its stories: see together.js

    // ---- the places of the window

    const places = parts.placesList.create(speak, on);
    const placesHead = element("header", { class: "panel-head" }, element("h2", {}, say("places.title")), element("p", { class: "meta" }));
    const more = element("button", { class: "more", type: "button" });
    const without = element("button", { class: "more", type: "button", onclick: () => on.unplaced() });

    /** The rows stay from one window to the next: see places_list.js. */
    function showPlaces(summary) {
      cancel();
      const again = shown && shown.kind === "places";
      const kept = again ? host.scrollTop : 0;
      const most = again ? shown.limit : PLACES;
      shown = { kind: "places", limit: most };
      const rows = summary.rows.slice(0, most);
      tell(placesHead.lastChild, say("places.subtitle", {}, summary.places));
      const shownNow = [
        placesHead,
        rows.length ? places.show(rows) : emptyPlaces(summary),
        summary.rows.length > most ? morePlaces(summary, most) : null,
        withoutPlace(summary),
      ].filter(Boolean); // null would be written out
      const stands = shownNow.length === host.children.length && shownNow.every((part, at) => part === host.children[at]);
      if (!stands) host.replaceChildren(...shownNow);
      if (host.scrollTop !== kept) host.scrollTop = kept;
    }

    function morePlaces(summary, most) {
      more.onclick = () => {
        shown.limit += 200;
        showPlaces(summary);
      };
      tell(more, say("places.more", {}, summary.rows.length - most));
      return more;
    }

    function emptyPlaces(summary) {
      const filtered = document.querySelector(".page.is-filtered");
      const none = filtered ? "places.none_filtered" : "places.none";
      return element("p", { class: "empty" }, say(summary.stories ? "places.none_in_window" : none));
    }

    function withoutPlace(summary) {
      if (!summary.withoutPlace) return null;
      tell(without, say("places.without", {}, summary.withoutPlace));
      return without;
    }

    // ---- the stories at a place

    /** `wanted`: {key, mark, window query…}; the head is drawn at once, with a `note`, the stories as they arrive. */
    function showStories(mark, wanted, note) {
      const again = shown && shown.kind === "stories" && shown.key === wanted.mark;
      shown = { kind: "stories", key: wanted.mark };
      if (!again) openReasons = new Set();
      const list = element("div", { class: "stories", "aria-live": "polite" });
      const head = storiesHead(mark, wanted.only, note);
      const old = again ? host.querySelector(".stories") : null;
      if (old) list.replaceChildren(...old.childNodes);
      else list.append(element("p", { class: "meta loading" }, say("stories.loading")));
      host.replaceChildren(...(mark ? [head, companions, list] : [head, list]));
      if (!again) host.scrollTop = 0;
      load(list, head.querySelector(".total"), wanted, 0);
      return head;
    }

    function storiesHead(mark, only, note) {
      const back = element(
        "button",
        { type: "button", class: "back", onclick: () => on.choose("") },
        say("stories.back"),
      );
      if (!mark) {
        const [title, words] = only === parts.reading.UNDATED
          ? [say("stories.undated_title"), say("stories.undated_note")]
          : [say("stories.unplaced_title"), say("stories.unplaced_note")];
        return element("header", { class: "panel-head" }, back, element("h2", {}, title),
          element("p", { class: "meta" }, words), element("p", { class: "total" }));
      }
      const { own, other } = names(mark, language);
      return element(
        "header",
        { class: "panel-head" },
        back,
        element("h2", { tabindex: "-1" }, own, other ? element("span", { class: mark.title ? "other line" : "other", dir: "auto", lang: language === "ar" ? "en" : "ar" }, other) : null),
        element("p", { class: "meta" }, describeMark(mark, speak)),
        mark.precision > 1 ? element("p", { class: "vague" }, vague(mark)) : null,
        note ? element("p", { class: "vague other-window" }, note) : null,
        element("p", { class: "total" }),
        parts.watching ? element("button", { type: "button", class: "watch-this", onclick: () => parts.watching.open() }, say("watch.this")) : null,
      );
    }

    /** Why a mark is not a point: blurred to protect people, or told no nearer. */
    function vague(mark) {
      const told = mark.title ? say("vague.beside") : say(`vague.${mark.precision}`);
      if (!mark.blurred) return told;
      const blurred = mark.blurred === "admin" ? say("blurred.full.admin") : say("blurred.full", { how: say(`blurred.${mark.blurred}`) });
      return mark.title ? `${told} ${blurred}` : blurred;
    }

    async function load(list, total, wanted, offset) {
      cancel();
      request = new AbortController();
      const mine = request;
      try {
        const page = await source.stories({ ...wanted, lang: language, offset, limit: PAGE }, mine.signal);
        if (mine.signal.aborted) return;
        if (!offset) list.replaceChildren();
        else list.querySelectorAll(":scope > .more, .failure").forEach((node) => node.remove());
        if (total) total.textContent = totalOf(page);
        if (!page.total) list.append(element("p", { class: "empty" }, say("stories.none_in_window")));
        list.append(...page.stories.map(story));
        const next = offset + page.stories.length;
        if (next < page.clusters) {
          // What is left are reports; where each is told once, stories.
          const words = page.clusters === page.total ? "stories.more" : "places.more";
          list.append(element("button", { type: "button", class: "more", onclick: () => load(list, null, wanted, next) },
            say(words, {}, page.clusters - next)));
        }
      } catch {
        if (mine.signal.aborted) return;
        list.querySelectorAll(".loading, .failure").forEach((node) => node.remove());
        list.append(failure(say("stories.failed"), () => load(list, total, wanted, offset)));
      }
    }

    function totalOf(page) {
      return [say("count.stories", {}, page.total), page.outlets ? say("count.outlets", {}, page.outlets) : ""]
        .filter(Boolean).join(" · ");
    }

    function failure(words, again) {
      return element("div", { class: "failure", role: "alert" }, element("p", {}, words),
        element("button", { type: "button", class: "more", onclick: again }, say("again")));
    }

    function story(item) {
      const address = safeAddress(item.url);
      const own = storyPage(item);
      const title = item.title ? marked(item.title, titleSpans(item)) : [say("story.untitled")];
      const head = address
        ? outwardLink(address, { class: "story-title", dir: "auto", lang: item.language }, ...title)
        : element(own ? "a" : "span", { class: "story-title", dir: "auto", lang: item.language, ...own && { href: own, target: "_blank", rel: "noopener" } }, ...title);
      return element(
        "article",
        { class: "story", "data-story": item.id },
        element("h3", {}, head),
        element("p", { class: "meta" }, byline(item)),
        ...item.parents.map(found),
        ...item.mentions.map((mention) => sentence(item, mention)),
        element("p", { class: "story-links" }, ...sources(item), pageLink(item, say(address ? "story.context" : "story.open"))),
        item.others.length ? others(item) : null,
      );
    }

    /** Links out: the source, and an archived copy for the day the source is gone. */
    function sources(item) {
      const [address, archived] = [safeAddress(item.url), safeAddress(item.archived)];
      return [
        address ? outwardLink(address, { class: "source-link" }, say("story.source"), " ↗") : null,
        archived ? outwardLink(archived, { class: "source-link archived" }, say("story.archived"), " ↗") : null,
      ];
    }

    /** The page of a story with its whole text; null where the source of the data has none. */
    function storyPage(item) {
      return source.storyPage ? source.storyPage(item.id, language) : `/story/${item.id}?lang=${language}`;
    }

    function pageLink(item, words) {
      const own = storyPage(item);
      return own ? element("a", { class: "page-link", href: own, target: "_blank", rel: "noopener" }, words) : null;
    }

    /** The other stories that tell the same report here, folded under the first. */
    function others(item) {
      const key = `others:${item.id}`;
      const list = element("ul", {}, item.others.map((other) => element("li", {}, element("span", { class: "meta" }, byline(other)),
        element("span", { class: "story-links" }, ...sources(other), pageLink(other, say(safeAddress(other.url) ? "story.context" : "story.open"))))));
      const folded = element("details", { class: "others" }, element("summary", {}, othersInWords(item, speak)), list);
      folded.open = openReasons.has(key);
      folded.addEventListener("toggle", () => (folded.open ? openReasons.add(key) : openReasons.delete(key)));
      return folded;
    }

    function titleSpans(item) {
      return item.mentions.filter((mention) => mention.part === "title").map((mention) => [mention.start, mention.end]);
    }

    /** Outlet and date, each kept together whatever the direction of its letters. */
    function byline(item) {
      const when = item.published ? parts.calendar.sayWhen(item.published, language) : say("story.undated");
      return [element("bdi", {}, item.outlet || say("story.no_outlet")), " · ", element("bdi", {}, when)];
    }

    /** A related headline shows the article it was found under. */
    function found(parent) {
      const own = storyPage(parent);
      return element("p", { class: "found" }, say("story.found_under"), " ",
        own ? element("a", { href: own, target: "_blank", rel: "noopener", dir: "auto" }, parent.title) : element("bdi", {}, parent.title));
    }

    /** Why a mention was read as it was, folded; null where the source of the data does not say. */
    function reasons(item, mention) {
      if (!mention.why) return null;
      const key = `${item.id}:${mention.part}:${mention.start}`;
      const explained = parts.explanation.nodes(mention.why, speak);
      const why = element("details", { class: "why" }, element("summary", {}, say("why.title")), explained);
      why.open = openReasons.has(key);
      why.addEventListener("toggle", () => (why.open ? openReasons.add(key) : openReasons.delete(key)));
      return why;
    }

    function sentence(item, mention) {
      return element(
        "div",
        { class: "sentence" },
        mention.part === "title" // there it is marked already
          ? null
          : element("blockquote", { class: "quote", dir: "auto", lang: item.language }, ...marked(mention.sentence, [mention.span])),
        parts.sentenceTags.line(mention.tags, item.language),
        reasons(item, mention),
      );
    }

    /** Nothing could be fetched: say so where the stories would stand, and offer to try again. */
    function showFailure(words, again) {
      shown = null;
      host.replaceChildren(failure(words, again));
    }

    function cancel() {
      if (request) request.abort();
      request = null;
    }

    return { companions, showPlaces, showStories, showFailure };
  }

  parts.storyPanel = { create, othersInWords };
  if (typeof module !== "undefined") module.exports = parts.storyPanel;
})(globalThis);
