// Elements of HTML. Words become text nodes: whatever a title says, it is read and not run.
"use strict";

const Elements = (() => {
  // attributes: "on..." is a listener, true and false are attributes without a value.
  function el(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (typeof value === "boolean") made.toggleAttribute(name, value);
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  function table(heads, rows) {
    const head = (cell, scope) => el("th", { scope }, cell);
    const body = rows.map(([first, ...cells]) =>
      el("tr", {}, head(first, "row"), ...cells.map((cell) => el("td", {}, cell))));
    return el("table", {},
      el("thead", {}, el("tr", {}, ...heads.map((cell) => head(cell, "col")))),
      el("tbody", {}, ...body));
  }

  return { el, table };
})();
