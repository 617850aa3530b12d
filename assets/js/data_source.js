/* Where the page's data comes from: here, this server's plain routes. Another page may give its own object
 * with the same functions; without `facets` the filters have no choices. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  async function answer(path, signal) {
    const response = await fetch(path, { signal, headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`${response.status}`);
    return response;
  }

  function address(base, path, values) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) {
      if (value !== null && value !== undefined && value !== "") query.set(name, value);
    }
    const text = query.toString();
    return `${base}/${path}${text ? `?${text}` : ""}`;
  }

  function serverSource(base) {
    return {
      /** The cube of all stories that are asked for ({name: text} as geodata/query.py reads it), as an ArrayBuffer. */
      async cube(asked, signal) {
        return (await answer(address(base, "cube", asked), signal)).arrayBuffer();
      },
      /** A page of stories: {total, stories}; `wanted` has mark, unplaced or only (undated), from, to, undated, what is asked, offset, limit. */
      async stories(wanted, signal) {
        return (await answer(address(base, "stories", wanted), signal)).json();
      },
      /** Days with stories by outlet: {unit, bins, silent, outlets, undated}; `asked` has bin, source, language. */
      async coverage(asked, signal) {
        return (await answer(address(base, "coverage", asked), signal)).json();
      },
      /** How many outlets told what is drawn for a query. */
      async outlets(asked) {
        return (await (await answer(address(base, "outlets", asked))).json()).outlets;
      },
      /** The choices of the filters, counted: {stories, facets, without}; `wanted` has from, to, undated and what is asked. */
      async facets(wanted, signal) {
        return (await answer(address(base, "facets", wanted), signal)).json();
      },
      /** How many stories were not read with the present words for events and actors. */
      async untagged() {
        return (await (await answer(address(base, "untagged", {}))).json()).stories;
      },
      /** A page of mentions as rows of the table: {total, rows}; `wanted` has sort, dir, limit, offset, a mark and what is asked. */
      async mentions(wanted, signal) {
        return (await answer(address(base, "mentions", wanted), signal)).json();
      },
      /** What the stories at a mark name beside it: {stories, places, events, actors}. */
      async together(wanted, signal) {
        return (await answer(address(base, "together", wanted), signal)).json();
      },
      /** How many rows an export of each kind has: {rows: {kind: number}, formats}. */
      async exports(wanted, signal) {
        return (await answer(address(base, "export", wanted), signal)).json();
      },
      /** The grid of the table: {script, component}. */
      async table(wanted) {
        return (await answer(address(base, "table", wanted))).json();
      },
      /** The outlines of the areas of a level as GeoJSON. */
      async areas(wanted, signal) {
        return (await answer(address(base, "areas", wanted), signal)).json();
      },
      /** The cube of those areas: `wanted` has level and what is asked. */
      async areaCube(wanted, signal) {
        return (await answer(address(base, "areas/cube", wanted), signal)).arrayBuffer();
      },
      /** Every camp with its history: {sources, camps}, see dashboard/camps/records.py. */
      async camps(signal) {
        return (await answer(address(base, "camps", {}), signal)).json();
      },
      /** Gazetteer entries for what is being typed. */
      async suggestions(words, signal) {
        return (await answer(address(base, "places", { q: words }), signal)).json();
      },
    };
  }

  parts.dataSource = { serverSource, address };
  if (typeof module !== "undefined") module.exports = parts.dataSource;
})(globalThis);
