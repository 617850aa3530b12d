/* The live preview of the publish panel, and the file itself: asked for at rest, one at a time, with the server's own
 * words where a picture cannot be.
 */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  const REST = 350; // ms without a change before a picture is asked for

  /** The answer, or an Error that says what the server said. */
  async function answer(path, signal, fallback) {
    let response;
    try {
      response = await fetch(path, { signal });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error(fallback);
    }
    if (response.ok) return response;
    const told = await response.json().catch(() => ({}));
    throw new Error(told.error || fallback);
  }

  /** `on` hears told(record), point({x, y} shares of the picture). Returns {node, ask(told), close()}. */
  function create(speak, api, on) {
    const { element } = parts.dom;
    const { say } = speak;
    const { publishOrder } = parts;
    const image = element("img", { class: "publish-picture", alt: "", hidden: true });
    const progress = element("progress", { "aria-label": say("publish.drawing"), hidden: true });
    const problem = element("p", { class: "problem", role: "alert", hidden: true });
    const node = element("div", { class: "publish-preview" }, element("div", { class: "publish-stage" }, image), progress, problem);
    let request = null;
    let timer = null;
    let shown = ""; // the address of the picture that is there
    let object = null;

    image.addEventListener("click", (event) => {
      const box = image.getBoundingClientRect();
      on.point({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
    });

    function busy(yes) {
      progress.hidden = !yes;
      node.classList.toggle("busy", yes);
      node.setAttribute("aria-busy", String(yes));
    }

    function fail(message) {
      problem.textContent = message;
      problem.hidden = !message;
      node.classList.toggle("failed", Boolean(message));
    }

    async function draw(told) {
      const path = publishOrder.pictureAddress({ ...told, format: "png" }, { preview: "on" });
      if (path === shown) {
        busy(false);
        fail("");
        return;
      }
      request?.abort();
      request = new AbortController();
      const { signal } = request;
      try {
        const record = await (await answer(publishOrder.address(`${api}/figure`, told), signal, say("publish.failed"))).json();
        on.told(record);
        const blob = await (await answer(path, signal, say("publish.failed"))).blob();
        if (signal.aborted) return;
        if (object) URL.revokeObjectURL(object);
        object = URL.createObjectURL(blob);
        image.src = object;
        image.alt = record.alt;
        image.hidden = false;
        shown = path;
        fail("");
      } catch (error) {
        if (signal.aborted) return;
        fail(error.message);
      }
      busy(false);
    }

    return {
      node,
      answer,
      /** Draw what is asked for once nothing changes any more; at once where `now`. */
      ask(told, now) {
        busy(true);
        clearTimeout(timer);
        timer = setTimeout(() => draw(told), now ? 0 : REST);
      },
      close() {
        clearTimeout(timer);
        request?.abort();
        busy(false);
      },
      picture: () => (shown ? { address: shown, width: image.naturalWidth, height: image.naturalHeight } : null),
    };
  }

  parts.publishPreview = { create, answer };
  if (typeof module !== "undefined") module.exports = parts.publishPreview;
})(globalThis);
