// Making the page's elements: every text is put in as text, never as markup.

function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === false || value === undefined) continue;
    if (key === "on") Object.entries(value).forEach(([event, act]) => element.addEventListener(event, act));
    else if (key === "data") Object.assign(element.dataset, value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const button = (words, act, more = {}) => h("button", { type: "button", on: { click: act }, ...more }, words);

// An id that may stand in an attribute, whatever a code is made of.
const elementId = (id) => `o-${[...id].map((sign) => (/[\w.-]/.test(sign) ? sign : sign === "/" ? "_" : sign.codePointAt(0).toString(16))).join("")}`;
