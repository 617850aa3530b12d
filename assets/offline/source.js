/* The page's data where there is no server: the same functions as in assets/js/data_source.js, answered from what the file
 * carries (dashboard/offline/contents.py). */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const MOST_PLACES = 8;
  const MOST_COMPANIONS = 12;

  const without = (asked, ...names) => Object.fromEntries(Object.entries(asked).filter(([name]) => !names.includes(name)));
  const number = (text, fallback) => (text === undefined || text === "" ? fallback : Number(text));
  const count = (items) => new Set(items).size;

  class Source {
    constructor(data, language) {
      this.data = data;
      this.language = language;
      this.rowOfKey = new Map(data.spots.marks.map((mark, row) => [mark.key, row]));
    }

    select(asked, options) {
      return parts.offlineSelecting.select(this.data, asked, options);
    }

    // ---- sums

    folded(asked, groupOf, marks, storiesAsked, every = false) {
      const { data } = this;
      const { mentions, stories } = data;
      const selected = this.select(without(asked, "from", "to", "undated"));
      const chosen = selected.mentions();
      const rows = chosen.map((at) => ({
        group: groupOf(mentions.spot[at]),
        day: parts.offlineSelecting.dayOf(data, at, asked.time),
        story: mentions.story[at],
        report: stories.report[mentions.story[at]],
        uncertain: parts.offlineSelecting.isUncertain(data, at, asked.time),
      }));
      const named = count(chosen.map((at) => mentions.story[at]));
      return parts.offlineFolding.cube(rows, marks, { asked: storiesAsked(selected, named), version: data.version, every });
    }

    async cube(asked) {
      const told = (selected, named) => (parts.offlineSelecting.asksOfMentions(asked) ? named : selected.stories().length);
      return this.folded(asked, (spot) => spot, this.data.spots.marks, told);
    }

    async areas() {
      return this.data.units.collection;
    }

    async areaCube(wanted) {
      const { of, marks } = this.data.units;
      return this.folded(without(wanted, "level"), (spot) => of[spot], marks, (_, named) => named, true);
    }

    async camps() {
      return this.data.camps;
    }

    async facets(wanted) {
      return parts.offlineChoices.choices(this.data, wanted);
    }

    async outlets(asked) {
      const { stories, mentions } = this.data;
      return count(this.select(asked).mentions().map((at) => stories.outlet[mentions.story[at]]).filter(Boolean));
    }

    // ---- stories

    async stories(wanted) {
      const [limit, offset] = [number(wanted.limit, 30), number(wanted.offset, 0)];
      if (wanted.unplaced) return this.page(this.unplaced(wanted), limit, offset);
      if (wanted.only === "undated") return this.page(this.undated(wanted), limit, offset);
      return this.storiesAt(wanted, limit, offset);
    }

    /** A page of stories, each by itself: `found` has [story, its mentions]. */
    page(found, limit, offset) {
      const told = found.slice(offset, offset + limit).map(([story, mentions]) => ({ ...this.story(story, mentions), others: [] }));
      return { total: found.length, clusters: found.length, stories: told };
    }

    /** Newest first, of one day the last kept; those without a day last. */
    newest(one, other) {
      const { day } = this.data.stories;
      const [first, second] = [one, other].map((row) => day[row] ?? -Infinity);
      return first === second ? other - one : second - first;
    }

    /** Reports whose stories stand newest first: by the newest, of one day the one that came in last. */
    newestReport(one, other) {
      const { day } = this.data.stories;
      const [first, second] = [one[0], other[0]].map((row) => day[row] ?? -Infinity);
      return first === second ? Math.max(...other) - Math.max(...one) : second - first;
    }

    unplaced(wanted) {
      const drawn = new Set(this.select(wanted.roles ? { roles: wanted.roles } : {}).mentions().map((at) => this.data.mentions.story[at]));
      const rows = this.select({ ...wanted, time: "" }).stories().filter((row) => !drawn.has(row));
      return rows.sort((one, other) => this.newest(one, other)).map((row) => [row, []]);
    }

    undated(wanted) {
      const { data } = this;
      const all = this.select(without(wanted, "from", "to", "undated"), { window: false }).mentions();
      const found = new Map();
      for (const at of all) {
        if (parts.offlineSelecting.dayOf(data, at, wanted.time) !== null) continue;
        const story = data.mentions.story[at];
        found.set(story, [...(found.get(story) || []), at]);
      }
      return [...found].sort(([one], [other]) => other - one);
    }

    storiesAt(wanted, limit, offset) {
      const { stories, mentions } = this.data;
      const spot = this.rowOfKey.get(wanted.mark);
      const there = new Map();
      for (const at of this.select(wanted).mentions()) {
        if (mentions.spot[at] !== spot) continue;
        const story = mentions.story[at];
        there.set(story, [...(there.get(story) || []), at]);
      }
      const reports = new Map();
      for (const story of there.keys()) reports.set(stories.report[story], [...(reports.get(stories.report[story]) || []), story]);
      const byNewest = [...reports.values()]
        .map((told) => told.sort((one, other) => this.newest(one, other)))
        .sort((one, other) => this.newestReport(one, other));
      const earliest = (one, other) => (stories.day[one] ?? Infinity) - (stories.day[other] ?? Infinity) || one - other;
      const told = byNewest.slice(offset, offset + limit).map((report) => {
        const [first, ...others] = [...report].sort(earliest);
        return { ...this.story(first, there.get(first)), others: others.map((row) => this.brief(row)) };
      });
      const outlets = count([...there.keys()].map((row) => stories.outlet[row]).filter(Boolean));
      return { total: there.size, clusters: reports.size, outlets, stories: told };
    }

    brief(row) {
      const { stories, outlets, languages } = this.data;
      const [first, last, precision] = [stories.first[row], stories.last[row], stories.precision[row]];
      return {
        id: stories.id[row],
        title: stories.title[row],
        language: languages[stories.language[row]],
        outlet: outlets[stories.outlet[row]],
        url: stories.url[row],
        archived: stories.archived[row],
        published: first ? { first, last, precision } : null,
      };
    }

    story(row, mentions) {
      const parent = this.data.stories.parent[row];
      const inOrder = [...mentions].sort((one, other) => this.placeInText(one) - this.placeInText(other));
      return { ...this.brief(row), parents: parent ? [{ title: parent }] : [], mentions: inOrder.map((at) => this.mention(row, at)) };
    }

    /** Names in the title come first, then in the order of the sentences. */
    placeInText(at) {
      const { title, sentence, begins, span } = this.data.mentions;
      return (title[at] ? 0 : 1e9) + begins[sentence[at]] + span[at][0];
    }

    mention(story, at) {
      const { mentions, stories, roles, spots, tags } = this.data;
      const inTitle = Boolean(mentions.title[at]);
      const [start, end] = mentions.span[at];
      const reader = this.language === "ar" ? 1 : 0;
      return {
        part: inTitle ? "title" : "text",
        start,
        end,
        sentence: inTitle ? stories.title[story] : mentions.sentences[mentions.sentence[at]],
        span: [start, end],
        role: roles[mentions.role[at]],
        precision: spots.marks[mentions.spot[at]].precision,
        confidence: mentions.confidence[at] / 100,
        tags: mentions.tags[at].map(([code, words]) => ({ code, name: tags[code] ? tags[code][reader] : code, words })),
        why: null, // explanations stay with the server
      };
    }

    /** Where a story can be read whole: nowhere in this file. */
    storyPage() {
      return null;
    }

    // ---- places

    async suggestions(words) {
      const sought = parts.foldText.fold(words).trim();
      if (!sought) return { places: [] };
      const found = new Map();
      this.data.spots.names.forEach((names, row) => {
        const mark = this.data.spots.marks[row];
        const rank = rankOf(names.split("|"), sought);
        const known = found.get(mark.id);
        if (rank < 3 && !known) found.set(mark.id, { row, rank, weight: this.weight(row) });
        else if (rank < 3) known.weight += this.weight(row);
      });
      const best = [...found.values()].sort((one, other) => one.rank - other.rank || other.weight - one.weight).slice(0, MOST_PLACES);
      return { places: best.map(({ row, rank }) => ({ ...this.place(row), exact: rank === 0 })) };
    }

    /** How many mentions stand at a spot. */
    weight(row) {
      if (!this.weights) {
        this.weights = new Uint32Array(this.data.spots.marks.length);
        for (const spot of this.data.mentions.spot) this.weights[spot] += 1;
      }
      return this.weights[row];
    }

    place(row) {
      const mark = this.data.spots.marks[row];
      const [lat, lon] = this.data.spots.at[row];
      const same = ["id", "name", "name_ar", "kind", "country", "admin1_name", "admin1_name_ar"];
      return { ...Object.fromEntries(same.map((name) => [name, mark[name]])), lat, lon, precision: this.data.spots.own[row] };
    }

    /** What the stories at a mark name beside it, as geodata/columns/together.py. */
    async together(wanted) {
      const { data } = this;
      const { mentions, spots, tags } = data;
      const own = spots.marks[this.rowOfKey.get(wanted.mark)];
      const rows = this.select(wanted).mentions();
      const spot = this.rowOfKey.get(wanted.mark);
      const here = rows.filter((at) => mentions.spot[at] === spot);
      const there = new Set(here.map((at) => mentions.story[at]));
      const all = count(rows.map((at) => mentions.story[at]));
      const tell = (of, among, codesOf) => {
        const [both, anywhere] = [new Map(), new Map()];
        for (const at of of) for (const code of codesOf(at)) add(anywhere, code, mentions.story[at]);
        for (const at of among) for (const code of codesOf(at)) add(both, code, mentions.story[at]);
        return [...both]
          .map(([code, stories]) => ({ code, stories: stories.size, lift: (stories.size * all) / (there.size * anywhere.get(code).size) }))
          .sort((one, other) => other.stories - one.stories || (one.code < other.code ? -1 : 1))
          .slice(0, MOST_COMPANIONS);
      };
      const beside = rows.filter((at) => there.has(mentions.story[at]) && spots.marks[mentions.spot[at]].id !== own?.id);
      const places = tell(rows, beside, (at) => [spots.marks[mentions.spot[at]].id]);
      const reader = this.language === "ar" ? 1 : 0;
      const told = tell(rows, here, (at) => mentions.tags[at].map(([code]) => code)).map((each) => ({ ...each, name: tags[each.code]?.[reader] || each.code }));
      const rowOf = (id) => spots.marks.findIndex((mark) => mark.id === id);
      return {
        stories: there.size,
        places: places.map((each) => ({ ...this.place(rowOf(each.code)), ...each })),
        events: told.filter(({ code }) => code.startsWith("event:")),
        actors: told.filter(({ code }) => code.startsWith("actor:")),
      };
    }
  }

  /** 0: one of the names; 1: begins one; 2: begins a word of one; 3: none. */
  function rankOf(names, sought) {
    const ranks = names.map((name) => (name === sought ? 0 : name.startsWith(sought) ? 1 : ` ${name}`.split(/[\s-]+(?=.)/).some((word) => word.startsWith(sought)) ? 2 : 3));
    return Math.min(...ranks);
  }

  function add(sets, name, value) {
    if (!sets.has(name)) sets.set(name, new Set());
    sets.get(name).add(value);
  }

  parts.offlineSource = { create: (data, language) => new Source(data, language) };
  if (typeof module !== "undefined") module.exports = parts.offlineSource;
})(globalThis);
