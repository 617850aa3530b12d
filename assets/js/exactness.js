/* The lock in the header: it shows positions as they are to those who may see them, and hides them again.
 *
 * The server decides and covers; here it is only asked. All that is drawn comes anew, for all of it may change.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const VEILED_ZOOM = 9; // 0.1 degrees are some 20 px, so that what is looked at stays on screen
  const HEADERS = { "X-Conflict-Map": "page" };

  /** What the lock looks like for what the server says one may: {hidden, pressed, key of its words}. Pure. */
  function face(access) {
    const exact = Boolean(access.exact);
    return { hidden: !access.may_see_exactly && !exact, pressed: exact, key: exact ? "exact.switch_off" : "exact.switch_on" };
  }

  let open = false;

  function create(host) {
    const { say } = host.speak;
    const button = host.find("EXACT");
    if (!button) return {};
    const address = (path) => `${host.config.api}/${path}`;

    function show(access) {
      const { hidden, pressed, key } = face(access);
      open = pressed;
      button.hidden = hidden;
      button.setAttribute("aria-pressed", String(pressed));
      button.setAttribute("aria-label", say(key));
      button.title = say(key);
    }

    async function look() {
      try {
        show(await (await fetch(address("access"))).json());
      } catch {
        // Without an answer the lock stays away, and positions stay blurred.
      }
    }

    async function turn() {
      const body = new URLSearchParams({ on: button.getAttribute("aria-pressed") === "true" ? "no" : "yes" });
      try {
        const answer = await fetch(address("exact"), { method: "POST", body, headers: HEADERS });
        if (!answer.ok) throw new Error((await answer.json()).error);
        root.location.reload();
      } catch (error) {
        button.title = error.message || say("exact.failed");
      }
    }

    button.addEventListener("click", turn);
    look();
    return {};
  }

  (parts.featureList = parts.featureList || []).push({ name: "exactness", create });
  /** The view of the map as an address may tell it: while positions are exact its middle may be one of them. Pure. */
  function veiled({ lon, lat, zoom }) {
    const coarse = (degrees) => Math.round(degrees * 10) / 10;
    return { lon: coarse(lon), lat: coarse(lat), zoom: Math.min(zoom, VEILED_ZOOM) };
  }

  /** The same of a box, [west, south, east, north]: it holds what is seen, and its middle tells nothing. Pure. */
  function veiledBox([west, south, east, north]) {
    const [floor, ceil] = [Math.floor, Math.ceil].map((round) => (degrees) => round(degrees * 10) / 10);
    return [floor(west), floor(south), ceil(east), ceil(north)];
  }

  parts.exactness = { face, isOpen: () => open, veiled, veiledBox };
  if (typeof module !== "undefined") module.exports = parts.exactness;
})(globalThis);
