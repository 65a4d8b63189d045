// Building the page. Text enters it only as text nodes; nothing here reads markup.

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "selected"]);
const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  right: "M4.5 12.5l5 5 10-11",
  wrong: "M6 6l12 12M18 6L6 18",
  part: "M12 6v8M12 17.5v.5",
  back: "M15 5l-7 7 7 7",
  up: "M6 15l6-6 6 6",
  down: "M6 9l6 6 6-6",
  grip: "M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01",
};

/** Return a new element: properties by name (`class`, `on…` handlers, `data-…`, `aria-…`), then children. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Replace what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Return a drawn sign that screen readers pass over. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Return a ring that shows a share of 0–1. */
export function ring(share) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 120 120");
  svg.setAttribute("class", "ring");
  svg.setAttribute("aria-hidden", "true");
  const length = 2 * Math.PI * 52;
  for (const [kind, dash] of [["ring-all", length], ["ring-share", length * share]]) {
    const circle = document.createElementNS(SVG, "circle");
    const drawn = { cx: 60, cy: 60, r: 52, class: kind, "stroke-dasharray": `${dash} ${length}` };
    for (const [key, value] of Object.entries(drawn)) circle.setAttribute(key, value);
    if (dash) svg.append(circle);
  }
  return svg;
}

/** Return a button. */
export function button(label, onclick, { kind = "", action, ...more } = {}) {
  return h("button", { type: "button", class: `button ${kind}`.trim(), "data-action": action, onclick, ...more }, label);
}

/** Return text of several lines, each a paragraph of its own. */
export function lines(text, properties = {}) {
  return h("div", properties, text.split("\n").map((line) => h("p", {}, line)));
}

/** Return words that only screen readers tell. */
export function aside(text) {
  return h("span", { class: "aside" }, text);
}

/** Say something to screen readers without moving the focus. */
export function announce(text) {
  const live = document.getElementById("live");
  live.textContent = "";
  // An emptied region that is filled at once is not always read out.
  setTimeout(() => (live.textContent = text), 30);
}
