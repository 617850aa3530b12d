/* Making elements. Text from articles only ever becomes a text node: there is no way here to give HTML. */
(function (root) {
  "use strict";
  const parts = (root.conflictMapParts = root.conflictMapParts || {});

  /** An element with attributes and children (nodes or strings; null is skipped). `onclick` and kin take functions. */
  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : String(value));
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
  }

  /** Give an element its words, if it says others: what stays the same costs nothing. */
  function tell(node, words) {
    if (node.textContent !== words) node.textContent = words;
  }

  /** Hide an element or show it, if it is not so. */
  function hide(node, yes) {
    if (node.hidden !== yes) node.hidden = yes;
  }

  /** The address if it is http or https, else null: nothing else ever becomes a link. */
  function safeAddress(address) {
    try {
      const url = new URL(address);
      return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
    } catch {
      return null;
    }
  }

  /** A link out of the page: a new tab that learns nothing of this one. */
  function outwardLink(address, attributes, ...children) {
    return element("a", { ...attributes, href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
  }

  /** Text with the spans [start, end) marked, as nodes; offsets count code points, as Python does. */
  function marked(text, spans, attributes) {
    const points = Array.from(text);
    const nodes = [];
    let at = 0;
    for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
      if (start < at || end > points.length) continue;
      if (start > at) nodes.push(points.slice(at, start).join(""));
      nodes.push(element("mark", attributes, points.slice(start, end).join("")));
      at = end;
    }
    if (at < points.length) nodes.push(points.slice(at).join(""));
    return nodes;
  }

  parts.dom = { element, tell, hide, safeAddress, outwardLink, marked };
  if (typeof module !== "undefined") module.exports = parts.dom;
})(globalThis);
